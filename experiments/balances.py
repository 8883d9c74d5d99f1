"""The nine balances of implementation: what each dial brings, and what it costs.

Each balance sweeps its dial and shows two outcomes, one above the other. All values of a dial use
the same random numbers and systems, so their differences are paired. The shade is the 95 %
interval of the difference from the ringed value (where two plans are compared at every value, of
that difference). Writes a page of nine, each of the nine alone, and the numbers:

    python experiments/balances.py                  into outputs/balances, some ten minutes
    python experiments/balances.py --folder docs/pictures
    python experiments/balances.py --quick          small and rough, to see that it works
"""

import argparse
import csv
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from PIL import Image

import sim
from sim.networks.system import Floats
from sim.outcomes import Outcomes
from sim.outcomes.intervals import mean_interval
from sim.report.figures.style import BLUE, GRID, INK, QUIET, VERMILLION, dark, slide_style

REPLICATES, PER_SYSTEM = 256, 16  # 16 systems, 16 replicates on each
QUICK = ("system.organisations=12", "assumptions.replicates_per_system=2")
SHARES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0)
MONTH = 36
A4 = (8.27, 11.69)  # inches
ALONE = (6.25, 4.3)
DPI = 144
SAID = (
    "Illustrative system of 60 organisations; most numbers are assumptions. Vertical axes need not "
    "begin at 0.\nShade: 95 % interval of the difference from the ringed value (in 4: of the "
    "difference that is drawn)."
)


def live(o: Outcomes) -> Floats:
    """Organisations live when the programme ends [%]; float64[R]."""
    return 100 * o.live[:, MONTH]


def net(o: Outcomes) -> Floats:
    """Benefit less what sites and programme paid, over the run [million GBP]; float64[R]."""
    worth: Floats = (o.benefit - o.site_cost - o.spend).sum(axis=1) / 1000
    return worth


def exposure(o: Outcomes) -> Floats:
    """Safety exposure of the whole system: a proxy of risk [performance-months]; float64[R]."""
    total: Floats = o.exposure.sum(axis=1)
    return total


LIVE = f"live at month {MONTH} (%)"
NET = "net benefit (£ million)"
EXPOSURE = "exposure (performance-months)"


@dataclass(frozen=True)
class Panel:
    """One outcome over a dial.

    says     what is drawn, with its unit
    plan     overrides of the scenario
    against  overrides of a second plan; if there is one, the difference from it is drawn
    """

    says: str
    measure: Callable[[Outcomes], Floats]
    plan: tuple[str, ...]
    against: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Balance:
    """One dial between two extremes.

    ringed     the value that the others are held against
    one_scale  whether both outcomes share a scale, to be compared
    """

    name: str
    title: str
    dial: str
    values: tuple[float, ...]
    ringed: float
    axis: str
    panels: tuple[Panel, Panel]
    one_scale: bool = False


@dataclass(frozen=True)
class Point:
    """Mean outcome at one value of a dial, and the interval that is shaded."""

    value: float
    mean: float
    low: float
    high: float


def plan(strategy: str, innovation: str, *more: str) -> tuple[str, ...]:
    """Name a plan in south London."""
    return (f"strategy={strategy}", f"innovation={innovation}", *more)


