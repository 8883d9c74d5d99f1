"""What an organisation decides in a month, from the state at its start.

Written once for all engines. `p` are the settings of the run, `month` what all organisations share
this month, `me` the organisation (`sim.process.state`): attributes of Python objects, or records
of a kernel. Nothing here changes what another organisation can see.
"""

from collections.abc import Callable
from typing import TypeVar

from sim.params import names
from sim.process import barriers, boards, classic, rates
from sim.process.doses import strongest
from sim.process.settings import Settings
from sim.process.snapshot import snapshot
from sim.process.stages import (
    after_answers,
    has_left,
    is_live,
    is_over,
    may_be_mandated,
    purpose_at,
)
from sim.process.state import Month, Organisation, Tie
from sim.rules import draws, evidence, moves, trust
from sim.rules.compiled import part

Me = TypeVar("Me", bound=Organisation)

MOST_SHOWN = 1.5  # by one site, however much it gains

# The questions put to an organisation in a month
HEARS, COMMITS, FINISHES_CASE, LAPSES, IS_APPROVED, IS_REJECTED, COMPLIES = range(7)


@part
def happens(month: Month, me: Organisation, purpose: int, chance: float) -> bool:
    """Draw whether something happens to an organisation this month."""
    drawn: float = draws.uniform(month.address, me.index, month.number, purpose)
    return drawn < chance


@part
def show(p: Settings, month: Month, me: Organisation) -> None:
    """Work out what an organisation shows its neighbours and the evidence it makes (E5, E6)."""
    me.shown = shown(p, month, me.stage, me.performance)
    me.made = made(p, me.evaluated) if is_live(me.stage) else 0.0


@part
def shown(p: Settings, month: Month, stage: int, performance: float) -> float:
    """What an organisation at this stage shows its neighbours; bad news can be damped (E6).

    performance  [share of activity]  its change in the month before, if it is live
    """
    bad_news = evidence.damped(p.bad_news, p.derisk_bad_news * strongest(month, names.DERISK))
    live = evidence.shown_live(p.performance_shown, performance, p.benefit_reference, MOST_SHOWN)
    return evidence.shown(stage, bad_news, live)


@part
def made(p: Settings, evaluated: float) -> float:
    """Evidence that a live site has made [share] (E5)."""
    return evidence.made_evidence(evaluated, p.evidence_months)


@part
def weigh(p: Settings, me: Organisation, peer: Organisation, tie: Tie) -> None:
    """Work out what a tie carries, by how far scale is planned for (E5, E6)."""
    same = me.type == peer.type
    near = evidence.nearness(me.maturity, peer.maturity, p.maturity_distance)
    alike = evidence.likeness(near, same, p.similarity_across_types)
    tie.carries = evidence.carried(tie.trust, evidence.usable(alike, p.plan))


@part
def heard_from(p: Settings, carries: float, made: float, pilot: bool) -> float:
    """Evidence that comes along a tie from one neighbour, which may be a pilot (E5)."""
    more = evidence.pilot_weight(pilot, p.pilot_evidence * p.pilot_evidence_factor)
    return evidence.along_tie(carries, made, p.evidence_via_ties, more)


@part
def exposed(seen: float, alike: float, rank: float, trusts: float, ties: int) -> float:
    """Exposure to peers, from the sums of what they show (E6)."""
    return evidence.exposure(seen, alike, rank, trust.believed(trusts), ties)


@part
def look(me: Organisation, seen: float, alike: float, moving: float, gone: float, n: int) -> None:
    """Take in what n neighbours show and do: sums over them, weighed by trust (E6, E7, E21)."""
    me.exposure = exposed(seen, alike, me.rank, me.trust, n)
    me.moving = evidence.share(moving, n)
    me.gone = evidence.share(gone, n)


@part
def face_gaps(p: Settings, month: Month, me: Organisation) -> None:
    """Fill the gaps that an organisation faces, and find the one that binds (E3-E5)."""
    barriers.fill_gaps(p, month, me, snapshot(month, me))
    me.bound = me.stage
    me.binding = barriers.binding(p, month, barriers.weighed_at(me.stage))


