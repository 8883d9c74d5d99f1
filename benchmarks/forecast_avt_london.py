"""The dated forecast of ambient voice in south London; writes docs/forecasts.md, scores it later.

Run it in the folder of the project.  The first line makes the forecast (once: what is kept is not
to be changed), the second scores it by a table with date and share, percent, or counts and total:

    python benchmarks/forecast_avt_london.py make [--assumptions plausible]
    python benchmarks/forecast_avt_london.py score observed.csv
"""

import argparse
import json
from pathlib import Path

import numpy as np

import sim
from sim.config.plausible_sets import assumption_sets
from sim.engines.asked import Asked
from sim.engines.simulate import several
from sim.networks.stands import month_in_words
from sim.study.assumption_draws import held_keys, with_set
from sim.study.calibration.tables import read_series
from sim.study.forecasting.scores import crps_of_quantiles

ROOT = Path(__file__).parents[1]
DOCUMENT, KEPT = ROOT / "docs/forecasts.md", ROOT / "benchmarks/forecasts/avt_london.json"
BEGIN, END = "<!-- avt: begin -->\n", "<!-- avt: end -->\n"
PLAN = ("scenario=avt_london", "strategy=avt_london")
LEVELS = tuple(k / 20 for k in range(1, 20))
SETS, RUNS, MONTHS = 100, 8, 36
BANDS = ((0.25, 0.75), (0.05, 0.95))


def make(which: str) -> None:
    """Run the plan over sets, systems and luck; keep quantiles by month, and write the table."""
    scenario = sim.load([*PLAN, f"clock.months={MONTHS}"])
    sets = assumption_sets(which, wanted=SETS).first(SETS)
    held = held_keys([scenario], sets.keys)
    free = [k for k, key in enumerate(sets.keys) if key not in held]
    keys = [sets.keys[k] for k in free]
    asked = (
        Asked(with_set(scenario, keys, row[free].tolist()), RUNS, 0, number * RUNS)
        for number, row in enumerate(sets.values)
    )
    curves = np.concatenate([each.live for each in several(asked)])
    year, month = scenario.clock.start.split("-")
    found = {
        "plan": [*PLAN], "assumptions": sets.name, "digest": sets.digest, "sets": len(sets),
        "runs": len(curves), "start": 12 * int(year) + int(month) - 1, "levels": LEVELS,
        "organisations": scenario.system.organisations, "held": sorted(held),
        "quantiles": np.quantile(curves, LEVELS, axis=0).round(4).tolist(),
    }  # fmt: skip
    KEPT.write_text(json.dumps(found) + "\n", encoding="utf-8")
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    document = f"{before}{BEGIN}\n{table(found)}\n{END}{rest.partition(END)[2]}"
    DOCUMENT.write_text(document, encoding="utf-8", newline="\n")


def table(found: dict) -> str:
    """Write the table of the document, quarter by quarter."""
    start, levels = found["start"], found["levels"]
    about = {
        "plausible": "sets of assumptions that fit what is known",
        "ranges": "sets of assumptions drawn from their ranges",
    }
    of = about.get(found["assumptions"], f"sets of assumptions ({found['assumptions']})")
    mark = f" (digest {found['digest'][:12]})" if found["digest"] else ""
    lines = [f"Over {found['sets']} {of}{mark}, {found['runs']} runs:", ""]
    lines += ["| date | median | 50% band | 90% band |", "|---|---|---|---|"]
    for month in range(3, MONTHS + 1, 3):
        at = [row[month] for row in found["quantiles"]]
        ends = [[100 * at[levels.index(level)] for level in band] for band in BANDS]
        cells = [f"{low:.0f}% to {high:.0f}%" for low, high in ends]
        middle = 100 * at[levels.index(0.5)]
        lines.append(f"| {month_in_words(start + month)} | {middle:.0f}% | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def score(observed: Path) -> None:
    """Say how the forecast came out at the dates of a table."""
    found = json.loads(KEPT.read_text(encoding="utf-8"))
    [series, *_] = read_series(observed).series
    levels, quantiles = found["levels"], np.array(found["quantiles"])
    misses = []
    for month, seen in zip(series.months.tolist(), series.shares.tolist(), strict=True):
        at = month - found["start"]
        if not 0 < at < quantiles.shape[1]:
            continue
        told = quantiles[:, at]
        middle, place = 100 * told[levels.index(0.5)], "out of"
        misses.append(100 * crps_of_quantiles(told, levels, seen))
        if told[levels.index(0.05)] <= seen <= told[levels.index(0.95)]:
            place = "in"
        print(
            f"{month_in_words(month)}: {100 * seen:.0f}% came, {middle:.0f}% "
            f"was forecast; miss {misses[-1]:.1f} points, {place} the 90% band"
        )
    print(f"mean miss: {np.mean(misses):.1f} points over {len(misses)} dates" if misses else "none")


def main() -> None:
    """Make the forecast, or score it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("make", "score"))
    parser.add_argument("observed", nargs="?", type=Path)
    parser.add_argument("--assumptions", default="plausible")
    asked = parser.parse_args()
    if asked.what == "make":
        make(asked.assumptions)
    elif asked.observed is None:
        parser.error("give the table of what came")
    else:
        score(asked.observed)


if __name__ == "__main__":
    main()
