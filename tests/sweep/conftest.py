"""What the tests of sweeps share."""

import pytest
from sweep_stores import Sweeps


@pytest.fixture
def sweeps(tmp_path):
    return Sweeps(tmp_path / "study")
