"""What the tests of saved runs share."""

import pytest


@pytest.fixture
def copied(saved, tmp_path):
    """A copy of a run that a test may damage."""
    place = tmp_path / "copy"
    place.mkdir()
    for each in saved.iterdir():
        (place / each.name).write_bytes(each.read_bytes())
    return place
