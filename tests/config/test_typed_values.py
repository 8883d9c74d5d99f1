"""What people type is read as they mean it, or refused; it is never read as something else."""

import pytest

from sim import config
from sim.params.errors import UserError


def value(text, *more):
    """The value that a scenario then has."""
    found = config.load([text, *more])
    for name in text.partition("=")[0].split("."):
        found = getattr(found, name)
    return found


def refused(*texts):
    with pytest.raises(UserError) as caught:
        config.expand(texts)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("strategy.budget_total=£600,000", 600_000),
        ("strategy.budget_total=£1.2m", 1_200_000),
        ("strategy.budget_total=£1.2 million", 1_200_000),
        ("strategy.budget_total=GBP 600,000", 600_000),
        ("strategy.budget_total=600k", 600_000),
        ("strategy.budget_total=none", None),
        ("strategy.budget_total=None", None),
        ("innovation.price.setup=£5,000", 5.0),
        ("innovation.price.monthly=£250", 0.25),
        ("strategy.plan=10%", 0.1),
        ("strategy.plan=12.5 per cent", 0.125),
        ("strategy.evaluate=no", False),
        ("strategy.evaluate=yes", True),
        ("innovation.procurement=3 months", 3.0),
        ("strategy.mandate_month=month 12", 12),
        ("strategy.mandate_month=none", None),
        ("strategy.mandate_month=June 2027", 14),
        ("strategy.mandate_month=jun 2027", 14),
        ("strategy.mandate_month=2027-06", 14),
        ("clock.start=April 2027", "2027-04"),
        ("strategy.budget_total='£600,000'", 600_000),
        ("strategy.mandate_month='June 2027'", 14),
        ('strategy.plan="10%"', 0.1),
    ],
)
def test_a_value_is_read_as_people_type_it(typed, meant):
    assert value(typed) == meant


def test_a_month_is_counted_from_the_start_of_the_run():
    assert value("strategy.mandate_month=June 2027", "clock.start=January 2027") == 5
    assert value("strategy.mandate_month=june", "clock.months=11") == 2


def test_a_date_of_a_strategy_is_a_month_of_its_programme_in_whatever_order_they_are_typed():
    start, deadline = "strategy.start=June 2027", "strategy.mandate_month=June 2028"
    for typed in ((start, deadline), (deadline, start)):
        strategy = config.load(list(typed)).strategy
        assert (strategy.start, strategy.mandate_month) == (14, 12)
    late = config.load(["strategy.start=June 2028", "strategy.ambition_month=July 2028"]).strategy
    assert late.ambition_month == 1
    law = "+events.law.set.strategy.mandate_month=20"
    event = config.load([start, "+events.law.from_month=June 2027", law]).events["law"]
    assert event.from_month == 14


def test_a_date_before_the_programme_starts_is_refused_with_its_start():
    said = refused("strategy.mandate_month=May 2027", "strategy.start=June 2027")
    assert "before the programme starts (strategy.start is month 14 of the run)" in said
    phase = ("strategy=hin_two_phases", "strategy.phases.spread.from_month=June 2027")
    assert "month 0 of the programme; it must be from month 1" in refused(
        *phase, "strategy.start=June 2027"
    )


def test_a_month_that_comes_several_times_is_refused_with_what_to_write():
    said = refused("strategy.mandate_month=june")
    assert "comes 6 times in this run" in said
    assert '"June 2026" (month 2), "June 2027" (month 14)' in said


def test_several_amounts_make_several_plans():
    plans = config.expand(["strategy.budget_total=£600,000,£1,200,000, none"])
    assert [each.scenario.strategy.budget_total for each in plans] == [600_000, 1_200_000, None]
    dates = config.expand(["strategy.mandate_month=none,June 2027,month 3"])
    assert [each.scenario.strategy.mandate_month for each in dates] == [None, 14, 3]
    shares = config.expand(["strategy.plan=choice(10%,20%)"])
    assert [each.scenario.strategy.plan for each in shares] == [0.1, 0.2]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("strategy.pilots=10%", "'10%', which is not a share; it must be a whole number"),
        ("system.training=2%", "'2%', which is not a share"),
        ("strategy.shift.comms=-10%", "write -0.1 for that much of the whole"),
        ("strategy.pilots=£5", "'£5', which is not money"),
        ("strategy.pilots=none", "it must be a whole number"),
        ("strategy.pilots=4k", "it must be a whole number"),
        ("strategy.pilots=4 months", "which is not in months"),
        ("strategy.budget_total=600,000", "write 600000 if this is one number"),
        ("strategy.budget_total=1,200,000", "write 1200000 if this is one number"),
        ("innovation.price.setup=5k", "write £5k"),
        ("strategy.budget_total=£6oo", "it must be a number"),
        ("strategy.pilots='1,2'", "it must be a whole number"),
        ("strategy.plan=150%", "it must be between 0 and 1"),
        ("strategy.mandate_month=March 2026", "before the run begins"),
        ("innovation.procurement=june", "it must be a number"),
        ("clock.start=june", "it must be a month and a year"),
    ],
)
def test_a_value_that_could_mean_something_else_is_refused(typed, said):
    assert said in refused(typed)


def test_values_that_were_read_before_are_read_as_before():
    plans = config.expand(["strategy.pilots=1,20", "strategy.plan=0.1"])
    assert [each.scenario.strategy.pilots for each in plans] == [1, 20]
    assert value("strategy.end_state=none").name == "none"
    assert value("strategy.title='10% more, £5 each'") == "10% more, £5 each"


def test_a_preset_is_found_without_its_group():
    (plan,) = config.expand(["england", "hin_playbook"])
    assert (plan.choices["system"], plan.choices["strategy"]) == ("england", "hin_playbook")
    assert [each.label for each in config.expand(["none,hin_playbook"])] == ["none", "hin_playbook"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("genomics", "is the name of a scenario and of an innovation"),
        ("avt_london", "write scenario=avt_london or strategy=avt_london"),
        ("hin_playbok", "did you mean hin_playbook?"),
        ("england,hin_playbook", "presets of different groups"),
        ("2027", "in double quotes if the value holds a space"),
    ],
)
def test_a_word_that_names_no_single_preset_is_refused_with_what_to_write(typed, said):
    assert said in refused(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("strategy.budget_total=600.000", "write 600000 or 600"),
        ("strategy.budget_total=£600.000", "write 600000 or 600"),
        ("strategy.budget_total=£600,00", "write 600.00 if this is one number"),
        ("strategy.plan=0,05", "write 0.05 if this is one number"),
        ("strategy.plan=0,0,05", "write 0.05 if this is one number"),
    ],
)
def test_a_number_with_the_comma_or_point_of_another_country_is_refused(typed, said):
    assert said in refused(typed)


def test_lists_of_numbers_and_decimals_are_not_taken_for_it():
    plans = config.expand(["strategy.plan=0,0.5,1"])
    assert [each.scenario.strategy.plan for each in plans] == [0, 0.5, 1]
    assert value("strategy.budget_total=555.556") == 555.556
