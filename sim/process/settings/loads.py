"""What an innovation demands and gives: disruption, loads on the five gaps, quality, benefit."""

from dataclasses import asdict

from sim.params import Assumptions, Coefficients, Innovation, Nasss
from sim.params.names import GAPS
from sim.rules import factors, gaps


def disruption_of(innovation: Innovation, assumptions: Assumptions) -> float:
    """Disruption at go-live: as stated, else from the types of innovation in it (E2)."""
    if innovation.disruption is not None:
        return innovation.disruption
    types, left = innovation.types, 1.0
    left *= gaps.spared(types.medical_product, assumptions.disruption_medical_product)
    left *= gaps.spared(types.digital, assumptions.disruption_digital)
    left *= gaps.spared(types.care_model, assumptions.disruption_care_model)
    return 1.0 - left


def loads_of(
    innovation: Innovation, disruption: float, more: float, coefficients: Coefficients
) -> list[float]:
    """Load on each gap: by the NASSS scores, their parts and its types, and what is added (E1).

    more  load that each further type of innovation adds
    """
    scored = _by_scores(innovation, scores_with_parts(innovation.nasss), disruption, coefficients)
    added, types = asdict(innovation.added_load), _types_in(innovation)
    return [
        factors.with_added(factors.combined_load(scored[gap], types, more), added[gap])
        for gap in GAPS
    ]


def scores_with_parts(nasss: Nasss) -> Nasss:
    """Return the scores of the domains plus what their named parts add (C36)."""
    adopters, wider = nasss.adopters, nasss.wider_system
    if nasss.identity is not None:
        adopters = factors.scored(adopters, nasss.identity)
    for part in (nasss.public_trust, nasss.privacy):
        if part is not None:
            wider = factors.scored(wider, part)
    return Nasss(
        nasss.condition, nasss.technology, nasss.value, adopters, nasss.organisation, wider
    )


def _by_scores(
    innovation: Innovation, n: Nasss, disruption: float, c: Coefficients
) -> dict[str, float]:
    """Load on each gap from the NASSS scores alone (E1)."""
    scores = dict(
        cultural=gaps.mixed_score(n.adopters, n.organisation, c.cultural_from_organisation),
        capacity=gaps.capacity_score(
            n.organisation,
            n.adopters,
            disruption,
            c.capacity_from_organisation,
            c.capacity_from_adopters,
        ),
        evidence=gaps.mixed_score(n.condition, n.value, c.evidence_from_value),
        technical=gaps.mixed_score(n.technology, n.wider_system, c.technical_from_wider_system),
        financial=gaps.mixed_score(n.value, n.wider_system, c.financial_from_wider_system),
    )
    return {gap: gaps.load(score, c.load_least, c.load_by_score) for gap, score in scores.items()}


def quality_of(innovation: Innovation, c: Coefficients) -> float:
    """Quality from Rogers' five attributes (E2)."""
    i = innovation
    return gaps.quality(
        *(i.relative_advantage, i.compatibility, i.complexity, i.trialability, i.observability),
        c.quality_from_compatibility,
        c.quality_from_ease,
        c.quality_from_trialability,
        c.quality_from_observability,
    )


def benefit_of(innovation: Innovation, assumptions: Assumptions) -> float:
    """Benefit at full proficiency: as stated, else from the types in it, combined (C10)."""
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
    return factors.combined_benefit(best, _types_in(innovation), a.combined_benefit)


def _types_in(innovation: Innovation) -> int:
    """Count the types of innovation that are combined (C10)."""
    types = innovation.types
    return sum(w > 0 for w in (types.medical_product, types.digital, types.care_model))
