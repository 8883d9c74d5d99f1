"""Whether a claim holds in each set of assumptions beyond luck, and then over all sets.

A set is told by the few runs that it has: the mean over its systems must lie beyond their noise.
Over the sets, what could not be told counts against whatever is to be shown, but where many sets
lean the same way that tells too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sim.networks.system import Flags
from sim.outcomes.intervals import LEVEL, Floats, half_widths
from sim.study.statements.claim import Comparison
from sim.study.statements.how_often import HowOften
from sim.study.uncertainty.leads import share_interval
from sim.study.uncertainty.noise import moderated

SIDE = (1 - LEVEL) / 2  # chance with which luck alone tells a set wrongly, on one side
ALWAYS_ROOM = 0.03  # share of the sets in which "always" may fail without anybody having seen it
EXACT = 1e-9  # differences below it are rounding
ROUNDING = 1e-24  # variances below it are


class Verdict(StrEnum):
    """What is found of a statement."""

    holds = "holds"
    fails = "fails"
    untold = "cannot be told"


class Why(StrEnum):
    """What decided it."""

    share = "share"  # the share of sets in which it holds
    average = "average"  # the mean over all sets
    some = "some"  # sets in which "always" fails beyond luck
    few_sets = "few sets"  # no set fails, but there are too few of them
    unclear = "unclear"  # no set fails, but some cannot be told
    one = "one"  # the assumptions stay as they are
    not_tried = "not tried"  # so they do, but other sets would have to be tried
    no_value = "no value"  # the outcome has none
    idle = "idle"  # what a plan of it sets changes nothing here


@dataclass(frozen=True, slots=True)
class Condition:
    """A claim, or a part of one, as a number that must be above 0.

    excess  float64[sets, systems, runs]  by how much it holds
    strict  whether it must be above 0, not 0 or more
    """

    excess: Floats
    strict: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """How likely each set's runs are if the claim is not the case there, and if it is.

    true   float64[sets]  small: the claim holds in that set
    false  float64[sets]  small: it fails in it
    """

    true: Floats
    false: Floats

    @property
    def denied(self) -> "Evidence":
        """The same for what is claimed never to be the case."""
        return Evidence(self.false, self.true)

    @property
    def holds(self) -> Flags:
        """Sets in which the claim holds beyond luck."""
        return np.asarray(self.true < SIDE)

    @property
    def fails(self) -> Flags:
        """Sets in which it fails beyond luck."""
        return np.asarray(self.false < SIDE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and the counts that led to it.

    low, high  share of all sets in which it holds; each end is 95 % sure
    """

    verdict: Verdict
    why: Why
    holds: int
    fails: int
    sets: int
    low: float
    high: float

    @property
    def untold(self) -> int:
        """Sets in which it cannot be told."""
        return self.sets - self.holds - self.fails


def conditions(differences: Floats, comparison: Comparison, room: Floats) -> list[Condition]:
    """Write a comparison as conditions that must all be met.

    differences  float64[sets, systems, runs]  a plan's value less what it is compared with
    room         float64[sets]  the difference from which two values are not the same any more

    Returns
    -------
    "More" is more by `room`, "at least" is not less by it, so that one is the opposite of the
    other; "within" is neither more nor less.
    """
    d, r = differences, room[:, None, None]
    found = {
        Comparison.more: [Condition(d - r, strict=True)],
        Comparison.less: [Condition(-d - r, strict=True)],
        Comparison.at_least: [Condition(d + r, strict=False)],
        Comparison.at_most: [Condition(r - d, strict=False)],
        Comparison.within: [Condition(r - d, strict=False), Condition(d + r, strict=False)],
    }
    return found[comparison]


def evidence(parts: Sequence[Condition]) -> Evidence:
    """Find by set how likely what was seen would be if luck alone made it.

    The systems of a set are independent, the runs on one are not.  The variance of a few systems is
    drawn towards that of all sets (Smyth 2004).  A set without a value tells nothing.
    """
    found = [_one_sided(each) for each in parts]
    true = np.stack([each.true for each in found]).max(axis=0)
    false = len(found) * np.stack([each.false for each in found]).min(axis=0)
    return Evidence(true, np.minimum(false, 1.0))


def _one_sided(part: Condition) -> Evidence:
    from scipy.special import ndtr, stdtr

    units = part.excess.mean(axis=2)
    sets, systems = units.shape
    known = np.isfinite(units).all(axis=1) & (systems > 1)
    true, false = np.ones(sets), np.ones(sets)
    if not known.any():
        return Evidence(true, false)
    means = units[known].mean(axis=1)
    seen = units[known].var(axis=1, ddof=1) / systems
    seen[seen < ROUNDING * np.maximum(1.0, means**2)] = 0.0
    variances, free = moderated(seen, systems - 1)
    luck = variances > 0
    scores = np.divide(means, np.sqrt(variances), out=np.zeros_like(means), where=luck)
    below = stdtr(free, scores) if np.isfinite(free) else ndtr(scores)
    is_met = means > EXACT if part.strict else means >= -EXACT
    fails: Floats = np.where(luck, below, np.where(is_met, 1.0, 0.0))
    true[known], false[known] = 1 - fails, fails
    return Evidence(true, false)


