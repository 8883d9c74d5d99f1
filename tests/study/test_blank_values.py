"""What values that nobody knows do to an answer: shares of variance by hand, and by simulation."""

import math
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.networks import as_given, system_of
from sim.report.blank_values import blanks_in_short, blanks_in_words
from sim.study import compare as comparing
from sim.study.blank_values import (
    BLANK,
    DISAGREED,
    WITHIN,
    BlankValues,
    Column,
    blank_values,
    whole_draws,
)

HEADER = "name,type,maturity,capacity,culture,finance"
SYSTEMS, EACH = 40, 16


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Thirty organisations of two types; capacity of twelve and finance of six are blank."""
    folder = tmp_path_factory.mktemp("own")
    chance = np.random.default_rng(0)
    rows = []
    for i in range(30):
        maturity, capacity, culture, finance = (f"{each:.2f}" for each in chance.beta(3, 4, 4))
        capacity, finance = "" if i < 12 else capacity, "" if i >= 24 else finance
        rows.append(f"O{i},{'Acute' if i % 3 else 'GP'},{maturity},{capacity},{culture},{finance}")
    organisations, ties = folder / "organisations.csv", folder / "ties.csv"
    organisations.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    ends = [f"O{i},O{(i + k) % 30}" for i in range(30) for k in (1, 7)]
    ties.write_text("\n".join(["source,target", *ends]), encoding="utf-8")
    return [f"system.organisations_file={organisations}", f"system.ties_file={ties}"]


@pytest.fixture(scope="module")
def parameters(files):
    return sim.load(files).system


def capacity_of(parameters, systems=SYSTEMS):
    """The mean of what was drawn for capacity in each system."""
    where = as_given(parameters).unknown.blank["capacity"]
    drawn = [system_of(parameters, 0, draw).arrays.capacity[where] for draw in range(systems)]
    return np.array([each.mean() for each in drawn])


def told(parameters, of_system, luck, seed=0):
    """What is told of a quantity that is `of_system` in each system, and luck beside."""
    noise = np.random.default_rng(seed).normal(0, luck, (len(of_system), EACH))
    values = (of_system[:, None] + noise).ravel()
    return blank_values(parameters, 0, values, np.repeat(np.arange(len(of_system)), EACH))


def test_the_spread_between_systems_by_hand(parameters):
    """Systems of 2 runs each, with means 0.1, 0.3, 0.1, 0.3 ... and 0.02 either side of them.

    Between: 2 x 0.01 x 8 / 7 = 0.022857. Within: 2 x 0.0004 = 0.0008. So the variance between
    systems is (0.022857 - 0.0008) / 2 = 0.0110286, and their share 1 - 0.0008 / 0.022857 = 0.965.
    """
    means = np.tile([0.1, 0.3], 4)
    values = np.stack([means - 0.02, means + 0.02], axis=1).ravel()
    found = blank_values(parameters, 0, values, np.repeat(np.arange(8), 2))
    assert found.mean == pytest.approx(0.2)
    assert found.spread == pytest.approx(math.sqrt(0.0110286), abs=1e-6)
    assert found.share[0] == pytest.approx(0.965)
    assert found.is_told
    assert found.ends == pytest.approx((0.2 - 1.6449 * 0.105017, 0.2 + 1.6449 * 0.105017), abs=1e-5)


def test_luck_alone_is_told_apart_from_blanks_in_no_more_than_one_study_of_twenty(parameters):
    nothing = np.zeros(SYSTEMS)
    found = [told(parameters, nothing, 0.1, seed) for seed in range(200)]
    assert sum(each.is_told for each in found) <= 20  # 10 expected
    assert sum(each.best is not None for each in found) <= 20
    assert sum(each.most > 0 for each in found) > 150


def test_the_spread_and_its_share_are_right_on_average(parameters):
    """A standard deviation of 0.04 between systems beside luck of 0.08 in each of 16 runs."""
    chance = np.random.default_rng(1)
    found = [told(parameters, chance.normal(0, 0.04, SYSTEMS), 0.08, seed) for seed in range(200)]
    assert np.mean([each.spread**2 for each in found]) == pytest.approx(0.04**2, rel=0.05)
    share = 0.04**2 / (0.04**2 + 0.08**2 / EACH)
    held = [low <= share <= high for _, low, high in (each.share for each in found)]
    assert np.mean(held) == pytest.approx(0.95, abs=0.045)
    assert np.mean([each.most >= 0.04 for each in found]) == pytest.approx(0.95, abs=0.045)


def test_a_column_on_which_all_depends_would_leave_nothing_of_the_range(parameters):
    found = told(parameters, capacity_of(parameters), 0.001)
    assert found.best.name == "capacity"
    assert found.best.cells == 12
    assert found.best.left < 0.1
    assert found.explained > 0.98


def test_a_column_that_is_half_of_the_range_leaves_the_root_of_what_it_does_not_explain(parameters):
    """Three quarters of the variance are capacity, so half of the range is left."""
    capacity = capacity_of(parameters)
    capacity = (capacity - capacity.mean()) / capacity.std()
    left = []
    for seed in range(40):
        other = np.random.default_rng(100 + seed).standard_normal(SYSTEMS)
        found = told(parameters, 0.1 * (capacity * 0.75**0.5 + other * 0.25**0.5), 0.02, seed)
        assert found.best.name == "capacity"
        assert found.best.ends[0] <= found.best.left <= found.best.ends[1]
        left.append(found.best.left)
    assert np.mean(left) == pytest.approx(0.5, abs=0.05)


def test_the_one_column_that_is_not_known_is_all_there_is_to_find_out(tmp_path):
    rows = [f"O{i},GP,0.4,{'' if i < 5 else 0.4},0.5,0.3" for i in range(9)]
    path = tmp_path / "own.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    files = [f"system.organisations_file={path}"]
    alone = sim.load([*files, "system.ties_file=none"]).system
    means = np.random.default_rng(0).normal(0, 0.1, SYSTEMS)  # whoever has which value
    assert told(alone, means, 0.02).best.left == 0
    with_ties = told(sim.load(files).system, means, 0.02)
    assert with_ties.has_drawn_ties
    assert with_ties.best is None


def test_a_column_is_not_named_from_a_few_systems(parameters):
    found = told(parameters, capacity_of(parameters, 15), 0.001)
    assert found.is_told
    assert found.best is None


def test_nothing_is_told_of_a_system_that_is_known_or_of_too_few_systems(parameters):
    values, clusters = np.zeros(70), np.repeat(np.arange(7), 10)
    assert blank_values(parameters, 0, values, clusters) is None
    assert blank_values(sim.load([]).system, 0, np.zeros(80), np.repeat(np.arange(8), 10)) is None


def test_a_last_system_with_fewer_runs_is_left_out():
    draws, grid = whole_draws(np.arange(7.0), np.array([0, 0, 0, 1, 1, 1, 2]))
    assert draws.tolist() == [0, 1]
    assert grid.tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.filterwarnings("ignore:.* is not known and is drawn")
def test_a_comparison_is_the_same_whether_or_not_blanks_are_looked_at(files, monkeypatch):
    plans = [*files, "innovation=ambient_voice", "strategy=none,one_to_one", "clock.months=37"]
    found = sim.compare(*plans, replicates=192).found
    assert found.blanks.runs == 3 * found.replicates
    assert found.blanks.systems == 9
    assert {each.name for each in found.blanks.columns} == {"capacity", "finance"}
    monkeypatch.setattr(comparing, "_blanks", lambda *asked: None)
    without = sim.compare(*plans, replicates=192).found
    assert without.blanks is None
    assert without.ahead == found.ahead
    assert without.differences == found.differences


def test_a_comparison_of_a_system_that_is_known_makes_no_further_runs(files):
    asked = []
    known = [*files]
    known[0] = known[0].replace("organisations.csv", "known.csv")
    path = files[0].partition("=")[2]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(known[0].partition("=")[2], "w", encoding="utf-8") as file:
        file.write("\n".join(row.replace(",,", ",0.4,") + "0.4" * row.endswith(",")
                             for row in text.split("\n")))  # fmt: skip
    plans = [sim.load([*known, f"strategy={each}", "clock.months=37"])
             for each in ("none", "one_to_one")]  # fmt: skip

    def counting(scenario, replicates, seed, first=0, on_block=None):
        asked.append(first + replicates)
        return sim.simulate(scenario, replicates, seed, first=first)

    named = [comparing.Plan(f"{k}", each) for k, each in enumerate(plans)]
    found = comparing.compare(named, replicates=64, run=counting)
    assert found.blanks is None
    assert max(asked) == 64


BLANKS = BlankValues(
    systems=24, runs=1536, mean=0.10, spread=0.03, most=0.05, is_told=True,
    share=(0.66, 0.30, 0.85),
    columns=(Column("capacity", BLANK, 12, 0.5, (0.3, 0.7)), Column("finance", BLANK, 6)),
    explained=0.7, has_drawn_ties=False,
)  # fmt: skip


def words(blanks, **options):
    return " ".join(blanks_in_words(blanks, "the lead", " points", **options))


def test_the_account_says_how_far_blanks_move_the_lead_and_what_to_find_out():
    text = words(BLANKS)
    assert "In nine of ten systems that they may be, it is 5 to 15 points" in text
    assert "This causes 66% of the uncertainty of its mean (variance; between 30% and 85%)" in text
    assert "Knowing capacity for the 12 blank rows would halve that range or better" in text
    assert "(surely to 70% of it)" in text
    assert "who has which value the rest" in text


def test_the_account_says_what_cannot_be_told():
    unclear = replace(BLANKS, columns=(Column("capacity", BLANK, 12), Column("finance", BLANK, 6)))
    assert "What is most worth finding out cannot be told from 24 systems." in words(unclear)
    faint = words(replace(BLANKS, is_told=False))
    assert (
        "told from luck in 24 systems. In nine of ten, it is at most 9 points either way" in faint
    )
    assert "would" not in faint


def test_ties_that_are_drawn_are_told_apart_from_blanks():
    text = words(replace(BLANKS, has_drawn_ties=True))
    assert "explains 70% of the differences between systems; the ties drawn, and who has" in text
    [clause] = blanks_in_short(replace(BLANKS, has_drawn_ties=True), "the lead")
    assert clause.text.startswith("blank values and drawn ties move the lead")


def test_stages_that_are_not_known_count_as_luck_and_the_account_says_so():
    assert "Stages that are not known" in words(BLANKS, stages=True)
    assert "Stages" not in words(BLANKS)


def test_the_line_on_how_sure_has_it_in_a_few_words():
    [clause] = blanks_in_short(BLANKS, "the lead")
    assert clause.text == (
        "blank values move the lead by 5 points either way, and knowing capacity would halve that "
        "or better"
    )
    [faint] = blanks_in_short(replace(BLANKS, is_told=False), "the lead")
    assert faint.text == "blank values move the lead by at most 9 points"
    assert list(blanks_in_short(None, "the lead")) == []


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (0.05, "leave hardly any of that"),
        (0.5, "halve that or better"),
        (0.72, "narrow that by 30% or more"),
        (0.0, "leave nothing of that"),
    ],
)
def test_how_much_a_column_narrows_is_said_in_round_numbers(left, said):
    column = Column("culture", DISAGREED, 5, left, (left, left))
    [clause] = blanks_in_short(replace(BLANKS, columns=(column,)), "the lead")
    assert clause.text.endswith(f"agreeing on culture would {said}")


def test_a_gain_that_is_hardly_known_is_not_given_a_size_in_the_short_answer():
    column = Column("culture", BLANK, 1, 0.5, (0.2, 0.91))
    [clause] = blanks_in_short(replace(BLANKS, columns=(column,)), "the lead")
    assert clause.text.endswith("and knowing culture would narrow that")


def test_a_column_that_would_narrow_the_range_by_little_is_not_named():
    column = Column("culture", BLANK, 5, 0.95, (0.9, 1.0))
    [clause] = blanks_in_short(replace(BLANKS, columns=(column,)), "the lead")
    assert "knowing" not in clause.text
    assert BLANKS.ends[1] - BLANKS.ends[0] == pytest.approx(2 * WITHIN * 0.03)
