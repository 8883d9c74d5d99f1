"""What a lever costs for one organisation alone, from the costs that the model has for all.

A lever bought by the month costs what its dose costs in a system of one organisation. Templates and
tools are made once, whoever uses them: one organisation alone pays for all of it.
"""

from sim.params import Scenario
from sim.params.names import GRANTS, LEVERS, ONE2ONE, STANDARD, TOOLS
from sim.process.settings import settings_of
from sim.rules import partner

FULL = 0.95  # the dose that is tried: a whole one would cost without end (E18)


def months_of(scenario: Scenario, lever: int, until: int) -> int:
    """Return for how many months a lever is given: one-to-one help has an end of its own."""
    longest = scenario.assumptions.longest_support
    return min(until, longest) if lever == ONE2ONE else until


def dose_of(lever: int) -> float:
    """Return the dose that is tried [share]: help by the slot and grants come whole."""
    return 1.0 if lever in (ONE2ONE, GRANTS) else FULL


def price_of(scenario: Scenario, lever: int, until: int, paid: float) -> float:
    """Return what a lever costs for one organisation alone [kGBP].

    until  months for which it is given
    paid   share of runs in which the organisation goes live by then, and is paid its grant
    """
    a, one = scenario.assumptions, settings_of(_without_pilots(scenario), 1)
    months = months_of(scenario, lever, until)
    if lever == ONE2ONE:
        return months * a.slot
    if lever == GRANTS:
        return paid * a.grant
    if lever in (STANDARD, TOOLS):
        return partner.spend_for(FULL, a.stock_scale)
    return months * partner.spend_for(FULL, one.cost[lever])


def _without_pilots(scenario: Scenario) -> Scenario:
    """Leave the pilots out: there would be more than organisations."""
    from dataclasses import replace

    return replace(scenario, strategy=replace(scenario.strategy, pilots=0))


def tried(scenario: Scenario, has_help: bool, is_pilot: bool) -> list[int]:
    """List the levers that can do anything at all for an organisation.

    A diagnosis aims one-to-one help, so it needs some; perfecting the pilots needs a pilot.

    has_help  whether the plan pays for one-to-one help
    is_pilot  whether the organisation may be a pilot
    """
    left_out = {"diagnose": not has_help, "exemplar": not is_pilot}
    return [k for k, lever in enumerate(LEVERS) if not left_out.get(lever, False)]
