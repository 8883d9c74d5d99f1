"""Does `uptake calibrate` recover the truth?  Curves made by the model itself, from known settings.

Settings are drawn from what is thought of a few keys; one run of each, on a system and with luck of
its own, is taken as observed, with what the model leaves out, and each curve is calibrated.  The
pool is spread evenly, as the first wave of a calibration is.  Ranks of the truth should be even
(chi-square), and intervals of 50 and 90 % should hold it as often as they say
(simulation-based calibration; Talts et al. 2018).

    python benchmarks/truths_in_numbers.py [TRUTHS] [POOL] [SEED]
"""

import sys
import time

import numpy as np

import sim
from sim.config.distributions import distributions
from sim.engines.simulate import several
from sim.params.distributions import Distribution
from sim.study.calibration.likelihood import luck_of, target_of
from sim.study.calibration.prior import Prior, spread_points
from sim.study.calibration.question import question
from sim.study.calibration.series import ObservedSeries, Series
from sim.study.calibration.simulated import RUNS, simulated
from sim.study.calibration.truths import observed_from, one_run_each, recovered

FIRST = 12 * 2026
DATES = FIRST + np.arange(12, 73, 12)
KEYS = ("assumptions.commitment_rate", "assumptions.word_of_mouth", "assumptions.top_threshold")
ADVANTAGE = {"innovation.relative_advantage": Distribution(0.4, 1.0)}
ELSEWHERE = 1000  # seed of the truths


def main(truths: int, pool: int, seed: int) -> None:
    """Print uniformity and coverage by key."""
    begun = time.process_time()
    nothing = Series("all", DATES, np.zeros(len(DATES)), np.full(len(DATES), np.nan))
    observed = ObservedSeries("made up", "live", (nothing,))
    prior = Prior({**{key: distributions()[key] for key in KEYS}, **ADVANTAGE})
    asked = question(sim.load(["strategy=none"]), observed, FIRST, int(DATES[-1]))
    random = np.random.default_rng(seed)
    values = prior.values(spread_points(pool, prior.dimensions, random))
    real = prior.values(random.standard_normal((truths, prior.dimensions)))
    of_pool = simulated(asked, prior.keys, values, several, seed, runs=RUNS)
    once = one_run_each(asked, prior.keys, real, several, seed + ELSEWHERE)
    at = DATES - DATES[0]
    runs, target = of_pool.runs[:, :, 0][:, :, at], target_of(observed)
    luck = luck_of(runs, np.full(len(at), of_pool.sizes[0]))
    curves = observed_from(target, once[:, 0][:, at], luck, random)
    found = recovered(prior.keys, values, runs.mean(axis=1), real, curves, target, luck, seed)
    print(f"{truths} truths, a pool of {pool} sets, effective {np.median(found.effective):.0f}")
    print("key, chance of ranks as uneven, share inside 50 %, share inside 90 %")
    rows = zip(
        found.keys, found.uniformity(), found.coverage(0.5), found.coverage(0.9), strict=True
    )
    for key, even, half, most in rows:
        print(f"{key:<32} {even:.3f} {half:.3f} {most:.3f}")
    print(f"{time.process_time() - begun:.0f} s of processor time")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*given, *(400, 2000, 2)[len(given) :])
