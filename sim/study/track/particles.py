"""Runs that vary over everything at once: luck, what is not known of the system, assumptions.

With fixed assumptions hardly any run fits what was seen, and a fit would mean little.  So there are
many sets of assumptions (Latin hypercube over their ranges), each with a system draw of its own and
a few runs, each with luck of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.engines.asked import Asked
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats, Whole
from sim.params import Scenario
from sim.study.parameter_uncertainty import Ranges, drawn_sets
from sim.study.runs import OnBlock, Several, each_of
from sim.study.track.observed import EVER

SETS, RUNS = 250, 16  # sets of assumptions in a batch, and runs of each


@dataclass(frozen=True, slots=True)
class Particles:
    """Curves of many runs of one plan.

    keys    of the assumptions that were drawn
    drawn   float64[K, keys]     their values
    curves  float64[P, T + 1]    share of organisations live, P = K x R, set by set
    sets    number of the set of each run: int64[P]
    """

    keys: tuple[str, ...]
    drawn: Floats
    curves: Floats
    sets: Whole


def run_particles(
    scenario: Scenario,
    ranges: Ranges,
    measure: str,
    batch: int,
    seed: int,
    several: Several,
    on_block: OnBlock = None,
    sets: int = SETS,
    wanted: Sequence[int] | None = None,
) -> Particles:
    """Run a batch of sets of assumptions.

    Every plan that is run so meets the same sets, systems and luck: curves are equal as long as
    plans are.

    batch    which: each has other sets and other luck
    several  as `sim.engines.simulate.several`
    sets     how many
    wanted   numbers of the sets to run, if not all of them
    """
    if scenario.system.is_own:  # its traits are read, and need no assumptions on made-up ones
        ranges = {key: each for key, each in ranges.items() if not key.startswith("system.")}
    keys, points, scenarios = drawn_sets(scenario, ranges, sets, seed + batch, RUNS)
    kept = range(sets) if wanted is None else wanted

    def asked() -> Iterator[Asked]:
        for number, each in enumerate(scenarios):
            if number in kept:
                yield Asked(each, RUNS, seed, (batch * sets + number) * RUNS)

    found = each_of(several(asked(), on_block=on_block))
    curves = np.concatenate([_curves(each, measure) for each in found])
    numbers = np.repeat(np.array(kept, np.int64), RUNS)
    return Particles(keys, points, curves, numbers)


def joined(parts: Sequence[Particles]) -> Particles:
    """Put batches together; sets are numbered on."""
    begins = np.cumsum([0, *(len(each.drawn) for each in parts)])
    return Particles(
        parts[0].keys,
        np.concatenate([each.drawn for each in parts]),
        np.concatenate([each.curves for each in parts]),
        np.concatenate([each.sets + begin for each, begin in zip(parts, begins, strict=False)]),
    )


def _curves(outcomes: Outcomes, measure: str) -> Floats:
    if measure == EVER:
        shares: Floats = outcomes.ever_live / outcomes.organisations
        return shares
    return outcomes.live
