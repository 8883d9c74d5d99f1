"""One outcome of a sweep in words and numbers: its scale, unit, axis, and what differs in it."""

import math
from dataclasses import dataclass

import numpy as np

from sim.outcomes.declare import MONEY, OF_ALL, SHARE, TIME, filled
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcome_table import OUTCOMES
from sim.outcomes.units import Unit
from sim.report.figures.captions import minus
from sim.report.figures.captions import percent as share_in_words
from sim.study.comparison import MARGIN, PART

PLAIN = Unit()
SIZES = ((1e6, 1e6, "million"), (1e4, 1e3, "thousand"))  # from what, and how many of the unit
LIVE, MINUS = "live", "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Measure:
    """An outcome of `sim.outcomes.outcome_table.OUTCOMES`, up to a horizon.

    largest  its largest value by size, if an axis shows it: millions get an axis of millions
    """

    key: str
    horizon: Horizon
    largest: float = 0.0

    @property
    def unit(self) -> Unit:
        """How its numbers are worded; a share without words of its own as percentages."""
        row = OUTCOMES[self.key]
        if row.said is None and row.bounds is not None:
            return Unit(100, after="%")
        return row.said or PLAIN

    @property
    def scale(self) -> float:
        """From its values to the numbers on an axis."""
        return self.unit.scale / self._size[0]

    @property
    def _size(self) -> tuple[float, str]:
        """How many of the unit are one on an axis, and the word for it."""
        shown = abs(self.largest) * self.unit.scale
        return next((each[1:] for each in SIZES if shown >= each[0]), (1.0, ""))

    @property
    def axis(self) -> str:
        """What an axis shows, with its unit: "Live at month 36 (%)"."""
        row = OUTCOMES[self.key]
        text = filled(row.column or f"{row.meaning} ({row.unit})", self.horizon)
        if not row.column and row.bounds is not None:
            text = f"{filled(row.meaning, self.horizon)} (%; {row.unit})"
        if self.key == LIVE:
            text = f"organisations {text}"
        word = self._size[1]
        if word:
            text = f"{text[:-1]} {word})" if text.endswith(")") else f"{text} ({word})"
        return text[:1].upper() + text[1:]

    @property
    def is_state(self) -> bool:
        """Whether it is a share of organisations in some state: "65 % are live"."""
        row = OUTCOMES[self.key]
        return row.unit == OF_ALL and row.bounds == SHARE and bool(row.title)

    @property
    def is_median(self) -> bool:
        """Whether it is a median, with the middle 80 % of replicates in place of an interval."""
        return "median" in OUTCOMES[self.key].meaning

    @property
    def title(self) -> str:
        """What it is called: "Live at month 36"."""
        row = OUTCOMES[self.key]
        text = filled(row.title or row.meaning, self.horizon)
        return text[:1].upper() + text[1:]

    @property
    def is_exact(self) -> bool:
        """Whether it is the same in all replicates where it has no intervals: money spent."""
        return OUTCOMES[self.key].bounds is None

    @property
    def more_is_better(self) -> bool:
        """Whether a rise is a gain."""
        return OUTCOMES[self.key].better == "up"

    @property
    def intervals(self) -> str:
        """What its intervals are."""
        return "middle 80 % of replicates" if self.is_median else "95 % intervals of the means"

    def number(self, value: float) -> str:
        """Write a value: "65 %", "£1,200,000", "22 months"."""
        if not math.isfinite(value):
            return "no value"
        unit = self.unit
        if unit.after == "%" and 0 <= value <= 1:
            return share_in_words(value)
        text = self.bare(value)
        noun = unit.one if text == "1" else unit.many
        sign, size = (
            ("\N{MINUS SIGN}", text[1:]) if text.startswith("\N{MINUS SIGN}") else ("", text)
        )
        return f"{sign}{unit.before}{size}{unit.after.replace('%', ' %')}{noun}"

    def bare(self, value: float) -> str:
        """Write the number of a value without its unit: "65", "-0.4" with a true minus sign."""
        shown, is_share = value * self.unit.scale, self.unit.scale == 100
        decimals = 0 if is_share or abs(shown) >= self.unit.whole_from else 1
        if 0 < abs(shown) < 0.95 and not is_share:
            decimals = 2
        text = f"{shown:,.{decimals}f}"
        return minus("0" if float(text.replace(",", "")) == 0 else text)

    def on_axis(self, value: float) -> str:
        """Write a value in the unit of an axis: "65", "1.94" of millions."""
        if self._size[0] == 1:
            return self.bare(value)
        return minus(f"{value * self.scale:,.3g}")

    def between(self, low: float, high: float) -> str:
        """Write a range or a change: "41 to 78 %"; one number if both look alike."""
        if self.number(low) == self.number(high):
            return self.number(high)
        if self.unit.before or not self.number(low)[:1].isdecimal():
            return f"{self.number(low)} to {self.number(high)}"
        return f"{self.bare(low)} to {self.number(high)}"

    def gap(self, size: float) -> str:
        """Write a difference: "3 points", "£12,000", "0.4 months"."""
        if self.unit.after == "%":
            points = "under 1" if size * self.scale < 0.5 else self.bare(size)
            return f"{points} point{'s' * (points not in ('1', 'under 1'))}"
        return self.number(size)

    def margin(self, value: float) -> float:
        """Difference below which two values are practically the same, near this value."""
        row = OUTCOMES[self.key]
        if row.bounds is not None:
            return MARGIN
        if row.theme == TIME:
            return 1.0
        return PART * abs(value) if row.theme == MONEY else 0.0

    def is_slight(self, one: float, other: float) -> bool:
        """Whether two values are practically the same."""
        gap = abs(one - other)
        return bool(gap < self.margin(max(abs(one), abs(other))) or np.isclose(gap, 0.0))
