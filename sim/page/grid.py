"""Answers computed beforehand on a grid of dials, and what lies between its points.

The formula, which the page repeats: each dial has a ruler, which holds for some places of the dial
how much each of its levels counts there, w(place, level).  Find the two neighbouring places and how
far the setting lies between them, t from 0 to 1; the level counts (1 - t) w(below) + t w(above).
The answer is the sum over all settings of the grid, each weighed by the product of its levels'
weights over the dials, held to 0 to 1; months between those that are kept are joined by straight
lines.  Weights of a place sum to 1 and may be negative; at a level, that level counts alone, so
that the answer there is the run itself.  A setting outside the levels has no answer.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats
from sim.page import json_numbers, schema
from sim.params.errors import UserError

SERIES = ("live", "embedded", "abandoned")
POINTS = 0.03  # how near a held-out setting should be to a real run, share of organisations
FINE, COARSE = 65535, 255  # steps of a share: in two bytes, and in one where there are many
MANY = 400  # settings


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How near the grid comes to real runs at settings that it was not made from.

    settings        how many were tried
    within          share of them that lie within 3 points of the run, in every month and series
    worst           largest distance of all, share of organisations
    nineteen_in_20  distance that 95 % of them stay within
    """

    settings: int
    within: float
    worst: float
    nineteen_in_20: float


@dataclass(frozen=True, slots=True)
class Ruler:
    """How much each level of a dial counts along it.

    places   in ascending order, from the first level to the last
    weights  float64[places, levels]; between two places they lie on a straight line
    """

    places: list[float]
    weights: Floats


@dataclass(frozen=True, slots=True)
class Grid:
    """Shares by setting, series and month.

    plan        which plan's dials these are
    command     the line that runs it, without the dials: they stand behind it
    levels      key -> levels in ascending order, two or more
    rulers      key -> how the dial is read between its levels
    months      those that are kept, the first and the last among them; the others lie near the
                straight lines between them
    means       float64[levels of each dial ..., 3, months]  live, embedded, abandoned
    half_widths the same shape: half of each mean's 95 % range
    replicates  runs at each setting
    held_out    how near it comes; absent until it was tried
    capped      no more settings could be added before it came as near as was asked
    """

    plan: str
    command: str
    levels: dict[str, list[float]]
    rulers: dict[str, Ruler]
    months: list[int]
    means: Floats
    half_widths: Floats
    replicates: int
    held_out: HeldOut | None = None
    capped: bool = False

    @property
    def scale(self) -> int:
        """Steps in which a share is kept."""
        return scale_for(int(np.prod(self.means.shape[:-2])))

    def at(self, values: Mapping[str, float]) -> Floats:
        """Interpolate at one setting; float64[3, T + 1]: series by month.

        values  key -> value of every dial of the grid
        """
        return self._between(self.means, values)

    def half_width_at(self, values: Mapping[str, float]) -> Floats:
        """Interpolate half of the 95 % range at one setting; float64[3, T + 1]."""
        return self._between(self.half_widths, values)

    def told(self) -> schema.Grid:
        """Give the grid as the page reads it."""
        assert self.held_out is not None
        tried = self.held_out
        return {
            "plan": self.plan,
            "command": self.command,
            "keys": list(self.levels),
            "levels": [
                [json_numbers.rounded(each, 9) for each in own] for own in self.levels.values()
            ],
            "rulers": [
                {
                    "places": [json_numbers.rounded(each, 9) for each in own.places],
                    "weights": own.weights.tolist(),
                }
                for own in self.rulers.values()
            ],
            "months": self.months,
            "series": list(SERIES),
            "scale": self.scale,
            "values": _packed(self.means, self.scale),
            "half_width": _packed(self.half_widths, self.scale),
            "replicates": self.replicates,
            "held_out": {
                "settings": tried.settings,
                "within_3_points": json_numbers.rounded(tried.within),
                "worst": json_numbers.rounded(tried.worst),
                "nineteen_in_20_within": json_numbers.rounded(tried.nineteen_in_20),
            },
            "capped": self.capped,
        }

    def _between(self, table: Floats, values: Mapping[str, float]) -> Floats:
        found = table
        for key, own in self.rulers.items():
            found = np.tensordot(counted(own, key, values), found, axes=(0, 0))
        found = np.clip(found, 0.0, 1.0)
        every = np.arange(self.months[-1] + 1)
        return np.stack([np.interp(every, self.months, row) for row in found])


def counted(own: Ruler, key: str, values: Mapping[str, float]) -> Floats:
    """Tell how much each level of a dial counts at a value; refuses what is outside."""
    if key not in values:
        raise UserError(f"{key} is missing; the grid has the dials it was made with")
    value, places = float(values[key]), own.places
    if not places[0] <= value <= places[-1]:
        raise UserError(
            f"{key} is {value:g}; it was computed from {places[0]:g} to {places[-1]:g} only"
        )
    weights: Floats = straight(places, [value])[0] @ own.weights
    return weights


def straight(marks: Sequence[float], values: Sequence[float]) -> Floats:
    """Tell how much marks count at values on the straight lines between them.

    marks   in ascending order, two or more
    values  from the first mark to the last

    Returns float64[values, marks].
    """
    return np.stack([np.interp(values, marks, each) for each in np.eye(len(marks))], axis=1)


def scale_for(settings: int) -> int:
    """Choose the steps in which shares are kept: coarser where there are many settings."""
    return FINE if settings <= MANY else COARSE


def kept_as(shares: Floats, scale: int) -> Floats:
    """Round shares to what is kept of them; a range that is not known is all there is."""
    rounded: Floats = np.round(np.clip(np.nan_to_num(shares, posinf=1.0), 0, 1) * scale) / scale
    return rounded


def _packed(shares: Floats, scale: int) -> str:
    """Write shares as whole numbers, of one byte or of two (little-endian), base64 in C order."""
    whole = np.round(shares * scale).astype("<u2" if scale == FINE else "u1")
    return base64.b64encode(np.ascontiguousarray(whole).tobytes()).decode("ascii")
