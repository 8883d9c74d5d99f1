"""The search finds what is best where that is known, keeps limits, and can be gone over again."""

import numpy as np
import pytest

from sim.study.optimise.candidates import Candidate, Choices, whole
from sim.study.optimise.limits import Limits
from sim.study.optimise.measures import AT, MEASURES, OBJECTIVES
from sim.study.optimise.search import in_order, search, unbeaten
from sim.study.optimise.space import described, suggested

pytest.importorskip("optuna")
BEST = whole([0, 0, 40, 20, 0, 0, 0, 30, 0, 10, 0, 0, 0])
CHOICES = Choices(
    {
        "rest": (0, 1), "target": ("uncommitted", "hubs"), "pilots": tuple(range(9)),
        "mixed_pilots": (False, True), "pilot_purpose": ("general", "training"),
        "plan": tuple(k / 10 for k in range(11)), "wave_cap": (None, 2, 5),
    },
    (6, 12),
)  # fmt: skip
FEW = Choices({**CHOICES.values, "mixed_pilots": (False,), "plan": (0.3,), "wave_cap": (None,)})
REACH, RISK = OBJECTIVES["reach"], OBJECTIVES["risk"]


def off(candidate):
    """Distance of the shares from the best."""
    return sum((a - b) ** 2 for a, b in zip(candidate.shares, BEST, strict=True)) / 1e4


def runs(**values):
    measured = np.ones((2, len(MEASURES)))
    for name, value in values.items():
        measured[:, AT[name]] = value
    return measured


def made_up(candidates):
    """The nearer to the best shares, to 5 pilots and to hubs, the more are live."""
    return [
        runs(
            live=1 - off(each) - (each.pilots - 5) ** 2 / 100 - 0.1 * (each.target != "hubs"),
            most_in_dip=each.pilots,
        )
        for each in candidates
    ]


def test_the_known_optimum_is_found():
    found = search(FEW, made_up, [REACH], 320)
    best = found[0].candidate
    assert best.target == "hubs"
    assert best.pilots in (4, 5, 6)
    assert off(best) < 0.02  # as if four levers were off by 7 points


def test_the_same_seed_gives_the_same_path_and_more_trials_go_on_from_fewer():
    few, again, more, other = (
        {each.candidate for each in search(FEW, made_up, [REACH], trials, seed=seed)}
        for trials, seed in ((72, 3), (72, 3), (88, 3), (72, 4))
    )
    assert few == again < more
    assert few != other


def test_plans_that_are_given_are_tried_first_just_as_they_are():
    given = Candidate(1, BEST, (12, whole([1] * 13)), "hubs", 3, True, "training", 0.4, 5)
    found = search(CHOICES, made_up, [REACH], 8, given=[given])
    assert given in {each.candidate for each in found}


def test_a_limit_is_kept_even_where_the_best_breaks_it():
    """Five pilots would be best, but at most 3 may be in the dip."""
    found = search(FEW, made_up, [REACH], 120, limits=Limits(2.0, dip_at_once=3))
    assert found[0].over <= 0
    assert found[0].candidate.pilots == 3
    assert any(each.over > 0 for each in found)
    kept = [each.over <= 0 for each in found]
    assert kept == sorted(kept, reverse=True)


def test_a_plan_that_is_not_possible_is_passed_over():
    def sometimes(candidates):
        return [None if e.pilots > 2 else m for e, m in zip(candidates, made_up(candidates),
                                                             strict=True)]  # fmt: skip

    found = search(FEW, sometimes, [REACH], 64)
    assert found
    assert all(each.candidate.pilots <= 2 for each in found)


def test_two_objectives_give_plans_that_no_other_beats():
    """More pilots reach more and risk more: every number of pilots is on the front."""

    def both(candidates):
        return [
            runs(live=each.pilots / 10 - off(each) / 10, exposure=each.pilots, ever_live=1.0)
            for each in candidates
        ]

    found = search(CHOICES, both, [REACH, RISK], 240)
    front = unbeaten([each.gains for each in found])
    ahead = [found[k] for k in front]
    assert {each.candidate.pilots for each in ahead} >= {0, 1, 7, 8}
    assert in_order(found)[: len(front)] == ahead


def test_what_no_other_beats_is_worked_out_by_hand():
    assert unbeaten([(1, 5), (2, 4), (1, 4), (3, 1), (3, 1)]) == [0, 1, 3, 4]


@pytest.mark.parametrize("later", [None, (6, whole([3, 1] + [0] * 11))])
def test_a_candidate_is_described_to_optuna_and_read_back_just_the_same(later):
    given = Candidate(1, BEST, later, "hubs", 7, True, "training", 0.4, 5)
    words = described(given, CHOICES)

    class Told:
        def suggest_float(self, name, low, high):
            assert low <= words[name] <= high
            return words[name]

        def suggest_int(self, name, low, high):
            assert low <= words[name] <= high
            return words[name]

        def suggest_categorical(self, name, choices):
            assert words[name] in choices
            return words[name]

    assert suggested(Told(), CHOICES) == given