AI, OFFICE, VOICE = "ai_decision_support", "back_office", "ambient_voice"
TWO_YEARS = "strategy.contract=24"
NINE = (
    Balance(
        "tailoring", "Too simple or too complex", "strategy.tailoring", SHARES, 0.6,
        "tailoring: 0 = one way for all, 1 = every site unique",
        (
            Panel(f"AI support, {LIVE}", live, plan("hin_playbook", AI)),
            Panel(f"Back office, {LIVE}", live, plan("standardise_once", OFFICE)),
        ),
    ),
    Balance(
        "pace", "Too fast or too slow", "strategy.wave_cap", (1, 2, 3, 4, 6, 9, 14), 4,
        "go-lives allowed in a month, under a mandate",
        (
            Panel(f"FREED, {NET}", net, plan("phased_mandate", "freed")),
            Panel(f"FREED, {EXPOSURE}", exposure, plan("phased_mandate", "freed")),
        ),
    ),
    Balance(
        "codification", "Too rigid or too fluid", "strategy.codification", SHARES, 0.45,
        "codification: 0 = left open, 1 = to the letter",
        (
            Panel(f"Standardise once, {LIVE}", live, plan("standardise_once", VOICE)),
            Panel(f"One-to-one help, {LIVE}", live, plan("one_to_one", VOICE)),
        ),
        one_scale=True,
    ),
    Balance(
        "sourcing", "Build or buy", "innovation.pace", (0.0, 0.01, 0.02, 0.03, 0.04, 0.06), 0.0,
        "pace at which products age, share a month",
        (
            Panel(
                f"Built less bought, {NET}", net,
                plan("standardise_once", VOICE, TWO_YEARS, "strategy.sourcing=build"),
                plan("standardise_once", VOICE, TWO_YEARS),
            ),
            Panel(
                f"Partner less bought, {NET}", net,
                plan("standardise_once", VOICE, TWO_YEARS, "strategy.sourcing=partner"),
                plan("standardise_once", VOICE, TWO_YEARS),
            ),
        ),
        one_scale=True,
    ),
    Balance(
        "generality", "Tailored or generalised", "strategy.general", SHARES, 0.0,
        "generality: 0 = made for one setting, 1 = for all",
        (
            Panel(f"Wearables, {LIVE}", live, plan("early_site_tools", "wearables")),
            Panel(f"AI, {EXPOSURE}", exposure, plan("early_site_tools", AI)),
        ),
    ),
    Balance(
        "integration", "Point solution or integration", "strategy.integration", SHARES, 0.45,
        "integration: 0 = standalone, 1 = within the workflow",
        (
            Panel(f"Ambient voice, {LIVE}", live, plan("hin_playbook", VOICE)),
            Panel(f"Ambient voice, {NET}", net, plan("hin_playbook", VOICE)),
        ),
    ),
    Balance(
        "orientation", "Standards or adaptation", "system.orientation",
        (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9), 0.5,
        "culture: 0 = likes standards, 1 = likes to adapt",
        (
            Panel(
                f"Copied to the letter, {LIVE}", live,
                plan("standardise_once", VOICE, "strategy.codification=0.9"),
            ),
            Panel(
                f"Principles only, {LIVE}", live,
                plan("standardise_once", VOICE, "strategy.codification=0.1"),
            ),
        ),
        one_scale=True,
    ),
    Balance(
        "regulation", "Rules or principles", "system.regulation", SHARES, 0.45,
        "regulation: 0 = little is ruled, 1 = much",
        (
            Panel(f"AI support, {LIVE}", live, plan("hin_playbook", AI)),
            Panel(f"AI support, {EXPOSURE}", exposure, plan("hin_playbook", AI)),
        ),
    ),
    Balance(
        "contract", "Short or long contracts", "strategy.contract", (3, 6, 12, 18, 24, 36, 60), 18,
        "length of the supplier's contract, months",
        (
            Panel(
                f"Moving market, {NET}", net,
                plan("hin_playbook", VOICE, "innovation.pace=0.02"),
            ),
            Panel(
                f"Still market, {NET}", net,
                plan("hin_playbook", VOICE, "innovation.pace=0"),
            ),
        ),
        one_scale=True,
    ),
)  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Run all sweeps, write the numbers, draw the page and each balance alone."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--folder", type=Path, default=Path("outputs", "balances"))
    asked.add_argument("--quick", action="store_true", help="few organisations, few replicates")
    told = asked.parse_args(arguments)
    told.folder.mkdir(parents=True, exist_ok=True)
    swept = {}
    for balance in NINE:
        swept[balance.name] = [sweep(balance, panel, told.quick) for panel in balance.panels]
        print(balance.title, flush=True)
    write(swept, told.folder / "balances.csv")
    with slide_style():
        draw_page(swept, told.folder)
        for balance in NINE:
            draw_alone(balance, swept[balance.name], told.folder)


def sweep(balance: Balance, panel: Panel, quick: bool) -> list[Point]:
    """Run one panel at every value of its dial, or in a hurry at three of them."""
    values = balance.values
    if quick:
        values = tuple(sorted({values[0], balance.ringed, values[-1]}))
    ringed = measured(panel, panel.plan, balance.dial, balance.ringed, quick)[0]
    points = []
    for value in values:
        here, clusters = measured(panel, panel.plan, balance.dial, value, quick)
        if panel.against is None:
            less, base = ringed, float(ringed.mean())
        else:
            less, base = measured(panel, panel.against, balance.dial, value, quick)[0], 0.0
        found = mean_interval(here - less, clusters)
        points.append(Point(value, base + found.mean, base + found.low, base + found.high))
    return points


