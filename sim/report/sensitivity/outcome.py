"""The outcome in words: what is looked at, a level of it, and how far it moves."""

import math
from dataclasses import dataclass

from sim.outcomes.declare import Outcome, filled
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcome_table import OUTCOMES
from sim.study.comparison import MARGIN

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Looked:
    """An outcome of one plan, or the difference of two plans in it.

    plans  one name, or two: the second less the first
    """

    key: str
    horizon: Horizon
    plans: tuple[str, ...]

    @property
    def row(self) -> Outcome:
        """Its row in the table of outcomes."""
        return OUTCOMES[self.key]

    @property
    def is_difference(self) -> bool:
        """Whether two plans are looked at."""
        return len(self.plans) == 2

    @property
    def is_share(self) -> bool:
        """Whether it is told in percent and points."""
        return self.row.bounds is not None or self.row.unit.startswith("share")

    @property
    def plain(self) -> str:
        """The outcome in a sentence: "the share live at month 36", "“Gave up”"."""
        if self.key in ("live", "live_end", "embedded"):
            return f"the share {filled(self.row.meaning, self.horizon)}"
        words = filled(self.row.title or self.row.meaning, self.horizon)
        return f"“{words}”"

    @property
    def what(self) -> str:
        """What is looked at, in a sentence."""
        if not self.is_difference:
            return self.plain
        first, second = (_mid(each) for each in self.plans)
        if self.key == "live":
            return f"the lead of {second} over {first} at month {self.horizon.month}"
        return f"the difference of {second} from {first} in {self.plain}"

    @property
    def margin(self) -> float:
        """Below so small a move nothing matters: 3 points of a share; else nothing is said."""
        return MARGIN if self.is_share else 0.0

    def level(self, value: float) -> str:
        """Write a level: "38%", "month 31", "£35,000"; of a difference with its sign."""
        if self.is_share and not self.is_difference:
            return f"{100 * value:.0f}%"
        if self.is_share:
            return signed(100 * value)
        sign = signed if self.is_difference else _number
        return self._worded(value, sign)

    def move(self, value: float) -> str:
        """Write how far it moves, without a sign: "21 points", "4 months"."""
        if self.is_share:
            points = abs(100 * value)
            return "under 1 point" if points < 0.5 else f"{points:.0f} point{'s' * (points >= 1.5)}"
        return self._worded(abs(value), _number)

    def bare(self, value: float) -> str:
        """Write a number without its noun, for a bracket or an axis."""
        if self.is_share:
            return f"{100 * value:z.0f}".replace("-", MINUS)
        unit = self.row.said
        return _number(value * (1.0 if unit is None else unit.scale))

    @property
    def axis(self) -> str:
        """Name an axis, with its unit."""
        name = self.what.replace("the ", "", 1) if self.what.startswith("the ") else self.what
        if self.is_share:
            unit = "points" if self.is_difference else "%"
        elif self.row.said is not None:
            unit = (self.row.said.before + self.row.said.many + self.row.said.after).strip()
        else:
            unit = self.row.unit
        return f"{name[:1].upper()}{name[1:]} ({unit})"

    @property
    def scale(self) -> float:
        """From a value to the number on an axis."""
        if self.is_share:
            return 100.0
        return 1.0 if self.row.said is None else self.row.said.scale

    def _worded(self, value: float, write: "object") -> str:
        unit = self.row.said
        if unit is None:
            return f"{_number(value)} ({self.row.unit})"
        number = write(value * unit.scale)  # type: ignore[operator]
        after = unit.one if number in ("1", "+1") else unit.many
        return f"{unit.before}{number}{unit.after}{after}"


def signed(value: float) -> str:
    """Write a whole number with its sign."""
    return f"{value:+.0f}".replace("-", MINUS) if round(value) else "0"


def _number(value: float) -> str:
    """Write a number with three digits that count."""
    if not math.isfinite(value):
        return "unknown"
    if abs(value) >= 100 or value == round(value):
        digits = max(0, math.floor(math.log10(max(abs(value), 1.0))) - 2)
        return f"{round(value, -digits):,.0f}".replace("-", MINUS)
    return f"{value:.3g}".replace("-", MINUS)


def _mid(name: str) -> str:
    """Put a plan's name in a sentence: a capital stays only in an abbreviation or a name."""
    from sim.config.plan_names import mid_sentence

    return mid_sentence(name)
