"""Dated events: the settings of each month, one row for each period between their dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from sim.params import Event, Scenario, copied
from sim.params.errors import UserError
from sim.process.settings.before import without_programme
from sim.process.settings.budget import budget_of
from sim.process.settings.parts import Parts
from sim.process.settings.record import ABSENT, Settings
from sim.process.settings.resolve import mandate_of, resolved, settings_of
from sim.process.settings.rows import as_rows
from sim.rules import moves

# Read when a run starts, or to spend the whole budget: a later value would come too late, or would
# change what is past.  Training counts from month 0, and integration from each go-live: a site
# would have steps that it never paid for.
FROM_THE_START = frozenset(
    (
        *("kind", "months", "first_month", "replicates_per_system"),
        *("start", "programme", "phase_from", "spend"),
        *("pilots", "mixed_pilots", "pilots_embedded", "ambition", "ambition_review", "target"),
        "rank_noise",
        *("readiness_from_maturity", "readiness_from_capacity", "reference_size"),
        *("champion_base", "champion_by_culture", "fatigue_start", "fewer_boards"),
        *("maturity_distance", "similarity_across_types", "plan", "fit_bonus"),
        *("today", "unknown_stage_weight", "unknown_live_within"),
        *("contacts", "trust", "own_start", "training", "integration", "integration_ramp"),
    )
)
# Of the section `system`, all else says which organisations there are
OF_THE_MONTH = frozenset(
    f"system.{name}" for name in ("value_breadth", "incentives", "regulation", "principles")
)
# What belongs to the run as a whole, whatever it does to a month
WHOLE = (
    "clock.months", "clock.start", "events.", "assumptions.replicates_per_system",
    "strategy.winter_break",
)  # fmt: skip
# A deadline that an event brings is set by others: it costs the plan no office of its own
MANDATE, BY = DEADLINES = ("strategy.mandate_month", "strategy.mandate_by")
ALLOWED = (
    "an event may set what a month reads: of innovation, assumptions, levers, coefficients and "
    "stage_weights most keys; of system value_breadth, incentives, regulation and principles; of "
    "strategy what a board or a site meets (such as mandate_month, mandate_by, contract, "
    "dual_running), not its money, pilots, plan or start"
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The settings of every month.

    rows    one for each period that differs; the first is the scenario without its events, and
            before its programme if that starts later
    row_of  month -> number of its row
    """

    rows: tuple[Settings, ...]
    row_of: tuple[int, ...]
    _arrays: list[tuple[np.ndarray, np.ndarray]] = field(
        default_factory=list, repr=False, compare=False
    )

    @property
    def in_arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """The same for a kernel, made once: rows structured[rows], row of each month int64[T]."""
        if not self._arrays:
            self._arrays.append((as_rows(self.rows), np.array(self.row_of, np.int64)))
        return self._arrays[-1]

    def at(self, month: int) -> Settings:
        """Return the settings of a month; after the end, those of the last."""
        return self.rows[self.row_of[min(month, len(self.row_of) - 1)]]


@dataclass(frozen=True, slots=True)
class Periods:
    """What dials set and the settings of every period, whether or not it differs from another.

    There are as many whatever the dials: only dates decide, so changes may be made row by row.

    parts   what dials set in each, before they meet
    rows    settings of each
    row_of  month -> number of its period; the first is as in a `Timeline`
    """

    parts: tuple[Parts, ...]
    rows: tuple[Settings, ...]
    row_of: tuple[int, ...]


def always(settings: Settings) -> Timeline:
    """Make the timeline of a run whose settings never change."""
    return Timeline((settings,), (0,) * settings.months)


def timeline_of(scenario: Scenario, organisations: int) -> Timeline:
    """Resolve a scenario, month by month, for a system with this many organisations.

    Events apply in the order of the months in which they begin; where two set one key, the later
    wins while it lasts.

    Raises
    ------
    UserError
        If an event sets a key that no month reads, or that is used before the first month.
    """
    found = periods_of(scenario, organisations)
    rows: dict[Settings, int] = {}
    number = [rows.setdefault(each, len(rows)) for each in found.rows]
    return Timeline(tuple(rows), tuple(number[each] for each in found.row_of))


