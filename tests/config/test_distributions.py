"""Every number of the model: how likely its values are, or why nothing is drawn for it."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pytest
from modules import module_at

from sim.config import assumption_ranges, finish, keys, load
from sim.config.distributions import FILE, distributions, of_families, parsed, reasons, without
from sim.config.drawing import drawn
from sim.config.preset_files import read, shipped
from sim.params import Scenario, check, leaves, parameters
from sim.params.distributions import BASES
from sim.params.errors import UserError
from sim.params.names import GAPS
from sim.study.assumption_draws import with_set

DOCS = Path(__file__).parent.parent.parent / "docs"
DEFAULTS = {key: value for key, _, value in leaves(Scenario())}
DECLARED = {each.key: each for each in parameters(Scenario())}
SHIPPED = distributions()


def test_every_parameter_has_a_distribution_or_a_reason_for_having_none_and_not_both():
    drawn_keys, kept = set(SHIPPED), set(reasons(tuple(keys.leaves())))
    texts = {key for key, leaf in keys.leaves().items() if leaf.field.metadata.get("text")}
    named = {key for key in keys.leaves() if "<" in key}  # entries that the user names

    assert drawn_keys & kept == set()
    assert set(DECLARED) - drawn_keys - kept == set()
    assert named - texts - kept - drawn_keys == set()
    assert drawn_keys <= set(DECLARED)


def test_every_reason_is_told_of_a_key_that_there_is():
    known = [key for key in keys.leaves() if "source" in keys.leaves()[key].field.metadata]
    for pattern, why in without().items():
        assert any(fnmatchcase(key, pattern) for key in known), pattern
        assert len(why) > 10


@pytest.mark.parametrize("key", SHIPPED)
def test_a_default_lies_in_its_range_and_the_range_in_what_the_model_allows(key):
    each, declared = SHIPPED[key], DECLARED[key]
    if each.words:
        assert each.weights[each.words.index(DEFAULTS[key].name)] == max(each.weights)
        return

    assert declared.low <= each.low <= DEFAULTS[key] <= each.high <= declared.high
    assert each.low < each.high


@pytest.mark.parametrize("key", SHIPPED)
def test_a_distribution_states_its_basis_in_one_of_three_words_and_why(key):
    assert SHIPPED[key].basis in BASES
    assert len(SHIPPED[key].why) >= 9


@pytest.mark.parametrize("key", SHIPPED)
def test_a_sourced_range_names_who_published_it_or_a_scale_that_others_set(key):
    """A year, or an identifier: so that "sourced" cannot be said of a thought of our own."""
    own = {"assumptions.day_cost": "band 6", "assumptions.pilot_cost": "FREED"} | {
        "assumptions.grant": "FREED", "assumptions.hurdle": "PMC10722785",
        "system.spread_of_traits": "2016",
    }  # fmt: skip
    if SHIPPED[key].basis == "sourced":
        assert re.search(own.get(key, r"(19|20)\d\d"), SHIPPED[key].why)


def test_a_default_is_no_outlier_of_its_own_distribution():
    """At least a tenth of the draws lie on either side, but where the model ends at the default."""
    for key, each in SHIPPED.items():
        if each.words or DEFAULTS[key] in (DECLARED[key].low, DECLARED[key].high):
            continue
        below, above = each.quantile(0.1), each.quantile(0.9)
        assert below <= DEFAULTS[key] <= above, key


def test_no_draw_of_a_thousand_is_one_that_the_model_refuses():
    sets = drawn(SHIPPED, 1000, seed=4)
    for row in sets.values.tolist():
        scenario = with_set(Scenario(), sets.keys, row)
        check(scenario)
        c, a = scenario.coefficients, scenario.assumptions

        assert c.capacity_from_organisation + c.capacity_from_adopters < 1
        assert c.readiness_from_maturity + c.readiness_from_capacity < 1
        assert c.load_least + c.load_by_score <= 1
        assert a.champion_base + a.champion_by_culture <= 1
        assert a.derisk_cool_off <= a.cool_off_abandoned
        heaviest = [
            max(getattr(getattr(scenario.stage_weights, stage), gap) for gap in GAPS)
            for stage in ("persuade", "decide", "implement", "sustain")
        ]
        assert min(heaviest) >= c.weakest_from


@pytest.mark.parametrize("name", ["south_london", "england", "specialist_network", "few_legacy"])
def test_a_draw_put_into_a_shipped_system_passes_the_checks_of_a_typed_one(name):
    scenario = load([f"system={name}"])
    sets = drawn(SHIPPED, 200, seed=1)
    for row in sets.values.tolist():
        finish(with_set(scenario, sets.keys, row))


def test_the_ranges_for_sweeps_are_the_ends_of_all_numbers_that_are_drawn():
    numbers = {key: [each.low, each.high] for key, each in SHIPPED.items() if not each.words}
    assert assumption_ranges() == numbers
    assert len(numbers) > 250


def test_all_64_numbers_of_the_levers_are_drawn():
    levers = [key for key in SHIPPED if key.startswith("levers.")]
    assert len(levers) == 64
    assert set(levers) == {key for key in DECLARED if key.startswith("levers.")}


def test_effects_of_levers_share_a_cause_and_so_do_their_costs():
    effects = {SHIPPED[k].group for k in SHIPPED if re.match(r"levers\.\w+\.(?!cost)", k)}
    costs = {SHIPPED[k].group for k in SHIPPED if re.match(r"levers\.\w+\.cost", k)}
    assert (effects, costs) == ({"lever_effects"}, {"costs"})


# The page of the documents


@pytest.fixture(scope="module")
def table():
    """Give docs/assumption_table.py as a module."""
    return module_at(DOCS / "assumption_table.py")


def test_the_table_of_assumptions_is_that_of_the_file(table):
    written = (DOCS / "model" / "assumptions_table.md").read_text(encoding="utf-8")
    assert table.page() == written, "run: python docs/assumption_table.py"


def test_the_table_has_a_row_for_each_number_and_counts_them(table):
    written = table.page()
    assert [key for key in SHIPPED if f"\n| `{key}` |" not in written] == []
    assert sum(table.counts(SHIPPED).values()) == len(SHIPPED)
    assert f"| all | {len(SHIPPED)} |" in written


# What a file of distributions may say

RIGHT = {"range": [1, 3], "basis": "assumed", "why": "a guess"}
KEY = "assumptions.commitment_rate"


def refused(about, key=KEY, **more):
    with pytest.raises(UserError) as told:
        parsed({"ranges": {key: {**RIGHT, **about}}, **more}, "file.yaml")
    return str(told.value)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"range": [3, 1]}, "low < high"),
        ({"range": [3]}, "needs 'range: [low, high]'"),
        ({"range": [1, 30]}, "must be between 0 and 20"),
        ({"range": [0, 3], "log": True}, "must begin above 0"),
        ({"likely": 4}, "its likeliest value between them"),
        ({"basis": "guessed"}, "choose from sourced, calibrated, assumed"),
        ({"group": "cost"}, "did you mean costs?"),
        ({"rnage": [1, 2]}, "did you mean range?"),
    ],
)
def test_a_slip_in_the_file_is_refused_in_one_line(about, said):
    told = refused(about, groups={"costs": {"correlation": 0.5}})
    assert said in told
    assert told.startswith("file.yaml: ") or "between" in told
    assert "\n" not in told


def test_a_distribution_of_no_key_is_refused_with_the_nearest():
    assert "did you mean assumptions.commitment_rate?" in refused({}, "assumptions.comitment_rate")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"product": 0.5, "additive": 0.2}, "must sum to 1"),
        ({"produkt": 1.0}, "one of product, additive, weakest"),
        ({"product": 1.5, "additive": -0.5}, "must sum to 1"),
    ],
)
def test_a_slip_in_the_words_of_a_choice_is_refused(words, said):
    about = {"words": words, "basis": "assumed", "why": "a guess"}
    with pytest.raises(UserError, match=said):
        parsed({"choices": {"assumptions.aggregator": about}}, "file.yaml")


@pytest.mark.parametrize(
    ("key", "default", "row"),
    [
        ("levers.comms.cost", 6.0, {"range": [2.0, 18.0], "basis": "assumed"}),
        ("levers.comms.evidence", 0.3, {"range": [0.15, 0.6]}),
        ("levers.comms.evidence", 0.8, {"range": [0.4, 1.0]}),
        ("levers.comms.evidence", 0.0, {"range": [0.0, 0.1], "likely": 0.0}),
    ],
)
def test_a_number_without_a_row_takes_that_of_its_family_by_its_default(key, default, row):
    families = {
        "levers.*.cost": {"times": [1 / 3, 3], "basis": "assumed"},
        "levers.*": {"times": [0.5, 2], "at_zero": 0.1},
    }
    assert of_families({"families": families}, {key: default}) == {key: row}
    assert of_families({"families": families}, {"system.maturity": 0.5}) == {}


def test_the_shipped_families_give_every_number_of_the_levers_a_right_row():
    said = read(shipped() / FILE)
    levers = {key: value for key, value in DEFAULTS.items() if key.startswith("levers.")}
    found = parsed({**said, "ranges": of_families(said, levers), "choices": {}}, "file.yaml")
    assert list(found) == list(levers)
    for key, each in found.items():
        assert each.low <= levers[key] <= each.high <= DECLARED[key].high
        assert each.group == SHIPPED[key].group


def test_words_left_out_are_never_drawn():
    about = {"words": {"additive": 1}, "basis": "assumed", "why": "a guess"}
    found = parsed({"choices": {"assumptions.aggregator": about}}, "file.yaml")
    assert set(found["assumptions.aggregator"].quantile(np.linspace(0, 1, 11))) == {1.0}
