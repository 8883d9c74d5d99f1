"""What is known of the world, and how far a run of the model may miss it."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from sim.networks.system import Floats
from sim.params.errors import UserError

SMALLEST = 1e-9  # what a value on the scale of a logarithm counts as at least


class Scale(Enum):
    """On which scale a run's value is compared: as it is, or as a natural logarithm."""

    plain = "plain"
    log = "log"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is known.

    Attributes
    ----------
    name : str
        As in the table of results.
    low, high : float
        Between these, ends included, nothing speaks against a run; equal where a single value was
        observed. In the unit of the run's value.
    observation_sd : float
        Error of the observation, on the scale.
    discrepancy_sd : float
        How far a model with the right assumptions may miss it all the same, on the scale.
    scale : Scale
        On which the value is compared.
    what : str
        What is observed, in words.
    source : str
        Where that is from.
    why : str
        Why the discrepancy is as large as it is.
    kind : str
        "programme", "trial", "shape" or "series".

    Raises
    ------
    UserError
        If its interval is empty, or it has no error at all.
    """

    name: str
    low: float
    high: float
    observation_sd: float
    discrepancy_sd: float
    scale: Scale = Scale.plain
    what: str = ""
    source: str = ""
    why: str = ""
    kind: str = "series"

    def __post_init__(self) -> None:
        """Refuse a target that rules out everything, or nothing."""
        sds = (self.observation_sd, self.discrepancy_sd)
        if not self.low <= self.high or not np.isfinite([self.low, self.high, *sds]).all():
            raise UserError(f"{self.name}: what is known must lie between two finite numbers.")
        if min(sds) < 0 or max(sds) == 0:
            raise UserError(f"{self.name}: its errors must be at least 0, and one above it.")
        if self.scale is Scale.log and self.low <= 0:
            raise UserError(f"{self.name}: a value below 0 has no logarithm.")

    @property
    def variance(self) -> float:
        """Of the observation and the discrepancy together, on the scale."""
        return self.observation_sd**2 + self.discrepancy_sd**2


def on_scale(target: Target, values: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Bring means of runs, and the variances of these means, to the scale of a target.

    Parameters
    ----------
    target : Target
        Its scale.
    values, variances : float64[sets]
        Means of runs; NaN where there is none.

    Returns
    -------
    float64[sets], float64[sets]
        Of a logarithm the variance is that of the first order (delta method).
    """
    if target.scale is Scale.plain:
        return values, variances
    positive = np.maximum(values, SMALLEST)
    return np.log(positive), variances / positive**2


def ends_on_scale(target: Target) -> tuple[float, float]:
    """Return the ends of what is known on the scale of the target."""
    if target.scale is Scale.plain:
        return target.low, target.high
    return float(np.log(target.low)), float(np.log(target.high))
