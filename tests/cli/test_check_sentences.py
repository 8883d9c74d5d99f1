"""What `uptake check` says of a system that can run: what is drawn, and what may not be meant."""

import json
import re

import pytest

from sim.report.check.portrait import MOST_WORDS

HEADER = "name,type,maturity,capacity,culture,finance"
ROWS = ("A,Acute,.4,.5,.6,.3", "B,GP,.5,.2,.4,.6", "C,GP,.3,.6,.5,.4")


@pytest.fixture
def told(elsewhere, uptake):
    """Return what is said of a table: the exit code, and the text on one line."""
    uptake("new", "mine")

    def check(header, rows, *options):
        table = "\n".join([header, *rows, ""])
        (elsewhere / "mine" / "organisations.csv").write_text(table, encoding="utf-8")
        (elsewhere / "mine" / "ties.csv").write_text("source,target\nA,B\n", encoding="utf-8")
        code, out, _ = uptake("check", "mine", "strategy.pilots=1", "--no-figures", *options)
        return code, " ".join(out.split())

    return check


def test_the_portrait_names_every_column_that_is_drawn_within_its_words(told):
    header = f"{HEADER},region,size,deprived,orientation"
    first, last = "A,Acute,.4,,.6,.3,North,8,yes,.4", "C,GP,.3,,.5,.4,S,1,,"
    few = told(header, [first, "B,GP,.5,.2,.4,.6,North,,no,", last], "--json")[1]
    said = "capacity of 2, orientation of 2, deprivation of 1 and size of 1 of 3."
    assert f"Not known, and so drawn, are {said}" in few
    many = json.loads(told(header, [first, "B,GP,.5,.2,,,North,,no,", last], "--json")[1])
    sentence = re.search(r"Drawn where it is not known: [^.]*\.", many["in_words"]).group()
    names = ("capacity", "culture", "finance", "orientation", "deprivation", "size")
    assert [each for each in names if each not in sentence] == []
    assert len(many["in_words"].split()) <= MOST_WORDS


@pytest.mark.parametrize(("stage", "doubted"), [("live", True), ("unaware", False)])
def test_one_stage_for_all_is_doubted_unless_nobody_has_begun(told, stage, doubted):
    code, out = told(f"{HEADER},stage", [f"{each},{stage}" for each in ROWS])
    assert code == 0
    assert ("very organisation stands at the same stage" in out) == doubted


def test_a_size_that_equals_all_others_together_is_doubted(told):
    rows = [f"{name},GP,.4,.5,.6,.{size},{size}" for name, size in dict(A=2, B=3, C=4, D=5).items()]
    code, out = told(f"{HEADER},size", [*rows, "London,GP,,,,,14"])
    assert code == 0
    assert "'London' is as large as all others together, as a total is" in out


def test_the_advice_that_says_most_stands_where_faults_are_listed_together(told):
    code, out = told(HEADER, [ROWS[0], "B,GP,1.2,.2,.4,.6", "C,GP,TBC,.6,.5,.4"])
    assert code == 2
    assert "'1.2', 'TBC'; it must be a number from 0 to 1, or empty if nobody knows" in out
