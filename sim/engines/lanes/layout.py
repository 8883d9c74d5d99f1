"""Where the rows of 64 are: the state of each organisation in every lane, and scratch space.

A row is the 64 lanes of one quantity.  All rows of an organisation lie side by side, so that a
month streams through memory once, and rows that are not needed are never touched.  A name is
the place of its row in the block: the value in a lane is `block[NAME + lane]`.
"""

from collections.abc import Callable
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.networks.system import Arrays, Flags, Floats, Whole
from sim.params import names
from sim.process.aid import Aid
from sim.process.initial_conditions import InitialConditions
from sim.process.snapshot import Snapshot
from sim.process.stages import has_left, in_practice, is_live
from sim.process.state import Organisations, Ties
from sim.rules.compiled import apart, part, rows_rule, rule

Shorts = NDArray[np.int16]
Bytes = NDArray[np.int8]
Tally = NDArray[np.uint8]
Words = NDArray[np.uint64]

LANES = 64
LINE = 64  # bytes of a line of the cache


def rows(count: int) -> range:
    """Give rows their places in a block."""
    return range(0, count * LANES, LANES)


def stages_that(fit: Callable[[int], bool]) -> int:
    """Return the stages that fit, as a set of bits."""
    return sum(1 << stage for stage in range(len(names.STAGES)) if fit(stage))


# float64 of each organisation: as sim.process.state.Organisation
PROFICIENCY, FATIGUE, CASE, CLOCK, COOL_OFF, EVALUATED, RANK, FIT = rows(8)
MADE, SHOWN, ALIKE, ALIKE_SAME_TYPE, COST, PERFORMANCE, TRUST = rows(15)[8:]
AMOUNTS = 15
# int16 of each organisation, counts of months; SINCE is the record at which its stage began
AGE, WAITED, SUPPORTED, SINCE = rows(4)
MONTHS = 4
# int8 of each organisation
STAGE, NEXT, CHAMPION, COMPELLED, PAID, PILOT, COUNTED, EVER_LIVE, EVER_ABANDONED = rows(9)
APPROVALS, PHASE, CATEGORY, GOES_LIVE, LOCKED = rows(14)[9:]
STATES = 14

# float64 of the month
EVERYWHERE, REACH, ADVOCATES, SHARE_LIVE, CROWD, STOCK, SPENT, GRANT_FUND = rows(8)
BENEFIT, CASH, SITE_COST, DAYS, RISK, LIVE_SIZE, USING = rows(15)[8:]
ALL_SHOWN, ALL_TOLD, ALL_MOVING, ALL_GONE = rows(19)[15:]
OF_MONTH = 19
# float64 of each organisation where everybody's example counts: as sim.process.contacts
TOLD, SHOWN_ALIKE, SHOWN_SAME, TOLD_ALIKE, TOLD_SAME = rows(5)
MET = 5

# float64 for the current organisation
SEEN, SEEN_ALIKE, HEARD, MOVING, GAVE_UP, RATE, OWN, OTHER, WORTH = rows(9)
GAP = 9 * LANES  # five rows
SCRATCH = 9 + len(names.GAPS)
# int8 for the current organisation
BINDING, LARGEST, LIVED, WRITTEN, REJECTS, COOLED, COMPLIES, WAS_LOCKED = rows(8)
ANSWERS = 8

MOST = 255  # organisations that a byte can count

# Sets of stages, as bits
LIVE = stages_that(is_live)
SHOWING = LIVE | 1 << names.ABANDONED
MOVING_ON = stages_that(in_practice)
GONE = stages_that(has_left)
AT_WORK = LIVE | 1 << names.COMMITTED | 1 << names.DECIDING


class Lanes(NamedTuple):
    """State of 64 replicates of a system of N organisations, and space to work it out.

    amounts   float64[N, AMOUNTS * 64]  measures of each organisation
    months    int16[N, MONTHS * 64]     its counts of months
    states    int8[N, STATES * 64]      its stage, its flags and small numbers
    everyone  bool[N]       whether the programme reaches an organisation in every lane
    stages    int64[N]      stages that some lane of an organisation is in, as bits
    tired     bool[N]       whether some lane of it has ever been tired by a go-live
    swayed    bool[N]       whether the trust of some lane of it has ever moved
    moved     bool[N]       whether some lane of it left its stage in the month before
    piloted   bool[N]       whether it is a pilot in some lane
    of_month  float64[OF_MONTH * 64]
    scratch   float64[SCRATCH * 64], answers int8[ANSWERS * 64]  of the current organisation
    words     uint64[64]    start of the address of its draws; before them, slots of help held
    live      int64[64]     live organisations at the start of the month
    dipping   int64[64]     those of them in the dip
    bound     uint8[40, 64]  organisations by stage and binding gap, moved to totals often
    ages      float64[T + 2, 64], of_age int64[T + 2, 64]  performance by months since go-live; the
              last row takes what is not counted
    carried   float64[types + 1, 64]  running sums in order of maturity
    met       float64[N, MET * 64]  where everybody's example counts; else of one organisation
    """

    amounts: Floats
    months: Shorts
    states: Bytes
    stages: Whole
    everyone: Flags
    tired: Flags
    swayed: Flags
    moved: Flags
    piloted: Flags
    of_month: Floats
    scratch: Floats
    answers: Bytes
    words: Words
    live: Whole
    dipping: Whole
    bound: Tally
    ages: Floats
    of_age: Whole
    carried: Floats
    met: Floats


