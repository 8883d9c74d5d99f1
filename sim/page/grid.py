"""Answers computed in advance on a grid of dials, and interpolation between its points.

The page uses the same formula.  Each dial has a ruler, which holds the weight of each level at
some places of the dial, w(place, level).  Find the two neighbouring places, and how far the setting
lies between them, t from 0 to 1.  The weight of the level is (1 - t) w(below) + t w(above).  The
answer is the sum over all settings of the grid, limited to 0 to 1.  Each setting is weighted by
the product of its levels' weights over the dials.  Months that are left out lie on straight lines.

The weights of a place sum to 1 and may be negative.  At a level, that level alone counts, so the
answer there is the run itself.  A setting outside the levels has no answer.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats
from sim.page import json_numbers, schema
from sim.page.words import SERIES
from sim.params.errors import UserError

POINTS = 0.03  # how near a held-out setting should be to a real run, share of organisations
FINE, COARSE = 65535, 255  # steps of a share: in two bytes, or in one if there are many settings
MANY = 400  # settings


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How close the grid is to real runs at settings that were not used to build it.

    settings  number of settings tried
    within    share of settings within POINTS of the run, in every month and series
    worst     largest distance, share of organisations
    """

    settings: int
    within: float
    worst: float


@dataclass(frozen=True, slots=True)
class Ruler:
    """Weights of the levels of a dial along it.

    places   in ascending order, from the first level to the last
    weights  float64[places, levels]; interpolated in a straight line between places
    """

    places: list[float]
    weights: Floats


@dataclass(frozen=True, slots=True)
class Grid:
    """Shares by setting, series and month.

    plan        the plan whose dials these are
    command     the command that runs it, without the dials, which are added at the end
    levels      key -> levels in ascending order, two or more
    rulers      key -> ruler for reading the dial between its levels
    months      months that are kept, including the first and the last; the others lie near
                straight lines between them
    means       float64[levels of each dial ..., 3, months]  live, embedded, abandoned
    half_widths the same shape: half of each mean's 95 % range
    replicates  runs at each setting
    held_out    how close it is to real runs; None until it has been tried
    capped      the most settings were used before it was as close as required
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
        """Interpolate at one setting; float64[3, T + 1], series by month.

        values  key -> value of every dial of the grid
        """
        return self._between(self.means, values)

    def half_width_at(self, values: Mapping[str, float]) -> Floats:
        """Interpolate half of the 95 % range at one setting; float64[3, T + 1]."""
        return self._between(self.half_widths, values)

    def for_page(self) -> schema.Grid:
        """Return the grid as the page reads it."""
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
                "points": POINTS,
                "within": json_numbers.rounded(tried.within),
                "worst": json_numbers.rounded(tried.worst),
            },
            "capped": self.capped,
        }

    def _between(self, table: Floats, values: Mapping[str, float]) -> Floats:
        found = table
        for key, own in self.rulers.items():
            found = np.tensordot(weights_at(own, key, values), found, axes=(0, 0))
        found = np.clip(found, 0.0, 1.0)
        every = np.arange(self.months[-1] + 1)
        return np.stack([np.interp(every, self.months, row) for row in found])


def weights_at(own: Ruler, key: str, values: Mapping[str, float]) -> Floats:
    """Weights of the levels of a dial at a value; refuse a value outside the levels."""
    if key not in values:
        raise UserError(f"{key} is missing; give a value for every dial of the grid")
    value, places = float(values[key]), own.places
    if not places[0] <= value <= places[-1]:
        raise UserError(f"{key} is {value:g}; it must be between {places[0]:g} and {places[-1]:g}")
    weights: Floats = straight(places, [value])[0] @ own.weights
    return weights


def straight(marks: Sequence[float], values: Sequence[float]) -> Floats:
    """Weights of marks at values on the straight lines between them.

    marks   in ascending order, two or more
    values  from the first mark to the last

    Returns float64[values, marks].
    """
    return np.stack([np.interp(values, marks, each) for each in np.eye(len(marks))], axis=1)


def scale_for(settings: int) -> int:
    """Choose the steps in which shares are kept; coarser if there are many settings."""
    return FINE if settings <= MANY else COARSE


def kept_as(shares: Floats, scale: int) -> Floats:
    """Round shares to the steps that are kept; an unknown range becomes the whole range."""
    rounded: Floats = np.round(np.clip(np.nan_to_num(shares, posinf=1.0), 0, 1) * scale) / scale
    return rounded


def _packed(shares: Floats, scale: int) -> str:
    """Write shares as whole numbers, of one byte or of two (little-endian), base64 in C order."""
    whole = np.round(shares * scale).astype("<u2" if scale == FINE else "u1")
    return base64.b64encode(np.ascontiguousarray(whole).tobytes()).decode("ascii")
