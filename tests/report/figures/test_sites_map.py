"""The map of organisations: colours, shapes and names that can be read from the back."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_sites import LIVE_NOW, about, site, sites
from readable import assert_readable

import sim
from sim.cli.new_command import new
from sim.report.figures.sites_map import sites_map

COUNTS = [1, 2, 12, 40, 205]


@pytest.mark.parametrize("count", COUNTS)
def test_a_map_can_be_read_from_the_back_of_the_room(count):
    chances = [dict(chances=(about(0.0), about(each))) for each in (0.0, 0.5, 0.9)]
    bands = [LIVE_NOW, *chances]
    each = [site(f"Long name of hospital {k}", **bands[k % 4]) for k in range(count)]
    regions = tuple(f"Region {k % 5}" for k in range(count))
    ties = tuple((k, (7 * k + 1) % count) for k in range(count) if k != (7 * k + 1) % count)
    picture = sites_map(sites(*each, regions=regions, ties=ties))
    assert_readable(picture.page)
    assert "organisation" in picture.words


def said_on(picture):
    return " ".join(" ".join(each.get_text().split()) for each in picture.page.figure.texts)


def test_the_map_says_that_ties_are_drawn_anew_and_not_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new(Path("mine"))
    drawn = replace(sites(site()), scenario=sim.load(["mine", "system.ties_file=drawn"]))
    assert "Ties are drawn anew in each system, and not shown." in said_on(sites_map(drawn))
    assert "Lines: ties." not in said_on(sites_map(drawn))
    two = sites(site("A"), site("B"), ties=((0, 1),))
    assert "Lines: ties." in said_on(sites_map(two))
    assert "Lines" not in said_on(sites_map(replace(two, ties=())))
