"""Everything that the page shows, as one plain object."""

from dataclasses import dataclass

import sim
from sim.page import words
from sim.page.answers import Base
from sim.page.caveats import honesty, parameters_of
from sim.page.dials import dials_of
from sim.page.grid import Grid
from sim.page.ledger import ledgers
from sim.page.network import RUNS, network
from sim.page.plans import Compared, differences, identity, plans_of
from sim.page.progress import Watch, unwatched
from sim.page.run_sheet import steps
from sim.page.schema import Payload
from sim.page.what_ifs import told_for_page
from sim.params.names import CATEGORIES, GAPS

FORMAT = 1
ASKER = "@asker@"  # stands in a live page for a name that each visit gets anew
MOST_PLANS = 4


@dataclass(frozen=True)
class Page:
    """What a page is to hold.

    grid    dials computed beforehand; absent for a live page, and where none was asked for
    live    secret of a live page; absent for a file
    runs    single runs to play, of each plan
    """

    grid: Grid | None = None
    live: str | None = None
    runs: int = len(RUNS)


def payload(compared: Compared, bases: list[Base], page: Page, watch: Watch = unwatched) -> Payload:
    """Tell everything that the page shows.

    bases  the plans, ready to be turned; the what-ifs are those of the leading one
    watch  called with what is done next; gives a context that is told the progress of it
    """
    found, scenario = compared.found, compared.results[0].scenario
    with watch("Playing single runs") as progress:
        played = network(compared, page.runs, progress)
    ledger = ledgers(compared, bases[0].replicates, watch)
    with watch("What if") as progress:
        asked = told_for_page(bases[found.leader], page.live is None, progress)
    return {
        "format": FORMAT,
        "version": sim.__version__,
        "title": scenario.title or "How an innovation spreads",
        "illustrative": scenario.system.organisations_file is None,
        "about": f"{scenario.system.title}: {scenario.system.about}".strip(": "),
        "organisations": compared.results[0].outcomes.organisations,
        "horizon": found.horizon.month,
        "months": min(result.outcomes.months for result in compared.results),
        "first_view": "compare" if page.live is None else "predict",
        "first_month": scenario.clock.start,
        "replicates": found.replicates,
        "seed": compared.seed,
        "live": None if page.live is None else {"token": page.live, "asker": ASKER},
        "baseline": found.baseline,
        "leader": found.leader,
        "headline": compared.comparison.verdict[0],
        "verdict": compared.comparison.verdict,
        "command": compared.command,
        "workshop_command": compared.workshop,
        "plans": plans_of(compared),
        "differences": differences(compared),
        "network": played,
        "stages": list(words.STAGES),
        "categories": list(CATEGORIES),
        "gaps": list(GAPS),
        "gap_explain": words.GAPS,
        "ledger": ledger,
        "dials": dials_of(compared, {} if page.grid is None else page.grid.levels),
        "dials_plan": identity(found.leader),
        "grid": None if page.grid is None else page.grid.told(),
        "whatifs": asked,
        "parameters": parameters_of(compared),
        "honesty": honesty(compared),
        "runsheet": steps(compared.names, scenario.clock.months, page.live is not None),
    }
