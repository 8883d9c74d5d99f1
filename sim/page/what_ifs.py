"""The what-if buttons, with the values that each sets in a plan."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.config import with_values
from sim.networks.telling import says_where_it_stands
from sim.page.money import more_for
from sim.page.plans import identity
from sim.page.schema import WhatIf as PageWhatIf
from sim.params import Ambition, Scenario

FACILITATORS, SITES_EACH = 2, 4  # number added, and sites that each helps at a time (assumed)
MANDATE = 6
TENURE = 12.0  # months until half of the champions have left; the default is 36
BOARDS = "system.board_interval"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One button.

    values  dotted key -> value to set
    """

    id: str
    label: str
    explain: str
    values: Mapping[str, Any]


def whatifs_of(scenario: Scenario) -> list[WhatIf]:
    """List the what-ifs that change something in a plan."""
    made = (_boards, _facilitators, _no_pilots, _mandate, _champion)
    every = [each for make in made for each in make(scenario)]
    return [each for each in every if with_values(scenario, each.values) != scenario]


def _boards(scenario: Scenario) -> Iterator[WhatIf]:
    system = scenario.system
    if system.is_own:  # the system itself says how often boards meet
        return
    own = {
        f"system.types.{name}.board_interval": 1
        for name, each in system.types.items()
        if each.board_interval is not None
    }
    now = system.board_interval
    yield WhatIf(
        "boards", "Boards meet every month",
        f"Each board meets every month{f' instead of every {now} months' if now > 1 else ''}.",
        {BOARDS: 1, **own},
    )  # fmt: skip


def _facilitators(scenario: Scenario) -> Iterator[WhatIf]:
    slot = scenario.assumptions.slot
    sites = FACILITATORS * SITES_EACH
    yield WhatIf(
        "facilitators", "Two more facilitators",
        f"Two more full-time facilitators, with extra money. Each helps {SITES_EACH} sites at a "
        f"time, at £{1000 * slot:,.0f} a month for each site (both assumed). That is {sites} more "
        f"sites for £{1000 * slot * sites:,.0f} a month. All other levers keep their money.",
        more_for(scenario, "one2one", slot * sites),
    )  # fmt: skip


def _no_pilots(scenario: Scenario) -> Iterator[WhatIf]:
    chosen = scenario.strategy.pilots > 0 and not says_where_it_stands(scenario.system)
    if scenario.strategy.ambition == Ambition.site or not chosen:
        return
    yield WhatIf(
        "no_pilots", "No pilots",
        f"Nobody is live at the start; the money for {scenario.strategy.pilots} pilots goes to the "
        "levers.",
        {"strategy.pilots": 0},
    )  # fmt: skip


def _mandate(scenario: Scenario) -> Iterator[WhatIf]:
    yield WhatIf(
        "mandate", f"A mandate in month {MANDATE}",
        f"Adoption is mandatory from month {MANDATE}. Organisations that are not committed may "
        "have to go to their boards, and are more likely to give up later. Its office and the "
        "days of reporting are counted; lost good will is not in pounds.",
        {"strategy.mandate_month": MANDATE},
    )  # fmt: skip


def _champion(scenario: Scenario) -> Iterator[WhatIf]:
    loss = 1 - 2 ** (-1 / TENURE)
    if scenario.assumptions.champion_loss >= loss:
        return
    now = math.log(0.5) / math.log(1 - scenario.assumptions.champion_loss)
    yield WhatIf(
        "champion", "The champion leaves",
        f"Half of all champions leave within {TENURE:.0f} months instead of {now:.0f}.",
        {"assumptions.champion_loss": round(loss, 4)},
    )  # fmt: skip


def whatifs_for_page(scenarios: Sequence[Scenario]) -> list[PageWhatIf]:
    """Return the what-ifs of all plans for the page."""
    return [
        {
            "id": each.id, "label": each.label, "explain": each.explain,
            "plan": identity(place), "values": dict(each.values),
        }
        for place, scenario in enumerate(scenarios)
        for each in whatifs_of(scenario)
    ]  # fmt: skip
