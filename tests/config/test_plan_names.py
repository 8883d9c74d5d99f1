"""Every plan of a comparison has a name in words that nothing else in it has."""

import re

import pytest

from sim import config
from sim.config.plan_names import shared_title
from sim.params import Scenario, leaves
from sim.params.declare import parameters
from sim.params.phrases import phrase, phrases, quantity


def names(*overrides, config_dirs=()):
    return [plan.name for plan in config.expand(overrides, config_dirs)]


def test_strategies_are_named_by_their_titles():
    assert names("strategy=none,hin_playbook") == ["No spread partner", "The whole playbook"]


def test_money_is_named_in_pounds_and_two_amounts_against_each_other():
    assert names("strategy.budget_total=1200096,600000") == [
        "£1.2 million", "£600,000 instead of £1.2 million",
    ]  # fmt: skip
    assert names("strategy.budget_total=3e5,6e5,1.25e6") == [
        "£300,000",
        "£600,000",
        "£1.25 million",
    ]
    assert names("strategy.pilots=2,4") == ["2 pilots", "4 pilots instead of 2"]


def test_amounts_that_differ_by_little_get_as_many_digits_as_tell_them_apart():
    assert names("strategy.budget_total=1200000,1200096,1300000") == [
        "£1.2 million", "£1.2001 million", "£1.3 million",
    ]  # fmt: skip


def test_a_value_that_is_missing_is_named_by_what_then_applies():
    assert names("strategy.mandate_month=null,12") == ["No mandate", "A mandate from month 12"]
    assert names("innovation.disruption=null,0.1") == [
        "Disruption of the service at go-live: from its types",
        "Disruption of the service at go-live: 10%",
    ]


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        ("-0.06", "One-to-one help cut by a fifth"),
        ("-0.3", "No money for one-to-one help"),
        ("0.3", "One-to-one help doubled"),
        ("0.1", "One-to-one help raised by a third"),
        ("-0.111", "One-to-one help cut by 37%"),
        ("0", "One-to-one help as planned"),
    ],
)
def test_a_shift_of_money_is_named_by_what_it_does_to_the_lever(shift, said):
    even = ["strategy.shares.one2one=0.3", "strategy.shares.comms=0.7"]
    rest = [f"strategy.shares.{each}=0" for each in
            ("cop", "standard", "tools", "data", "govern", "codesign", "partner", "derisk",
             "diagnose", "grants", "exemplar")]  # fmt: skip
    assert said in names(*even, *rest, f"strategy.shift.one2one={shift},0.01")


def test_the_place_comes_before_the_plan():
    assert names("system=england,south_london", "strategy=none,hin_playbook") == [
        "England: no spread partner", "England: the whole playbook",
        "South London: no spread partner", "South London: the whole playbook",
    ]  # fmt: skip
    assert names("strategy=none,hin_playbook", "strategy.pilots=1,4")[2:] == [
        "The whole playbook, 1 pilot", "The whole playbook, 4 pilots",
    ]  # fmt: skip


def test_scenarios_moved_to_another_system_are_named_by_what_still_is_true_of_them():
    assert names("scenario=genomics,avt_london") == [
        "Genomics in one integrated care system", "Ambient voice technology in south London",
    ]  # fmt: skip
    assert names("scenario=genomics,avt_london", "system=england") == [
        "Genomics and predictive analytics", "Ambient voice technology",
    ]  # fmt: skip


def test_presets_with_one_title_are_told_apart_by_their_own_names(tmp_path):
    folder = tmp_path / "strategy"
    folder.mkdir()
    for name in ("ours", "theirs", "untitled"):
        title = "" if name == "untitled" else "title: The whole playbook\n"
        (folder / f"{name}.yaml").write_text(f"{title}pilots: {len(name)}\n", encoding="utf-8")
    found = names("strategy=hin_playbook,ours,theirs,untitled", config_dirs=[tmp_path])
    assert found == [
        "The whole playbook (hin playbook)", "The whole playbook (ours)",
        "The whole playbook (theirs)", "Untitled",
    ]  # fmt: skip


