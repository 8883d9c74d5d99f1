"""What an organisation decides in a month, on the state at its start.

Told once for all engines. `p` are the settings of the run, `month` what the month holds for all,
`me` the organisation (`sim.process.state`): attributes of Python objects, or records of a kernel.
Nothing here changes what another organisation can see.
"""

from sim.params import names
from sim.process import barriers
from sim.process.state import NOT_READY
from sim.rules import balances, draws, evidence, factors, gaps, moves
from sim.rules.compiled import rule


@rule
def happens(month, me, purpose, chance):  # type: ignore[no-untyped-def]
    """Ask chance whether something happens to an organisation this month."""
    return draws.uniform(month.address, me.index, month.number, purpose) < chance


@rule
def is_live(stage):  # type: ignore[no-untyped-def]
    """Tell whether an organisation uses the innovation: in the dip, or embedded."""
    return stage == names.IMPLEMENTING or stage == names.EMBEDDED


@rule
def show(p, month, me):  # type: ignore[no-untyped-def]
    """Work out what an organisation shows its neighbours and the evidence it makes (E5, E6)."""
    bad_news = evidence.damped(p.bad_news, p.derisk_bad_news * month.offered[names.DERISK])
    bad_news = evidence.damped(bad_news, p.comms_bad_news * month.offered[names.COMMS])
    me.shown = evidence.shown(me.stage, bad_news)
    live = is_live(me.stage)
    me.made = evidence.made_evidence(me.evaluated, p.evidence_months) if live else 0.0


@rule
def weigh(p, me, peer, tie):  # type: ignore[no-untyped-def]
    """Work out what a tie carries; it does not change in the course of a run (E5, E6)."""
    same = me.type == peer.type
    near = evidence.nearness(me.maturity, peer.maturity, p.maturity_distance)
    alike = evidence.likeness(near, same, p.similarity_across_types)
    tie.weight = evidence.tie_weight(tie.trust, same, p.homophily)
    tie.usable = evidence.usable(alike, p.plan)


@rule
def heard_from(p, peer, usable):  # type: ignore[no-untyped-def]
    """Evidence that comes along a tie from one neighbour (E5)."""
    more = evidence.pilot_weight(peer.pilot, p.pilot_evidence * p.pilot_evidence_factor)
    return evidence.along_tie(usable, peer.made, p.evidence_via_ties, more)


@rule
def face_gaps(p, month, me):  # type: ignore[no-untyped-def]
    """Fill the doses that reach an organisation and the gaps that it faces (E3-E5)."""
    everybody = evidence.pooled(
        month.everywhere, me.alike, me.alike_same_type, p.plan, p.similarity_across_types
    )
    month.strengths[names.CULTURAL] = me.culture
    month.strengths[names.CAPACITY] = gaps.able_now(capacity_of(p, month, me), me.fatigue)
    month.strengths[names.EVIDENCE] = evidence.evidence(me.heard + month.reach * everybody)
    month.strengths[names.TECHNICAL] = factors.trained(me.maturity, p.training, month.number)
    month.strengths[names.FINANCIAL] = me.finance
    barriers.fill_factors(p, month, me)
    barriers.fill_doses(p, month, me)
    barriers.fill_gaps(p, month, me.champion)
    me.bound = me.stage
    me.binding = barriers.binding(p, month, barriers.weighed_at(me.stage))


@rule
def capacity_of(p, month, me):  # type: ignore[no-untyped-def]
    """Capacity of an organisation this month: with its training, in its winter."""
    return gaps.in_winter(factors.trained(me.capacity, p.training, month.number), month.winter)


@rule
def hears(p, month, me):  # type: ignore[no-untyped-def]
    """Whether an unaware organisation hears of the innovation (E7)."""
    rate = moves.awareness_rate(
        p.base_awareness,
        p.comms_awareness * month.doses[names.COMMS],
        p.word_of_mouth,
        p.observability,
        me.moving,
        p.support_awareness * month.doses[names.ONE2ONE],
    )
    rate = factors.heard_more(rate, p.awareness_factor)
    return happens(month, me, draws.AWARE, moves.chance(rate))


@rule
def commits(p, month, me):  # type: ignore[no-untyped-def]
    """Whether an aware organisation commits (E6, E8)."""
    felt = evidence.felt_exposure(
        me.exposure,
        p.observability,
        p.advocates_exposure * month.doses[names.COMMS] * month.advocates,
        p.benchmarking_exposure * month.doses[names.DATA] * month.share_live,
    )
    threshold = moves.threshold(
        p.top_threshold,
        me.rank,
        p.trialability,
        p.support_threshold_cut * month.doses[names.ONE2ONE],
        p.codesign_threshold_cut * month.doses[names.CODESIGN],
    )
    rate = moves.commitment_rate(
        p.commitment_scale,
        p.quality,
        barriers.feasible(p, month, names.PERSUADE),
        moves.persuasion(felt, threshold, p.threshold_steepness),
    )
    return happens(month, me, draws.COMMIT, moves.chance(rate))


