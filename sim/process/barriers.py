"""The five gaps of one organisation in one month, and what they leave feasible.

Functions over five or eleven numbers that both engines call; each number comes from `sim.rules`.
`p` are the settings of the run (`sim.process.settings`), as attributes or as a kernel's record.
"""

from sim.params.names import (
    CODESIGN,
    COMMITTED,
    COP,
    CULTURAL,
    DECIDE,
    DECIDING,
    DIAGNOSE,
    EMBEDDED,
    EVIDENCE,
    FINANCIAL,
    GRANTS,
    IMPLEMENT,
    IMPLEMENTING,
    ONE2ONE,
    PERSUADE,
    STANDARD,
    SUSTAIN,
    TECHNICAL,
    TOOLS,
    UNAWARE,
)
from sim.process.state import FUND
from sim.rules import balances, evidence, factors, gaps, moves
from sim.rules.compiled import rule

CLOSING = 11  # levers that close gaps: the first of sim.params.names.LEVERS


@rule
def cop_dose(stage, offered):  # type: ignore[no-untyped-def]
    """Dose of communities of practice: they move only those who are committed already (l.636)."""
    return offered if COMMITTED <= stage <= EMBEDDED else 0.0


@rule
def fill_doses(p, month, me):  # type: ignore[no-untyped-def]
    """Fill the doses that reach one organisation this month."""
    offered, doses = month.offered, month.doses
    if not me.scope:
        for lever in range(CLOSING):
            doses[lever] = 0.0
        return
    live = me.stage == IMPLEMENTING or me.stage == EMBEDDED
    for lever in range(CLOSING):
        doses[lever] = offered[lever]
    doses[COP] = cop_dose(me.stage, offered[COP])
    doses[ONE2ONE] = 1.0 if me.supported >= 0 else 0.0
    doses[CODESIGN] = 0.0 if live else offered[CODESIGN]
    suits = p.reuse * balances.reusable(mismatch_of(p, me))
    doses[STANDARD] = suits * moves.templates_in_use(
        offered[STANDARD], p.codesign_relevance, doses[CODESIGN]
    )
    stock = factors.better_tools(offered[TOOLS], p.tools_factor)
    doses[TOOLS] = suits * evidence.tools_in_use(stock, me.fit)
    doses[GRANTS] = 1.0 if grant_in_sight(p, me.stage, month.purse[FUND], me.paid) else 0.0


@rule
def mismatch_of(p, me):  # type: ignore[no-untyped-def]
    """Tell how far the codified model rubs against an organisation's culture; 0 if left open."""
    if p.codification < 0.0:
        return 0.0
    return balances.mismatch(p.codification, me.orientation)


@rule
def fill_factors(p, month, me):  # type: ignore[no-untyped-def]
    """Fill what widens or narrows the gaps of one organisation: common dials and its own traits."""
    own = p.excluded if me.deprived else 1.0
    for gap in range(5):
        month.factors[gap] = month.common[gap] * own
    month.factors[CULTURAL] *= balances.culture_mismatch(mismatch_of(p, me))
    if me.compelled:
        month.factors[CULTURAL] *= p.compelled_culture
    month.factors[EVIDENCE] *= factors.by_value(me.maturity, p.value_evidence)
    month.factors[TECHNICAL] *= gaps.legacy_factor(me.legacy)
    month.factors[FINANCIAL] *= factors.by_value(me.maturity, p.value_finance)


@rule
def grant_in_sight(p, stage, fund, paid):  # type: ignore[no-untyped-def]
    """Tell whether an organisation counts on a grant, or has been paid one."""
    if stage == IMPLEMENTING:
        return paid
    return UNAWARE < stage < IMPLEMENTING and fund >= p.grant


@rule
def fill_gaps(p, month, champion):  # type: ignore[no-untyped-def]
    """Fill the five gaps of one organisation, after champion and levers (E3, E19)."""
    open_gaps = month.gaps
    largest = 0
    for gap in range(5):
        width = gaps.open_gap(p.load[gap], month.strengths[gap], month.factors[gap], p.gap_ceiling)
        if champion:
            width = gaps.narrowed(width, p.champion_closes[gap], 1.0)
        open_gaps[gap] = width
        if width > open_gaps[largest]:
            largest = gap
    for lever in range(CLOSING):
        if month.doses[lever] > 0.0:
            narrow(p, month, lever, largest)
    for gap in range(5):
        month.resistances[gap] = gaps.resistance(open_gaps[gap])


@rule
def narrow(p, month, lever, largest):  # type: ignore[no-untyped-def]
    """Let one lever close its part of each gap; one-to-one help is aimed by a diagnosis."""
    for gap in range(5):
        closes = p.closes[lever * 5 + gap]
        if closes == 0.0:
            continue
        if lever == ONE2ONE:
            closes = aimed(p, closes, month.offered[DIAGNOSE], gap == largest)
        month.gaps[gap] = gaps.narrowed(month.gaps[gap], closes, month.doses[lever])


@rule
def aimed(p, closes, diagnosis, is_largest):  # type: ignore[no-untyped-def]
    """Give the part of a gap that one-to-one help closes, aimed by a diagnosis (E19)."""
    return gaps.diagnosed(
        closes, diagnosis, is_largest, p.diagnose_factor, p.diagnose_rest, p.diagnose_most
    )


@rule
def weighed_at(stage):  # type: ignore[no-untyped-def]
    """Tell which row of weights holds an organisation of this stage back."""
    if COMMITTED <= stage <= DECIDING:
        return DECIDE
    if stage == IMPLEMENTING:
        return IMPLEMENT
    if stage == EMBEDDED:
        return SUSTAIN
    return PERSUADE


@rule
def feasible(p, month, row):  # type: ignore[no-untyped-def]
    """Feasibility Phi of one organisation under one row of weights (E4)."""
    holds, weighted, widest, weights = 0.0, 0.0, 0.0, 0.0
    if p.aggregator == gaps.PRODUCT:  # by far the most often asked
        for gap in range(5):
            holds += gaps.hold(month.resistances[gap], p.weight[row * 5 + gap])
        return gaps.feasibility(p.aggregator, holds, 0.0, 0.0, 1.0)
    for gap in range(5):
        weight = p.weight[row * 5 + gap]
        weighted += weight * month.gaps[gap]
        weights += weight
        if weight >= 0.5:
            widest = max(widest, month.gaps[gap])
    return gaps.feasibility(p.aggregator, holds, weighted, widest, weights)


@rule
def binding(p, month, row):  # type: ignore[no-untyped-def]
    """Tell the gap that holds one organisation back most; the first on ties."""
    worst, most = 0, -1.0
    for gap in range(5):
        held = gaps.hold(month.resistances[gap], p.weight[row * 5 + gap])
        if held > most:
            worst, most = gap, held
    return worst
