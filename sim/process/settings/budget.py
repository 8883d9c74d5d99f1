"""The programme's money in a scenario: how much there is, what comes off first, what is left."""

from dataclasses import dataclass

from sim.params import Scenario, Strategy
from sim.params.names import GRANTS
from sim.params.strategy import MOST_PHASES
from sim.process.settings.money import money_of, months_of, share_of
from sim.process.settings.parts import Parts, parts_of
from sim.process.settings.record import ABSENT
from sim.rules import partner


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
    return budget_from(parts_of(scenario, organisations))


def budget_from(parts: Parts) -> Budget:
    """Work out the money of a plan that is taken apart already."""
    money = money_of(parts)
    grants = [
        share_of(parts, money.rest_factor, phase, GRANTS) * money.monthly
        for phase in range(MOST_PHASES)
        for _ in range(months_of(parts, phase))
    ]
    to_sites = (money.pilots + grants[0], *grants[1:])
    return Budget(money.total, money.charges, money.monthly, parts.programme, to_sites, parts.start)


def office_from(strategy: Strategy) -> int:
    """Return the month of the programme from which an office runs a limit on go-lives or a mandate.

    A rest in winter is a limit.  Without either, or after the programme, there is no office: the
    month is not before its end.
    """
    limited = strategy.wave_cap is not None or strategy.winter_break
    month = strategy.mandate_month
    return partner.office_from(limited, ABSENT if month is None else month, strategy.programme)
