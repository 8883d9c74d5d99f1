"""Forecasts of real series from fixed cut points, beside their rivals; writes docs/forecasts.md.

The cut points and the settings were written down before the first forecast.  Run it in the folder
of the project, for all series or for those whose names hold a word:

    python benchmarks/forecasts.py [WORD] [--out FOLDER]
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import sim
from sim.api.forecast_results import Forecasting
from sim.params.errors import UserError
from sim.study.calibration.tables import read_series
from sim.study.forecasting.curves import SHAPES
from sim.study.forecasting.forecast import UPTAKE, WITHOUT_EVENTS
from sim.study.forecasting.forecast import forecast as beside
from sim.study.forecasting.rivals import AS_LAST_YEAR, UNCHANGED, by_likelihood
from sim.study.forecasting.scores import scored
from sim.study.observed_cells import period_in

ROOT = Path(__file__).parents[1]
SERIES, PRESETS = ROOT / "tests/data/series", ROOT / "benchmarks/forecasts"
DOCUMENT = ROOT / "docs/forecasts.md"
KEPT = PRESETS / "found.json"
SETTINGS = 600  # in the first wave
BEGIN, END = "<!-- scores: begin -->\n", "<!-- scores: end -->\n"
RIVALS = tuple(shape.name for shape in SHAPES)


@dataclass(frozen=True, slots=True)
class Case:
    """A series, what is run, and the cut."""

    name: str
    file: str
    scenario: str
    until: str
    group: str | None = None


CASES = (
    Case("US hospitals, all", "us_hospitals.csv", "us_hospitals", "2012", "all"),
    Case("US hospitals, small", "us_hospitals.csv", "us_hospitals", "2012", "small"),
    Case("US hospitals, rural", "us_hospitals.csv", "us_hospitals", "2012", "rural"),
    Case(
        "US hospitals, critical access", "us_hospitals.csv", "us_hospitals", "2012",
        "critical access",
    ),
    Case("English prescriptions", "english_prescriptions.csv", "prescriptions", "2014-09"),
    Case("English trusts", "english_trusts.csv", "trust_records", "2023-11"),
)  # fmt: skip


def forecast(case: Case, settings: int = SETTINGS, sets: int = 100) -> Forecasting:
    """Forecast one series with its settings."""
    return sim.forecast(
        SERIES / case.file, f"scenario={case.scenario}", until=case.until, group=case.group,
        settings=settings, sets=sets, config_dirs=[PRESETS],
    )  # fmt: skip


def rivals_today(case: Case) -> dict[str, float]:
    """Score the rivals of one series again, which takes seconds; points."""
    [series, *_] = [
        each for each in read_series(SERIES / case.file).series if case.group in (None, each.group)
    ]
    cut = period_in(case.until, "the cut", "the date", end=True)[0]
    later = series.after(cut)
    found = beside(series.up_to(cut), later, int(later.months[-1]), {})
    return {name: round(100 * each.crps, 2) for name, each in found.scores.items()}


def rivals_alone(case: Case) -> dict[str, dict[str, float]]:
    """Return the misses of the rivals of a series of which there is no forecast."""
    return {name: {"crps": crps} for name, crps in rivals_today(case).items()}


def scores_of(found: Forecasting) -> dict[str, dict[str, float]]:
    """Return misses in points, what the bands held, and the miss at the end, by forecaster."""
    [one] = found.forecasts
    scores = dict(one.scores)
    at = one.later.months - one.months[0]
    for number, shape in enumerate(SHAPES):
        random = np.random.default_rng([0, number])
        drawn = by_likelihood(shape, one.known.months, one.known.shares, one.months, random)
        scores[f"{shape.name}, drawn"] = scored(drawn[:, at], one.later.shares)
    return {
        name: {
            "crps": round(100 * each.crps, 2), "inside_50": each.inside[0],
            "inside_90": each.inside[1], "dates": each.dates, "end": round(100 * each.end, 1),
        }
        for name, each in scores.items()
    }  # fmt: skip


def table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Write the table of the document."""
    columns = (UPTAKE, WITHOUT_EVENTS, *RIVALS, AS_LAST_YEAR, UNCHANGED)
    lines = [
        "Mean miss in points (continuous ranked probability score; less is better):\n",
        f"| series | {' | '.join(columns)} | beats Bass, logistic and Gompertz |",
        "|---" * (len(columns) + 2) + "|",
    ]
    wins = 0
    for name, scores in found.items():
        best = min(scores[rival]["crps"] for rival in RIVALS if rival in scores)
        beats = UPTAKE in scores and scores[UPTAKE]["crps"] < best
        wins += beats
        cells = [f"{scores[each]['crps']:.1f}" if each in scores else "" for each in columns]
        lines.append(f"| {name} | {' | '.join(cells)} | {'yes' if beats else 'no'} |")
    lines += [
        f"\nUptake beats all three on {wins} of {len(found)} series. "
        "The aim was at least four of six.\n",
        "The bands of Uptake, and the same curves drawn as often as they fit (the rivals of the "
        "first run):\n",
        "| series | dates | in the 50% band | in the 90% band | off at the end, points | "
        + " | ".join(f"{rival}, drawn" for rival in RIVALS)
        + " |",
        "|---" * (5 + len(RIVALS)) + "|",
    ]
    for name, scores in found.items():
        if UPTAKE not in scores:  # too few sets of settings fit
            continue
        own = scores[UPTAKE]
        others = [f"{scores[f'{rival}, drawn']['crps']:.1f}" for rival in RIVALS]
        end = f"{own['end']:+.1f}".replace("-", "\N{MINUS SIGN}")
        lines.append(
            f"| {name} | {own['dates']} | {own['inside_50']} | {own['inside_90']} | {end} | "
            f"{' | '.join(others)} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Forecast the series, keep the scores, and write the table when all are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--out", type=Path, help="keep the scores here, and leave the document")
    asked = parser.parse_args()
    kept = KEPT if asked.out is None else asked.out
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for case in CASES:
        if asked.word not in case.name:
            continue
        began = time.process_time()
        try:
            found: Forecasting | None = forecast(case)
        except UserError as refusal:  # too few sets fit: a series without a forecast counts as lost
            print(case.name, "has no forecast:", refusal)
            found = None
        known[case.name] = rivals_alone(case) if found is None else scores_of(found)
        ordered = {each.name: known[each.name] for each in CASES if each.name in known}
        kept.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
        if found is not None:
            print(case.name, f"({time.process_time() - began:.0f} s of CPU)", *found.lines[:2])
            for text in found.account[-len(found.forecasts[0].later.months) :]:
                print("  ", text)
        sys.stdout.flush()
    if asked.out is None and len(known) == len(CASES):
        text = DOCUMENT.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        document = f"{before}{BEGIN}\n{table(known)}\n{END}{after}"
        DOCUMENT.write_text(document, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
