"""How organisations behave: every number in the equations that belongs to no innovation or system.

Nearly all are expert assumptions; `docs/model` says which are not, and how far results move.
"""

from dataclasses import dataclass
from enum import Enum

from sim.params.declare import choice, par

TENURE = "ln 2 / 36: median tenure of a chief executive is 3 years (King's Fund 2018)"
DIP = "productivity fell 25 to 33% when records went live (Bhargava & Mishra 2010)"
RECOVERY = "26 practices recovered within about 12 months (Fleming 2014)"
LEAVE = "10.2% of health centres removed their record system (NACHC 2008)"
SUSTAINED = "23% of programmes were fully sustained after 2 years (Stirman 2012)"
QALY = "£15,000 a QALY that society values at £60,000 (seen in a table of UK values, PMC10722785)"
GRANT = "FREED: 18 sites received £35,000 each"
PAY = "band 7 in England 2025/26: £47,810 to £54,710 a year; on-costs and days worked assumed"
FACILITATION = "10,000 USD a practice and quarter, mostly its own staff (cost analyses 2013, 2021)"
LEADERS = "assumed, so that a virtual trial gives +9 to 11 points (opinion leaders, CD000125)"
FACILITATORS = "assumed, so that a virtual trial gives an odds ratio of 2.76 (Baskerville 2012)"
FEEDBACK = "assumed, so that a virtual trial gives +4 to 6 points (audit and feedback, CD000259)"


class Aggregator(Enum):
    """How five gaps combine into one feasibility (E4)."""

    product = "product"
    additive = "additive"
    weakest = "weakest"


class Push(Enum):
    """How exposure to peers becomes commitment (E8)."""

    logistic = "logistic"
    plain = "plain"


