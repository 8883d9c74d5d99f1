"""The plausible set: sets of assumptions that fit all anchors, and how they were made."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.config.distributions import distributions, without
from sim.config.drawing import drawn
from sim.networks.system import Floats
from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Distribution
from sim.study.matching.anchor_simulation import (
    PER_SYSTEM,
    SYSTEMS,
    TRIALS,
    AnchorSimulation,
)
from sim.study.matching.anchors import Anchor, anchors, targets
from sim.study.matching.implausibility import CUT
from sim.study.matching.lead_among_sets import leads
from sim.study.matching.priors import Distributed
from sim.study.matching.waves import Matched, Progress, matched

NAME = "plausible"
WANTED, WAVES, RUNS = 100, 2, 250
DRAWS = 240  # from the ranges, with which the sets that fit are compared
DIGITS = 4  # of what is told about the sets; the sets themselves have all of theirs


def plausible(
    wanted: int = WANTED,
    waves: int = WAVES,
    runs: int = RUNS,
    seed: int = 0,
    progress: Progress | None = None,
    known: tuple[Anchor, ...] | None = None,
    prior: Mapping[str, Distribution] | None = None,
) -> Matched:
    """Match the assumptions to what is known.

    wanted, waves, runs, seed, progress  as in `sim.study.matching.waves.matched`
    known  anchors; all that are shipped if none are given
    prior  distributions by key; the shipped ones if none are given
    """
    known = anchors() if known is None else known
    drawn_from = Distributed(distributions() if prior is None else prior)
    simulate = AnchorSimulation(known, drawn_from.keys)
    return matched(
        drawn_from, simulate, targets(known), wanted, seed, progress, waves=waves, runs=runs
    )


def as_sets(found: Matched) -> AssumptionSets:
    """Give them as every command takes them, with a sentence on how they were made."""
    about = (
        f"not ruled out by {len(found.targets)} things that are known of how innovations spread "
        f"(history matching; {sum(each.run for each in found.waves)} sets were run)"
    )
    return found.sets(NAME, about)


def made(found: Matched, seed: int, command: str) -> dict[str, Any]:
    """Say how they were made, as plain data.

    command  that makes them again
    """
    simulation = AnchorSimulation(anchors(), found.keys)
    return {
        "command": command,
        "seed": seed,
        "runs": {
            "systems": SYSTEMS, "per_system": PER_SYSTEM, "trials": TRIALS, "seed": simulation.seed
        },
        "ruled_out_above": CUT,
        "waves": [
            {"drawn": each.proposed, "not_ruled_out": each.left, "run": each.run, "fit": each.kept}
            for each in found.waves
        ],
        "share_that_fits": _short(found.share),
        "targets": {each.name: _predicted(found, k) for k, each in enumerate(found.targets)},
        "lead_of_the_playbook": {
            "of_these": _spread(leads(found.sets(NAME))),
            "of_all_draws": _spread(leads(drawn(distributions(), DRAWS, seed))),
        },
        "kept_by_a_run": {name: keys for name, keys in simulation.held().items() if keys},
        "not_drawn": without(),
    }  # fmt: skip


def _predicted(found: Matched, k: int) -> dict[str, Any]:
    """Say what is known of one target, and what the sets predict of it."""
    target, values = found.targets[k], found.predicted[:, k]
    low, middle, high = np.quantile(values, [0.0, 0.5, 1.0]).tolist() if len(values) else [0.0] * 3
    return {
        "known": [target.low, target.high],
        "scale": target.scale.value,
        "observation_sd": _short(target.observation_sd),
        "discrepancy_sd": _short(target.discrepancy_sd),
        "least": _short(low),
        "median": _short(middle),
        "most": _short(high),
    }


def _spread(values: Floats) -> dict[str, float]:
    """Say where most of some values lie, and how far they are from each other."""
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95]).tolist()
    return {
        "sets": len(values), "low": _short(low), "median": _short(middle), "high": _short(high),
        "sd": _short(float(values.std(ddof=1))), "ahead": _short(float((values > 0).mean())),
    }  # fmt: skip


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
