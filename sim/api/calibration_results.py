"""What a calibration found: lines to read, tables, a picture, and sets for other commands."""

from dataclasses import dataclass
from functools import cached_property, partial
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.assumption_draws import in_words
from sim.params.assumption_sets import AssumptionSets
from sim.params.spreadsheet_text import as_text
from sim.report.calibration import Found, account, lines, meaning_of
from sim.study.calibration.agreement import LEVELS
from sim.study.calibration.learned import Learned
from sim.study.calibration.likelihood import CANDIDATES
from sim.study.calibration.question import START
from sim.study.calibration.series import EVERYBODY

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings


@dataclass(frozen=True)
class Calibration:
    """What an observed curve says of the settings.

    Attributes
    ----------
    found : sim.report.calibration.Found
        The posterior, the fit date by date, and what the curve says of each key.
    made : dict
        How it was made: file, plan, seed.
    """

    found: Found
    made: dict[str, Any]

    @property
    def sets(self) -> AssumptionSets:
        """The sets that other commands take: assumptions only."""
        return self.found.travels

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.found)

    @property
    def account(self) -> list[str]:
        """The same at length, as paragraphs."""
        return account(self.found)

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """One row for each key: what was thought, what fits, and what the curve tells.

        Columns: key, meaning, before_low, before_high, after_low, after_high (5 % and 95 %),
        narrowed (0 not at all, 1 to one value), shift, told, words.  A choice of words has no ends;
        the last column has the share of each word before and after.
        """
        import pandas as pd

        scenario = self.found.posterior.question.scenario
        rows = [
            {
                "key": each.key, "meaning": meaning_of(scenario, each.key),
                **_ends(each),
                "narrowed": round(each.narrowed, 3), "shift": round(each.shift, 3),
                "told": each.word, "words": _of_words(each),
            }
            for each in self.found.learned
        ]  # fmt: skip
        return pd.DataFrame(rows)

    @cached_property
    def dates(self) -> "pd.DataFrame":
        """One row for each date and group: what was observed, and quantiles of what sets expect."""
        import pandas as pd

        rows = [
            {
                "group": each.group, "date": _as_date(each.month), "observed": each.observed,
                "fitted": each.fitted,
                **{f"q{round(100 * level):02d}": round(value, 4)
                   for level, value in zip(LEVELS, each.bands, strict=True)},
            }
            for group in self.found.agreements
            for each in group.dates
        ]  # fmt: skip
        return pd.DataFrame(rows)

    @cached_property
    def posterior(self) -> "pd.DataFrame":
        """One row for each set: every key that varied, and the months before the first date."""
        import pandas as pd

        found = self.found.posterior
        columns: dict[str, Any] = {
            key: in_words(key, values)
            for key, values in zip(found.sets.keys, found.sets.values.T, strict=True)
        }
        columns[f"{START} (months before)"] = found.leads
        columns["left_out"] = [CANDIDATES[k].size for k in found.discrepancy]
        return pd.DataFrame(columns)

    def document(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        posterior = self.found.posterior
        return {
            "answer": [{"label": label, "text": text} for label, text in self.lines],
            "account": self.account,
            "made": self.made,
            "sets": len(posterior.sets),
            "runs": posterior.runs,
            "waves": posterior.waves,
            "near": posterior.near,
            "effective": posterior.effective,
            "distinct": posterior.distinct,
            "left_out": [
                {"size": each.size, "months": each.lasts, "chance": float(chance)}
                for each, chance in zip(CANDIDATES, posterior.likely, strict=True)
            ],
            "keys": self.frame.astype(object).where(self.frame.notna(), None).to_dict("records"),
            "tied": [
                {"one": each.one, "other": each.other, "correlation": each.correlation}
                for each in self.found.tied
            ],
            "dates": self.dates.to_dict(orient="records"),
            "held": self.found.held,
        }

    def drawings(self) -> "Drawings":
        """Name the pictures, each with the function that draws it."""
        from sim.report.figures.calibration import fit

        found = self.found
        return {
            _name(each.group, k): partial(fit, found, each, self.lines[0][1])
            for k, each in enumerate(found.agreements)
        }

    def texts(self) -> dict[str, str]:
        """Return the files of text, by name: tables, and the answer with its account."""
        answer = [f"- **{label}**: {text}" for label, text in self.lines[1:]]
        page = [f"# {self.lines[0][1]}", "\n".join(answer), "## At length", *self.account]
        tables = {"keys.csv": self.frame, "dates.csv": self.dates, "posterior.csv": self.posterior}
        return {
            **{
                name: each.map(_safe).to_csv(index=False, lineterminator="\n")
                for name, each in tables.items()
            },
            "calibration.md": "\n\n".join(page) + "\n",
        }

    def write(self, folder: Path) -> None:
        """Write tables, text and sets into a folder that is being written."""
        from sim.report.store.assumption_sets import write_sets

        for name, text in self.texts().items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        write_sets(folder, self.sets, self.made)


def _safe(value: Any) -> Any:
    """Keep a spreadsheet from taking a text for a formula."""
    return as_text(value) if isinstance(value, str) else value


def _name(group: str, k: int) -> str:
    return "fit" if group == EVERYBODY else f"fit_{k + 1}"


def _ends(each: Learned) -> dict[str, float]:
    """Give the ends of what was thought and of what fits; not a number for a choice of words."""
    names = ("before_low", "before_high", "after_low", "after_high")
    ends = (*each.before, *each.after)
    return {name: nan if each.words else end for name, end in zip(names, ends, strict=True)}


def _of_words(each: Learned) -> str:
    """Give the share of each word of a choice: "logistic 70% before, 19% after; ..."."""
    shares = (
        f"{word} {before:.0%} before, {after:.0%} after" for word, before, after in each.words
    )
    return "; ".join(shares)


def _as_date(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
