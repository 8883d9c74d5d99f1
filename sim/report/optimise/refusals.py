"""Questions that cannot be answered, in one line each."""

from collections.abc import Sequence
from dataclasses import replace

from sim.config import Plan
from sim.config.override_text import typed_keys
from sim.config.preset_files import nearest
from sim.networks import as_given
from sim.outcomes.units import GBP_PER_KGBP
from sim.params import Kind, Scenario
from sim.params.errors import UserError
from sim.process.settings import budget_of
from sim.study.optimise.measures import OBJECTIVES
from sim.study.optimise.optimise import NoPlanError, Wanted
from sim.study.reach.goal import MOST_MONEY, refuse_share

SEARCHED = ("strategy.shares.", "strategy.shift.", "strategy.phases")
MONEY = ("strategy.budget_total", "strategy.budget_per_organisation")
MOST_OBJECTIVES = 3
NEAREST = {
    "budget": "keeps within the budget under all assumptions; the nearest needs {:.0f}% more",
    "dip_at_once": "has so few sites in the dip at once in 9 of 10 runs; the nearest has {}",
    "give_up": "has so few that give up; with the nearest {:.1f}% do",
    "least_live": "reaches as many as the money spread evenly",
}
RAISE = {
    "budget": "give more with --budget", "dip_at_once": "raise --dip-at-once",
    "give_up": "raise --give-up",
    "least_live": "give more with --budget",
}  # fmt: skip


def refuse_unknown(objective: str, also: Sequence[str], trials: int, fewest: int) -> None:
    """Refuse objectives that there are not, the same one twice, and too few trials."""
    for each in (objective, *also):
        if each not in OBJECTIVES:
            raise UserError(
                f"there is no objective {each!r}{nearest(each, list(OBJECTIVES))}; choose from "
                f"{', '.join(OBJECTIVES)}"
            )
    if len({objective, *also}) < 1 + len(also):
        raise UserError(
            "an objective is named twice, and cannot be traded off against itself; name each once"
        )
    if 1 + len(also) > MOST_OBJECTIVES:
        raise UserError(f"at most {MOST_OBJECTIVES} objectives can be traded off; name fewer")
    if trials < fewest:
        raise UserError(f"{trials} trials are too few to search; try at least {fewest}")


def refuse_plans(plans: Sequence[Plan]) -> None:
    """Refuse several plans, and one in which what is searched for is set."""
    if len(plans) > 1:
        raise UserError(
            f"what to spend on is searched for one plan, but these are {len(plans)}; give each "
            "key one value"
        )
    for key in sorted(typed_keys(plans[0].overrides)):
        if key in MONEY:
            raise UserError(f"{key} is given, but the money is that of --budget; leave it out")
        if key.startswith(SEARCHED):
            raise UserError(f"{key} is given, but shares are what is searched for; leave it out")


def refuse_impossible(scenario: Scenario, wanted: Wanted) -> None:
    """Refuse what no search can answer."""
    budget, dip_at_once = GBP_PER_KGBP * wanted.limits.budget, wanted.limits.dip_at_once
    if scenario.process.kind != Kind.full and not scenario.process.levers:
        raise UserError(
            "levers do nothing in this process, so no use of money is better than another; set "
            "process.levers=true, or choose the full process"
        )
    if not wanted.rests or budget == 0:
        raise UserError("the budget is £0, so there is nothing to spend; give more with --budget")
    if not 0 < budget <= MOST_MONEY:
        raise UserError(f"the budget is {budget:g}; give an amount above 0 and at most £1 trillion")
    if wanted.limits.give_up is not None:
        refuse_share("give_up", wanted.limits.give_up, 0.01, 1.0)
    pilots = min(wanted.choices.values["pilots"])
    if dip_at_once is not None and pilots > dip_at_once:
        raise UserError(
            f"strategy.pilots={pilots} puts {pilots} sites in the dip at once, but --dip-at-once "
            f"allows {dip_at_once}; give fewer pilots or raise --dip-at-once"
        )
    _refuse_too_little(wanted, budget)


def _refuse_too_little(wanted: Wanted, budget: float) -> None:
    """Refuse a budget that the cheapest start uses up."""
    scenario = wanted.rests[0].scenario
    pilots = min(wanted.choices.values["pilots"])
    plan = min(wanted.choices.values["plan"])
    least = replace(
        scenario, strategy=replace(scenario.strategy, pilots=pilots, plan=plan, wave_cap=None)
    )
    found = budget_of(least, _organisations(scenario))
    if found.charges >= budget / GBP_PER_KGBP:
        raise UserError(
            f"£{budget:,.0f} is less than what comes off first (pilots, planning and what else "
            f"the plan has: £{GBP_PER_KGBP * found.charges:,.0f}), so nothing is left for levers; "
            "give more with --budget"
        )


def _organisations(scenario: Scenario) -> int:
    given = as_given(scenario.system)
    return scenario.system.organisations if given is None else given.organisations


def in_one_line(nearest_found: NoPlanError, wanted: Wanted) -> UserError:
    """Say that no plan keeps the limits, and how near the nearest came."""
    if not nearest_found.found:
        return UserError("none of the plans that were tried is possible under all assumptions")
    best, limits = nearest_found.found[0], wanted.limits
    name = max(best.excess, key=lambda each: best.excess[each])
    over = 1 + best.excess[name]
    came = {
        "budget": 100 * (over - 1),
        "dip_at_once": round(over * (limits.dip_at_once or 0)),
        "give_up": 100 * over * (limits.give_up or 0),
        "least_live": 0,
    }
    others = [RAISE[each] for each in best.excess if best.excess[each] > 0]
    return UserError(
        f"none of {nearest_found.tried:,} plans {NEAREST[name].format(came[name])}; "
        f"{' or '.join(dict.fromkeys(others))}"
    )
