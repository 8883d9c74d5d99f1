"""What an organisation hears and faces in 64 lanes: its neighbours, evidence, doses and gaps."""

from sim import barriers, names
from sim.compiled import apart, rule
from sim.lanes.layout import (
    ALIKE,
    ALIKE_SAME_TYPE,
    BINDING,
    CHAMPION,
    COMPELLED,
    EVERYWHERE,
    FATIGUE,
    FIT,
    GAP,
    GRANT_FUND,
    HEARD,
    IN_SIGHT,
    LANES,
    LARGEST,
    LIVE,
    MADE,
    MOVING,
    MOVING_ON,
    OTHER,
    OWN,
    PAID,
    PILOT,
    REACH,
    RESISTANCE,
    SEEN,
    SHOWING,
    SHOWN,
    STAGE,
    STOCK,
    SUPPORTED,
    TOOLS_DOSE,
    is_among,
    where,
)
from sim.names import (
    CAPACITY,
    CODESIGN,
    COMMS,
    COP,
    CULTURAL,
    DATA,
    DERISK,
    DIAGNOSE,
    EVIDENCE,
    FINANCIAL,
    GOVERN,
    GRANTS,
    ONE2ONE,
    PARTNER,
    STANDARD,
    TECHNICAL,
)
from sim.rules import dials, evidence, gaps, moves

GAPS = 5
PERSUADE, DECIDE, IMPLEMENT, SUSTAIN = range(0, 4 * GAPS, GAPS)  # rows of weights


@rule
def listen(p, i, starts, ties, organisations, lanes):  # type: ignore[no-untyped-def]
    """Take in what the neighbours show and tell, as far as some lane needs it."""
    lanes.room[SEEN : SEEN + 3 * LANES] = 0.0  # seen, heard, moving
    aware = is_among(lanes.stages[i], names.AWARE)
    unaware = is_among(lanes.stages[i], names.UNAWARE)
    of_pilot = evidence.pilot_weight(True, p.pilot_evidence * p.pilot_evidence_factor)
    for k in range(starts[i], starts[i + 1]):
        tie = ties[k]
        there = lanes.stages[tie.peer]
        if there & LIVE:
            hear(tie.usable, p.evidence_via_ties, of_pilot, lanes.floats[tie.peer],
                 lanes.bytes[tie.peer], lanes.room)  # fmt: skip
        if aware and there & SHOWING:
            see(tie.weight, lanes.floats[tie.peer], lanes.room)
        if unaware and there & MOVING_ON:
            count_moving(lanes.bytes[tie.peer], lanes.room)
    conclude(organisations[i].weights, starts[i + 1] - starts[i], lanes.room)


@rule
def hear(usable, weight, of_pilot, peer, small, room):  # type: ignore[no-untyped-def]
    """Add the evidence that comes from one neighbour."""
    apart()
    for lane in range(LANES):
        more = where(small[PILOT + lane] != 0, of_pilot, 1.0)
        room[HEARD + lane] += evidence.along_tie(usable, peer[MADE + lane], weight, more)


@rule
def see(weight, peer, room):  # type: ignore[no-untyped-def]
    """Add what one neighbour shows."""
    apart()
    for lane in range(LANES):
        room[SEEN + lane] += weight * peer[SHOWN + lane]


@rule
def count_moving(small, room):  # type: ignore[no-untyped-def]
    """Count one neighbour, if it is committed or further."""
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        moves_on = (stage >= names.COMMITTED) & (stage <= names.EMBEDDED)
        room[MOVING + lane] += where(moves_on, 1.0, 0.0)


@rule
def conclude(weights, ties, room):  # type: ignore[no-untyped-def]
    """Turn sums over the neighbours into means."""
    apart()
    for lane in range(LANES):
        room[SEEN + lane] = evidence.exposure(room[SEEN + lane], weights)
        room[MOVING + lane] = evidence.share(room[MOVING + lane], ties)


@rule
def face_gaps(p, month, me, able, suits, everyone, floats, shorts, small, room, marks, of_month, closes):  # type: ignore[no-untyped-def]  # fmt: skip # noqa: E501
    """Fill the five gaps of one organisation, their resistances and the one that binds (E3-E5)."""
    barriers.fill_factors(p, month, me)  # as one that is not compelled
    open_gaps(p, month, me, able, floats, small, room, of_month)
    helped = reach(p, suits, floats, shorts, small, room, marks, of_month)
    if helped:
        find_largest(room, marks)
    close_gaps(p, month, suits, everyone, shorts, small, room, marks, closes)
    resist(room)


