"""Statements in rows: in how many sets of assumptions each holds, fails, or cannot be told."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from matplotlib.artist import Artist
from matplotlib.patches import Patch

from sim.report.figures.labels import shortened, width_of
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import BLUE, INK, VERMILLION, Fill
from sim.report.statements import headline
from sim.study.statements.findings import Finding
from sim.study.statements.verdicts import Verdict

MOST_ROWS = 5  # of a slide
TALL, ABOVE = 0.4, 0.06  # of a bar, and from it to its words; a row is 1
INSIDE = 14.0  # [points] free beside a number within its bar
FILLS = {
    Verdict.holds: Fill(BLUE, "", "white"),
    Verdict.untold: Fill("#D9D9D9", "..", "#8C8C8C"),
    Verdict.fails: Fill(VERMILLION, "//", "#F5C5A3"),
}
WORDS = {Verdict.holds: "holds", Verdict.untold: "cannot be told", Verdict.fails: "fails"}


def pages(found: Sequence[Finding]) -> Mapping[str, Callable[[], Page]]:
    """Name the slides, each with the function that draws it; the first is "statements"."""
    parts = [found[first : first + MOST_ROWS] for first in range(0, len(found), MOST_ROWS)]
    sentence = headline(found).removesuffix(".")
    names = ["statements", *(f"statements_{number}" for number in range(2, len(parts) + 1))]
    pages = [f" ({number} of {len(parts)})" for number in range(1, len(parts) + 1)]
    return {
        name: partial(_draw, part, sentence + (page if len(parts) > 1 else ""))
        for name, page, part in zip(names, pages, parts, strict=True)
    }


def _draw(found: Sequence[Finding], sentence: str) -> Page:
    """Draw a bar for each statement: parts that hold, cannot be told, and fail."""
    is_fixed = found[0].is_fixed
    ends = [Ending(-row, str(each.judgement.verdict)) for row, each in enumerate(found)]
    shown = [each for each in FILLS if not is_fixed or each != Verdict.untold]
    key: list[Artist] = [Patch(**FILLS[each].drawn(), label=WORDS[each]) for each in shown]
    page = open_page(
        sentence, _axis_title(is_fixed), _notes(is_fixed), key=key, side=ends, below=30.0
    )
    axes = page.axes
    axes.set_xlim(0, 100)
    axes.set_ylim(-MOST_ROWS + 1 - TALL / 2 - 0.1, 1 - TALL / 2)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xticks([])
    point = page.box[2] / 100
    for row, each in enumerate(found):
        words = shortened(each.statement.say.removesuffix("."), page.box[2])
        axes.text(0, -row + TALL / 2 + ABOVE, words, va="bottom", color=INK)
        _bar(page, -row, _parts(each), point)
    name_endings(page, ends, rows=True)
    return page


def _parts(found: Finding) -> dict[Verdict, tuple[float, str]]:
    """Return how long each part is, of 100, and what stands in it."""
    judged = found.judgement
    if found.is_fixed:
        if math.isnan(found.met):
            return {}
        met = round(100 * found.met)
        return {Verdict.holds: (met, f"{met}%"), Verdict.fails: (100 - met, f"{100 - met}%")}
    counts = {
        Verdict.holds: judged.holds, Verdict.untold: judged.untold, Verdict.fails: judged.fails,
    }  # fmt: skip
    return {each: (100 * count / judged.sets, str(count)) for each, count in counts.items()}


def _bar(page: Page, top: float, parts: Mapping[Verdict, tuple[float, str]], point: float) -> None:
    """Draw the parts of a bar from left to right, each with its number if there is room."""
    left = 0.0
    for verdict, (length, number) in parts.items():
        if not length > 0:
            continue
        drawn = FILLS[verdict].drawn()
        page.axes.barh(top, length, TALL, left, **drawn)
        if length * point > width_of(number) + INSIDE:
            box = dict(boxstyle="square,pad=0.15", facecolor="white", edgecolor="none")
            page.axes.text(
                left + length / 2, top, number, ha="center", va="center", color=INK,
                bbox=box,
            )  # fmt: skip
        left += length


def _axis_title(is_fixed: bool) -> str:
    return "Of 100 single runs" if is_fixed else "Sets of assumptions in which it …"


def _notes(is_fixed: bool) -> list[str]:
    """Say what a bar shows, and what it leaves out."""
    if is_fixed:
        return ["With these assumptions alone; others were not tried.", "Luck and systems vary."]
    return [
        "Beyond the luck of the runs of each set; the verdict is over all sets.",
        "Parameters are mostly assumptions.",
    ]
