"""Who may go where: the stages, written once for agents, records and lanes."""

from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EARLY,
    EMBEDDED,
    IMPLEMENTING,
    REJECTED,
    UNAWARE,
)
from sim.process.settings import Settings
from sim.rules import draws, moves
from sim.rules.compiled import part, where


@part
def is_live(stage: int) -> bool:
    """Return whether an organisation uses the innovation: in the dip, or embedded."""
    return (stage == IMPLEMENTING) | (stage == EMBEDDED)


@part
def in_practice(stage: int) -> bool:
    """Return whether an organisation is committed or further, and has not given up."""
    return (stage >= COMMITTED) & (stage <= EMBEDDED)


@part
def has_left(stage: int) -> bool:
    """Return whether an organisation was rejected or has given up."""
    return (stage == REJECTED) | (stage == ABANDONED)


@part
def may_be_mandated(stage: int) -> bool:
    """Return whether a mandate can move an organisation that is in scope."""
    return stage <= AWARE


@part
def is_over(cool_off: float) -> bool:
    """Return whether an organisation has waited long enough, from the months left."""
    return cool_off <= 0.0


@part
def after_answers(
    stage: int, complies: bool, happens: bool, written: bool, rejected: bool, cooled: bool
) -> int:
    """Return the stage that a month's answers lead to; a live organisation stays.

    complies  moves under a mandate; comes before all else
    happens   hears, commits or lapses, whichever its stage allows
    written   its case is done; comes before lapsing
    rejected  by its board; cooled  has waited long enough to hear again
    Only the answers that matter at the stage count.
    """
    goes = where((stage == UNAWARE) & happens, AWARE, stage)
    goes = where((stage == AWARE) & happens, COMMITTED, goes)
    goes = where((stage == COMMITTED) & happens, AWARE, goes)
    goes = where((stage == COMMITTED) & written, DECIDING, goes)
    goes = where((stage == DECIDING) & rejected, REJECTED, goes)
    goes = where(has_left(stage) & cooled, AWARE, goes)
    return where(may_be_mandated(stage) & complies, DECIDING, goes)


@part
def purpose_at(stage: int) -> int:
    """Return the purpose of the draw by which an organisation at this stage moves on by itself."""
    purpose = where(stage == UNAWARE, draws.AWARE, draws.COMMIT)
    purpose = where(stage == COMMITTED, draws.LAPSE, purpose)
    purpose = where(stage == IMPLEMENTING, draws.ABANDON, purpose)
    return where(stage == EMBEDDED, draws.DISCONTINUE, purpose)


@part
def after_live_month(stage: int, goes: int, embeds: bool, leaves: bool) -> int:
    """Return the stage after a live month: embedded, abandoned, or the one decided on.

    embeds  is proficient enough; comes before leaving
    """
    goes = where(is_live(stage) & leaves, ABANDONED, goes)
    return where(embeds, EMBEDDED, goes)


@part
def left_behind(
    p: Settings,
    stage: int,
    goes: int,
    rank: float,
    case: float,
    approvals: int,
    cool_off: float,
    compelled: bool,
) -> tuple[float, int, float, bool]:
    """Return what remains of case, approvals, cool-off and compulsion at the next stage.

    Early adopters find part of the case drafted when they commit (C45).
    """
    enters = stage != goes
    drafted = where(moves.is_early(rank, EARLY), p.head_start, 0.0)
    case = where(enters & (goes == AWARE), 0.0, case)
    case = where(enters & (goes == COMMITTED), drafted, case)
    approvals = where(enters & (goes == DECIDING), 0, approvals)
    rejected = enters & (goes == REJECTED)
    cool_off = where(rejected, p.cool_off_rejected, cool_off)
    return case, approvals, cool_off, where(rejected, False, compelled)