@rule
def open_gaps(p, month, me, able, floats, small, room, of_month):  # type: ignore[no-untyped-def]
    """Open the gaps of one organisation, before any lever but a champion of its own."""
    apart()
    ceiling, plan, across = p.gap_ceiling, p.plan, p.similarity_across_types
    factor = month.factors[CULTURAL]
    cultural = gaps.open_gap(p.load[CULTURAL], me.culture, factor, ceiling)
    compelled = gaps.open_gap(p.load[CULTURAL], me.culture, factor * p.compelled_culture, ceiling)
    maturity = dials.trained(me.maturity, p.training, month.number)
    technical = gaps.open_gap(p.load[TECHNICAL], maturity, month.factors[TECHNICAL], ceiling)
    financial = gaps.open_gap(p.load[FINANCIAL], me.finance, month.factors[FINANCIAL], ceiling)
    load_capacity, load_evidence = p.load[CAPACITY], p.load[EVIDENCE]
    by_capacity, by_evidence = month.factors[CAPACITY], month.factors[EVIDENCE]
    champion_culture, champion_capacity = p.champion_closes[CULTURAL], p.champion_closes[CAPACITY]
    champion_evidence, champion_technical = p.champion_closes[EVIDENCE], p.champion_closes[TECHNICAL]
    champion_finance = p.champion_closes[FINANCIAL]
    for lane in range(LANES):
        everybody = evidence.pooled(
            of_month[EVERYWHERE + lane], floats[ALIKE + lane], floats[ALIKE_SAME_TYPE + lane],
            plan, across,
        )  # fmt: skip
        known = evidence.evidence(room[HEARD + lane] + of_month[REACH + lane] * everybody)
        now = gaps.able_now(able, floats[FATIGUE + lane])
        cultured = where(small[COMPELLED + lane] != 0, compelled, cultural)
        unable = gaps.open_gap(load_capacity, now, by_capacity, ceiling)
        unproven = gaps.open_gap(load_evidence, known, by_evidence, ceiling)
        has = where(small[CHAMPION + lane] != 0, 1.0, 0.0)
        room[GAP + lane] = gaps.narrowed(cultured, champion_culture, has)
        room[GAP + LANES + lane] = gaps.narrowed(unable, champion_capacity, has)
        room[GAP + 2 * LANES + lane] = gaps.narrowed(unproven, champion_evidence, has)
        room[GAP + 3 * LANES + lane] = gaps.narrowed(technical, champion_technical, has)
        room[GAP + 4 * LANES + lane] = gaps.narrowed(financial, champion_finance, has)


@rule
def reach(p, suits, floats, shorts, small, room, marks, of_month):  # type: ignore[no-untyped-def]
    """Work out the doses that differ by lane; tell whether some lane is helped one to one."""
    apart()
    factor, grant, helped = p.tools_factor, p.grant, False
    for lane in range(LANES):
        stock = dials.better_tools(of_month[STOCK + lane], factor)
        room[TOOLS_DOSE + lane] = suits * evidence.tools_in_use(stock, floats[FIT + lane])
    for lane in range(LANES):
        stage = small[STAGE + lane]
        paid = small[PAID + lane] != 0
        early = (stage > names.UNAWARE) & (stage < names.IMPLEMENTING)
        counts_on = early & (of_month[GRANT_FUND + lane] >= grant)
        marks[IN_SIGHT + lane] = where(stage == names.IMPLEMENTING, paid, counts_on)
    for lane in range(LANES):
        helped |= shorts[SUPPORTED + lane] >= 0
    return helped


@rule
def find_largest(room, marks):  # type: ignore[no-untyped-def]
    """Find the largest gap before anybody helps; the first on ties."""
    apart()
    for lane in range(LANES):
        widest, largest = room[GAP + lane], 0
        for gap in range(1, GAPS):
            wider = room[GAP + gap * LANES + lane] > widest
            largest = where(wider, gap, largest)
            widest = where(wider, room[GAP + gap * LANES + lane], widest)
        marks[LARGEST + lane] = largest


