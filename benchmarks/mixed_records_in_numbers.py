"""Can the model stall?  English trusts' records: nearly all mixed, hardly any electronic alone.

Of 197 trusts (ERIC, 2017/18 and 2023/24, yearly self-report, read from a third party's copy)
29 kept records on paper, 162 mixed and 6 electronic; six years later 9, 184 and 4.  "Mixed" is
taken as live but not embedded: the old way is not closed.  The run begins with as many sites live,
nobody helps, and all savings need the old way to close.  It prints how many sets of settings end
so, which gap binds their live sites, and which settings set them apart.

    python benchmarks/mixed_records_in_numbers.py [SETS] [SEED]
"""

import sys
from collections.abc import Iterator

import numpy as np

import sim
from sim.config.distributions import distributions
from sim.engines.asked import Asked
from sim.engines.simulate import several
from sim.outcomes import Outcomes
from sim.params import leaves
from sim.params.names import EMBEDDED, GAPS, IMPLEMENTING
from sim.study.assumption_draws import with_set
from sim.study.calibration.open_keys import score_ranges
from sim.study.calibration.prior import Prior, spread_points
from sim.study.runs import each_of

BEGINS, ENDS, ELECTRONIC = 168 / 197, 188 / 197, 4 / 197  # shares of trusts, live and embedded
OFF = 0.06  # by which a run of 60 may be off (assumed)
YEARS = (12, 36, 72)  # months that are looked at
PLAN = (
    "innovation=joined_up_data", "strategy=none", "strategy.pilots=51",
    "innovation.decommissioning=1", "clock.months=72",
)  # fmt: skip
RUNS = 2


def ends_mixed(outcomes: Outcomes) -> bool:
    """Whether runs end with nearly all live, and hardly any embedded, without a fall before."""
    live = outcomes.live[:, YEARS].mean(axis=0)
    embedded = (outcomes.stages[:, 72, EMBEDDED] / outcomes.organisations).mean()
    return bool(
        live.min() > BEGINS - OFF and abs(live[-1] - ENDS) < OFF and embedded < ELECTRONIC + OFF
    )


def main(sets: int, seed: int) -> None:
    """Print what sets that end mixed have in common."""
    scenario = sim.load(PLAN)
    values = {key: value for key, _, value in leaves(scenario)}
    prior = Prior({**distributions(), **score_ranges(values)})
    drawn = prior.values(spread_points(sets, prior.dimensions, np.random.default_rng(seed)))

    def asked() -> Iterator[Asked]:
        for number, row in enumerate(drawn.tolist()):
            yield Asked(with_set(scenario, prior.keys, row, 1), RUNS, seed, number * RUNS)

    mixed = np.zeros(sets, bool)
    gaps, still_live = np.zeros(len(GAPS)), 0
    for k, outcomes in enumerate(each_of(several(asked()))):
        mixed[k] = ends_mixed(outcomes)
        still_live += bool(outcomes.live[:, 72].mean() > BEGINS - OFF)
        if mixed[k]:
            gaps += outcomes.binding[:, -12:, IMPLEMENTING].sum(axis=(0, 1))
    print(f"{mixed.sum()} of {sets} sets end mixed; {still_live} have as many live as at the start")
    if mixed.any():
        print(*(f"{name} {share:.0%}" for name, share in zip(GAPS, gaps / gaps.sum(), strict=True)))
        apart = (drawn[mixed].mean(axis=0) - drawn.mean(axis=0)) / np.maximum(
            drawn.std(axis=0), 1e-12
        )
        for k in np.argsort(-np.abs(apart))[:8]:
            print(f"{prior.keys[k]}: {apart[k]:+.1f} standard deviations")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*given, *(1000, 3)[len(given) :])
