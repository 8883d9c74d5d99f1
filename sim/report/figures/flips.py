"""The lead of one plan over another along a number: where the better plan changes."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.config.swept_words import scale_of
from sim.outcomes.intervals import Floats
from sim.outcomes.outcome_table import change_of
from sim.report.figures.axes import numbers_up
from sim.report.figures.captions import minus
from sim.report.figures.labels import shortened
from sim.report.figures.slide import ROW, Page, in_points, open_page
from sim.report.figures.style import BAND_80, BLUE, INK, OUTLINED, QUIET, VERMILLION, dark
from sim.report.flips import Told, condition_in_words, percent, where
from sim.report.number_words import GROUPS, amount_of, name_of
from sim.report.sets_words import counted
from sim.study.flips.boxes import inside_of
from sim.study.flips.numbers import Number
from sim.study.flips.value_of_learning import curve

RESAMPLED, LEVEL = 200, (0.025, 0.975)
NEAR = "#ECECEC"  # where plans are practically the same
ROOM = 1.12  # of the highest dot, for the names of the plans


def lead(told: Told) -> Page:
    """Draw the challenger's lead in every set along the number that decides it, or nearly does."""
    found, number = told.found, told.found.shown
    page = open_page(
        _sentence(told), f"Lead of {told.second} over {told.first}: {told.outcome} ({told.unit})",
        [*_notes(told)], key=_key(told), below=2 * ROW + 10,
    )  # fmt: skip
    axes, scale = page.axes, change_of(told.key).unit.scale
    along, leads = _along(number), scale * found.lead
    axes.axhspan(-scale * found.margin, scale * found.margin, color=NEAR, linewidth=0, zorder=0)
    axes.axhline(0, color=INK, linewidth=1.6, zorder=2)
    _dots(axes, told, _moved(number, along), leads)
    middle, (low, high) = _curve(number, leads)
    if number.words:
        _words(axes, number, along, middle, low, high)
    else:
        order = np.argsort(along, kind="stable")
        axes.fill_between(along[order], low[order], high[order], color=BAND_80, alpha=0.8,
                          linewidth=0, zorder=2.2)  # fmt: skip
        axes.plot(along[order], middle[order], color=BLUE, linewidth=3.5, zorder=3)
        _numbers(axes, number)
    limit = ROOM * max(float(np.abs(leads).max()), 1.5 * scale * found.margin, 1e-9)
    axes.set_ylim(-limit, limit)
    numbers_up(axes)
    _sides(page, told)
    _limit(axes, told, number)
    _name(page, number)
    return page


def _sentence(told: Told) -> str:
    found = told.found
    if found.box is not None:
        second = f"{told.second[:1].upper()}{told.second[1:]}"
        return f"{second} is better where {where(told, short=True)}"
    first = f"{told.first[:1].upper()}{told.first[1:]}"
    if not found.is_flipped:
        return f"{first} is better than {told.second} whatever “{name_of(found.shown.key)}” is"
    return (
        f"{first} is better in {percent(1 - found.share)} of the sets, and no one or two numbers "
        "decide where"
    )


def _notes(told: Told) -> list[str]:
    found = told.found
    runs = found.fared.units.shape[1]
    notes = [
        f"Dots: {counted(found.fared.sets)}, {runs} runs of each plan in each, so that luck is in "
        "the dots, not in the line."
    ]
    if found.box is not None and len(found.box.conditions) > 1:
        second = condition_in_words(found.box.conditions[1], short=True)
        notes.append(f"Dark dots: {second}; the line is of all.")
    return notes


def _key(told: Told) -> list[Line2D | Patch]:
    return [
        Line2D([], [], color=BLUE, linewidth=3.5, label="mean"),
        Patch(facecolor=BAND_80, label="95 %"),
        Patch(facecolor=NEAR, label="practically the same"),
    ]


def _dots(axes: Axes, told: Told, along: Floats, leads: Floats) -> None:
    """Draw the sets; those that fulfil a second condition are dark, the others pale."""
    found = told.found
    others = () if found.box is None else found.box.conditions[1:]
    dark_ones = inside_of(others, found.numbers) if others else np.ones(len(leads), bool)
    for there, alpha in ((~dark_ones, 0.2), (dark_ones, 0.75 if others else 0.45)):
        axes.plot(along[there], leads[there], "o", color=QUIET, markersize=5, alpha=alpha,
                  markeredgewidth=0, zorder=1.5, clip_on=False)  # fmt: skip


