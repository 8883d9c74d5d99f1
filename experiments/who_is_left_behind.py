"""Whom each strategy leaves behind: share live at the end by Rogers category and by deprivation.

Writes `outputs/who_is_left_behind.csv`, `.png` and `.svg`. What it is given holds for every
strategy alike:

    python experiments/who_is_left_behind.py
    python experiments/who_is_left_behind.py "innovation=freed" "clock.months=48"
"""

import sys
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

import sim
from sim.params import OutOfRangeError
from sim.params.errors import UserError
from sim.params.spreadsheet_text import as_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STRATEGIES = "strategy=none,comms_drumbeat,one_to_one,targeted_equity,hin_playbook"
REPLICATES = 512
GROUPS = ("category", "deprivation")


def main(overrides: list[str]) -> None:
    """Compare the strategies, print the shares, write and draw them."""
    chosen = [] if any(each.startswith("strategy=") for each in overrides) else [STRATEGIES]
    compared = sim.compare(*chosen, *overrides, replicates=REPLICATES, assumptions="fixed")
    names = {each.label: each.name for each in compared.results}
    shares = share_live_at_the_end(compared.frame).rename(columns=names)
    place = Path("outputs", "who_is_left_behind")
    place.parent.mkdir(exist_ok=True)
    shares.rename(columns=as_text).to_csv(place.with_suffix(".csv"))
    print(shares.to_string(float_format="{:.0%}".format))
    try:
        draw(shares, compared.frame["month"].max(), place)
    except Exception as error:  # whatever it is, the table is there
        raise SystemExit(f"no figure was drawn ({error}); the table is kept") from None


def draw(shares: pd.DataFrame, month: int, place: Path) -> None:
    """Draw the figure and write it as PNG and SVG."""
    from sim.report.figures.style import slide_style

    with slide_style():
        drawn = figure(shares, month)
        for ending in (".png", ".svg"):
            drawn.savefig(place.with_suffix(ending))


def share_live_at_the_end(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per group, one column per strategy."""
    last = (frame["month"] == frame["month"].max()) & (frame["series"] == "live")
    rows = frame[last & frame["dimension"].isin(GROUPS)]
    order = dict(index=["dimension", "group"], columns="plan", values="mean", sort=False)
    return rows.pivot_table(**order).rename(index=str.capitalize, level="group")


def figure(shares: pd.DataFrame, month: int) -> "Figure":
    """Draw a row for each group and a mark for each strategy."""
    import matplotlib.pyplot as plt

    from sim.report.figures.style import LINES

    drawn, axes = plt.subplots(figsize=(13, 7), layout="constrained")
    groups = [group for _, group in shares.index]
    for plan, line in zip(shares.columns, cycle(LINES), strict=False):
        marks = dict(color=line.colour, marker=line.marker, markersize=12, linestyle="")
        axes.plot(100 * shares[plan], groups, label=plan, **marks)
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.grid(color="#DDDDDD")
    axes.set_xlabel(f"Live at month {month} (% of the group). Illustrative system; assumptions.")
    drawn.legend(loc="outside upper left", ncols=3, frameon=False)
    return drawn


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (UserError, OutOfRangeError) as error:
        raise SystemExit(str(error)) from None
