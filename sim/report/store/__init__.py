"""What a run leaves: one folder of tables, figures and a manifest, whole or not at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.outcomes import Outcomes
from sim.report.store import manifest, tables
from sim.report.store.curves import Curve, curves_of
from sim.report.store.folder import claim, default_folder, whole_or_nothing

__all__ = ["Kept", "claim", "curves_of", "default_folder", "save"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One plan that is written to a folder.

    curves  every series by month and group, as `curves_of` gives them
    """

    label: str
    outcomes: Outcomes
    curves: Sequence[Curve]


def save(
    folder: Path,
    plans: Sequence[Kept],
    summary: Iterable[Mapping[str, Any]],
    command: str | None,
    about: Mapping[str, Any],
    draw: Callable[[Path], object] | None = None,
    more: Mapping[str, tables.Columns] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Path:
    """Write a run, or a comparison, to a folder that is not there yet.

    summary  rows of the columns `tables.SUMMARY`
    command  the line that repeats the run, if there is one
    about    what the manifest is to keep besides
    draw     called with the folder of the figures; absent: none are drawn
    more     further tables by the name of their file
    texts    texts by the name of their file
    """
    with whole_or_nothing(folder) as part:
        tables.write_summary(part / "summary.csv", summary)
        for name, columns in (
            ("curves", lambda plan: tables.curve_columns(plan.label, plan.curves)),
            ("replicates", lambda plan: tables.replicate_columns(plan.label, plan.outcomes)),
            ("organisations", lambda plan: tables.organisation_columns(plan.label, plan.outcomes)),
        ):
            tables.write_parquet(part / f"{name}.parquet", map(columns, plans))
        for name, table in (more or {}).items():
            tables.write_parquet(part / f"{name}.parquet", [table])
        for name, text in (texts or {}).items():
            (part / name).write_text(text, encoding="utf-8", newline="\n")
        if draw is not None:
            (part / "figures").mkdir()
            draw(part / "figures")
        told = manifest.manifest_of([(p.label, p.outcomes) for p in plans], command, about)
        manifest.write(part / manifest.NAME, told)
    return folder
