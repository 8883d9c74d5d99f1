"""The run sheet: one printed page for the person who leads the workshop."""

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any
from urllib.parse import quote

from sim.page.content_policy import content_policy
from sim.page.schema import Step

STYLE = """
@page { size: A4; margin: 14mm }
body { font: 11pt/1.35 Verdana, "DejaVu Sans", Arial, sans-serif; color: #1a1a1a; max-width: 180mm;
  margin: 0 auto; padding: 4mm }
h1 { font-size: 16pt; margin: 0 0 1mm }
p { margin: 0 0 3mm }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: 1.6mm 2mm; border-top: 1px solid #767676 }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums }
code { font-size: 9pt; overflow-wrap: anywhere }
"""
SHEET = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Run sheet: $title</title>
<style>$style</style>
</head>
<body>
<h1>Run sheet: $title</h1>
<p>$about</p>
<p>Start with <a href="$page#view=predict">the page at “Predict”</a>, before anybody has seen the
answer.</p>
<table>
<thead><tr><th>minute</th><th>what</th><th>say</th></tr></thead>
<tbody>
$rows
</tbody>
</table>
<p>$caveats</p>
<p>To run these plans again: <code>$command</code></p>
</body>
</html>
""")


def steps(names: Sequence[str], months: int, network: bool) -> list[Step]:
    """List the steps of the workshop: minutes, what to do, and what to say.

    names    names of the plans
    network  the page shows single runs, organisation by organisation
    """
    plans = ", ".join(f"“{name}”" for name in names)
    one_run = (
        _step(10, "One run", "Open “Network” and play it. Ask who is last, tap that organisation, "
              "and read its story. Which board, which gap?"),
    )  # fmt: skip
    return [
        _step(5, "Why we are here", "What should spread, among whom, and what can we do about it? "
              f"The plans: {plans}."),
        _step(5, "What is assumed", "Open “How sure”. Most numbers are assumptions. The model "
              "compares plans; it does not forecast."),
        _step(10, "Predict", f"Everyone draws the share live they expect over {months} months, "
              "or votes for a plan, before you show anything. Type in the votes."),
        _step(5, "Reveal", "Show the model's answer next to ours. Where were we too hopeful, and "
              "why?"),
        _step(10, "Compare", "Read out the answer, line by line. Play the curves month by month. "
              "Where it says “cannot be told apart”, say so."),
        *(one_run if network else ()),
        _step(10, "Why are they stuck?", "Open “What holds them back”. Which gap costs most? Is "
              "that true here? What is the next best action, and for whom?"),
        _step(15, "What would you do?", "Turn what somebody suggests: the page runs the model at "
              "once. Predict before each answer, and read out the price."),
        _step(5, "What we take away", "One thing to do, one thing to find out, and one "
              "assumption to change."),
    ]  # fmt: skip


def sheet(data: Mapping[str, Any], page: str) -> str:
    """Write the run sheet as one page to print.

    data  the payload of the page
    page  file name of the page, in the same folder
    """
    minute, rows = 0, []
    for each in data["runsheet"]:
        cells = (f"{minute} to {minute + each['minutes']}", each["title"], each["say"])
        minute += each["minutes"]
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return SHEET.substitute(
        policy=content_policy([STYLE]),
        style=STYLE,
        title=escape(data["title"]),
        about=escape(data["headline"]),
        rows="\n".join(rows),
        caveats=escape(" ".join(data["honesty"])),
        command=escape(data["command"]),
        page=escape(quote(page)),
    )


def _step(minutes: int, title: str, say: str) -> Step:
    return {"minutes": minutes, "title": title, "say": say}
