"""The programme's money: how much there is, what comes off first, what levers get each month."""

from dataclasses import asdict, dataclass

from sim.params import Assumptions, EndState, Strategy
from sim.rules import partner


@dataclass(frozen=True, slots=True)
class Budget:
    """The programme's money [kGBP]: all, what comes off first, and what levers get each month."""

    total: float
    charges: float
    monthly: float
    months: int

    @property
    def spent(self) -> float:
        """What the programme spends in total; pilots are paid for even without a budget."""
        return max(self.total, self.charges)


def budget_of(strategy: Strategy, organisations: int, assumptions: Assumptions) -> Budget:
    """Work out the money of a strategy; without shares, only pilots and planning are paid for."""
    months = strategy.programme
    if not any(asdict(strategy.shares).values()):
        total = 0.0
    elif strategy.budget_total is not None:
        total = strategy.budget_total / 1000.0
    else:
        per_organisation = strategy.budget_per_organisation
        total = partner.programme_budget(per_organisation, organisations, months)
    charges = partner.charges(
        total, strategy.pilots, assumptions.pilot_cost, strategy.plan, assumptions.plan_cost
    )
    charges += partner.design_charges(
        total,
        assumptions.end_state_cost if strategy.end_state != EndState.none else 0.0,
        assumptions.inclusive_cost * strategy.inclusive if assumptions.exclusion > 0 else 0.0,
    )
    return Budget(total, charges, partner.monthly_budget(total, charges, months), months)