def measured(
    panel: Panel, asked: tuple[str, ...], dial: str, value: float, quick: bool
) -> tuple[Floats, Any]:
    """Measure a plan at one value of a dial: by replicate, and the system of each."""
    outcomes = ran((*asked, f"{dial}={value:g}"), quick)
    return panel.measure(outcomes), outcomes.clusters


@cache
def ran(asked: tuple[str, ...], quick: bool) -> Outcomes:
    """Run a plan, once."""
    systems = f"assumptions.replicates_per_system={PER_SYSTEM}"
    with warnings.catch_warnings():
        # A sweep also passes where its dial is neutral.
        warnings.filterwarnings("ignore", ".*changes nothing here", UserWarning)
        if quick:
            return sim.run(*asked, *QUICK, replicates=8, months=MONTH, assumptions="fixed").outcomes
        return sim.run(*asked, systems, replicates=REPLICATES, assumptions="fixed").outcomes


def write(swept: dict[str, list[list[Point]]], path: Path) -> None:
    """Write all numbers as one table."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("balance", "dial", "value", "outcome", "mean", "low", "high"))
        for balance in NINE:
            for panel, points in zip(balance.panels, swept[balance.name], strict=True):
                for p in points:
                    numbers = (f"{x:.4g}" for x in (p.mean, p.low, p.high))
                    row = (balance.name, balance.dial, f"{p.value:g}", panel.says, *numbers)
                    table.writerow(row)


def draw_page(swept: dict[str, list[list[Point]]], folder: Path) -> None:
    """Draw the nine on one page, A4."""
    page = plt.figure(figsize=A4, layout="constrained")
    page.suptitle(SAID, fontsize=8, x=0.01, ha="left")
    for number, (place, balance) in enumerate(
        zip(page.subfigures(3, 3, hspace=0.04).flat, NINE, strict=True), 1
    ):
        draw(place, balance, swept[balance.name], 7.0, f"{number}  {balance.title}")
    page.savefig(folder / "balances.svg", metadata={"Date": None})
    save_small(page, folder / "balances.png")
    plt.close(page)


def draw_alone(balance: Balance, swept: list[list[Point]], folder: Path) -> None:
    """Draw one balance for a page of text."""
    alone = plt.figure(figsize=ALONE, layout="constrained")
    draw(alone, balance, swept, 12.0, balance.title)
    alone.axes[1].set_xlabel(f"{balance.axis}\n(illustrative system)", fontsize=11, color=INK)
    save_small(alone, folder / f"balance_{balance.name}.png")
    plt.close(alone)


def save_small(figure: plt.Figure, path: Path) -> None:
    """Save a picture in 64 colours, which is all that it has."""
    drawn = BytesIO()
    figure.savefig(drawn, format="png", dpi=DPI)
    Image.open(drawn).convert("RGB").quantize(64).save(path, optimize=True)


def draw(place: Any, balance: Balance, swept: list[list[Point]], size: float, title: str) -> None:
    """Draw the two outcomes of a balance, one above the other, over the same dial."""
    place.suptitle(title, fontsize=1.25 * size, fontweight="bold", x=0.02, ha="left")
    axes = place.subplots(2, 1, sharex=True, sharey=balance.one_scale)
    for ax, panel, points, colour in zip(
        axes, balance.panels, swept, (BLUE, VERMILLION), strict=True
    ):
        draw_line(ax, panel, points, colour, size)
        if panel.against is None:
            ring = next(p for p in points if p.value == balance.ringed)
            ax.plot(ring.value, ring.mean, "o", color=colour, mfc="white", ms=0.8 * size)
        else:
            ax.axhline(0, color=QUIET, linewidth=1)
    axes[1].set_xlabel(balance.axis, fontsize=0.95 * size, color=INK)


def draw_line(ax: Any, panel: Panel, points: list[Point], colour: str, size: float) -> None:
    """Draw one outcome: mean, interval, and its name in its own colour."""
    values = [p.value for p in points]
    ax.fill_between(
        values, [p.low for p in points], [p.high for p in points], color=colour, alpha=0.2, lw=0
    )
    ax.plot(values, [p.mean for p in points], "o-", color=colour, lw=0.2 * size, ms=0.45 * size)
    ax.set_title(
        panel.says[0].upper() + panel.says[1:], fontsize=size, color=dark(colour), loc="left"
    )
    ax.tick_params(labelsize=0.9 * size)
    ax.grid(axis="y", color=GRID)
    ax.margins(y=0.15)
    ax.locator_params(axis="y", nbins=5)
    ax.xaxis.set_major_formatter("{x:g}")


if __name__ == "__main__":
    main()
