"""Figures of one run, and of plans side by side.  Importing this imports Matplotlib."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sim.outcomes import Outcomes
from sim.params.errors import UserError
from sim.report.figures import (
    curves,
    differences,
    dip,
    gaps,
    plan_curves,
    stages,
    swept_curves,
    swept_outcome,
)
from sim.report.figures.captions import ParameterBand
from sim.report.figures.picture import Picture
from sim.report.figures.slide import Page
from sim.report.figures.style import slide_style
from sim.study.comparison import Difference
from sim.study.swept import Swept
from sim.study.uncertainty.record import Uncertainty

__all__ = [
    "Drawings",
    "Page",
    "ParameterBand",
    "Picture",
    "figures_of_comparison",
    "figures_of_run",
    "of_comparison",
    "of_run",
    "of_sweep",
    "picture",
    "save_all",
]

Drawings = Mapping[str, Callable[[], Page]]


def of_run(outcomes: Outcomes, parameter_band: ParameterBand | None = None) -> Drawings:
    """Name the seven figures of one run, each with the function that draws it.

    parameter_band  range of the share live over random sets of assumptions, if there is one
    """
    return {
        "adoption": lambda: curves.adoption(outcomes, parameter_band),
        "adoption_by_category": lambda: curves.categories(outcomes),
        "stages": lambda: stages.stages(outcomes),
        "performance": lambda: dip.performance(outcomes),
        "binding_gap": lambda: gaps.binding(outcomes),
        "equity_gap": lambda: gaps.equity(outcomes),
        "time_per_stage": lambda: stages.waiting(outcomes),
    }


def of_comparison(
    labels: Sequence[str],
    outcomes: Sequence[Outcomes],
    found: Sequence[Difference] | None,
    catch: str = "",
    uncertainty: Uncertainty | None = None,
) -> Drawings:
    """Name the figures of plans side by side, each with the function that draws it.

    labels, outcomes  one per plan
    found             differences from the baseline, which is the plan without one; if given,
                      two more figures show them, and who gains from the leading plan
    catch             in what other plans are better than the one that leads, in sentences
    uncertainty       the plans run under sets of assumptions; None if these were not varied
    """
    baseline = _baseline(labels, found or ())
    drawn: dict[str, Callable[[], Page]] = {
        "plans": lambda: plan_curves.curves(labels, outcomes, baseline, catch, uncertainty)
    }
    if found:
        about = (labels[baseline], outcomes, plan_curves.headline(outcomes))
        best = max(found, key=lambda each: each.figures.live.mean)
        drawn["differences"] = lambda: differences.differences(found, *about, uncertainty)
        drawn["who_gains"] = lambda: differences.gains(best, *about)
    return drawn


def of_sweep(swept: Swept) -> Drawings:
    """Name the two figures of a sweep, each with the function that draws it."""
    return {
        "swept_curves": lambda: swept_curves.curves(swept),
        "swept_outcome": lambda: swept_outcome.outcome(swept),
    }


def picture(drawings: Drawings, name: str) -> Picture:
    """Draw one figure by its name."""
    if name not in drawings:
        raise UserError(f"there is no figure {name!r}; choose from {', '.join(drawings)}")
    with slide_style():
        return Picture(name, drawings[name]())


def figures_of_run(
    outcomes: Outcomes, folder: Path, parameter_band: ParameterBand | None = None
) -> list[Path]:
    """Draw the figures of one run, each as PNG and SVG, and list the files.

    folder  an existing folder; files with the same names are replaced
    """
    return save_all(of_run(outcomes, parameter_band), folder)


def figures_of_comparison(
    labels: Sequence[str],
    outcomes: Sequence[Outcomes],
    found: Sequence[Difference] | None,
    folder: Path,
) -> list[Path]:
    """Draw plans side by side, each figure as PNG and SVG, and list the files.

    folder  an existing folder; files with the same names are replaced
    """
    return save_all(of_comparison(labels, outcomes, found), folder)


def save_all(drawings: Drawings, folder: Path) -> list[Path]:
    """Draw figures, each as PNG and SVG, in an existing folder; return the files."""
    return [path for name in drawings for path in picture(drawings, name).save(folder)]


def _baseline(labels: Sequence[str], found: Sequence[Difference]) -> int:
    """Index of the plan that the others are compared with."""
    compared = {each.label for each in found}
    return next((i for i, label in enumerate(labels) if label not in compared), 0)
