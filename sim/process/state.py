"""The state of an organisation, and what all share in a month: the fields of all engines.

The annotations of `Organisation`, `Month` and `Tie` are the only list of these fields.  In a kernel
they are records of structured arrays, in the Mesa engine attributes; `sim.process.decisions` and
`sim.process.implementation` read and write them by these names, and mypy refuses any other name.
"""

from typing import Annotated, Any, Protocol, TypeVar, get_args, get_origin, get_type_hints, overload

import numpy as np

from sim.networks.system import System
from sim.params.names import LEVERS
from sim.rules.compiled import record

SPENT_STANDARD, SPENT_TOOLS, FUND = range(3)  # contents of the partner's purse, kGBP
NOT_READY = NOT_HELD = NOT_LIVE = STAYED = UNBOUND = -1

Item = TypeVar("Item")
Each = TypeVar("Each", covariant=True)


class Numbered(Protocol[Each]):
    """Organisations or ties by number: records of a kernel, or a list of agents."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __getitem__(self, number: int, /) -> Each:
        """Return one of them."""
        ...


class Records(Protocol[Each]):
    """Records of a kernel: one by its number, or one field of all by its name."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    @overload
    def __getitem__(self, number: int, /) -> Each: ...

    @overload
    def __getitem__(self, field: str, /) -> Any: ...


