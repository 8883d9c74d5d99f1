"""The folder that a run or a comparison is written to: what goes into which of its files."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api import verdicts
from sim.api.assumption_draws import about_of, columns_of
from sim.report.store import Claim, Kept, save
from sim.report.store.summary_rows import Line, comparison_lines, plan_lines
from sim.report.verdict_file import NAME

if TYPE_CHECKING:
    from sim.api.results import Comparison, Result
    from sim.report.figures import Drawings

Figures = Callable[[], "Drawings"]


def of_result(
    result: "Result", folder: str | Path | Claim, figures: Figures | None, command: str | None,
    every_series: bool,
) -> Path:  # fmt: skip
    """Write one plan; see `Result.save`. Without `figures` none are drawn."""
    about = {"kind": "run", **_asked([result]), **_tried(result)}
    return save(
        _place(folder), _kept([result]), _lines([result]), command, about, _drawing(figures),
        columns_of(result.drawn), every_series, texts={NAME: verdicts.file_of_result(result)},
    )  # fmt: skip


def of_comparison(
    comparison: "Comparison", folder: str | Path | Claim, figures: Figures | None,
    command: str | None, every_series: bool,
) -> Path:  # fmt: skip
    """Write all plans and how they differ; see `Comparison.save`."""
    results, found = comparison.results, comparison.found
    about = {
        "kind": "compare",
        **_asked(results),
        "baseline": found.against,
        "equal_start": found.equal_start,
        "margin": found.margin,
        **_tried(comparison),
        "verdict": comparison.verdict,
    }
    return save(
        _place(folder), _kept(results), [*_lines(results), *comparison_lines(found)], command,
        about, _drawing(figures), columns_of(comparison.drawn), every_series,
        texts={NAME: verdicts.file_of_comparison(comparison)},
    )  # fmt: skip


def _tried(shown: "Result | Comparison") -> dict[str, Any]:
    """Say which sets of assumptions were tried, and how many; 0 if none were."""
    if shown.drawn is None:
        return {"parameter_draws": 0, "assumptions": None}
    return {"parameter_draws": shown.drawn.count, "assumptions": about_of(shown.drawn)}


def _place(folder: str | Path | Claim) -> Path | Claim:
    return folder if isinstance(folder, Claim) else Path(folder)


def _kept(results: Sequence["Result"]) -> list[Kept]:
    return [Kept(each.label, each.outcomes, each.bands) for each in results]


def _lines(results: Sequence["Result"]) -> list[Line]:
    return [line for each in results for line in plan_lines(each.label, each.summary)]


def _asked(results: Sequence["Result"]) -> Mapping[str, Any]:
    """Say of each plan how it was asked for, and how it is called."""
    overrides = {each.label: each.plan.overrides for each in results}
    return {"overrides": overrides, "names": {each.label: each.name for each in results}}


def _drawing(figures: Figures | None) -> Callable[[Path], None] | None:
    """Return what draws the figures into a folder, once their names are asked for."""
    if figures is None:
        return None

    def draw(place: Path) -> None:
        from sim.report.figures import save_all

        save_all(figures(), place)

    return draw
