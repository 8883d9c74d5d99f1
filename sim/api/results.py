"""What a run and a comparison return: labelled arrays, tables, text, and a folder of files."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sim
from sim.api import html
from sim.api.assumption_draws import document_of
from sim.config import Plan
from sim.outcomes import Outcomes, Row, summary
from sim.params import Scenario
from sim.report.store import Claim
from sim.report.store.column_words import words_of
from sim.report.store.curves import Curve, curves_of
from sim.report.store.document import plain_data, plan_document
from sim.report.store.summary_rows import plan_lines
from sim.report.store.tables import curve_columns
from sim.study.comparison import Comparison as Found
from sim.study.uncertainty.record import Uncertainty

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from sim.api.diffusion_measures import Diffusion
    from sim.api.influence import Influence
    from sim.api.verdicts import Verdict
    from sim.report.figures import Drawings, Picture


@dataclass(frozen=True)
class Result:
    """One plan and its results.

    Attributes
    ----------
    plan : sim.config.Plan
        The scenario and how it was asked for.
    outcomes : Outcomes
        Everything that was counted.
    drawn : sim.study.uncertainty.record.Uncertainty or None
        What the same comes to under sets of assumptions; None if they were kept fixed.
    """

    plan: Plan
    outcomes: Outcomes
    drawn: Uncertainty | None = None

    @property
    def label(self) -> str:
        """The plan's short name, as typed."""
        return self.plan.label

    @property
    def name(self) -> str:
        """The plan's name in words."""
        return self.plan.name or self.plan.label

    @property
    def scenario(self) -> Scenario:
        """The resolved scenario, in the system that ran."""
        return self.outcomes.scenario

    @cached_property
    def summary(self) -> list[Row]:
        """Every reported quantity with its interval, unit and meaning."""
        return summary(self.outcomes)

    @cached_property
    def verdict(self) -> "Verdict":
        """The answer in five lines; `verdict.full` is the full account."""
        from sim.api import verdicts

        return verdicts.of_result(self)

    @cached_property
    def table(self) -> list[list[str]]:
        """The main quantities as rows of text, headers first."""
        from sim.report.table import run_table

        return run_table(self.summary)

    def figure(self, name: str = "adoption") -> "Picture":
        """Draw a figure for a notebook.

        Parameters
        ----------
        name : str
            ``adoption``, ``adoption_by_category``, ``stages``, ``performance``, ``binding_gap``,
            ``equity_gap`` or ``time_per_stage``.

        Raises
        ------
        UserError
            If there is no figure of this name.
        """
        from sim.report.figures import picture

        return picture(self._drawings(), name)

    def _drawings(self) -> "Drawings":
        from sim.api.drawings import band_of
        from sim.report.figures import of_run

        return of_run(self.outcomes, band_of(self.drawn))

    @cached_property
    def bands(self) -> list[Curve]:
        """Every series by month and group, with its interval."""
        return curves_of(self.outcomes)

    @cached_property
    def curves(self) -> "xr.Dataset":
        """Shares of the organisations by replicate, month and stage."""
        from sim.api.datasets import shares_by_month

        return shares_by_month(self.outcomes, self.scenario.title, self.name)

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """The curves of all series and groups as a tidy table, as in curves.parquet.

        `frame.attrs["columns"]` has the unit and the meaning of each column.
        """
        import pandas as pd

        columns = curve_columns(self.label, self.bands)
        frame = pd.DataFrame(columns)
        frame.attrs["columns"] = words_of(columns)
        return frame

    def influence(self, replicate: int = 0) -> "Influence":
        """Tell who influenced whom in one of the runs; see `sim.influence`.

        Parameters
        ----------
        replicate : int
            Which run, from 0.

        Raises
        ------
        UserError
            If there is no such replicate, or if the plan runs a classic process.
        """
        from sim.api.influence import traced

        return traced(self.scenario, self.outcomes.seed, replicate)

    def diffusion(self, replicate: int = 0) -> "Diffusion":
        """Measure exposure, hazard and more in one of the runs; see `sim.diffusion`.

        A period is a month, adoption is the first go-live, and pilots adopt in month 0.
        """
        from sim.api.diffusion import of_run

        return of_run(self.scenario, self.outcomes.seed, replicate)

    def document(self) -> dict[str, Any]:
        """Return the result as plain data for another program."""
        lines = plan_lines(self.label, self.summary)
        plan = plan_document(self.label, self.outcomes, lines, self.bands)
        more = {"version": sim.__version__, "parameter_draws": document_of(self.drawn)}
        return plain_data(plan | {"name": self.name} | more)

    def save(
        self,
        folder: str | Path | Claim,
        figures: bool = True,
        command: str | None = None,
        every_series: bool = True,
    ) -> Path:
        """Write a new folder of results, which must not exist yet, and return it.

        If a figure cannot be drawn, a warning says why; tables and manifest are kept.

        Parameters
        ----------
        folder, figures
            Where to write, and whether to draw the figures too.
        command : str, optional
            The line that repeats it, kept in the manifest.
        every_series : bool
            Keep money, days and exposure of each replicate and month too (2 MB for each plan).

        Raises
        ------
        UserError
            If the folder is there already, or cannot be written.
        """
        from sim.api import folders

        draw = self._drawings if figures else None
        return folders.of_result(self, folder, draw, command, every_series)

    def __repr__(self) -> str:
        """Say in one line what was run and where it ended."""
        o = self.outcomes
        return (
            f"<Result {self.name!r}: {len(o.replicates)} replicates of {o.organisations} "
            f"organisations over {o.months} months, {o.live[:, -1].mean():.0%} live at the end>"
        )

    def _repr_html_(self) -> str:
        """Return HTML for a notebook."""
        return html.of_result(self)


