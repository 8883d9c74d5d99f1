"""Where each organisation stands at month 0 in a replicate: as its file says, or drawn.

Every array is [R, N], as in `sim.process.initial_conditions`.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.networks.stands import LIVE, MOST_MONTHS, TOLD, UNSAID, month_in_words, since_in_words
from sim.networks.system import Floats, System, Whole
from sim.params.errors import UserError
from sim.params.names import CATEGORIES, EMBEDDED, IMPLEMENTING
from sim.rules import standing
from sim.rules.compiled import rule


class Stands(NamedTuple):
    """Where organisations stand; no columns at all if the system does not say.

    stage  int64[R, N]    as `sim.params.names.STAGES`, or LIVE
    since  int64[R, N]    months ago that it began; UNSAID
    spell  float64[R, N]  a draw for the months where nothing is said, 0 to 1
    """

    stage: Whole
    since: Whole
    spell: Floats


def stands_of(
    system: System, today: int, weight: float, category: Whole, draw: Floats, spell: Floats
) -> Stands:
    """Give where everybody stands: what is said, else a stage drawn like those of its category.

    Drawn for each replicate: on one guess for all runs, what nobody knows would look certain.

    Parameters
    ----------
    system : System
        N organisations.
    today : int
        Calendar month of month 0: 12 times the year, plus 0 to 11.
    weight : float
        Organisations that the stages of all count for within a category.
    category : int64[R, N]
        Rogers' category, 0 to 4.
    draw, spell : float64[R, N]
        Uniform draws.

    Raises
    ------
    UserError
        If an organisation says a month later than month 0.
    """
    shape = (len(category), 0 if system.standing is None else system.organisations)
    if system.standing is None:
        return Stands(np.empty(shape, np.int64), np.empty(shape, np.int64), np.empty(shape))
    told = system.standing.stage
    stage = np.broadcast_to(told, shape).copy()
    missing = told == UNSAID
    if missing.any():
        there = (np.arange(shape[0])[:, None], category[:, missing])
        stage[:, missing] = _drawn(_chances(told, category, weight)[there], draw[:, missing])
    since = np.broadcast_to(months_ago(system, today), shape).copy()
    return Stands(stage, since, spell)


def months_ago(system: System, today: int) -> Whole:
    """Return how long ago the stage of each organisation began [month]; UNSAID; int64[N].

    Raises
    ------
    UserError
        If one says a month later than month 0.
    """
    assert system.standing is not None
    since = system.standing.since
    ago = np.where(since > MOST_MONTHS, today - since, since)
    for i in np.flatnonzero((since > MOST_MONTHS) & (ago < 0))[:1].tolist():
        raise UserError(f"'{system.names[i]}': {later_in_words(int(since[i]), today)}.")
    return ago


def later_in_words(since: int, today: int) -> str:
    """Say that an organisation stands somewhere only after month 0, and what to do."""
    at = since_in_words(since)
    return (
        f"since is {at}, but the run starts in {month_in_words(today)} "
        f"(clock.start); give a month up to then, or start later: today: {at} in system.yaml, or "
        f"clock.start={at}"
    )


def refuse_later(system: System, today: int) -> None:
    """Raise an error if an organisation says a month later than month 0, before any run."""
    if system.standing is not None:
        months_ago(system, today)


@rule
def is_live(stage: Any) -> Any:
    """Return whether a stage, or each of several, is a live one, LIVE among them."""
    return (stage == IMPLEMENTING) | (stage == EMBEDDED) | (stage == LIVE)


def _chances(told: Whole, category: Whole, weight: float) -> Floats:
    """Chance of each stage for one that is not known, by category; float64[R, 5, stages]."""
    known = told != UNSAID
    counts = np.zeros((len(category), len(CATEGORIES), len(TOLD)))
    np.add.at(counts, (np.arange(len(category))[:, None], category[:, known], told[known]), 1.0)
    everywhere = counts.sum(axis=1, keepdims=True) / known.sum()
    of_here = counts.sum(axis=2, keepdims=True)
    chances: Floats = standing.expected_share(counts, of_here, everywhere, weight)
    return chances


def _drawn(chances: Floats, draw: Floats) -> Whole:
    """Turn draws into stages, of those that have a chance; int64[R, missing]."""
    up_to = np.cumsum(chances, axis=-1)
    last = np.max(np.flatnonzero(chances.any(axis=(0, 1))))  # rounding must not lead beyond it
    found: Whole = np.minimum((draw[..., None] >= up_to).sum(axis=-1), last)
    return found
