"""A system at a glance: its traits beside England's, and its network with clusters and loners."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from sim.networks.columns import TRAITS
from sim.networks.system import Floats
from sim.report.check.portrait import headline, in_words, paragraph
from sim.report.figures.labels import shortened, width_of, wrapped
from sim.report.figures.picture import Picture
from sim.report.figures.slide import MARGIN, ROW, Page, in_points, open_page
from sim.report.figures.style import (
    BAND_80,
    BLACK,
    DPI,
    HEIGHT,
    INK,
    LINES,
    QUIET,
    WIDTH,
    Line,
    dark,
    slide_style,
)
from sim.report.words import listed
from sim.study.portrait import Portrait

NAME = "check"
MIDDLE = 408.0  # where the network begins
KEY_WIDE, BESIDE = 248.0, 24.0  # of the key of the network, and from its markers to their words
MOST_DOTS = 3_000  # organisations that are drawn, spread evenly over all
MOST_TIES = 1_500  # lines that are drawn, spread evenly over all
NAMED = 3  # organisations without ties that the picture names
CLUSTERS = 5  # that have a colour and marker of their own
OTHERS = Line("#767676", "solid", "o")
GAP = 0.5, 0.1  # around a cluster: steps of dots, and a share of the whole
MOST_DOT = 380.0  # area of a dot of average size
ACROSS = 0.85  # width over height of the network


def draw(portrait: Portrait, title: str) -> Picture:
    """Draw a system on one slide: traits on the left, the network on the right."""
    with slide_style():
        page = open_page(headline(portrait, title), "", _notes(portrait), below=ROW + 30)
        page.description = f"{paragraph(portrait, title)} {page.description.lstrip('. ')}"
        page.axes.set_axis_off()
        names = max(width_of(in_words(each).capitalize()) for each in TRAITS)
        left, right = MARGIN + names + 10, WIDTH - 2 * MARGIN - KEY_WIDE
        _strips(_part(page, left, MIDDLE - MARGIN), portrait)
        _network(_part(page, MIDDLE, right, under=-ROW - 14), portrait)
        _key(page, portrait)
        _heading(page, MARGIN, "Traits of each organisation")
        _heading(page, MIDDLE, _about_ties(portrait))
    return Picture(NAME, page)


def _about_ties(portrait: Portrait) -> str:
    if not portrait.ties_given:
        return "No ties are given: these are of one draw"
    count = len(portrait.system.arrays.peers) // 2
    every = f"1 in {-(-count // MOST_TIES):,} " if count > MOST_TIES else ""
    return f"Who is tied to whom (dots by size, lines: {every}ties)"


def _heading(page: Page, left: float, words: str) -> None:
    top = page.box[1] + page.box[3] + 10
    page.figure.text(left, top, words, transform=in_points(page.figure), va="bottom")


def _notes(portrait: Portrait) -> list[str]:
    assumed = [in_words(each) for each in TRAITS if portrait.england[each].is_assumed]
    notes = ["Triangles: means of yours. Bars: four in five trusts of a made-up England."]
    if assumed:
        notes.append(f"Its {listed(assumed)} are assumed.")
    if portrait.organisations > MOST_DOTS:
        notes.append(f"1 in {-(-portrait.organisations // MOST_DOTS):,} organisations is shown.")
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


def _strips(axes: Axes, portrait: Portrait) -> None:
    """Draw a row for each trait: a dot for each organisation, over England's range."""
    n, every = portrait.organisations, _thinned(portrait.organisations)
    size = float(np.clip(1100 / n, 5, 90))
    for row, trait in enumerate(reversed(TRAITS)):
        england = portrait.england[trait]
        wide, ends = england.high - england.low, (row - 0.36, row + 0.36)
        bar = Rectangle((england.low, ends[0]), wide, 0.72, color=BAND_80, linewidth=0, alpha=0.6)
        axes.add_patch(bar)
        axes.plot((england.mean,) * 2, ends, color=LINES[0].colour, linewidth=3, zorder=2)
        values = portrait.scores[trait][every]
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
    axes.set_xlabel("score", labelpad=2)


