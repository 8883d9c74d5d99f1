"""What a plan's numbers should warn its reader of."""

from collections.abc import Iterator

from sim.params import Kind, Scenario
from sim.params.names import LEVERS
from sim.process.settings import settings_of
from sim.rules import partner

SATURATED = 0.8
BROADCAST = ("comms", "cop", "data", "govern", "codesign", "partner", "derisk", "diagnose")


def notes(scenario: Scenario, organisations: int) -> Iterator[str]:
    """Warn where money is so plentiful, or so scarce, that results mean less than they seem to.

    And of the classics, in which no strategy does anything.
    """
    if scenario.process.kind != Kind.full:
        yield (
            f"process={scenario.process.kind.value} knows no levers, gaps, dip or leaving, and "
            "counts who adopts as embedded; money is spent to no effect: it is a curve to lay "
            "beside process=full, not a plan to judge"
        )
        return
    settings = settings_of(scenario, organisations)
    # What each lever gets a month in the phase in which it gets most.
    spend = {lever: max(settings["spend"][k :: len(LEVERS)]) for k, lever in enumerate(LEVERS)}
    cost = dict(zip(LEVERS, settings["cost"], strict=True))
    doses = [partner.dose(spend[name], cost[name]) for name in BROADCAST if spend[name] > 0]
    if doses and min(doses) > SATURATED:
        yield (
            f"every broadcast lever that is paid for has a dose above {SATURATED:g}: with "
            f"{organisations:,} organisations the budget is so large that strategies differ "
            "little; lower strategy.budget_per_organisation"
        )
    if spend["one2one"] > 0 and partner.slots(spend["one2one"], settings["slot"]) == 0:
        yield (
            f"the budget for one-to-one help, {1000 * spend['one2one']:,.0f} GBP a month, "
            f"buys no place: one costs {1000 * settings['slot']:,.0f} GBP a month"
        )
    if any(_shares(scenario)) and not any(settings["spend"]):
        yield "pilots and planning take the whole budget: nothing is left for the levers"


def _shares(scenario: Scenario) -> list[float]:
    """List the shares of the budget that the levers are to have."""
    return [getattr(scenario.strategy.shares, lever) for lever in LEVERS]
