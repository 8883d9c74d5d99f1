"""How organisations behave: every number of the equations that is no innovation's or system's own.

Nearly all are expert assumptions; `docs/model.md` says which are not, and how far results move.
"""

from dataclasses import dataclass
from enum import Enum

from sim.params.declare import choice, par

TENURE = "ln 2 / 36: median tenure of a chief executive is 3 years (King's Fund 2018)"
DIP = "productivity fell 25-33 % at record go-live (Bhargava & Mishra 2010)"
RECOVERY = "26 practices recovered within about 12 months (Fleming 2014)"
LEAVE = "10.2 % of health centres removed their record system (NACHC 2008)"
SUSTAINED = "23 % of programmes fully sustained after 2 years (Stirman 2012)"
GRANT = "FREED: 18 sites with 35 kGBP each"
FACILITATION = "10 kUSD a practice and quarter (practice facilitation, cost analyses 2013, 2021)"
LEADERS = "assumed, so that a virtual trial gives the +9..11 points of opinion leaders (CD000125)"
FACILITATORS = "assumed, so that a virtual trial gives OR 2.76 (Baskerville 2012)"
FEEDBACK = "assumed, so that a virtual trial gives +4..6 points (audit and feedback, CD000259)"


class Aggregator(Enum):
    """How five gaps make one feasibility (E4)."""

    product = "product"
    additive = "additive"
    weakest = "weakest"


