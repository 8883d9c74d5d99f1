"""Statements are checked: their plans run, each once, and every statement gets its verdict.

A statement is checked as if its file held it alone.  A number that one of its own plans sets is
not drawn for it; what other statements set changes nothing.  Plans that meet the same numbers in
two statements run once for both.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.config import Plan, digest
from sim.config.override_text import typed_keys
from sim.outcomes import Outcomes
from sim.outcomes.by_run import by_run
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats
from sim.outcomes.outcome_table import OUTCOMES
from sim.params import Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.comparison import MARGIN
from sim.study.statements import outcomes as asked_outcomes
from sim.study.statements.amounts import TIMES, written
from sim.study.statements.file import Statement
from sim.study.statements.findings import Finding, Values, found_of
from sim.study.trials.memory import Memory
from sim.study.trials.states import States, states_for
from sim.study.trials.trial import Trial, tried
from sim.study.uncertainty.study import RUNS, SYSTEMS, drawn_for

Measured = tuple[str, int | None]  # an outcome, and the month that is asked for
BLOCKS, OF_BLOCK = 12, 16  # states, and systems in each, where the assumptions stay as they are


@dataclass(frozen=True)
class Setting:
    """In what all statements are checked.

    sets    of assumptions; None if they stay as they are
    at      headline month, if another than the usual one was asked for
    margin  share of organisations: plans closer than this are practically the same
    """

    sets: AssumptionSets | None
    seed: int = 0
    at: int | None = None
    margin: float = MARGIN


@dataclass(frozen=True)
class _Case:
    """A statement with its plans and the states of the world in which they are tried.

    names  of its trials, by plan and state
    """

    statement: Statement
    plans: tuple[Plan, ...]
    states: States
    names: tuple[tuple[str, ...], ...]


def refuse_impossible(
    statements: Sequence[Statement], plans: Mapping[str, Plan], at: int | None = None
) -> None:
    """Raise an error for a statement that no run could tell: before anything runs."""
    for each in statements:
        own = [plans[name] for name in each.claim.plans]
        try:
            _refuse(each, own, at)
        except UserError as error:
            raise UserError(f"{each.where}: {error}") from None


def _refuse(statement: Statement, own: Sequence[Plan], at: int | None) -> None:
    claim, months = statement.claim, {plan.scenario.clock.months for plan in own}
    if len(months) > 1:
        raise UserError(
            f"its plans run for {' and '.join(map(str, sorted(months)))} months; give both the "
            "same clock.months"
        )
    end = months.pop()
    if len({digest(plan.scenario) for plan in own}) < len(own):
        raise UserError(
            f"“{claim.plan}” and “{claim.other}” are the same plan; name two that differ"
        )
    asked = claim.month if claim.month is not None else at
    if asked is not None and not 1 <= asked <= end:
        raise UserError(f"month {asked} is beyond the run; choose a month from 1 to {end}")
    if not OUTCOMES[claim.outcome].when(_horizon(claim.outcome, claim.month, end, at)):
        raise UserError(f"“{claim.outcome}” needs a month before the end of the run ({end})")
    if claim.kind is TIMES and claim.number is not None and not 0 < claim.number < end:
        number = written(claim.number, TIMES, TIMES.level)
        raise UserError(
            f"months are counted up to the end of the run, so {number} must be above 0 and below "
            f"{end}; or give a longer run (clock.months)"
        )


def check(
    statements: Sequence[Statement],
    plans: Mapping[str, Plan],
    setting: Setting,
    memory: Memory,
    progress: Callable[..., None] | None = None,
) -> list[Finding]:
    """Run the plans of all statements and give each its verdict, in their order.

    progress  called with (done, of), in trials

    Raises
    ------
    UserError
        If a statement is impossible, or no set of assumptions is possible for its plans.
    """
    refuse_impossible(statements, plans, setting.at)
    measured = _measured(statements)
    numbered: dict[str, tuple[int, Trial]] = {}
    known: dict[tuple[str, ...], States] = {}
    cases = [_case(each, plans, setting, measured, numbered, known) for each in statements]
    # state by state, since plans of one state share the systems that are drawn for it
    in_order = sorted(numbered.items(), key=lambda each: each[1][0])
    trials = {name: trial for name, (_, trial) in in_order}
    done = 0

    def on_trial() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, len(trials))

    def measure(outcomes: Outcomes) -> Floats:
        return np.stack([_value(outcomes, each, setting.at) for each in measured], axis=1)

    results = tried(trials.values(), measure, memory, on_trial)
    found = dict(zip(trials, results, strict=True))
    return [
        found_of(case.statement, _values(case, found, measured), case.states, setting.margin)
        for case in cases
    ]


def _case(
    statement: Statement,
    plans: Mapping[str, Plan],
    setting: Setting,
    measured: Sequence[Measured],
    numbered: dict[str, tuple[int, Trial]],
    known: dict[tuple[str, ...], States],
) -> _Case:
    """Set out the trials of a statement; those that another one needs too are there once.

    numbered  trials by name, each with the number of its state
    """
    own = tuple(plans[name] for name in statement.claim.plans)
    digests = [digest(plan.scenario) for plan in own]
    typed = {key for plan in own for key in typed_keys(plan.overrides)}
    key = (*digests, *sorted(typed))
    if key not in known:
        known[key] = _states([plan.scenario for plan in own], setting, typed)
    states, names = known[key], []
    what = hashlib.blake2b(repr(list(measured)).encode(), digest_size=8).hexdigest()
    for place, plan in enumerate(own):
        row = []
        for number in range(states.count):
            trial = states.trial(plan.scenario, place, number, "")
            # whichever plan of a statement it is, the same scenario in the same state runs once
            name = f"{digests[place]}|{what}|{trial.name.split('|', 2)[2]}"
            numbered.setdefault(name, (number, replace(trial, name=name)))
            row.append(name)
        names.append(tuple(row))
    return _Case(statement, own, states, tuple(names))


def _states(scenarios: Sequence[Scenario], setting: Setting, typed: Collection[str]) -> States:
    """Set out the states of the world; which sets are possible is found when they run."""
    if setting.sets is None:
        return states_for(scenarios, None, BLOCKS, setting.seed, typed, OF_BLOCK, RUNS)
    drawn = drawn_for(scenarios, setting.sets, setting.seed, typed)
    return States(drawn, len(setting.sets), setting.seed, SYSTEMS, RUNS)


def _measured(statements: Sequence[Statement]) -> list[Measured]:
    """List what is measured of every trial: the usual outcomes, and what is asked beside them."""
    usual = asked_outcomes.always_measured()
    more = {(each.claim.outcome, each.claim.month) for each in statements} - set(usual)
    return [*usual, *sorted(more, key=str)]


def _horizon(key: str, month: int | None, end: int, at: int | None) -> Horizon:
    found = asked_outcomes.horizon(key, month, end, at)
    assert found is not None  # months beyond the run were refused
    return found


def _value(outcomes: Outcomes, measured: Measured, at: int | None) -> Floats:
    """Measure an outcome in each run; what is not reached counts as the end of the run."""
    key, month = measured
    horizon = asked_outcomes.horizon(key, month, outcomes.months, at)
    if horizon is None:  # another statement asks for it, of plans that run longer
        return np.full(len(outcomes.replicates), np.nan)
    return by_run(outcomes, key, horizon)


def _values(
    case: _Case, found: Mapping[str, Floats | UserError], measured: Sequence[Measured]
) -> Values:
    """Gather what a statement needs, of the sets that are possible for all its plans."""
    claim = case.statement.claim
    column = measured.index((claim.outcome, claim.month))
    states, refused, kept = zip(*case.names, strict=True), dict[int, UserError](), []
    for number, names in enumerate(states):
        own = [found[name] for name in names]
        errors = [each for each in own if isinstance(each, UserError)]
        if errors:
            refused[number] = errors[0]
        else:
            kept.append([each[:, column] for each in own if not isinstance(each, UserError)])
    if not kept:
        raise next(iter(refused.values()))
    shape = len(kept), len(case.plans), case.states.systems, case.states.runs
    each = np.array(kept).reshape(shape).swapaxes(0, 1)
    why = str(next(iter(refused.values()), ""))
    return Values(each, case.plans[0].scenario.clock.months, len(refused), why)
