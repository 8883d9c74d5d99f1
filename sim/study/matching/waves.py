"""History matching in waves: draw, run, learn from the runs what to draw next, and keep what fits.

Wave 1 draws from the prior. From its runs an emulator for each target learns what to expect. Each
later wave draws from the prior again and runs only what no emulator so far rules out, so its sets
are the prior's own, without the part that is ruled out. Kept are the sets whose own runs are not
implausible; no guess of an emulator is enough to keep one.

References
----------
Vernon, Goldstein & Bower (2010), Bayesian Analysis 5(4); Andrianakis et al. (2015), PLoS
Computational Biology 11(1) e1003968.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.config.sets_files import DIGITS
from sim.networks.system import Floats
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.matching.emulator import Emulator, fitted
from sim.study.matching.implausibility import (
    CUT,
    Simulated,
    implausibilities,
    standardised,
    worst,
)
from sim.study.matching.inputs import Inputs, Prior, inputs_of
from sim.study.matching.spread import spread_order
from sim.study.matching.targets import Target, on_scale

Simulate = Callable[[Floats, Callable[[int], None] | None], Simulated]
Progress = Callable[[int, int], None]
WAVES, RUNS = 4, 400
PROPOSED = 20_000  # sets that are drawn at once to find some that no emulator rules out
MOST_PROPOSED = 800_000
FEWEST = 20  # runs from which an emulator may be fitted


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave.

    proposed   sets drawn from the prior
    left       of them, not ruled out by the emulators of the waves before
    run        sets that were run
    kept       of these, not implausible by their own runs
    explained  by target: share of the variance of the runs that the emulator of this wave explains
    """

    proposed: int
    left: int
    run: int
    kept: int
    explained: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """Sets of assumptions that are not ruled out, in an order of which each beginning is spread.

    keys, targets       of the columns
    values              float64[sets, keys]
    implausibility      float64[sets, targets]
    predicted           float64[sets, targets]  means of the runs
    waves               one by one
    tried               float64[runs, keys]     all that were run, wave by wave
    found               their runs
    """

    keys: tuple[str, ...]
    targets: tuple[Target, ...]
    values: Floats
    implausibility: Floats
    predicted: Floats
    waves: tuple[Wave, ...]
    tried: Floats
    found: Simulated

    def __len__(self) -> int:
        """Count the sets."""
        return len(self.values)

    def sets(self, name: str, about: str = "") -> AssumptionSets:
        """Give them as every command takes them."""
        return AssumptionSets(name, self.keys, self.values, about=about)

    @property
    def share(self) -> float:
        """Share of the prior that is not ruled out, by the last wave: its two shares multiplied."""
        last = self.waves[-1]
        return last.left / max(1, last.proposed) * last.kept / max(1, last.run)


@dataclass(slots=True)
class _Runs:
    """All sets that were run so far, and what they came to."""

    targets: tuple[Target, ...]
    values: Floats
    mean: Floats
    variance: Floats
    fits: list[list[Emulator | None]] = field(default_factory=list)

    @property
    def found(self) -> Simulated:
        return Simulated(self.mean, self.variance)

    def add(self, values: Floats, found: Simulated) -> None:
        self.values = np.concatenate([self.values, values])
        self.mean = np.concatenate([self.mean, found.mean])
        self.variance = np.concatenate([self.variance, found.variance])


