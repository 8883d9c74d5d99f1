"""The page as one file: template, styles, scripts and data."""

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from sim.page.content_policy import content_policy
from sim.page.pack.document import pack
from sim.params.errors import UserError
from sim.report.store import Claim

STYLES = ("page.css", "views.css", "session.css", "print.css")
SCRIPTS = (
    "vendor/d3.min.js", "vendor/plot.umd.min.js", "numbers.js", "names.js", "commands.js",
    "spacing.js", "gaps.js", "stages.js", "tally.js", "curves.js", "events.js", "intervals.js",
    "worded.js", "counted.js", "against.js", "commitment.js", "do_words.js", "csv.js",
    "elements.js", "exchange.js", "core.js", "engine.js", "reveal.js", "theme.js", "tables.js",
    "shell.js", "controls.js", "save.js", "charts.js", "event_lines.js", "lines.js", "bars.js",
    "stacked.js", "dial.js", "turns.js", "runs.js", "compare.js", "table.js", "marks.js",
    "map.js", "network_story.js", "network_saved.js", "network.js", "ledger.js", "asking.js",
    "dial_board.js", "target.js", "do.js", "drawing.js", "phones.js", "votes.js", "predict.js",
    "commit_rows.js", "commit.js", "check.js", "caveats.js", "guide.js", "question.js",
    "share.js", "paper.js", "present.js", "start.js",
)  # fmt: skip
WORKER = "engine_worker.js"  # the model runs in workers, which are made of this text
ALLOWED = ("img-src data: blob:", "connect-src 'self'")
LARGEST = 2_000_000  # bytes; strict mail servers still accept this
PACK = "pack"


def page(data: Mapping[str, Any]) -> str:
    """Build the page with everything that it needs."""
    style, scripts = _blocks()
    return Template(part("index.html")).substitute(
        title=escape(data["title"]),
        policy=policy(),
        style=style,
        worker=f'<script type="text/plain" id="engine-worker">{part(WORKER)}</script>',
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
        data=f'<script type="application/json" id="page-data">{json_for_script(data)}</script>',
    )


@cache
def policy() -> str:
    """Return the content policy of every page, which the live page also sends as a header."""
    style, scripts = _blocks()
    return content_policy([style], scripts, ALLOWED, model=True)


def json_for_script(data: Mapping[str, Any]) -> str:
    """Write data as JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("</", "<\\/").replace("<!--", "<\\u0021--")


def claim(out: Path, overwrite: bool) -> None:
    """Refuse existing files and missing folders before any computation."""
    for path in (out, pack_path(out)):
        if path.is_dir():
            raise UserError(f"{path} is a folder; name a file, e.g. --out {path / 'room.html'}")
        if path.exists() and not overwrite:
            raise UserError(f"{path} already exists; name another file, or add --overwrite")
    if not out.parent.is_dir():
        raise UserError(f"cannot write {out.name}: there is no folder {out.parent}")


def write(data: Mapping[str, Any], held: Claim) -> Path:
    """Write the page and the facilitator's pack, both or none; return the pack's path.

    held  the page's name, which no other run can take
    """
    made = page(data)
    size = len(made.encode("utf-8"))
    if size > LARGEST:
        raise UserError(
            f"the page would be {size / 1e6:.1f} MB, more than {LARGEST / 1e6:.0f} MB; use fewer "
            "plans or fewer months (clock.months)"
        )
    beside = pack_path(held.target)
    held.write({held.target.name: made, beside.name: pack(data, held.target.name)})
    return beside


def pack_path(out: Path) -> Path:
    """Return the path of the facilitator's pack of a page."""
    return out.with_name(f"{out.stem}_{PACK}.html")


def _blocks() -> tuple[str, list[str]]:
    """Return the page's style and its scripts, as they stand between their tags."""
    style = "\n".join(map(part, STYLES))
    return f"\n{style}\n", [f"\n{part(name)}\n" for name in SCRIPTS]


def part(name: str) -> str:
    """Read one of the page's own files."""
    place = files("sim.page") / "script"
    for step in name.split("/"):
        place = place / step
    return place.read_text(encoding="utf-8")