def judged(found: Evidence, parts: Sequence[Condition], often: HowOften) -> Judgement:
    """Give the verdict over all sets.

    found  of the claim; turned round here if it must never be the case
    parts  its conditions, for the mean over all sets
    """
    told = found.denied if often.denied else found
    holds, fails, sets = int(told.holds.sum()), int(told.fails.sum()), len(told.true)
    low, high = _least(told.true), 1 - _least(told.false)
    verdict, why = Verdict.untold, Why.share
    if not np.isfinite([each.excess for each in parts]).all(axis=(0, 2, 3)).any():
        why = Why.no_value
    elif often.share == 1:
        verdict, why = _always(told, holds)
    elif often.is_usual:
        verdict, why = _usually(low, high, _on_average(parts))
    elif low >= often.share:
        verdict = Verdict.holds
    elif high < often.share:
        verdict = Verdict.fails
    return Judgement(verdict, why, holds, fails, sets, low, high)


def _least(chances: Floats) -> float:
    """Return in which share of sets something is the case at least, 95 % sure.

    chances  by set: how likely its runs are if it is not the case there

    The larger of two bounds.  One counts the sets that tell by themselves (Wilson 1927).  The other
    also counts where the others lean: of the sets in which it is not the case, at least half lean
    that way, so that no more than twice as many as lean that way can be such sets (Storey 2002).
    """
    sets = len(chances)
    telling = float((chances < SIDE).mean())
    leaning = float((chances > 0.5).mean())
    by_lean = 1 - 2 * share_interval(leaning, sets).high
    return max(0.0, share_interval(telling, sets).low, by_lean)


def judged_alone(found: Evidence, often: HowOften) -> Judgement:
    """Give the verdict where the assumptions stay as they are: there is one set.

    One set tells what usually holds with these assumptions, and may refute "always".  It cannot
    show what holds in so many sets.
    """
    told = found.denied if often.denied else found
    holds, fails = bool(told.holds[0]), bool(told.fails[0])
    verdict, why = Verdict.untold, Why.one
    if found.true[0] == found.false[0] == 1:  # nothing was measured
        why = Why.no_value
    elif fails and (often.is_usual or often.share == 1):
        verdict = Verdict.fails
    elif holds and often.is_usual:
        verdict = Verdict.holds
    elif holds or fails:
        why = Why.not_tried
    return Judgement(verdict, why, int(holds), int(fails), 1, 0.0, 1.0)


def _usually(low: float, high: float, average: Verdict) -> tuple[Verdict, Why]:
    """In most sets, and on average: both must be shown; one that is refuted refutes it."""
    if high < 0.5:
        return Verdict.fails, Why.share
    if average == Verdict.fails:
        return Verdict.fails, Why.average
    if low <= 0.5:
        return Verdict.untold, Why.share
    return average, Why.average if average == Verdict.untold else Why.share


def _on_average(parts: Sequence[Condition]) -> Verdict:
    """Say whether the mean over the sets meets all conditions, beyond chance."""
    verdicts = []
    for each in parts:
        means = each.excess.mean(axis=(1, 2))
        means = means[np.isfinite(means)]
        mean, half = means.mean(), float(half_widths(means, np.arange(len(means)), LEVEL))
        is_met = mean > EXACT if each.strict else mean >= -EXACT
        if half < EXACT:
            verdicts.append(Verdict.holds if is_met else Verdict.fails)
        elif abs(mean) <= half:
            verdicts.append(Verdict.untold)
        else:
            verdicts.append(Verdict.holds if mean > 0 else Verdict.fails)
    for worst in (Verdict.fails, Verdict.untold):
        if worst in verdicts:
            return worst
    return Verdict.holds


def _always(told: Evidence, holds: int) -> tuple[Verdict, Why]:
    """In every set: one clear failure refutes it, and many sets without one bear it out.

    So many sets are looked at that luck alone makes some fail.  So either one must fail beyond what
    luck makes of all of them (Bonferroni), or more must than luck makes (binomial); each at half
    the error.  That it holds needs sets enough to rule out failures in 3 of 100 others: what is not
    told might be one (Clopper & Pearson 1934; without any, the rule of three).
    """
    from scipy.special import bdtrc, betaincinv

    sets, fails = len(told.true), int(told.fails.sum())
    if told.false.min() < SIDE / sets or (fails and bdtrc(fails - 1, sets, SIDE) < SIDE):
        return Verdict.fails, Why.some
    missing = sets - holds
    most = 1.0 if missing == sets else float(betaincinv(missing + 1, sets - missing, LEVEL))
    if most <= ALWAYS_ROOM:
        return Verdict.holds, Why.share
    return Verdict.untold, Why.unclear if missing else Why.few_sets
