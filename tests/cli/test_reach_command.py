"""`uptake reach`, from a line to an answer, files, a figure and a line that goes on."""

import csv
import json

import pytest

import sim
from sim.report.lines import is_too_long
from sim.study.trials import trial

SMALL = ("system.organisations=20", "clock.months=24", "--parameter-draws", "8")
PLANS = "strategy=none,one_to_one,hin_playbook"
GOAL = ("--share", "30", "--by", "18", "--chance", "70")


def told(text):
    return " ".join(text.split())


def rows_of(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_the_least_money_is_told_drawn_and_kept(uptake, elsewhere):
    code, out, err = uptake("reach", *GOAL, PLANS, *SMALL, "--out", "found")
    assert (code, err) == (0, "")
    said = told(out)
    assert "gets 30% of organisations live by month 18 for £" in said
    assert "no money to scale: “No spread partner”" in said
    assert "nearly sure in" in said
    names = {path.name for path in (elsewhere / "found").iterdir()}
    assert {"reach.csv", "chance_by_money.csv", "chance_by_money.png", "answer.md"} <= names
    rows = rows_of(elsewhere / "found" / "reach.csv")
    assert [row["plan"] for row in rows] == [
        "No spread partner", "One-to-one help", "The whole playbook",
    ]  # fmt: skip
    assert rows[0]["found"] == "has no money"
    tried = rows_of(elsewhere / "found" / "chance_by_money.csv")
    best = [row for row in tried if row["plan"] == "The whole playbook"]
    assert float(best[0]["money"]) == 0
    assert float(best[-1]["money"]) == pytest.approx(8 * 555.6 * 20 * 36, rel=0.05)


def test_the_same_line_goes_on_and_gives_the_same_answer(uptake, elsewhere, monkeypatch):
    line = ("reach", *GOAL, "strategy=hin_playbook", *SMALL, "--no-figures", "--out", "found")
    whole = uptake(*(each.replace("found", "other") for each in line))[1]
    count, real = 0, trial.tried

    def stopped(*arguments):
        nonlocal count
        for each in real(*arguments):
            count += 1
            if count == 30:
                raise KeyboardInterrupt
            yield each

    monkeypatch.setattr("sim.study.reach.trials.tried", stopped)
    code, out, err = uptake(*line)
    assert (code, out) == (130, "")
    assert "what was run is kept in found; the same line goes on from there" in err
    monkeypatch.undo()
    monkeypatch.chdir(elsewhere)
    ran = []
    measured = sim.study.reach.trials.measured
    monkeypatch.setattr(
        "sim.study.reach.trials.measured", lambda *each: (ran.append(1), measured(*each))[1]
    )
    code, out, _ = uptake(*line)
    assert code == 0
    assert out.replace("found", "other") == whole
    once = len(ran)
    assert uptake(*line)[1] == out
    assert len(ran) == once  # nothing runs again


def test_an_answer_is_short_and_the_account_is_not(uptake):
    code, out, _ = uptake("reach", *GOAL, PLANS, *SMALL, "--json")
    document = json.loads(out)
    assert code == 0
    assert not is_too_long([(each["label"], each["text"]) for each in document["answer"]])
    account = " ".join(document["account"])
    for part in ("nearly impossible (10% or less)", "fresh luck", "No law is taken for granted"):
        assert part in account
    assert [*document["tables"]] == ["reach", "chance_by_money"]
    assert document["repeat"].startswith("uptake reach")


def test_without_a_strategy_shipped_ones_are_asked_about(uptake):
    code, out, err = uptake(
        "reach", "--share", "20", "--by", "12", "scenario=avt_london", *SMALL[:2],
        "--parameter-draws", "2", "--json",
    )  # fmt: skip
    assert code == 0
    asked = "strategy=avt_london,community_of_practice,one_to_one,hin_playbook"
    assert f"no strategy was named, so these are asked about: {asked}" in told(err)
    assert asked in json.loads(out)["repeat"]
    assert "You named no strategy" in " ".join(json.loads(out)["account"])


@pytest.mark.parametrize(
    ("goal", "says"),
    [
        # Two pilots of twenty are a tenth
        (("--share", "10", "--by", "12"), "10% of organisations are live at month 0 already"),
        (
            ("--share", "15", "--by", "24", "--chance", "5"),
            "No money for levers is needed: with “The whole",
        ),
        (("--share", "100", "--by", "6"), "No money up to £"),
        (("--share", "50", "--by", "6", "--within", "£50,000"), "Not within £50,000"),
    ],
)
def test_a_goal_that_needs_no_money_or_has_none_is_told_so(uptake, goal, says):
    code, out, _ = uptake("reach", *goal, "strategy=hin_playbook", "strategy.pilots=2",
                          *SMALL, "--no-figures")  # fmt: skip
    assert code == 0
    assert says in told(out)


def test_what_holds_back_is_told_where_no_money_is_enough(uptake):
    code, out, _ = uptake("reach", "--share", "100", "--by", "6", "strategy=hin_playbook",
                          *SMALL, "--full")  # fmt: skip
    assert code == 0
    said = told(out)
    assert "the highest chance is under 1%, whatever the money" in said
    assert "are not live" in said
    assert "Their widest gap" in said
    assert "is reached with a chance of 80%" in said


def test_a_run_is_lengthened_to_the_month(uptake):
    code, out, _ = uptake("reach", "--share", "60", "--by", "30", "strategy=hin_playbook",
                          *SMALL, "--json")  # fmt: skip
    assert code == 0
    assert "month 30" in json.loads(out)["account"][0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("--share", "0.5", "--by", "12"), "0.5 is not allowed: per cent from 1 to 100; did you"),
        (("--share", "0", "--by", "12"), "0 is not allowed: per cent from 1 to 100"),
        (("--share", "120", "--by", "12"), "120 is not allowed"),
        (("--share", "half", "--by", "12"), "half is not allowed"),
        (("--share", "nan", "--by", "12"), "nan is not allowed"),
        (("--share", "50"), "Missing option '--by'"),
        (("--by", "12"), "Missing option '--share'"),
        (("--share", "50", "--by", "0"), "0 is not in the range 1<=x<=1200"),
        (("--share", "50", "--by", "5000"), "5000 is not in the range"),
        (("--share", "50", "--by", "12", "--chance", "100"), "100 is not allowed: per cent from 1"),
        (("--share", "50", "--by", "12", "--chance", "0"), "0 is not allowed"),
        (("--share", "50", "--by", "12", "--within", "0"), "within is 0; give an amount above 0"),
        (("--share", "50", "--by", "12", "--within", "lots"), "'lots' is not an amount of money"),
        (("--share", "50", "--by", "12", "--within", "-5"), "within is -5; give an amount"),
        (("--share", "50", "--by", "12", "--at", "12"), "leave --at"),
        (("--share", "50", "--by", "12", "strategy=none"), "no money can move any of these plans"),
        (
            ("--share", "50", "--by", "12", "strategy=hin_playbook", "process=bass"),
            "a classic one, which reads no money",
        ),
        (
            ("--share", "50", "--by", "12", "strategy=hin_playbook", "strategy.start=12"),
            "starts in month 12, which is too late",
        ),
        (
            ("--share", "50", "--by", "12", "strategy=hin_playbook",
             "strategy.budget_total=600000,1200000"),
            "differs from another only in its money",
        ),
        (("--share", "50", "--by", "12", "strategy=hin_playbok"), "hin_playbook"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_line(uptake, line, says):
    code, out, err = uptake("reach", *line, *SMALL)
    assert (code, out) == (2, "")
    assert says in told(err)
    assert err.count("\n") == 1


def test_the_month_is_that_of_by_and_the_help_offers_no_other(uptake):
    code, out, _ = uptake("reach", "--help")
    assert code == 0
    assert "--by MONTH" in out
    assert "--at" not in out
    _, _, err = uptake("reach", "--share", "50", "--by", "12", "--at", "6", *SMALL)
    assert "--at 6: the month that counts here is that of --by; leave --at" in told(err)


def test_a_folder_of_another_question_is_left_alone(uptake):
    line = ("reach", "--share", "20", "--by", "12", "strategy=hin_playbook", *SMALL, "--out", "x",
            "--no-figures")  # fmt: skip
    assert uptake(*line)[0] == 0
    code, _, err = uptake(*(each.replace("20", "25") if each == "20" else each for each in line))
    assert code == 2
    assert "holds the answer to another question" in err


def test_a_share_of_more_than_one_is_refused_in_python():
    with pytest.raises(sim.UserError, match=r"50 per cent is 0\.5 here"):
        sim.reach("strategy=hin_playbook", share=50, by=12)
    with pytest.raises(sim.UserError, match=r"by is 12\.5"):
        sim.reach("strategy=hin_playbook", share=0.5, by=12.5)


def test_in_python_plans_are_found_by_name():
    found = sim.reach(
        "strategy=one_to_one,hin_playbook", *SMALL[:2], share=0.3, by=18, chance=0.7,
        assumptions="plausible", parameter_draws=4,
    )  # fmt: skip
    assert found["The whole playbook"] is found.least.plans[1]
    with pytest.raises(KeyError, match="no plan is called"):
        found["another"]
    assert found.figure().words
    assert "<" in found._repr_html_()
    assert len(found.frame) == 2