def periods_of(scenario: Scenario, organisations: int) -> Periods:
    """Resolve a scenario, period by period, and give what its dials set before they meet.

    Raises
    ------
    UserError
        As `timeline_of`.
    """
    parts, plan = resolved(scenario, organisations)
    start = scenario.strategy.start
    if not scenario.events and start == 0 and not scenario.strategy.winter_break:
        return Periods((parts,), (plan,), (0,) * plan.months)
    for name, event in scenario.events.items():
        _refuse(scenario, name, event, plan, organisations)
    before = without_programme(scenario) if start > 0 else scenario
    found = [resolved(before, organisations) if start > 0 else (parts, plan)]
    number = {(start > 0, False, repr({})): 0}
    row_of = []
    for month in range(plan.months):
        changes = changes_at(scenario, month)
        rests = month >= start and _rests(scenario, plan, month)
        here = (month < start, rests, repr(changes))
        if here not in number:
            number[here] = len(found)
            each = before if month < start else scenario
            its_parts, row = _resolved(each, changes, organisations)
            found.append((its_parts, replace(row, wave_cap=0) if rests else row))
        row_of.append(number[here])
    each_part, each_row = zip(*found, strict=True)
    return Periods(each_part, each_row, tuple(row_of))


def _rests(scenario: Scenario, plan: Settings, month: int) -> bool:
    """Whether nobody goes live in a month because the plan rests in winter."""
    return scenario.strategy.winter_break and moves.is_winter(plan.first_month, month)


def _resolved(
    scenario: Scenario, changes: Mapping[str, Any], organisations: int
) -> tuple[Parts, Settings]:
    """Resolve a scenario with what events set; others' deadlines leave its money as it is."""
    own = {key: value for key, value in changes.items() if key not in DEADLINES}
    parts, settings = resolved(changed(scenario, own), organisations)
    if len(own) == len(changes):
        return parts, settings
    month, by = (
        None if each == ABSENT else each for each in (settings.mandate_month, settings.mandate_by)
    )
    dated = mandate_of(changes.get(MANDATE, month), changes.get(BY, by))
    return parts, replace(settings, **dated)


def changes_at(scenario: Scenario, month: int) -> dict[str, Any]:
    """Return what events set in a month: key -> value."""
    changes: dict[str, Any] = {}
    for event in sorted(scenario.events.values(), key=lambda each: each.from_month):
        if event.from_month <= month and (event.until is None or month < event.until):
            changes |= event.set
    return changes


def changed(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """Return a copy of a scenario with these keys set; their values are checked already."""
    made: Scenario = copied(scenario)
    for key, value in changes.items():
        *path, last = key.split(".")
        owner: Any = made
        for name in path:
            owner = owner[name] if isinstance(owner, dict) else getattr(owner, name)
        setattr(owner, last, value)
    return made


def _refuse(
    scenario: Scenario, name: str, event: Event, first: Settings, organisations: int
) -> None:
    """Raise an error for a key that an event may not set."""
    budget = budget_of(scenario, organisations)
    for key, value in event.set.items():
        early = key.startswith(WHOLE) or (key.startswith("system.") and key not in OF_THE_MONTH)
        if not early and key not in DEADLINES:
            later = changed(scenario, {key: value})
            early = budget != budget_of(later, organisations)
            early |= bool(set(differing(first, settings_of(later, organisations))) & FROM_THE_START)
        if early:
            raise UserError(
                f"events.{name} cannot set {key}: it is used when the run starts or for the whole "
                f"budget; {ALLOWED}"
            )


def differing(one: Settings, other: Settings) -> Iterable[str]:
    """Name the settings that differ."""
    names = (each.name for each in fields(Settings))
    return (name for name in names if getattr(one, name) != getattr(other, name))
