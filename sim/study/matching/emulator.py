"""A quick guess at what a set of assumptions comes to: least squares on what was run.

The inputs that matter are found one after another, each the one that explains most of what is
left; then their squares and products in the same way. Bayes' information criterion says when to
stop. What is left counts as error of every guess, as runs that the fit has not seen would leave it.

References
----------
Vernon, Goldstein & Bower (2010), Bayesian Analysis 5(4), section 4.3: active inputs and polynomials
of low order carry most; Efroymson (1960) on choosing terms forward; Allen (1974), Technometrics
16(1), on errors of points left out.
"""

from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats

MOST_ACTIVE = 20  # inputs that the squares and products are taken of
RUNS_PER_TERM = 8  # a fit has at most one term to so many runs
Term = tuple[int, int]  # inputs that are multiplied; -1 for none


@dataclass(frozen=True, slots=True)
class Emulator:
    """A fit to one target.

    terms     inputs, squares and products
    weights   float64[1 + terms], the constant first
    variance  of a guess: mean square of what runs left out of the fit miss it by
    share     of the variance of the runs that it explains
    """

    terms: tuple[Term, ...]
    weights: Floats
    variance: float
    share: float

    def guess(self, inputs: Floats) -> Floats:
        """Guess the value of each set; float64[sets, inputs] -> float64[sets]."""
        found: Floats = _columns(inputs, self.terms) @ self.weights
        return found


def fitted(inputs: Floats, values: Floats) -> Emulator:
    """Fit the runs.

    Parameters
    ----------
    inputs : float64[runs, inputs]
        As `sim.study.matching.inputs.Inputs` gives them.
    values : float64[runs]
        All finite, on the scale of the target.
    """
    most = max(1, len(values) // RUNS_PER_TERM)
    straight = [(-1, k) for k in range(inputs.shape[1])]
    first = _forward(inputs, values, (), straight, min(most, MOST_ACTIVE))
    active = [k for _, k in first]
    curved = [(a, b) for i, a in enumerate(active) for b in active[i:]]
    return _fit(inputs, values, _forward(inputs, values, first, curved, most))


def _forward(
    inputs: Floats, values: Floats, terms: tuple[Term, ...], more: list[Term], most: int
) -> tuple[Term, ...]:
    """Add the terms that explain most, one by one, until the next is not worth its place."""
    n = len(values)
    base, _ = np.linalg.qr(_columns(inputs, terms))
    left = values - base @ (base.T @ values)
    offered = _columns(inputs, tuple(more))[:, 1:]
    offered = offered - base @ (base.T @ offered)
    chosen = list(terms)
    while len(chosen) < most and more:
        lengths = np.einsum("ij,ij->j", offered, offered)
        usable = lengths > 1e-9 * n
        gains = np.where(usable, (offered.T @ left) ** 2 / np.where(usable, lengths, 1.0), 0.0)
        best, error = int(np.argmax(gains)), float(left @ left)
        # Among many that are offered the best explains something by luck alone
        penalty = np.log(n) + 2.0 * np.log(len(more))
        if error <= 0.0 or n * np.log(1.0 - min(gains[best] / error, 1 - 1e-12)) > -penalty:
            break
        chosen.append(more[best])
        unit = offered[:, best] / np.sqrt(lengths[best])
        left = left - unit * (unit @ left)
        offered = offered - np.outer(unit, unit @ offered)
    return tuple(chosen)


def _fit(inputs: Floats, values: Floats, terms: tuple[Term, ...]) -> Emulator:
    columns = _columns(inputs, terms)
    weights = np.linalg.lstsq(columns, values, rcond=None)[0]
    base, _ = np.linalg.qr(columns)
    leverage = np.minimum(np.einsum("ij,ij->i", base, base), 0.99)
    missed = (values - columns @ weights) / (1.0 - leverage)
    variance, spread = float(np.mean(missed**2)), float(np.var(values))
    found: Floats = np.asarray(weights, np.float64)
    return Emulator(terms, found, variance, 1.0 - variance / spread if spread > 0 else 0.0)


def _columns(inputs: Floats, terms: tuple[Term, ...]) -> Floats:
    """Give the constant and the terms; float64[sets, 1 + terms]."""
    found = np.ones((len(inputs), 1 + len(terms)))
    for place, (first, second) in enumerate(terms, 1):
        found[:, place] = inputs[:, second]
        if first >= 0:
            found[:, place] *= inputs[:, first]
    return found
