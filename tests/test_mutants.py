"""The copy in which the model is changed, and the wrong programs that are planted in it."""

import mutants
import pytest
from recipes import Copy, StaleError


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


@pytest.mark.parametrize("text", ["import", "no such text"])
def test_a_text_to_be_replaced_must_occur_exactly_once(copy, text):
    with pytest.raises(StaleError, match="not once"):
        copy.replace(text, "", within="sim/rules")


def test_the_copy_is_what_runs_and_the_project_stays_unchanged(copy):
    copy.replace("return 1.0 - exp(-rate)", "return 2.0", within="sim/rules/moves.py")
    code = "from sim.rules import moves; print(moves.chance(1.0), moves.__file__)"
    told, file = copy.says(code).split()
    assert told == "2.0"
    assert file.startswith(str(copy.folder))
    assert copy.changed == {"sim/rules/moves.py"}


def test_every_mutant_can_still_be_planted(copy):
    """If not, the text that it names has changed: update it in tests/mutants.py."""
    stale = []
    for mutant in (*mutants.RULES, *mutants.COMPOSITION, *mutants.ENGINES):
        try:
            copy.restore(copy.replace(mutant.old, mutant.new))
        except StaleError as error:
            stale.append(f"{mutant.name}: {error}")
    assert stale == []
    assert copy.changed == set()
