"""How figures look: for a projector, colour-blind readers and black-and-white printers.

A slide is 960 x 540 points (13.33 x 7.5 inches, 16:9).  At 144 dots an inch it has 1920 x 1080
pixels, so a point here is a point on a slide.  No text is smaller than 18 points.

Colours of lines: the five of Okabe & Ito (2008) with a contrast of at least 3:1 against white,
and wine of Tol (2021).  Each colour has its own dash and marker, and the name is at the end of
the line.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.patheffects import withStroke

WIDTH, HEIGHT, DPI = 960.0, 540.0, 144
TEXT, TITLE = 18.0, 25.0
LEADING = 1.22  # line height over font size

INK, QUIET, GRID = "#1A1A1A", "#595959", "#D9D9D9"
BLACK, BLUE, VERMILLION = "#000000", "#0072B2", "#D55E00"
GREEN, PURPLE, WINE = "#009E73", "#CC79A7", "#882255"


@dataclass(frozen=True, slots=True)
class Line:
    """How one series is drawn: its own colour, dash and marker."""

    colour: str
    dash: Any = "solid"
    marker: str = "o"
    width: float = 3.5


LINES = (
    Line(BLUE, "solid", "o"),
    Line(VERMILLION, (0, (6, 1.5)), "s"),
    Line(GREEN, (0, (2.5, 1.2)), "^"),
    Line(WINE, (0, (8, 1.5, 1.5, 1.5)), "D"),
    Line(PURPLE, (0, (4, 1.2, 1, 1.2, 1, 1.2)), "v"),
    Line(BLACK, (0, (1.2, 1)), "P"),
)
REST = Line("#767676", "solid", "", 1.8)

OUTLINED = [withStroke(linewidth=4, foreground="white")]  # keeps words readable on lines

BAND_80, BAND_95 = "#8DBBDC", "#CDE2F0"


@dataclass(frozen=True, slots=True)
class Fill:
    """How one area is filled: a colour, and a hatch if colours could be confused."""

    colour: str
    hatch: str = ""
    hatch_colour: str = INK

    def drawn(self) -> dict[str, Any]:
        """Return the arguments for Matplotlib; a hatch takes the colour of the edge."""
        return dict(facecolor=self.colour, hatch=self.hatch, edgecolor=self.hatch_colour)


def dark(colour: str) -> str:
    """Darken the colour of a line for its name and the thin line to it."""
    return "#" + "".join(f"{round(0.75 * int(colour[i : i + 2], 16)):02X}" for i in (1, 3, 5))


STAGE_FILLS = {
    "embedded": Fill("#00527F"),
    "implementing": Fill("#3D96CC"),
    "deciding": Fill("#F0C75E", "//", "#B98B12"),
    "committed": Fill("#F7E3AE"),
    "aware": Fill("#D4D4D4"),
    "unaware": Fill("#F2F2F2"),
    "rejected": Fill("#EBB08A", "xx", "#B35A26"),
    "abandoned": Fill("#A63F00", "\\\\", "#E8A27C"),
}
LOCKED_IN_FILL = Fill("#00527F", "||", "#8FC1E3")

SETTINGS: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Segoe UI", "Arial", "sans-serif"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 1.2,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "lines.solid_capstyle": "round",
    "hatch.linewidth": 1.2,
    "svg.fonttype": "none",
    "svg.hashsalt": "uptake",
}


@contextmanager
def slide_style() -> Iterator[None]:
    """Draw with these settings, and restore the user's own afterwards."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield
