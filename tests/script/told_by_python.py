"""Write counted.json: counters of real runs, and what Python makes of them.

The page works out the same from the same counters (counted.test.js), so that it cannot drift.

python tests/script/told_by_python.py
"""

import json
from dataclasses import replace
from math import isfinite
from pathlib import Path

import numpy as np
from scipy.special import stdtrit

from sim.config import expand, with_values
from sim.engines.simulate import simulate
from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL, within
from sim.outcomes.outcome_table import OUTCOMES, change_of
from sim.outcomes.samples import less, live_sample
from sim.page.commands import run_line, shares_again, typed, undialled_overrides, with_scenario
from sim.page.measures import measures_of
from sim.page.plans import SPREAD
from sim.page.readings import FOR_THE_PRICE, SHOWN, areas_of, reckoned, series, unapproved_of
from sim.page.words import SERIES
from sim.report.catch import Beside, Better, better, in_a_row
from sim.report.price_line import pounds
from sim.report.store.curves import of_all
from sim.report.words import difference_in, difference_of, whole_percent
from sim.study.comparison import MARGIN, PART
from sim.study.findings import spend_of
from sim.study.head_to_head import head_to_head
from sim.study.runs import looking_at
from sim.study.values import intervals, samples

PLACE = Path(__file__).parent / "counted.json"
SMALL = ("scenario=avt_london", "clock.months=15", "assumptions.replicates_per_system=3")
OTHER, OWN = "the plan as it is", "the changed plan"
COUNTED = (
    "stages", "ever_live", "ever_abandoned", "locked_in", "live_size", "all_size", "exposure",
    "by_age_sum", "by_age_count", "group_stages",
)  # fmt: skip
WITH_DIGITS, DIGITS = ("live_size", "all_size", "exposure", "by_age_sum"), 5
# name -> overrides of the plan, replicates, what is turned
CASES = {
    "three systems": (("system.organisations=10", "strategy=hin_playbook"), 9,
                      {"strategy.pilots": 6}),
    "a last system that is partly filled": (
        ("system.organisations=10", "strategy=one_to_one"), 8, {"strategy.mandate_month": 6}),
    "one system": (("system.organisations=12", "strategy=hin_playbook"), 3,
                   {"strategy.budget_per_organisation": 25.0}),
    "one run": (("system.organisations=10", "strategy=hin_playbook"), 1, {"strategy.pilots": 0}),
    "use without approval": (
        ("system.organisations=10", "strategy=none", "innovation.own_use.start=0.3",
         "innovation.own_use.risk=0.2"), 6, {"strategy.pilots": 4}),
    "nothing turned": (("system.organisations=10", "strategy=one_to_one"), 6, {}),
}  # fmt: skip
COMMANDS = (
    (("strategy=hin_playbook",), {"strategy.pilots": 1, "strategy.plan": 0.15}),
    (("strategy=hin_playbook", "strategy.pilots=3"), {"strategy.pilots": 1}),
    (("strategy=hin_playbook", "strategy.shift.comms=0.1"), {"strategy.shift.data": 0.06}),
    (("strategy=hin_playbook", "strategy.shift.comms=0.1"), {"strategy.evaluate": False}),
    (("strategy=avt_london", "strategy.budget_total=300000"),
     {"strategy.wave_cap": None, "strategy.target": "equity"}),
)  # fmt: skip


def told():
    """Everything that the file holds."""
    return {
        "margin": MARGIN,
        "quantiles": [[df, float(stdtrit(df, 0.5 + LEVEL / 2))]
                      for df in (1.0, 1.7, 2.0, 3.0, 7.5, 31.0, 63.0, 255.0)],
        "series": series(),
        "cases": {name: case(*each) for name, each in CASES.items()},
        "commands": [command(*each) for each in COMMANDS],
    }  # fmt: skip


def case(overrides, replicates, values):
    """A plan as it is and changed: what is counted, and what follows from it."""
    (plan,) = expand([*SMALL, *overrides])
    base = short(simulate(plan.scenario, replicates, 5))
    run = looking_at(base.at, simulate)
    found = short(run(with_values(plan.scenario, values), replicates, 5))
    horizon = horizon_of(base)
    return {
        "horizon": horizon.month, "months": horizon.end, "outcomes": reckoned(horizon),
        "plan": {"areas": areas_of(base), "unapproved": unapproved_of(base)},
        "base": counters(base), "found": counters(found),
        "of_base": of_plan(base), "of_found": of_plan(found),
        "difference": difference(found, base), "back": difference(base, found),
    }  # fmt: skip


def short(outcomes):
    """The same outcomes with counters of few digits, so that the file stays small."""
    rounded = {name: np.round(getattr(outcomes, name), DIGITS) for name in WITH_DIGITS}
    return replace(outcomes, **rounded)


