"""Which settings of the dials to compute in advance: few at first, more where they help most.

Runs along each dial, at a few settings of the others, show how to read the dial between its levels
(`sim.page.dial_curves`).  Each dial begins with three levels.  A level is added where it improves
the fit most for the settings that it costs.  A few random settings show when there are enough.
We then try fresh settings.  The page shows the share of them within 3 points of a real run.  All
runs use the same random numbers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import Any

import numpy as np

from sim.config import keys
from sim.config.drawing import unit_hypercube
from sim.engines.simulate import simulate
from sim.outcomes.intervals import LEVEL, Floats, half_widths
from sim.page.answers import Base, turned
from sim.page.commands import run_line, undialled_overrides
from sim.page.dial_curves import Lines, lines, next_level, ruler
from sim.page.grid import POINTS, Grid, HeldOut, kept_as, scale_for
from sim.page.words import SERIES
from sim.params.errors import UserError
from sim.params.names import ABANDONED
from sim.study.runs import Progress

MOST_DIALS = 5
MOST_CELLS = 2000  # about 1 MB
HELD_OUT = 200
WANTED = 0.95  # share of held-out settings to have within 3 points
NEAR = 0.006  # share of organisations: largest distance of a left-out month from the line
CONTEXTS = 2  # settings for each other dial, for the runs along a dial
HALVED = 3  # times that a quarter of a dial is halved where runs bend, to a thirty-second
PLACES = 17  # about how many are run along a dial; a first guess for progress
BENT = 0.01  # share of organisations: runs bend if the middle is further from the line
PROBES = 40  # settings that show whether more levels are needed

Setting = tuple[float, ...]
Run = Callable[[Setting], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Range:
    """A dial of the grid: its key and its ends."""

    key: str
    low: float
    high: float

    @property
    def whole(self) -> bool:
        """Whether it takes whole numbers only."""
        return keys.find(self.key).kind is int

    def between(self, low: float, high: float) -> float | None:
        """Return the value half way; None if there is no whole number between."""
        middle = (low + high) / 2
        if self.whole:
            middle = float(round(middle))
        return middle if low < middle < high else None


@dataclass
class Design:
    """Levels so far, and every setting that was run.

    run    returns mean and half-width of a setting, float64[3, T + 1] each
    lines  runs along each dial
    """

    ranges: Sequence[Range]
    run: Run
    levels: list[list[float]] = field(default_factory=list)
    lines: list[Lines] = field(default_factory=list)
    known: dict[Setting, tuple[Floats, Floats]] = field(default_factory=dict)
    progress: Progress | None = None
    expected: int = 0

    def at(self, setting: Setting) -> tuple[Floats, Floats]:
        """Run a setting, only once."""
        if setting not in self.known:
            self.known[setting] = self.run(setting)
            if self.progress is not None:
                self.progress(len(self.known), max(self.expected, len(self.known)))
        return self.known[setting]

    @property
    def cells(self) -> int:
        """How many settings the grid has."""
        return int(np.prod([len(own) for own in self.levels]))


def grid(
    base: Base,
    ranges: Sequence[Range],
    progress: Progress | None = None,
    held_out: int = HELD_OUT,
    most_cells: int = MOST_CELLS,
) -> Grid:
    """Compute a plan in advance over ranges of its dials.

    held_out    number of settings to try it at, drawn evenly over the ranges
    most_cells  most settings of the grid
    progress    called with (done, expected so far), in replicates over all settings
    """
    check(base, ranges)
    design = Design(
        ranges, _runner(base, ranges), progress=_in_replicates(progress, base.replicates)
    )
    design.levels = [_start(each) for each in ranges]
    others = settings_drawn(ranges, max(1, CONTEXTS * (len(ranges) - 1)), seed=0)
    design.expected = len(ranges) * len(others) * PLACES + design.cells + PROBES + held_out
    design.lines = [_along(design, dial, others) for dial in range(len(ranges))]
    seed, probes = 1, settings_drawn(ranges, PROBES, 1)
    while True:
        made = _refined(base, design, probes, held_out, most_cells)
        seed += 1
        fresh = settings_drawn(ranges, held_out, seed)
        tried = try_out(made, design, fresh)
        if tried.within >= WANTED or made.capped:
            return replace(made, held_out=tried, capped=tried.within < WANTED)
        probes = [*probes, *fresh]  # used from now on; others are held out next


def check(base: Base, ranges: Sequence[Range]) -> None:
    """Refuse too many dials, empty ranges, and corners that the model does not allow."""
    if not 1 <= len(ranges) <= MOST_DIALS:
        raise UserError(f"{len(ranges)} dials; a file holds between 1 and {MOST_DIALS}")
    if len({each.key for each in ranges}) < len(ranges):
        raise UserError("a dial is named twice; name each key once")
    for each in ranges:
        if not each.low < each.high:
            raise UserError(
                f"{each.key}={each.low:g}:{each.high:g}: the first end must be below the second"
            )
    for corner in product(*((each.low, each.high) for each in ranges)):
        try:
            turned(base, _values(ranges, corner))
        except UserError as error:
            raise UserError(f"these dials cannot all be at their ends: {error}") from None


def settings_drawn(ranges: Sequence[Range], count: int, seed: int) -> list[Setting]:
    """Draw settings evenly over the ranges (Latin hypercube)."""
    low, high = np.array([(each.low, each.high) for each in ranges]).T
    points = low + unit_hypercube(len(ranges), count, seed) * (high - low)
    return [
        tuple(float(round(v)) if r.whole else float(v) for r, v in zip(ranges, point, strict=True))
        for point in points
    ]


def try_out(made: Grid, design: Design, settings: Sequence[Setting]) -> HeldOut:
    """Compare the grid with real runs at some settings.

    The distance of a setting is the largest over all months and series.
    """
    off = []
    for setting in settings:
        between = made.at(dict(zip(made.levels, setting, strict=True)))
        off.append(float(np.abs(between - design.at(setting)[0]).max()))
    far = np.array(off)
    return HeldOut(len(off), float((far <= POINTS).mean()), float(far.max()))


def _refined(
    base: Base, design: Design, probes: Sequence[Setting], held_out: int, most_cells: int
) -> Grid:
    """Add levels until enough of the probes are close enough.

    The grid is `capped` if no more levels could be added.
    """
    while True:
        design.expected = len(design.known) + design.cells + len(probes) + held_out
        made = _made(base, design)
        if try_out(made, design, probes).within >= WANTED:
            return made
        dial, level = _next(design, most_cells)
        if level is None:
            return replace(made, capped=True)
        design.levels[dial] = sorted([*design.levels[dial], level])


def _next(design: Design, most_cells: int) -> tuple[int, float | None]:
    """Choose the dial and level that improve the fit most for the settings they cost."""
    best = -np.inf
    chosen: tuple[int, float | None] = (0, None)
    for dial, (own, levels) in enumerate(zip(design.lines, design.levels, strict=True)):
        more = design.cells // len(levels)
        gain, level = next_level(own, levels)
        if level is not None and design.cells + more <= most_cells and gain / more > best:
            best, chosen = gain / more, (dial, level)
    return chosen


def _along(design: Design, dial: int, others: Sequence[Setting]) -> Lines:
    """Run along a dial at some settings of the others, in smaller steps where the runs bend."""
    own = design.ranges[dial]

    def at(value: float) -> Floats:
        return np.stack([design.at((*s[:dial], value, *s[dial + 1 :]))[0] for s in others])

    curves = {value: at(value) for value in design.levels[dial]}
    stretches = [(*ends, 0) for ends in pairwise(sorted(curves))]
    while stretches:
        low, high, halved = stretches.pop()
        middle = own.between(low, high)
        if middle is None:
            continue
        curves[middle] = at(middle)
        t = (middle - low) / (high - low)
        off = np.abs(curves[middle] - ((1 - t) * curves[low] + t * curves[high]))
        if halved == 0 or (halved < HALVED and off.max(axis=(1, 2)).mean() > BENT):
            stretches += [(low, middle, halved + 1), (middle, high, halved + 1)]
    places = sorted(curves)
    return lines(places, np.stack([curves[each] for each in places]))


def _start(each: Range) -> list[float]:
    middle = each.between(each.low, each.high)
    return [each.low, *([] if middle is None else [middle]), each.high]


def _made(base: Base, design: Design) -> Grid:
    """Run every setting of the grid and arrange the results."""
    shape = tuple(len(own) for own in design.levels)
    ran = [design.at(setting) for setting in product(*design.levels)]
    months = kept_months(np.concatenate([mean for mean, _ in ran]))
    means, half = (
        np.stack([each[part][:, months] for each in ran]).reshape(*shape, len(SERIES), len(months))
        for part in range(2)
    )
    scale = scale_for(len(ran))
    means, half = kept_as(means, scale), kept_as(half, scale)
    named = {each.key: own for each, own in zip(design.ranges, design.levels, strict=True)}
    rulers = {
        each.key: ruler(own, levels)
        for each, own, levels in zip(design.ranges, design.lines, design.levels, strict=True)
    }
    command = undialled(base, list(named))
    return Grid(base.id, command, named, rulers, months, means, half, base.replicates)


def kept_months(curves: Floats) -> list[int]:
    """Choose months so that straight lines between them stay close to every curve.

    curves  float64[curves, T + 1]

    Source: Ramer (1972), Douglas & Peucker (1973), for many curves at once.
    """
    every = np.arange(curves.shape[1])
    kept = [0, int(every[-1])]
    while True:
        lines = np.stack([np.interp(every, kept, curve[kept]) for curve in curves])
        off = np.abs(curves - lines).max(axis=0)
        if np.max(off) <= NEAR:
            return kept
        kept = sorted([*kept, int(np.argmax(off))])


def undialled(base: Base, keys: Sequence[str]) -> str:
    """Write the command that runs a plan without the values of its dials."""
    overrides = undialled_overrides(base.plan, keys, bool(base.config_dirs))
    return run_line(overrides, base.replicates, base.outcomes.seed, base.config_dirs)


def _in_replicates(progress: Progress | None, replicates: int) -> Progress | None:
    """Report progress in replicates instead of settings."""
    if progress is None:
        return None
    return lambda done, total: progress(done * replicates, total * replicates)


def _runner(base: Base, ranges: Sequence[Range]) -> Run:
    def run(setting: Setting) -> tuple[Floats, Floats]:
        scenario = turned(base, _values(ranges, setting))
        outcomes = simulate(scenario, base.replicates, base.outcomes.seed)
        shares = {"live": outcomes.live, "embedded": outcomes.embedded,
                  "abandoned": outcomes.share(ABANDONED)}  # fmt: skip
        stacked = np.stack([shares[name] for name in SERIES], axis=1)
        return stacked.mean(axis=0), half_widths(stacked, outcomes.clusters, LEVEL)

    return run


def _values(ranges: Sequence[Range], setting: Sequence[float]) -> Mapping[str, Any]:
    return {
        each.key: int(value) if each.whole else float(value)
        for each, value in zip(ranges, setting, strict=True)
    }
