"""One number for one plan (the numbers of changed plans: test_counted.py and counted.test.js)."""

import pytest

import sim
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
    """The command, the page's curves and its ledger: the same runs."""
    for plan, standing in zip(data["plans"], command.found.standings, strict=True):
        share = standing.figures.live.mean
        assert f"{share:.0%}" in data["headline"]
        assert plan["curves"]["live"]["mean"][data["horizon"]] == pytest.approx(share, abs=ROUNDED)
        reached = data["ledger"]["plans"][plan["id"]]["reached"]["mean"]
        assert reached == pytest.approx(share, abs=ROUNDED)


def test_without_a_number_of_runs_a_page_takes_as_many_as_the_command():
    page = compared_from(PageOptions(CASE, None, SEED))
    command = sim.compare(*CASE, seed=SEED)
    assert page.found.looks == command.found.looks
    assert page.comparison.verdict == command.verdict
