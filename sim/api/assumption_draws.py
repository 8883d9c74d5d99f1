"""Plans tried under sets of assumptions: run, laid out as a table, read from it again."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from sim.config import Plan, keys
from sim.config.override_text import typed_keys
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.report.store.document import plain_data
from sim.study.comparison import MARGIN
from sim.study.comparison import Plan as ScenarioPlan
from sim.study.uncertainty.record import NINE_IN_TEN, Uncertainty
from sim.study.uncertainty.study import Drawn, drawn_for, under_sets

LEVELS = (*NINE_IN_TEN, 0.25, 0.5, 0.75)
TABLE = "parameter_draws"
MOST_NAMED = 3


def tried(
    plans: Sequence[Plan],
    sets: AssumptionSets,
    seed: int,
    baseline: int = 0,
    progress: Callable[..., None] | None = None,
    at: int | None = None,
    margin: float = MARGIN,
) -> Uncertainty:
    """Run plans under sets of assumptions, by the compiled engine, whatever ran the plans.

    Both engines give the same numbers, and the other would take an hour.

    plans     as `sim.config.expand` gives them
    baseline  index of the plan that the others are compared with
    progress  called with (done, of): replicates over all plans and sets
    at        headline month; the usual one if absent
    """
    from sim.engines.simulate import several

    compared = [ScenarioPlan(plan.label, plan.scenario, plan.name) for plan in plans]
    typed = {key for plan in plans for key in typed_keys(plan.overrides)}
    _refuse_idle(sets, drawn_for([plan.scenario for plan in plans], sets, seed, typed))
    return under_sets(
        compared, sets, baseline, seed, progress=progress, at=at, margin=margin,
        several=partial(several, engine="ensemble", only_live=True),
        typed=typed,
    )  # fmt: skip


def _refuse_idle(sets: AssumptionSets, found: Drawn) -> None:
    """Refuse sets of which nothing is drawn: all of them would be the same plans again."""
    if not sets.keys or found.sets.keys:
        return
    why = [f"{key} ({reason})" for key, reason in found.held.items()][:MOST_NAMED]
    more = len(found.held) - len(why)
    raise UserError(
        f"no number in the sets of assumptions “{sets.name}” is drawn: {', '.join(why)}"
        f"{f' and {more} more' if more else ''}; give other sets, or --fixed-assumptions"
    )


def columns_of(found: Uncertainty | None) -> dict[str, Any]:
    """Return the table of the sets by its name, one row for each set and plan; none if none."""
    if found is None:
        return {}
    plans, sets = len(found.labels), found.count
    live = f"live_month_{found.month}"
    values = zip(found.sets.keys, found.sets.values.T, strict=True)
    runs = np.swapaxes(found.live, 0, 1).reshape(sets * plans, -1)
    return {
        TABLE: {
            "plan": list(found.labels) * sets,
            "draw": np.repeat(np.array(found.numbers, np.int32), plans),
            live: runs.mean(axis=1),
            **{f"{live}_run_{k + 1}": each for k, each in enumerate(runs.T)},
            **{key: np.repeat(in_words(key, each), plans) for key, each in values},
        }
    }


def sets_from(table: Mapping[str, Any], about: AssumptionSets, count: int) -> AssumptionSets:
    """Read the sets that were tried from their table, as `columns_of` lays it out.

    A set that was not possible is not in it: its values are not a number, so it stays impossible.

    about  its name, digest and how it was made
    count  number of sets, those that were not possible among them
    """
    names = tuple(name for name in table if "." in name)
    draws = np.asarray(table["draw"])
    number, rows = np.unique(draws, return_index=True)
    values = np.full((max(count, int(number.max()) + 1), len(names)), np.nan)
    for k, name in enumerate(names):
        values[number, k] = _numbers(name, np.asarray(table[name])[rows])
    return AssumptionSets(about.name, names, values, about.digest, about.about)


def in_words(key: str, values: np.ndarray) -> Any:
    """Give drawn values as they are typed: those of a choice as its words."""
    words = keys.words_of(key)
    return np.array([words[round(each)] for each in values]) if words else values


def _numbers(key: str, values: np.ndarray) -> Any:
    words = keys.words_of(key)
    return [float(words.index(str(each))) for each in values] if words else values


def document_of(found: Uncertainty | None) -> dict[str, Any] | None:
    """Return what the sets did to the plans as plain data; None if none were tried."""
    if found is None:
        return None
    plans = range(len(found.labels))
    others = [k for k in plans if k != found.baseline]
    return {
        "sets": about_of(found),
        "draws": found.count,
        "labels": list(found.labels),
        "baseline": found.labels[found.baseline],
        "month": found.month,
        "margin": found.margin,
        "leads": _by_plan(found, found.leads),
        "undecided": found.undecided,
        "ahead_of_baseline": {
            found.labels[k]: found.ahead(k, found.baseline) for k in others
        },
        "best": _by_plan(found, found.best),
        "nearly_best": _by_plan(found, found.nearly_best),
        "regret": _by_plan(found, found.regret),
        "live": _by_plan(found, [found.level(k)._asdict() for k in plans]),
        "difference": {
            found.labels[k]: found.lead(k, found.baseline)._asdict() for k in others
        },
        "variance": _by_plan(found, [found.shares(k) for k in plans]),
        "variance_of_difference": {
            found.labels[k]: plain_data(found.shares_of_lead(k, found.baseline)) for k in others
        },
        "levels": list(LEVELS),
        "bands": _by_plan(found, [found.quantiles(k, LEVELS) for k in plans]),
        "drawn": {
            key: plain_data(in_words(key, values))
            for key, values in zip(found.sets.keys, found.sets.values.T, strict=True)
        },
        "live_by_set": _by_plan(found, found.live),
    }  # fmt: skip


def about_of(found: Uncertainty) -> dict[str, Any]:
    """Say which sets were tried, and which keys were not drawn and why."""
    sets = found.sets
    return {
        "name": sets.name,
        "digest": sets.digest or None,
        "about": sets.about,
        "count": found.count,
        "systems": found.systems,
        "replicates": found.replicates,
        "keys": len(sets.keys),
        "held": dict(found.held),
        "not_possible": found.left_out[0],
        "why_not_possible": found.left_out[1] or None,
    }


def _by_plan(found: Uncertainty, each: Any) -> dict[str, Any]:
    return {label: plain_data(one) for label, one in zip(found.labels, each, strict=True)}
