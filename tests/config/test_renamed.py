"""What a preset with a key of an earlier version is told."""

import re

import pytest

from sim import config
from sim.config.keys import find, leaves
from sim.config.renamed import RENAMED
from sim.params.errors import UserError

KEY = re.compile(r"\b(?:system|innovation|strategy|assumptions|coefficients)(?:\.[a-z_]+)+")
# Old default of a key that is now counted differently
OLD = {
    "assumptions.commitment_scale": 0.6,
    "assumptions.approval_scale": 1.0,
    "assumptions.momentum_loss": 0.025,
}


@pytest.mark.parametrize("gone", RENAMED)
def test_a_key_that_is_gone_is_refused_with_what_to_write_instead(gone):
    with pytest.raises(UserError, match=re.escape(f"no key {gone} any more; {RENAMED[gone]}")):
        config.load([f"{gone}=0.5"])


@pytest.mark.parametrize("gone", RENAMED)
def test_what_to_write_instead_is_a_key_that_exists(gone):
    named = [key.removesuffix(".") for key in KEY.findall(RENAMED[gone])]
    assert named or RENAMED[gone].endswith("leave it out")
    assert [key for key in named if not any(each.startswith(key) for each in leaves())] == []


@pytest.mark.parametrize(("gone", "default"), OLD.items())
def test_the_factor_that_is_named_turns_the_old_default_into_the_new_one(gone, default):
    factor = float(re.search(r"([\d.]+) times as much", RENAMED[gone])[1])
    (new,) = KEY.findall(RENAMED[gone])
    assert default * factor == pytest.approx(find(new).field.default, rel=0.002)