def counters(outcomes):
    """Counters as the engine in the page gives them."""
    counts = {name: np.asarray(getattr(outcomes, name)).ravel().tolist() for name in COUNTED}
    counts["block_sizes"] = outcomes.batch_replicates.tolist()
    counts["block_clusters"] = outcomes.batch_clusters.tolist()
    return {
        "replicates": len(outcomes.replicates), "months": outcomes.months,
        "organisations": outcomes.organisations, "clusters": outcomes.clusters.tolist(),
        "spend": outcomes.spend.tolist(), "counts": counts,
    }  # fmt: skip


def of_plan(outcomes):
    """Curves, measures and all ranges of a plan."""
    found = intervals(samples(outcomes, horizon_of(outcomes)), LEVEL)
    measured = {each["key"]: each for each in measures_of(outcomes, shown=listed())}
    return {
        "curves": {each.series: [plain(each.mean), plain(each.low), plain(each.high)]
                   for each in of_all(outcomes) if each.series in SERIES},
        "spread": [plain(each) for each in np.quantile(outcomes.live, SPREAD, axis=0)],
        "measures": {key: measured[key]["text"] for key in SHOWN},
        "ranges": {key: ends(found[key]) for key in (*listed(), *FOR_THE_PRICE)},
    }  # fmt: skip


def listed():
    """Outcomes that have a mean over the runs."""
    return [key for key in SHOWN if OUTCOMES[key].change is not None]


def difference(outcomes, base):
    """The paired difference of one plan from another, in words, with its price."""
    horizon = horizon_of(base)
    paired = less(live_sample(outcomes, horizon.month), live_sample(base, horizon.month))
    found = within(paired.interval(LEVEL), -1.0, 1.0)
    pair = head_to_head(outcomes, base, "", horizon, LEVEL)
    price = catch(outcomes, base, OTHER) if found.mean >= 0 else ""
    if found.mean <= 0:
        price = price or catch(base, outcomes, OWN)
    return {
        "live": ends(found), "apart": bool(found.excludes_zero),
        "sentence": f"Live at month {horizon.month}: {against_itself(found)}.", "price": price,
        "pairs": {key: ends(pair.figures[key]) for key in (*listed(), *FOR_THE_PRICE)},
    }  # fmt: skip


def catch(outcomes, base, who):
    """In what the second does better than the first."""
    horizon = horizon_of(outcomes)
    pair = head_to_head(outcomes, base, "", horizon, LEVEL)
    mine, theirs = (intervals(samples(each, horizon), LEVEL) for each in (outcomes, base))
    found = list(better(Beside(mine, theirs, pair, MARGIN, horizon.end, programmes=True)))
    dip = pair.figures.dip
    if dip is not None and dip.low > 0 and dip.mean >= MARGIN:
        sizes = f"({whole_percent(theirs.dip)}, not {whole_percent(mine.dip)})"
        place = next((k for k, each in enumerate(found) if each.kind == "equity"), len(found))
        short = "dips less at go-live"
        found.insert(place, Better("dip", f"{short} {sizes}", short))
    spent, before = (spend_of(each, horizon.end) for each in (outcomes, base))
    if spent > (1 + PART) * before:
        sums = f"{pounds(before)}, not {pounds(spent)}"
        found.append(Better("money", f"spends less ({sums})", f"spends less ({sums})"))
    return f"But {who} {in_a_row(found)}." if found else ""


def against_itself(found):
    """By how much a changed plan differs from the plan as it is."""
    if found.half_width == 0 and found.mean == 0:
        return f"no difference from {OTHER}"
    if abs(found.mean) < MARGIN and isfinite(found.half_width):
        return f"practically the same as {OTHER}, {difference_in('live', found)}"
    if not found.excludes_zero:
        return f"cannot be told apart from {OTHER}, {difference_in('live', found)}"
    change = change_of("live")
    more, fewer = (f"{word} than {OTHER}" for word in (change.more, change.less))
    return difference_of(found, change.unit, more, fewer)


def command(overrides, values):
    """A plan as the page has it, and the line that repeats it with some values changed."""
    (plan,) = expand([*SMALL, *overrides])
    kept = undialled_overrides(plan, list(values))
    changed = [*kept, *(f"{key}={typed(value)}" for key, value in values.items())]
    own = with_scenario(plan)
    return {
        "plan": {"overrides": own, "shares": shares_again(plan), "command": run_line(own, 64, 5)},
        "values": values, "line": run_line(changed, 64, 5),
    }  # fmt: skip


def ends(interval):
    """A mean and its range; what is not finite is null."""
    if interval is None:
        return None
    return [plain(interval.mean), plain(interval.low), plain(interval.high)]


def plain(value):
    """A number, or a list of numbers; null for what is not finite."""
    if np.ndim(value):
        return [plain(each) for each in value]
    return float(value) if isfinite(value) else None


if __name__ == "__main__":
    text = json.dumps(told(), allow_nan=False, separators=(",", ":"), ensure_ascii=False)
    PLACE.write_text(text + "\n", encoding="utf-8", newline="\n")