@dataclass(frozen=True)
class Comparison:
    """Plans under the same chance events, and how they differ.

    Attributes
    ----------
    found : sim.study.comparison.Comparison
        Every difference with its interval.
    results : tuple of Result
        One for each plan.
    drawn : sim.study.uncertainty.record.Uncertainty or None
        What the same comes to under sets of assumptions; None if they were kept fixed.
    """

    found: Found
    results: tuple[Result, ...]
    drawn: Uncertainty | None = None

    @cached_property
    def verdict(self) -> "Verdict":
        """The answer in five lines; `verdict.full` is the full account."""
        from sim.api import verdicts

        return verdicts.of_comparison(self)

    @cached_property
    def table(self) -> list[list[str]]:
        """The plans as rows of text, headers first."""
        from sim.report.table import table

        return table(self.found)

    def figure(self, name: str = "plans") -> "Picture":
        """Draw a figure, which a notebook shows: `plans`, `differences` or `who_gains`.

        Raises
        ------
        UserError
            If there is no figure of this name.
        """
        from sim.report.figures import picture

        return picture(self._drawings(), name)

    def _drawings(self) -> "Drawings":
        from sim.api.drawings import of_comparison

        return of_comparison(self.found, self.drawn)

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """The curves of all plans as a tidy table."""
        import pandas as pd

        return pd.concat([each.frame for each in self.results], ignore_index=True)

    def document(self) -> dict[str, Any]:
        """Return the comparison as plain data for another program."""
        return {
            "version": sim.__version__,
            **plain_data(self.found),
            "plans": [each.document() for each in self.results],
            "replicates": self.found.replicates,
            "verdict": self.verdict,
            "full_account": self.verdict.full,
            "parameter_draws": document_of(self.drawn),
        }

    def save(
        self,
        folder: str | Path | Claim,
        figures: bool = True,
        command: str | None = None,
        every_series: bool = True,
    ) -> Path:
        """Write a folder with all plans, which must not be there yet; see `Result.save`."""
        from sim.api import folders

        draw = self._drawings if figures else None
        return folders.of_comparison(self, folder, draw, command, every_series)

    def __repr__(self) -> str:
        """Say in one line what was compared and who leads."""
        leader = self.results[self.found.leader]
        return (
            f"<Comparison of {len(self.results)} plans over {self.found.replicates} replicates: "
            f"{leader.name!r} leads>"
        )

    def _repr_html_(self) -> str:
        """Return HTML for a notebook."""
        return html.of_comparison(self)
