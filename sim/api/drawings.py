"""The figures of a comparison: those of plans in different systems are drawn system by system."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sim.report import figures
from sim.report.answer import catch_of
from sim.report.figures import Drawings, Page, ParameterBand
from sim.report.sets_words import parts_in_words
from sim.report.systems import parts_of
from sim.report.words import names
from sim.study.comparison import Comparison
from sim.study.uncertainty.record import Uncertainty

HELD = 0.9  # share of all runs that the band holds


def of_comparison(found: Comparison, tried: Uncertainty | None = None) -> Drawings:
    """Name the figures, each with the function that draws it.

    Parameters
    ----------
    found : Comparison
        What to draw.
    tried : Uncertainty, optional
        The same plans under sets of assumptions; None if these were kept fixed.

    Returns
    -------
    mapping of str to function
        `plans`, `differences` and `who_gains`.  If there are several systems, the last two are
        drawn for each, as `differences_england`.
    """
    called, parts = names(found), parts_of(found)
    if not parts:
        return _drawn(found, called, tried)
    drawn: dict[str, Callable[[], Page]] = {"plans": _drawn(found, called, tried)["plans"]}
    for part in parts:
        own_sets = None if tried is None else tried.part(part.plans)
        own = _drawn(part.found, [called[plan] for plan in part.plans], own_sets)
        place = re.sub(r"\W+", "_", part.name.lower()).strip("_")
        drawn |= {f"{name}_{place}": draw for name, draw in own.items() if name != "plans"}
    return drawn


def band_of(drawn: Uncertainty | None) -> ParameterBand | None:
    """Return what may happen to a plan that was run alone: nine in ten of all runs under sets."""
    if drawn is None:
        return None
    low, high = drawn.quantiles(0)
    parts = parts_in_words(drawn.shares(0))
    return ParameterBand(low, high, HELD, drawn.count, drawn.month, parts)


def _drawn(found: Comparison, called: Sequence[str], tried: Uncertainty | None) -> Drawings:
    """Name the figures of plans that are called by these names."""
    by_label = dict(zip([plan.label for plan in found.plans], called, strict=True))
    differences = [replace(each, label=by_label[each.label]) for each in found.differences]
    return figures.of_comparison(called, found.outcomes, differences, catch_of(found, tried), tried)