@dataclass(slots=True)
class Assumptions:
    """Numbers of E2-E20, in the order of the equations."""

    # Innovation and gaps: E2-E4
    disruption_medical_product: float = par(0.15, "share", 0, 1, "disruption of a pure product")
    disruption_digital: float = par(0.30, "share", 0, 1, "disruption of a pure digital product")
    disruption_care_model: float = par(0.55, "share", 0, 1, "disruption of a pure care model")
    gap_ceiling: float = par(0.97, "share", 0.5, 1, "widest that a gap can be")
    aggregator: Aggregator = choice(Aggregator.product, "how five gaps make one feasibility")
    accountability_culture: float = par(
        0.05, "load", 0, 0.5, "on the cultural gap, when data are for accountability"
    )
    compelled_culture: float = par(1.3, "factor", 1, 2, "cultural gap of a compelled organisation")
    compatibility_slope: float = par(0.4, "1", 0, 2, "of compatibility on the gaps; 0 is neutral")
    benefit_medical_product: float = par(0.06, "share of activity", 0, 1, "benefit of a product")
    benefit_digital: float = par(0.08, "share of activity", 0, 1, "benefit of a digital product")
    benefit_care_model: float = par(0.12, "share of activity", 0, 1, "benefit of a care model")
    combined_benefit: float = par(0.25, "share", 0, 1, "benefit added by each further type")
    combined_load: float = par(0.05, "load", 0, 0.5, "load added by each further type")
    exclusion: float = par(
        0.0, "share", 0, 2, "wider gaps of the deprived, unless design is inclusive; 0 is neutral"
    )
    # Evidence and exposure: E5, E6
    evidence_months: float = par(
        6.0, "month", 1, 60, "live months that make 63 % of a site's evidence"
    )
    unevaluated_evidence: float = par(0.4, "share", 0, 1, "evidence kept without evaluation")
    evidence_via_ties: float = par(0.12, "weight", 0, 1, "evidence that passes along a tie")
    pilot_evidence: float = par(1.5, "factor", 0, 5, "added weight of evidence from a pilot")
    evidence_pooled: float = par(0.25, "weight", 0, 1, "evidence that the partner pools")
    pooled_base: float = par(0.03, "share", 0, 1, "of the pool that travels without any lever")
    pooled_by_data: float = par(0.5, "share", 0, 1, "added at full dose of data")
    pooled_by_tools: float = par(0.4, "share", 0, 1, "added by a full stock of tools")
    pooled_by_comms: float = par(0.3, "share", 0, 1, "added at full dose of communications")
    pool_reference: float = par(60.0, "count", 1, 1e9, "organisations above which the pool thins")
    similarity_across_types: float = par(0.15, "share", 0, 1, "likeness of different types")
    maturity_distance: float = par(0.30, "maturity", 0.01, 10, "distance at which likeness is 37 %")
    homophily: float = par(0.5, "factor", 0.01, 1, "weight of a tie to another type")
    bad_news: float = par(1.0, "factor", 0, 5, "weight of a neighbour that gave up")
    advocates_exposure: float = par(0.08, "share", 0, 1, "exposure added by advocates", LEADERS)
    advocates_from: float = par(3.0, "count", 1, 100, "live sites that give all the advocates")
    benchmarking_exposure: float = par(0.10, "share", 0, 1, "exposure by visible results", FEEDBACK)
    # Hearing of it and committing: E7-E9
    base_awareness: float = par(0.02, "1/month", 0, 1, "hearing of it without any help")
    comms_awareness: float = par(0.25, "1/month", 0, 5, "hearing by communications")
    word_of_mouth: float = par(0.30, "1/month", 0, 5, "hearing from neighbours who are moving")
    support_awareness: float = par(0.30, "1/month", 0, 5, "hearing by one-to-one help")
    commitment_scale: float = par(0.60, "1/month", 0, 5, "commitment when nothing holds back")
    threshold_steepness: float = par(12.0, "1/share", 0, 100, "how sharply peers tip the scale")
    top_threshold: float = par(0.50, "share", 0, 1, "exposure that the last adopter needs")
    support_threshold_cut: float = par(
        0.30, "share", 0, 1, "threshold cut, one-to-one", FACILITATORS
    )
    codesign_threshold_cut: float = par(0.15, "share", 0, 1, "threshold cut by co-design")
    momentum_loss: float = par(0.025, "1/month", 0, 1, "commitment that lapses")
    momentum_with_champion: float = par(0.7, "factor", 0, 5, "on lapsing, with a champion")
    momentum_without_champion: float = par(1.3, "factor", 0, 5, "on lapsing, without one")
    comms_momentum: float = par(0.5, "share", 0, 1, "lapsing cut by the drumbeat")
    cop_momentum: float = par(0.5, "share", 0, 1, "lapsing cut by communities of practice")
    support_momentum: float = par(0.5, "share", 0, 1, "lapsing cut by one-to-one help")
    # Case, boards, procurement, mandate: E10-E12
    case_preparation: float = par(4.0, "month", 0.25, 60, "to prepare a business case")
    support_case: float = par(0.5, "factor", 0, 5, "faster case with one-to-one help")
    approval_scale: float = par(1.0, "factor", 0, 5, "on the chance of approval")
    govern_approval: float = par(0.5, "factor", 0, 5, "approval added by mapping governance")
    board_rejection: float = par(0.10, "probability", 0, 1, "rejected, if not approved")
    govern_rejection: float = par(0.5, "share", 0, 1, "rejection cut by mapping governance")
    standard_procurement: float = par(0.35, "share", 0, 1, "procurement cut by templates")
    codesign_relevance: float = par(
        0.4, "share", 0, 1, "of the templates' use that needs co-design"
    )
    cool_off_rejected: float = par(9.0, "month", 0, 120, "before a rejected case is heard again")
    mandate_compliance: float = par(0.10, "1/month", 0, 5, "moving because it is mandated")
    mandate_floor: float = par(0.70, "probability", 0, 1, "approval under a mandate, if funded")
    # Performance, learning, leaving: E13-E17
    deepest_dip: float = par(0.30, "share of activity", 0, 1, "dip at full disruption", DIP)
    dual_run_relief: float = par(0.5, "share", 0, 1, "of the dip taken by full dual running")
    derisk_dip: float = par(0.25, "share", 0, 1, "of the dip taken by de-risking")
    crowding_capacity: float = par(0.35, "share", 0.01, 1, "of sites in the dip before crowding")
    learning_rate: float = par(0.40, "1/month", 0, 5, "learning at full feasibility", RECOVERY)
    derisk_learning: float = par(0.3, "factor", 0, 5, "learning added by de-risking")
    partner_learning: float = par(0.3, "factor", 0, 5, "learning added by a partner supplier")
    exemplar_learning: float = par(0.3, "factor", 0, 5, "learning added at perfected pilots")
    superficiality: float = par(0.22, "share", 0, 1, "proficiency never reached", SUSTAINED)
    embed_at: float = par(0.75, "share", 0.01, 1, "proficiency at which it is embedded")
    tolerance: float = par(0.05, "share of activity", 0, 1, "dip below which safety is exposed")
    abandon_in_dip: float = par(0.14, "1/month", 0, 5, "abandoning at a dip of 10 %", LEAVE)
    abandon_from: int = par(2, "month", 0, 120, "live months before a site gives up")
    mandate_penalty: float = par(1.3, "factor", 1, 5, "on abandoning, if compelled")
    derisk_abandon: float = par(0.25, "share", 0, 1, "abandoning cut by de-risking")
    discontinue_embedded: float = par(0.012, "1/month", 0, 1, "leaving after embedding")
    partner_discontinue: float = par(0.3, "share", 0, 1, "leaving cut by a partner supplier")
    cop_discontinue: float = par(0.3, "share", 0, 1, "leaving cut by communities of practice")
    cool_off_abandoned: float = par(18.0, "month", 0, 120, "before a site that gave up hears again")
    derisk_cool_off: float = par(9.0, "month", 0, 120, "off that wait, by de-risking")
    derisk_bad_news: float = par(0.5, "share", 0, 1, "bad news and fatigue of failure, cut by it")
    fatigue_start: float = par(0.15, "share", 0, 0.9, "change fatigue at rest")
    fatigue_go_live: float = par(0.10, "share", 0, 1, "fatigue of a go-live at full disruption")
    fatigue_failure: float = par(0.15, "share", 0, 1, "fatigue of a failure")
    fatigue_recovery: float = par(0.03, "1/month", 0, 1, "of the fatigue above rest")
    champion_base: float = par(0.2, "probability", 0, 1, "champion at the start, without culture")
    champion_by_culture: float = par(0.6, "probability", 0, 1, "added at full culture")
    champion_loss: float = par(0.019, "probability/month", 0, 1, "a champion leaves", TENURE)
    champion_gain: float = par(0.02, "probability/month", 0, 1, "a champion comes forward")
    support_champion: float = par(0.08, "probability/month", 0, 1, "added by one-to-one help")
    cop_champion: float = par(0.04, "probability/month", 0, 1, "added by communities of practice")
    champion_culture: float = par(0.20, "share", 0, 1, "of the cultural gap a champion closes")
    champion_capacity: float = par(0.15, "share", 0, 1, "of the capacity gap a champion closes")
    rank_noise: float = par(0.05, "sd", 0, 1, "chance in who is ready first")
    # The partner's money: E18-E20
    scale_economy: float = par(0.5, "exponent", 0, 2, "cost of reaching more organisations")
    slot: float = par(1.5, "kGBP/month", 0.01, 1000, "one site's one-to-one help", FACILITATION)
    longest_support: int = par(18, "month", 1, 240, "one site is supported at a stretch")
    diagnose_factor: float = par(
        2.5, "factor", 0, 10, "one-to-one on the largest gap", FACILITATORS
    )
    diagnose_rest: float = par(0.1, "share", 0, 1, "one-to-one lost on the other gaps")
    diagnose_most: float = par(0.9, "share", 0, 1, "most of a gap that it closes")
    grant: float = par(35.0, "kGBP", 0.01, 10000, "to a site that goes live", GRANT)
    stock_scale: float = par(120.0, "kGBP", 0.01, 1e6, "makes 63 % of templates, or of tools")
    comms_bad_news: float = par(
        0.0, "share", 0, 1, "bad news cut by two-way communication; 0 is neutral"
    )
    pilot_cost: float = par(35.0, "kGBP", 0, 10000, "work on one pilot", GRANT)
    plan_cost: float = par(0.05, "share", 0, 0.5, "of the budget, for planning fully for scale")
    service_value: float = par(100.0, "kGBP/month", 0, 1e5, "value of an average site's service")
    go_live_cost: float = par(60.0, "kGBP", 0, 1e5, "go-live at full disruption")
    integration_cost: float = par(40.0, "kGBP", 0, 1e5, "integration at go-live, if complete")
    partner_pace: float = par(0.6, "share", 0, 1, "ageing of the product cut by a partner supplier")
    renewal_cost: float = par(30.0, "kGBP", 0, 1e4, "of a contract at full disruption")
    renewal_drop: float = par(0.12, "1/renewal", 0, 5, "not renewing, where nothing is feasible")
    end_state_cost: float = par(0.02, "share", 0, 0.5, "of the budget, to define the end state")
    inclusive_cost: float = par(0.05, "share", 0, 0.5, "of the budget, for fully inclusive design")
    transition_cost: float = par(4.0, "kGBP/month", 0, 1e5, "training in the dip, full disruption")
    replicates_per_system: int = par(
        64, "count", 1, 1_000_000, "replicates that share one drawn system"
    )
