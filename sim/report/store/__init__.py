"""What a run leaves: one folder of tables, figures and a manifest, whole or not at all."""

import shutil
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.outcomes import Outcomes
from sim.report.store import kept_system, manifest, tables
from sim.report.store.curves import Curve, curves_of
from sim.report.store.file_digests import digests
from sim.report.store.folder import Claim, claim

__all__ = ["Claim", "Kept", "NotDrawnWarning", "claim", "curves_of", "save"]

FIGURES = "figures"
MOST_SAID = 200  # characters of why figures were not drawn
Drawing = Callable[[Path], object]


class NotDrawnWarning(UserWarning):
    """Figures could not be drawn; the tables and the manifest are kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One plan that is written to a folder.

    curves  every series by month and group, as `curves_of` gives them
    """

    label: str
    outcomes: Outcomes
    curves: Sequence[Curve]


def save(
    folder: Path | Claim,
    plans: Sequence[Kept],
    summary: Iterable[Mapping[str, Any]],
    command: str | None,
    about: Mapping[str, Any],
    draw: Drawing | None = None,
    more: Mapping[str, tables.Columns] | None = None,
    every_series: bool = True,
    texts: Mapping[str, str] | None = None,
) -> Path:
    """Write a run, or a comparison, to a folder that is not there yet, and return that folder.

    If the figures cannot be drawn, the rest is kept and a `NotDrawnWarning` says why. The manifest
    comes last: it holds the digest of every other file.

    folder        one that `claim` gave stays claimed until it is written
    summary       rows of the columns `tables.SUMMARY`, but for the plan's name in words
    command       the line that repeats the run, if there is one
    about         what the manifest is to keep besides
    draw          called with the folder of the figures; absent: none are drawn
    more          further tables by the name of their file
    every_series  keep money, days and exposure of each replicate too, which take most room
    texts         texts by the name of their file
    """
    names = about.get("names", {})
    named = ({**row, "name": names.get(row["plan"], row["plan"])} for row in summary)
    with ExitStack() as stack:
        claimed = stack.enter_context(folder if isinstance(folder, Claim) else claim(folder))
        with claimed.writing() as part:
            tables.write_summary(part / "summary.csv", named)
            for name, columns in (
                ("curves", lambda plan: tables.curve_columns(plan.label, plan.curves)),
                ("replicates", lambda plan: tables.replicate_columns(
                    plan.label, plan.outcomes, every_series)),
                ("organisations", lambda plan: tables.organisation_columns(
                    plan.label, plan.outcomes)),
            ):  # fmt: skip
                tables.write_parquet(part / f"{name}.parquet", map(columns, plans))
            for name, table in (more or {}).items():
                tables.write_parquet(part / f"{name}.parquet", [table])
            for name, text in (texts or {}).items():
                (part / name).write_text(text, encoding="utf-8", newline="\n")
            fault = None if draw is None else _draw(draw, part / FIGURES)
            kept = kept_system.keep(part, [plan.outcomes for plan in plans])
            about = {**about, "every_series": every_series, "files": digests(part)}
            described = [(p.label, p.outcomes, s) for p, s in zip(plans, kept, strict=True)]
            manifest.write(part / manifest.NAME, manifest.manifest_of(described, command, about))
    if fault is not None:
        again = "" if command is None else f": {command}"
        warnings.warn(
            f"no figures were drawn ({fault}); tables and manifest are kept in {claimed.target}. "
            f"Once that is mended, the same run draws them{again}",
            NotDrawnWarning,
            stacklevel=2,
        )
    return claimed.target


def _draw(draw: Drawing, place: Path) -> str | None:
    """Draw the figures, all or none; return why not, if they cannot be drawn."""
    try:
        place.mkdir()
        draw(place)
    except Exception as error:  # whatever it is, the numbers are worth keeping
        shutil.rmtree(place, ignore_errors=True)
        return _why(error)
    return None


def _why(error: Exception) -> str:
    """Say in a few words why figures could not be drawn, and what to look at."""
    said = " ".join(str(error).split("; ")[0].split())[:MOST_SAID] or type(error).__name__
    try:
        import matplotlib  # noqa: F401
    except Exception:  # it reads its settings when it is loaded
        said += ": Matplotlib cannot start; look at MPLBACKEND and the file matplotlibrc"
    return said
