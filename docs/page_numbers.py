"""Writes numbers into the pages of docs/ that name them: `67<!-- n: playbook live -->`.

Run it after any change of the code or of a fact:  python docs/page_numbers.py
`tests/test_documents.py` fails when a page and the code disagree.
"""

import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

DOCS = Path(__file__).parent
PROJECT = DOCS.parent
sys.path.insert(0, str(PROJECT))
sys.path.insert(0, str(PROJECT / "tests" / "validation"))

from facts import FACTS, of_kind  # noqa: E402

from sim.config import assumption_ranges  # noqa: E402
from sim.config.concepts import concepts  # noqa: E402
from sim.outcomes.outcome_table import OUTCOMES  # noqa: E402
from sim.params import Scenario, parameters  # noqa: E402
from sim.params.names import GAPS, LEVERS, STAGES  # noqa: E402

PAGES = ("cannot-tell.md", "odd.md", "stars.md", "stress.md", "trace.md")
NAMED = re.compile(r"[^\s|(<>]+(?=<!-- n: ([\w ]+) -->)")


def presets(group: str) -> int:
    """Count the presets of a group."""
    return len(list((PROJECT / "configs" / group).glob("*.yaml")))


@cache
def equations() -> int:
    """Count the numbered equations of the model's pages."""
    pages = (DOCS / "model").glob("*.md")
    return sum(
        len(re.findall(r"^\(E\d+\)=$", page.read_text(encoding="utf-8"), re.MULTILINE))
        for page in pages
    )


def assumed(share: bool = False) -> int:
    """Count the parameters whose source begins with "assumed", or give their share in per cent."""
    declared = parameters(Scenario())
    number = sum(each.source.startswith("assumed") for each in declared)
    return round(100 * number / len(declared)) if share else number


def per_cent(fact: str, key: str) -> int:
    """Give a number of what the model makes of a fact, in per cent."""
    return round(100 * FACTS[fact]["model"][key])


NUMBERS: Mapping[str, Callable[[], object]] = {
    "parameters": lambda: len(parameters(Scenario())),
    "assumed": assumed,
    "assumed share": lambda: assumed(share=True),
    "ranges": lambda: len(assumption_ranges()),
    "outcomes": lambda: len(OUTCOMES),
    "ideas": lambda: len(concepts()),
    "equations": equations,
    "levers": lambda: len(LEVERS),
    "gaps": lambda: len(GAPS),
    "stages": lambda: len(STAGES),
    "months": lambda: Scenario().clock.months,
    "organisations": lambda: Scenario().system.organisations,
    "runs per system": lambda: Scenario().assumptions.replicates_per_system,
    "innovations": lambda: presets("innovation"),
    "systems": lambda: presets("system"),
    "strategies": lambda: presets("strategy"),
    "scenarios": lambda: presets("scenario"),
    "facts": lambda: len(FACTS),
    "independent": lambda: len(of_kind("independent")),
    "calibrated": lambda: len(of_kind("calibrated")),
    "by construction": lambda: len(of_kind("by construction")),
    "validation": lambda: len(of_kind("independent", real=True)),
    "validation holds": lambda: sum(
        fact["result"] == "holds" for fact in of_kind("independent", real=True).values()
    ),
    "tail": lambda: per_cent("last_records", "mean"),
    "tail seen low": lambda: round(100 * FACTS["last_records"]["observed"]["low"]),
    "tail seen high": lambda: round(100 * FACTS["last_records"]["observed"]["high"]),
    "peers": lambda: FACTS["medical_innovation"]["model"]["median"],
    "peers seen": lambda: FACTS["medical_innovation"]["observed"]["value"],
    "peers seen low": lambda: FACTS["medical_innovation"]["observed"]["low"],
    "peers seen high": lambda: FACTS["medical_innovation"]["observed"]["high"],
    "referrals low": lambda: FACTS["referrals"]["choices"]["low"],
    "referrals high": lambda: FACTS["referrals"]["choices"]["high"],
    "diagnostics low": lambda: FACTS["ai_diagnostics"]["choices"]["low"],
    "diagnostics high": lambda: FACTS["ai_diagnostics"]["choices"]["high"],
}


def renewed(page: str) -> str:
    """Put the numbers of today into a page.

    Raises
    ------
    KeyError
        If the page names a number that is not here.
    """
    return NAMED.sub(lambda found: str(NUMBERS[found[1]]()), page)


if __name__ == "__main__":
    for name in PAGES:
        path = DOCS / name
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
