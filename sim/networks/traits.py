"""Traits of a made-up system: the type, region and strengths of each organisation."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, ndtr

from sim.networks.system import Flags, Floats, Whole
from sim.params import OrganisationType
from sim.params import System as SystemParameters
from sim.params.errors import UserError

TRAITS = ("maturity", "capacity", "culture", "finance")
LOWEST, HIGHEST = 0.03, 0.97
SPLINE_FROM, KNOTS = 50_000, 4_000  # organisations with the same mean; points of the spline


@dataclass(frozen=True, slots=True)
class Kinds:
    """Types of a system, in order, each with its parameters and number of organisations."""

    names: tuple[str, ...]
    parameters: tuple[OrganisationType, ...]
    counts: Whole

    def by_type(self, attribute: str, default: float) -> Floats:
        """Give every organisation its type's value of an attribute, or else the default; [N]."""
        values = [getattr(each, attribute) for each in self.parameters]
        filled = np.array([default if value is None else value for value in values])
        return np.repeat(filled, self.counts)

    @property
    def type(self) -> Whole:
        """Type of every organisation, in blocks; int64[N]."""
        return np.repeat(np.arange(len(self.names)), self.counts)


def kinds_of(parameters: SystemParameters) -> Kinds:
    """Divide the organisations among the types; exact if the weights are counts."""
    types = parameters.types or {"organisation": OrganisationType(title="Organisation")}
    weights = np.array([each.weight for each in types.values()], float)
    if not weights.sum() > 0:
        raise UserError("system.types: every weight is 0; give at least one type a weight above 0.")
    exact = weights / weights.sum() * parameters.organisations
    counts = np.floor(exact + 1e-9).astype(np.int64)
    left = parameters.organisations - counts.sum()
    largest_remainders = np.argsort(counts - exact, kind="stable")[:left]
    counts[largest_remainders] += 1
    return Kinds(tuple(types), tuple(types.values()), counts)


def regions_of(kinds: Kinds, regions: int) -> Whole:
    """Assign the organisations of each type to the regions in turn; int64[N]."""
    within = np.concatenate([np.arange(count) for count in kinds.counts])
    return within % regions


def deprived_of(kinds: Kinds, share: float, chance: np.random.Generator) -> Flags:
    """Choose who serves a deprived area: this share of all, from the types that may; [N]."""
    may = np.flatnonzero(kinds.by_type("can_be_deprived", True).astype(bool))
    total = int(kinds.counts.sum())
    chosen = chance.permutation(may)[: round(share * total)]
    deprived = np.zeros(total, bool)
    deprived[chosen] = True
    return deprived


def traits_of(
    parameters: SystemParameters,
    kinds: Kinds,
    region: Whole,
    deprived: Flags,
    chance: np.random.Generator,
) -> dict[str, Floats]:
    """Draw correlated traits with Beta margins, then subtract the penalty for deprivation.

    Five normals with equal correlations (four traits and the orientation of the culture) become
    Beta variables with the stated mean and standard deviation, before the penalty.
    """
    n, rho = len(region), parameters.correlation
    common, own = chance.standard_normal((1, n)), chance.standard_normal((5, n))
    scores = np.sqrt(rho) * common + np.sqrt(1.0 - rho) * own
    by_region = chance.normal(0.0, 1.0, parameters.regions) * parameters.region_spread
    traits: dict[str, Floats] = {}
    orientation, parts = parameters.orientation, parameters.orientation_parts
    traits["orientation"] = quantiles(np.full(n, orientation), np.full(n, parts), scores[-1])
    off = dict(maturity=parameters.deprived_maturity, capacity=1.0, culture=0.0, finance=1.0)
    for score, trait in zip(scores, TRAITS, strict=False):
        mean = kinds.by_type(trait, getattr(parameters, trait))
        if trait == "maturity":
            mean = np.clip(mean + by_region[region], LOWEST, HIGHEST)
        drawn = _beta(score, mean, parameters.spread_of_traits, trait)
        penalty = parameters.deprived_penalty * off[trait] * deprived
        traits[trait] = np.clip(drawn - penalty, LOWEST, HIGHEST)
    return traits


def _beta(score: Floats, mean: Floats, sd: float, trait: str) -> Floats:
    """Turn normal scores into a Beta variable of this mean and standard deviation."""
    if sd == 0:
        return mean
    room = mean * (1.0 - mean)
    if np.any(sd * sd >= room):
        worst = float(mean[np.argmin(room)])
        raise UserError(
            f"system.spread_of_traits is {sd:g}, too wide for a mean {trait} of {worst:g}; "
            f"it must be below {np.sqrt(worst * (1 - worst)):.2f}."
        )
    both = room / (sd * sd) - 1.0
    return quantiles(mean, both, score)


def quantiles(mean: Floats, parts: Floats, score: Floats) -> Floats:
    """Return the quantile of a Beta variable at the rank of a normal score; [N].

    parts  sum of the two parameters of the Beta, the same wherever the mean is the same

    The exact quantile is the slowest part of generating an organisation.  Where very many share a
    mean, it is computed at KNOTS scores, with a cubic spline between them that stays within 1e-9
    of it.  A system of ordinary size has no group this large.
    """
    if len(score) < SPLINE_FROM:
        return exact_quantiles(mean, parts, score)
    drawn = np.empty(len(score))
    _, group, sizes = np.unique(mean, return_inverse=True, return_counts=True)
    members_of = np.split(np.argsort(group, kind="stable"), np.cumsum(sizes)[:-1])
    for members in members_of:
        give = _spline if len(members) >= SPLINE_FROM else exact_quantiles
        drawn[members] = give(mean[members], parts[members], score[members])
    return drawn


def exact_quantiles(mean: Floats, parts: Floats, score: Floats) -> Floats:
    """Return the exact quantiles."""
    exact: Floats = betaincinv(mean * parts, (1.0 - mean) * parts, ndtr(score))
    return exact


def _spline(mean: Floats, parts: Floats, score: Floats) -> Floats:
    """Return quantiles from a spline between the lowest and the highest score; one mean for all."""
    from scipy.interpolate import CubicSpline

    knots = np.linspace(np.min(score), np.max(score), KNOTS)
    through = exact_quantiles(mean[:1], parts[:1], knots)
    laid: Floats = CubicSpline(knots, through)(score)
    return laid.clip(0.0, 1.0)


def sizes_of(kinds: Kinds, spread: float, chance: np.random.Generator) -> Floats:
    """Draw relative sizes, lognormal around that of the type, mean of all exactly 1; [N].

    spread  standard deviation of the log
    """
    of_type = kinds.by_type("size", 1.0)
    size = of_type * np.exp(spread * chance.standard_normal(len(of_type)))
    return size / size.mean()
