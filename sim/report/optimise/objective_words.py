"""Objectives in words: what a plan reaches, and by how much it is better."""

from dataclasses import dataclass

from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.outcomes.units import DAYS_PER_MONTH, GBP_PER_KGBP
from sim.study.optimise.measures import Objective


@dataclass(frozen=True, slots=True)
class Words:
    """How an objective is said.  {} stands for a number, {month} and {end} for months.

    scale   from what is measured to what is said
    reached what a plan comes to
    noun    of the number, after it
    better  after a difference for the better; worse: for the worse
    axis    what an axis or a column shows
    means   what it is, in a sentence
    won     after a size that is won of it at the cost of something else; lost: after one lost
    """

    scale: float
    reached: str
    noun: str
    better: str
    worse: str
    axis: str
    means: str
    won: str
    lost: str

    def number(self, value: float) -> str:
        """Write a number without its noun."""
        said = self.scale * value
        if self.scale == GBP_PER_KGBP:
            step = 100 if abs(said) < 1e5 else 1000
            return f"£{round(said / step) * step:,.0f}"
        return f"{said:.0f}" if abs(said) >= 10 or self.scale == PERCENT else f"{said:.1f}"

    @property
    def drawn(self) -> float:
        """How many of what is drawn one of what is measured is: money is drawn in thousands."""
        return 1.0 if self.scale == GBP_PER_KGBP else self.scale

    def short(self, value: float) -> str:
        """Write a value as short as it can be: "82%", "31 months"."""
        unit = "%" if self.scale == PERCENT else self.noun
        return f"{self.number(value)}{unit}"

    def is_nothing(self, size: float) -> bool:
        """Whether a size is written as 0."""
        return self.number(abs(size)).strip("£") in ("0", "0.0")

    def size(self, size: float) -> str:
        """Write the size of a difference: "3 points", "1.2 months"."""
        unit = self.noun if self.scale != PERCENT else " points"
        number = self.number(abs(size))
        return f"{number}{unit[:-1] if number == '1' and unit.endswith('s') else unit}"

    def difference(self, ahead: float) -> str:
        """Write a difference: "3 points more"."""
        return f"{self.size(ahead)} {self.better if ahead > 0 else self.worse}"


PERCENT = 100.0
WORDS = {
    "reach": Words(
        PERCENT, "{}% are live by month {month}", "", "more", "fewer",
        "Live at month {month} (%)", "the share of organisations live in month {month}",
        "more live", "of reach",
    ),
    "speed": Words(
        1.0, "an average organisation waits {} of {end} months", " months", "less", "more",
        "Mean wait to go live (months)",
        "the months, of {end}, in which an average organisation has not yet been live",
        "less waiting", "more waiting",
    ),
    "lasting": Words(
        PERCENT, "{}% have it embedded at month {end}", "", "more", "fewer",
        "Embedded at month {end} (%)",
        "the share of organisations in which it is the normal way of working in month {end}",
        "more embedded", "of what lasts",
    ),
    "equity": Words(
        PERCENT, "{}% are live in deprived areas by month {month}", "", "more", "fewer",
        "Live in deprived areas at month {month} (%)",
        "the share live in month {month} among organisations in deprived areas. A gap would be "
        "closed by holding others back, or by nobody adopting; this share is not",
        "more live in deprived areas", "of equity",
    ),
    "cost": Words(
        GBP_PER_KGBP, "{} for each organisation live at month {end}",
        "", "less", "more", "Cost of each organisation live at month {end} (£)",
        "what programme and sites spend up to month {end}, for each organisation live then. The "
        "budget is spent in full, so that few live make it dear",
        "less for each live organisation", "more for each live organisation",
    ),
    "risk": Words(
        DAYS_PER_MONTH, "{} days below tolerance for each organisation ever live",
        " days", "less", "more", "Days below tolerance, for each organisation ever live",
        "the days that performance is below tolerance over the run, for each organisation ever "
        "live: a proxy of risk, not of harm. Only plans count that reach as many by month {month} "
        "as the same money spread evenly, less 3 points: doing little is no way to be safe",
        "less below tolerance", "more below tolerance",
    ),
}  # fmt: skip


def trade(won: Objective, gain: float, lost: Objective, cost: float) -> str:
    """Say what a gain in one objective costs in another: "5 points more live cost 2 months ..."."""
    size, words = WORDS[won.key].size(gain), WORDS[won.key]
    one = words.scale == GBP_PER_KGBP or size.startswith("1 ")
    theirs = WORDS[lost.key]
    return f"{size} {words.won} cost{'s' if one else ''} {theirs.size(cost)} {theirs.lost}"


def reached(objective: Objective, value: float, horizon: Horizon) -> str:
    """Say what a plan reaches: "82% are live by month 36"."""
    words = WORDS[objective.key]
    said = words.reached.format(words.number(value), month=horizon.month, end=horizon.end)
    return said


def axis(objective: Objective, horizon: Horizon) -> str:
    """Say what an axis shows."""
    return WORDS[objective.key].axis.format(month=horizon.month, end=horizon.end)


def drawn_axis(objective: Objective, horizon: Horizon) -> str:
    """Say what an axis of a figure shows."""
    return axis(objective, horizon).replace("(£)", "(£1,000)")


def means(objective: Objective, horizon: Horizon) -> str:
    """Say what an objective is."""
    told = WORDS[objective.key].means.format(month=horizon.month, end=horizon.end)
    return f"{objective.key.capitalize()} is {told}."


def with_ends(objective: Objective, found: Interval) -> str:
    """Write a mean with its interval for a table: "82 (79 to 85)"."""
    words = WORDS[objective.key]
    low, high = sorted((found.low, found.high))
    ends = f"{words.number(low)} to {words.number(high)}".replace("-", "\N{MINUS SIGN}")
    return f"{words.number(found.mean)} ({ends})".replace("(-", "(\N{MINUS SIGN}")


def ahead_with_ends(objective: Objective, ahead: Interval) -> str:
    """Write by how much a plan is better, for a table: "+5 (+2 to +8)"."""
    mean, low, high = (_signed(objective, each) for each in (ahead.mean, ahead.low, ahead.high))
    return f"{mean} ({low} to {high})"


def _signed(objective: Objective, value: float) -> str:
    words = WORDS[objective.key]
    if words.is_nothing(value):
        return "0"
    return f"{'+' if value > 0 else chr(0x2212)}{words.number(abs(value))}"


def margin_in_words(objective: Objective) -> str:
    """Write the margin below which plans are practically the same: "3 points", "5%"."""
    if objective.is_relative:
        return f"{100 * objective.margin:.0f}%"
    return "1 month" if objective.key == "speed" else f"{100 * objective.margin:.0f} points"
