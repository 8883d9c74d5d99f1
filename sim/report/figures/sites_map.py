"""A map of organisations: how likely each is to be live, by colour and by shape; lines are ties."""

from collections.abc import Sequence

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from sim.outcomes.intervals import Floats
from sim.report.figures.labels import shortened, width_of
from sim.report.figures.picture import Picture
from sim.report.figures.slide import ROW, Page, open_page
from sim.report.figures.style import GRID, INK, OUTLINED, QUIET, TEXT, slide_style
from sim.report.sites.words import (
    BANDS,
    IN_THE_BALANCE,
    LIKELY_LIVE,
    LIVE_TODAY,
    UNLIKELY_LIVE,
    band_of,
    by_gain,
    chance_of,
    date,
    how_many,
)
from sim.study.sites.records import Site, Sites

# Marker, fill and what is said of it in the key
LOOKS = {
    LIVE_TODAY: ("s", "#00527F", "live today"),
    LIKELY_LIVE: ("o", "#3D96CC", "likely (over 2 in 3)"),
    IN_THE_BALANCE: ("^", "#F0C75E", "in the balance"),
    UNLIKELY_LIVE: ("X", "#D55E00", "unlikely (under 1 in 3)"),
}
OTHERS = ("o", "#F2F2F2", "not asked for")
MOST_REGIONS, MOST_NAMED, LONGEST_NAME = 8, 14, 200.0
GROUND, GAP = "#F7F7F7", 5.0  # behind a region, and between two
STEPS = 80  # of the layout
Box = tuple[float, float, float, float]  # left, bottom, width, height in points


def sites_map(sites: Sites) -> Picture:
    """Draw the map; the names are of those that help could change most."""
    with slide_style():
        return Picture("map", _page(sites))


def _page(sites: Sites) -> Page:
    looks = [*_bands(sites), *([OTHERS] if len(sites.sites) < len(sites.names) else [])]
    key = [
        Line2D([], [], linestyle="", marker=marker, markersize=13, markerfacecolor=fill,
               markeredgecolor=INK, label=label)
        for marker, fill, label in looks
    ]  # fmt: skip
    drawn = f"Chance of being live by {date(sites, sites.months[-1])}"
    page = open_page(how_many(sites), drawn, _notes(sites), key=key, below=0.0)
    axes, (_, _, wide, high) = page.axes, page.box
    axes.set(xlim=(0, wide), ylim=(0, high))
    axes.set_axis_off()
    cells = _cells(sites, wide, high)
    places = _places(sites, cells)
    for one, other in sites.ties:
        axes.plot(*places[[one, other]].T, color=GRID, linewidth=1.2, zorder=1)
    size = float(np.clip(9000 / len(sites.names), 90, 450))
    by_name = {each.name: each for each in sites.sites}
    for number, name in enumerate(sites.names):
        marker, fill, _ = LOOKS[band_of(by_name[name])] if name in by_name else OTHERS
        x, y = places[number]
        axes.scatter(
            x, y, s=size, marker=marker, facecolor=fill, edgecolor=INK, linewidth=1.0, zorder=2
        )
    if len(cells) > 1:
        _name_regions(page, cells)
    _name(page, sites, places, np.sqrt(size) / 2, cells)
    return page


def _name_regions(page: Page, cells: dict[str, Box]) -> None:
    """Draw the ground of each region, with its name."""
    for region, (left, bottom, wide, tall) in cells.items():
        ground = Rectangle((left, bottom), wide - GAP, tall - GAP, color=GROUND, linewidth=0)
        ground.set_zorder(0)
        page.axes.add_patch(ground)
        page.axes.text(
            left + 6, bottom + tall - GAP - 4, shortened(region, LONGEST_NAME), color=QUIET,
            va="top", path_effects=OUTLINED, zorder=3,
        )  # fmt: skip


def _bands(sites: Sites) -> list[tuple[str, str, str]]:
    there = set(map(band_of, sites.sites))
    return [LOOKS[each] for each in BANDS if each in there]


def _notes(sites: Sites) -> list[str]:
    looked = any(each.looked for each in sites.sites)
    which = "those that help could change most" if looked else "the least likely"
    named = "" if len(sites.sites) <= MOST_NAMED else f"Named: {which}. "
    return [
        f"{named}{_ties_in_words(sites)}{sites.runs:,} runs of the plan. Parameters are mostly "
        "assumptions."
    ]


def _ties_in_words(sites: Sites) -> str:
    """Say what lines are; those of one draw would pass for known ones."""
    if sites.scenario.system.has_drawn_ties:
        return "Ties are drawn anew in each system, and not shown. "
    return "Lines: ties. " if sites.ties else ""


def _cells(sites: Sites, wide: float, high: float) -> dict[str, Box]:
    """Divide the slide between the regions, by how many organisations each has."""
    regions = list(dict.fromkeys(sites.regions))
    if len(regions) > MOST_REGIONS:
        return {"": (0.0, 0.0, wide, high)}
    rows = [regions] if len(regions) <= 3 else [regions[::2], regions[1::2]]
    counts = {each: sites.regions.count(each) ** 0.7 for each in regions}
    cells: dict[str, Box] = {}
    tall = high / len(rows)
    for k, row in enumerate(rows):
        left, whole = 0.0, sum(counts[each] for each in row)
        for each in row:
            width = wide * counts[each] / whole
            cells[each] = (left, high - (k + 1) * tall, width, tall)
            left += width
    return cells


