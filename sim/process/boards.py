"""The way through business case, boards and procurement: each rule with its inputs.

`p`, `month`, `me` and `now` as in `sim.process.doses`.
"""

from sim.params.names import GOVERN, ONE2ONE, STANDARD
from sim.process.barriers import capacity_of
from sim.process.doses import dose
from sim.process.settings import Settings
from sim.process.snapshot import Snapshot
from sim.process.state import NOT_READY, Month, Organisation
from sim.rules import balances, moves
from sim.rules.compiled import part, where


@part
def case_progress(p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Part of the business case written this month (E10)."""
    return moves.case_progress(
        p.case_preparation * p.case_factor,
        capacity_of(p, month, me),
        dose(p, month, me, now, STANDARD),
        p.support_case * dose(p, month, me, now, ONE2ONE),
        p.capacity_case,
    )


@part
def is_written(case: float) -> bool:
    """Whether the business case is done."""
    return case >= 1.0


@part
def due(month: Month, me: Organisation) -> int:
    """Return the phase of the boards that meet this month [months]."""
    return (-month.number) % me.board_interval


@part
def meets(due: int, needed: int, approvals: int, phase: int) -> bool:
    """Whether a board that has yet to approve is among those that meet this month."""
    return (approvals < needed) & (phase == due)


@part
def approval(
    p: Settings,
    month: Month,
    me: Organisation,
    now: Snapshot,
    feasible: float,
    financial_gap: float,
) -> float:
    """Chance that the board that meets approves (E11, E12)."""
    wanted = moves.approval_chance(
        p.approval_at_best * p.approval_factor,
        feasible,
        p.regulatory_clarity,
        p.govern_approval * dose(p, month, me, now, GOVERN),
        p.approval_by_clarity,
        p.approval_most,
    )
    forced = moves.mandated_approval(wanted, p.mandate_floor, financial_gap)
    return where(month.mandated, forced, wanted)


@part
def rejection(p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Chance that a board that does not approve rejects (E11)."""
    by_govern = p.govern_rejection * dose(p, month, me, now, GOVERN)
    return moves.rejection_chance(p.board_rejection, by_govern)


@part
def procurement(p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Months from the last approval to being ready to go live (E11)."""
    by_templates = p.standard_procurement * dose(p, month, me, now, STANDARD)
    months = moves.procurement_months(p.procurement * p.procurement_factor, by_templates)
    by_integration = balances.procurement_by_integration(p.integration, p.integration_procurement)
    return moves.delayed(months, p.procurement_shift + by_integration)


@part
def buys(approvals: int, needed: int, waited: int) -> bool:
    """Whether an organisation is in procurement: approved by all boards, and not yet ready."""
    return (approvals == needed) & (waited == NOT_READY)


@part
def is_bought(clock: float) -> bool:
    """Whether procurement is done, from the months left."""
    return clock <= 0.0
