"""A trial: a scenario that runs a few times in one state of the world."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from sim.engines.asked import Asked
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params.errors import UserError
from sim.study.runs import queue
from sim.study.trials.memory import Memory

Measure = Callable[[Outcomes], Floats]
Found = Floats | UserError


@dataclass(frozen=True, slots=True)
class Trial:
    """What is run, and by what name it is remembered within a question.

    asked  makes the run; only called if it is not remembered.  May raise a UserError
    """

    name: str
    asked: Callable[[], Asked]


def tried(
    trials: Iterable[Trial],
    measure: Measure,
    memory: Memory,
    on_trial: Callable[[], None] | None = None,
    only_live: bool = False,
) -> Iterator[Found]:
    """Measure trials, in their order; those that are remembered are not run again.

    Trials are taken as there is room, so that thousands of them need the memory of a few.

    Parameters
    ----------
    trials : iterable of Trial
        What is to be measured.
    measure : callable
        Makes float64[runs, measures] of the outcomes of a trial.
    memory : Memory
        What was measured before; what is measured now is put into it at once.
    on_trial : callable, optional
        Called after each.
    only_live : bool
        Whether `measure` reads the shares live alone, which are gathered sooner.

    Yields
    ------
    ndarray or UserError
        What was measured; the error in place of a trial that is not possible.
    """
    ahead: deque[tuple[Trial, Found | None]] = deque()

    def to_run() -> Iterator[Asked]:
        for trial in trials:
            known: Found | None = memory.get(trial.name)
            if known is None:
                try:
                    asked = trial.asked()
                except UserError as error:
                    known = error
            ahead.append((trial, known))
            if known is None:
                yield asked

    with closing(queue()(to_run(), only_live=only_live)) as running:
        for outcomes in running:
            yield from _known(ahead, on_trial)
            trial, _ = ahead.popleft()
            found: Found = outcomes if isinstance(outcomes, UserError) else measure(outcomes)
            if not isinstance(found, UserError):
                memory.put(trial.name, found)
            yield _told(found, on_trial)
        yield from _known(ahead, on_trial)


def _known(
    ahead: deque[tuple[Trial, Found | None]], on_trial: Callable[[], None] | None
) -> Iterator[Found]:
    """Give what needs no run and comes before the next that does."""
    while ahead and (found := ahead[0][1]) is not None:
        ahead.popleft()
        yield _told(found, on_trial)


def _told(found: Found, on_trial: Callable[[], None] | None) -> Found:
    if on_trial is not None:
        on_trial()
    return found