@part
def hears(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether an unaware organisation hears of the innovation (E7)."""
    rate = rates.hearing(p, month, me, snapshot(month, me))
    return happens(month, me, purpose_at(names.UNAWARE), moves.chance(rate))


@part
def committing(p: Settings, month: Month, me: Organisation) -> float:
    """Rate at which an aware organisation commits, at its gaps of the month [1/month] (E6, E8)."""
    feasible = barriers.feasible(p, month, names.PERSUADE)
    return rates.committing(p, month, me, snapshot(month, me), feasible)


@part
def commits(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether an aware organisation commits (E6, E8)."""
    return happens(month, me, purpose_at(names.AWARE), moves.chance(committing(p, month, me)))


@part
def finishes_case(p: Settings, month: Month, me: Organisation) -> bool:
    """Write the next part of the business case; whether it is done (E10)."""
    me.case += boards.case_progress(p, month, me, snapshot(month, me))
    return boards.is_written(me.case)


@part
def lapses(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether a commitment loses its momentum (E9)."""
    rate = rates.lapsing(p, month, me, snapshot(month, me))
    return happens(month, me, purpose_at(names.COMMITTED), moves.chance(rate))


@part
def complies(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether an organisation moves because of a mandate (E12)."""
    return happens(month, me, draws.COMPLY, moves.chance(rates.complying(p, month)))


@part
def meets_board(month: Month, me: Organisation) -> bool:
    """Whether a board that has yet to approve meets this month."""
    return boards.meets(boards.due(month, me), me.needed, me.approvals, me.phase)


@part
def approving(p: Settings, month: Month, me: Organisation) -> float:
    """Chance that the board that meets approves, at the gaps of the month (E11, E12)."""
    feasible = barriers.feasible(p, month, names.DECIDE)
    financial = month.gaps[names.FINANCIAL]
    return boards.approval(p, month, me, snapshot(month, me), feasible, financial)


@part
def is_approved(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether the board that meets approves (E11, E12)."""
    return happens(month, me, draws.APPROVE, approving(p, month, me))


@part
def is_rejected(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether a board that does not approve rejects; else it defers (E11)."""
    rejection = boards.rejection(p, month, me, snapshot(month, me))
    return happens(month, me, draws.REJECT, rejection)


@part
def wins_approval(p: Settings, month: Month, me: Organisation) -> None:
    """Count an approval; the last one starts procurement (E11)."""
    me.approvals += 1
    if me.approvals == me.needed:
        me.clock = boards.procurement(p, month, me, snapshot(month, me))


@part
def procures(me: Organisation) -> None:
    """Spend a month on procurement; once it is done, the organisation is ready to go live (E11)."""
    if boards.buys(me.approvals, me.needed, me.waited):
        me.clock -= 1.0
        if boards.is_bought(me.clock):
            me.waited = 0


@part
def answer(question: int, p: Settings, month: Month, me: Organisation) -> bool:
    """Answer one question about an organisation by the rules of the model."""
    if question == HEARS:
        return hears(p, month, me)
    if question == COMMITS:
        return commits(p, month, me)
    if question == FINISHES_CASE:
        return finishes_case(p, month, me)
    if question == LAPSES:
        return lapses(p, month, me)
    if question == IS_APPROVED:
        return is_approved(p, month, me)
    if question == IS_REJECTED:
        return is_rejected(p, month, me)
    return complies(p, month, me)


@part
def next_stage(
    ask: Callable[[int, Settings, Month, Me], bool], p: Settings, month: Month, me: Me
) -> int:
    """Decide an organisation's stage next month, as far as the organisation itself decides it.

    ask  (question, p, month, me) -> yes or no: `answer`, or an agent's own
    Only questions that concern an organisation are put to it; the mandate's comes first.
    """
    stage = me.stage
    mandated = month.mandated and me.scope and may_be_mandated(stage)
    complies = mandated and ask(COMPLIES, p, month, me)
    happens, written, rejected, cooled = False, False, False, False
    if complies:
        me.compelled = True
    elif stage == names.UNAWARE:
        happens = ask(HEARS, p, month, me)
    elif stage == names.AWARE:
        happens = ask(COMMITS, p, month, me)
    elif stage == names.COMMITTED:
        written = ask(FINISHES_CASE, p, month, me)
        happens = not written and ask(LAPSES, p, month, me)
    elif stage == names.DECIDING:
        rejected = is_turned_down(ask, p, month, me)
    elif has_left(stage):
        me.cool_off -= 1.0
        cooled = is_over(me.cool_off)
    return after_answers(stage, complies, happens, written, rejected, cooled)


@part
def is_turned_down(
    ask: Callable[[int, Settings, Month, Me], bool], p: Settings, month: Month, me: Me
) -> bool:
    """Go through boards and procurement; whether a board rejects (E11)."""
    if meets_board(month, me):
        if ask(IS_APPROVED, p, month, me):
            wins_approval(p, month, me)
        elif ask(IS_REJECTED, p, month, me):
            return True
    procures(me)
    return False


@part
def adopts(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether an organisation adopts by a classic process: Bass or thresholds.

    `exposure` is the weighted share, `moving` the number, of its neighbours that have adopted.
    """
    if p.kind == 1:
        exposure = classic.exposed(p, month, me)
        rate = moves.bass_rate(classic.innovation(p, month, me), p.bass_imitation, exposure)
        return happens(month, me, draws.BASS, moves.chance(rate))
    seen = me.moving if p.count else classic.exposed(p, month, me)
    return moves.reaches(seen, classic.threshold(p, month, me))


@part
def next_by_classic(p: Settings, month: Month, me: Organisation) -> int:
    """Decide an organisation's stage next month, by a classic process."""
    if me.stage == names.UNAWARE and adopts(p, month, me):
        return names.EMBEDDED
    return me.stage
