"""Build the data of a page from compared plans, for a file or for a live page."""

from sim.page.network import RUNS
from sim.page.payload import Page, payload
from sim.page.plans import Compared
from sim.page.progress import Watch, unwatched
from sim.page.schema import Payload

STORY, PLAYED = 150, 450_000  # bytes of one story, and of all single runs together


def file_payload(compared: Compared, watch: Watch = unwatched) -> Payload:
    """Build the payload of a file."""
    return payload(compared, Page(runs=runs_of(compared)), watch)


def live_payload(compared: Compared, token: str, watch: Watch = unwatched) -> Payload:
    """Build the payload of a live page."""
    return payload(compared, Page(live=token, runs=runs_of(compared)), watch)


def runs_of(compared: Compared) -> int:
    """Choose how many single runs of each plan to include, so that a file stays small.

    A run takes two bytes for each organisation and month, and about 150 for each story.
    """
    outcomes = compared.results[0].outcomes
    each = outcomes.organisations * (2 * outcomes.months + STORY) * len(compared.results)
    return max(1, min(len(RUNS), PLAYED // each))
