"""Everything that the page shows, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import sim
from sim.config.plan_names import shared_title
from sim.page import words
from sim.page.alongside import alongside
from sim.page.answers import Base
from sim.page.caveats import caveats, parameters_of
from sim.page.dials import dials_of
from sim.page.grid import Grid
from sim.page.ledger import ledgers
from sim.page.network import RUNS, network, same_system
from sim.page.pack.target import target_of
from sim.page.plans import Compared, differences, events_of, identity, plans_of
from sim.page.progress import Watch, unwatched
from sim.page.schema import Payload
from sim.page.what_ifs import whatifs_for_page
from sim.params import System
from sim.params.names import CATEGORIES, GAPS
from sim.report.sets_words import counted
from sim.report.words import listed

VISITOR = "@visitor@"  # placeholder in a live page for the name that each visit gets
MOST_PLANS = 4


@dataclass(frozen=True)
class Page:
    """What to put into a page.

    grid    dials computed in advance; None for a live page, or if there are no dials
    live    secret of a live page; None for a file
    runs    number of single runs of each plan
    """

    grid: Grid | None = None
    live: str | None = None
    runs: int = len(RUNS)


def payload(compared: Compared, bases: list[Base], page: Page, watch: Watch = unwatched) -> Payload:
    """Return everything that the page shows.

    bases  the plans, prepared for answers; the what-ifs are those of the leading one
    watch  called with the name of a task; returns a context that takes its progress
    """
    found, scenario = compared.found, compared.results[0].scenario
    verdict, plans = compared.comparison.verdict, plans_of(compared)
    systems = [each.scenario.system for each in compared.results]
    with alongside(partial(network, compared, page.runs)) as telling:
        ledger = ledgers(compared, bases[0].replicates, watch)
        with watch("Playing single runs"):
            played = telling.result()
    with watch("What if") as progress:
        whatifs = whatifs_for_page(bases[found.leader], page.live is None, progress)
    return {
        "version": sim.__version__,
        "title": shared_title([each.plan for each in compared.results])
        or "How an innovation spreads",
        "illustrative": any(not each.is_own for each in systems),
        "about": _about(systems),
        "horizon": found.horizon.month,
        "months": min(result.outcomes.months for result in compared.results),
        "first_view": "compare" if page.live is None else "predict",
        "first_month": scenario.clock.start,
        "replicates": found.replicates,
        "margin": found.margin,
        "sets": _sets(compared),
        "live": None if page.live is None else {"token": page.live, "visitor": VISITOR},
        "baseline": found.baseline,
        "leader": found.leader,
        "headline": verdict.lines[0][1],
        "answer": [{"label": label, "text": text} for label, text in verdict.lines[1:]],
        "verdict": verdict.full,
        "command": compared.command,
        "workshop_command": compared.workshop,
        "plans": plans,
        "events": events_of(compared),
        "differences": differences(compared),
        "one_system": same_system(compared),
        "network": played,
        "stages": list(words.STAGES),
        "categories": list(CATEGORIES),
        "gaps": list(GAPS),
        "gap_explain": words.GAPS,
        "ledger": ledger,
        "dials": dials_of(compared, {} if page.grid is None else page.grid.levels),
        "dials_plan": identity(found.leader),
        "grid": None if page.grid is None else page.grid.for_page(),
        "whatifs": whatifs,
        "parameters": parameters_of(compared),
        "honesty": caveats(compared),
        "target": target_of(plans, found.horizon.month),
    }


def _sets(compared: Compared) -> str | None:
    """Name the sets of assumptions that the plans ran under too; None if there were none."""
    drawn = compared.comparison.drawn
    return None if drawn is None else counted(drawn.sets)


def _about(systems: Sequence[System]) -> str:
    """Describe the system; name each of them if there are several."""
    titles = list(dict.fromkeys(each.title for each in systems))
    if len(titles) > 1:
        return listed([title or "a system without a name" for title in titles])
    return f"{systems[0].title}: {systems[0].about}".strip(": ")
