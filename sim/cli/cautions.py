"""Cautions: when the results of a plan mean less than they seem to."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.cli import messages
from sim.config import Plan
from sim.outcomes.units import GBP_PER_KGBP
from sim.params import Kind, Process, Scenario
from sim.params.lever_table import ROWS
from sim.params.names import LEVERS
from sim.process.settings import Budget, budget_of, settings_of
from sim.rules import partner

SATURATED = 0.8
# Bought by the month for all
BROADCAST = [name for name, row in ROWS.items() if row.cost is not None and not row.at_pilots]


def before_run(plans: Sequence[Plan], config_dirs: Sequence[Path]) -> None:
    """Say which keys that the user set can change nothing here, before time is spent on a run."""
    from sim.report.idle_keys import notes_on_keys
    from sim.report.own_system import notes_before_a_run

    for note in notes_before_a_run([plan.scenario for plan in plans]):
        messages.note(messages.paragraph(f"Note: {note}."))
    for note in notes_on_keys(plans, config_dirs):
        messages.note(messages.paragraph(f"Note: {note}."))


def _about_a_classic(process: Process) -> str:
    """Say what a classic model leaves out."""
    name = f"process={process.kind.value}"
    nothing = "it says nothing of what lasts, of risk or of the work of organisations"
    if process.levers:
        return (
            f"{name} has no gaps, boards, dip or giving up; {nothing}. Of the levers only "
            "communications, data, one-to-one help and co-design act, and only on hearing, "
            "exposure and the threshold; compare with process=full before you judge a plan"
        )
    return (
        f"{name} has no levers, gaps, dip or giving up; {nothing}. Money has no effect, so use it "
        "as a curve to compare with process=full, not to judge a plan; with process.levers=true "
        "some levers act"
    )


def notes(scenario: Scenario, organisations: int) -> Iterator[str]:
    """Warn where money is too plentiful or too scarce for the results to mean much.

    Also warn about the classic models, in which no strategy has any effect.
    """
    if scenario.process.kind != Kind.full:
        yield _about_a_classic(scenario.process)
        return
    settings = settings_of(scenario, organisations)
    # Spending on each lever a month, in the phase that spends most on it.
    spend = {lever: max(settings.spend[k :: len(LEVERS)]) for k, lever in enumerate(LEVERS)}
    cost = dict(zip(LEVERS, settings.cost, strict=True))
    doses = [partner.dose(spend[name], cost[name]) for name in BROADCAST if spend[name] > 0]
    if doses and min(doses) > SATURATED:
        yield (
            f"the budget is so large for {organisations:,} organisations that strategies differ "
            f"little: every broadcast lever in use has a dose above {SATURATED:g}; lower "
            "strategy.budget_per_organisation"
        )
    if spend["one2one"] > 0 and partner.slots(spend["one2one"], settings.slot) == 0:
        yield (
            f"the budget for one-to-one help is {1000 * spend['one2one']:,.0f} GBP a month, but "
            f"one place costs {1000 * settings.slot:,.0f} GBP a month, so nobody gets help"
        )
    if any(_shares(scenario)) and not any(settings.spend):
        yield _nothing_left(budget_of(scenario, organisations))


def _nothing_left(budget: Budget) -> str:
    """Say that what comes off the budget first leaves nothing, and whether it exceeds it."""
    first = "pilots, planning and other charges"
    if budget.charges > budget.total:
        return (
            f"{first} come to £{GBP_PER_KGBP * budget.charges:,.0f}, more than the budget of "
            f"£{GBP_PER_KGBP * budget.total:,.0f}: this plan spends more than it has, and nothing "
            "is left for the levers"
        )
    return f"{first} use the whole budget, so nothing is left for the levers"


def _shares(scenario: Scenario) -> list[float]:
    """List the share of the budget that each lever should get."""
    return [getattr(scenario.strategy.shares, lever) for lever in LEVERS]
