"""Measure speed and memory against their targets, and write docs/performance.md.

    make performance                        about twelve minutes
    python benchmarks/performance.py large classics      some parts only, printed and not written

Each figure is a ratio or a time of this one run.  A part that needs something this machine lacks
(Chromium, or NDlib with no network to fetch it) is left out, and the page says so.
"""

import importlib
import os
import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from engines import processor
from row import MissingError, Row

PARTS = {
    "full_process": "The full process",
    "classics": "The classics",
    "large": "Large systems",
    "commands": "Commands, from shell to prompt",
    "answers": "The questions of a strategist",
    "page_latency": "The page",
    "roofline": "How far from what the machine allows",
}
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def main(asked: Iterable[str] = ()) -> None:
    """Run the parts asked for, or all of them, and write the page if all were run."""
    asked = list(asked)
    parts = {part: (title, partial(rows_of, part)) for part, title in PARTS.items()}
    found, left_out = run_parts(parts, asked, "not measured")
    if not asked:
        PAGE.write_text(page(found, left_out), encoding="utf-8")


def rows_of(part: str, *given: int) -> list[Row]:
    """Run the module of a part."""
    rows: list[Row] = importlib.import_module(part).rows(*given)
    return rows


def run_parts(
    parts: Mapping[str, tuple[str, Callable[[], list[Row]]]], asked: Sequence[str], without: str
) -> tuple[dict[str, list[Row]], list[str]]:
    """Run the parts asked for, or all, and print each line; also say what is left out, and why.

    without  what such a part is then, in words
    """
    found, left_out = {}, []
    for part in asked or parts:
        title, measure = parts[part]
        print(f"{title} ...", flush=True)
        try:
            found[part] = measure()
        except (MissingError, ModuleNotFoundError) as missing:
            left_out.append(f"- {title}: {without}, because {reason(missing)}\n")
            print(left_out[-1], end="", flush=True)
            continue
        for row in found[part]:
            print(line(row), flush=True)
    return found, left_out


def reason(missing: Exception) -> str:
    """Say what a part lacks, and what to run first."""
    if isinstance(missing, ModuleNotFoundError):
        return f"the package {missing.name} is missing (make performance installs it)"
    return str(missing)


def page(found: dict[str, list[Row]], left_out: Sequence[str] = ()) -> str:
    """Write the page: targets, what was measured, on what machine, and what was left out."""
    tables = "\n".join(f"## {PARTS[part]}\n\n{table(rows)}" for part, rows in found.items())
    missed = [row for rows in found.values() for row in rows if not row.met]
    short = "".join(left_out) + "".join(
        f"- {row.what}: target {row.asked}, measured {row.measured}\n" for row in missed
    )
    return f"""# Performance

Written by `make performance` (benchmarks/performance.py); do not edit by hand. Each figure comes
from one run on one machine: {machine()}. Times depend on that machine and on what else it was
doing; ratios depend on it less. Times are processor time on one thread unless stated otherwise.

{tables}
## Targets missed, and where a peer wins

{short or "Every target is met, and no peer wins."}
"""


def table(rows: list[Row]) -> str:
    """Lay rows out as a table."""
    head = "| what | target | measured | met | note |\n|---|---|---|---|---|\n"
    return head + "".join(line(row) + "\n" for row in rows)


def line(row: Row) -> str:
    """Lay one row out."""
    cells = (row.what, row.asked, row.measured, "yes" if row.met else "no", row.note)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def machine() -> str:
    """Describe what the figures hold for."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "numba", "mesa"))
    return (
        f"{platform.system()} {platform.machine()}, {processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {packages}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
