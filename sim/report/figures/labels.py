"""Words on a figure: measured, wrapped, and moved apart if they overlap.

All lengths are in points.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from sim.report.figures.style import DPI, TEXT

SHORT_BRACKETS = re.compile(r"\([^()]{1,24}\)")
UNBROKEN = "\N{NO-BREAK SPACE}"


@cache
def _ruler() -> RendererAgg:
    return RendererAgg(8, 8, DPI)


@lru_cache(maxsize=4096)
def width_of(words: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Width of one line of text in the font of the figures (inside `slide_style`)."""
    font = FontProperties(size=size, weight="bold" if bold else "normal")
    return float(_ruler().get_text_width_height_descent(words, font, ismath=False)[0]) * 72 / DPI


def wrapped(words: str, width: float, size: float = TEXT, *, bold: bool = False) -> list[str]:
    """Break words into lines up to `width`; keep short brackets and percentages whole."""
    kept = SHORT_BRACKETS.sub(lambda found: found[0].replace(" ", UNBROKEN), words)
    pieces = kept.replace(" %", f"{UNBROKEN}%").split(" ")
    space = width_of("n n", size, bold=bold) - width_of("nn", size, bold=bold)
    lines, so_far = [[pieces[0]]], width_of(pieces[0], size, bold=bold)
    for piece in pieces[1:]:
        wide = width_of(piece, size, bold=bold)
        if so_far + space + wide <= width:
            lines[-1].append(piece)
            so_far += space + wide
        else:
            lines.append([piece])
            so_far = wide
    return [" ".join(line).replace(UNBROKEN, " ") for line in lines]


def balanced(words: str, width: float, size: float = TEXT, *, bold: bool = False) -> list[str]:
    """Break words like `wrapped`, but into lines of about the same length."""
    lines = wrapped(words, width, size, bold=bold)
    for part in (0.9, 0.8, 0.7, 0.6):
        shorter = wrapped(words, part * width, size, bold=bold)
        if len(lines) == 1 or len(shorter) > len(lines):
            break
        lines = shorter
    return lines


def shortened(words: str, width: float) -> str:
    """Return the words, or as many as fit with an ellipsis."""
    short = words
    while width_of(short) > width and len(short) > 2:
        short = short[:-2].rstrip(" …") + "…"
    return short


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles of labels, as near to the wanted ones as possible without overlap.

    Least squares in a fixed order: neighbours that overlap form a block at the mean of their
    wanted places (pool adjacent violators).  Blocks are then kept between low and high.  If the
    heights do not fit between low and high, the labels overlap.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    space = (high - low) / sum(heights)
    tall = [heights[i] * min(1.0, space) for i in order]
    below = [sum(tall[:i]) + tall[i] / 2 for i in range(len(tall))]  # of a pile that starts at 0
    blocks: list[tuple[float, int]] = []  # (mean wanted start, members)
    for i, under in zip(order, below, strict=True):
        blocks.append((wanted[i] - under, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, n), (b, m) = blocks.pop(-2), blocks.pop()
            blocks.append(((a * n + b * m) / (n + m), n + m))
    starts = [start for start, members in blocks for _ in range(members)]
    last = high - sum(tall)
    placed = [0.0] * len(wanted)
    for i, start, under in zip(order, starts, below, strict=True):
        placed[i] = min(max(start, low), last) + under
    return placed
