"""What a run does not read because a plan leaves it out: mandate, contract, later phases."""

from sim.params.names import AMBITIONS, KINDS, LEVERS
from sim.params.strategy import MOST_PHASES
from sim.process.conditions.condition import Condition, row
from sim.process.conditions.levers import last_month, money_for
from sim.process.settings import Settings

OF_MANDATE = (
    *("mandate_month", "mandate_by", "mandate_pull", "compelled_factor", "mandate_compliance"),
    "mandate_floor",
)


def _too_late(p: Settings) -> str:
    return f"the programme starts in month {p.start}, when the run is over"


def _has_nothing_to_start(p: Settings) -> bool:
    acts = p.kind == KINDS.index("full") or p.levers != 0
    money = acts and any(money_for(p, k) > 0 for k in range(len(LEVERS)))
    return p.pilots <= 0 and not money


def of_the_start() -> tuple[Condition, ...]:
    """Give what is not read because of when the programme starts."""
    return (
        row(
            ("start", "programme", "phase_from", "spend"), lambda p: p.start >= p.months,
            _too_late, "strategy.start",
        ),
        row(
            ("start", "phase_from.0"), _has_nothing_to_start,
            "there are no pilots and no money for levers that could come later",
            "strategy.pilots",
        ),
    )  # fmt: skip


def _mandate(p: Settings) -> str:
    if p.mandate_month < 0:
        return "there is no mandate"
    return f"the mandate begins in month {p.mandate_month}, when the run is over"


def _contract(p: Settings) -> str:
    if p.contract < 0:
        return "there is no contract to renew"
    return f"a contract of {p.contract} months lasts longer than the run"


def of_the_plan() -> tuple[Condition, ...]:
    """Give what a plan leaves out: mandate, contract, later phases, codification, integration."""
    later = [
        (f"phase_from.{k}", *(f"spend.{k * len(LEVERS) + lever}" for lever in range(len(LEVERS))))
        for k in range(1, MOST_PHASES)
    ]
    return (
        *(
            row(
                names,
                lambda p, k=k: p.phase_from[k] >= last_month(p),  # type: ignore[misc]
                "a phase that begins when the programme or the run is over is never reached",
            )
            for k, names in enumerate(later, start=1)
        ),
        row(
            OF_MANDATE, lambda p: not 0 <= p.mandate_month < p.months, _mandate,
            "strategy.mandate_month",
        ),
        row(("contract",), lambda p: p.contract > p.months, _contract),
        row(
            ("pace", "partner_pace"), lambda p: p.contract < 0,
            "without a contract the product is kept up to date", "strategy.contract",
        ),
        row(
            ("renewal_cost", "renewal_drop"), lambda p: p.contract < 0 or p.contract > p.months,
            _contract, "strategy.contract",
        ),
        row(
            ("ambition_review",), lambda p: p.ambition == AMBITIONS.index("national"),
            "the programme means all from the start", "strategy.ambition",
        ),
        row(
            ("codification_tolerance", "codification_culture", "mismatch_reuse",
             "organisations.orientation"), lambda p: p.codification < 0,
            "the model is codified as each culture prefers", "strategy.codification",
        ),
        row(
            ("integration_technical", "integration_capacity", "integration_benefit",
             "integration_procurement"),
            lambda p: p.integration == 0.5 and p.integration_ramp == 0,
            "integration stays at its neutral value of 0.5", "strategy.integration_ramp",
        ),
        row(
            ("integration_cost",), lambda p: p.integration == 0 and p.integration_ramp == 0,
            "nothing is integrated", "strategy.integration", "strategy.integration_ramp",
        ),
        row(
            ("integration_ramp",), lambda p: p.integration == 1,
            "integration is complete from the start (strategy.integration is 1)",
        ),
        row(
            ("dual_run_relief",), lambda p: p.dual_running == 0,
            "the old and new service never run side by side", "strategy.dual_running",
        ),
    )  # fmt: skip
