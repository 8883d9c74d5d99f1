"""What is allowed in a system but seldom meant: look-alikes, one score for all, extreme sizes."""

from collections.abc import Iterator, Mapping

import numpy as np

from sim.networks.look_alikes import pairs
from sim.networks.stands import UNSAID
from sim.networks.system import System
from sim.params.names import UNAWARE
from sim.process.standing import is_live
from sim.study.portrait import Portrait

MOST_NAMED = 5  # pairs of names that look alike
ALIKE_FROM = 4  # organisations, for a score that is the same for all to tell anything
HALF, APART = 0.5, 4.0  # of all size, and times the next, for one that may be a slip
EQUAL = 1e-9  # of a share, for what differs by rounding alone
FEW = 0.02  # scores up to this, all of them, may be per cent divided by 100 twice


def suspicions(portrait: Portrait) -> Iterator[str]:
    """Say what may not be meant; each sentence says why, and what to do."""
    system = portrait.system
    names = {word: f"'{word}'" for word in system.names}
    yield from _look_alikes("organisations", names, "if they are one, keep one row")
    for what, words in (("types", portrait.types), ("regions", portrait.regions)):
        said = {word: f"'{word}' ({count:,})" for word, count in words}
        yield from _look_alikes(what, said, "write them alike if they are one")
    yield from _constant(portrait)
    yield from _dominant(system)
    yield from _standing(system)


def _look_alikes(what: str, words: Mapping[str, str], then: str) -> Iterator[str]:
    """Say which words look alike.

    words  each, and how it is said
    """
    found = list(pairs(list(words)))
    for one, other in found[:MOST_NAMED]:
        yield f"{words[one]} and {words[other]} are two {what}; {then}"
    if len(found) > MOST_NAMED:
        yield f"{len(found) - MOST_NAMED:,} more {what} look like others"


def _constant(portrait: Portrait) -> Iterator[str]:
    """Say which traits are the same for all, though all are given."""
    for trait, values in portrait.scores.items():
        if len(values) < ALIKE_FROM or np.isnan(values).any():
            continue
        if np.ptp(values) == 0:
            yield (
                f"{trait} is {values[0]:g} for every organisation; leave it empty where nobody "
                "knows it"
            )
        elif values.max() <= FEW:
            yield f"{trait} is at most {values.max():g} everywhere; 45% is written 45% or 0.45"


def _dominant(system: System) -> Iterator[str]:
    """Say which organisation is larger than all others together, and much larger than the next."""
    size = system.arrays.size
    if system.organisations < 3:
        return
    largest = int(np.argmax(size))
    share, times = size[largest] / size.sum(), size[largest] / np.sort(size)[-2]
    if len(size) > ALIKE_FROM and np.isclose(share, HALF, rtol=EQUAL, atol=0):
        yield (
            f"'{system.names[largest]}' is as large as all others together, as a total is; remove "
            "its row if it is one"
        )
    elif share > HALF and times > APART:
        yield (
            f"'{system.names[largest]}' holds {share:.0%} of all size, {times:,.0f} times the "
            "next; check its size if that is not so"
        )


def _standing(system: System) -> Iterator[str]:
    """Say what an empty stage leads to, and where no more can happen."""
    if system.standing is None:
        return
    stage = system.standing.stage
    empty, live = stage == UNSAID, is_live(stage)
    if empty.any() and live.any():
        drawn = round(float(empty.sum() * live.sum() / (~empty).sum()))
        yield (
            f"{int(empty.sum()):,} of {len(stage):,} leave their stage empty, which means that "
            f"nobody knows it: it is drawn like the others', about {drawn:,} of them live at the "
            "start; write unaware where it has not begun"
        )
    if not empty.any() and np.ptp(stage) == 0 and stage[0] != UNAWARE:
        yield "every organisation stands at the same stage; leave it empty where it is not known"