def _along(number: Number) -> Floats:
    """Where each set stands: in the number's unit, by the place of its word, or by rank."""
    if number.words:
        places = {word: k for k, word in enumerate(np.unique(number.values).tolist())}
        return np.array([float(places[each]) for each in number.values.tolist()])
    return number.values * (1.0 if number.key in GROUPS else scale_of(number.key)[0])


def _moved(number: Number, along: Floats) -> Floats:
    """Move dots of one word apart."""
    if not number.words:
        return along
    random = np.random.default_rng(0)
    found: Floats = along + random.uniform(-0.18, 0.18, len(along))
    return found


def _curve(number: Number, leads: Floats) -> tuple[Floats, Floats]:
    """Return the mean along the number, and the ends of its band, by drawing the sets again."""
    random = np.random.default_rng(0)
    basis, count = number.basis, len(leads)
    again = np.empty((RESAMPLED, count))
    for each in again:
        rows = random.integers(0, count, count)
        columns = np.column_stack([np.ones(count), basis[rows]])
        weights = np.linalg.lstsq(columns, leads[rows], rcond=None)[0]
        each[:] = weights[0] + basis @ weights[1:]
    middle = leads.mean() + curve(basis, leads)
    ends: Floats = np.quantile(again, LEVEL, axis=0)
    return middle, np.stack([np.minimum(ends[0], middle), np.maximum(ends[1], middle)])


def _words(
    axes: Axes, number: Number, along: Floats, middle: Floats, low: Floats, high: Floats
) -> None:
    """Draw a mean and its band for each word, and name the words."""
    for place in np.unique(along).tolist():
        one = int(np.flatnonzero(along == place)[0])
        axes.vlines(place, low[one], high[one], color=BAND_80, linewidth=16, zorder=2.2)
        axes.plot(place, middle[one], "o", color=BLUE, markersize=13, zorder=3)
    words = [number.words[int(each)] for each in np.unique(number.values)]
    axes.set_xlim(-0.5, len(words) - 0.5)
    axes.set_xticks(range(len(words)), words)


def _numbers(axes: Axes, number: Number) -> None:
    """Write numbers along the axis; a group has no unit, so that its ends are named."""
    if number.key in GROUPS:
        ends = np.quantile(number.values, (0.02, 0.5, 0.98))
        axes.set_xticks(ends, ["all low", "middling", "all high"])
        return
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: minus(f"{x:,g}")))


def _sides(page: Page, told: Told) -> None:
    """Say on which side of zero which plan is better, in the corners on the right."""
    for height, name, colour, side in (
        (0.97, told.second, VERMILLION, "top"), (0.03, told.first, BLUE, "bottom"),
    ):  # fmt: skip
        page.axes.text(
            0.99, height, f"{shortened(name, 330.0)} better", transform=page.axes.transAxes,
            ha="right", va=side, color=dark(colour), weight="bold", path_effects=OUTLINED, zorder=5,
        )  # fmt: skip


def _limit(axes: Axes, told: Told, number: Number) -> None:
    """Mark where the better plan changes."""
    box = told.found.box
    for each in () if box is None else box.conditions:
        if each.key == number.key and not each.word:
            is_group = number.key in GROUPS
            at = (1.0 if is_group else scale_of(number.key)[0]) * each.limit
            axes.axvline(at, color=VERMILLION, linewidth=2.0, linestyle=(0, (5, 3)), zorder=2.5)
            if not is_group:
                axes.annotate(
                    amount_of(number.key, each.limit), (at, 0.985), (6, 0),
                    xycoords=("data", "axes fraction"), textcoords="offset points", va="top",
                    color=dark(VERMILLION), path_effects=OUTLINED, zorder=5,
                )  # fmt: skip


def _name(page: Page, number: Number) -> None:
    """Name the number under the axis, with its unit."""
    left, bottom, width, _ = page.box
    unit = "" if number.words or number.key in GROUPS else scale_of(number.key)[1]
    words = f"{name_of(number.key)}{f' ({unit})' if unit else ''}"
    page.figure.text(
        left + width / 2, bottom - ROW - 8, shortened(f"{words[:1].upper()}{words[1:]}", width),
        ha="center", va="top", transform=in_points(page.figure),
    )  # fmt: skip
