"""What an organisation faces in 64 lanes: its gaps, what levers close of them, what binds."""

from sim.engines.lanes.layout import (
    AIMED,
    ALIKE,
    ALIKE_SAME_TYPE,
    BINDING,
    CHAMPION,
    COMPELLED,
    ELSE,
    EVERYWHERE,
    FATIGUE,
    FIT,
    GAP,
    GRANT_FUND,
    HEARD,
    IN_SIGHT,
    LANES,
    LARGEST,
    MOST_HELD,
    OTHER,
    OWN,
    PAID,
    PILOT,
    REACH,
    RESISTANCE,
    STAGE,
    STANDARD_LIVE,
    STOCK,
    SUPPORTED,
    TOOLS_DOSE,
    fill,
    where,
)
from sim.params import names
from sim.params.names import (
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
    TOOLS,
)
from sim.process import barriers
from sim.rules import evidence, factors, gaps, moves
from sim.rules.compiled import apart, rows_rule

GAPS = 5


@rows_rule
def face_gaps(  # type: ignore[no-untyped-def]
    p, month, me, able, suits, everyone, floats, shorts, small, room, marks, of_month, closes
):
    """Fill the five gaps of one organisation, their resistances and the one that binds (E3-E5)."""
    apart()
    barriers.fill_factors(p, month, me)  # as one that is not compelled
    open_gaps(p, month, me, able, floats, small, room, of_month)
    helped = reach(p, suits, floats, shorts, small, room, marks, of_month)
    if helped:
        find_largest(room, marks)
    close_gaps(p, month, suits, everyone, shorts, small, room, marks, closes)
    resist(room)


@rows_rule
def open_gaps(p, month, me, able, floats, small, room, of_month):  # type: ignore[no-untyped-def]
    """Open the gaps of one organisation, before any lever but a champion of its own."""
    apart()
    ceiling, plan, across = p.gap_ceiling, p.plan, p.similarity_across_types
    factor = month.factors[CULTURAL]
    cultural = gaps.open_gap(p.load[CULTURAL], me.culture, factor, ceiling)
    compelled = gaps.open_gap(p.load[CULTURAL], me.culture, factor * p.compelled_culture, ceiling)
    maturity = factors.trained(me.maturity, p.training, month.number)
    technical = gaps.open_gap(p.load[TECHNICAL], maturity, month.factors[TECHNICAL], ceiling)
    financial = gaps.open_gap(p.load[FINANCIAL], me.finance, month.factors[FINANCIAL], ceiling)
    load_capacity, load_evidence = p.load[CAPACITY], p.load[EVIDENCE]
    by_capacity, by_evidence = month.factors[CAPACITY], month.factors[EVIDENCE]
    champion_culture, champion_capacity = p.champion_closes[CULTURAL], p.champion_closes[CAPACITY]
    champion_evidence = p.champion_closes[EVIDENCE]
    champion_technical = p.champion_closes[TECHNICAL]
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


@rows_rule
def reach(p, suits, floats, shorts, small, room, marks, of_month):  # type: ignore[no-untyped-def]
    """Work out the doses that differ by lane; tell whether some lane is helped one to one."""
    apart()
    factor, grant, helped = p.tools_factor, p.grant, False
    for lane in range(LANES):
        stock = factors.better_tools(of_month[STOCK + lane], factor)
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


@rows_rule
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


@rows_rule
def close_gaps(p, month, suits, everyone, shorts, small, room, marks, closes):  # type: ignore[no-untyped-def]
    """Let the levers close their parts of the five gaps."""
    apart()
    fit_levers(p, month, suits, closes)
    for gap in range(GAPS):
        tools = p.closes[TOOLS * GAPS + gap]
        start = GAP + gap * LANES
        close(gap, tools, everyone, closes[gap:], room[start : start + LANES], shorts, small, room,
              marks)  # fmt: skip


