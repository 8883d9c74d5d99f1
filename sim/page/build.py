"""The data of a page, made from plans that were compared: for a file, or for a live page."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.page.answers import Base, bases_of
from sim.page.default_dials import usual
from sim.page.grid_design import Range, grid
from sim.page.network import RUNS
from sim.page.payload import Page, payload
from sim.page.plans import Compared
from sim.page.progress import Watch, unwatched
from sim.page.schema import Payload

BEHIND_A_DIAL = 256  # replicates of each answer
STORY, PLAYED = 150, 450_000  # bytes: of one story, and of all single runs together


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a file.

    dials  those to compute beforehand; none given: the usual ones; absent: no dials at all
    """

    dials: Sequence[Range] | None = ()


def made(compared: Compared, wanted: Wanted, watch: Watch = unwatched) -> Payload:
    """Make the data of a file: everything is computed now."""
    bases = answering(compared)
    leader = bases[compared.found.leader]
    computed = None
    if wanted.dials is not None:
        ranges = wanted.dials or usual(leader)
        with watch("Turning the dials") as progress:
            computed = grid(leader, ranges, progress)
    return payload(compared, bases, Page(grid=computed, runs=runs_of(compared)), watch)


def made_live(
    compared: Compared, bases: list[Base], token: str, watch: Watch = unwatched
) -> Payload:
    """Make the data of a live page: answers come later."""
    return payload(compared, bases, Page(live=token, runs=runs_of(compared)), watch)


def answering(compared: Compared) -> list[Base]:
    """Make the plans ready to be turned, over as many replicates as an answer takes."""
    return bases_of(compared, min(BEHIND_A_DIAL, compared.found.replicates))


def runs_of(compared: Compared) -> int:
    """Choose how many single runs to play of each plan, so that a file stays small.

    A run takes two letters for each organisation and month, and its story about 150.
    """
    outcomes = compared.results[0].outcomes
    each = outcomes.organisations * (2 * outcomes.months + STORY) * len(compared.results)
    return max(1, min(len(RUNS), PLAYED // each))
