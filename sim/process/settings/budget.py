"""The programme's money: how much there is, what comes off first, what levers get each month."""

from dataclasses import asdict, dataclass

from sim.networks.telling import says_where_it_stands
from sim.params import EndState, PilotPurpose, Scenario, Sourcing, Strategy
from sim.params.names import EARLY
from sim.process.settings.design import design_of
from sim.rules import factors, partner, standing


@dataclass(frozen=True, slots=True)
class Budget:
    """The programme's money [kGBP]: all, what comes off first, and what levers get each month.

    months    in which it spends
    to_sites  what it hands on to sites in each month of the programme: for pilots, and as grants
    start     month of the run in which it starts
    """

    total: float
    charges: float
    monthly: float
    months: int
    to_sites: tuple[float, ...] = ()
    start: int = 0

    @property
    def spent(self) -> float:
        """What the programme spends in total; charges are paid even beyond the budget."""
        return max(self.total, self.charges)


def budget_of(scenario: Scenario, organisations: int) -> Budget:
    """Work out the money of a plan; without shares, only what comes off first is paid for."""
    strategy, a = scenario.strategy, scenario.assumptions
    months, total = strategy.programme, _total(strategy, organisations)
    pilots = _pilots_paid_for(scenario) * a.pilot_cost
    if strategy.pilot_purpose != PilotPurpose.general:
        pilots *= 1.0 + a.purpose_cost
    charges = partner.charges(
        *(total, pilots),
        a.preparation_cost * strategy.plan,
        a.end_state_cost if strategy.end_state != EndState.none else 0.0,
        a.preparation_cost * strategy.inclusive if a.exclusion > 0 else 0.0,
    )
    charges += _head_starts(scenario, organisations)
    office = _at_scale(scenario, a.mandate_office, organisations)
    charges += partner.office_charge(office, months, office_from(strategy))
    if strategy.sourcing == Sourcing.partner:
        charges += _partnership(scenario, organisations, total - charges)
    monthly = partner.monthly_budget(total, charges, months)
    grants = [share * monthly for share in _shares_by_month(strategy, "grants")]
    to_sites = (pilots + grants[0], *grants[1:])
    return Budget(total, charges, monthly, months, to_sites, strategy.start)


def _pilots_paid_for(scenario: Scenario) -> int:
    """Count the pilots; sites that were live before are not paid for again."""
    strategy = scenario.strategy
    if says_where_it_stands(scenario.system):
        return 0
    if strategy.start > 0:  # all go live when the programme starts
        return strategy.pilots
    return strategy.pilots - standing.embedded_before(strategy.pilots, strategy.pilots_embedded)


def _total(strategy: Strategy, organisations: int) -> float:
    if not any(asdict(strategy.shares).values()):
        return 0.0
    if strategy.budget_total is not None:
        return strategy.budget_total / 1000.0
    per_organisation = strategy.budget_per_organisation
    return partner.programme_budget(per_organisation, organisations, strategy.programme)


def _head_starts(scenario: Scenario, organisations: int) -> float:
    """Work out what the partner spends on cases that it drafts for early adopters (C45)."""
    a = scenario.assumptions
    share = scenario.strategy.case_head_start
    return partner.head_start_charge(
        factors.head_start(share, design_of(scenario).plan),
        a.case_preparation,
        a.case_days,
        EARLY * organisations,
        a.day_cost,
    )


def office_from(strategy: Strategy) -> int:
    """Return the month of the programme from which an office runs a limit on go-lives or a mandate.

    A rest in winter is a limit.  Without either, or after the programme, there is no office: the
    month is not before its end.
    """
    if strategy.wave_cap is not None or strategy.winter_break:
        return 0
    return strategy.programme if strategy.mandate_month is None else strategy.mandate_month


def _at_scale(scenario: Scenario, cost: float, organisations: int) -> float:
    """Return a cost stated for 60 organisations at this many."""
    reference, economy = scenario.coefficients.reference_size, scenario.assumptions.scale_economy
    return partner.cost_at_scale(cost, organisations, reference, economy)


def _partnership(scenario: Scenario, organisations: int, left: float) -> float:
    """Work out the price of a partnership beyond what its lever is paid anyway (B4).

    left  [kGBP]  of the budget after all other charges
    """
    strategy, dose = scenario.strategy, scenario.coefficients.partnership_dose
    cost = _at_scale(scenario, scenario.levers.partner.cost, organisations)
    price = partner.spend_for(dose, cost)
    shares = _shares_by_month(strategy, "partner")
    monthly = _monthly_beside(left, price, shares)
    return sum(max(0.0, price - share * monthly) for share in shares)


def _monthly_beside(left: float, price: float, shares: list[float]) -> float:
    """What levers get a month if a lever's share is topped up to a price in every month [kGBP].

    It solves  left = months x monthly + sum over months of max(0, price - share x monthly)  and is
    the least of the solutions in which the months with the smallest shares are topped up.
    """
    divisor = float(len(shares))
    least = left / divisor
    for share in sorted(shares):
        left, divisor = left - price, divisor - share
        if divisor > 0.0:
            least = min(least, left / divisor)
        elif left < 0.0:  # all money is for that lever, and less than its price
            return 0.0
    return max(0.0, least)


def _shares_by_month(strategy: Strategy, lever: str) -> list[float]:
    """Return the share of a lever in each month of the programme."""
    shares = [getattr(strategy.shares, lever)] * strategy.programme
    for phase in sorted(strategy.phases.values(), key=lambda each: each.from_month):
        rest = max(0, strategy.programme - phase.from_month)
        shares[phase.from_month :] = [getattr(phase.shares, lever)] * rest
    return shares