class Column(Protocol[Item]):
    """One field of everybody, to read and to fill: an array or a Python list."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __getitem__(self, number: int, /) -> Item:
        """Return the value for one."""
        ...

    def __setitem__(self, number: int, value: Item, /) -> None:
        """Set the value for one."""
        ...


class Organisation:
    """The state of one organisation: a record of a kernel, or an agent."""

    # Traits, as sim.networks.system.Arrays
    index: Annotated[int, "u8"]  # its row: the word in the addresses of its draws
    type: int
    maturity: float
    capacity: float
    culture: float
    finance: float
    legacy: float
    orientation: float
    deprived: bool
    region: int
    size: float
    board_interval: int
    boards: int  # approvals that its own rules require
    # Where it starts in this replicate, as sim.process.initial_conditions
    rank: float  # readiness among all, in (0, 1)
    phase: int
    pilot: bool
    needed: int  # approvals needed for this innovation
    scope: bool  # reached by the programme, at the ambition of the month
    counted: bool  # in the scope that outcomes cover
    # State
    stage: int
    stay: int  # months in the present stage
    proficiency: float
    fatigue: float
    champion: bool
    trust: float  # in what others tell it, 0 to 1
    compelled: bool  # moves under a mandate
    paid: bool  # was paid a grant
    locked: bool  # embedded and wants to leave, but its contract holds it
    case: float  # part of the business case that is written
    approvals: int  # boards that have approved
    clock: float  # months of procurement left
    waited: int  # months ready and not admitted; NOT_READY
    cool_off: float  # months before it hears again
    age: int  # live months since go-live
    evaluated: float  # live months ever that made evidence
    supported: int  # months of one-to-one help; NOT_HELD without a slot
    ever_live: bool
    ever_abandoned: bool
    # What the month brings
    made: float  # evidence made by this site, 0 unless live
    shown: float  # what it shows its neighbours
    exposure: float
    heard: float  # evidence heard along its ties
    moving: float  # trust in neighbours committed or further, over the number of its ties
    gone: float  # trust in neighbours that have given up, over the number of its ties
    weights: float  # sum of the trust of its ties; classic processes only
    alike: float
    alike_same_type: float  # as sim.process.sums.spread_of_evidence
    fit: float  # how well tools made at early sites fit here
    source: bool  # tools come from here
    implement: float
    sustain: float  # both feasibilities while live
    next: int
    goes_live: bool
    # What the month leaves to count
    bound: int  # stage in which a gap binds; UNBOUND by a classic process
    binding: int  # that gap
    lived: int  # months since go-live if it performed; else NOT_LIVE
    performance: float
    benefit: float
    cash: float
    cost: float  # what the site pays [kGBP]; at the end of the month with its days
    days: float  # of work
    risk: float  # safety exposure
    left: int  # stage left this month, or STAYED
    left_after: int  # months spent there


class Month:
    """What all organisations share in a month, in one replicate."""

    address: Annotated[int, "u8"]  # start of every draw's address in this replicate
    number: int
    live: int  # organisations live at the start
    implementing: int
    everywhere: float  # evidence made by all
    reach: float  # weight of the pool
    advocates: float
    share_live: float
    common_trust: float  # of a tie, the mean of all
    common_ties: float  # of an organisation, the mean of all
    all_shown: float  # sum over everybody, where everybody's example counts
    all_told: float
    all_moving: float  # how many are committed or further
    all_gone: float  # how many have given up
    own_use: float  # share of staff who use it by themselves, wherever they work
    price: float  # kGBP, of an organisation of average size
    case_worth: float  # factor on the financial gap by the case
    board_worth: float  # the same where a board decides: by the case and the first year's cash
    crowd: float
    winter: float  # share of capacity lost
    mandated: bool
    offered: Annotated[list[float], len(LEVERS)]  # doses; for standard and tools their stocks
    given: Annotated[list[float], len(LEVERS)]  # doses for the organisation at hand alone
    purse: Annotated[list[float], 3]  # spent on templates, on tools with an effect; grant fund
    gaps: Annotated[list[float], 5]  # of the current organisation
    resistances: Annotated[list[float], 5]  # of the gaps, -log(1 - g)


class Tie:
    """What one organisation hears along a tie to another."""

    trust: float
    carries: float  # trust times what is usable here


class TieRecord(Tie):
    """A tie of a kernel."""

    peer: int  # row of the organisation at its other end


Organisations = Records[Organisation]
Ties = Records[TieRecord]


class Sight:
    """What neighbours see of an organisation this month.

    A kernel keeps it apart from the records: looking at ten neighbours then touches ten places of
    memory, not forty.
    """

    shown: float
    made: float
    stage: Annotated[int, "i4"]
    pilot: bool


class Line:
    """What is summed in order of maturity, for one organisation."""

    number: int
    type: int
    made: float
    alike: float
    alike_same_type: float


def layout_of(fields: type) -> dict[str, Any]:
    """Return the layout of a class's annotated fields in a record, as NumPy writes it.

    Returns
    -------
    dict
        By name: the code of a type, or (code, how many) where a field is several numbers.
        An annotation may give the code or the number where its type does not.
    """
    hints = get_type_hints(fields, include_extras=True)
    return {name: _code_of(hint) for name, hint in hints.items()}


def _code_of(hint: Any) -> Any:
    codes = {float: "f8", int: "i8", bool: "?"}
    if get_origin(hint) is not Annotated:
        return codes[hint]
    kind, told = get_args(hint)
    return ("f8", told) if kind == list[float] else told


def _record(fields: type, align: bool = False) -> np.dtype:
    return record(list(layout_of(fields).items()), align)


FIELDS = layout_of(Organisation)
TIE = _record(TieRecord)
SIGHT = _record(Sight, align=True)
LINE = _record(Line)

# Memory layout of the records.  The fields that every pass over all organisations reads come first,
# side by side, so that a pass fetches one line of 64 bytes of each and not seven.  Counts follow.
PASSED_OVER = (
    "cool_off", "evaluated", "shown", "made", "stage", "supported", "waited", "region",
    "scope", "pilot", "source", "goes_live", "paid", "counted", "ever_live", "ever_abandoned",
)  # fmt: skip
COUNTED = (
    "benefit", "cash", "cost", "days", "risk", "performance", "lived", "left", "left_after",
    "bound", "binding",
)  # fmt: skip
NARROW = {"i8": "i4", "u8": "u4"}  # whole numbers here are small
FIRST = dict.fromkeys((*PASSED_OVER, *COUNTED, *sorted(FIELDS, key=lambda f: FIELDS[f] != "f8")))
RECORD = record([(name, NARROW.get(FIELDS[name], FIELDS[name])) for name in FIRST], align=True)

MONTH = record(
    [
        (name, *code) if isinstance(code, tuple) else (name, code)
        for name, code in layout_of(Month).items()
    ]
)

SAME_NAME = (
    "region", "deprived", "orientation", "type", "maturity", "capacity", "culture", "finance",
    "legacy", "size",
)  # fmt: skip


def organisations_of(system: System) -> np.ndarray:
    """Lay the organisations of a system out as records, with zero state; structured[N]."""
    arrays = system.arrays
    organisations = np.zeros(system.organisations, RECORD)
    organisations["index"] = np.arange(system.organisations)
    organisations["boards"] = arrays.approvals
    for trait in SAME_NAME:
        organisations[trait] = getattr(arrays, trait)
    organisations["board_interval"] = arrays.board_interval
    return organisations


def ties_of(system: System) -> np.ndarray:
    """Lay the ties of a system out as records; the engine fills what each carries."""
    ties = np.zeros(len(system.arrays.peers), TIE)
    ties["peer"], ties["trust"] = system.arrays.peers, system.arrays.trust
    return ties


def empty_month() -> np.ndarray:
    """Make an empty record for a month; structured[1]."""
    return np.zeros(1, MONTH)


def month_by_name() -> Month:
    """Make an empty month with attributes, for Python."""
    numbers = {"f8": 0.0, "i8": 0, "u8": 0, "?": False}
    month = Month()
    for name, code in layout_of(Month).items():
        value = [0.0] * code[1] if isinstance(code, tuple) else numbers[code]
        setattr(month, name, value)
    return month
