"""A system at a glance: its traits beside England's, and its network with clusters and loners."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from sim.networks.columns import TRAITS
from sim.networks.system import Floats
from sim.report.check.portrait import headline, in_words
from sim.report.figures.labels import shortened
from sim.report.figures.picture import Picture
from sim.report.figures.slide import MARGIN, ROW, Page, in_points, open_page
from sim.report.figures.style import (
    BAND_80,
    BLACK,
    HEIGHT,
    INK,
    LINES,
    OUTLINED,
    QUIET,
    WIDTH,
    Line,
    dark,
    slide_style,
)
from sim.study.portrait import Portrait

NAME = "check"
LEFT_SHARE = 0.47  # of the width, for the traits
MOST_TIES = 4_000  # lines that are drawn, spread evenly over all
NAMED = 4  # organisations without ties that the picture names
CLUSTERS = 5  # that have a colour and marker of their own
OTHERS = Line("#767676", "solid", "o")
GAP = 1.9  # between clusters, in steps of dots
ACROSS = 1.25  # width over height of the network


def draw(portrait: Portrait, title: str) -> Picture:
    """Draw a system on one slide: traits on the left, the network on the right."""
    with slide_style():
        page = open_page(headline(portrait, title), "", _notes(portrait), below=ROW + 30)
        page.axes.set_axis_off()
        _strips(_part(page, 150.0, LEFT_SHARE * WIDTH - MARGIN), page, portrait)
        right = _part(page, LEFT_SHARE * WIDTH + 12, WIDTH - MARGIN, above=34.0, under=-ROW)
        _network(right, page, portrait)
    return Picture(NAME, page)


def _notes(portrait: Portrait) -> list[str]:
    assumed = [in_words(each) for each in TRAITS if portrait.england[each].is_assumed]
    count = "Bars: four in five trusts of a made-up England"
    notes = [f"{count}; its {', '.join(assumed)} are assumed." if assumed else f"{count}."]
    missing = [f"{in_words(k)} of {v:,}" for k, v in portrait.missing.items() if k in TRAITS]
    if missing:
        notes.append(f"Not known, not shown: {', '.join(missing)}.")
    return notes


def _part(page: Page, left: float, right: float, above: float = 0.0, under: float = 0.0) -> Axes:
    """Open axes in a part of the slide, given in points."""
    _, bottom, _, height = page.box
    bottom, height = bottom + under, height - above - under
    axes: Axes = page.figure.add_axes(
        (left / WIDTH, bottom / HEIGHT, (right - left) / WIDTH, height / HEIGHT)
    )
    return axes


def _strips(axes: Axes, page: Page, portrait: Portrait) -> None:
    """Draw a row for each trait: a dot for each organisation, over England's range."""
    n = portrait.organisations
    size = float(np.clip(1100 / n, 5, 90))
    for row, trait in enumerate(reversed(TRAITS)):
        england = portrait.england[trait]
        wide, ends = england.high - england.low, (row - 0.36, row + 0.36)
        bar = Rectangle((england.low, ends[0]), wide, 0.72, color=BAND_80, linewidth=0, alpha=0.6)
        axes.add_patch(bar)
        axes.plot((england.mean,) * 2, ends, color=LINES[0].colour, linewidth=3, zorder=2)
        values = portrait.scores[trait]
        values = values[np.isfinite(values)]
        axes.scatter(
            values, row + _swarm(values), s=size, color=INK, alpha=0.85 if n < 100 else 0.5,
            linewidths=0.6, edgecolors="white", zorder=3, clip_on=False,
        )  # fmt: skip
        if trait in portrait.own:
            axes.plot(
                portrait.own[trait].mean, row - 0.47, "^", color=LINES[1].colour, markersize=12,
                markeredgecolor="white", zorder=4, clip_on=False,
            )  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.62, len(TRAITS) - 0.45)
    axes.set_yticks(range(len(TRAITS)), [in_words(each).capitalize() for each in reversed(TRAITS)])
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.tick_params(axis="y", length=0, pad=8)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("score: dots yours, triangle their mean", labelpad=2)


def _swarm(values: Floats) -> Floats:
    """Lift dots with near values apart, in the same way each time; within 0.3 of the row."""
    lift = np.zeros(len(values))
    bins = np.round(values * 50).astype(int)
    for each in np.unique(bins):
        members = np.flatnonzero(bins == each)
        k = len(members)
        reach = min(0.3, 0.06 * (k - 1))
        lift[members] = np.linspace(-reach, reach, k) if k > 1 else 0.0
    return lift


