"""A scenario as the flat numbers that a month needs: loads, doses' costs, money, all resolved.

Both engines read the same numbers: the Mesa agents by name, a kernel as one row of a
structured array.
"""

from dataclasses import asdict, dataclass, fields
from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.params import Assumptions, DataFor, EndState, Innovation, Nasss, Scenario, Strategy
from sim.params.errors import UserError
from sim.params.names import AGGREGATORS, CULTURAL, GAPS, KINDS, LEVERS, TARGETS, WEIGHTED_STAGES
from sim.params.strategy import MOST_PHASES
from sim.process.dials import dials_of, scores_with_parts, types_in
from sim.rules import factors, gaps, partner

NEVER = 1e9  # a month that does not come
ABSENT = -1  # a mandate or a wave cap that is not there
REFERENCE = 60.0  # organisations at which the costs of the levers are stated
WHOLE = frozenset(
    {
        "aggregator",
        "abandon_from",
        "longest_support",
        "replicates_per_system",
        "programme",
        "target",
        "pilots",
        "mixed_pilots",
        "mandate_month",
        "wave_cap",
        "contract",
        "fewer_boards",
        "ambition",
        "ambition_review",
        "kind",
        "count",
        "months",
        "first_month",
    }
)


@dataclass(frozen=True, slots=True)
class Budget:
    """The programme's money [kGBP]: all, what comes off first, and what levers get a month."""

    total: float
    charges: float
    monthly: float
    months: int

    @property
    def spent(self) -> float:
        """What the programme spends in all; pilots are paid for even without a budget."""
        return max(self.total, self.charges)


def budget_of(strategy: Strategy, organisations: int, assumptions: Assumptions) -> Budget:
    """Work out the money of a strategy; without shares only pilots and planning are paid for."""
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


def disruption_of(innovation: Innovation, assumptions: Assumptions) -> float:
    """Disruption at go-live: as stated, else from the types that are in it (E2)."""
    if innovation.disruption is not None:
        return innovation.disruption
    types, left = innovation.types, 1.0
    left *= gaps.spared(types.medical_product, assumptions.disruption_medical_product)
    left *= gaps.spared(types.digital, assumptions.disruption_digital)
    left *= gaps.spared(types.care_model, assumptions.disruption_care_model)
    return 1.0 - left


def loads_of(innovation: Innovation, disruption: float, more: float) -> list[float]:
    """Load on each gap: as stated, else from the NASSS scores (E1); parts of a domain add to it."""
    plain = nasss_loads(innovation, innovation.nasss, disruption)
    harder = nasss_loads(innovation, scores_with_parts(innovation.nasss), disruption)
    stated, types = asdict(innovation.loads), types_in(innovation)
    return [
        factors.combined_load(harder[gap], types, more)
        if stated[gap] is None
        else factors.with_parts(stated[gap], harder[gap] - plain[gap])
        for gap in GAPS
    ]


def benefit_of(innovation: Innovation, assumptions: Assumptions) -> float:
    """Benefit at full proficiency: as stated, else that of the types in it, combined (C10)."""
    if innovation.benefit is not None:
        return innovation.benefit
    types, a = innovation.types, assumptions
    in_it = [
        benefit
        for share, benefit in (
            (types.medical_product, a.benefit_medical_product),
            (types.digital, a.benefit_digital),
            (types.care_model, a.benefit_care_model),
        )
        if share > 0
    ]
    best = max(in_it, default=a.benefit_digital)
    return factors.combined_benefit(best, types_in(innovation), a.combined_benefit)


def nasss_loads(innovation: Innovation, n: Nasss, disruption: float) -> dict[str, float]:
    """Load on each gap by the NASSS scores alone (E1)."""
    scores = dict(
        cultural=gaps.cultural_score(n.adopters, n.organisation),
        capacity=gaps.capacity_score(n.organisation, n.adopters, disruption),
        evidence=gaps.evidence_score(n.condition, n.value),
        technical=gaps.technical_score(n.technology, n.wider_system),
        financial=gaps.financial_score(n.value, n.wider_system, innovation.in_year_share),
    )
    return {gap: gaps.load(score) for gap, score in scores.items()}


def settings_of(scenario: Scenario, organisations: int) -> dict[str, Any]:
    """Resolve a scenario into named numbers (float, int, or a flat list of them)."""
    assumed = {f.name: getattr(scenario.assumptions, f.name) for f in fields(Assumptions)}
    assumed["aggregator"] = AGGREGATORS.index(scenario.assumptions.aggregator.value)
    numbers = (
        assumed
        | _innovation(scenario.innovation, scenario.assumptions)
        | _strategy(scenario, organisations)
        | _levers(scenario, organisations)
        | _process_and_clock(scenario)
        | dials_of(scenario, disruption_of(scenario.innovation, scenario.assumptions))
    )
    if scenario.strategy.data_for == DataFor.accountability:
        numbers["load"][CULTURAL] += scenario.assumptions.accountability_culture
    return {name: _typed(name, value) for name, value in numbers.items()}


