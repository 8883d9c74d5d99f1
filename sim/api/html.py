"""How a notebook shows results: the answer, a picture, a table and what they are based on."""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.params import markup
from sim.report.table import RANGES
from sim.report.words import title_of

if TYPE_CHECKING:
    from sim.api.results import Comparison, Result

ASSUMED = "Most numbers behind this are assumptions. It shows what follows from them."


class Paragraphs(list[str]):
    """Paragraphs for a notebook; `print` puts an empty line between them."""

    def __getitem__(self, which: Any) -> Any:
        """Return one paragraph, or a slice, which a notebook shows in the same way."""
        found = super().__getitem__(which)
        return Paragraphs(found) if isinstance(which, slice) else found

    def __str__(self) -> str:
        """Join the paragraphs with empty lines."""
        return "\n\n".join(self)

    def _repr_html_(self) -> str:
        """Return HTML for a notebook."""
        return "".join(markup.paragraph(each) for each in self)


def of_result(result: "Result") -> str:
    """Show one plan: its curves and its main quantities."""
    outcomes, (head, *rows) = result.outcomes, result.table
    systems = len(np.unique(outcomes.clusters))
    runs = f"{len(outcomes.replicates):,} runs on {systems:,} system{'s' * (systems > 1)}"
    return "".join(
        (
            markup.paragraph(title_of(result.scenario, result.name), strong=True),
            _picture(result),
            markup.table(f"Results ({runs})", ["quantity", *head[1:]], rows),
            markup.paragraph(f"{RANGES} {ASSUMED}"),
        )
    )


def of_comparison(comparison: "Comparison") -> str:
    """Show plans side by side: the answer in five lines, the curves and the table."""
    head, *lines = zip(*comparison.table, strict=True)
    runs = f"{comparison.found.replicates:,} runs of each"
    return "".join(
        (
            markup.paragraph(comparison.verdict[0], strong=True),
            *map(markup.paragraph, comparison.verdict[1:]),
            _picture(comparison),
            markup.table(f"Plan by plan, with ranges in brackets ({runs})", head, lines),
            markup.paragraph(comparison.verdict.full[-1]),
        )
    )


def _picture(shown: "Result | Comparison") -> str:
    """Draw the main figure; return nothing if Matplotlib cannot be loaded."""
    try:
        drawn = shown.figure()
    except ImportError:
        return ""
    return markup.picture(drawn.png(), drawn.words)
