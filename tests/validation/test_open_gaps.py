"""SF04: a gap that is wide open blocks everything, and the largest gap is worth most."""

import networkx as nx
import numpy as np
import pytest
from brought import brought
from paired import is_more, live_on_average, run

from sim.params import Levers
from sim.params.names import GAPS, LEVERS, WEIGHTED_STAGES

TRAITS = dict(cultural="culture", capacity="capacity", technical="maturity", financial="finance")


def without_strength(gap):
    """Give a system of organisations that have nothing to set against one gap."""
    chance, graph = np.random.default_rng(5), nx.watts_strogatz_graph(60, 6, 0.1, seed=1)
    for i in graph:
        drawn = chance.uniform(0.3, 0.7, len(TRAITS)).tolist()
        graph.nodes[i].update(dict(zip(TRAITS.values(), drawn, strict=True)))
        if gap in TRAITS:
            graph.nodes[i][TRAITS[gap]] = 0.0
    return graph


def blocked_by(folder, gap, **levers):
    """Run a system whose only gap is one that is wide open for everybody."""
    changes = {f"load.{each}": float(each == gap) for each in GAPS} | {
        "assumptions.gap_ceiling": 1,
        "assumptions.compatibility_slope": 0,
        "innovation.usability": 0.5,
        "innovation.own_use.start": 0,
        "assumptions.worth_finance": 0,
        "assumptions.champion_base": 0,
        "assumptions.champion_by_culture": 0,
        "assumptions.champion_gain": 0,
    }
    if gap == "evidence":
        changes |= {"assumptions.evidence_pooled": 0, "assumptions.evidence_via_ties": 0}
    files = brought(folder(gap), without_strength(gap))
    return run(changes=changes | files, replicates=64, **levers)


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_that_is_wide_open_blocks_whatever_else_is_done(folder, gap):
    """Exact.  Only a lever that closes this very gap, before commitment, lets anybody through."""
    for lever in LEVERS:
        closes = getattr(getattr(Levers(), lever), gap, 0) > 0 and lever != "cop"
        blocked = blocked_by(folder, gap, **{lever: 1.0})
        adopted = blocked.ever_live[:, -1] > blocked.ever_live[:, 0]
        assert adopted.any() == closes, lever


@pytest.mark.parametrize(
    ("large", "small"), [("technical", "financial"), ("financial", "technical")]
)
def test_narrowing_the_largest_gap_is_worth_more_than_narrowing_another_as_much(large, small):
    """Equal weights and strengths, and old systems that neither help nor harm."""
    alike = {f"stage_weights.{row}.{gap}": 0.5 for row in WEIGHTED_STAGES for gap in GAPS}
    alike |= {f"load.{gap}": 0.4 for gap in GAPS}
    alike |= {f"system.{trait}": 0.2 for trait in TRAITS.values()}
    alike |= {"system.spread_of_traits": 0, "system.legacy": 0.5}
    wide, narrow = (f"load.{gap}" for gap in (large, small))
    aimed, astray = (
        run(comms=1, changes=alike | {wide: a, narrow: b}) for a, b in ((0.7, 0.4), (0.9, 0.2))
    )

    assert is_more(aimed, astray, live_on_average)
