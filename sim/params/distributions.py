"""How likely the values of an uncertain parameter are: its range, and where in it they lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:  # so that a list of ranges need not load it
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = "NDArray[np.float64]"
BASES = ("sourced", "calibrated", "assumed")  # where a range comes from; nothing else is a basis
TINY = 1e-300  # a share above 0: a first word without weight is then not drawn


class Drawable(Protocol):
    """What a parameter needs to be drawn; the words are those of `Distribution`."""

    @property
    def group(self) -> str:
        """Its group, or nothing."""

    @property
    def shared(self) -> float:
        """Its correlation with the others of that group."""

    def quantile(self, u: "ArrayLike") -> Floats:
        """Return the values below which these shares of all values lie."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """What is thought of the value of one parameter.

    low, high  ends of its range, in the unit of the parameter; of a choice, of its words' numbers
    likely     the likeliest value: chances fall in a straight line from there to both ends; None
               if all values between the ends are equally likely
    log        whether this holds for the logarithm: a third is then as likely as three times
    basis      "sourced" (a published interval), "calibrated" (set by hand to anchors) or "assumed"
    why        the source, or the thought behind it, in a few words
    group      of parameters that are too high together, by a common cause; empty if there is none
    shared     correlation with the others of its group, from 0 to below 1
    whole      whether only whole numbers are meant
    words      of a choice: the words that can be drawn, in the order in which they are declared
    weights    of a choice: how likely each word is; they sum to 1
    """

    low: float
    high: float
    likely: float | None = None
    log: bool = False
    basis: str = "assumed"
    why: str = ""
    group: str = ""
    shared: float = 0.0
    whole: bool = False
    words: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()

    def quantile(self, u: "ArrayLike") -> Floats:
        """Return the values below which the given shares of all values lie.

        u  shares from 0 to 1, of any shape

        Returns
        -------
        float64 of that shape.  Whole numbers are rounded; a word is the index that it has among
        the declared words of its key.
        """
        import numpy as np

        at = np.asarray(u, float)
        if self.words:
            return self._word(at)
        # So that each whole number, also the first and the last, has a full step
        half = 0.5 if self.whole else 0.0
        values = self._spread(at, self.low - half, self.high + half)
        if not (self.whole or self.log):
            return values
        values = np.rint(values) if self.whole else values
        # An end comes back from its logarithm not quite itself
        return np.asarray(np.clip(values, self.low, self.high))

    def _spread(self, u: Floats, low: float, high: float) -> Floats:
        import numpy as np

        if not self.log:
            return _between(u, low, high, self.likely)
        likely = None if self.likely is None else float(np.log(self.likely))
        return np.exp(_between(u, float(np.log(low)), float(np.log(high)), likely))

    def _word(self, u: Floats) -> Floats:
        import numpy as np

        steps = np.cumsum(self.weights)[:-1]
        return np.searchsorted(steps, np.maximum(u, TINY), side="left").astype(float)


def _between(u: Floats, low: float, high: float, likely: float | None) -> Floats:
    """Return quantiles between two ends: uniform, or triangular around the likeliest value."""
    import numpy as np

    if likely is None:
        return np.asarray(low + u * (high - low))
    rising = (likely - low) / (high - low)
    up = low + np.sqrt(np.maximum(u, 0) * (high - low) * (likely - low))
    down = high - np.sqrt(np.maximum(1 - u, 0) * (high - low) * (high - likely))
    return np.where(u < rising, up, down)


def equally_likely(ends: Sequence[float], whole: bool = False) -> Distribution:
    """Take all values between two ends as equally likely."""
    return Distribution(float(ends[0]), float(ends[1]), whole=whole)
