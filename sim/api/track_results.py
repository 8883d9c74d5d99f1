"""What uptake so far says of a plan: lines to read, a table, a picture."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.params.spreadsheet_text import as_text
from sim.report.track import Past, account, lines
from sim.study.track.forecasts import Forecast
from sim.study.track.rivals import LEVELS
from sim.study.track.track import Tracked

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings


@dataclass(frozen=True)
class Tracking:
    """What uptake so far says of the rest.

    Attributes
    ----------
    found : sim.study.track.track.Tracked
        Curves, weights and chances.
    past : sim.report.track.Past
        Earlier forecasts as they came out, and what a room predicted.
    forecast : sim.study.track.forecasts.Forecast
        This forecast, as the ledger keeps it.
    kept : Path or None
        Where the ledger keeps it; None if it was not kept, or is there already.
    """

    found: Tracked
    past: Past
    forecast: Forecast
    kept: Path | None

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.found, self.past)

    @property
    def account(self) -> list[str]:
        """The same at length, as paragraphs."""
        return account(self.found, self.past)

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """One row for each month: what was seen, and quantiles of the share live.

        Columns: month (of the run), date, seen, then for the plan before anything was seen
        (``before``) and for each plan from now on its name with ``_low``, ``_median`` and
        ``_high``: 10 %, 50 % and 90 %, as shares.
        """
        import pandas as pd

        found = self.found
        months = range(found.before.shape[1])
        seen = dict(
            zip(found.observed.months.tolist(), found.observed.shares.tolist(), strict=True)
        )
        columns: dict[str, Any] = {
            "month": list(months),
            "date": [_as_date(found.observed.start + each) for each in months],
            "seen": [seen.get(each) for each in months],
        }
        named = [("before", found.before), *((each.name, each.quantiles) for each in found.futures)]
        for name, quantiles in named:
            for end, level in (("low", 0.1), ("median", 0.5), ("high", 0.9)):
                columns[f"{name}_{end}"] = quantiles[LEVELS.index(level)].round(4)
        return pd.DataFrame(columns)

    def document(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        found = self.found
        target = None
        if found.target is not None:
            target = {"share": found.target.share, "month": found.target.month}
        return {
            "answer": [{"label": label, "text": text} for label, text in self.lines],
            "account": self.account,
            "course": {
                "word": found.course.word, "since": found.course.since,
                "low": found.course.low, "high": found.course.high,
            },
            "by": found.by,
            "target": target,
            "runs": found.runs,
            "near": found.near,
            "effective": found.effective,
            "discrepancy": found.discrepancy,
            "reasons": [
                {
                    "key": each.key, "before": each.before, "after": each.after,
                    "shift": each.shift, "word": each.word or None,
                }
                for each in found.reasons
            ],
            "plans": [
                {
                    "name": each.name, "chance": each.chance, "stays": list(each.stays),
                    "gain": None if each.gain is None else list(each.gain),
                    "quantiles": each.quantiles.round(5).tolist(),
                }
                for each in found.futures
            ],
            "before": found.before.round(5).tolist(),
            "levels": list(LEVELS),
            "forecast": self.forecast.document(),
            "earlier": [
                {
                    "as_of": each.forecast.known.last, "month": each.month, "low": each.low,
                    "median": each.middle, "high": each.high, "seen": each.seen,
                    "scores": dict(each.scores),
                }
                for each in self.past.told
            ],
            "kept": None if self.kept is None else str(self.kept),
        }  # fmt: skip

    def drawings(self) -> "Drawings":
        """Name the picture, with the function that draws it."""
        from sim.report.figures.track import forecast

        return {"forecast": lambda: forecast(self.found, self.lines[0][1])}

    def texts(self) -> dict[str, str]:
        """Return the files of text, by name: a table, and the answer with its account."""
        answer = [f"- **{label}**: {text}" for label, text in self.lines[1:]]
        page = [f"# {self.lines[0][1]}", "\n".join(answer), "## At length", *self.account]
        table = self.frame.rename(columns=as_text)
        return {
            "track.csv": table.to_csv(index=False, lineterminator="\n"),
            "track.md": "\n\n".join(page) + "\n",
        }


def _as_date(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
