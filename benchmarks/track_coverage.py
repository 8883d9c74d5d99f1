"""Does the forecast of `uptake track` hold what it promises?  Worlds made by the model itself.

Each world is one run with a set of assumptions that fits what is known, and luck of its own; the
forecast does not have that set.  It is seen up to month 18, every three months; its months 24 and
36 are then forecast.  An 80 % range should hold four worlds in five, and the score should beat
Bass's curve and no change.

    python benchmarks/track_coverage.py [FOLDER] [WORLDS] [WHICH SETS]
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

import sim
from sim.config.bare_names import in_full
from sim.config.plausible_sets import PLAUSIBLE, assumption_sets
from sim.engines.simulate import several
from sim.networks import system_of
from sim.study.forecasting.scores import crps_of_quantiles as score
from sim.study.track import weights as weighing
from sim.study.track.observed import LIVE, Observed
from sim.study.track.particles import joined, run_particles, runs_of_each
from sim.study.track.reasons import AS_FORESEEN, course
from sim.study.track.rivals import LEVELS, bass, unchanged
from sim.study.track.track import FEWEST
from sim.study.uncertainty.study import drawn_for

SEEN, LATER = (0, 3, 6, 9, 12, 15, 18), (24, 36)
LOW, HIGH = LEVELS.index(0.1), LEVELS.index(0.9)
ELSEWHERE = 1000  # seed of the worlds


def main(folder: str, worlds: int, which: str) -> None:
    """Print the coverage and the scores."""
    scenario = sim.load(in_full([folder]) if Path(folder).is_dir() else [folder])
    count = len(system_of(scenario.system, 0, 0).names)
    sets = drawn_for([scenario], assumption_sets(which)).sets
    every = joined([run_particles(scenario, sets, LIVE, each, 0, several) for each in range(2)])
    truths = run_particles(scenario, sets.first(worlds), LIVE, 0, ELSEWHERE, several)
    rows, sizes, foreseen = [], [], 0
    for number, truth in enumerate(truths.curves[:: runs_of_each(sets.first(worlds))]):
        others = every.sets != number
        particles = replace(every, curves=every.curves[others], sets=every.sets[others])
        seen = Observed(LIVE, 0, np.array(SEEN), truth[list(SEEN)], count)
        weights = weighing.weights_of(weighing.fits(seen, particles.curves), particles.sets)
        sizes.append(weighing.effective(weights))
        if sizes[-1] >= FEWEST:
            foreseen += course(seen, particles.curves).word == AS_FORESEEN
            rows.append([*_in_world(seen, truth, particles.curves, weights)])
    print(f"{folder}: {count} organisations, {worlds} worlds, {len(every.sets):,} runs")
    print(f"refused: {worlds - len(rows)}; effective size: median {np.median(sizes):.0f}")
    print(f"as foreseen (nine in ten should be): {foreseen} of {len(rows)}")
    for k, month in enumerate(LATER):
        inside, uptake, bass_, same = np.array([row[k] for row in rows]).T
        fitted = ~np.isnan(bass_)
        means = [100 * each.mean() for each in (uptake, same)]
        where = [100 * each[fitted].mean() for each in (uptake, bass_)]
        print(
            f"month {month}: {inside.mean():.0%} inside the 80 % range; mean miss in points: "
            f"Uptake {means[0]:.1f}, no change {means[1]:.1f}; in the {fitted.sum()} worlds where "
            f"Bass's curve can be fitted Uptake {where[0]:.1f}, Bass {where[1]:.1f}"
        )


def _in_world(
    seen: Observed, truth: np.ndarray, curves: np.ndarray, weights: np.ndarray
) -> Iterator[tuple[float, float, float, float]]:
    """Forecast one world: whether it was inside, and the scores, for each later month."""
    counts, half = weights > 0, 0.5 / seen.organisations
    told = weighing.foretold(seen, curves[counts], 0)
    found = weighing.quantiles(told, LEVELS, weights[counts])
    rival, same = bass(seen, max(LATER)), unchanged(seen, max(LATER))
    for month in LATER:
        low, high = found[[LOW, HIGH], month]
        yield (
            low - half <= truth[month] <= high + half,
            score(found[:, month], LEVELS, truth[month]),
            np.nan if isinstance(rival, str) else score(rival[:, month], LEVELS, truth[month]),
            score(same[:, month], (0.5,), truth[month]),
        )


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    main(given.get(1, "scenario=avt_london"), int(given.get(2, 40)), given.get(3, PLAUSIBLE))
