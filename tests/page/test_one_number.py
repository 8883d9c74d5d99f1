"""One number for one plan, and a catch wherever a change is praised."""

import pytest

import sim
from sim.page.answers import answer
from sim.page.build import bases_for_answers
from sim.page.inputs import PageOptions, compared_from

CASE = (
    "scenario=avt_london", "system.organisations=16", "clock.months=24",
    "assumptions.replicates_per_system=8", "strategy=none,hin_playbook",
)  # fmt: skip
RUNS, SEED = 24, 5  # as the page of these tests has them
ROUNDED = 1e-3  # the page's numbers have a few digits


@pytest.fixture(scope="module")
def command():
    return sim.compare(*CASE, replicates=RUNS, seed=SEED)


def test_the_page_gives_the_answer_of_the_command_word_for_word(command, data):
    lines = [(each["label"], each["text"]) for each in data["answer"]]
    assert [("", data["headline"]), *lines] == command.verdict.lines
    assert data["verdict"] == list(command.verdict.full)
    assert data["replicates"] == RUNS


def test_one_plan_has_one_number_wherever_it_stands(command, compared, data):
    """The command, the page's curves, its ledger and its dials at rest: the same runs."""
    bases = bases_for_answers(compared)
    for plan, base, standing in zip(data["plans"], bases, command.found.standings, strict=True):
        share = standing.figures.live.mean
        assert f"{share:.0%}" in data["headline"]
        at_rest = answer(base, {})
        assert at_rest["replicates"] == RUNS
        for curve in (plan["curves"]["live"], at_rest["curves"]["live"]):
            assert curve["mean"][data["horizon"]] == pytest.approx(share, abs=ROUNDED)
        reached = data["ledger"]["plans"][plan["id"]]["reached"]["mean"]
        assert reached == pytest.approx(share, abs=ROUNDED)


def test_without_a_number_of_runs_a_page_takes_as_many_as_the_command():
    page = compared_from(PageOptions(CASE, None, SEED))
    command = sim.compare(*CASE, seed=SEED)
    assert page.found.looks == command.found.looks
    assert page.comparison.verdict == command.verdict
    assert bases_for_answers(page)[0].replicates == command.found.replicates


def test_a_change_that_gets_more_live_says_what_it_costs(compared):
    changed = answer(bases_for_answers(compared)[0], {"strategy.pilots": 8})["difference"]
    assert changed["mean"] > 0
    assert "But the plan as it is" in changed["sentence"]
    assert "spends less (£" in changed["sentence"]


def test_a_change_that_gets_fewer_live_has_no_catch(compared):
    changed = answer(bases_for_answers(compared)[1], {"strategy.pilots": 0})["difference"]
    assert changed["mean"] < 0
    assert "But" not in changed["sentence"]
