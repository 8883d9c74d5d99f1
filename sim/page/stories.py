"""What happened to each organisation in one run, month by month, and what it waited for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, cast

import numpy as np

from sim.engines.diary import follow
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
from sim.process.state import UNBOUND, Month, Organisation

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


class Seen(NamedTuple):
    """What a story needs to know of an organisation at a record, as `sim.process.state`."""

    stage: int
    locked: bool
    pilot: bool
    champion: bool
    approvals: int
    needed: int
    board_interval: int
    phase: int
    waited: int
    supported: int
    bound: int
    binding: int
    lived: int
    performance: float

    @property
    def helped(self) -> bool:
        """Whether a facilitator helps it."""
        return self.supported >= 0


def tell_run(scenario: Scenario, seed: int, replicate: int) -> RunStory:
    """Follow one run and record what happens to every organisation."""
    run = follow(scenario, seed, replicate)
    diaries = [_diary(_seen(one), live_already=run.first.pilots < 0) for one in run.records.T]
    return RunStory(
        [diary.stages for diary in diaries],
        [diary.locked for diary in diaries],
        [diary.binding for diary in diaries],
        [diary.events for diary in diaries],
        run.category.tolist(),
    )


def _seen(one: np.ndarray) -> list[Seen]:
    """Take what a story needs of one organisation, record by record."""
    return [*map(Seen._make, zip(*(one[name].tolist() for name in Seen._fields), strict=True))]


def _diary(seen: Sequence[Seen], *, live_already: bool) -> Diary:
    """Write down what happens to one organisation."""
    diary = Diary([seen[0].stage], [seen[0].locked])
    if seen[0].pilot:
        said = "is live already" if live_already else "is a pilot site: live from the start"
        diary.events.append((0, said))
    month = Month()
    for record, (was, one) in enumerate(pairwise(seen), start=1):
        month.number = record - 1
        _write(one, was, _meets(month, was), diary, record)
    return diary


def _meets(month: Month, was: Seen) -> bool:
    """Whether a board meets that has yet to approve."""
    return was.stage == DECIDING and bool(decisions.meets_board(month, cast(Organisation, was)))


def _write(one: Seen, was: Seen, meets: bool, diary: Diary, record: int) -> None:
    """Add the events of a month to the diary."""
    diary.stages.append(one.stage)
    diary.locked.append(one.locked)
    bound = one.binding if one.bound != UNBOUND else UNBOUND
    diary.binding.append(bound)
    if bound >= 0:
        diary.months_bound[bound] += 1
    texts = [
        *_help(one, was),
        *_boards(one, was, meets, diary),
        *_dip(one, diary),
        *_move(one, was, diary),
    ]
    diary.events += [(record, what) for what in texts]
    if one.stage != was.stage:
        diary.months_bound.clear()
        diary.deferred = 0


def _help(one: Seen, was: Seen) -> Iterator[str]:
    """Describe facilitators and champions who come and go."""
    if one.helped != was.helped:
        yield "a facilitator starts to help" if one.helped else "the facilitator moves on"
    if one.champion != was.champion:
        yield "its champion leaves" if was.champion else "a champion comes forward"


def _boards(one: Seen, was: Seen, meets: bool, diary: Diary) -> Iterator[str]:
    """Describe what a board decided, and what comes next."""
    if meets and one.approvals > was.approvals:
        diary.deferred = 0
        board = _board(was.approvals, one.needed)
        if one.approvals < one.needed:
            following = _board(one.approvals, one.needed)
            yield f"{board} approves; waits for {following} (meets {_every(one.board_interval)})"
        else:
            yield f"{board} approves; procurement begins"
    elif meets and one.stage == DECIDING:
        diary.deferred += 1
        if diary.deferred <= MOST_DEFERRALS:
            again = " again" if diary.deferred > 1 else ""
            yield f"{_board(was.approvals, one.needed)} puts it off{again}{_because(diary)}"
    if was.stage == DECIDING == one.stage and one.waited > 0 == was.waited:
        yield "is ready, and waits for its turn to go live"


def _dip(one: Seen, diary: Diary) -> Iterator[str]:
    """Follow the dip: its depth, and the months until activity is back to normal."""
    if one.lived < 0:
        return
    if one.lived == 0:
        diary.depth, diary.below, diary.recovered = 0.0, 0, False
    if diary.recovered:
        return
    if one.performance < 0:
        diary.below += 1
        diary.depth = max(diary.depth, -one.performance)
        return
    diary.recovered = True
    if diary.depth >= SLIGHT:
        yield (
            f"activity is back to normal: the dip lasted {_months(diary.below)} and took "
            f"{diary.depth:.0%} of activity at its deepest"
        )


def _move(one: Seen, was: Seen, diary: Diary) -> Iterator[str]:
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


def _to_boards(one: Seen, was: Seen) -> Iterator[str]:
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