@rows_rule
def close(gap, tools, everyone, closes, width, shorts, small, room, marks):  # type: ignore[no-untyped-def]
    """Let the levers close their parts of one gap, in their order (E19)."""
    apart()
    comms, cop, aimed = closes[COMMS * GAPS], closes[COP * GAPS], closes[AIMED]
    unaimed = closes[ELSE]
    standard, standard_live = closes[STANDARD * GAPS], closes[STANDARD_LIVE]
    data, govern, codesign = closes[DATA * GAPS], closes[GOVERN * GAPS], closes[CODESIGN * GAPS]
    partner, derisk, grants = closes[PARTNER * GAPS], closes[DERISK * GAPS], closes[GRANTS * GAPS]
    for lane in range(LANES):
        stage = small[STAGE + lane]
        live = (stage == names.IMPLEMENTING) | (stage == names.EMBEDDED)
        in_practice = (stage >= names.COMMITTED) & (stage <= names.EMBEDDED)
        helps = where(marks[LARGEST + lane] == gap, aimed, unaimed)
        start = width[lane]
        left = start * comms
        left = left * where(in_practice, cop, 1.0)
        left = left * where(shorts[SUPPORTED + lane] >= 0, helps, 1.0)
        left = left * where(live, standard_live, standard)
        left = gaps.narrowed(left, tools, room[TOOLS_DOSE + lane])
        left = left * data
        left = left * govern
        left = left * where(live, 1.0, codesign)
        left = left * partner
        left = left * derisk
        left = left * where(marks[IN_SIGHT + lane] != 0, grants, 1.0)
        reached = everyone | (small[PILOT + lane] != 0)
        width[lane] = where(reached, left, start)


@rows_rule
def fit_levers(p, month, suits, closes):  # type: ignore[no-untyped-def]
    """Fill what templates and one-to-one help leave open here; the rest is the same for all."""
    stock, diagnosis = month.offered[STANDARD], month.offered[DIAGNOSE]
    live = suits * moves.templates_in_use(stock, p.codesign_relevance, 0.0)
    before = suits * moves.templates_in_use(stock, p.codesign_relevance, month.offered[CODESIGN])
    for gap in range(GAPS):
        templates, helps = p.closes[STANDARD * GAPS + gap], p.closes[ONE2ONE * GAPS + gap]
        closes[STANDARD * GAPS + gap] = gaps.narrowed(1.0, templates, before)
        closes[STANDARD_LIVE + gap] = gaps.narrowed(1.0, templates, live)
        closes[AIMED + gap] = gaps.narrowed(1.0, barriers.aimed(p, helps, diagnosis, True), 1.0)
        closes[ELSE + gap] = gaps.narrowed(1.0, barriers.aimed(p, helps, diagnosis, False), 1.0)
        closes[GRANTS * GAPS + gap] = gaps.narrowed(1.0, p.closes[GRANTS * GAPS + gap], 1.0)


@rows_rule
def resist(room):  # type: ignore[no-untyped-def]
    """Turn the five gaps into resistances (E4)."""
    apart()
    for k in range(GAPS * LANES):
        room[RESISTANCE + k] = gaps.resistance(room[GAP + k])


@rows_rule
def weigh_gaps(p, small, room, marks):  # type: ignore[no-untyped-def]
    """Find the gap that binds, and what all hold back together (E4).

    OWN is at the stage of the organisation, OTHER at the other of the two that a live one has.
    """
    apart()
    fill(room, OWN, 0.0)
    fill(room, OTHER, 0.0)
    fill(room, MOST_HELD, -1.0)
    for gap in range(GAPS):
        resistances = room[RESISTANCE + gap * LANES : RESISTANCE + (gap + 1) * LANES]
        weigh(gap, p.weight[gap:], resistances, small, room, marks)


@rows_rule
def weigh(gap, weights, resistances, small, room, marks):  # type: ignore[no-untyped-def]
    """Weigh one gap."""
    apart()
    at_persuade, at_decide = weights[names.PERSUADE * GAPS], weights[names.DECIDE * GAPS]
    at_implement, at_sustain = weights[names.IMPLEMENT * GAPS], weights[names.SUSTAIN * GAPS]
    for lane in range(LANES):
        stage = small[STAGE + lane]
        deciding = (stage == names.COMMITTED) | (stage == names.DECIDING)
        dips, embedded = stage == names.IMPLEMENTING, stage == names.EMBEDDED
        weight = where(embedded, at_sustain, where(deciding, at_decide, at_persuade))
        held = gaps.hold(resistances[lane], where(dips, at_implement, weight))
        more = held > room[MOST_HELD + lane]
        marks[BINDING + lane] = where(more, gap, marks[BINDING + lane])
        room[MOST_HELD + lane] = where(more, held, room[MOST_HELD + lane])
        room[OWN + lane] += held
        room[OTHER + lane] += gaps.hold(resistances[lane], where(dips, at_sustain, at_implement))
