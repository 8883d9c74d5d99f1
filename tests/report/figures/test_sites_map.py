"""The map of organisations: colours, shapes and names that can be read from the back."""

import pytest
from made_sites import LIVE_NOW, about, site, sites
from readable import assert_readable

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