def _network(axes: Axes, page: Page, portrait: Portrait) -> None:
    """Draw the ties, with a marker and a colour for each cluster, and name who has none."""
    axes.set_axis_off()
    places = laid_out(portrait)
    arrays, of = portrait.system.arrays, portrait.clusters.of
    here = np.repeat(np.arange(len(of)), np.diff(arrays.starts))
    once = np.flatnonzero(here < arrays.peers)
    once = once[:: max(1, len(once) // MOST_TIES)]
    ends = np.stack([places[here[once]], places[arrays.peers[once]]], axis=1)
    axes.add_collection(LineCollection(list(ends), colors=QUIET, linewidths=0.7, alpha=0.35))
    dot = 2.2e4 / max(len(of), 60)
    for k in range(-1, min(CLUSTERS, len(portrait.clusters.names)) + 1):
        members = np.flatnonzero(of >= CLUSTERS) if k == CLUSTERS else np.flatnonzero(of == k)
        line = OTHERS if k == CLUSTERS else LINES[k]
        sizes = dot * np.clip(arrays.size[members], 0.15, 4)
        is_tied = k >= 0
        axes.scatter(
            places[members, 0], places[members, 1], s=sizes, zorder=3, clip_on=False,
            facecolors=line.colour if is_tied else "white", marker=line.marker if is_tied else "s",
            edgecolors="white" if is_tied else BLACK, linewidths=0.6 if is_tied else 1.6,
        )  # fmt: skip
    axes.set_aspect("equal")
    axes.autoscale_view()
    axes.margins(0.04)
    _name_clusters(axes, portrait, places)
    _name_isolated(axes, portrait, places)
    left = LEFT_SHARE * WIDTH + 12
    ties = "ties" if portrait.ties_given else "ties: drawn, not given"
    page.figure.text(
        left, page.box[1] + page.box[3] - 2, f"Dots: organisations by size; lines: {ties}",
        transform=in_points(page.figure), va="top",
    )  # fmt: skip


def laid_out(portrait: Portrait) -> Floats:
    """Place organisations: each cluster a disc, the best connected in its middle; float64[N, 2]."""
    of, degree = portrait.clusters.of, np.diff(portrait.system.arrays.starts)
    places = np.zeros((len(of), 2))
    turn = np.pi * (3 - np.sqrt(5))  # the golden angle spreads dots evenly
    discs = [np.flatnonzero(of == k) for k in range(len(portrait.clusters.names))]
    for middle, members in zip(_packed([len(each) for each in discs]), discs, strict=True):
        order = members[np.argsort(-degree[members], kind="stable")]
        k = np.arange(len(order))
        reach = np.sqrt(k)
        places[order] = np.stack([reach * np.cos(k * turn), reach * np.sin(k * turn)], 1) + middle
    alone = np.flatnonzero(of < 0)
    low = places[of >= 0].min(axis=0) if len(alone) < len(of) else np.zeros(2)
    high = places[of >= 0].max(axis=0) if len(alone) < len(of) else np.full(2, np.sqrt(len(of)))
    across = max(1, round((high[0] - low[0]) / 1.6) + 1)
    places[alone, 0] = low[0] + 1.6 * (np.arange(len(alone)) % across)
    places[alone, 1] = low[1] - 2.4 - 1.6 * (np.arange(len(alone)) // across)
    return places


def _packed(counts: Sequence[int]) -> list[Floats]:
    """Put discs on shelves, the largest first, in a box of about the shape of the panel."""
    radii = [np.sqrt(each) + GAP for each in counts]
    wide = max([2 * r for r in radii] + [ACROSS * np.sqrt(sum(4 * r * r for r in radii))])
    middles, x, y, tall = [], 0.0, 0.0, 0.0
    for radius in radii:
        if x + 2 * radius > wide + 1e-9:
            x, y, tall = 0.0, y - tall, 0.0
        tall = max(tall, 2 * radius)
        middles.append(np.array([x + radius, y - radius]))
        x += 2 * radius
    return middles


def _name_clusters(axes: Axes, portrait: Portrait, places: Floats) -> None:
    of, names = portrait.clusters.of, portrait.clusters.names
    if len(names) < 2:
        return
    for k, (name, count) in enumerate(zip(names, portrait.clusters.sizes(), strict=True)):
        if k >= CLUSTERS:
            return
        own = places[of == k]
        axes.text(
            own[:, 0].mean(), own[:, 1].max() + 0.7, f"{shortened(name, 150)} ({count:,})",
            ha="center", va="bottom", color=dark(LINES[k].colour), weight="bold", zorder=5,
            path_effects=OUTLINED,
        )  # fmt: skip


def _name_isolated(axes: Axes, portrait: Portrait, places: Floats) -> None:
    alone = portrait.isolated
    if not alone or not portrait.ties_given:
        return
    own = places[portrait.clusters.of < 0]
    more = f" and {len(alone) - NAMED:,} more" if len(alone) > NAMED else ""
    words = f"No ties: {', '.join(shortened(each, 130) for each in alone[:NAMED])}{more}"
    axes.annotate(
        shortened(words, (1 - LEFT_SHARE) * WIDTH - 2 * MARGIN), (own[:, 0].min(), own[:, 1].min()),
        (0, -10), textcoords="offset points", va="top", annotation_clip=False,
    )  # fmt: skip
