"""Limits that a plan has to keep: the money, sites in the dip, giving up, reach."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats, ratio_values
from sim.study.optimise.measures import AT, MEASURES

OFTEN = 0.9  # of all runs that have to keep a limit on sites in the dip
ROOM = 0.25  # standard errors: who is best of many that keep a limit keeps it by luck in part
SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan may not exceed; None: no limit.

    budget       [kGBP] of the programme, in every run
    dip_at_once  sites in the dip in any month, in 9 of 10 runs
    give_up      share of those ever live that give up
    as_many_as_even  whether it has to reach as many as the same money spread evenly, less the
                 margin, so that doing little is no way to be safe
    least_live   least share live in the headline month that follows from this
    """

    budget: float
    dip_at_once: int | None = None
    give_up: float | None = None
    as_many_as_even: bool = False
    least_live: float | None = None

    def excess(self, measured: Floats, errors: float = 0.0) -> Mapping[str, float]:
        """Return by how much each limit is exceeded, as a share of it; at most 0 where it is kept.

        measured  float64[sets, ..., measures]
        errors    standard errors over the sets that are added to what has a limit, so that a plan
                  which was chosen keeps it in other sets too
        """
        flat = measured.reshape(-1, len(MEASURES))
        found = {"budget": float(flat[:, AT["spend"]].max()) / self.budget - 1 - SLACK}
        if self.dip_at_once is not None:
            room = errors * np.sqrt(OFTEN * (1 - OFTEN) / len(measured))
            found["dip_at_once"] = usual_most(flat, min(1.0, OFTEN + room)) / self.dip_at_once - 1
        if self.give_up is not None:
            gave_up = share(flat, "abandoned", "ever_live") + errors * _error_of_giving_up(measured)
            found["give_up"] = gave_up / self.give_up - 1 - SLACK
        if self.least_live is not None and self.least_live > 0:
            found["least_live"] = 1 - float(flat[:, AT["live"]].mean()) / self.least_live
        return found

    @property
    def are_chancy(self) -> bool:
        """Whether luck and assumptions can break one."""
        return self.dip_at_once is not None or self.give_up is not None

    def broken(self, measured: Floats) -> list[str]:
        """List the limits that are not kept."""
        return [name for name, over in self.excess(measured).items() if over > 0]


def usual_most(measured: Floats, often: float = OFTEN) -> float:
    """Return the most sites that are in the dip at once, in 9 of 10 runs or as often as asked."""
    most = measured.reshape(-1, len(MEASURES))[:, AT["most_in_dip"]]
    return float(np.quantile(most, often, method="inverted_cdf"))


def _error_of_giving_up(measured: Floats) -> float:
    """Return the standard error of the share that gives up, over the sets."""
    by_set = measured.reshape(len(measured), -1, len(MEASURES)).mean(axis=1)
    values = ratio_values(by_set[:, AT["abandoned"]], by_set[:, AT["ever_live"]])
    if values is None or len(values) < 2:
        return 0.0
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def share(measured: Floats, above: str, below: str) -> float:
    """Return the ratio of the means of two measures; 0 where there is nothing to divide."""
    flat = measured.reshape(-1, len(MEASURES))
    whole = float(flat[:, AT[below]].mean())
    return float(flat[:, AT[above]].mean()) / whole if whole > 0 else 0.0