def _typed(name: str, value: Any) -> Any:
    """Give every setting one type, so that a kernel is compiled once."""
    if isinstance(value, list):
        return [float(each) for each in value]
    return int(value) if name in WHOLE else float(value)


def _innovation(innovation: Innovation, assumptions: Assumptions) -> dict[str, Any]:
    i, disruption = innovation, disruption_of(innovation, assumptions)
    scores = (i.relative_advantage, i.compatibility, i.complexity, i.trialability, i.observability)
    return dict(
        quality=gaps.quality(*scores),
        complexity=i.complexity,
        trialability=i.trialability,
        observability=i.observability,
        disruption=disruption,
        load=loads_of(i, disruption, assumptions.combined_load),
        benefit=benefit_of(i, assumptions),
        procurement=i.procurement,
        in_year_share=i.in_year_share,
    )


def _strategy(scenario: Scenario, organisations: int) -> dict[str, Any]:
    s, a = scenario.strategy, scenario.assumptions
    if s.pilots > organisations:  # a file's number of organisations is not known before
        raise UserError(
            f"strategy.pilots is {s.pilots}, but the system's number of organisations is "
            f"{organisations}; there cannot be more pilots than organisations."
        )
    budget = budget_of(s, organisations, a)
    return dict(
        **_phases(s, budget.monthly),
        programme=s.programme,
        target=TARGETS.index(s.target.value),
        pilots=s.pilots,
        mixed_pilots=int(s.mixed_pilots),
        evaluated=1.0 if s.evaluate else a.unevaluated_evidence,
        dual_running=s.dual_running,
        mandate_month=ABSENT if s.mandate_month is None else s.mandate_month,
        wave_cap=ABSENT if s.wave_cap is None else s.wave_cap,
    )


def _phases(strategy: Strategy, monthly: float) -> dict[str, Any]:
    """Lay out what each lever gets a month in each phase; unused phases never begin."""
    later = sorted(strategy.phases.values(), key=lambda phase: phase.from_month)
    shares = [strategy.shares, *(phase.shares for phase in later)]
    begins = [0, *(phase.from_month for phase in later)]
    unused = MOST_PHASES - len(shares)
    spend = [getattr(each, lever) * monthly for each in shares for lever in LEVERS]
    return dict(
        phase_from=[*begins, *[NEVER] * unused],
        spend=[*spend, *[0.0] * unused * len(LEVERS)],
    )


def _levers(scenario: Scenario, organisations: int) -> dict[str, Any]:
    levers, a = scenario.levers, scenario.assumptions
    costs = [getattr(getattr(levers, lever), "cost", 0.0) for lever in LEVERS]
    at_scale = [partner.cost_at_scale(c, organisations, REFERENCE, a.scale_economy) for c in costs]
    at_scale[LEVERS.index("exemplar")] = levers.exemplar.cost  # the pilots, not the system
    closes = [getattr(getattr(levers, lever), gap, 0.0) for lever in LEVERS for gap in GAPS]
    if scenario.strategy.data_for == DataFor.accountability:
        first = LEVERS.index("data") * len(GAPS)
        for k in range(first, first + len(GAPS)):
            closes[k] *= 0.5  # C63: what is held against people teaches them less
    return dict(
        cost=at_scale,
        closes=closes,
        champion_closes=[a.champion_culture, a.champion_capacity, 0.0, 0.0, 0.0],
        weight=[
            getattr(getattr(scenario.stage_weights, stage), gap)
            for stage in WEIGHTED_STAGES
            for gap in GAPS
        ],
    )


def _process_and_clock(scenario: Scenario) -> dict[str, Any]:
    process, clock = scenario.process, scenario.clock
    return dict(
        kind=KINDS.index(process.kind.value),
        bass_innovation=process.innovation,
        bass_imitation=process.imitation,
        threshold=process.threshold,
        count=int(process.count),
        months=clock.months,
        winter=clock.winter,
        first_month=int(clock.start[5:7]),
    )


def by_name(settings: dict[str, Any]) -> SimpleNamespace:
    """Give the settings as attributes, for Python."""
    return SimpleNamespace(**settings)


def as_row(settings: dict[str, Any]) -> np.ndarray:
    """Give the settings as one row of a structured array, for a kernel; [1]."""
    layout: list[Any] = [
        (name, "f8", (len(value),))
        if isinstance(value, list)
        else (name, "i8" if name in WHOLE else "f8")
        for name, value in settings.items()
    ]
    row = np.zeros(1, layout)
    for name, value in settings.items():
        row[name] = value
    return row
