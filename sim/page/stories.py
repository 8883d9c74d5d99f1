"""What happened to each organisation in one run, month by month.

The agents of `sim.engines.agents` step through the run.  It is the same run as in the compiled
engine, number for number, but it shows what each organisation is waiting for.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sim.engines.agents import HealthSystem, Organisation
from sim.params import Scenario
from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    GAPS,
    IMPLEMENTING,
    REJECTED,
    UNAWARE,
)
from sim.process import decisions
from sim.process.stages import is_live
from sim.process.state import UNBOUND

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
SLIGHT = 0.005  # share of activity; smaller dips are not mentioned
MOST_DEFERRALS = 2  # of one board that the story mentions


@dataclass
class Diary:
    """What has happened to one organisation so far.

    stages   stage at every record
    locked   whether a contract holds it although it wants to leave, at every record
    binding  widest gap in every month; -1 if there is none
    events   (record, text)
    months_bound  months by widest gap since the last change of stage
    """

    stages: list[int]
    locked: list[bool]
    binding: list[int] = field(default_factory=list)
    events: list[tuple[int, str]] = field(default_factory=list)
    months_bound: Counter[int] = field(default_factory=Counter)
    deferred: int = 0
    depth: float = 0.0
    below: int = 0
    recovered: bool = True


@dataclass(frozen=True, slots=True)
class RunStory:
    """The story of one run.

    stages   for each organisation one stage per record
    locked   for each organisation and record, whether a contract holds it against its will (B9)
    binding  for each organisation one gap per month, -1 if none binds
    events   for each organisation (record, text), in order of time
    category for each organisation its index in Rogers' categories
    """

    stages: list[list[int]]
    locked: list[list[bool]]
    binding: list[list[int]]
    events: list[list[tuple[int, str]]]
    category: list[int]


@dataclass(frozen=True, slots=True)
class MonthStart:
    """What a story needs to know of an organisation at the start of a month."""

    stage: int
    champion: bool
    approvals: int
    waited: int
    supported: bool
    meets: bool
    locked: bool
    pilot: bool


def tell_run(scenario: Scenario, seed: int, replicate: int) -> RunStory:
    """Step through one run and record what happens to every organisation."""
    model = HealthSystem(scenario, seed, replicate, collect=False)
    everybody = model.organisations
    diaries = [Diary([int(one.stage)], [bool(one.locked)]) for one in everybody]
    for one, diary in zip(everybody, diaries, strict=True):
        if one.pilot:
            already = model.settings.pilots < 0
            said = "is live already" if already else "is a pilot site: live from the start"
            diary.events.append((0, said))
    for t in range(scenario.clock.months):
        before = [_before(model, one, t) for one in everybody]
        model.step()
        for one, was, diary in zip(everybody, before, diaries, strict=True):
            _write(one, was, diary, t + 1)
    return RunStory(
        [diary.stages for diary in diaries],
        [diary.locked for diary in diaries],
        [diary.binding for diary in diaries],
        [diary.events for diary in diaries],
        [int(each) for each in model.category],
    )


def _before(model: HealthSystem, one: Organisation, t: int) -> MonthStart:
    """Record an organisation at the start of a month."""
    month = model.month
    at, month.number = month.number, t
    meets = one.stage == DECIDING and bool(decisions.meets_board(month, one))
    month.number = at
    has_help = one.supported >= 0
    return MonthStart(
        *(one.stage, bool(one.champion), one.approvals, one.waited, has_help, meets),
        *(bool(one.locked), bool(one.pilot)),
    )


def _write(one: Organisation, was: MonthStart, diary: Diary, record: int) -> None:
    """Add the events of a month to the diary."""
    diary.stages.append(int(one.stage))
    diary.locked.append(bool(one.locked))
    bound = int(one.binding) if one.bound != UNBOUND else UNBOUND
    diary.binding.append(bound)
    if bound >= 0:
        diary.months_bound[bound] += 1
    texts = [
        *_help(one, was),
        *_boards(one, was, diary),
        *_dip(one, diary),
        *_move(one, was, diary),
    ]
    diary.events += [(record, what) for what in texts]
    if one.stage != was.stage:
        diary.months_bound.clear()
        diary.deferred = 0


def _help(one: Organisation, was: MonthStart) -> Iterator[str]:
    """Describe facilitators and champions who come and go."""
    if (one.supported >= 0) != was.supported:
        yield "a facilitator starts to help" if one.supported >= 0 else "the facilitator moves on"
    if bool(one.champion) != was.champion:
        yield "its champion leaves" if was.champion else "a champion comes forward"


def _boards(one: Organisation, was: MonthStart, diary: Diary) -> Iterator[str]:
    """Describe what a board decided, and what comes next."""
    if was.meets and one.approvals > was.approvals:
        diary.deferred = 0
        board = _board(was.approvals, one.needed)
        if one.approvals < one.needed:
            following = _board(one.approvals, one.needed)
            yield f"{board} approves; waits for {following} (meets {_every(one.board_interval)})"
        else:
            yield f"{board} approves; procurement begins"
    elif was.meets and one.stage == DECIDING:
        diary.deferred += 1
        if diary.deferred <= MOST_DEFERRALS:
            again = " again" if diary.deferred > 1 else ""
            yield f"{_board(was.approvals, one.needed)} puts it off{again}{_because(diary)}"
    if was.stage == DECIDING == one.stage and one.waited > 0 == was.waited:
        yield "is ready, and waits for its turn to go live"


def _dip(one: Organisation, diary: Diary) -> Iterator[str]:
    """Follow the dip: its depth, and the months until activity is back to normal."""
    if one.lived < 0:
        return
    if one.lived == 0:
        diary.depth, diary.below, diary.recovered = 0.0, 0, False
    if diary.recovered:
        return
    if one.performance < 0:
        diary.below += 1
        diary.depth = max(diary.depth, -float(one.performance))
        return
    diary.recovered = True
    if diary.depth >= SLIGHT:
        yield (
            f"activity is back to normal: the dip lasted {_months(diary.below)} and took "
            f"{diary.depth:.0%} of activity at its deepest"
        )


def _move(one: Organisation, was: MonthStart, diary: Diary) -> Iterator[str]:
    """Describe a change of stage, and the widest gap until then."""
    if one.locked and not was.locked:
        yield f"wants to leave, but its contract holds it{_because(diary)}"
    if one.pilot and not was.pilot:
        since = "already" if is_live(was.stage) else "from now on"
        yield f"the programme starts: it is a pilot site, live {since}"
        if (was.stage, one.stage) != (IMPLEMENTING, EMBEDDED):
            return
    if one.stage == was.stage:
        return
    if one.stage == DECIDING:
        yield from _to_boards(one, was)
        return
    board = _board(was.approvals, one.needed)
    texts = {
        (UNAWARE, AWARE): "hears of it",
        (COMMITTED, AWARE): f"loses momentum and is no longer committed{_because(diary)}",
        (AWARE, COMMITTED): f"commits{_because(diary)}",
        (DECIDING, IMPLEMENTING): "goes live",
        (IMPLEMENTING, EMBEDDED): "has embedded it",
        (DECIDING, REJECTED): f"{board} rejects it{_because(diary)}",
        (IMPLEMENTING, ABANDONED): f"gives up in the dip{_because(diary)}",
        (EMBEDDED, ABANDONED): f"gives up after embedding it{_because(diary)}",
        (REJECTED, AWARE): "is ready to look at it again",
        (ABANDONED, AWARE): "is ready to look at it again",
        (UNAWARE, EMBEDDED): "adopts it",
    }
    yield texts[was.stage, one.stage]


def _to_boards(one: Organisation, was: MonthStart) -> Iterator[str]:
    boards = f"{one.needed} board{'s' if one.needed > 1 else ''}"
    if was.stage == COMMITTED:
        yield f"business case done; goes to {boards} (meets {_every(one.board_interval)})"
    else:
        yield f"has a mandate; goes to {boards} without being committed"


def _because(diary: Diary) -> str:
    """Name the gap that was widest for most of this stage."""
    if not diary.months_bound:
        return ""
    gap, _ = diary.months_bound.most_common(1)[0]
    return f" (held back most by the {GAPS[gap]} gap)"


def _board(number: int, needed: int) -> str:
    if needed == 1:
        return "its board"
    return f"its {ORDINALS[number]} board" if number < len(ORDINALS) else f"board {number + 1}"


def _every(months: Any) -> str:
    return "every month" if months == 1 else f"every {months} months"


def _months(count: int) -> str:
    return "1 month" if count == 1 else f"{count} months"
