"""One outcome of a sample: along the keys that it depends on most, with the spread of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.outcomes.declare import SHARE
from sim.outcomes.intervals import Floats, Whole
from sim.outcomes.outcome_table import OUTCOMES
from sim.report.figures.axes import numbers_up
from sim.report.figures.captions import counted, minus
from sim.report.figures.labels import shortened
from sim.report.figures.panels import open_panels
from sim.report.figures.slide import ROW, Page, open_page
from sim.report.figures.style import BAND_95, BLUE, QUIET
from sim.report.figures.swept_lines import fitting
from sim.report.figures.swept_measure import Measure
from sim.report.figures.swept_notes import notes
from sim.report.figures.swept_sentences import axis_name, lower
from sim.study.swept import Swept, SweptKey

MOST_KEYS = 6
BINS, PER_BIN = 8, 6  # along a number, with at least so many cells in each
MOST_POINTS = 400  # cells that are drawn one by one
CONFIDENCE = 0.95
STEP = 20.0  # [%] to which the ends of an axis of shares are rounded


@dataclass(frozen=True, slots=True)
class Dependence:
    """How much the outcome depends on one key.

    place     of the key in the sweep
    strength  rank correlation, from -1 to 1; for words the root of the explained part of ranks
    """

    place: int
    strength: float


def dependences(swept: Swept, cells: Whole) -> list[Dependence]:
    """Rank keys by how much the outcome depends on them, the strongest first."""
    from scipy.stats import rankdata

    ranks = rankdata(swept.estimate.mean[cells])
    found = []
    for place, key in enumerate(swept.keys):
        own = swept.places[cells, place]
        if key.is_number:
            values = rankdata(np.asarray(key.values, float)[own])
            found.append(Dependence(place, _correlation(values, ranks)))
        else:
            found.append(Dependence(place, _ratio(own, ranks)))
    return sorted(found, key=lambda each: (-abs(each.strength), each.place))


def by_chance(cells: int, keys: int) -> float:
    """Rank correlation that chance alone reaches in one of 20 samples, in any of so many keys."""
    from scipy.special import ndtri

    if cells < 4:
        return 1.0
    return min(1.0, float(ndtri(1 - (1 - CONFIDENCE) / 2 / keys)) / (cells - 1) ** 0.5)


def sample(swept: Swept, measure: Measure) -> Page:
    """Draw the outcome along the keys that it depends on most, a panel for each."""
    cells = np.flatnonzero(swept.done & np.isfinite(swept.estimate.mean))
    ranked = dependences(swept, cells)
    chance = by_chance(len(cells), len(ranked))
    sure = [each for each in ranked if abs(each.strength) > chance]
    shown = (sure or ranked)[:MOST_KEYS]
    keys = [swept.keys[each.place] for each in shown]
    page = open_page(
        _sentence(swept, ranked, measure, cells, chance),
        measure.axis,
        notes(swept, *_explained(swept, cells, len(sure), chance)),
        below=2 * ROW + 2,
    )
    names = [
        f"{_signed(each.strength)} {axis_name(key)}" for each, key in zip(shown, keys, strict=True)
    ]
    panels = open_panels(page, names, 10.0, below=ROW + 8)
    for axes, each, key in zip(panels, shown, keys, strict=True):
        _draw(
            axes, key, swept.places[cells, each.place], measure.scale * swept.estimate.mean[cells]
        )
        _height(axes, measure, measure.scale * swept.estimate.mean[cells])
    return page


def _correlation(one: Floats, other: Floats) -> float:
    """Correlation of ranks; 0 if one of them never varies."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _ratio(groups: Whole, ranks: Floats) -> float:
    """Root of the part of the variance of ranks that lies between groups."""
    total = float(((ranks - ranks.mean()) ** 2).sum())
    if total == 0:
        return 0.0
    between = sum(
        (groups == each).sum() * (ranks[groups == each].mean() - ranks.mean()) ** 2
        for each in np.unique(groups)
    )
    return float(between / total) ** 0.5


