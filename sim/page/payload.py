"""Everything that the page shows, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import sim
from sim.config.plan_names import shared_title
from sim.page import words
from sim.page.alongside import alongside
from sim.page.caveats import bears_out, caveats, parameters_of
from sim.page.dials import dials_of, turnable
from sim.page.engine import model_of
from sim.page.ledger import ledgers
from sim.page.network import RUNS, network, same_system
from sim.page.pack.target import target_of
from sim.page.plans import Compared, differences, events_of, identity, plans_of
from sim.page.progress import Watch, unwatched
from sim.page.question import question
from sim.page.readings import reckoned, series
from sim.page.schema import Live, Payload
from sim.page.what_ifs import whatifs_for_page
from sim.params import System
from sim.params.names import CATEGORIES, GAPS
from sim.report.sets_words import counted
from sim.report.words import listed

MOST_PLANS = 4


@dataclass(frozen=True)
class Page:
    """What to put into a page.

    live    secret of a live page; None for a file
    runs    number of single runs of each plan
    """

    live: str | None = None
    runs: int = len(RUNS)


def payload(compared: Compared, page: Page, watch: Watch = unwatched) -> Payload:
    """Return everything that the page shows.

    watch  called with the name of a task; returns a context that takes its progress
    """
    found, scenario = compared.found, compared.results[0].scenario
    verdict, plans = compared.comparison.verdict, plans_of(compared)
    scenarios = [each.scenario for each in compared.results]
    systems = [each.system for each in scenarios]
    with alongside(partial(network, compared, page.runs)) as telling:
        ledger = ledgers(compared, found.replicates, watch)
        with watch("Playing single runs"):
            played = telling.result()
    return {
        "version": sim.__version__,
        "title": shared_title([each.plan for each in compared.results])
        or "How an innovation spreads",
        "illustrative": any(not each.is_own for each in systems),
        "about": _about(systems),
        "horizon": found.horizon.month,
        "months": min(result.outcomes.months for result in compared.results),
        "first_view": "predict",
        "question": question(compared),
        "first_month": scenario.clock.start,
        "replicates": found.replicates,
        "margin": found.margin,
        "sets": _sets(compared),
        "live": _live(page.live),
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
        "dials": dials_of(scenarios),
        "dials_plan": identity(found.leader),
        "model": model_of(
            {identity(k): each for k, each in enumerate(scenarios)},
            compared.seed,
            found.replicates,
            found.horizon.month,
            turnable(scenarios),
        ),
        "whatifs": whatifs_for_page(scenarios),
        "outcomes": reckoned(found.horizon),
        "series": series(),
        "parameters": parameters_of(compared),
        "honesty": caveats(compared),
        "bears_out": bears_out(compared),
        "target": target_of(plans, found.horizon.month),
    }


def _live(token: str | None) -> Live | None:
    return None if token is None else {"token": token, "phones": []}


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