def _thinned(organisations: int) -> slice:
    """Choose the organisations that are drawn: all, or every second, third ..."""
    return slice(None, None, -(-organisations // MOST_DOTS))


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


def _network(axes: Axes, portrait: Portrait) -> None:
    """Draw the ties, with a marker and a colour for each cluster, and name who has none."""
    axes.set_axis_off()
    places = laid_out(portrait)
    arrays, of = portrait.system.arrays, portrait.clusters.of
    here = np.repeat(np.arange(len(of)), np.diff(arrays.starts))
    once = np.flatnonzero(here < arrays.peers)
    once = once[:: max(1, -(-len(once) // MOST_TIES))]
    drawn = np.zeros(len(of), bool)
    drawn[_thinned(len(of))] = True
    ends = np.stack([places[here[once]], places[arrays.peers[once]]], axis=1)
    alpha = 0.35 if len(once) < MOST_TIES / 2 else 0.2
    axes.add_collection(LineCollection(list(ends), colors=QUIET, linewidths=0.7, alpha=alpha))
    spans = np.ptp(places, axis=0) + 2.0
    room = np.array([axes.bbox.width, axes.bbox.height]) * 72 / DPI
    step = float(min(room / spans))  # points from dot to dot
    dot = min(MOST_DOT, (0.85 * step) ** 2)
    for k in range(-1, min(CLUSTERS, len(portrait.clusters.names)) + 1):
        members = np.flatnonzero(drawn & (of >= CLUSTERS if k == CLUSTERS else of == k))
        line = OTHERS if k == CLUSTERS else LINES[k]
        is_tied = k >= 0
        relative = np.clip(arrays.size[members], 0.15, 3) if is_tied else 0.5
        sizes = dot * relative * np.ones(len(members))
        axes.scatter(
            places[members, 0], places[members, 1], s=sizes, zorder=3, clip_on=False,
            facecolors=line.colour if is_tied else "white", marker=line.marker if is_tied else "s",
            edgecolors="white" if is_tied else BLACK, linewidths=0.6 if is_tied else 1.6,
        )  # fmt: skip
    axes.set_aspect("equal")
    axes.autoscale_view()
    axes.margins(0.04)


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
    """Put discs on shelves, the largest first, so that they fill a box of the panel's shape."""
    radii = [np.sqrt(each) + GAP[0] + GAP[1] * np.sqrt(sum(counts)) for each in counts]
    tried = [_shelved(radii, sum(2 * each for each in radii[: k + 1])) for k in range(len(radii))]
    best = min(tried, key=lambda each: max(each[1] / ACROSS, each[2]), default=([], 0.0, 0.0))
    return best[0]


def _shelved(radii: Sequence[float], wide: float) -> tuple[list[Floats], float, float]:
    """Put discs on shelves of this width; returns their middles, and width and height in all."""
    middles, x, y, tall, far = [], 0.0, 0.0, 0.0, 0.0
    for radius in radii:
        if x + 2 * radius > wide + 1e-9:
            x, y, tall = 0.0, y - tall, 0.0
        tall = max(tall, 2 * radius)
        middles.append(np.array([x + radius, y - radius]))
        x += 2 * radius
        far = max(far, x)
    return middles, far, tall - y


def _key(page: Page, portrait: Portrait) -> None:
    """Name the clusters and who has no ties, to the right of the network."""
    clusters, x = portrait.clusters, WIDTH - MARGIN - KEY_WIDE
    sizes, top = clusters.sizes(), page.box[1] + page.box[3]
    shown = list(zip(clusters.names, sizes, LINES, strict=False))[:CLUSTERS]
    if len(shown) == 1 and portrait.ties_given:
        shown = [("all tied together", sizes[0], LINES[0])]
    for name, count, line in shown:
        top = _entry(page, x, top, f"{name} ({count:,})", line)
    if len(sizes) > CLUSTERS:
        more = f"{len(sizes) - CLUSTERS:,} more clusters ({sum(sizes[CLUSTERS:]):,})"
        top = _entry(page, x, top, more, OTHERS)
    alone = portrait.isolated
    if alone:
        top = _entry(page, x, top, f"no ties ({len(alone):,})", None)
        room = max(0, min(NAMED, int((top - page.box[1] + ROW) / ROW) - 1))
        named = alone[:room] if portrait.ties_given and len(alone) < portrait.organisations else []
        left = len(alone) - len(named)
        for words in [*named, *([f"and {left:,} more"] if left and named else [])]:
            page.figure.text(
                x + BESIDE, top, shortened(words, KEY_WIDE - BESIDE), color=QUIET, va="top",
                transform=in_points(page.figure),
            )  # fmt: skip
            top -= ROW


def _entry(page: Page, x: float, top: float, words: str, line: Line | None) -> float:
    """Write one entry of the key beside its marker; returns where it ends."""
    lines = wrapped(words, KEY_WIDE - BESIDE)
    lines = [*lines[:1], shortened(" ".join(lines[1:]), KEY_WIDE - BESIDE)][: len(lines)]
    colour = line.colour if line else BLACK
    marker = Line2D(
        (x + 8,), (top - 9,), marker=line.marker if line else "s", markersize=11,
        linestyle="", color=colour, markerfacecolor=colour if line else "white",
        transform=in_points(page.figure),
    )  # fmt: skip
    page.figure.add_artist(marker)
    for each in lines:
        page.figure.text(
            x + BESIDE, top, each, va="top", color=dark(line.colour) if line else INK,
            transform=in_points(page.figure),
        )  # fmt: skip
        top -= ROW
    return top - 5