class Block(NamedTuple):
    """What the replicates of a block share, as passed to `sim.engines.scalar.run_block`.

    addresses      uint64[64]    one for each lane
    along, within  float64[N]    as in `sim.process.sums.fades`
    by_type        float64[types]  scratch
    """

    system: Arrays
    start: InitialConditions
    categories: Whole
    groups: Whole
    addresses: Words
    organisations: Organisations
    ties: Ties
    aid: Aid
    along: Floats
    within: Floats
    by_type: Floats


class Rows(NamedTuple):
    """The rows of the current organisation: the fields of `Lanes`, as views."""

    amounts: Floats
    months: Shorts
    states: Bytes
    stages: int
    everyone: bool
    of_month: Floats
    scratch: Floats
    answers: Bytes
    words: Words


@part
def rows_of(i: int, lanes: Lanes) -> Rows:
    """Return the rows of organisation i."""
    return Rows(
        lanes.amounts[i], lanes.months[i], lanes.states[i], lanes.stages[i], lanes.everyone[i],
        lanes.of_month, lanes.scratch, lanes.answers, lanes.words,
    )  # fmt: skip


def empty_lanes(organisations: int, months: int, types: int, everybody: bool = False) -> Lanes:
    """Make space for a block; `everybody` if everybody's example counts, not that of ties."""
    n, cells = organisations, len(names.STAGES) * len(names.GAPS)
    return Lanes(
        amounts=_empty((n, AMOUNTS * LANES)),
        months=_empty((n, MONTHS * LANES), np.int16),
        states=_empty((n, STATES * LANES), np.int8),
        stages=_empty(n, np.int64),
        everyone=_empty(n, np.bool_),
        tired=_empty(n, np.bool_),
        swayed=_empty(n, np.bool_),
        moved=~_empty(n, np.bool_),
        piloted=_empty(n, np.bool_),
        of_month=_empty(OF_MONTH * LANES),
        scratch=_empty(SCRATCH * LANES),
        answers=_empty(ANSWERS * LANES, np.int8),
        words=_empty(LANES, np.uint64),
        live=_empty(LANES, np.int64),
        dipping=_empty(LANES, np.int64),
        bound=_empty((cells, LANES), np.uint8),
        ages=_empty((months + 2, LANES)),
        of_age=_empty((months + 2, LANES), np.int64),
        carried=_empty((types + 1, LANES)),
        met=_empty((n if everybody else 1, MET * LANES)),
    )


def _empty(shape: int | tuple[int, ...], kind: type = np.float64) -> np.ndarray:
    """Make an array of zeros that starts on a cache line, so that no row straddles two."""
    sizes = shape if isinstance(shape, tuple) else (shape,)
    size = prod(sizes) * np.dtype(kind).itemsize
    raw = np.zeros(size + LINE, np.uint8)
    first = -raw.ctypes.data % LINE
    return raw[first : first + size].view(kind).reshape(shape)


def bytes_of_lanes(organisations: int) -> int:
    """Return the memory that the lanes of a system take [bytes]."""
    return organisations * LANES * (8 * AMOUNTS + 2 * MONTHS + STATES)


@part
def snapshot_of_lane(lane: int, rows: Rows) -> Snapshot:
    """Take the snapshot of one organisation in one lane, after it has listened."""
    amounts, states, scratch, of_month = rows.amounts, rows.states, rows.scratch, rows.of_month
    return Snapshot(
        rows.everyone | (states[PILOT + lane] != 0), states[STAGE + lane],
        states[CHAMPION + lane] != 0, states[COMPELLED + lane] != 0, states[PAID + lane] != 0,
        rows.months[SUPPORTED + lane] >= 0, rows.months[AGE + lane],
        states[APPROVALS + lane], states[PHASE + lane],
        amounts[RANK + lane], amounts[FATIGUE + lane], amounts[FIT + lane],
        amounts[ALIKE + lane], amounts[ALIKE_SAME_TYPE + lane],
        scratch[HEARD + lane], scratch[SEEN + lane], scratch[MOVING + lane], amounts[TRUST + lane],
        of_month[STOCK + lane], of_month[GRANT_FUND + lane], of_month[EVERYWHERE + lane],
        of_month[REACH + lane], of_month[ADVOCATES + lane], of_month[SHARE_LIVE + lane],
    )  # fmt: skip


@part
def fill(block: np.ndarray, row: int, value: float, rows: int = 1) -> None:
    """Fill one or more rows with one value."""
    for k in range(row, row + rows * LANES):
        block[k] = value


@rows_rule
def some_above(block: np.ndarray, row: int, least: int) -> bool:
    """Return whether a row is above a whole number in some lane."""
    apart()
    some = False
    for lane in range(LANES):
        some |= block[row + lane] > least
    return some


@rule
def is_among(stages: int, stage: int) -> bool:
    """Return whether a stage is in a set of stages."""
    return (stages >> stage) & 1 == 1
