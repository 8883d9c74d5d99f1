"""Plans run with the same luck on the same systems, and what their difference surely is.

A test of this folder turns one dial of the paper and claims its effect of the whole 99 % interval
of the paired difference: replicate r of both plans meets the same draws, there is a drawn system to
every two replicates, and systems count as clusters.  Seeds are fixed.  What is exact is claimed
exactly.  A claim about chance uses no tolerance.
"""

from functools import cache

import numpy as np
from scenarios import changed, composed

from sim.config import GROUPS, finish
from sim.engines.simulate import simulate
from sim.outcomes import mean_interval
from sim.outcomes.intervals import ratio_values
from sim.params import Shares
from sim.params.names import AWARE, EMBEDDED, IMPLEMENTING, LEVERS, STAGES, UNAWARE

LEVEL = 0.99
PER_SYSTEM = 2
WORDS = {"true": True, "false": False, "null": None}

# Every dial of the paper at the value at which it changes nothing (docs/concepts.md).
NEUTRAL = (
    "innovation.usability=0.5",
    "innovation.payment=none",
    "innovation.own_use.start=0",
    "innovation.bottleneck_shift=0",
    "innovation.decommissioning=0",
    "innovation.pace=null",
    "innovation.nasss.embedding=0.5",
    "innovation.nasss.identity=null",
    "innovation.nasss.public_trust=null",
    "innovation.nasss.privacy=null",
    "system.value_breadth=0.5",
    "system.incentives=0.5",
    "system.regulation=0.5",
    "system.principles=false",
    "system.orientation=0.5",
    "system.training=0",
    "strategy.pilot_purpose=general",
    "strategy.case_head_start=0",
    "strategy.redesign=0.5",
    "strategy.end_state=none",
    "strategy.ambition=national",
    "strategy.ambition_month=0",
    "strategy.ambition_review=null",
    "strategy.data_for=learning",
    "strategy.tailoring=null",
    "strategy.codification=null",
    "strategy.general=null",
    "strategy.inclusive=0",
    "strategy.sourcing=buy",
    "strategy.integration=0.5",
    "strategy.integration_ramp=0",
    "strategy.contract=null",
    "assumptions.compatibility_slope=0",
    "assumptions.combined_benefit=0",
    "assumptions.combined_load=0",
    "assumptions.exclusion=0",
)
AVT = ("system=south_london", "innovation=ambient_voice", "strategy=hin_playbook")
NO_SHARES = tuple(f"strategy.shares.{lever}=0" for lever in LEVERS)
EVERYBODY_LIVE = ("strategy.pilots=60", "assumptions.pilot_cost=0")


def levers(**shares):
    """Overrides of a budget of which the placebo, polish for the pilots, gets what is left."""
    rest = {"exemplar": round(1 - sum(shares.values()), 6)} | shares
    asked = (*NO_SHARES, *(f"strategy.shares.{lever}={share}" for lever, share in rest.items()))
    return (*asked, "assumptions.exemplar_learning=0")


def as_one(*overrides):
    """Overrides of which the last one of each key counts."""
    return tuple({each.split("=")[0]: each for each in overrides}.values())


def values_of(overrides):
    """Give what overrides of keys say as keys with their values."""
    return {key: value_of(text) for key, text in (each.split("=") for each in overrides)}


def value_of(text):
    """Give the value that stands in an override: a number, a word, true, false or null."""
    if text in WORDS:
        return WORDS[text]
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def scenario(*overrides):
    """Ambient voice in south London by the whole playbook, all dials neutral, then overrides.

    "load.cultural=0.8" asks for a whole load.
    """
    sampled = f"assumptions.replicates_per_system={PER_SYSTEM}"
    asked = as_one(*AVT, *NEUTRAL, sampled, *overrides)
    presets = tuple(each for each in asked if each.split("=")[0] in GROUPS)
    return changed(composed(*presets), values_of(x for x in asked if x not in presets))


def run(*overrides, replicates=64, histories=False):
    """Run `scenario(*overrides)`; the same one is run once."""
    return _run_once(as_one(*overrides), replicates, histories)


@cache
def _run_once(overrides, replicates, histories):
    return simulate(scenario(*overrides), replicates, seed=1, histories=histories, threads=1)


@cache
def shipped(name, *changes, replicates=128):
    """Run a shipped scenario as it is, except for the changes."""
    sampled = {"assumptions.replicates_per_system": PER_SYSTEM}
    asked = changed(composed(f"scenario={name}"), sampled | values_of(changes))
    return simulate(asked, replicates, seed=1, threads=1)


@cache
def in_two_phases(first, later):
    """Run a programme that spends all on one lever for a year, and then on another."""
    plan = scenario("strategy=hin_two_phases", "assumptions.exemplar_learning=0")
    plan.strategy.shares = Shares(**{first: 1.0})
    for phase in plan.strategy.phases.values():
        phase.shares = Shares(**{later: 1.0})
    return simulate(finish(plan), 64, seed=1)


def lead(first, second, of, level=LEVEL):
    """Paired difference of two plans in an outcome, first less second, as an interval."""
    return mean_interval(of(first) - of(second), first.clusters, level)


