"""Plans run on the same systems with the same luck, and what may be said of their difference.

What a test of this folder claims of two plans, it claims of the whole 99.8 % interval of their
paired difference: replicate r of both meets the same draws on the same system, there is a drawn
system to every 4 replicates, and systems count as clusters (t with as many degrees of freedom as
systems, less one).  Seeds are fixed.  Were they redrawn, a model without the effect would pass
such a test once in 1,000 times.  A model with the effect as measured would fail it about as
seldom, because hardly an effect is claimed that is smaller than twice the half-width of its
interval (the smallest is 1.8 times, and would be missed once in 200).  No tolerance is tuned: an
effect has its sign, or is exact.
"""

from dataclasses import fields
from functools import cache

import numpy as np
from scenarios import changed as with_changes
from scenarios import composed

from sim.engines.simulate import simulate
from sim.outcomes import mean_interval
from sim.outcomes.intervals import ratio_values
from sim.params import Shares
from sim.params.names import ABANDONED, AWARE, IMPLEMENTING, UNAWARE

LEVEL = 0.998
PER_SYSTEM = 4
INNOVATIONS = (
    *("medicine", "back_office", "ambient_voice", "freed"),
    *("glp1_digital", "remote_monitoring", "ai_decision_support"),
)
SHARES = {f"strategy.shares.{each.name}": 0 for each in fields(Shares)}
# Money spent on the pilots' own polish buys nothing for others: the placebo among the levers.
PLACEBO = "exemplar"
# Everybody is live at month 0, so that what happens after a go-live shows without what leads to it.
EVERYBODY_LIVE = {"strategy.pilots": 60, "assumptions.pilot_cost": 0, "strategy.plan": 0}
NOBODY_LEAVES = {"assumptions.abandon_in_dip": 0, "assumptions.discontinue_embedded": 0}


def changed(*presets, changes=None, **levers):
    """Give a scenario.

    presets  such as "system=england"; what is not named is ambient voice in south London
             without a spread partner
    changes  keys with their values; "load.cultural" asks for a whole load
    levers   shares of the budget that replace the strategy's; what is left goes to the placebo
    """
    values = {"assumptions.replicates_per_system": PER_SYSTEM}
    if levers:
        shares = {**levers, PLACEBO: levers.get(PLACEBO, 0) + 1 - sum(levers.values())}
        values |= SHARES | {f"strategy.shares.{lever}": share for lever, share in shares.items()}
        values["assumptions.exemplar_learning"] = 0
    return with_changes(composed("strategy=none", *presets), values | (changes or {}))


def run(*presets, changes=None, replicates=128, histories=False, **levers):
    """Run a scenario, as `changed` takes it; the same one is run once."""
    told = tuple((changes or {}).items()), tuple(levers.items())
    return _run_once(presets, *told, replicates, histories)


@cache
def _run_once(presets, changes, levers, replicates, histories):
    scenario = changed(*presets, changes=dict(changes), **dict(levers))
    return simulate(scenario, replicates, seed=1, histories=histories, threads=1)


def lead(first, second, of, level=LEVEL):
    """Paired difference of two plans in an outcome, first less second, as an interval."""
    return mean_interval(of(first) - of(second), first.clusters, level)


def is_more(first, second, of):
    """Tell whether the first plan surely has more of an outcome than the second."""
    return lead(first, second, of).low > 0


# Outcomes by replicate: float64[R].


def live(month):
    """Share live at a month."""
    return lambda o: o.live[:, month]


def live_on_average(o):
    """Share live, averaged over all months."""
    return o.live.mean(axis=1)


def embedded(o):
    """Share embedded at the end."""
    return o.embedded[:, -1]


def embedded_on_average(o):
    """Share embedded, averaged over all months."""
    return o.embedded.mean(axis=1)


def aware(o):
    """Share that has heard of it, averaged over all months."""
    return 1 - o.share(UNAWARE).mean(axis=1)


def committed(o):
    """Share beyond aware at month 24: committed, further on, or turned down since."""
    return 1 - o.share(UNAWARE)[:, 24] - o.share(AWARE)[:, 24]


def ever_live(o):
    """Share that has ever been live."""
    return o.ever_live[:, -1] / o.organisations


def exposure(o):
    """Safety exposure, performance-months per organisation."""
    return o.exposure.sum(axis=1) / o.organisations


def abandoned(o):
    """Have given up, of all that were ever live (a ratio of sums)."""
    return ratio_values(o.ever_abandoned[:, -1], o.ever_live[:, -1])


def taken_root(o):
    """Embedded at the end, of all that were ever live (a ratio of sums)."""
    return ratio_values(o.rooted[:, -1], o.ever_live[:, -1])


def benefit(o):
    """Worth of the change in performance, kGBP."""
    return o.benefit.sum(axis=1)


def site_cost(o):
    """Paid by the sites, kGBP."""
    return o.site_cost.sum(axis=1)


def days(o):
    """Staff-days of sites."""
    return o.days.sum(axis=1)


def net(o):
    """Benefit less site cost and spend, kGBP."""
    return benefit(o) - site_cost(o) - o.spend.sum()


def in_year_cash(o):
    """Cash within the first year of each site, kGBP."""
    return o.in_year_cash.sum(axis=1)


def first_month(o):
    """Mean performance in the first live month (a ratio of sums)."""
    return ratio_values(o.by_age_sum[:, 0], o.by_age_count[:, 0])


def giving_up_in_the_dip(o):
    """Chance in a month of the dip that a site gives up; needs histories (a ratio of sums)."""
    before, after = o.stage_history[:, :-1], o.stage_history[:, 1:]
    in_dip = before == IMPLEMENTING
    return ratio_values((in_dip & (after == ABANDONED)).sum((1, 2)), in_dip.sum((1, 2)))


def jackknife(clusters, statistic, level=LEVEL):
    """Interval of a statistic of several means that is no mean itself, by leaving systems out.

    statistic  function of a mask bool[R] of replicates kept -> float
    """
    numbers = np.unique(clusters)
    parts = np.array([statistic(clusters != each) for each in numbers])
    whole = statistic(np.ones(len(clusters), bool))
    each = len(numbers) * whole - (len(numbers) - 1) * parts
    return mean_interval(each, numbers, level)
