"""The answer in five lines and the full account, of a run and of a comparison."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.api.even_spread import even_spread
from sim.api.html import Paragraphs
from sim.config.plan_names import shared_title
from sim.report.answer import answer
from sim.report.run_account import run_account
from sim.report.run_answer import run_answer
from sim.report.systems import parts_of
from sim.report.table import table
from sim.report.verdict import verdict
from sim.report.verdict_file import verdict_file
from sim.report.words import title_of

if TYPE_CHECKING:
    from sim.api.results import Comparison, Result


class Verdict(Paragraphs):
    """The answer in five lines: each with its label, the headline without one.

    Attributes
    ----------
    lines : list of tuple of str
        Label and text of each line.
    full : Paragraphs
        The full account: every group, every range, and how they are meant.
    """

    def __init__(self, lines: Sequence[tuple[str, str]], full: Sequence[str]) -> None:
        super().__init__(f"{label}: {text}" if label else text for label, text in lines)
        self.lines, self.full = list(lines), Paragraphs(full)

    def __str__(self) -> str:
        """Put each line under the one before."""
        return "\n".join(self)


def of_result(result: "Result") -> Verdict:
    """Answer for one run; its money spread evenly is run too, if that takes no time."""
    even, drawn = even_spread(result), result.drawn
    return Verdict(
        run_answer(result.outcomes, result.name, even, drawn),
        run_account(result.outcomes, result.summary, even, drawn),
    )


def of_comparison(comparison: "Comparison") -> Verdict:
    """Answer for plans side by side."""
    found, drawn = comparison.found, comparison.drawn
    return Verdict(answer(found, drawn), verdict(found, drawn))


def file_of_result(result: "Result") -> str:
    """Write the text of `verdict.md` for one run."""
    told, title = result.verdict, title_of(result.scenario, result.name)
    return verdict_file(title, told.lines, told.full, {"": result.table}, wide=False)


def file_of_comparison(comparison: "Comparison") -> str:
    """Write the text of `verdict.md` for plans side by side; a table for each system."""
    told, title = comparison.verdict, shared_title([each.plan for each in comparison.results])
    parts = parts_of(comparison.found)
    tables = {part.name: table(part.found) for part in parts} or {"": comparison.table}
    return verdict_file(title or "Plans compared", told.lines, told.full, tables)
