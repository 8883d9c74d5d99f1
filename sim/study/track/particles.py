"""Runs that vary over everything at once: luck, what is not known of the system, assumptions.

With fixed assumptions hardly any run fits what was seen, and a fit would mean little.  So there are
many sets of assumptions, each with system draws of its own and a few runs on each, each with luck
of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.engines.asked import Asked
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats, Whole
from sim.params import Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.assumption_draws import with_set
from sim.study.runs import OnBlock, Several
from sim.study.track.observed import EVER

BATCH = 4000  # about how many runs a batch has, if it has enough sets
SETS, RUNS, MOST_RUNS = 250, 16, 40  # most sets of assumptions in a batch; runs of each


@dataclass(frozen=True, slots=True)
class Particles:
    """Curves of many runs of one plan.

    keys    of the assumptions that were drawn
    drawn   float64[K, keys]     their values, of all sets that there are
    curves  float64[P, T + 1]    share of organisations live, run by run
    sets    number of the set of each run: int64[P]
    refused number of a set -> why its systems cannot be made, so that it has no run
    """

    keys: tuple[str, ...]
    drawn: Floats
    curves: Floats
    sets: Whole
    refused: Mapping[int, str] = field(default_factory=dict)


def sets_in_a_batch(sets: AssumptionSets) -> int:
    """Return how many sets of assumptions a batch has: all, if they are not very many."""
    return min(len(sets), SETS)


def runs_of_each(sets: AssumptionSets) -> int:
    """Return how many runs a batch has of each of its sets."""
    return max(RUNS, min(MOST_RUNS, BATCH // sets_in_a_batch(sets)))


def run_particles(
    scenario: Scenario,
    sets: AssumptionSets,
    measure: str,
    batch: int,
    seed: int,
    several: Several,
    on_block: OnBlock = None,
    wanted: Sequence[int] | None = None,
) -> Particles:
    """Run a batch of sets of assumptions.

    Every plan that is run so meets the same sets, systems and luck: curves are equal as long as
    plans are.

    sets     with the keys alone that are drawn; the next batch goes on where this one ends, and
             begins again when all were used
    batch    which: each has other systems and other luck
    several  as `sim.engines.simulate.several`
    wanted   numbers of the sets to run, if not all of the batch

    Raises
    ------
    UserError
        If a set that is wanted is not possible, or if no set is.
    """
    size, runs = sets_in_a_batch(sets), runs_of_each(sets)
    places = [(place, (batch * size + place) % len(sets)) for place in range(size)]
    kept = [each for each in places if wanted is None or each[1] in wanted]
    rows, per_system = sets.values.tolist(), runs if runs < 2 * RUNS else runs // 2

    def asked() -> Iterator[Asked]:
        for place, number in kept:
            changed = with_set(scenario, sets.keys, rows[number], per_system)
            yield Asked(changed, runs, seed, (batch * size + place) * runs)

    curves, refused = dict[int, Floats](), dict[int, UserError]()
    for (_, number), found in zip(kept, several(asked(), on_block=on_block), strict=True):
        if isinstance(found, UserError):
            refused[number] = found
        else:
            curves[number] = _curves(found, measure)
    if refused and (wanted is not None or not curves):
        raise next(iter(refused.values()))
    numbers = np.repeat(np.array([*curves], np.int64), runs)
    why = {number: str(error) for number, error in refused.items()}
    return Particles(sets.keys, sets.values, np.concatenate([*curves.values()]), numbers, why)


def joined(parts: Sequence[Particles]) -> Particles:
    """Put batches of the same sets together."""
    return Particles(
        parts[0].keys,
        parts[0].drawn,
        np.concatenate([each.curves for each in parts]),
        np.concatenate([each.sets for each in parts]),
        {number: why for each in parts for number, why in each.refused.items()},
    )


def _curves(outcomes: Outcomes, measure: str) -> Floats:
    if measure == EVER:
        shares: Floats = outcomes.ever_live / outcomes.organisations
        return shares
    return outcomes.live
