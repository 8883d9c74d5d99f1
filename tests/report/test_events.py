"""Dated events in words and files: in accounts of runs, on the command line, in the manifest."""

from sim import cli
from sim.config import as_dict, digest, from_dict, load
from sim.report.events import Dated, dated, events_in_words

CUT = "+events.cut={from_month: 18, until: 30, title: Price cut, set: {innovation.procurement: 2}}"
SMALL = ["system.organisations=12", "clock.months=12", "--replicates", "2", "--no-figures"]


def test_an_event_is_said_with_its_months_its_title_and_what_it_sets():
    assert list(events_in_words([load([CUT])])) == [
        "Assumed: from month 18 until month 30, “Price cut” sets “time for procurement and "
        "contracting after the last approval” to 2 months."
    ]
    assert list(events_in_words([load()])) == []


def test_money_and_single_months_that_an_event_sets_are_said_in_words():
    sets = "{innovation.price.monthly: 0.4, innovation.procurement: 1, innovation.usability: 0.8}"
    (told,) = events_in_words([load([f"+events.cut={{title: Cut, set: {sets}}}"])])
    assert "” to £400 a month, “" in told
    assert "” to 1 month and “" in told
    assert told.endswith("” to 0.8.")


def test_an_event_that_plans_share_is_listed_once_in_the_order_of_months():
    early = "+events.early={from_month: 6, set: {innovation.usability: 0.8}}"
    late = "+events.late={from_month: 90, set: {innovation.usability: 0.9}}"
    found = dated([load([CUT]), load([CUT, early, late])])
    assert found == [Dated("early", 6, None, (1,)), Dated("Price cut", 18, 30, (0, 1))]


def test_an_event_of_some_plans_only_is_said_to_be_so():
    later = load([CUT.replace("18", "20").replace(", until: 30", "").replace("Price cut", "''")])
    assert list(events_in_words([load([CUT]), later])) == [
        "Assumed (1 of 2 plans): from month 18 until month 30, “Price cut” sets “time for "
        "procurement and contracting after the last approval” to 2 months.",
        "Assumed (1 of 2 plans): from month 20, “cut” sets “time for procurement and contracting "
        "after the last approval” to 2 months.",
    ]


def test_a_later_start_of_the_programme_is_said_with_its_date_and_how_much_the_run_reaches():
    plan = ["strategy=hin_playbook", "strategy.programme=36", "clock.start=2026-04"]
    later, at_once = load([*plan, "strategy.start=11"]), load(plan)
    assert list(events_in_words([later])) == [
        "The programme starts in month 11 (March 2027); until then nobody plans, pays or helps."
    ]
    assert list(events_in_words([at_once, later, load([*plan, "strategy.start=60"])])) == [
        "The programme of 1 of 3 plans starts in month 11 (March 2027); until then nobody plans, "
        "pays or helps.",
        "The programme of 1 of 3 plans starts in month 60 (April 2031); until then nobody plans, "
        "pays or helps. The run reaches 12 of its 36 months.",
        "Pilots of the other plans go live at month 0.",
    ]
    assert list(events_in_words([load([*plan, "strategy.start=72"])])) == [
        "The programme starts in month 72 (April 2032), when the run is over."
    ]


def test_a_later_start_is_listed_among_the_events():
    later = load([CUT, "strategy.start=20"])
    assert dated([load([CUT]), later, load(["strategy.start=72"])]) == [
        Dated("Price cut", 18, 30, (0, 1)), Dated("The programme starts", 20, None, (1,)),
    ]  # fmt: skip


def test_an_event_after_the_end_is_not_said_to_be_assumed():
    assert list(events_in_words([load([CUT, "clock.months=18"])])) == []


def test_an_event_counts_in_the_digest_and_comes_back_from_plain_data():
    scenario = load([CUT])
    assert from_dict(as_dict(scenario)) == scenario
    assert digest(scenario) != digest(load())
    assert digest(scenario) != digest(load([CUT, "events.cut.from_month=19"]))
    assert "events" in as_dict(load())


def test_a_run_with_an_event_is_told_kept_and_verified(tmp_path, capsys):
    folder = tmp_path / "kept"
    typed = CUT.replace("18", "3").replace("30", "9")
    assert cli.status(["run", typed, *SMALL, "--full", "--out", str(folder)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "from month 3 until month 9, “Price cut” sets “time for procurement" in told
    assert cli.status(["verify", str(folder)]) == 0
    assert "Equal: 1 plan" in capsys.readouterr().out


def test_show_lists_what_an_event_sets(capsys):
    assert cli.status(["show", CUT]) == 0
    lines = [each.split() for each in capsys.readouterr().out.splitlines() if "events." in each]
    assert ["*", "events.cut.from_month", "18", "month"] in [each[:4] for each in lines]
    assert ["*", "events.cut.set.innovation.procurement", "2"] in [each[:3] for each in lines]


def test_a_key_that_an_event_may_not_set_is_refused_with_exit_code_2(capsys):
    refused = "+events.cut={set: {strategy.pilots: 3}}"
    assert cli.status(["run", refused, *SMALL]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("uptake: events.cut cannot set strategy.pilots: it is used when the run")