def _places(sites: Sites, cells: dict[str, Box]) -> Floats:
    """Place organisations within the cell of their region, near those they are tied to [points]."""
    places = np.empty((len(sites.names), 2))
    for region, (left, bottom, width, height) in cells.items():
        members = [k for k, each in enumerate(sites.regions) if len(cells) == 1 or each == region]
        top = ROW + 6 if len(cells) > 1 else 8.0
        unit = _spread(members, sites.ties)
        places[members, 0] = left + 22 + unit[:, 0] * max(1.0, width - 44)
        places[members, 1] = bottom + 16 + unit[:, 1] * max(1.0, height - 24 - top)
    return places


def _spread(members: Sequence[int], ties: Sequence[tuple[int, int]]) -> Floats:
    """Spread organisations over the unit square by their ties (Fruchterman & Reingold 1991)."""
    import networkx as nx

    if len(members) == 1:
        return np.full((1, 2), 0.5)
    graph = nx.Graph()
    graph.add_nodes_from(members)
    inside = set(members)
    graph.add_edges_from(tie for tie in ties if inside.issuperset(tie))
    turn = np.pi * (3 - np.sqrt(5))  # the golden angle: all begin evenly on a disc
    begin = {
        member: np.sqrt((k + 0.5) / len(members)) * np.array([np.cos(k * turn), np.sin(k * turn)])
        for k, member in enumerate(members)
    }
    found = nx.spring_layout(
        graph, k=2.2 / np.sqrt(len(members)), pos=begin, iterations=STEPS, seed=0, scale=None,
    )  # fmt: skip
    # By rank, half: an outlier would push all others together
    drawn = np.array([found[each] for each in members])
    ranks = drawn.argsort(axis=0).argsort(axis=0) / (len(members) - 1)
    span = np.ptp(drawn, axis=0)
    unit = (drawn - drawn.min(axis=0)) / np.where(span > 0, span, 1.0)
    mixed: Floats = 0.5 * unit + 0.5 * ranks
    return mixed


def _named(sites: Sites) -> list[Site]:
    """Pick whom to name: all of a few, else those that help could change most, or unlikely ones."""
    if len(sites.sites) <= MOST_NAMED:
        return list(sites.sites)
    if any(each.looked for each in sites.sites):
        return [each for each in by_gain(sites) if each.best(sites.margin)][:MOST_NAMED]
    unlikely = [each for each in sites.sites if band_of(each) == UNLIKELY_LIVE]
    return sorted(unlikely, key=lambda each: each.chance.mean)[:MOST_NAMED]


def _name(page: Page, sites: Sites, places: Floats, reach: float, cells: dict[str, Box]) -> None:
    """Write names beside their marks where there is room."""
    taken: list[Box] = [
        (x - reach, y - reach, 2 * reach, 2 * reach) for x, y in places
    ]  # fmt: skip
    if len(cells) > 1:
        taken += [
            (left, bottom + tall - ROW - GAP, width_of(shortened(region, LONGEST_NAME)) + 12, ROW)
            for region, (left, bottom, _, tall) in cells.items()
        ]
    number = {name: k for k, name in enumerate(sites.names)}
    for site in _named(sites):
        k = number[site.name]
        words = _label(site)
        wide = width_of(words)
        for x, y in _around(places[k], wide, reach):
            box = (x, y, wide, TEXT)
            inside = x >= -8 and x + wide <= page.box[2] + 8 and 0 <= y <= page.box[3] - TEXT
            if inside and not any(_overlap(box, other) for other in taken):
                page.axes.text(x, y, words, va="bottom", path_effects=OUTLINED, zorder=4)
                taken.append(box)
                break


def _label(site: Site) -> str:
    return f"{_cut(site.name)}: {chance_of(site.chance)}"


def _cut(name: str) -> str:
    """Leave out the middle of a long name: its last word often tells it from the others."""
    last = name.split()[-1]
    if width_of(name) <= LONGEST_NAME or width_of(last) > LONGEST_NAME / 2:
        return shortened(name, LONGEST_NAME)
    return f"{shortened(name, LONGEST_NAME - width_of(f' {last}'))} {last}"


def _around(place: Floats, wide: float, reach: float) -> list[tuple[float, float]]:
    """List where a name may stand: right, left, above, below."""
    x, y = place
    gap = reach + 4
    return [
        (x + gap, y - TEXT / 2), (x - gap - wide, y - TEXT / 2), (x - wide / 2, y + gap),
        (x - wide / 2, y - gap - TEXT), (x + gap, y + 2), (x + gap, y - TEXT - 2),
        (x - gap - wide, y + 2), (x - gap - wide, y - TEXT - 2),
    ]  # fmt: skip


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
