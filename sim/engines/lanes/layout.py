"""Where the rows of 64 lie: what each lane of each organisation carries, and room to work in.

A row is the 64 lanes of one quantity; all rows of an organisation lie side by side, so that a
month streams through memory once, and rows that nobody needs are never touched.  A name is the
place of its row in the block: the value in a lane is `block[NAME + lane]`.
"""

from math import prod
from typing import NamedTuple

import numpy as np

from sim.networks.system import Floats
from sim.params.names import (
    ABANDONED,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    GAPS,
    IMPLEMENTING,
    REJECTED,
    STAGES,
)
from sim.rules.compiled import rule

LANES = 64
LINE = 64  # bytes of a line of the cache


def rows(count: int) -> range:
    """Give rows their places in a block."""
    return range(0, count * LANES, LANES)


# float64 of each organisation: as sim.process.state.FIELDS
PROFICIENCY, FATIGUE, CASE, CLOCK, COOL_OFF, EVALUATED, RANK, FIT = rows(8)
MADE, SHOWN, ALIKE, ALIKE_SAME_TYPE, COST = rows(13)[8:]
FLOATS = 13
# int16 of each organisation; SINCE is the record at which its stage began
AGE, WAITED, SUPPORTED, SINCE = rows(4)
SHORTS = 4
# int8 of each organisation
STAGE, NEXT, CHAMPION, COMPELLED, PAID, PILOT, COUNTED, EVER_LIVE, EVER_ABANDONED = rows(9)
APPROVALS, PHASE, CATEGORY, GOES_LIVE = rows(13)[9:]
BYTES = 13

# float64 of the month
EVERYWHERE, REACH, ADVOCATES, SHARE_LIVE, CROWD, STOCK, SPENT, GRANT_FUND = rows(8)
BENEFIT, CASH, SITE_COST, RISK = rows(12)[8:]
OF_MONTH = 12

# float64 for the organisation at hand
SEEN, HEARD, MOVING, TOOLS_DOSE, RATE, OWN, OTHER, PERFORMANCE, WORTH = rows(9)
MOST_HELD = 9 * LANES
GAP = 10 * LANES  # five rows
RESISTANCE = GAP + len(GAPS) * LANES  # five rows
ROOM = 10 + 2 * len(GAPS)
# int8 for the organisation at hand
BINDING, LARGEST, IN_SIGHT, LIVED = rows(4)
MARKS = 4
# int64 for the organisation at hand
DRAWS, PURPOSE = rows(2)

# What levers leave open of the five gaps: 11 levers, templates where live, help aimed and not
STANDARD_LIVE, AIMED, ELSE = range(11 * len(GAPS), 14 * len(GAPS), len(GAPS))
MOST = 255  # organisations that a byte can count

# Sets of stages, as bits
LIVE = 1 << IMPLEMENTING | 1 << EMBEDDED
SHOWING = LIVE | 1 << ABANDONED
MOVING_ON = LIVE | 1 << COMMITTED | 1 << DECIDING
GONE = 1 << REJECTED | 1 << ABANDONED


class Lanes(NamedTuple):
    """The state of 64 replicates of a system of N organisations, and room to work in.

    floats    float64[N, FLOATS * 64], shorts int16[N, SHORTS * 64], bytes int8[N, BYTES * 64]
    stages    int64[N]      stages that some lane of an organisation is in, as bits
    tired     bool[N]       whether some lane of it has ever been tired by a go-live
    moved     bool[N]       whether some lane of it left its stage in the month before
    piloted   bool[N]       whether it is a pilot in some lane
    of_month  float64[OF_MONTH * 64]
    room      float64[ROOM * 64], marks int8[MARKS * 64], draws uint64[2 * 64]
    live      int64[64]     live organisations at the start of the month
    dipping   int64[64]     those of them in the dip
    tally     uint8[64], bound uint8[40, 64]  counts in bytes, brought to account often: of
              neighbours, and of organisations by stage and binding gap
    ages      float64[T + 2, 64], of_age int64[T + 2, 64]  performance by months since go-live; the
              last row takes what does not count
    carried   float64[types + 1, 64]  sums on the way along the order of maturity
    closes    float64[14 * 5]  what each lever leaves open of each gap at the dose offered
    """

    floats: Floats
    shorts: np.ndarray
    bytes: np.ndarray
    stages: np.ndarray
    tired: np.ndarray
    moved: np.ndarray
    piloted: np.ndarray
    of_month: Floats
    room: Floats
    marks: np.ndarray
    draws: np.ndarray
    live: np.ndarray
    dipping: np.ndarray
    tally: np.ndarray
    bound: np.ndarray
    ages: Floats
    of_age: np.ndarray
    carried: Floats
    closes: Floats


def empty_lanes(organisations: int, months: int, types: int) -> Lanes:
    """Make room for a block."""
    n, cells = organisations, len(STAGES) * len(GAPS)
    return Lanes(
        floats=_empty((n, FLOATS * LANES)),
        shorts=_empty((n, SHORTS * LANES), np.int16),
        bytes=_empty((n, BYTES * LANES), np.int8),
        stages=_empty(n, np.int64),
        tired=_empty(n, np.bool_),
        moved=~_empty(n, np.bool_),
        piloted=_empty(n, np.bool_),
        of_month=_empty(OF_MONTH * LANES),
        room=_empty(ROOM * LANES),
        marks=_empty(MARKS * LANES, np.int8),
        draws=_empty(2 * LANES, np.uint64),
        live=_empty(LANES, np.int64),
        dipping=_empty(LANES, np.int64),
        tally=_empty(LANES, np.uint8),
        bound=_empty((cells, LANES), np.uint8),
        ages=_empty((months + 2, LANES)),
        of_age=_empty((months + 2, LANES), np.int64),
        carried=_empty((types + 1, LANES)),
        closes=1.0 + _empty(14 * len(GAPS)),
    )


def _empty(shape: int | tuple[int, ...], kind: type = np.float64) -> np.ndarray:
    """Make an array of zeros that begins on a line of the cache, so that no row straddles two."""
    sizes = shape if isinstance(shape, tuple) else (shape,)
    size = prod(sizes) * np.dtype(kind).itemsize
    raw = np.zeros(size + LINE, np.uint8)
    first = -raw.ctypes.data % LINE
    return raw[first : first + size].view(kind).reshape(shape)


def bytes_of_lanes(organisations: int) -> int:
    """Tell the memory that the lanes of a system take [bytes]."""
    return organisations * LANES * (8 * FLOATS + 2 * SHORTS + BYTES)


@rule
def where(condition, yes, no):  # type: ignore[no-untyped-def]
    """Choose between two numbers that are both there, without a branch."""
    return yes if condition else no


@rule
def fill(block, row, value):  # type: ignore[no-untyped-def]
    """Fill a row with one value."""
    for lane in range(LANES):
        block[row + lane] = value


@rule
def is_among(stages, stage):  # type: ignore[no-untyped-def]
    """Tell whether a stage is in a set of stages."""
    return (stages >> stage) & 1 == 1
