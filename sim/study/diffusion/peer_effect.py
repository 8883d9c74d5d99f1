"""Does exposure to adopters raise the chance to adopt?  A discrete-time hazard model.

Each period in which a node has not yet adopted is one row; the chance that it adopts in it is
logistic in its exposure, in what else is known of it, and in the period.  Without a term for each
period, whatever moves everybody at once (an advertisement, a deadline) reads as the influence of
peers: Van den Bulte & Lilien (2001), American Journal of Sociology 106(5).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats, Whole
from sim.params.errors import UserError

LIKELY = 3.841458820694124  # 95 % point of chi-square with one degree of freedom
MOST_CELLS = 20_000_000  # rows times terms: 160 MB, and a few times that while it is fitted
FARTHEST = 15.0  # a log odds ratio beyond this is none that data could tell


@dataclass(frozen=True, slots=True)
class PeerEffect:
    """How exposure moves the odds to adopt in a period.

    log_odds   change of the log odds from no exposure to 1: all whom a node names, or one
    low, high  95 % interval by the profile likelihood
    p_value    of no effect, by the likelihood ratio
    rows       periods in which some node could have adopted, over all nodes
    adoptions  in how many of them one did
    left_out   nodes of which something that was asked for is not known
    """

    log_odds: float
    low: float
    high: float
    p_value: float
    rows: int
    adoptions: int
    left_out: int

    @property
    def odds_ratio(self) -> tuple[float, float, float]:
        """The odds ratio and its 95 % interval."""
        estimate, low, high = np.exp([self.log_odds, self.low, self.high])
        return float(estimate), float(low), float(high)

    def __str__(self) -> str:
        """Say it in one sentence."""
        estimate, low, high = self.odds_ratio
        found = "a peer effect" if low > 1 or high < 1 else "no peer effect is found"
        return (
            f"One unit more of exposure multiplies the odds to adopt by {estimate:.2f} (95 % "
            f"interval {low:.2f} to {high:.2f}, {self.adoptions} adoptions): {found}."
        )


def peer_effect(
    exposures: Floats, times: Whole, covariates: Floats, *, by_period: bool = True
) -> PeerEffect:
    """Fit the model.

    exposures   float64[N, T], NaN where a lag leaves the periods: these are left out
    times       int64[N]      period of adoption, -1 for never
    covariates  float64[N, K]; nodes with a NaN are left out
    by_period   a term for each period, else one for all

    Raises
    ------
    UserError
        If nothing can be told: exposure does not vary, or it separates adopters from others; or if
        it would not fit into memory.
    """
    known = ~np.asarray(np.isnan(covariates).any(axis=1))
    at_risk = (times[:, None] < 0) | (times[:, None] >= np.arange(exposures.shape[1]))
    at_risk[:, 0] = False  # whoever adopts in the first period was there before
    at_risk &= known[:, None] & ~np.isnan(exposures)
    happens = at_risk & (times[:, None] == np.arange(exposures.shape[1]))
    if by_period:  # without an adoption, or with nobody left, a period tells nothing
        counted = happens.sum(axis=0)
        at_risk &= (counted > 0) & (counted < at_risk.sum(axis=0))
    nodes, periods = np.nonzero(at_risk)
    y, x = happens[at_risk].astype(np.float64), exposures[at_risk]
    _refuse_too_many(len(y), covariates.shape[1] + (len(np.unique(periods)) if by_period else 1))
    rest = covariates[nodes]
    base = _terms(periods) if by_period else np.ones((len(y), 1))
    others = np.column_stack([_scaled(rest), base])
    _refuse_what_tells_nothing(y, x, others)
    estimate, low, high, p_value = _by_likelihood(y, x, others)
    return PeerEffect(
        estimate, low, high, p_value, len(y), int(y.sum()), int(np.count_nonzero(~known))
    )


def _scaled(columns: Floats) -> Floats:
    """Center columns and bring them to one scale, so that the fit is well conditioned."""
    if columns.size == 0:
        return columns
    spread = columns.std(axis=0)
    return (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1.0)


def _terms(periods: Whole) -> Floats:
    """One column for each period that is there; float64[rows, periods]."""
    return (periods[:, None] == np.unique(periods)).astype(np.float64)


def _refuse_too_many(rows: int, terms: int) -> None:
    """Raise an error for more than memory may hold."""
    if rows * terms > MOST_CELLS:
        raise UserError(
            f"{rows:,} rows (nodes and periods before adoption) with {terms} terms are more than "
            f"{MOST_CELLS:,} numbers; give longer periods, a later first or fewer nodes"
        )


def _refuse_what_tells_nothing(y: Floats, x: Floats, others: Floats) -> None:
    """Raise an error if the rows cannot tell an effect."""
    if len(y) == 0 or y.min() == y.max():
        raise UserError(
            "no period has both nodes that adopt and nodes that do not; a peer effect needs them"
        )
    if np.linalg.matrix_rank(np.column_stack([x, others])) <= others.shape[1]:
        raise UserError(
            "exposure does not vary beyond the periods and covariates, or a covariate follows from "
            "others; leave one out"
        )


def _by_likelihood(y: Floats, x: Floats, others: Floats) -> tuple[float, float, float, float]:
    """Estimate the effect of x with its interval and p-value, all by the likelihood."""
    from scipy.optimize import brentq
    from scipy.special import chdtrc

    everything = np.column_stack([x, others])
    beta, best = _fitted(y, everything, np.zeros(len(y)), np.zeros(everything.shape[1]))
    estimate = float(beta[0])
    if abs(estimate) > FARTHEST:
        raise UserError(
            "exposure tells adopters from others without fail, so no size of its effect is told; "
            "look at fewer covariates or longer periods"
        )

    def beyond(effect: float) -> float:
        """Twice the log likelihood lost if the effect were this, less what luck explains."""
        return 2 * (_fitted(y, others, effect * x, beta[1:])[1] - best) - LIKELY

    low = _end(beyond, estimate, -1.0, brentq)
    high = _end(beyond, estimate, 1.0, brentq)
    lost = max(0.0, beyond(0.0) + LIKELY)
    return estimate, low, high, float(chdtrc(1, lost))


def _end(beyond: Callable[[float], float], estimate: float, way: float, root: Callable) -> float:
    """Find the end of the interval on one side; infinite if no end is in sight."""
    step = 0.1
    while beyond(estimate + way * step) < 0:
        step *= 2
        if step > 10 * FARTHEST:
            return float(way * np.inf)
    return float(root(beyond, estimate, estimate + way * step, xtol=1e-4))


def _fitted(y: Floats, columns: Floats, offset: Floats, start: Floats) -> tuple[Floats, float]:
    """Fit a logistic regression; return its coefficients and the negative log likelihood."""
    from scipy.optimize import minimize
    from scipy.special import expit

    def loss(beta: Floats) -> float:
        score = columns @ beta + offset
        return float((np.logaddexp(0.0, score) - y * score).sum())

    def slope(beta: Floats) -> Floats:
        return columns.T @ (expit(columns @ beta + offset) - y)

    def curvature(beta: Floats) -> Floats:
        chance = expit(columns @ beta + offset)
        return (columns * (chance * (1.0 - chance))[:, None]).T @ columns

    found = minimize(loss, start, jac=slope, hess=curvature, method="trust-exact")
    return found.x, float(found.fun)
