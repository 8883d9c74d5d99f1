"""Writes docs/model/outcomes_table.md from sim/outcomes/outcome_table.py.

Run it after any change of an outcome:  python docs/outcome_table.py
`tests/outcomes/test_outcome_table.py` fails when the page and the code disagree.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sim.outcomes.declare import READING, Outcome
from sim.outcomes.outcome_table import OUTCOMES
from sim.outcomes.steps import STEPS

PAGE = Path(__file__).parent / "model" / "outcomes_table.md"
TITLES = {
    "spread": "How far it spreads",
    "time": "How long it takes",
    "risk": "What it risks",
    "equity": "Whom it leaves behind",
    "money": "What it costs and brings",
    "stages": "How long the stages last",
    "barriers": "What holds organisations back",
    "readings": "The same numbers, read as COM-B and NPT",
    "bass": "The nearest Bass curve",
}
OPENING = """# All outcomes

This page is written by `docs/outcome_table.py` from `sim/outcomes/outcome_table.py`, where each
outcome has one row. M is the headline month (36, or the last month of a shorter run) and T is the
last month.

Where: *summary* means `summary.csv`, `uptake run --json` and `result.summary`; *short table* is
what `uptake run` prints; *comparison* is the table of plans of `uptake compare`; *page* is the page
for a workshop. The name in brackets is the one in a plan's summary, where it differs.
"""
STEPS_TITLE = "What is behind them"
STEPS_OPENING = (
    """The page shows the parameters behind each number: those of the steps that it comes from."""
)


def page() -> str:
    """Write the whole page."""
    parts = [OPENING.rstrip()]
    for theme in READING:
        rows = {key: row for key, row in OUTCOMES.items() if row.theme == theme}
        parts += [f"## {TITLES[theme]}", outcomes(rows)]
    parts += [f"## {STEPS_TITLE}", STEPS_OPENING, steps()]
    return "\n\n".join(parts) + "\n"


def outcomes(rows: dict[str, Outcome]) -> str:
    """One row for each outcome, as Markdown."""
    header = ("outcome", "what it is", "unit", "better", "where", "steps behind it")
    return table(header, [_cells(key, row) for key, row in rows.items()])


def steps() -> str:
    """One row for each step, with its parameters, as Markdown."""
    rows = [(name, ", ".join(f"`{key}`" for key in keys)) for name, keys in STEPS.items()]
    return table(("step", "parameters"), rows)


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _cells(key: str, row: Outcome) -> tuple[str, ...]:
    name = f"`{key}`" + (f" (`{row.quantity}`)" if row.quantity else "")
    meaning = (row.explain or row.meaning).format(month="M", end="T", share="a share")
    behind = [step for step, keys in STEPS.items() if set(keys) <= set(row.behind)]
    return name, meaning, row.unit, row.better, _where(row), ", ".join(behind)


def _where(row: Outcome) -> str:
    places = {
        "summary": row.in_summary,
        "short table": row.is_main,
        "comparison": bool(row.column) or not row.in_summary,
        "page": bool(row.explain),
    }
    return ", ".join(name for name, is_there in places.items() if is_there)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
