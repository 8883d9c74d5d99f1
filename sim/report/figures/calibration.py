"""What was observed, over what the sets that fit would have shown."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.networks.stands import month_in_words
from sim.report.calibration import Found, group_in_words
from sim.report.figures.axes import draw_line, month_ticks, up_to
from sim.report.figures.slide import Page, open_page
from sim.report.figures.style import BAND_80, BLACK, BLUE, LINES
from sim.study.calibration.agreement import Agreement, Date

MIDDLE = 2
INNER = "#69A8D2"  # of five in ten, between the band of nine in ten and its line


def fit(found: Found, agreement: Agreement, sentence: str) -> Page:
    """Draw the dates of one group as dots over bands of the sets that fit."""
    posterior = found.posterior
    page = open_page(
        sentence.removesuffix("."),
        f"Share of organisations live{group_in_words(agreement.group)} (%)",
        _notes(found),
        key=_key(agreement),
    )
    bands = 100 * agreement.observed
    months = np.arange(bands.shape[1])
    highest = max(bands[-1].max(), *(100 * each.observed for each in agreement.dates))
    up_to(page.axes, highest)
    first = month_in_words(posterior.first)
    month_ticks(page.axes, len(months) - 1, f"Month (month 0 is {first})")
    page.axes.fill_between(
        months, bands[0], bands[-1], facecolor=BAND_80, edgecolor=BLUE, linewidth=1.2, zorder=1
    )
    page.axes.fill_between(months, bands[1], bands[-2], facecolor=INNER, zorder=1.5)
    draw_line(page.axes, bands[MIDDLE], LINES[0])
    for fitted in (True, False):
        dates = [each for each in agreement.dates if each.fitted == fitted]
        _draw_dates(page, posterior.first, dates, fitted)
    return page


def _draw_dates(page: Page, first: int, dates: list[Date], fitted: bool) -> None:
    page.axes.plot(
        [each.month - first for each in dates],
        [100 * each.observed for each in dates],
        "o",
        color=BLACK if fitted else "white",
        markeredgecolor="white" if fitted else BLACK,
        markeredgewidth=1.5 if fitted else 2.5,
        markersize=12,
        clip_on=False,
        zorder=6,
    )


def _key(agreement: Agreement) -> list[Artist]:
    key: list[Artist] = [
        Line2D([], [], marker="o", linestyle="none", color=BLACK, markersize=11, label="observed")
    ]
    if not all(each.fitted for each in agreement.dates):
        key.append(
            Line2D(
                [],
                [],
                marker="o",
                linestyle="none",
                color="white",
                markeredgecolor=BLACK,
                markeredgewidth=2.5,
                markersize=11,
                label="observed, not used",
            )
        )
    return [
        *key,
        Patch(facecolor=INNER, label="5 in 10 expected"),
        Patch(facecolor=BAND_80, edgecolor=BLUE, label="9 in 10"),
    ]


def _notes(found: Found) -> list[str]:
    posterior = found.posterior
    return [
        f"{len(posterior.sets)} sets of settings that fit; {posterior.near:,} of "
        f"{posterior.runs:,} are not ruled out and count as {posterior.effective:,.0f}.",
        "Bands: settings, luck, and what the model leaves out.",
    ]
