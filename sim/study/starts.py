"""What a plan starts with, apart from what it does afterwards."""

from dataclasses import fields, replace

from sim.params import Shares, Strategy

# Settled before the programme spends its first pound on a lever
START = (
    "pilots",
    "mixed_pilots",
    "pilots_embedded",
    "pilot_purpose",
    "plan",
    "evaluate",
    "case_head_start",
    "end_state",
    "ambition",
    "ambition_month",
    "ambition_review",
)
# Where the money goes, how much there is, and how the plan is called
LEVERS = ("shares", "shift", "phases", "target")
MONEY = ("budget_per_organisation", "budget_total", "programme")
NAMES = ("title", "about", "source")


def with_start(strategy: Strategy, of: Strategy) -> Strategy:
    """Copy a strategy and give it the start of another."""
    return replace(strategy, **{name: getattr(of, name) for name in START})


def differing(one: Strategy, other: Strategy) -> list[str]:
    """List the fields of the start in which two strategies differ."""
    return [name for name in START if getattr(one, name) != getattr(other, name)]


def differ_only_in_levers(one: Strategy, other: Strategy) -> bool:
    """Whether two strategies have the same rules and money, whatever their starts and levers."""
    aside = {*START, *LEVERS, *NAMES}
    names = [each.name for each in fields(Strategy) if each.name not in aside]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def has_programme(strategy: Strategy) -> bool:
    """Whether a strategy spends money on levers, at first or in a later phase."""
    each = [strategy.shares, *(phase.shares for phase in strategy.phases.values())]
    return any(getattr(shares, lever.name) for shares in each for lever in fields(Shares))
