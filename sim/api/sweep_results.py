"""What a sweep has found: its cells as a table, their runs, and pictures of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.config.preset_files import nearest
from sim.outcomes.horizon import Horizon, horizon_to
from sim.outcomes.intervals import LEVEL, half_widths
from sim.outcomes.kept_runs import KEPT
from sim.outcomes.outcome_table import OUTCOMES, quantity_of
from sim.params.errors import UserError
from sim.report.sweeps import parts
from sim.report.sweeps.listing import plain, varying
from sim.report.sweeps.part_tables import DONE, FAILED, HIGH, LIVE, LOW
from sim.report.sweeps.runs import RunsReader
from sim.report.sweeps.store import Store, is_store
from sim.report.sweeps.table import Cells, cells_of
from sim.report.sweeps.words import words_of
from sim.study.sweep.design import REPLICATES
from sim.study.swept import CellCurve, Estimate, Swept, swept_key

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings, Picture

ENDS = (0.1, 0.9)  # quantiles between which the middle 80 % of runs lie


@dataclass(frozen=True)
class SweepResults:
    """The cells of a store.

    Attributes
    ----------
    folder : Path
        The store.
    """

    folder: Path
    store: Store
    config_dirs: tuple[Path, ...] = ()

    @cached_property
    def cells(self) -> Cells:
        """The cells as they are now, as `uptake results` tells them."""
        return cells_of(self.store)

    @property
    def done(self) -> int:
        """Number of cells that have run."""
        return self.cells.done

    @property
    def failed(self) -> int:
        """Number of cells that failed."""
        return self.cells.failed

    @property
    def missing(self) -> int:
        """Number of cells that were asked for and have not run yet."""
        return self.cells.missing

    @property
    def failures(self) -> dict[str, str]:
        """What went wrong in each cell that failed, by how it was asked for."""
        frame = self.cells.frame
        failed = frame[frame["state"] == FAILED]
        return dict(zip(failed["asked"], failed["failure"], strict=True))

    def frame(self) -> "pd.DataFrame":
        """Return a table with a row for each cell.

        Returns
        -------
        pandas.DataFrame
            `cell` and `state`; a column for each swept key; `seed`, `replicates`; then each outcome
            with the ends of its range (`live_headline`, `live_headline_low`, ...), missing where a
            cell failed. `attrs["columns"]` has the unit and the meaning of each column.
        """
        table = self.cells.frame.copy()
        table.attrs["columns"] = words_of(table.columns)
        return table

    def runs(self) -> "pd.DataFrame":
        """Return a table with a row for each run of each cell, and the settings of the cell.

        Returns
        -------
        pandas.DataFrame
            As `frame`, but with outcomes by run, and `live_by_month`.
        """
        import pandas as pd

        settings = [*self.cells.keys, "cell"]
        frame = self.cells.frame[self.cells.frame["state"] == DONE]
        reader, tables = RunsReader(self.store.place, self.cells.parts), []
        for row in frame.to_dict("records"):
            table = reader.runs(row["ensemble"], row[REPLICATES])
            tables.append(table.assign(**{key: row[key] for key in settings}))
        found = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
        found.attrs["columns"] = words_of(found.columns)
        return found

    @property
    def horizon(self) -> Horizon:
        """The headline month, and the last month that all cells have."""
        months = self.cells.frame["months"].dropna()
        return horizon_to(int(months.min()) if len(months) else 1, self.cells.said["month"])

    def figure(self, name: str = "swept_curves", outcome: str = "live") -> "Picture":
        """Draw a figure for a notebook.

        Parameters
        ----------
        name : str
            ``swept_curves`` or ``swept_outcome``.
        outcome : str
            Which outcome over the swept keys: ``live``, ``embedded``, ``abandoned``, ...

        Raises
        ------
        UserError
            If there is no such figure or outcome.
        """
        from sim.report.figures import picture

        return picture(self.drawings(outcome), name)

    def drawings(self, outcome: str = "live") -> "Drawings":
        """Name the figures, each with the function that draws it."""
        from sim.report.figures import of_sweep

        return of_sweep(self.swept(outcome))

    def _refuse_unlike_ends(self, outcome: str) -> None:
        """Raise an error for an outcome up to the last month if that is another in some cells."""
        months = self.cells.frame["months"].dropna()
        if months.nunique() > 1 and "{month}" not in OUTCOMES[outcome].meaning:
            alike = [key for key in outcomes_of_sweeps() if "{month}" in OUTCOMES[key].meaning]
            raise UserError(
                f"cells run for {months.min():.0f} to {months.max():.0f} months, so {outcome} is "
                f"not of the same time in all of them; choose from {', '.join(alike)}"
            )

    def swept(self, outcome: str = "live") -> Swept:
        """Put the cells together as pictures need them.

        Raises
        ------
        UserError
            If there is no such outcome, if it is of another month in some cells, or if nothing
            has run.
        """
        frame, said = self.cells.frame, self.cells.said
        column = _column(outcome)
        if not self.done:
            raise UserError(f"no cell of {self.folder} has run yet, so there is nothing to draw")
        self._refuse_unlike_ends(outcome)
        keys = varying(self.cells)
        columns = {key: plain(frame[key]) for key in keys}
        values = {key: list(dict.fromkeys(each)) for key, each in columns.items()}
        places = [_places(each, values[key]) for key, each in columns.items()]
        reader, is_sample = RunsReader(self.store.place, self.cells.parts), bool(said["sample"])
        low, high = f"{column}{LOW}", f"{column}{HIGH}"
        return Swept(
            keys=tuple(
                swept_key(key, each, is_sample=is_sample, config_dirs=self.config_dirs)
                for key, each in values.items()
            ),
            places=np.array(places, np.int64).reshape(len(keys), len(frame)).T,
            done=(frame["state"] == DONE).to_numpy(),
            outcome=outcome,
            horizon=self.horizon,
            estimate=Estimate(*(frame[name].to_numpy(float) for name in (column, low, high))),
            curves=lambda cell: _curve(frame.iloc[cell], reader),
            failed=tuple(self.failures),
            replicates=int(frame[REPLICATES].min()),
            is_sample=is_sample,
            is_alone=said["one_at_a_time"],
            title=said["title"],
            start=said["start"],
            is_made_up=said["made_up"],
        )


def results(folder: str | Path, config_dirs: Iterable[str | Path] = ()) -> SweepResults:
    """Open the store of a sweep.

    Parameters
    ----------
    folder : str or Path
        As given to `sim.sweep`, or to `uptake sweep --out`.
    config_dirs : iterable of str or Path
        Folders with presets of your own, for their titles.

    Returns
    -------
    SweepResults
        What has run so far: also while the sweep is running.

    Raises
    ------
    UserError
        If there is no sweep.
    """
    place = Path(folder)
    if not is_store(place):
        raise UserError(f"{place} holds no sweep; name a folder that uptake sweep wrote to")
    store = Store(place)
    store.check(parts.names(place))
    return SweepResults(place, store, tuple(map(Path, config_dirs)))


def outcomes_of_sweeps() -> list[str]:
    """List the outcomes that a sweep can be drawn in."""
    return [key for key, row in OUTCOMES.items() if row.title and quantity_of(key) in KEPT]


def _column(outcome: str) -> str:
    known = outcomes_of_sweeps()
    if outcome not in known:
        near = nearest(outcome, known)
        raise UserError(f"there is no outcome {outcome!r}{near}; choose from {', '.join(known)}")
    return quantity_of(outcome)


def _places(column: Sequence[Any], values: Sequence[Any]) -> list[int]:
    """Return the place of each cell's value among the values."""
    place = {value: index for index, value in enumerate(values)}
    return [place[each] for each in column]


def _curve(row: "pd.Series", reader: RunsReader) -> CellCurve:
    """Read the share live by month in one cell."""
    table = reader.runs(row["ensemble"], int(row[REPLICATES]))
    live = np.stack(table[LIVE].to_list()) / row["organisations"]
    half = half_widths(live, table["system_draw"].to_numpy(), LEVEL)
    mean = live.mean(axis=0)
    p10, p90 = np.quantile(live, ENDS, axis=0)
    return CellCurve(mean, mean - half, mean + half, p10, p90)