def more(first, second, of, level=LEVEL):
    """Tell whether the first plan surely has more of an outcome; False or the interval tells."""
    found = lead(first, second, of, level)
    assert found.low > 0, found
    return True


def leads_by_more(here, there, of, level=LEVEL):
    """Tell whether the first of a pair leads the second by more here than there; pairs of runs."""
    difference = (of(here[0]) - of(here[1])) - (of(there[0]) - of(there[1]))
    found = mean_interval(difference, here[0].clusters, level)
    assert found.low > 0, found
    return True


def same(first, second):
    """Tell whether all that happened is the same, bit for bit."""
    names = ("stages", "ever_abandoned", "locked_in", "benefit", "days", "site_cost")
    names += ("in_year_cash", "exposure")
    return all(np.array_equal(getattr(first, n), getattr(second, n)) for n in names)


# Outcomes by replicate: float64[R].


def live(o):
    """Share live, averaged over all months."""
    return o.live.mean(axis=1)


def live_at(month):
    """Share live at a month."""
    return lambda o: o.live[:, month]


def embedded(o):
    """Share embedded, averaged over all months."""
    return o.embedded.mean(axis=1)


def aware(o):
    """Share that has heard of it, averaged over all months."""
    return 1 - o.share(UNAWARE).mean(axis=1)


def sites_live(o):
    """Organisations live, averaged over all months, however many are in scope."""
    return live(o) * o.organisations


def committed(o):
    """Share beyond aware at month 24: committed, further on, or turned down since."""
    return 1 - o.share(UNAWARE)[:, 24] - o.share(AWARE)[:, 24]


def ever_live(o):
    """Share that has ever been live."""
    return o.ever_live[:, -1] / o.organisations


def abandoned(o):
    """Have given up, of all that were ever live (a ratio of sums)."""
    return ratio_values(o.ever_abandoned[:, -1], o.ever_live[:, -1])


def retained(o):
    """Embedded at the end, of all that were ever live (a ratio of sums)."""
    return ratio_values(o.rooted[:, -1], o.ever_live[:, -1])


def live_months(o):
    """Organisation-months lived with it; float64[R]."""
    return o.stages[:, :-1, [IMPLEMENTING, EMBEDDED]].sum(axis=(1, 2)).astype(float)


def exposure(o):
    """Safety exposure per organisation that has been live (a ratio of sums)."""
    return ratio_values(o.exposure.sum(axis=1), o.ever_live[:, -1])


def exposed(o):
    """Safety exposure in all."""
    return o.exposure.sum(axis=1)


def benefit(o):
    """Worth of the change in performance, kGBP."""
    return o.benefit.sum(axis=1)


def worth(o):
    """Benefit per live month, kGBP (a ratio of sums)."""
    return ratio_values(benefit(o), live_months(o))


def site_cost(o):
    """Paid by the sites, per site that ever went live, kGBP (a ratio of sums)."""
    return ratio_values(o.site_cost.sum(axis=1), o.ever_live[:, -1])


def net(o):
    """Benefit less site cost and spend, kGBP."""
    return benefit(o) - o.site_cost.sum(axis=1) - o.spend.sum()


def in_year_cash(o):
    """Cash within the first year of each site, of its benefit (a ratio of sums)."""
    return ratio_values(o.in_year_cash.sum(axis=1), benefit(o))


def first_month(o):
    """Mean performance in the first live month (a ratio of sums)."""
    return ratio_values(o.by_age_sum[:, 0], o.by_age_count[:, 0])


def group_live(o, dimension, label, month=-1):
    """Organisations of a group that are live at a month, of its size; float64[B] to be paired."""
    k = o.groups.index((dimension, label))
    using = o.group_stages[:, month, k][:, [IMPLEMENTING, EMBEDDED]].sum(axis=1)
    return ratio_values(using, o.group_sizes[:, k], o.batch_replicates)


def group_leads(o, ahead, behind, month=-1):
    """Interval of the share live in one group less that in another, (dimension, label) each."""
    difference = group_live(o, *ahead, month) - group_live(o, *behind, month)
    return mean_interval(difference, o.batch_clusters, LEVEL, o.batch_replicates)


def equity_gap(o):
    """Live elsewhere less live in deprived areas at the end, by batch; float64[B]."""
    apart = group_live(o, "deprived", "not deprived") - group_live(o, "deprived", "deprived")
    return apart / o.batch_replicates


def wider_gap(first, second):
    """Tell whether the equity gap of the first plan is surely the wider one (paired batches)."""
    found = mean_interval(equity_gap(first) - equity_gap(second), first.batch_clusters, LEVEL)
    assert found.low > 0, found
    return True


def stage_share(stage):
    """Share in a stage, averaged over all months."""
    return lambda o: o.share(STAGES.index(stage)).mean(axis=1)


def mean_stay(o, stage):
    """Mean months of the completed stays in a stage, over all replicates."""
    stays = o.dwell[:, STAGES.index(stage)].sum(axis=0)
    return float((stays * np.arange(len(stays))).sum() / stays.sum())


def first_live_month(o):
    """First month with anyone live, by replicate; months + 1 where there is none."""
    using = o.stages[:, :, IMPLEMENTING] + o.stages[:, :, EMBEDDED] > 0
    return np.where(using.any(axis=1), using.argmax(axis=1), o.months + 1)
