"""The picture of a user's own system: readable whatever its size, and true to its numbers."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from readable import assert_readable, written

from sim.networks import system_from_graph
from sim.networks.columns import TRAITS
from sim.networks.unknown import Beliefs, Unknown
from sim.report.check.portrait import headline, paragraph
from sim.report.figures.portrait import MOST_DOTS, draw, laid_out
from sim.study.portrait import portrait_of

BELIEFS = Beliefs(0.35, 0.17, 0.5, 4.0, 0.35, 0.12, 0.5, 0.5)
LONG = "University Hospitals of the North and the Far South West NHS Foundation Trust"


def portrait(count, parts=3, alone=0, known=1.0, ties_given=True, name=LONG):
    """Make up a system with parts that have many ties inside, and some organisations alone."""
    rng = np.random.default_rng(count)
    of = np.arange(count) % parts
    tied = np.arange(count) >= alone
    graph = nx.Graph()
    for i in range(count):
        traits = {each: round(float(rng.uniform(0.1, 0.9)), 2) for each in TRAITS}
        size = float(rng.lognormal(0, 1.2))
        graph.add_node(i, name=f"{name} {i}", type=f"Type {i % 4}", size=size, **traits)
    for one, other in rng.integers(0, count, (6 * count, 2)).tolist():
        if of[one] == of[other] and one != other and tied[one] and tied[other]:
            graph.add_edge(one, other)
    system = system_from_graph(graph)
    blank = {each: rng.random(count) >= known for each in TRAITS}
    usual = dict.fromkeys((*TRAITS, "orientation", "size"), np.full(count, 0.5))
    unknown = Unknown(blank, {}, usual, BELIEFS)
    return portrait_of(replace(system, unknown=unknown), ties_given)


CASES = {
    "one": dict(count=1, parts=1),
    "two": dict(count=2, parts=1),
    "twelve": dict(count=12),
    "forty with loners": dict(count=40, parts=4, alone=5),
    "as many as England": dict(count=205, parts=9, alone=12, known=0.8),
    "two thousand": dict(count=2000, parts=30, alone=100),
    "more than are drawn": dict(count=MOST_DOTS + 500, parts=5),
    "nothing known": dict(count=20, known=0.0),
    "ties not given": dict(count=20, ties_given=False),
    "nobody tied": dict(count=15, alone=15),
    "short names": dict(count=30, name="T", alone=2),
}


@pytest.mark.filterwarnings("ignore")  # on organisations without ties
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_picture_can_be_read_whatever_the_system(case):
    page = draw(portrait(**case), "A system of ours").page
    assert_readable(page)
    assert "A system of ours" in page.sentence


@pytest.mark.filterwarnings("ignore")
def test_every_organisation_has_a_dot_in_each_row_where_it_is_known_and_in_the_network():
    found = portrait(40, parts=4, alone=5, known=0.7)
    page = draw(found, "Ours").page
    dots = [
        sum(len(each.get_offsets()) for each in axes.findobj(PathCollection))
        for axes in page.figure.axes[1:]
    ]
    known = sum(int(np.isfinite(each).sum()) for each in found.scores.values())
    assert dots == [known, 40]


@pytest.mark.filterwarnings("ignore")
def test_who_has_no_ties_is_named_in_the_picture_and_in_its_words():
    found = portrait(20, parts=1, alone=1, name="Trust")
    picture = draw(found, "Ours")
    words = [text.get_text() for text, _ in written(picture.page)]
    assert found.isolated == ["Trust 0"]
    assert "Trust 0" in words
    assert "no ties (1)" in words
    assert "1 has none: Trust 0." in picture.words
    assert paragraph(found, "Ours") in picture.words


def test_the_title_says_what_is_furthest_from_england_and_whether_that_is_assumed():
    found = portrait(30, name="T")
    for trait, said in (("maturity", "digital maturity is above England's"),
                        ("capacity", "capacity is above what is assumed of England")):  # fmt: skip
        own = {**found.england, trait: type(found.own[trait])(0.95, 0.9, 1.0)}
        changed = replace(found, own=own)
        assert said in headline(changed, "Ours")


def test_no_two_organisations_stand_in_one_place():
    for parts, alone in ((1, 0), (4, 7), (9, 0)):
        places = laid_out(portrait(80, parts, alone))
        apart = np.linalg.norm(places[:, None] - places[None], axis=-1)
        assert apart[~np.eye(80, dtype=bool)].min() > 0.5
