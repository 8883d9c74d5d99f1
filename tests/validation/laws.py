"""Exact laws of the classics, and the published numbers that they are held against.

Expected numbers stand in tests/data/analytic.json, computed for this project apart from its code,
each by two methods.
"""

import json
from math import exp
from pathlib import Path

import numpy as np
from scipy.stats import binom, chisquare

DATA = Path(__file__).parent.parent / "data" / "analytic.json"
CASES = {case["id"]: case for case in json.loads(DATA.read_text(encoding="utf-8"))["cases"]}
INNOVATION, IMITATION = 0.03 / 12, 0.38 / 12  # per month; the cases say them per year
RISK = 1e-4


def law_of_adopters(organisations, months):
    """Chance of every number of adopters after so many months; float64[N + 1]."""
    numbers = np.arange(organisations + 1)
    chances = 1 - np.exp(-(INNOVATION + IMITATION * numbers / (organisations - 1)))
    more = [binom.pmf(numbers - n, organisations - n, chances[n]) for n in numbers]
    now = np.eye(organisations + 1)[0]
    for _ in range(months):
        now = now @ np.array(more)
    return now


def fit(counted, law):
    """Chance of numbers further from their exact law than those counted: a chi-square test.

    Neighbouring numbers join until 20 are expected.

    counted  int[R]          the number in each replicate
    law      float64[N + 1]  chance of every number from 0 to N
    """
    expected = law * len(counted)
    bins = np.unique(np.cumsum(np.r_[0, expected[:-1]]) // 20, return_inverse=True)[1]
    seen = np.bincount(counted, minlength=len(law))
    return chisquare(*(np.bincount(bins, weights) for weights in (seen, expected))).pvalue


def adopted_on_a_circle(steps, per_year, members=None):
    """Chance of having adopted after so many steps, on a circle; float64[steps + 1].

    Chances that k neighbours in a row have not adopted close on themselves: in a step each of
    the k is untouched from outside the row, but for its two ends.

    members  how many stand on the circle; absent: too many for the two ends to meet
    """
    p, q = 0.03 / per_year, 0.38 / per_year
    k = np.arange(1, 2 * steps + 2 if members is None else members + 1)
    none = np.r_[np.ones(len(k)), np.zeros(2)]
    adopted = [0.0]
    for _ in range(steps):
        row, one_more, two_more = none[:-2], none[1:-1], none[2:]
        beside = two_more + 2 * exp(-q / 2) * (one_more - two_more)
        beside += exp(-q) * (row - 2 * one_more + two_more)
        if members is not None:  # one is left outside, beside both ends; or nobody is
            beside[-2] = none[-3] + exp(-q) * (none[-4] - none[-3])
            beside[-1] = none[-3]
        none = np.r_[np.exp(-k * p) * beside, 0.0, 0.0]
        adopted.append(1 - none[0])
    return np.array(adopted)
