"""A scenario as plain numbers: loads, costs, money; the same layout for every scenario."""

from dataclasses import fields, replace

import numpy as np
import pytest

from sim import config
from sim.params import (
    AddedLoad,
    Assumptions,
    Coefficients,
    Innovation,
    Nasss,
    Scenario,
    Shares,
    Strategy,
    Types,
)
from sim.params.errors import UserError
from sim.params.names import GAPS, LEVERS, WEIGHTED_STAGES
from sim.process.settings import (
    ABSENT,
    Settings,
    as_row,
    budget_of,
    disruption_of,
    loads_of,
    settings_of,
)
from sim.process.settings.record import Numbers

STRATEGIES = [each.name for each in config.presets("strategy")]
SCENARIOS = [each.name for each in config.presets("scenario")]
ASSUMED, SHIPPED = Assumptions(), Coefficients()


def settings(scenario=None, organisations=60, **groups):
    return settings_of(replace(scenario or Scenario(), **groups), organisations)


def test_disruption_follows_from_the_types_by_hand():
    """Digital and half a care model: 1 - (1 - .3)(1 - .5 x .55) = 1 - .7 x .725."""
    combined = Innovation(types=Types(digital=1.0, care_model=0.5))
    assert disruption_of(combined, ASSUMED) == pytest.approx(0.4925)
    product = Innovation(types=Types(medical_product=1.0))
    assert disruption_of(product, ASSUMED) == pytest.approx(0.15)
    assert disruption_of(Innovation(), ASSUMED) == 0.0


def test_a_stated_disruption_wins_and_an_added_load_adds_to_the_scores():
    stated = Innovation(
        disruption=0.0,
        types=Types(digital=1.0),
        added_load=AddedLoad(cultural=-0.1, capacity=-1.0, financial=1.0),
    )
    assert disruption_of(stated, ASSUMED) == 0.0
    loads = dict(zip(GAPS, loads_of(stated, 0.0, 0.0, SHIPPED), strict=True))
    assert loads["cultural"] == pytest.approx(0.4)  # from scores of .5
    assert loads["capacity"] == 0.0
    assert loads["financial"] == 1.0
    assert loads["technical"] == pytest.approx(0.5)  # .1 + .8 x .5, from scores of .5


def test_loads_of_ambient_voice_follow_from_its_scores_by_hand():
    """.1 + .8 x (.35, .37, .75, .6, .5625); its preset adds a little to three."""
    scores = Nasss(0.75, 0.75, 0.75, 0.25, 0.5, 0.25)
    told = loads_of(Innovation(nasss=scores), 0.3, 0.0, SHIPPED)
    assert told == pytest.approx([0.38, 0.396, 0.70, 0.58, 0.55])
    added = config.load(["innovation=ambient_voice"]).innovation.added_load
    voice = Innovation(nasss=scores, added_load=added)
    more = loads_of(voice, 0.3, 0.0, SHIPPED)
    assert more == pytest.approx([0.40, 0.40, 0.70, 0.60, 0.55])


def test_costs_grow_with_the_root_of_the_system_but_for_the_pilots():
    """At 240 organisations each lever costs twice what it does at 60."""
    small, large = settings(), settings(organisations=240)
    for lever, one, other in zip(LEVERS, small.cost, large.cost, strict=True):
        assert other == pytest.approx(one if lever == "exemplar" else 2 * one)
    assert dict(zip(LEVERS, small.cost, strict=True)) == dict(
        comms=6, cop=7, one2one=0, standard=0, tools=0, data=10, govern=4, codesign=6, partner=9,
        derisk=5, grants=0, diagnose=3, exemplar=6,
    )  # fmt: skip


def test_tables_keep_their_order():
    p = settings()
    one2one = p.closes[LEVERS.index("one2one") * 5 :][:5]
    assert list(one2one) == [0.25, 0.35, 0.15, 0.20, 0.20]
    decide = p.weight[WEIGHTED_STAGES.index("decide") * 5 :][:5]
    assert list(decide) == [0.25, 0.25, 0.75, 0.50, 1.25]
    assert p.champion_closes == (0.20, 0.15, 0.0, 0.0, 0.0)
    shares = Shares(**{lever: k / 91 for k, lever in enumerate(LEVERS, start=1)})
    spend = settings(strategy=Strategy(shares=shares)).spend[: len(LEVERS)]  # the first phase
    assert spend == pytest.approx([k * spend[0] for k in range(1, 14)])


