"""The figures of a comparison: those of plans in different systems are drawn system by system."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sim.report import figures
from sim.report.answer import catch_of
from sim.report.figures import Drawings, Page, ParameterBand
from sim.report.systems import parts_of
from sim.report.words import names
from sim.study.comparison import Comparison
from sim.study.uncertainty.record import Uncertainty

NINE_IN_TEN = 0.9


def of_comparison(found: Comparison) -> Drawings:
    """Name the figures, each with the function that draws it.

    Returns
    -------
    mapping of str to function
        `plans`, `differences` and `who_gains`.  If there are several systems, the last two are
        drawn for each, as `differences_england`.
    """
    called, parts = names(found), parts_of(found)
    if not parts:
        return _drawn(found, called)
    drawn: dict[str, Callable[[], Page]] = {"plans": _drawn(found, called)["plans"]}
    for part in parts:
        own = _drawn(part.found, [called[plan] for plan in part.plans])
        place = re.sub(r"\W+", "_", part.name.lower()).strip("_")
        drawn |= {f"{name}_{place}": draw for name, draw in own.items() if name != "plans"}
    return drawn


def band_of(drawn: Uncertainty | None) -> ParameterBand | None:
    """Return what may happen to a plan that was run alone: nine in ten of all runs under sets."""
    if drawn is None:
        return None
    low, high = drawn.quantiles(0)
    return ParameterBand(low, high, NINE_IN_TEN, drawn.count)


def _drawn(found: Comparison, called: Sequence[str]) -> Drawings:
    """Name the figures of plans that are called by these names."""
    by_label = dict(zip([plan.label for plan in found.plans], called, strict=True))
    differences = [replace(each, label=by_label[each.label]) for each in found.differences]
    return figures.of_comparison(called, found.outcomes, differences, catch_of(found))
