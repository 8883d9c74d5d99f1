"""What each dial of a plan sets by itself, before dials meet in the settings of a month.

A dial, or an assumption, changes fields here, or settings in which nothing meets, that no other
changes.  So changes to several of them can be made one by one; `composition.meet` does the rest.
"""

from dataclasses import dataclass
from typing import Any

from sim.networks.telling import says_where_it_stands
from sim.params import EndState, Payment, PilotPurpose, Scenario, Sourcing, Strategy
from sim.params.names import LEVERS
from sim.params.strategy import MOST_PHASES
from sim.process.settings.design import Design, design_of
from sim.process.settings.loads import disruption_of
from sim.process.settings.record import ABSENT, NEVER
from sim.process.settings.rows import Numbers, made
from sim.rules import balances, factors, gaps, partner, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What meets: money; what suits the innovation, the sites and the design; what is redesigned.

    The annotation of a field is its type in every engine.  `sim.params` has units and meanings.
    """

    # The programme and its money
    start: int  # month of the run in which it starts
    programme: int  # months
    phase_from: Numbers  # month of the programme in which each phase begins, or NEVER
    budget: float  # kGBP, if anything is spent
    shares: Numbers  # of what levers get, phase by phase, by lever
    shift: Numbers  # moved to levers in the first phase; 0 in a checked scenario
    # What comes off it first
    pilots: int  # that it pays for
    pilot_cost: float
    purpose_cost: float  # 0 for general pilots
    preparation_cost: float
    early_plan: float  # planning for scale that is paid for
    end_state_cost: float  # 0 without an end state
    inclusive: float
    exclusion: float
    case_preparation: float
    case_days: float
    day_cost: float
    organisations: int
    reference_size: float
    scale_economy: float
    mandate_office: float
    mandate_month: int  # of the programme, or ABSENT
    limited: int  # 1 with a limit on go-lives, or a rest in winter
    partner_dose: float  # 0 without a partnership
    partner_cost: float  # kGBP a month for 63 % of its dose, at the reference size
    # Planning, evaluating, sourcing
    plan: float  # left by a late ambition
    case_head_start: float
    evaluate: int
    unevaluated_evidence: float
    evaluation_days: float
    pace: float
    pace_by_sourcing: float  # added
    technical_by_sourcing: float  # factor
    site_cost_by_sourcing: float  # factor
    # What suits the innovation and its sites
    tailoring: float  # or ABSENT
    complexity: float
    too_simple_gaps: float
    too_bespoke_time: float
    mismatch_reuse: float
    compatibility: float
    compatibility_slope: float
    similarity_across_types: float
    general: float  # 0 for neither
    general_reach: float
    unfit: float  # factor of a general solution
    tailored_cost: float  # factor of a tailored one
    dip_by_regulation: float
    procurement_by_regulation: float
    # What is redesigned, and how it is designed and paid for
    redesign: float
    bottleneck_shift: float
    bottleneck_capacity: float
    decommissioning: float
    redesign_days: float
    in_year_share: float
    incentives: float
    disruption: float
    lean: float  # how much of the method is Lean
    lean_gain: float
    culture_by_codesign: float  # factor
    capacity_by_usability: float  # factor
    finance_by_tariff: float  # factor


def parts_of(scenario: Scenario, organisations: int, design: Design | None = None) -> Parts:
    """Take a scenario apart, for a system with this many organisations.

    design  as `design_of` makes it, if it is at hand
    """
    design = design or design_of(scenario)
    numbers = (
        _programme(scenario, organisations)
        | _charged(scenario, organisations)
        | _planned(scenario, design)
        | _suited(scenario)
        | _designed(scenario, design)
    )
    return made(Parts, numbers)


def _programme(scenario: Scenario, organisations: int) -> dict[str, Any]:
    strategy = scenario.strategy
    later = sorted(strategy.phases.values(), key=lambda phase: phase.from_month)
    shares = [strategy.shares, *(phase.shares for phase in later)]
    unused = MOST_PHASES - len(shares)
    return dict(
        start=strategy.start,
        programme=strategy.programme,
        phase_from=[0.0, *(phase.from_month for phase in later), *[NEVER] * unused],
        budget=_budget(strategy, organisations),
        shares=[
            *(getattr(each, lever) for each in shares for lever in LEVERS),
            *[0.0] * unused * len(LEVERS),
        ],
        shift=[getattr(strategy.shift, lever) for lever in LEVERS],
    )


def _budget(strategy: Strategy, organisations: int) -> float:
    if strategy.budget_total is not None:
        return strategy.budget_total / 1000.0
    per_organisation = strategy.budget_per_organisation
    return partner.programme_budget(per_organisation, organisations, strategy.programme)


def _charged(scenario: Scenario, organisations: int) -> dict[str, Any]:
    strategy, a = scenario.strategy, scenario.assumptions
    has_purpose = strategy.pilot_purpose != PilotPurpose.general
    partnered = strategy.sourcing == Sourcing.partner
    return dict(
        pilots=_pilots_paid_for(scenario),
        pilot_cost=a.pilot_cost,
        purpose_cost=a.purpose_cost if has_purpose else 0.0,
        preparation_cost=a.preparation_cost,
        early_plan=strategy.plan,
        end_state_cost=a.end_state_cost if strategy.end_state != EndState.none else 0.0,
        inclusive=strategy.inclusive,
        exclusion=a.exclusion,
        case_preparation=a.case_preparation,
        case_days=a.case_days,
        day_cost=a.day_cost,
        organisations=organisations,
        reference_size=scenario.coefficients.reference_size,
        scale_economy=a.scale_economy,
        mandate_office=a.mandate_office,
        mandate_month=ABSENT if strategy.mandate_month is None else strategy.mandate_month,
        limited=strategy.wave_cap is not None or strategy.winter_break,
        partner_dose=scenario.coefficients.partnership_dose if partnered else 0.0,
        partner_cost=scenario.levers.partner.cost,
    )


def _pilots_paid_for(scenario: Scenario) -> int:
    """Count the pilots; sites that were live before are not paid for again."""
    strategy = scenario.strategy
    if says_where_it_stands(scenario.system):
        return 0
    if strategy.start > 0:  # all go live when the programme starts
        return strategy.pilots
    return strategy.pilots - standing.embedded_before(strategy.pilots, strategy.pilots_embedded)


def _planned(scenario: Scenario, design: Design) -> dict[str, Any]:
    strategy, i, a, c = (
        scenario.strategy,
        scenario.innovation,
        scenario.assumptions,
        scenario.coefficients,
    )
    built, pace = strategy.sourcing == Sourcing.build, i.pace
    return dict(
        plan=design.plan,
        case_head_start=strategy.case_head_start,
        evaluate=strategy.evaluate,
        unevaluated_evidence=a.unevaluated_evidence,
        evaluation_days=a.evaluation_days,
        pace=factors.pace_of(i.nasss.embedding, c.embedding_pace) if pace is None else pace,
        pace_by_sourcing=c.build_pace if built else 0.0,
        technical_by_sourcing=c.build_technical if built else 1.0,
        site_cost_by_sourcing=c.build_site_cost if built else 1.0,
    )


def _suited(scenario: Scenario) -> dict[str, Any]:
    i, a, c = scenario.innovation, scenario.assumptions, scenario.coefficients
    tailoring, regulation = scenario.strategy.tailoring, scenario.system.regulation
    return dict(
        tailoring=ABSENT if tailoring is None else tailoring,
        complexity=i.complexity,
        too_simple_gaps=c.too_simple_gaps,
        too_bespoke_time=c.too_bespoke_time,
        mismatch_reuse=c.mismatch_reuse,
        compatibility=i.compatibility,
        compatibility_slope=a.compatibility_slope,
        similarity_across_types=a.similarity_across_types,
        dip_by_regulation=balances.dip_by_regulation(regulation, c.regulation_dip),
        procurement_by_regulation=balances.procurement_by_regulation(
            regulation, c.regulation_procurement
        ),
        **_general(scenario),
    )


def _general(scenario: Scenario) -> dict[str, Any]:
    """Resolve a general or tailored solution; neutral if it is neither."""
    general, risk, c = scenario.strategy.general, scenario.innovation.risk, scenario.coefficients
    if general is None:
        return dict(general=0.0, general_reach=c.general_reach, unfit=1.0, tailored_cost=1.0)
    how_risky = balances.risk_of(risk.clinical, risk.operational, risk.financial)
    return dict(
        general=general,
        general_reach=c.general_reach,
        unfit=balances.unfit_of_general(general, how_risky, c.general_unfit),
        tailored_cost=balances.cost_of_tailored(general, c.tailored_cost),
    )


def _designed(scenario: Scenario, design: Design) -> dict[str, Any]:
    i, c, methods = scenario.innovation, scenario.coefficients, design.methods
    return dict(
        redesign=scenario.strategy.redesign,
        bottleneck_shift=i.bottleneck_shift,
        bottleneck_capacity=c.bottleneck_capacity,
        decommissioning=i.decommissioning,
        redesign_days=scenario.assumptions.redesign_days,
        in_year_share=i.in_year_share,
        incentives=scenario.system.incentives,
        disruption=disruption_of(i, scenario.assumptions),
        lean=methods.lean,
        lean_gain=c.lean_gain,
        culture_by_codesign=gaps.blended(c.ebcd_culture, methods.codesign),
        capacity_by_usability=factors.by_usability(design.usability, c.usability_relief),
        finance_by_tariff=c.tariff_finance if i.payment == Payment.tariff else 1.0,
    )