def _sentence(
    swept: Swept, ranked: Sequence[Dependence], measure: Measure, cells: Whole, chance: float
) -> str:
    """Say which key matters most, and between which values the middle 90 % of cells lie."""
    low, high = np.quantile(swept.estimate.mean[cells], (0.05, 0.95))
    spread = f"9 in 10 of {len(cells):,} sets of values have {measure.between(low, high)}"
    spread += f" {lower(measure.title)}" if measure.is_state else ""
    about = "" if measure.is_state else f"{measure.title}: "
    if abs(ranked[0].strength) <= chance:
        return f"{about}{spread}, and nothing can be told to matter"
    name = swept.keys[ranked[0].place].name
    words = f"most depends on {name}"
    if len(ranked) > 1 and abs(ranked[1].strength) > chance:
        clear = abs(ranked[0].strength) - abs(ranked[1].strength) > chance
        words += f"{', then on' if clear else ' and'} {swept.keys[ranked[1].place].name}"
    return f"{about}{spread}; {words}"


def _explained(swept: Swept, cells: Whole, sure: int, chance: float) -> list[str]:
    """Say what points, lines, shades and numbers are."""
    what = "Dots: sets of values" if len(cells) <= MOST_POINTS else "Each set of values"
    what += f", means of {counted(swept.replicates, 'replicate')}."
    left_out = len(swept.keys) - min(MOST_KEYS, sure or len(swept.keys))
    return [
        f"{what} Line: mean of neighbours; shade: their middle 80 %.",
        f"Signed numbers: rank correlation; beyond ±{chance:.2f} it is more than chance "
        f"({sure} of {len(swept.keys)})." + (f" {left_out} not drawn." if left_out else ""),
    ]


def _draw(axes: Axes, key: SweptKey, places: Whole, outcome: Floats) -> None:
    """Draw cells, and the means of neighbours with the range of the middle 80 %."""
    along = _along(key, places)
    if len(along) <= MOST_POINTS:
        axes.plot(along, outcome, "o", color=QUIET, markersize=3.5, alpha=0.4, markeredgewidth=0,
                  zorder=1.5)  # fmt: skip
    groups = _neighbours(key, places, along)
    middle = np.array([along[each].mean() for each in groups])
    mean = np.array([outcome[each].mean() for each in groups])
    low, high = np.array([np.quantile(outcome[each], (0.1, 0.9)) for each in groups]).T
    if key.is_number:
        axes.fill_between(middle, low, high, color=BAND_95, linewidth=0, zorder=1)
        axes.plot(middle, mean, color=BLUE, linewidth=3.0, marker="o", markersize=7, zorder=3)
        axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: minus(f"{x:,g}")))
        return
    axes.vlines(middle, low, high, color=BAND_95, linewidth=14, zorder=1)
    axes.plot(middle, mean, "o", color=BLUE, markersize=10, zorder=3)
    _name_words(axes, key, middle)


def _name_words(axes: Axes, key: SweptKey, middle: Floats) -> None:
    """Name words under a panel, as far as there is room."""
    wide = axes.get_window_extent().width * 72 / axes.figure.dpi
    room = wide / max(1, len(key.values))
    axes.set_xlim(-0.5, len(key.values) - 0.5)
    names = [shortened(key.amounts[int(place)], room - 6) for place in middle]
    shown = fitting([(place + 0.5) * room for place in middle], [room - 6] * len(middle), 4.0)
    axes.set_xticks([middle[at] for at in shown], [names[at] for at in shown])


def _along(key: SweptKey, places: Whole) -> Floats:
    """Where each cell stands: its number, or the place of its word."""
    if not key.is_number:
        return places.astype(float)
    return key.scale * np.asarray(key.values, float)[places]


def _neighbours(key: SweptKey, places: Whole, along: Floats) -> list[Whole]:
    """Group cells: by word or by a few numbers, else in bins with as many cells in each."""
    different = np.unique(along)
    if not key.is_number or len(different) <= BINS:
        return [np.flatnonzero(along == each) for each in different]
    order = np.argsort(along, kind="stable")
    return np.array_split(order, max(1, min(BINS, len(order) // PER_BIN)))


def _height(axes: Axes, measure: Measure, outcome: Floats) -> None:
    """Give all panels one vertical axis."""
    low, high = float(outcome.min()), float(outcome.max())
    if OUTCOMES[measure.key].bounds == SHARE:
        bottom, top = STEP * np.floor(low / STEP), STEP * max(1.0, np.ceil(high / STEP))
        axes.set_ylim(bottom, top)
        axes.set_yticks([bottom, (bottom + top) / 2, top])
        axes.yaxis.set_major_formatter("{x:g}")
        return
    room = (high - low) or abs(high) or 1.0
    axes.set_ylim(low - 0.08 * room, high + 0.08 * room)
    numbers_up(axes)
    axes.yaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))


def _signed(strength: float) -> str:
    return minus(f"{strength:+.2f}")
