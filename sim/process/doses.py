"""How much of each lever reaches one organisation in a month, by the kind of lever.

`p` are the settings of the run, `month` what all organisations share this month, `me` the traits
of the organisation, `now` its snapshot (`sim.process.snapshot`).
"""

from sim.params.lever_table import (
    BY_FIT,
    BY_USE,
    EVERYBODY,
    NOT_LIVE,
    PRACTISING,
    WITH_GRANT,
    WITH_HELP,
)
from sim.params.names import CODESIGN, GRANTS, IMPLEMENTING, ONE2ONE, REACHES, TOOLS, UNAWARE
from sim.process.settings import Settings
from sim.process.snapshot import Snapshot
from sim.process.stages import in_practice, is_live
from sim.process.state import Month, Organisation
from sim.rules import balances, evidence, factors, moves
from sim.rules.compiled import part, where

# What these offer differs by replicate and outlasts the month in which it is paid for
LASTING = (ONE2ONE, GRANTS, TOOLS)


@part
def dose(p: Settings, month: Month, me: Organisation, now: Snapshot, lever: int) -> float:
    """Dose of a lever that reaches an organisation [share]."""
    kind = REACHES[lever]
    return amount_of_kind(kind, p, month, me, now, reaching(kind, p, month, now, lever))


@part
def reaching(kind: int, p: Settings, month: Month, now: Snapshot, lever: int) -> float:
    """What reaches an organisation: of the programme, or what it is given alone if that is more."""
    of_all = where(is_reached(kind, p, now), offer(month, now, lever), 0.0)
    return max(of_all, where(suits_stage(kind, now.stage), month.given[lever], 0.0))


@part
def strongest(month: Month, lever: int) -> float:
    """Dose for whom a lever reaches: of the programme, or what it is given if that is more."""
    return max(month.offered[lever], month.given[lever])


@part
def is_helped_alone(month: Month) -> bool:
    """Return whether the organisation at hand is given one-to-one help without a slot."""
    return month.given[ONE2ONE] > 0.0


@part
def may_reach(p: Settings, month: Month, lever: int) -> bool:
    """Return whether a lever may reach the organisation at hand.

    What lasts may, if any phase pays for it.
    """
    if month.given[lever] > 0.0:
        return True
    if lever in LASTING:
        return is_paid_for(p, lever)
    return month.offered[lever] > 0.0


@part
def is_paid_for(p: Settings, lever: int) -> bool:
    """Return whether any phase of the programme spends money on a lever."""
    spent = 0.0
    for phase in range(len(p.phase_from)):
        spent += p.spend[phase * len(REACHES) + lever]
    return spent > 0.0


@part
def offer(month: Month, now: Snapshot, lever: int) -> float:
    """Dose on offer: the full dose where help is bought by the slot or by the site."""
    if lever in (ONE2ONE, GRANTS):
        return 1.0
    return now.tools if lever == TOOLS else month.offered[lever]


@part
def is_reached(kind: int, p: Settings, now: Snapshot) -> bool:
    """Return whether a kind of lever reaches an organisation, if the programme does."""
    if kind == PRACTISING:
        return now.scope & in_practice(now.stage)
    if kind == NOT_LIVE:
        return now.scope & (not is_live(now.stage))
    if kind == WITH_HELP:
        return now.scope & now.helped
    if kind == WITH_GRANT:
        return now.scope & grant_in_sight(p, now.stage, now.fund, now.paid)
    return now.scope


@part
def suits_stage(kind: int, stage: int) -> bool:
    """Return whether a kind of lever does anything for an organisation at this stage."""
    if kind == PRACTISING:
        return in_practice(stage)
    if kind == NOT_LIVE:
        return not is_live(stage)
    if kind == WITH_GRANT:
        return (stage > UNAWARE) & (stage <= IMPLEMENTING)
    return True


@part
def amount_of_kind(
    kind: int, p: Settings, month: Month, me: Organisation, now: Snapshot, offered: float
) -> float:
    """Part of what is offered that an organisation can use, if the lever reaches it [share]."""
    if kind == BY_USE:
        codesign = reaching(REACHES[CODESIGN], p, month, now, CODESIGN)
        return suits(p, me) * moves.templates_in_use(offered, p.codesign_relevance, codesign)
    if kind == BY_FIT:
        stock = factors.better_tools(offered, p.tools_factor)
        return suits(p, me) * evidence.tools_in_use(stock, now.fit)
    return offered


@part
def suits(p: Settings, me: Organisation) -> float:
    """Part of shared material that an organisation can use (B1, B3)."""
    return p.reuse * balances.reusable(mismatch_of(p, me), p.mismatch_reuse)


@part
def mismatch_of(p: Settings, me: Organisation) -> float:
    """Return how far the codified model clashes with an organisation's culture; 0 if left open."""
    rubs = balances.mismatch(p.codification, me.orientation, p.codification_tolerance)
    return where(p.codification < 0.0, 0.0, rubs)


@part
def grant_in_sight(p: Settings, stage: int, fund: float, paid: bool) -> bool:
    """Return whether an organisation counts on a grant, or has been paid one."""
    counts_on = (stage > UNAWARE) & (stage < IMPLEMENTING) & (fund >= p.grant)
    return where(stage == IMPLEMENTING, paid, counts_on)


@part
def is_alike(lever: int) -> bool:
    """Return whether a lever has the same dose for all in scope in every replicate."""
    return REACHES[lever] == EVERYBODY and lever not in LASTING


@part
def dose_alike(month: Month, lever: int) -> float:
    """Dose of such a lever for an organisation in scope."""
    return strongest(month, lever)