@rule
def finishes_case(p, month, me):  # type: ignore[no-untyped-def]
    """Write on at the business case; whether it is done (E10)."""
    me.case += moves.case_progress(
        p.case_preparation * p.case_factor + p.case_shift,
        capacity_of(p, month, me),
        month.doses[names.STANDARD],
        p.support_case * month.doses[names.ONE2ONE],
    )
    return me.case >= 1.0


@rule
def lapses(p, month, me):  # type: ignore[no-untyped-def]
    """Whether a commitment loses its momentum (E9)."""
    rate = moves.lapse_rate(
        p.momentum_loss,
        p.comms_momentum * month.doses[names.COMMS],
        p.cop_momentum * month.doses[names.COP],
        p.support_momentum * month.doses[names.ONE2ONE],
        p.momentum_with_champion if me.champion else p.momentum_without_champion,
    )
    return happens(month, me, draws.LAPSE, moves.chance(rate))


@rule
def complies(p, month, me):  # type: ignore[no-untyped-def]
    """Whether an organisation moves because it is mandated (E12)."""
    return happens(month, me, draws.COMPLY, moves.chance(p.mandate_compliance))


@rule
def meets_board(month, me):  # type: ignore[no-untyped-def]
    """Whether a board that has yet to approve meets this month."""
    return me.approvals < me.needed and (month.number + me.phase) % me.board_interval == 0


@rule
def is_approved(p, month, me):  # type: ignore[no-untyped-def]
    """Whether the board that meets approves (E11, E12)."""
    approval = moves.approval_chance(
        p.approval_scale * p.approval_factor,
        barriers.feasible(p, month, names.DECIDE),
        p.regulatory_clarity,
        p.govern_approval * month.doses[names.GOVERN],
    )
    if month.mandated:
        financial = month.gaps[names.FINANCIAL]
        approval = moves.mandated_approval(approval, p.mandate_floor, financial)
    return happens(month, me, draws.APPROVE, approval)


@rule
def is_rejected(p, month, me):  # type: ignore[no-untyped-def]
    """Whether a board that does not approve rejects; else it defers (E11)."""
    by_govern = p.govern_rejection * month.doses[names.GOVERN]
    return happens(month, me, draws.REJECT, moves.rejection_chance(p.board_rejection, by_govern))


@rule
def wins_approval(p, month, me):  # type: ignore[no-untyped-def]
    """Count an approval; the last one starts procurement (E11)."""
    me.approvals += 1
    if me.approvals == me.needed:
        by_templates = p.standard_procurement * month.doses[names.STANDARD]
        months = moves.procurement_months(p.procurement * p.procurement_factor, by_templates)
        by_integration = balances.procurement_by_integration(month.integration)
        me.clock = moves.delayed(months, p.procurement_shift + by_integration)


@rule
def procures(me):  # type: ignore[no-untyped-def]
    """Spend a month on procurement; whoever is done is ready to go live (E11)."""
    if me.approvals == me.needed and me.waited == NOT_READY:
        me.clock -= 1.0
        if me.clock <= 0.0:
            me.waited = 0


@rule
def leaves(p, month, me):  # type: ignore[no-untyped-def]
    """Whether a live organisation gives up, in the dip or after embedding (E16)."""
    if me.stage == names.IMPLEMENTING:
        rate = moves.abandon_rate(
            p.abandon_in_dip * p.abandon_factor,
            me.sustain,
            me.performance,
            p.mandate_penalty if me.compelled else 1.0,
            p.derisk_abandon * month.offered[names.DERISK],
        )
        tried = me.age > p.abandon_from
        return tried and happens(month, me, draws.ABANDON, moves.chance(rate))
    rate = moves.discontinue_rate(
        p.discontinue_embedded * p.leaving_factor,
        me.sustain,
        p.partner_discontinue * month.offered[names.PARTNER],
        p.cop_discontinue * month.offered[names.COP],
    )
    if p.contract > 0:
        if not is_up(p, me.age):
            return False
        rate = balances.renewal_rate(rate, p.renewal_drop, me.sustain)
    return happens(month, me, draws.DISCONTINUE, moves.chance(rate))


@rule
def is_up(p, age):  # type: ignore[no-untyped-def]
    """Whether a contract of this age is up for renewal (B9)."""
    return p.contract > 0 and age > 0 and age % p.contract == 0


@rule
def adopts(p, month, me):  # type: ignore[no-untyped-def]
    """Whether an organisation adopts by one of the classics: Bass or thresholds.

    `exposure` is the weighted share, `moving` the number, of its neighbours that have adopted.
    """
    if p.kind == 1:
        rate = moves.bass_rate(p.bass_innovation, p.bass_imitation, me.exposure)
        return happens(month, me, draws.BASS, moves.chance(rate))
    return moves.reaches(me.moving if p.count else me.exposure, p.threshold)


@rule
def next_by_classic(p, month, me):  # type: ignore[no-untyped-def]
    """Decide where an organisation stands next month, by one of the classics."""
    if me.stage == names.UNAWARE and adopts(p, month, me):
        return names.EMBEDDED
    return me.stage
