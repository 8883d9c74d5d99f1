"""What matters: which uncertain numbers move an outcome, or the difference of two plans."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from sim.api.assumption_choice import FIXED
from sim.api.given_plans import GivenPlan
from sim.api.questions import Keeping, Question, answered, missing, question_of
from sim.api.sensitivity_results import Sensitivity
from sim.config import keys as config_keys
from sim.config.distributions import distributions, groups, reasons
from sim.config.drawing import drawn
from sim.config.preset_files import nearest
from sim.outcomes.outcome_table import OUTCOMES
from sim.params import Scenario
from sim.params.distributions import Distribution
from sim.params.errors import UserError
from sim.report.sensitivity.outcome import Looked
from sim.report.sensitivity.told import Told
from sim.study.assumption_draws import with_set
from sim.study.scored_keys import ScoredKeys
from sim.study.sensitivity.runs import Plans
from sim.study.sensitivity.space import Space, space_of
from sim.study.sensitivity.study import METHODS, MORRIS, PAWN, SOBOL, Wish, matters
from sim.study.trials.memory import Memory
from sim.study.uncertainty.study import drawn_for
from sim.study.unread import unread

TOP = 20
USUAL = {SOBOL: 128, MORRIS: 16, PAWN: 1024}  # points
FEWEST = {SOBOL: 32, MORRIS: 4, PAWN: 128}
MOST = {SOBOL: 2**14, MORRIS: 10_000, PAWN: 2**16}
UNKNOWN = 2  # draws, to find which numbers are drawn at all


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beside the plans.

    method  one of METHODS; empty for the usual one
    keys    inputs, if not all are meant; groups for the cause that their numbers share
    top     inputs that are looked at closely
    points  base points of Sobol' indices and of PAWN, or Morris's paths; None for the usual number
    """

    method: str = ""
    outcome: str = "live"
    keys: tuple[str, ...] = ()
    top: int = TOP
    points: int | None = None

    @property
    def count(self) -> int:
        """Points, also where none were asked for."""
        return USUAL[self.method or SOBOL] if self.points is None else self.points


def sensitivity(
    *plans: GivenPlan,
    method: str = "",
    outcome: str = "live",
    keys: Sequence[str] = (),
    top: int = TOP,
    points: int | None = None,
    system: Any = None,
    months: int | None = None,
    at: int | None = None,
    seed: int = 0,
    config_dirs: Iterable[str | Path] = (),
    out: str | Path | None = None,
    progress: Callable[..., None] | None = None,
) -> Sensitivity:
    """Find which uncertain numbers matter to an outcome of a plan, or to the lead of one of two.

    Every number that has a range varies over it, but those that you give a value. A screening
    (Morris) finds those that move the outcome most; Sobol' indices say how much of its variance
    each of these makes, alone and with others.

    Parameters
    ----------
    *plans : str or GivenPlan
        One plan, or two for the difference of the second from the first. A folder of
        `uptake sweep --sample N` alone is read as it is, by PAWN and rank correlations.
    method : str
        "sobol" (the usual one), "morris" or "pawn".
    outcome : str
        Which outcome: a key of the table of outcomes, such as "live", "embedded", "abandoned".
    keys : sequence of str
        Look at these numbers alone; the others stay as they are.
    top : int
        How many numbers are looked at closely.
    points : int, optional
        Base points (a power of two), or Morris's paths. More go on from fewer if `out` is given.
    system : optional
        A system of your own, as for `sim.run`.
    months, at : int, optional
        Length of the run, and the month of the outcome.
    seed : int
        Number from which all chance follows.
    config_dirs : iterable of str or Path
        Folders with presets of your own.
    out : str or Path, optional
        Folder for the answer, and for what was run: the same question goes on in it.
    progress : callable, optional
        Called with (done, of), in trials.

    Returns
    -------
    Sensitivity
        Lines to read, tables, a tornado, and what matters when.

    Raises
    ------
    UserError
        If something asked is unknown or out of range, if nothing varies, or if points are too few.

    Examples
    --------
    >>> found = sim.sensitivity("scenario=avt_london", points=64)
    >>> print(found)
    >>> found.frame[["name", "moves", "total"]]
    """
    from sim.api.sensitivity_stores import of_store, store_among

    asked = Asked(method, outcome, tuple(keys), top, points)
    folder = store_among([each for each in plans if isinstance(each, str)])
    if folder is not None:
        found = of_store(folder, asked, tuple(map(Path, config_dirs)), seed)
        if out is not None:
            found.save(out)
        return found
    question = question_of(
        plans, system=system, months=months, at=at, seed=seed, assumptions=FIXED,
        config_dirs=config_dirs,
    )  # fmt: skip
    return what_matters(question, asked, Keeping(out), progress)


def what_matters(
    question: Question, asked: Asked, keeping: Keeping, progress: Callable[..., None] | None = None
) -> Sensitivity:
    """Find what matters to plans that were read."""
    asked = replace(asked, method=asked.method or SOBOL)
    refuse(asked)
    refuse_plans(question)
    looked = Looked(asked.outcome, question.horizon, tuple(question.names))
    _refuse_outcome(looked)
    inputs = _inputs(question, asked)
    plans = Plans(question.scenarios, asked.outcome, question.horizon, question.seed, inputs.scored)
    wish = Wish(asked.method, asked.top, asked.count)

    def ask(memory: Memory) -> Sensitivity:
        found = matters(plans, inputs.space, wish, memory, progress)
        return Sensitivity(Told(found, looked, inputs.unread, inputs.held, asked.count))

    return answered(question, "sensitivity", {"outcome": asked.outcome}, keeping, ask)


