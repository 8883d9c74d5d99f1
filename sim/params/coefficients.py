"""What the equations are made of: factors, weights and slopes that are nobody's own number.

`sim.params.assumptions` says how strong an effect is; a coefficient here says how an equation
mixes, bends or bounds what goes into it.  Nearly all are judgement.  A slope is that of a factor
that is 1 where its dial stands at 0.5; a slope of 0 switches the dial off.
"""

from dataclasses import dataclass

from sim.params.declare import par

UNSOURCED = "assumed; among the largest dials without a source"


@dataclass(slots=True)
class Coefficients:
    """Numbers of the equations E1-E22 and of the dials, in their order."""

    # Innovation and gaps: E1-E4
    load_least: float = par(0.1, "load", 0, 1, "of an innovation without any complexity")
    load_by_score: float = par(0.8, "load", 0, 1, "added by the highest score of complexity")
    cultural_from_organisation: float = par(
        0.4, "weight", 0, 1, "of the organisation in the cultural score; the rest is the adopters'"
    )
    capacity_from_organisation: float = par(
        0.4, "weight", 0, 0.5, "of the organisation in the score of capacity; the rest: disruption"
    )
    capacity_from_adopters: float = par(
        0.2, "weight", 0, 0.5, "of the adopters in the score of capacity"
    )
    evidence_from_value: float = par(
        0.5, "weight", 0, 1, "of the value in the score of evidence; the rest is the condition's"
    )
    technical_from_wider_system: float = par(
        0.3, "weight", 0, 1, "of the wider system in the technical score; the rest: technology"
    )
    financial_from_wider_system: float = par(
        0.375, "weight", 0, 1, "of the wider system in the financial score; the rest: value"
    )
    quality_from_compatibility: float = par(
        0.25, "weight", 0, 0.25, "of compatibility in quality; the rest: relative advantage"
    )
    quality_from_ease: float = par(0.20, "weight", 0, 0.25, "of a lack of complexity in quality")
    quality_from_trialability: float = par(0.15, "weight", 0, 0.25, "of trialability in quality")
    quality_from_observability: float = par(0.10, "weight", 0, 0.25, "of observability in quality")
    legacy_technical: float = par(1.0, "slope", 0, 2, "of legacy on the technical gap")
    additive_slope: float = par(
        2.2, "1", 0, 10, "feasibility lost by the mean gap, where gaps are added up"
    )
    additive_least: float = par(0.02, "share", 0, 1, "feasibility, where gaps are added up")
    weakest_from: float = par(
        0.5, "weight", 0, 5, "from which a gap may be the weakest link, where only that counts"
    )
    # Exposure, readiness, committing: E6, E8
    benefit_reference: float = par(
        0.08, "share of activity", 0.001, 1, "gain at which what came of it is as stated"
    )
    visible_least: float = par(0.8, "share", 0, 2, "of exposure felt without any observability")
    visible_by_observability: float = par(0.93, "share", 0, 2, "added at full observability")
    readiness_from_maturity: float = par(
        0.35, "weight", 0, 0.5, "of digital maturity in readiness; the rest: culture"
    )
    readiness_from_capacity: float = par(0.30, "weight", 0, 0.5, "of capacity in readiness")
    trialability_threshold: float = par(0.4, "slope", 0, 2, "of trialability, down the threshold")
    # Case and boards: E10, E11
    capacity_case: float = par(0.8, "slope", 0, 2, "of capacity on the progress of a case")
    approval_by_clarity: float = par(
        0.5, "share", 0, 1, "of that chance that needs clear regulation"
    )
    approval_most: float = par(0.95, "probability", 0, 1, "of approval at one board")
    # The dip, learning, leaving, fatigue: E13-E17
    dip_without_support: float = par(
        1.5, "factor", 1, 5, "on the dip, where nothing is feasible; feasibility is taken off it"
    )
    complexity_learning: float = par(0.6, "slope", 0, 2, "of complexity, down the learning")
    unlearning: float = par(0.05, "share", 0, 1, "most proficiency lost in a month")
    abandoning_dip: float = par(
        0.10, "share of activity", 0.001, 1, "dip at which giving up is at its stated rate"
    )
    # The partner's and the sites' money: E18, E20
    reference_size: float = par(
        60.0, "count", 1, 1e9, "organisations at which costs and the pool of evidence are stated"
    )
    transition_least: float = par(
        0.5, "factor", 0, 5, "of the cost in the dip that is there without dual running"
    )
    # What is tried, and how it is paid for: C05, C08, C27, C36, C39
    usability_relief: float = par(
        0.6, "slope", 0, 2, "of usability, down the capacity gap and the giving up"
    )
    usability_learning: float = par(0.3, "slope", 0, 2, "of usability on learning")
    bottleneck_capacity: float = par(
        0.3, "share", 0, 5, "wider capacity gap by a bottleneck that moves down the pathway"
    )
    tariff_finance: float = par(0.6, "factor", 0, 5, "on the financial gap, by a tariff")
    tariff_boards: int = par(1, "count", 0, 12, "approvals that a tariff spares")
    consumer_awareness: float = par(1.5, "factor", 0, 10, "on hearing of a consumer product")
    consumer_clarity: float = par(
        0.2, "score", 0, 1, "clarity of regulation that a consumer product lacks"
    )
    embedding_leaving: float = par(1.0, "slope", 0, 2, "of the embedding score on leaving")
    embedding_pace: float = par(
        0.02, "1/month", 0, 0.5, "pace at which products age, at the highest embedding score"
    )
    # How it is prepared and designed: C28, C32-C35, C43, C45, C51, C63, C73
    lean_gain: float = par(
        0.20,
        "share",
        0,
        1,
        "of the capacity gap that Lean closes without disruption, and of the benefit that it "
        "misses at full disruption",
        "direction: waiting fell in 24 of 26 studies (Tlapa 2020); the size is assumed",
    )
    vbhc_finance: float = par(
        0.20, "share", 0, 1, "of the financial gap closed by value-based care, at full maturity"
    )
    ebcd_culture: float = par(0.85, "factor", 0, 5, "on the cultural gap, by co-designing")
    ebcd_usability: float = par(0.15, "score", 0, 1, "usability that it adds")
    pilots_gain: float = par(
        0.25, "share", 0, 1, "gained in what pilots test: evidence, tools, their fit or usability"
    )
    late_ambition: float = par(
        24.0, "month", 1, 240, "from which setting an ambition leaves no plan for scale"
    )
    accountability_closes: float = par(
        0.5, "factor", 0, 1, "on what data close, if they are for accountability"
    )
    # The nine balances: B1-B9
    too_simple_gaps: float = par(
        0.8,
        "share",
        0,
        5,
        "wider gaps by an approach too simple by 1",
        "direction: adapted programmes did better than copied ones (Olsson 2024); size assumed",
    )
    too_bespoke_time: float = par(
        0.8, "share", 0, 5, "longer cases, if too bespoke by 1", UNSOURCED
    )
    codification_tolerance: float = par(
        0.2, "share", 0, 0.9, "of a difference between codification and culture that is no matter"
    )
    codification_culture: float = par(0.6, "share", 0, 5, "wider cultural gap by a full mismatch")
    mismatch_reuse: float = par(
        1.0,
        "share",
        0,
        1,
        "of material no use, if too bespoke or unlike the culture by 1",
        UNSOURCED,
    )
    build_technical: float = par(0.8, "factor", 0, 5, "on the technical gap of what is built")
    build_procurement: float = par(6.0, "month", 0, 60, "longer until what is built is ready")
    build_site_cost: float = par(1.5, "factor", 0, 10, "on what a site pays for what is built")
    build_pace: float = par(0.01, "1/month", 0, 0.5, "faster ageing of what is built")
    partnership_procurement: float = par(2.0, "month", 0, 60, "longer to enter a partnership")
    partnership_dose: float = par(
        0.5, "dose", 0, 0.99, "of a partner supplier that it gives at least"
    )
    general_reach: float = par(
        0.5, "share", 0, 1, "of the unlikeness of types that a general solution bridges"
    )
    general_unfit: float = par(
        0.6, "share", 0, 5, "deeper dip and wider technical gap of it, at full risk"
    )
    tailored_cost: float = par(
        0.3, "share", 0, 5, "longer case and higher site cost of a tailored solution"
    )
    integration_technical: float = par(
        0.8, "slope", 0, 2, "of integration on the technical gap", UNSOURCED
    )
    integration_capacity: float = par(0.6, "slope", 0, 2, "of it, down the capacity gap", UNSOURCED)
    integration_benefit: float = par(
        0.6,
        "slope",
        0,
        2,
        "of integration on the benefit",
        "direction: advice within the workflow worked more often (Kawamoto 2005); size assumed",
    )
    integration_procurement: float = par(
        5.0,
        "month",
        0,
        60,
        "longer procurement from no integration to all of it",
        "AI contracts were 4 to 10 months late, integration one reason (UCL 2025); share assumed",
    )
    regulation_approval: float = par(0.4, "slope", 0, 2, "of regulation, down the approval")
    principles_approval: float = par(
        0.5, "share", 0, 1, "of what rules take off approval that principles still take"
    )
    regulation_procurement: float = par(0.6, "slope", 0, 2, "of regulation on procurement")
    regulation_dip: float = par(0.6, "slope", 0, 2, "of regulation, down the dip")
