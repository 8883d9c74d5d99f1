"""Figures for a room: of one run, and of plans side by side.  Importing this imports Matplotlib."""

from collections.abc import Sequence
from pathlib import Path

from sim.outcomes import Outcomes
from sim.plots import curves, differences, gaps, page, performance, plans, stages
from sim.plots.reading import ParameterBand
from sim.plots.style import slide_style
from sim.study.comparison import Difference

__all__ = ["ParameterBand", "figures_of_comparison", "figures_of_run"]


def figures_of_run(
    outcomes: Outcomes, folder: Path, parameter_band: ParameterBand | None = None
) -> list[Path]:
    """Draw the seven figures of one run, each as PNG and SVG, and list the files.

    folder          exists; files of the same names are replaced
    parameter_band  of the share live, if parameters were drawn too
    """
    with slide_style():
        drawn = {
            "adoption": curves.adoption(outcomes, parameter_band),
            "adoption_by_category": curves.categories(outcomes),
            "stages": stages.stages(outcomes),
            "performance": performance.performance(outcomes),
            "binding_gap": gaps.binding(outcomes),
            "equity_gap": gaps.equity(outcomes),
            "time_per_stage": stages.waiting(outcomes),
        }
        return _saved(drawn, folder)


def figures_of_comparison(
    labels: Sequence[str],
    outcomes: Sequence[Outcomes],
    found: Sequence[Difference] | None,
    folder: Path,
) -> list[Path]:
    """Draw plans side by side, each figure as PNG and SVG, and list the files.

    labels, outcomes  one per plan
    found             differences from the baseline, which is the plan that has none; if given,
                      they are drawn, and who gains from the plan that is furthest ahead
    folder            exists; files of the same names are replaced
    """
    baseline = _baseline(labels, found or ())
    month = plans.headline(outcomes)
    with slide_style():
        drawn = {"plans": plans.curves(labels, outcomes, baseline)}
        if found:
            held = (labels[baseline], outcomes, month)
            best = max(found, key=lambda each: each.figures.live.mean)
            drawn["differences"] = differences.differences(found, *held)
            drawn["who_gains"] = differences.gains(best, *held)
        return _saved(drawn, folder)


def _baseline(labels: Sequence[str], found: Sequence[Difference]) -> int:
    """Index of the plan that the others are held against."""
    compared = {each.label for each in found}
    return next((i for i, label in enumerate(labels) if label not in compared), 0)


def _saved(drawn: dict[str, page.Page], folder: Path) -> list[Path]:
    return [path for name, each in drawn.items() for path in page.save(each, folder, name)]
