"""What the lines of a calibration say of one date and of several."""

import pytest

from sim.report.calibration import _in_band


@pytest.mark.parametrize(
    ("inside", "count", "said"),
    [
        (0, 1, "The one later date, which was not used, is outside its band."),
        (1, 1, "The one later date, which was not used, is in its band."),
        (0, 3, "Of 3 later dates, which were not used, none are in the band."),
        (1, 3, "Of 3 later dates, which were not used, 1 is in the band."),
        (3, 3, "Of 3 later dates, which were not used, 3 are in the band."),
    ],
)
def test_dates_in_their_band_are_said_as_one_none_or_many(inside, count, said):
    assert _in_band(inside, count, "later date", unused=True) == said
