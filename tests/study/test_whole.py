"""The study on the compiled engine itself."""

from sim.params import Clock, Scenario, Shares, Strategy, System
from sim.report.table import table
from sim.report.verdict import verdict
from sim.study.compare import compare
from sim.study.comparison import Plan
from sim.study.parameter_uncertainty import parameter_draws


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
    drawn = parameter_draws(plans, {"assumptions.commitment_rate": [1.0, 3.3]}, draws=4)
    assert found.replicates == 128
    assert found.differences[0].figures.live.clusters == 2
    assert drawn.live.shape == (4, 2)
    assert len(verdict(found, drawn)) >= 5
    assert len(table(found)) == 3
