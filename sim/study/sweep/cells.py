"""One cell: what it is, by what it is addressed, and its run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sim.config import digest
from sim.config.composer import Composer
from sim.config.keys import converted, known
from sim.config.overrides import Override, value_of
from sim.outcomes.horizon import horizon_to, refuse_month
from sim.outcomes.kept_runs import Ends, Runs, estimates, joined, runs_of
from sim.params import Scenario
from sim.params.errors import UserError
from sim.rules.sources import sources_digest
from sim.study.sweep.design import OWN, REPLICATES, SEED, Asked, digest_of

DIGITS = 32  # of an address: two among 10^12 cells are the same by chance once in 10^14
SHIFT = "strategy.shift."
Value = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is to be run.

    address   what it is: its ensemble and its number of runs
    ensemble  its scenario, seed, headline month, and the model's sources: more runs add to these
    settings  swept key -> value
    scenario  None if it cannot be composed; then `failure` says why
    """

    asked: Asked
    address: str
    ensemble: str
    settings: Mapping[str, Value]
    scenario: Scenario | None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Ran:
    """A cell that has run, or failed.

    runs       all its runs; None if it failed
    new        those that were run now and are not kept elsewhere, or None
    estimates  outcome -> mean, low, high
    organisations  those in scope
    failure    what went wrong; empty if nothing did
    """

    cell: Cell
    runs: Runs | None
    new: Runs | None
    estimates: Mapping[str, Ends]
    organisations: int = 0
    failure: str = ""


def cell_of(asked: Asked, keys: Sequence[str], composer: Composer, at: int | None) -> Cell:
    """Compose a cell and find its address; one that is impossible has an address all the same."""
    own = {SEED: asked.seed, REPLICATES: asked.replicates}
    try:
        scenario, choices = composer.scenario(asked.overrides)
        refuse_month(at, scenario.clock.months)
        month = horizon_to(scenario.clock.months, at).month
        found = digest(scenario)
    except UserError as error:
        ensemble = digest_of([asked.text, at, sources_digest()])[:DIGITS]
        settings = {key: own[key] if key in OWN else each
                    for key, each in _as_asked(keys, asked, composer).items()}  # fmt: skip
        return Cell(asked, ensemble, ensemble, settings, None, str(error))
    ensemble = digest_of([found, asked.seed, month, sources_digest()])[:DIGITS]
    address = digest_of([ensemble, asked.replicates])[:DIGITS]
    settings = {key: own[key] if key in OWN else _setting(key, asked, scenario, choices)
                for key in keys}  # fmt: skip
    return Cell(asked, address, ensemble, settings, scenario)


def ran(
    cell: Cell, at: int | None, earlier: Runs | None, simulate: Callable[..., Any], threads: int
) -> Ran:
    """Run a cell, or what it needs beyond earlier runs of it.  A failure is a result."""
    if cell.scenario is None:
        return failed(cell, cell.failure)
    from sim.engines.simulate import most_in_a_block  # and with it the compiler

    first = 0 if earlier is None else len(earlier.replicates)
    try:
        outcomes = simulate(
            cell.scenario, cell.asked.replicates - first, cell.asked.seed, first=first,
            threads=threads,
        )  # fmt: skip
        new = runs_of(outcomes, horizon_to(outcomes.months, at))
        block = most_in_a_block(outcomes.organisations)
        runs = new if earlier is None else joined(earlier, new, block)
        return Ran(cell, runs, new, estimates(runs), outcomes.organisations)
    except MemoryError:
        return failed(cell, "there is not enough memory")
    except UserError as error:
        return failed(cell, str(error))
    except Exception as error:  # a fault of ours; the other cells may be spared it
        return failed(cell, f"{type(error).__name__}: {error}")


def failed(cell: Cell, why: str) -> Ran:
    """Record a failure, on one line."""
    return Ran(cell, None, None, {}, failure=" ".join(why.split()))


def _as_asked(keys: Sequence[str], asked: Asked, composer: Composer) -> dict[str, Value]:
    """Return the values that a cell would have that cannot be, of the kind that each key has."""
    try:
        scenario, choices = composer.unchecked(asked.overrides)
        return {key: _setting(key, asked, scenario, choices) for key in keys}
    except UserError:
        typed = {each.key: each for each in asked.overrides}
        return {key: _typed(typed[key]) if key in typed else None for key in keys}


def _typed(override: Override) -> Value:
    """Return a value as it is typed; None if it is not of its key's kind, such as a date."""
    value = value_of(override)
    try:
        return _plain(value if known(override.key) is None else converted(override.key, value))
    except UserError:
        return None


def _setting(key: str, asked: Asked, scenario: Scenario, choices: Mapping[str, str]) -> Value:
    """Return the value that a cell has for a key, as the resolved scenario says."""
    if key in choices:
        return choices[key]
    typed = {each.key: each for each in asked.overrides}
    if key.startswith(SHIFT):  # a scenario no longer says what was shifted
        return float(value_of(typed[key])) if key in typed else 0.0
    found: Any = scenario
    for name in key.split("."):
        found = found.get(name) if isinstance(found, dict) else getattr(found, name, None)
    if found is None and key in typed:
        return _plain(value_of(typed[key]))
    return _plain(found)


def _plain(value: Any) -> Value:
    if isinstance(value, Enum):
        return value.name
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)