@rule
def close_gaps(p, month, suits, everyone, shorts, small, room, marks, closes):  # type: ignore[no-untyped-def]
    """Let the levers close their parts of the five gaps."""
    for gap in range(GAPS):
        close(p, month, gap, suits, everyone, shorts, small, room, marks, closes)


@rule
def close(p, month, gap, suits, everyone, shorts, small, room, marks, closes):  # type: ignore[no-untyped-def]
    """Let the levers close their parts of one gap, in their order (E19)."""
    apart()
    own = gap * LANES
    comms, cop, data = closes[COMMS * GAPS + gap], closes[COP * GAPS + gap], closes[DATA * GAPS + gap]
    govern, codesign = closes[GOVERN * GAPS + gap], closes[CODESIGN * GAPS + gap]
    partner, derisk = closes[PARTNER * GAPS + gap], closes[DERISK * GAPS + gap]
    diagnosis, relevance = month.offered[DIAGNOSE], p.codesign_relevance
    help_closes, closes_grants = p.closes[ONE2ONE * GAPS + gap], p.closes[GRANTS * GAPS + gap]
    on_largest = gaps.left_open(barriers.aimed(p, help_closes, diagnosis, True), 1.0)
    on_others = gaps.left_open(barriers.aimed(p, help_closes, diagnosis, False), 1.0)
    grants = gaps.left_open(closes_grants, 1.0)
    stock, closes_standard = month.offered[STANDARD], p.closes[STANDARD * GAPS + gap]
    when_live = suits * moves.templates_in_use(stock, relevance, 0.0)
    before = suits * moves.templates_in_use(stock, relevance, month.offered[CODESIGN])
    standard_live = gaps.left_open(closes_standard, when_live)
    standard_before = gaps.left_open(closes_standard, before)
    tools = p.closes[names.TOOLS * GAPS + gap]
    for lane in range(LANES):
        stage = small[STAGE + lane]
        live = (stage == names.IMPLEMENTING) | (stage == names.EMBEDDED)
        in_practice = (stage >= names.COMMITTED) & (stage <= names.EMBEDDED)
        helps = where(marks[LARGEST + lane] == gap, on_largest, on_others)
        start = room[GAP + own + lane]
        width = start * comms
        width = width * where(in_practice, cop, 1.0)
        width = width * where(shorts[SUPPORTED + lane] >= 0, helps, 1.0)
        width = width * where(live, standard_live, standard_before)
        width = gaps.narrowed(width, tools, room[TOOLS_DOSE + lane])
        width = width * data
        width = width * govern
        width = width * where(live, 1.0, codesign)
        width = width * partner
        width = width * derisk
        width = width * where(marks[IN_SIGHT + lane] != 0, grants, 1.0)
        reached = everyone | (small[PILOT + lane] != 0)
        room[GAP + own + lane] = where(reached, width, start)


@rule
def resist(room):  # type: ignore[no-untyped-def]
    """Turn the five gaps into resistances (E4)."""
    apart()
    for k in range(GAPS * LANES):
        room[RESISTANCE + k] = gaps.resistance(room[GAP + k])


@rule
def weigh_gaps(p, small, room, marks):  # type: ignore[no-untyped-def]
    """Find the gap that binds, and what all hold back together (E4).

    OWN is at the stage of the organisation, OTHER at the other of the two that a live one has.
    """
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        deciding = (stage == names.COMMITTED) | (stage == names.DECIDING)
        dips, embedded = stage == names.IMPLEMENTING, stage == names.EMBEDDED
        own, other, worst, most = 0.0, 0.0, 0, -1.0
        for gap in range(GAPS):
            at_implement, at_sustain = p.weight[IMPLEMENT + gap], p.weight[SUSTAIN + gap]
            weight = where(deciding, p.weight[DECIDE + gap], p.weight[PERSUADE + gap])
            weight = where(dips, at_implement, where(embedded, at_sustain, weight))
            held = gaps.hold(room[RESISTANCE + gap * LANES + lane], weight)
            weight = where(dips, at_sustain, at_implement)
            own += held
            other += gaps.hold(room[RESISTANCE + gap * LANES + lane], weight)
            worst = where(held > most, gap, worst)
            most = where(held > most, held, most)
        room[OWN + lane], room[OTHER + lane] = own, other
        marks[BINDING + lane] = worst
