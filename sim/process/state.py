"""What an organisation carries, and what a month holds for all: the fields that both engines share.

A kernel has them as records of structured arrays, the Mesa engine as attributes of its agents;
`sim.process.decisions` and `sim.process.implementation` read and write them by these names.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.networks.system import System
from sim.params.names import LEVERS

SPENT_STANDARD, SPENT_TOOLS, FUND = range(3)  # what the partner's purse holds, kGBP
NOT_READY = NOT_HELD = NOT_LIVE = STAYED = UNBOUND = -1

FIELDS: dict[str, Any] = dict(
    # Traits, as sim.networks.system.Arrays
    index="u8",  # its row: the word of its draws' addresses
    type="i8",
    maturity="f8",
    capacity="f8",
    culture="f8",
    finance="f8",
    legacy="f8",
    orientation="f8",
    deprived="?",
    region="i8",
    size="f8",
    board_interval="i8",
    boards="i8",  # approvals that its own rules ask for
    # Standing in this replicate, as sim.process.initial_conditions
    rank="f8",  # readiness among all, in (0, 1)
    phase="i8",
    pilot="?",
    needed="i8",  # approvals that this innovation needs
    scope="?",  # reached by the programme, at the ambition of the month
    counted="?",  # in the scope that outcomes are over
    # State
    stage="i8",
    stay="i8",  # months in the present stage
    proficiency="f8",
    fatigue="f8",
    champion="?",
    compelled="?",  # moves under a mandate
    paid="?",  # was paid a grant
    case="f8",  # part of the business case that is written
    approvals="i8",  # boards that have approved
    clock="f8",  # months of procurement left
    waited="i8",  # months ready and not admitted; NOT_READY
    cool_off="f8",  # months before it hears again
    age="i8",  # live months since go-live
    evaluated="f8",  # live months ever that made evidence
    supported="i8",  # months of one-to-one help; NOT_HELD without a slot
    ever_live="?",
    ever_abandoned="?",
    # What the month brings it
    made="f8",  # evidence made by this site, 0 unless live
    shown="f8",  # what it shows its neighbours
    exposure="f8",
    heard="f8",  # evidence heard along its ties
    moving="f8",  # share of its neighbours committed or further
    weights="f8",  # sum of the weights of its ties
    alike="f8",
    alike_same_type="f8",  # as sim.process.sums.spread_of_evidence
    fit="f8",  # how well tools made at early sites fit here
    source="?",  # tools come from here
    implement="f8",
    sustain="f8",  # feasibilities while live
    next="i8",
    goes_live="?",
    # What the month leaves to be counted
    bound="i8",  # stage in which a gap binds; UNBOUND by a classic process
    binding="i8",  # that gap
    lived="i8",  # months since go-live in which it performed; NOT_LIVE
    performance="f8",
    benefit="f8",
    cash="f8",
    cost="f8",
    risk="f8",  # safety exposure
    left="i8",  # stage left this month; STAYED
    left_after="i8",  # months stayed there
)

MONTH: dict[str, Any] = dict(
    address="u8",  # beginning of every draw's address in this replicate
    number="i8",
    live="i8",  # organisations live at the start
    implementing="i8",
    everywhere="f8",  # evidence made by all
    reach="f8",  # weight of the pool
    advocates="f8",
    share_live="f8",
    integration="f8",
    benefit="f8",  # at full proficiency, at the integration of the month
    common=("f8", 5),  # factors on the gaps that are the same for all
    crowd="f8",
    winter="f8",  # share of capacity lost
    mandated="?",
    offered=("f8", len(LEVERS)),  # doses; for standard and tools their stocks
    purse=("f8", 3),  # spent on templates, on tools that stuck; grant fund
    doses=("f8", 11),  # that reach the organisation at hand
    strengths=("f8", 5),
    factors=("f8", 5),
    gaps=("f8", 5),
    resistances=("f8", 5),  # of the gaps, -log(1 - g)
)

TIE = np.dtype([("peer", "i8"), ("weight", "f8"), ("usable", "f8"), ("trust", "f8")])

# What neighbours see of an organisation this month.  In a kernel it stands apart from the records:
# whoever looks at ten neighbours then touches ten places of memory and not forty.
SIGHT = np.dtype([("shown", "f8"), ("made", "f8"), ("stage", "i4"), ("pilot", "?")], align=True)
LINE = np.dtype(
    [("number", "i8"), ("type", "i8"), ("made", "f8"), ("alike", "f8"), ("alike_same_type", "f8")]
)


# How records lie in memory.  What every pass over all organisations looks at comes first, side by
# side, so that a pass fetches one line of 64 bytes of each and not seven; then what is counted.
PASSED_OVER = (
    "cool_off", "evaluated", "shown", "made", "stage", "supported", "waited", "region",
    "scope", "pilot", "source", "goes_live", "paid", "counted", "ever_live", "ever_abandoned",
)  # fmt: skip
COUNTED = (
    "benefit", "cash", "cost", "risk", "performance", "lived", "left", "left_after", "bound",
    "binding",
)  # fmt: skip
NARROW = {"i8": "i4", "u8": "u4"}  # whole numbers here are small
FIRST = dict.fromkeys((*PASSED_OVER, *COUNTED, *sorted(FIELDS, key=lambda f: FIELDS[f] != "f8")))
RECORD = np.dtype([(name, NARROW.get(FIELDS[name], FIELDS[name])) for name in FIRST], align=True)

SAME_NAME = (
    "region", "deprived", "orientation", "type", "maturity", "capacity", "culture", "finance",
    "legacy", "size",
)  # fmt: skip


def organisations_of(system: System) -> np.ndarray:
    """Lay the organisations of a system out as records, state at zero; structured[N]."""
    arrays = system.arrays
    organisations = np.zeros(system.organisations, RECORD)
    organisations["index"] = np.arange(system.organisations)
    organisations["boards"] = arrays.approvals
    for trait in SAME_NAME:
        organisations[trait] = getattr(arrays, trait)
    organisations["board_interval"] = arrays.board_interval
    return organisations


def ties_of(system: System) -> np.ndarray:
    """Lay the ties of a system out as records; weight and usable are filled by the engine."""
    ties = np.zeros(len(system.arrays.peers), TIE)
    ties["peer"], ties["trust"] = system.arrays.peers, system.arrays.trust
    return ties


def empty_month() -> np.ndarray:
    """Make room for a month; structured[1]."""
    layout: list[Any] = [(k, *v) if isinstance(v, tuple) else (k, v) for k, v in MONTH.items()]
    return np.zeros(1, layout)


def month_by_name() -> SimpleNamespace:
    """Make room for a month as attributes, for Python."""
    numbers = {"f8": 0.0, "i8": 0, "u8": 0, "?": False}
    values = {
        name: [0.0] * kind[1] if isinstance(kind, tuple) else numbers[kind]
        for name, kind in MONTH.items()
    }
    return SimpleNamespace(**values)