def test_levers_types_and_events_say_whose_value_it_is():
    assert names("levers.comms.cost=1,2")[1].startswith("Communications: £2,000 a month")
    assert names("system.types.acute.approvals=1,2")[0] == "Acute: approval by 1 board"
    event = "+events.form={title: A new form, from_month: 3, set: {innovation.procurement: 2}}"
    assert names(event, "events.form.set.innovation.procurement=1,2") == [
        "A new form: 1 month of procurement", "A new form: 2 months of procurement",
    ]  # fmt: skip


def test_a_single_plan_is_named_by_its_strategy_and_a_few_settings():
    assert names("strategy=hin_playbook", "strategy.pilots=4", "clock.months=48") == [
        "The whole playbook, 4 pilots",
    ]  # fmt: skip
    many = ["strategy.pilots=4", "system.approvals=1", "system.regions=1", "strategy.plan=0.1",
            "strategy.redesign=0"]  # fmt: skip
    assert names("strategy=hin_playbook", *many) == [
        "The whole playbook, 4 pilots, approval by 1 board, 1 region, 2 more settings",
    ]  # fmt: skip


def test_no_two_plans_of_a_large_sweep_have_one_name():
    found = names("strategy=none,hin_playbook", "strategy.pilots=range(1,6)",
                  "strategy.plan=0.1,0.1001", "system.approvals=1,2")  # fmt: skip
    assert len(set(found)) == len(found) == 40


def test_no_name_holds_a_raw_key_a_null_or_a_power_of_ten():
    for each in parameters(Scenario()):
        other = None if each.default is not None and each.low is None else each.low
        for value in (each.default, other):
            about = config.keys.find(each.key).field.metadata
            said = phrase(about, each.key, value)
            assert said
            assert not re.search(r"null|None|\d[eE][+-]|\{|_", said), (each.key, said)


def test_every_parameter_tells_two_of_its_values_apart():
    for key, each, value in leaves(Scenario()):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and not key.startswith("strategy.shift."):
            one, two = phrases(each.metadata, key, [value, value + 1e-6])
            assert one != two, key


def test_quantities_carry_their_units():
    assert quantity(555.6, "GBP/month") == "£556 a month"
    assert quantity(5.0, "kGBP") == "£5,000"
    assert quantity(1.5, "GBP") == "£1.50"
    assert quantity(0.125, "share") == "12.5%"
    assert quantity(1, "month") == "1 month"
    assert quantity(12, "month", dated=True) == "month 12"
    assert quantity("2026-04", "year-month") == "April 2026"


def test_a_baseline_is_found_by_label_and_by_name():
    plans = config.expand(["strategy.budget_total=1200000,600000"])
    for called in ("budget_total=600000", "£600,000 instead of £1.2 million",
                   "gbp 600,000 INSTEAD of GBP 1.2 million"):  # fmt: skip
        assert config.index_of(called, plans) == 1


def test_what_plans_share_is_their_scenario_unless_it_was_moved():
    plans = config.expand(["strategy=none,hin_playbook"])
    assert shared_title(plans) == "Ambient voice technology in south London"
    assert shared_title(config.expand(["system=england"])) == "Ambient voice technology, England"
    both = config.expand(["system=england,south_london"])
    assert shared_title(both) == "Ambient voice technology"


def test_a_month_of_a_programme_that_starts_later_is_said_to_be_one():
    assert names("strategy.start=0,6") == [
        "The programme starts at once", "The programme starts in month 6",
    ]  # fmt: skip
    both = ("strategy.mandate_month=12,18", "strategy.start=6")
    assert names(*both) == [
        "A mandate from month 12 of the programme", "A mandate from month 18 of the programme",
    ]  # fmt: skip
