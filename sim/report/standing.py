"""What is said of organisations that stand somewhere already at month 0."""

from collections.abc import Iterator, Sequence

from sim.networks import system_of
from sim.networks.stands import UNSAID
from sim.networks.system import System
from sim.networks.telling import says_where_it_stands
from sim.params import Scenario
from sim.params.names import STAGE_NAMES
from sim.process.settings import settings_of
from sim.process.standing import is_live, months_ago
from sim.report.words import listed

IN_WORDS = (*(each.replace(",", "") for each in STAGE_NAMES), "live (in the dip or embedded)")


def stands_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say how many organisations stand where at month 0, and how many are drawn; each line once.

    Raises
    ------
    UserError
        If one of them says a month after month 0.
    """
    said = (_in_words(system_of(each.system, 0, 0)) for each in _telling(scenarios))
    yield from dict.fromkeys(said)


def _telling(scenarios: Sequence[Scenario]) -> Iterator[Scenario]:
    """Give the scenarios whose organisations say where they stand."""
    for each in scenarios:
        if says_where_it_stands(each.system):
            system = system_of(each.system, 0, 0)
            months_ago(system, settings_of(each, system.organisations).today)
            yield each


def _in_words(system: System) -> str:
    """Word one system: "4 of 12 organisations say where they stand at month 0: 4 embedded."""
    assert system.standing is not None
    told = system.standing.stage
    counts = [(int((told == stage).sum()), words) for stage, words in enumerate(IN_WORDS)]
    there = listed([f"{count:,} {words}" for count, words in counts if count])
    known, n = int((told != UNSAID).sum()), system.organisations
    live = int(is_live(told).sum())
    who = "All" if known == n else f"{known:,} of"
    line = f"{who} {n:,} organisations say where they stand at month 0 ({live:,} live): {there}"
    if known < n:
        rest = "is" if n - known == 1 else "are"
        line += f"; {n - known:,} {rest} not known, and drawn in each run like the others"
    return line
