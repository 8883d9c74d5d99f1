"""The curves of a sample by a key in words, such as the strategy: a median and a band for each."""

import numpy as np

from sim.outcomes.intervals import Floats, Whole
from sim.report.figures.axes import draw_line, month_ticks, up_to
from sim.report.figures.captions import counted, percent
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import QUIET, Line
from sim.report.figures.swept_lines import MOST_COLOURS, lines_for, shade
from sim.report.figures.swept_means import spread_of, stacked
from sim.report.figures.swept_notes import notes
from sim.report.figures.swept_sentences import mid_name, month_axis, value_words
from sim.study.swept import Swept

AXIS = "Share of organisations live (%)"
PARTS = (0.05, 0.5, 0.95)  # each the value of a point, as the table of the terminal has it
WHOLE_BAND = 3  # lines that may have a band and still be told apart


def word_key(swept: Swept) -> int | None:
    """Choose the key in words whose values differ most in the outcome; None if there is none.

    Its values cannot be put into one band: whoever reads it would take them for one plan.
    """
    found: dict[int, float] = {}
    for place, key in enumerate(swept.keys):
        cells = _by_value(swept, place)
        if not key.is_number and 2 <= len(cells) <= MOST_COLOURS:
            means = [float(swept.estimate.mean[each].mean()) for each in cells.values()]
            found[place] = spread_of(np.array(means))
    return max(found, key=lambda place: (found[place], -place)) if found else None


def curves_by_word(swept: Swept, place: int) -> Page:
    """Draw the median of the curves of each value, and where nine in ten of them lie."""
    key, cells = swept.keys[place], _by_value(swept, place)
    live = {
        value: 100 * stacked([swept.curves(int(cell)).mean for cell in each])
        for value, each in cells.items()
    }
    edges = {v: np.quantile(each, PARTS, axis=0, method="higher") for v, each in live.items()}
    last = np.array(
        [edges[v][1, -1] / 100 if v in edges else np.nan for v in range(len(key.values))]
    )
    lines = lines_for(key, last)
    endings = [
        Ending(100 * last[v], f"{percent(last[v])} {mid_name(key, v)}", lines[v].line)
        for v in edges
    ]
    others = [k.name for n, k in enumerate(swept.keys) if n != place and not k.is_number]
    page = open_page(
        _sentence(swept, place, edges),
        f"{AXIS}, by {key.name}",
        notes(swept, *_meaning(swept, edges, live, others)),
        side=endings,
    )
    highest = max(_draw(page, edges[v], lines[v].line, len(edges)) for v in edges)
    page.axes.axvline(
        swept.horizon.month, color=QUIET, linewidth=1.5, linestyle=(0, (4, 3)), zorder=0.5
    )
    up_to(page.axes, highest)
    month_ticks(page.axes, max(each.shape[1] for each in edges.values()) - 1, month_axis(swept))
    name_endings(page, endings)
    return page


def _by_value(swept: Swept, place: int) -> dict[int, Whole]:
    """Return value of a key -> the cells with results that have it."""
    cells = {
        value: np.flatnonzero(swept.done & (swept.places[:, place] == value))
        for value in range(len(swept.keys[place].values))
    }
    return {value: each for value, each in cells.items() if len(each)}


def _draw(page: Page, edges: Floats, line: Line, count: int) -> float:
    """Draw a median with its band, and return the highest value [%]."""
    draw_line(page.axes, edges[1], line)
    if count > WHOLE_BAND:
        return float(edges[1].max())
    return shade(page.axes, np.arange(edges.shape[1], dtype=float), edges[0], edges[2], line)


def _sentence(swept: Swept, place: int, edges: dict[int, Floats]) -> str:
    """Say the highest and the lowest median in the headline month."""
    month, key = swept.horizon.month, swept.keys[place]
    middle = {v: each[1, min(month, each.shape[1] - 1)] / 100 for v, each in edges.items()}
    best, worst = max(middle, key=middle.__getitem__), min(middle, key=middle.__getitem__)
    told = f"By month {month}, half of the points have {percent(middle[best])} or more live"
    if percent(middle[best]) == percent(middle[worst]):
        return f"{told}, whatever the {key.name}"
    return (
        f"{told} with {value_words(key, best)}, "
        f"{percent(middle[worst])} with {value_words(key, worst)}"
    )


def _meaning(
    swept: Swept, edges: dict[int, Floats], live: dict[int, Floats], others: list[str]
) -> list[str]:
    """Explain the lines and bands."""
    points = max(len(each) for each in live.values())
    band = "; band: where 9 in 10 lie" if len(edges) <= WHOLE_BAND else ""
    every = [f"All values of {', '.join(others)} are together."] if others else []
    return [
        f"Line: median of {points:,} points{band}, by month.",
        f"Each point is a mean of {counted(swept.replicates, 'replicate')}.",
        *every,
    ]
