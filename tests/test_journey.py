"""An organisation's way from unaware to live, and back, month by month as worked by hand."""

import networkx as nx
import pytest
from made_up import luck

from sim.engines.agents import HealthSystem
from sim.networks import system_from_graph
from sim.params import Innovation, Scenario, Strategy, Types
from sim.params.names import ABANDONED, AWARE, COMMITTED, DECIDING, IMPLEMENTING


def journey(monkeypatch, months, *, procurement=4.0, lucky=(), **strategy):
    """Stages by record of a single organisation, for which all goes as well as possible.

    Capacity .5, boards every other month from month 0, two approvals; it learns only by doing.
    """
    happens = dict.fromkeys(("AWARE", "COMMIT", "APPROVE", *lucky), True)
    luck(monkeypatch, **happens)
    graph = nx.Graph()
    graph.add_node(0, capacity=0.5, board_interval=2, approvals=2)
    scenario = Scenario(
        strategy=Strategy(pilots=0, **strategy),
        innovation=Innovation(procurement=procurement, types=Types(digital=1.0)),
    )
    model = HealthSystem(scenario, 0, system=system_from_graph(graph))
    (one,) = model.organisations
    one.phase = 0
    stages = [one.stage]
    for _ in range(months):
        model.step()
        stages.append(one.stage)
    return stages, one


def test_a_journey_by_hand(monkeypatch):
    """Aware and committed in two months, four for the case, boards in months 6 and 8.

    Procurement of four months runs from month 8 to 11, so record 12 is the first live one.
    """
    stages, one = journey(monkeypatch, 13)
    before = [0, AWARE, COMMITTED, COMMITTED, COMMITTED, COMMITTED]
    assert stages[:12] == before + [DECIDING] * 6
    assert stages[12:] == [IMPLEMENTING] * 2
    assert one.age == 1


@pytest.mark.parametrize(("procurement", "first_live"), [(0.0, 9), (1.0, 9), (2.0, 10), (7.0, 15)])
def test_procurement_delays_the_go_live(monkeypatch, procurement, first_live):
    stages, _ = journey(monkeypatch, 16, procurement=procurement)
    assert stages.index(IMPLEMENTING) == first_live


def test_a_mandated_journey_skips_the_case(monkeypatch):
    """Mandated from month 1 on while aware; boards in months 2 and 4, live from record 8."""
    stages, one = journey(monkeypatch, 9, lucky=("COMPLY",), mandate_month=1)
    assert stages == [0, AWARE] + [DECIDING] * 6 + [IMPLEMENTING] * 2
    assert one.compelled


def test_a_mandate_moves_nobody_who_has_committed(monkeypatch):
    stages, one = journey(monkeypatch, 6, lucky=("COMPLY",), mandate_month=3)
    assert stages == [0, AWARE, COMMITTED, COMMITTED, COMMITTED, COMMITTED, DECIDING]
    assert not one.compelled


def test_a_returning_organisation_starts_from_scratch(monkeypatch):
    """Gives up in its third live month, waits for 18 months, then is aware again."""
    stages, one = journey(monkeypatch, 40, lucky=("ABANDON",))
    assert stages[12:16] == [IMPLEMENTING] * 3 + [ABANDONED]
    assert stages[15:33] == [ABANDONED] * 18
    assert stages[33:35] == [AWARE, COMMITTED]
    assert one.ever_abandoned
    assert one.ever_live
