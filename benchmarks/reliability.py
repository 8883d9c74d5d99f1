"""Try what must never cost work, and write docs/reliability.md: each line is something that ran.

    python benchmarks/reliability.py            100 moments for each signal; about eight minutes
    python benchmarks/reliability.py 20         fewer moments
    python benchmarks/reliability.py 3 stops    some parts; the others stay as they are

A part that needs something this machine lacks (two users need root) is left out; the page says so.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from performance import machine, rows_of, run_parts, table
from row import Row

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "reliability.md"
MOMENTS = 100
NOTHING = "Nothing."
# Files of tests whose number is worth stating: what they hold, and where.
TESTS = {
    "results that are damaged: changed, cut, missing or absurd": (
        "tests/report/test_damaged_runs.py", "tests/cli/test_damaged_folders.py",
    ),
    "compiled code that is damaged, planted, or finds no room": (
        "tests/rules/test_code_cache.py", "tests/rules/test_code_folder.py",
    ),
    "folders of results: claimed, stopped, swept, full disks": ("tests/report/test_folder.py",),
    "requests that are meant to do harm": ("tests/page/test_hostile_requests.py",),
    "presets nested without end": ("tests/config/test_nesting.py",),
    "stores of sweeps: killed or full at each moment, damaged, shared": (
        "tests/sweep/test_nothing_lost.py", "tests/sweep/test_damage.py",
    ),
}  # fmt: skip
PARTS: dict[str, tuple[str, Callable[[int], list[Row]]]] = {
    "stops": ("Stopped at any moment", lambda moments: rows_of("stops", moments)),
    "sweep_stops": ("Sweeps killed at any moment", lambda moments: rows_of("sweep_stops", moments)),
    "first_compiles": ("The first compilation", lambda _: rows_of("first_compiles")),
    "two_users": ("Two users of one computer", lambda _: rows_of("two_users")),
    "hostile_requests": ("The live page under attack", lambda _: rows_of("hostile_requests")),
    "tests": ("Counted by tests", lambda _: counted()),
}


def main(asked: Iterable[str] = ()) -> None:
    """Run the parts asked for, or all of them, and write the page if all were run."""
    asked = list(asked)
    moments = int(asked.pop(0)) if asked and asked[0].isdigit() else MOMENTS
    parts = {part: (title, partial(measure, moments)) for part, (title, measure) in PARTS.items()}
    found, left_out = run_parts(parts, asked, "not tried")
    text = renewed(PAGE.read_text(encoding="utf-8"), found) if asked else page(found, left_out)
    PAGE.write_text(text, encoding="utf-8")


def counted(among: dict[str, tuple[str, ...]] = TESTS) -> list[Row]:
    """Run files of tests, and say how many passed."""
    return [_count(what, files) for what, files in among.items()]


def _count(what: str, files: tuple[str, ...]) -> Row:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files],
        cwd=PROJECT, capture_output=True, text=True,
    )  # fmt: skip
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing was run"
    counts = {kind: int(number) for number, kind in re.findall(r"(\d+) (\w+)", last)}
    passed, failed = counts.get("passed", 0), counts.get("failed", 0) + counts.get("errors", 0)
    return Row(
        what, "all pass", f"{passed} of {passed + failed}",
        done.returncode == 0 and passed > 0, ", ".join(files),
    )  # fmt: skip


def renewed(text: str, found: dict[str, list[Row]]) -> str:
    """Put parts that were tried again in place of the same ones on the page, or add them."""
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    short = sections.pop()  # what failed or was left out
    there = {section.partition("\n")[0]: section.partition("\n\n")[2] for section in sections}
    there |= {PARTS[part][0]: f"{table(rows)}\n" for part, rows in found.items()}
    known = [title for title, _ in PARTS.values() if title in there]
    body = "".join(f"## {title}\n\n{there[title]}" for title in known)
    return f"{head}{body}## {_short_with(short, found)}"


def _short_with(short: str, found: dict[str, list[Row]]) -> str:
    """Replace what was said of the lines that were tried again."""
    title, *lines = [each for each in short.splitlines() if each and each != NOTHING]
    again = tuple(f"- {row.what}: " for rows in found.values() for row in rows)
    still = [f"{each}\n" for each in lines if not each.startswith(again)]
    told = "".join([*still, *_failed(found)]) or f"{NOTHING}\n"
    return f"{title}\n\n{told}"


def _failed(found: dict[str, list[Row]]) -> list[str]:
    rows = [row for rows in found.values() for row in rows if not row.met]
    return [f"- {row.what}: wanted {row.asked}, found {row.measured}\n" for row in rows]


def page(found: dict[str, list[Row]], left_out: Iterable[str] = ()) -> str:
    """Write the page: what was tried, what came of it, on what machine, and what was left out."""
    tables = "\n".join(f"## {PARTS[part][0]}\n\n{table(rows)}" for part, rows in found.items())
    short = "".join([*left_out, *_failed(found)])
    return f"""# Reliability

Written by `python benchmarks/reliability.py`; do not edit by hand. Each line is something that was
tried, on one machine: {machine()}.

{tables}
## What failed or was left out

{short.rstrip() or NOTHING}
"""


if __name__ == "__main__":
    main(sys.argv[1:])
