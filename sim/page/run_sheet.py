"""The run sheet: one printed page for whoever stands in front of the room."""

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any
from urllib.parse import quote

from sim.page.schema import Step

SHEET = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Run sheet: $title</title>
<style>
@page { size: A4; margin: 14mm }
body { font: 11pt/1.35 Verdana, "DejaVu Sans", Arial, sans-serif; color: #1a1a1a; max-width: 180mm;
  margin: 0 auto; padding: 4mm }
h1 { font-size: 16pt; margin: 0 0 1mm }
p { margin: 0 0 3mm }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: 1.6mm 2mm; border-top: 1px solid #767676 }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums }
code { font-size: 9pt; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Run sheet: $title</h1>
<p>$about</p>
<p>Begin with <a href="$page#view=predict">the page, at “Predict”</a>, so that nobody has seen the
answer yet.</p>
<table>
<thead><tr><th>minute</th><th>what</th><th>say</th></tr></thead>
<tbody>
$rows
</tbody>
</table>
<p>$minding</p>
<p>To make this again: <code>$command</code></p>
</body>
</html>
""")


def steps(names: Sequence[str], months: int, live: bool) -> list[Step]:
    """List what to do in the room: minutes, what, and what to say.

    names  of the plans
    live   the page runs the model itself
    """
    plans = ", ".join(f"“{name}”" for name in names)
    turning = (
        "Turn a dial that somebody asks for; the model runs at once."
        if live
        else "Turn the dials that were prepared; between what was computed the page interpolates."
    )
    return [
        _step(5, "Why we are here", "What is to spread, among whom, and what we can do about it. "
              f"The plans: {plans}."),
        _step(5, "What is assumed", "Open “How sure?”. Most numbers are assumptions; it compares "
              "plans, it does not forecast."),
        _step(10, "Predict", f"Each draws the share live over {months} months as they expect it, "
              "or votes for a plan, before anything is shown. Type the votes in."),
        _step(5, "Reveal", "Show the model's answer beside ours. Where were we too hopeful, and "
              "why?"),
        _step(10, "Compare", "Read the verdict out. Let the curves be drawn month by month. Where "
              "it says “cannot be told apart”, say so."),
        _step(10, "One run", "Play the network. Ask who is last, tap it, and read its story: "
              "which board, which gap?"),
        _step(10, "Why are they stuck?", "Open the ledger. Which gap costs most? Is that so "
              "here? What would be the next best action, for whom?"),
        _step(15, "What if", turning + " Predict before each answer."),
        _step(5, "What we take away", "One thing to do, one thing to find out, and one "
              "assumption that we would change."),
    ]  # fmt: skip


def sheet(data: Mapping[str, Any], page: str) -> str:
    """Lay the run sheet out as one page to print.

    data  the payload of the page
    page  name of its file, which stands beside the run sheet
    """
    minute, rows = 0, []
    for each in data["runsheet"]:
        cells = (f"{minute} to {minute + each['minutes']}", each["title"], each["say"])
        minute += each["minutes"]
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return SHEET.substitute(
        title=escape(data["title"]),
        about=escape(data["headline"]),
        rows="\n".join(rows),
        minding=escape(" ".join(data["honesty"])),
        command=escape(data["command"]),
        page=escape(quote(page)),
    )


def _step(minutes: int, title: str, say: str) -> Step:
    return {"minutes": minutes, "title": title, "say": say}
