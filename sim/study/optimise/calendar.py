"""When organisations go live, and how many are in the dip at once, by calendar month."""

from dataclasses import dataclass

import numpy as np

from sim.networks.stands import month_in_words
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params import Scenario
from sim.rules import moves
from sim.study.optimise.measures import in_dip

RANGE = (0.1, 0.9)


@dataclass(frozen=True)
class Calendar:
    """Go-lives and sites in the dip in each month of a run, over luck and sets together.

    months   in words: "April 2026"
    winter   whether it is November to February, the winter of the model
    mean     go-lives in a month
    low, high  between these they are in 8 of 10 runs
    dip      mean number of sites in the dip after the month; most: in 9 of 10 runs at most so many
    """

    months: list[str]
    winter: list[bool]
    mean: Floats
    low: Floats
    high: Floats
    dip: Floats
    most: Floats

    @classmethod
    def of(cls, runs: Floats, scenario: Scenario, end: int) -> "Calendar":
        """Make a calendar of runs, float64[runs, 2 x months], as `calendar_of` gives them."""
        went, dip = runs[:, :end], runs[:, end:]
        low, high = np.quantile(went, RANGE, axis=0)
        year, month = map(int, scenario.clock.start.split("-"))
        first = 12 * year + month - 1
        return cls(
            [month_in_words(first + k) for k in range(end)],
            [moves.is_winter(month, k) for k in range(end)],
            went.mean(axis=0), low, high, dip.mean(axis=0),
            np.quantile(dip, RANGE[1], axis=0, method="inverted_cdf"),
        )  # fmt: skip


def calendar_of(outcomes: Outcomes, end: int) -> Floats:
    """Count go-lives in each month and sites in the dip after it, float64[runs, 2 x months]."""
    return np.concatenate([went_live(outcomes, end), in_dip(outcomes, end)[:, 1:]], axis=1)


def went_live(outcomes: Outcomes, end: int) -> Floats:
    """Count the organisations that go live for the first time in each month, [runs, months]."""
    found: Floats = np.diff(outcomes.ever_live[:, : end + 1].astype(float), axis=1)
    return found