def matched(
    prior: Prior,
    simulate: Simulate,
    targets: Sequence[Target],
    wanted: int = 100,
    seed: int = 0,
    progress: Progress | None = None,
    *,
    waves: int = WAVES,
    runs: int = RUNS,
    cut: float = CUT,
) -> Matched:
    """Find sets of assumptions that no target rules out.

    Parameters
    ----------
    prior : Prior
        Where sets are drawn from.
    simulate : callable
        Runs sets: (float64[sets, keys], told) -> Simulated; `told`, if any, is called with the
        number of sets done so far.
    targets : sequence of Target
        What is known.
    wanted : int
        Sets to give at most.
    seed : int
        Number that determines all draws.
    progress : callable, optional
        Called with (done, total), in sets that are run over all waves.
    waves, runs : int
        Waves, and sets that are run in each.
    cut : float
        Implausibility from which a set is ruled out.

    Returns
    -------
    Matched
        With fewer sets than wanted, even none, where not more are found.

    Raises
    ------
    UserError
        If there is nothing to draw or to match, or too little is run to learn from.
    """
    targets = tuple(targets)
    if not targets or not prior.keys:
        raise UserError("Matching needs at least one assumption to draw and one target.")
    if waves < 1 or wanted < 1 or runs < FEWEST:
        raise UserError(f"Matching needs at least 1 wave, 1 set and {FEWEST} runs in a wave.")
    inputs = inputs_of(prior, seed)
    none = np.empty((0, len(targets)))
    sofar = _Runs(targets, np.empty((0, len(prior.keys))), none, none)
    told: list[Wave] = []
    for number in range(waves):
        values, proposed, left = _proposed(prior, inputs, sofar, runs, [seed, number], cut)
        if not len(values):
            break
        found = simulate(values, _told(progress, number * runs, waves * runs))
        sofar.add(values, found)
        kept = int((worst(implausibilities(targets, found)) <= cut).sum())
        explained = _learn(inputs, sofar, cut) if number + 1 < waves else ()
        told.append(Wave(proposed, left, len(values), kept, explained))
    return _chosen(prior.keys, inputs, sofar, tuple(told), wanted, cut)


def _told(progress: Progress | None, before: int, total: int) -> Callable[[int], None] | None:
    return None if progress is None else lambda done: progress(before + done, total)


def _proposed(
    prior: Prior, inputs: Inputs, sofar: _Runs, runs: int, seed: list[int], cut: float
) -> tuple[Floats, int, int]:
    """Draw sets that no emulator rules out; how many were drawn, and left, goes with them."""
    numbers = np.random.SeedSequence(seed).generate_state(MOST_PROPOSED // PROPOSED)
    if not sofar.fits:
        return _rounded(prior.drawn(runs, int(numbers[0]))), runs, runs
    found: list[Floats] = []
    proposed = left = 0
    for number in numbers.tolist():
        values = prior.drawn(PROPOSED, int(number))
        passed = values[_guessed(inputs.of(values), sofar) <= cut]
        found.append(passed)
        proposed, left = proposed + len(values), left + len(passed)
        if left >= runs:
            break
    every = np.concatenate(found)
    order = np.random.default_rng(seed).permutation(len(every))[:runs]
    return _rounded(every[order]), proposed, left


def _rounded(values: Floats) -> Floats:
    """Keep as many digits as a file does: read from there, a set gives the same runs."""
    return np.char.mod(f"%.{DIGITS}g", values).astype(float)


def _guessed(points: Floats, sofar: _Runs) -> Floats:
    """Return the largest implausibility of each set by all emulators so far; float64[sets]."""
    largest = np.zeros(len(points))
    for fits in sofar.fits:
        for target, fit in zip(sofar.targets, fits, strict=True):
            if fit is not None:
                variance = np.full(len(points), fit.variance)
                far = standardised(target, fit.guess(points), variance)
                largest = np.maximum(largest, far)
    return largest


def _learn(inputs: Inputs, sofar: _Runs, cut: float) -> tuple[float, ...]:
    """Fit an emulator to each target, on the runs that no emulator so far rules out."""
    points = inputs.of(sofar.values)
    near = _guessed(points, sofar) <= cut
    fits: list[Emulator | None] = []
    for k, target in enumerate(sofar.targets):
        mean, _ = on_scale(target, sofar.mean[:, k], sofar.variance[:, k])
        usable = near & np.isfinite(mean)
        fits.append(fitted(points[usable], mean[usable]) if usable.sum() >= FEWEST else None)
    sofar.fits.append(fits)
    return tuple(float("nan") if fit is None else fit.share for fit in fits)


def _chosen(
    keys: tuple[str, ...],
    inputs: Inputs,
    sofar: _Runs,
    waves: tuple[Wave, ...],
    wanted: int,
    cut: float,
) -> Matched:
    """Keep what its own runs do not rule out, in an order of which each beginning is spread."""
    far = implausibilities(sofar.targets, sofar.found)
    kept = np.flatnonzero(worst(far) <= cut)
    order = kept[spread_order(inputs.of(sofar.values[kept]), wanted)]
    return Matched(
        keys, sofar.targets, sofar.values[order], far[order], sofar.mean[order], waves,
        sofar.values, sofar.found,
    )  # fmt: skip