def refuse(asked: Asked) -> None:
    """Raise an error for what is no method, or for points that give no index."""
    if find_spec("SALib") is None:
        raise missing("uptake sensitivity", "SALib")
    if asked.method not in METHODS:
        near = nearest(asked.method, METHODS)
        raise UserError(f"--method is {asked.method!r}{near}; choose from {', '.join(METHODS)}")
    if asked.top < 1:
        raise UserError(f"--top is {asked.top}; look at 1 number or more")
    count, few, most = asked.count, FEWEST[asked.method], MOST[asked.method]
    what = "paths" if asked.method == MORRIS else "points"
    if not few <= count <= most:
        raise UserError(
            f"--points is {count:,}; --method {asked.method} takes from {few} to {most:,} {what}"
        )
    if asked.method != MORRIS and count & (count - 1):
        below = 1 << (count.bit_length() - 1)
        raise UserError(
            f"--points is {count:,}, which is not a power of two; Sobol' points cover the ranges "
            f"evenly only at powers of two: take {below:,} or {2 * below:,}"
        )


def refuse_plans(question: Question) -> None:
    """Raise an error for more than two plans."""
    if len(question.plans) > 2:
        raise UserError(
            f"what matters is asked of one plan, or of the difference of two, but these are "
            f"{len(question.plans)}; name one or two"
        )


def _refuse_outcome(looked: Looked) -> None:
    known = [key for key, row in OUTCOMES.items() if row.of is not None]
    if looked.key not in known:
        near = nearest(looked.key, known)
        some = ", ".join(key for key in known if OUTCOMES[key].title)
        raise UserError(
            f"there is no outcome {looked.key!r} of a single plan{near}; choose from {some} ..."
        )
    if not looked.row.when(looked.horizon):
        raise UserError(
            f"{looked.key} does not exist where the run ends in the month that is told "
            f"(month {looked.horizon.month}); give an earlier --at or a longer run"
        )


@dataclass(frozen=True)
class _Inputs:
    """What varies; numbers that are not read are counted, those that are held have a reason."""

    space: Space
    scored: ScoredKeys
    unread: int
    held: Mapping[str, str]


def _inputs(question: Question, asked: Asked) -> _Inputs:
    """Find what varies for these plans."""
    scenarios, known = question.scenarios, distributions()
    typed = question.typed
    found = drawn_for(scenarios, drawn(known, UNKNOWN), 0, typed)
    scored = {
        key: Distribution(float(low), float(high))
        for key, (low, high) in found.scored.ranges.items()
    }
    numbers = {key: scored.get(key) or known[key] for key in found.sets.keys}
    _refuse_keys(asked.keys, numbers, found.held)
    if asked.keys:
        numbers = {k: each for k, each in numbers.items() if {k, each.group} & {*asked.keys}}
    idle = unread_by(scenarios, numbers)
    kept = {key: each for key, each in numbers.items() if key not in idle}
    unread = len(numbers) - len(kept)
    if not kept and not asked.keys:
        raise UserError(
            "no number varies: all that the plans read have a value that you or a preset gave, or "
            "none has a range; leave some out"
        )
    usual = {key: _usual(scenarios[0], key) for key in kept}
    every = space_of(kept, usual)
    if asked.keys:
        _refuse_unread(asked.keys, every)
        every = every.only(asked.keys)
    return _Inputs(every, found.scored, unread, found.held)


def unread_by(scenarios: Sequence[Scenario], numbers: Mapping[str, Distribution]) -> frozenset[str]:
    """Find the numbers that no plan reads."""

    def compose(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
        return with_set(scenario, [*values], [*values.values()])

    return frozenset.intersection(*(unread(numbers, partial(compose, e)) for e in scenarios))


def _refuse_keys(
    asked: Sequence[str], numbers: Mapping[str, Distribution], held: Mapping[str, str]
) -> None:
    """Raise an error for keys that are unknown, held, or without a range."""
    for key in asked:
        if key in numbers or key in groups():
            continue
        if key in held:
            raise UserError(f"{key} is not varied: {held[key]}")
        if config_keys.known(key) is None:
            raise UserError(
                f"--keys names {key!r}, which is no key"
                f"{nearest(key, [*numbers, *groups()])}; see uptake list parameters"
            )
        why = reasons((key,)).get(key)
        raise UserError(f"{key} has no range{'' if why is None else f' ({why})'}; sweep it instead")


def _refuse_unread(asked: Sequence[str], every: Space) -> None:
    unread = [key for key in asked if key not in every.names]
    if unread:
        raise UserError(
            f"no plan here reads {', '.join(unread)}, so that it cannot matter; leave it out of "
            "--keys"
        )


def _usual(scenario: Scenario, key: str) -> float:
    """Return the value of a key as a set of assumptions has it: of a word its number."""
    value: Any = scenario
    for name in key.split("."):
        value = value[name] if isinstance(value, dict) else getattr(value, name)
    if isinstance(value, Enum):
        return float(list(type(value)).index(value))
    return float(np.float64(value))
