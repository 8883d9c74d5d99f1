"""What the tests of sweeps share."""

import pytest
from small_sweeps import Sweeps


@pytest.fixture
def sweeps(tmp_path):
    return Sweeps(tmp_path / "study")