def test_an_absent_value_is_distinct_from_zero():
    assert settings().mandate_month == settings().wave_cap == ABSENT
    p = settings(strategy=Strategy(mandate_month=0, wave_cap=1))
    assert (p.mandate_month, p.wave_cap) == (0, 1)


def test_without_evaluation_a_month_makes_two_fifths_of_the_evidence():
    assert settings().evaluated == 1.0
    assert settings(strategy=Strategy(evaluate=False)).evaluated == 0.4


def test_more_pilots_than_organisations_are_refused():
    assert settings(organisations=2).pilots == 2
    with pytest.raises(UserError, match=r"pilots is 2, but .* organisations is 1;"):
        settings(organisations=1)


def test_quality_and_the_clock_reach_the_settings():
    p = settings(config.load(["scenario=avt_london", "clock.start=2030-11", "clock.winter=0.1"]))
    assert p.quality == pytest.approx(0.6975)
    assert (p.first_month, p.winter, p.months) == (11, 0.1, 72)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_has_the_same_layout_so_that_code_is_compiled_once(name):
    scenario = config.load([f"scenario={name}"])
    told = settings_of(scenario, scenario.system.organisations)
    row, usual = as_row(told), as_row(settings_of(Scenario(), 60))
    assert row.dtype == usual.dtype
    for each in fields(told):
        value = getattr(told, each.name)
        assert np.array_equal(row[each.name][0], value)
        assert type(value) is (tuple if each.type == Numbers else each.type)


def test_every_assumption_is_a_setting():
    assert {each.name for each in fields(ASSUMED)} <= {each.name for each in fields(Settings)}


def test_the_playbook_pays_for_its_pilots_its_plan_its_end_state_and_its_cases_first():
    """R = 555.6 x 60 x 36 / 1000 = 1,200.096; A = 35 x 4 + .05 x .7 x R + .02 x R = 206.00528.

    Then .5 x .7 of a case of 4 x 5 days for .16 x 60 organisations: 67.2 days, 20.16 kGBP.
    """
    scenario = config.load(["strategy=hin_playbook"])
    budget = budget_of(scenario, 60)
    assert budget.total == pytest.approx(1200.096)
    assert budget.charges == pytest.approx(226.16528)
    assert budget.monthly == pytest.approx((1200.096 - 226.16528) / 36)
    assert budget.spent == budget.total


def test_without_a_partner_the_pilots_alone_are_paid_for():
    scenario = config.load(["strategy=none"])
    budget = budget_of(scenario, 60)
    assert (budget.total, budget.charges, budget.monthly, budget.spent) == (0.0, 70.0, 0.0, 70.0)


@pytest.mark.parametrize("organisations", [20, 60, 150])
def test_a_total_is_kept_whatever_the_number_of_organisations(organisations):
    """SF09 compares systems of 20, 60 and 150 at 1.2 MGBP in total."""
    strategy = Strategy(budget_total=1_200_000.0, shares=Shares(comms=1.0), pilots=0, plan=0.0)
    budget = budget_of(Scenario(strategy=strategy), organisations)
    assert budget.total == budget.spent == 1200.0
    assert budget.monthly == pytest.approx(1200 / 36)


@pytest.mark.parametrize("name", [each for each in STRATEGIES if each != "none"])
def test_every_shipped_strategy_spends_the_same(name):
    scenario = config.load([f"strategy={name}"])
    budget = budget_of(scenario, 60)
    assert budget.spent == pytest.approx(1200.096)
    assert budget.charges + budget.months * budget.monthly == pytest.approx(budget.spent)
    p = settings_of(scenario, 60)
    phases = [p.spend[k : k + len(LEVERS)] for k in range(0, len(p.spend), len(LEVERS))]
    begun = phases[: 1 + len(scenario.strategy.phases)]
    assert [sum(each) for each in begun] == pytest.approx([budget.monthly] * len(begun))


@pytest.mark.parametrize("name", [each.name for each in config.presets("innovation")])
def test_a_changed_score_of_any_domain_changes_the_loads_of_every_innovation(name):
    innovation = config.load([f"innovation={name}"]).innovation
    # a domain that has a part no easier than the whole is scored by the part
    nasss = replace(innovation.nasss, identity=None, public_trust=None, privacy=None)
    for domain in ("condition", "technology", "value", "adopters", "organisation", "wider_system"):
        low, high = (
            sum(loads_of(replace(innovation, nasss=scored), 0.3, 0.05, SHIPPED))
            for scored in (replace(nasss, **{domain: score}) for score in (0.4, 0.6))
        )
        assert low < high, domain
