"""Draws docs/pictures/facts.png: what was seen, what the model gives, what other choices give.

Run it after any change of a fact:  python docs/fact_picture.py
The picture carries the numbers that it shows, and `tests/validation/test_facts.py` compares them.
"""

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests" / "validation"))

from facts import FACTS  # noqa: E402

PICTURE = PROJECT / "docs" / "pictures" / "facts.png"
# Facts that are shares of organisations, with a name for each row: those that count come first.
ROWS = {
    "last_records": "Last trusts get an electronic record\nin three years (independent)",
    "freed_alone": "FREED without a partner\nafter three years (independent)",
    "freed": "FREED with its programme\n(calibrated)",
    "referrals": "Hospital to pharmacy referrals\n(calibrated)",
    "ai_diagnostics": "AI diagnostics\n(calibrated)",
}
SEEN, MODEL, CHOICES = "#1F5FA8", "#C4511A", "#C8C8C8"
UP = 0.18  # from the middle of a row to what was seen
Row = dict[str, Any]


def rows() -> list[Row]:
    """Give what each row shows, as shares."""
    return [_row(name, FACTS[name]) for name in ROWS]


def _row(name: str, fact: dict[str, Any]) -> Row:
    """Bring one fact to shares; a fact in numbers of organisations is divided by all of them."""
    of = fact["observed"]["of"] if fact["observed"]["value"] > 1 else 1
    seen = [fact["observed"][key] / of for key in ("low", "value", "high")]
    mean = fact["model"]["mean"]
    model = [fact["model"].get(key, mean) / of for key in ("low", "mean", "high")]
    choices = [fact["choices"][key] for key in ("low", "high")] if "choices" in fact else None
    return {"fact": name, "seen": seen, "model": model, "choices": choices}


def _interval(axes: Any, values: list[float], height: float, colour: str, marker: str) -> None:
    """Draw low, middle and high."""
    low, middle, high = values
    axes.plot([low, high], [height] * 2, color=colour, lw=2.5)
    axes.plot(middle, height, marker, color=colour, ms=8)


def drawn() -> Any:
    """Draw the picture."""
    figure, axes = plt.subplots(figsize=(9, 4.6), layout="constrained")
    for place, row in enumerate(reversed(rows())):
        if row["choices"]:
            axes.plot(row["choices"], [place - UP] * 2, color=CHOICES, lw=9, solid_capstyle="butt")
        _interval(axes, row["seen"], place + UP, SEEN, "o")
        _interval(axes, row["model"], place - UP, MODEL, "D")
    axes.set_yticks(range(len(ROWS)), list(reversed(ROWS.values())))
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("share of organisations")
    axes.grid(axis="x", color="#E4E4E4")
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(left=False)
    handles = [
        plt.Line2D([], [], color=SEEN, marker="o", lw=2.5, label="seen, with its uncertainty"),
        plt.Line2D(
            [], [], color=MODEL, marker="D", lw=2.5, label="the model (middle 95 % of runs)"
        ),
        plt.Line2D([], [], color=CHOICES, lw=9, label="the model, other choices"),
    ]
    figure.legend(handles=handles, loc="outside upper center", ncols=3, frameon=False)
    return figure


if __name__ == "__main__":
    kept = {"Comment": json.dumps(rows()), "Software": "uptake"}
    drawn().savefig(PICTURE, dpi=110, metadata=kept)
