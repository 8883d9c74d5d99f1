"""Print the tables of docs/validation.md on breadth or depth (section 5).

    python benchmarks/breadth_in_numbers.py          about a minute

All plans have the start of the playbook; live at month 36 in per cent, 256 replicates on 4 systems.
"""

from dataclasses import replace
from functools import cache

import as_tested  # noqa: F401
from presets_in_numbers import head, row
from test_breadth_and_depth import DEARER

from sim.config import load, with_values
from sim.config.distributions import distributions
from sim.config.drawing import drawn
from sim.engines.simulate import simulate
from sim.outcomes import mean_interval
from sim.params import Shares
from sim.params.names import LEVERS
from sim.study.comparison import Plan
from sim.study.starts import with_start
from sim.study.uncertainty.study import under_sets

SCENARIOS = ("avt_london", "freed_england", "ai_decision_support", "remote_monitoring")
PLANS = ("hin_playbook", "even_spread", "avt_london", "one_to_one", "none")
PRICES = (1.5, 1.0, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
CHEAP = ("comms", "standard", "tools", "data", "govern", "codesign")
EVEN = (*CHEAP, "one2one", "partner", "derisk")
SPREADS = {
    "the six cheapest": CHEAP,
    "and one-to-one help": (*CHEAP, "one2one"),
    "even_spread": EVEN,
    "and communities": (*EVEN, "cop"),
    "and diagnosis": (*EVEN, "cop", "diagnose"),
    "all thirteen": LEVERS,
}


@cache
def scenario(name, strategy, changes=(), levers=()):
    """Compose a plan with the start of the playbook; `levers` share its money equally."""
    playbook, asked = (load([f"scenario={name}", f"strategy={s}"]) for s in (PLANS[0], strategy))
    plan = with_start(asked.strategy, playbook.strategy)
    if levers:
        plan = replace(plan, shares=Shares(**dict.fromkeys(levers, 1 / len(levers))))
    return with_values(replace(asked, strategy=plan), dict(changes))


@cache
def run(*asked):
    """Run a plan as `scenario` takes it."""
    return simulate(scenario(*asked), 256, seed=0)


def live(o):
    """Share live at month 36, in per cent."""
    return 100 * o.live[:, 36]


def against(o, playbook):
    """Show what is live, and the difference from the playbook."""
    more = mean_interval(live(o) - live(playbook), o.clusters)
    return f"{live(o).mean():.0f} ({more.mean:+.1f} ± {more.half_width:.1f})"


def scenarios():
    """Hold plans against the playbook in four scenarios."""
    head("Breadth or depth", "scenario", *PLANS)
    for name in SCENARIOS:
        playbook = run(name, PLANS[0])
        row(name, *(against(run(name, each), playbook) for each in PLANS))


def spreads():
    """Show what "evenly" means: ambient voice, money in equal parts on some levers."""
    head("Which levers", "money in equal parts on", "live", "against the playbook")
    playbook = run("avt_london", PLANS[0])
    for name, levers in SPREADS.items():
        more = live(run("avt_london", "even_spread", (), levers)) - live(playbook)
        one = live(run("avt_london", "even_spread", (), levers)).mean()
        row(name, f"{one:.0f}", f"{more.mean():+.1f}")


def prices():
    """Change the price of a place with a facilitator, then that of all other levers."""
    head("Price of a place, £ a month", "plan", *(f"{1000 * price:.0f}" for price in PRICES))
    shown = (PLANS[0], PLANS[1], PLANS[3], PLANS[2])
    for plan in shown:
        found = [run("avt_london", plan, (("assumptions.slot", price),)) for price in PRICES]
        row(plan, *(f"{live(o).mean():.1f}" for o in found))
    found = [live(run("avt_london", plan, tuple(DEARER.items()))).mean() for plan in shown]
    print("\nAll else three times as dear:", *(f"{x:.1f}" for x in found))


def draws():
    """Draw all prices from a third to three times."""
    prices = {key: each for key, each in distributions().items() if is_price(key)}
    plans = [Plan(name, scenario("avt_london", name)) for name in PLANS]
    found = under_sets(plans, drawn(prices, 64))
    firsts = ", ".join(f"{name} {n}" for name, n in zip(PLANS, found.leads, strict=True))
    best = ", ".join(f"{name} {e.mean:.2f}" for name, e in zip(PLANS, found.best, strict=True))
    print(f"\n{len(found.sets.keys)} prices drawn, 64 sets; first beyond noise: {firsts}")
    print(f"in {found.undecided} none is; chance of being best: {best}")


def is_price(key):
    """Tell whether an assumption is the price of a lever."""
    return key.endswith(".cost") or key in ("assumptions.slot", "assumptions.stock_scale")


if __name__ == "__main__":
    for table in (scenarios, spreads, prices, draws):
        table()
