"""A forecast of an observed curve: lines to read, tables, pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.networks.stands import since_in_words
from sim.params.spreadsheet_text import as_text
from sim.report.forecast import EDGES, HEAD, Fitted, account, lines, table
from sim.study.forecasting.forecast import Forecast, scores_of
from sim.study.forecasting.scores import BANDS, Scores

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings

LEVELS = ("low_90", "low_50", "median", "high_50", "high_90")


@dataclass(frozen=True)
class Forecasting:
    """What was forecast, and how it came out.

    Attributes
    ----------
    forecasts : tuple of sim.study.forecasting.forecast.Forecast
        One for each group of the table.
    fits : tuple of sim.report.forecast.Fitted
        How ours was fitted to each.
    plan : str
        What the plan is called.
    notes : tuple of str
        How the table was read.
    """

    forecasts: tuple[Forecast, ...]
    fits: tuple[Fitted, ...]
    plan: str
    notes: tuple[str, ...] = ()

    @cached_property
    def scores(self) -> Mapping[str, Scores]:
        """Scores by forecaster over all groups; empty where nothing came after the cut."""
        return scores_of(self.forecasts)

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.forecasts, self.fits)

    @property
    def account(self) -> list[str]:
        """The same at length, as paragraphs."""
        return account(self.forecasts, self.notes)

    @property
    def tables(self) -> list[tuple[str, list[tuple[str, ...]]]]:
        """Scores of each group that is scored, then those over all; a name and rows for each."""
        found = [(each.group, table(each.scores)) for each in self.forecasts if each.scores]
        if len(found) > 1:
            found.append(("all groups", table(self.scores)))
        return found

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """One row for each group, month and forecaster: quantiles of the share, and what was seen.

        Columns: group, date, forecaster, low_90, low_50, median, high_50, high_90, seen; shares.
        """
        import pandas as pd

        rows = []
        for each in self.forecasts:
            seen = {
                int(month): float(share)
                for part in (each.known, each.later)
                for month, share in zip(part.months, part.shares, strict=True)
            }
            for name in each.samples:
                for month, edges in zip(
                    each.months.tolist(), each.quantiles(name, EDGES).T.tolist(), strict=True
                ):
                    values = dict(zip(LEVELS, (round(edge, 5) for edge in edges), strict=True))
                    rows.append(
                        {"group": each.group, "date": since_in_words(month), "forecaster": name,
                         **values, "seen": seen.get(month)}
                    )  # fmt: skip
        return pd.DataFrame(rows)

    def document(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        return {
            "answer": [{"label": label, "text": text} for label, text in self.lines],
            "account": self.account,
            "plan": self.plan,
            "scores": {name: _as_data(each) for name, each in self.scores.items()},
            "groups": [
                self._group(each, fit) for each, fit in zip(self.forecasts, self.fits, strict=True)
            ],
        }

    def _group(self, each: Forecast, fit: Fitted) -> dict[str, Any]:
        return {
            "group": each.group,
            "known_until": since_in_words(each.known_until),
            "known": _dates(each.known.months, each.known.shares),
            "came": _dates(each.later.months, each.later.shares),
            "sets": round(fit.sets, 1),
            "events": list(fit.events),
            "first": since_in_words(int(each.months[0])),
            "levels": list(EDGES),
            "quantiles": {
                name: each.quantiles(name, EDGES).round(5).tolist() for name in each.samples
            },
            "silent": dict(each.silent),
            "scores": {name: _as_data(score) for name, score in each.scores.items()},
        }

    def drawings(self) -> "Drawings":
        """Name the pictures, each with the function that draws it: one for each group."""
        from sim.report.figures.forecast import forecast

        names = ["forecast"]
        if len(self.forecasts) > 1:
            names = [f"forecast_{number}" for number in range(1, len(self.forecasts) + 1)]
        # A group's own sentence, not that of all of them
        return {
            name: lambda each=each, fit=fit: forecast(each, lines([each], [fit])[0][1])  # type: ignore[misc]
            for name, each, fit in zip(names, self.forecasts, self.fits, strict=True)
        }

    def texts(self) -> dict[str, str]:
        """Return the files of text, by name: a table, and the answer with its account."""
        answer = [f"- **{label}**: {text}" for label, text in self.lines[1:]]
        scores = [part for name, rows in self.tables for part in (f"## {name}", _markdown(rows))]
        page = [
            f"# {self.lines[0][1]}", "\n".join(answer), *scores, "## At length", *self.account,
        ]  # fmt: skip
        values = self.frame.assign(group=self.frame["group"].map(as_text))
        return {
            "forecast.csv": values.to_csv(index=False, lineterminator="\n"),
            "forecast.md": "\n\n".join(page) + "\n",
        }


def _dates(months: Any, shares: Any) -> list[dict[str, Any]]:
    return [
        {"date": since_in_words(int(month)), "share": float(share)}
        for month, share in zip(months, shares, strict=True)
    ]


def _as_data(scores: Scores) -> dict[str, Any]:
    return {
        "crps": scores.crps,
        "coverage": {
            f"{100 * band:.0f}": inside / scores.dates
            for band, inside in zip(BANDS, scores.inside, strict=True)
        },
        "end_error": scores.end,
        "dates": scores.dates,
        "crps_by_date": scores.by_date.tolist(),
    }


def _markdown(rows: list[tuple[str, ...]]) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)
