"""The study on the compiled engine itself."""

from sim.config.drawing import drawn
from sim.params import Clock, Scenario, Shares, Strategy, System
from sim.params.distributions import Distribution
from sim.report.table import table
from sim.report.verdict import verdict
from sim.study.compare import compare
from sim.study.comparison import Plan
from sim.study.uncertainty.study import under_sets


def plan(label, **strategy):
    return Plan(
        label,
        Scenario(
            system=System(organisations=12),
            strategy=Strategy(**strategy),
            clock=Clock(months=24),
        ),
    )


def test_a_comparison_of_the_model_itself_can_be_read_out():
    plans = [plan("none", pilots=1), plan("comms", pilots=1, shares=Shares(comms=1.0))]
    found = compare(plans, precision=0.05, cap=128, none_scenario=plans[0].scenario)
    sets = drawn({"assumptions.commitment_rate": Distribution(1.0, 3.3)}, 4)
    tried = under_sets(plans, sets)
    assert found.replicates == 128
    assert found.differences[0].figures.live.clusters == 2
    assert tried.live.shape == (2, 4, 8)
    assert len(verdict(found, tried)) >= 5
    assert len(table(found)) == 3