@dataclass(slots=True)
class Assumptions:
    """Numbers of E2-E24, in the order of the equations."""

    # Innovation and gaps: E2-E4
    disruption_medical_product: float = par(
        0.15, "share", 0, 1, "disruption by a purely medical product"
    )
    disruption_digital: float = par(0.30, "share", 0, 1, "disruption by a purely digital product")
    disruption_care_model: float = par(0.55, "share", 0, 1, "disruption by a pure care model")
    gap_ceiling: float = par(0.97, "share", 0.5, 1, "widest a gap can be")
    aggregator: Aggregator = choice(
        Aggregator.product, "how five gaps combine into one feasibility"
    )
    accountability_culture: float = par(
        0.05, "load", 0, 0.5, "load added to the cultural gap when data are used for accountability"
    )
    compelled_factor: float = par(
        1.3, "factor", 1, 2, "multiplies cultural gap and giving up of a compelled organisation"
    )
    compatibility_slope: float = par(
        0.4, "1", 0, 2, "strength of compatibility's effect on the gaps; 0 is neutral"
    )
    benefit_medical_product: float = par(
        0.06, "share of activity", 0, 1, "benefit of a medical product"
    )
    benefit_digital: float = par(0.08, "share of activity", 0, 1, "benefit of a digital product")
    benefit_care_model: float = par(0.12, "share of activity", 0, 1, "benefit of a care model")
    combined_benefit: float = par(0.25, "share", 0, 1, "benefit added by each further type")
    combined_load: float = par(0.05, "load", 0, 0.5, "load added by each further type")
    worth_finance: float = par(
        0.5, "share", 0, 1, "wider or narrower financial gap at most, by what is gained and paid"
    )
    hurdle: float = par(4.0, "ratio", 0, 100, "of gain to cost at which a case is as stated", QALY)
    payback_months: float = par(
        36.0, "month", 1, 240, "over which a case spreads what going live costs"
    )
    exclusion: float = par(
        0.0, "share", 0, 2, "wider gaps in deprived areas unless design is inclusive; 0 is neutral"
    )
    # Evidence and exposure: E5, E6
    evidence_months: float = par(6.0, "month", 1, 60, "live months for 63% of a site's evidence")
    unevaluated_evidence: float = par(
        0.4, "share", 0, 1, "share of evidence that counts without evaluation"
    )
    evidence_via_ties: float = par(0.16, "weight", 0, 1, "weight of evidence passed along a tie")
    pilot_evidence: float = par(1.5, "factor", 0, 5, "added weight of evidence from a pilot")
    evidence_pooled: float = par(
        0.25, "weight", 0, 1, "weight of evidence that the spread partner pools"
    )
    pooled_base: float = par(
        0.03, "share", 0, 1, "share of the pooled evidence that travels without any lever"
    )
    pooled_by_data: float = par(0.5, "share", 0, 1, "share of the pool added by full data work")
    pooled_by_tools: float = par(0.4, "share", 0, 1, "share of the pool added by full tools")
    pooled_by_comms: float = par(
        0.3, "share", 0, 1, "share of the pool added by full communications"
    )
    own_evidence: float = par(0.15, "weight", 0, 5, "evidence known where all its staff use it")
    similarity_across_types: float = par(
        0.15, "share", 0, 1, "similarity of organisations of different types"
    )
    maturity_distance: float = par(
        0.30, "maturity", 0.01, 10, "difference in maturity at which similarity falls to 37%"
    )
    performance_shown: float = par(
        0.5, "share", 0, 1, "of a live site's example that depends on how well it performs"
    )
    bad_news: float = par(1.0, "factor", 0, 5, "weight of a neighbour that gave up")
    advocates_exposure: float = par(0.08, "share", 0, 1, "exposure added by advocates", LEADERS)
    advocates_from: float = par(
        3.0, "count", 1, 100, "number of live sites at which advocates have their full effect"
    )
    benchmarking_exposure: float = par(
        0.10, "share", 0, 1, "exposure added by showing results", FEEDBACK
    )
    # Awareness and commitment: E7-E9
    base_awareness: float = par(0.02, "1/month", 0, 1, "rate of hearing of it without help")
    comms_awareness: float = par(0.25, "1/month", 0, 5, "rate of hearing through communications")
    word_of_mouth: float = par(
        0.40, "1/month", 0, 5, "rate of hearing from neighbours who are committed or further"
    )
    support_awareness: float = par(0.30, "1/month", 0, 5, "rate of hearing through one-to-one help")
    own_awareness: float = par(0.10, "1/month", 0, 5, "rate of hearing where all its staff use it")
    commitment_rate: float = par(
        2.0, "1/month", 0, 20, "rate of commitment at full quality, when nothing holds it back"
    )
    push: Push = choice(
        Push.logistic,
        "how exposure becomes commitment: by a step at the threshold, or without one",
        says="{} exposure to peers",
    )
    threshold_steepness: float = par(
        12.0, "1/share", 0, 100, "how sharply commitment rises once exposure reaches the threshold"
    )
    top_threshold: float = par(0.50, "share", 0, 1, "exposure that the last adopter needs")
    support_threshold_cut: float = par(
        0.30, "share", 0, 1, "share of the threshold removed by one-to-one help", FACILITATORS
    )
    codesign_threshold_cut: float = par(
        0.15, "share", 0, 1, "share of the threshold removed by co-design"
    )
    lapse_rate: float = par(0.0325, "1/month", 0, 1, "rate at which commitment lapses without help")
    champion_momentum: float = par(0.46, "share", 0, 1, "share of lapses prevented by a champion")
    comms_momentum: float = par(0.5, "share", 0, 1, "share of lapses prevented by communications")
    cop_momentum: float = par(0.5, "share", 0, 1, "lapses prevented by communities of practice")
    support_momentum: float = par(0.5, "share", 0, 1, "lapses prevented by one-to-one help")
    # Business case, boards, procurement, mandate: E10-E12
    case_preparation: float = par(4.0, "month", 0.25, 60, "time needed to prepare a business case")
    support_case: float = par(0.5, "factor", 0, 5, "faster case with one-to-one help")
    approval_at_best: float = par(
        1.3, "factor", 0, 7, "chance of approval with nothing in its way, before it is limited"
    )
    govern_approval: float = par(
        0.5, "factor", 0, 5, "increase in the chance of approval from mapping governance"
    )
    board_rejection: float = par(
        0.10, "probability", 0, 1, "chance that a case is rejected if it is not approved"
    )
    govern_rejection: float = par(
        0.5, "share", 0, 1, "share of rejections prevented by mapping governance"
    )
    standard_procurement: float = par(0.35, "share", 0, 1, "procurement time saved by templates")
    codesign_relevance: float = par(
        0.4, "share", 0, 1, "share of the templates' use that depends on co-design"
    )
    cool_off_rejected: float = par(9.0, "month", 0, 120, "wait before a rejected case returns")
    mandate_compliance: float = par(
        0.10, "1/month", 0, 5, "rate at which organisations move because of a mandate"
    )
    mandate_floor: float = par(
        0.70, "probability", 0, 1, "lowest chance of approval under a mandate, if there is money"
    )
    # Performance, learning, giving up: E13-E17
    deepest_dip: float = par(0.30, "share of activity", 0, 1, "dip at full disruption", DIP)
    dual_run_relief: float = par(0.5, "share", 0, 1, "share of dip removed by full dual running")
    derisk_dip: float = par(0.25, "share", 0, 1, "share of the dip removed by de-risking")
    crowding_capacity: float = par(
        0.35, "share", 0.01, 1, "share of sites that can be in the dip before they crowd each other"
    )
    learning_rate: float = par(0.40, "1/month", 0, 5, "learning rate at full feasibility", RECOVERY)
    derisk_learning: float = par(0.3, "factor", 0, 5, "faster learning from de-risking")
    partner_learning: float = par(0.3, "factor", 0, 5, "faster learning from a partner supplier")
    exemplar_learning: float = par(
        0.3, "factor", 0, 5, "faster learning at pilots that are made excellent"
    )
    superficiality: float = par(
        0.22, "share", 0, 1, "part of proficiency out of reach where nothing is feasible", SUSTAINED
    )
    embed_at: float = par(0.75, "share", 0.01, 1, "proficiency at which a site is embedded")
    tolerance: float = par(
        0.05, "share of activity", 0, 1, "loss of performance beyond which safety is exposed"
    )
    abandon_in_dip: float = par(0.14, "1/month", 0, 5, "rate of giving up at a dip of 10%", LEAVE)
    abandon_from: int = par(2, "month", 0, 120, "live months before a site can give up")
    derisk_abandon: float = par(0.25, "share", 0, 1, "share of giving up prevented by de-risking")
    discontinue_embedded: float = par(0.012, "1/month", 0, 1, "rate of giving up after embedding")
    partner_discontinue: float = par(
        0.3, "share", 0, 1, "share of exits after embedding prevented by a partner supplier"
    )
    cop_discontinue: float = par(
        0.3, "share", 0, 1, "share of exits after embedding prevented by communities of practice"
    )
    cool_off_abandoned: float = par(
        18.0, "month", 0, 120, "wait before a site that gave up can hear of it again"
    )
    derisk_cool_off: float = par(
        9.0, "month", 0, 120, "cut in the wait after giving up, from de-risking"
    )
    derisk_bad_news: float = par(
        0.5, "share", 0, 1, "share of bad news and of fatigue after failure removed by de-risking"
    )
    fatigue_start: float = par(0.15, "share", 0, 0.9, "usual level of change fatigue")
    fatigue_go_live: float = par(0.10, "share", 0, 1, "fatigue added by go-live at full disruption")
    fatigue_failure: float = par(0.15, "share", 0, 1, "fatigue added by a failure")
    fatigue_recovery: float = par(
        0.03, "1/month", 0, 1, "rate at which fatigue falls back to its usual level"
    )
    champion_base: float = par(
        0.2, "probability", 0, 1, "chance of a champion at the start where culture is 0"
    )
    champion_by_culture: float = par(
        0.6, "probability", 0, 1, "chance of a champion at the start added by full culture"
    )
    champion_loss: float = par(
        0.019, "probability/month", 0, 1, "chance that a champion leaves", TENURE
    )
    champion_gain: float = par(0.02, "probability/month", 0, 1, "chance that one comes forward")
    support_champion: float = par(
        0.08, "probability/month", 0, 1, "chance of a new champion added by one-to-one help"
    )
    cop_champion: float = par(
        0.04, "probability/month", 0, 1, "chance of a new champion added by communities of practice"
    )
    champion_culture: float = par(
        0.20, "share", 0, 1, "share of the cultural gap that a champion closes"
    )
    champion_capacity: float = par(
        0.15, "share", 0, 1, "share of the capacity gap that a champion closes"
    )
    rank_noise: float = par(0.05, "sd", 0, 1, "randomness in who is ready first")
    # Where organisations stand at month 0, for those that do not say
    unknown_stage_weight: float = par(
        5.0, "count", 0.1, 1000,
        "organisations of its category that the stages of all count for, where one is not known",
        says="unknown stages by {} organisations' worth of all",
    )  # fmt: skip
    unknown_live_within: int = par(
        24, "month", 1, 600, "within which a live site went live or embedded, if no date is given",
        says="live sites of unknown date from the last {}",
    )  # fmt: skip
    # Trust: E21
    trust_built: float = par(0.03, "1/month", 0, 1, "trust gained where others listen and answer")
    trust_lost: float = par(
        0.05, "1/month", 0, 1, "trust lost where neighbours gave up, or under compulsion"
    )
    trust_recovery: float = par(0.03, "1/month", 0, 1, "rate at which trust returns to its start")
    # The partner's money: E18-E20
    scale_economy: float = par(
        0.5, "exponent", 0, 2, "how fast cost grows with the number of organisations reached"
    )
    slot: float = par(1.5, "kGBP/month", 0.01, 1000, "one-to-one help for one site", FACILITATION)
    longest_support: int = par(18, "month", 1, 240, "longest support of a site without a break")
    diagnose_factor: float = par(
        2.5, "factor", 0, 10, "gain in help on the largest gap, from diagnosis", FACILITATORS
    )
    diagnose_rest: float = par(
        0.1, "share", 0, 1, "share of one-to-one help lost on the other gaps, from diagnosis"
    )
    diagnose_most: float = par(
        0.9, "share", 0, 1, "most of a gap that one-to-one help can close after diagnosis"
    )
    grant: float = par(35.0, "kGBP", 0.01, 10000, "grant to a site that goes live", GRANT)
    stock_scale: float = par(
        120.0, "kGBP", 0.01, 1e6, "spending that makes 63% of the templates, or of the tools"
    )
    pilot_cost: float = par(35.0, "kGBP", 0, 10000, "cost of the work on one pilot", GRANT)
    preparation_cost: float = par(
        0.05,
        "share",
        0,
        0.3,
        "of the budget for a full plan for scale; as much for inclusive design",
    )
    end_state_cost: float = par(
        0.02, "share", 0, 0.3, "share of the budget spent on defining the end state"
    )
    service_value: float = par(100.0, "kGBP/month", 0, 1e5, "value of an average site's service")
    day_cost: float = par(0.3, "kGBP/day", 0, 100, "price of a day of work", PAY)
    case_days: float = par(5.0, "day/month", 0, 1e4, "work on a business case")
    go_live_days: float = par(200.0, "day", 0, 1e6, "work of going live at full disruption")
    redesign_days: float = par(
        40.0, "day", 0, 1e6, "work of a full redesign, where there is something to redesign"
    )
    evaluation_days: float = par(1.0, "day/month", 0, 1e4, "work of evaluation at a live site")
    mandate_days: float = par(2.0, "day/month", 0, 1e4, "reporting by an organisation compelled")
    training_days: float = par(
        240.0, "day", 0, 1e6, "work of training that raises maturity and capacity by 1"
    )
    integration_cost: float = par(40.0, "kGBP", 0, 1e5, "cost of full integration at go-live")
    partner_pace: float = par(
        0.6, "share", 0, 1, "share of the product's ageing prevented by a partner supplier"
    )
    renewal_cost: float = par(30.0, "kGBP", 0, 1e4, "cost of contract renewal at full disruption")
    renewal_drop: float = par(
        0.12, "1/renewal", 0, 5, "rate of not renewing a contract where nothing is feasible"
    )
    transition_days: float = par(
        13.3, "day/month", 0, 1e5, "work of training during the dip at full disruption"
    )
    purpose_cost: float = par(0.25, "share", 0, 5, "added cost of pilots that have a purpose")
    mandate_office: float = par(
        6.0, "kGBP/month", 0, 1e4, "office that runs a mandate or a limit on go-lives"
    )
    replicates_per_system: int = par(
        64, "count", 1, 1_000_000, "number of runs that share one made-up system"
    )
