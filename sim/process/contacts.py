"""Everybody's example counts alike: what an organisation takes in without a network (E5-E7, E21).

In place of sums over its ties it takes the mean over all others, as if it had the average number of
ties with the average trust, and met everybody on them equally often. What each can use still
depends on how alike the two are. Time is O(organisations): the sums go along the order of maturity.
"""

import numpy as np

from sim.networks.system import Floats, Whole
from sim.process import decisions
from sim.process.settings import Settings
from sim.process.stages import in_practice, is_live
from sim.process.state import Month, Numbered, Organisation, Tie
from sim.process.sums import spread_of_evidence
from sim.process.trust import has_given_up
from sim.rules import evidence
from sim.rules.compiled import part, rule, where

EVERYBODY = 2  # contacts: sim.params.names.CONTACTS
# What is summed over everybody, row by row: what each shows and tells, and both by likeness
SHOWN, SHOWN_ALIKE, SHOWN_SAME, TOLD, TOLD_ALIKE, TOLD_SAME = range(6)
SUMS = 6


@part
def meets_everybody(p: Settings) -> bool:
    """Return whether everybody's example counts, whoever has ties with whom."""
    return p.contacts == EVERYBODY


@rule
def meet(p: Settings, month: Month, ties: Numbered[Tie], organisations: int) -> Floats:
    """Work out the average trust and number of ties; make room for sums, where they are needed.

    Returns
    -------
    float64[SUMS, organisations], or of no organisations
    """
    trust = 0.0
    for k in range(len(ties)):
        trust += ties[k].trust
    month.common_trust = evidence.share(trust, len(ties))
    month.common_ties = len(ties) / organisations
    return np.zeros((SUMS, organisations if meets_everybody(p) else 0))


@rule
def sum_up(
    p: Settings,
    month: Month,
    organisations: Numbered[Organisation],
    by_maturity: Whole,
    type: Whole,
    along: Floats,
    within: Floats,
    by_type: Floats,
    sums: Floats,
) -> None:
    """Sum what everybody shows, tells and does this month, where everybody's example counts.

    sums  as `meet` made it; filled
    """
    if not meets_everybody(p):
        return
    month.all_shown, month.all_told, month.all_moving, month.all_gone = 0.0, 0.0, 0.0, 0.0
    for i in range(len(organisations)):
        me = organisations[i]
        sums[SHOWN, i] = me.shown
        sums[TOLD, i] = decisions.heard_from(p, 1.0, me.made, me.pilot)
        month.all_shown += sums[SHOWN, i]
        month.all_told += sums[TOLD, i]
        month.all_moving += where(in_practice(me.stage), 1.0, 0.0)
        month.all_gone += where(has_given_up(me.stage), 1.0, 0.0)
    spread_of_evidence(
        by_maturity, type, sums[SHOWN], along, within, by_type, sums[SHOWN_ALIKE], sums[SHOWN_SAME]
    )
    spread_of_evidence(
        by_maturity, type, sums[TOLD], along, within, by_type, sums[TOLD_ALIKE], sums[TOLD_SAME]
    )


@part
def of_others(p: Settings, everywhere: float, alike: float, same_type: float, own: float) -> float:
    """Sum over all others of what each has, as far as it is usable here; all of one's own is."""
    return evidence.pooled(everywhere, alike, same_type, p.plan, p.similarity_across_types) - own


@part
def heard_from_others(month: Month, told: float, others: int) -> float:
    """Evidence heard, from the sum of what all others tell (E5)."""
    return month.common_trust * month.common_ties * evidence.share(told, others)


@part
def mean_of_others(month: Month, everywhere: float, own: float, others: int) -> float:
    """Mean over all others, at the trust of an average tie (E7, E21)."""
    return month.common_trust * evidence.share(everywhere - own, others)


@part
def listen_to_all(
    p: Settings,
    month: Month,
    me: Organisation,
    i: int,
    others: int,
    sums: Floats,
) -> None:
    """Let organisation i take in what all others show, tell and do; `sums` as in `sum_up`."""
    trust = month.common_trust
    told = of_others(p, month.all_told, sums[TOLD_ALIKE, i], sums[TOLD_SAME, i], sums[TOLD, i])
    me.heard = heard_from_others(month, told, others)
    shown = of_others(p, month.all_shown, sums[SHOWN_ALIKE, i], sums[SHOWN_SAME, i], sums[SHOWN, i])
    me.exposure = decisions.exposed(
        trust * (month.all_shown - me.shown), trust * shown, me.rank, me.trust, others
    )
    moving, gone = in_practice(me.stage), has_given_up(me.stage)
    me.moving = mean_of_others(month, month.all_moving, where(moving, 1.0, 0.0), others)
    me.gone = mean_of_others(month, month.all_gone, where(gone, 1.0, 0.0), others)


@rule
def count_adopters(p: Settings, month: Month, organisations: Numbered[Organisation]) -> None:
    """Count who has adopted by a classic process, where everybody's example counts."""
    if not meets_everybody(p):
        return
    month.all_moving = 0.0
    for i in range(len(organisations)):
        month.all_moving += where(is_live(organisations[i].stage), 1.0, 0.0)


@part
def look_at_all(month: Month, me: Organisation, others: int) -> None:
    """Let an organisation see how many others have adopted, for a classic process.

    It sees their share, and as many of them as there would be on an average number of ties.
    """
    adopters = month.all_moving - where(is_live(me.stage), 1.0, 0.0)
    me.exposure = evidence.weighted_share(adopters, others)
    me.moving = month.common_ties * me.exposure
