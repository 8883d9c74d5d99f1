"""`uptake flips`, from two plans to lines, files, and what cannot be asked."""

import json
from dataclasses import replace

import pytest

import sim
from sim.study.trials import trial

SMALL = ("system.organisations=20", "--months", "24", "--parameter-draws", "40")
PLANS = ("strategy=none,hin_playbook", *SMALL)


def told(text):
    return " ".join(text.split())


@pytest.fixture
def counted(monkeypatch):
    """Count what is run, and stop after so many if that is asked."""

    class Count:
        runs, most = 0, 10**9

    real = trial.queue

    def queue():
        run = real()

        def some(asked, **options):
            for outcomes in run(asked, **options):
                Count.runs += 1
                if Count.runs > Count.most:
                    raise KeyboardInterrupt
                yield outcomes

        return some

    monkeypatch.setattr(trial, "queue", queue)
    Count.runs, Count.most = 0, 10**9
    return Count


def test_two_plans_give_lines_a_table_and_files_and_a_stop_goes_on(uptake, elsewhere, counted):
    line = ("flips", *PLANS, "--out", "found")
    counted.most = 60
    code, _, err = uptake(*line)
    assert code == 130
    assert "what was run is kept in found; the same line goes on from there" in told(err)

    counted.runs, counted.most = 0, 10**9
    code, out, err = uptake(*line)
    assert (code, err) == (0, "")
    whole = 2 * (40 + 40)
    assert whole - 60 <= counted.runs <= whole - 50  # what was begun when it stopped runs again
    said = told(out)
    assert "better than" in said
    for label in ("Flips", "Regret", "Learn", "How sure"):
        assert f"  {label} " in out
    assert "the 40 sets that fit what is known" in said or "40 that fit what is known" in said
    assert 'To repeat: uptake flips "strategy=none,hin_playbook"' in said
    names = {path.name for path in (elsewhere / "found").iterdir()}
    assert names == {
        "answer.md", "lead.png", "lead.svg", "value_of_learning.png", "value_of_learning.svg",
        "plans.csv", "numbers.csv", "sets.csv", "trials.sqlite",
    }  # fmt: skip
    rows = (elsewhere / "found" / "sets.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 40
    assert rows[0].startswith("plan: No spread partner,plan: The whole playbook,lead,")

    counted.runs = 0
    assert uptake(*line, "--json", "--no-figures")[0] == 0
    assert counted.runs == 0  # the same question remembers all


def test_json_holds_the_answer_and_python_gives_the_same(uptake):
    code, out, _ = uptake("flips", *PLANS, "--json")
    document = json.loads(out)
    assert (code, document["command"]) == (0, "flips")
    found = sim.flips(PLANS[0], PLANS[1], months=24, parameter_draws=40)
    assert [each["text"] for each in document["answer"]] == [text for _, text in found.lines]
    plans = found.frames["plans"]
    assert plans["share_of_sets_best"].sum() == pytest.approx(1)
    sets = found.frames["sets"]
    columns = [name for name in sets if name.startswith("plan: ")]
    difference = sets[columns[1]] - sets[columns[0]]
    assert difference.abs().to_numpy() == pytest.approx(sets["lead"].abs().to_numpy())


def test_less_is_better_where_it_is(uptake):
    found = sim.flips(
        PLANS[0], PLANS[1], months=24, parameter_draws=40, assumptions="ranges", outcome="waiting"
    )
    best = found.found.favourite
    means = found.frames["plans"]["mean"]
    assert means[best] == means.min() > 0
    assert found.found.margin == 1.0
    assert "wait to go live" in found.lines[0][1]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("strategy=none", *SMALL), "there is one plan only; give the two between which"),
        ((*PLANS, "--outcome", "fame"), "--outcome fame: choose from live, live_end, embedded"),
        ((*PLANS, "--outcome", "cost"), "--outcome cost: choose from live, live_end, embedded"),
        ((*PLANS, "--fixed-assumptions"), "you gave both --fixed-assumptions and"),
        ((*PLANS[:4], "--fixed-assumptions"), "with fixed assumptions nothing can flip"),
        ((*PLANS[:4], "--parameter-draws", "39"), "39 sets of assumptions are too few"),
        ((*PLANS[:4], "--parameter-draws", "0"), "with fixed assumptions nothing can flip"),
        ((*PLANS, "process=bass"), "a classic model reads hardly any assumption"),
        (
            ("strategy=none", "innovation.has_proof=0,1", *SMALL),
            "there is no key innovation.has_proof",
        ),
        ((*PLANS, "--outcome", "locked_in"), "--outcome locked_in is the same in every run"),
        ((*PLANS, "--margin", "-1"), "Invalid value for '--margin'"),
        ((*PLANS, "--at", "25"), "month 25 is not one of the run"),
        ((*PLANS, "--assumptions", "nowhere"), "--assumptions nowhere: there is no such folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_line(uptake, options, says):
    code, out, err = uptake("flips", *options)
    assert (code, out) == (2, "")
    assert says in told(err)
    assert err.strip().count("\n") == 0


def test_where_every_set_has_the_same_better_plan_nothing_is_drawn_of_what_learning_is_worth():
    found = sim.flips(PLANS[0], PLANS[1], months=24, parameter_draws=40, assumptions="ranges")
    assert "value_of_learning" in found.drawings()
    nothing = replace(found.found.learning.all, mean=0.0)
    never = replace(found.found, learning=replace(found.found.learning, all=nothing))
    assert [*replace(found, found=never).drawings()] == ["lead"]


def test_plans_that_never_differ_are_refused():
    plans = ("strategy=none", "strategy.budget_per_organisation=600,1200", SMALL[0])
    with (
        pytest.warns(UserWarning, match="give the same run"),
        pytest.raises(sim.UserError, match="come to the same in every run"),
    ):
        sim.flips(*plans, months=24, parameter_draws=40)
