"""The real curve of the guide on calibration, run in full: its numbers are those of the guide."""

import re
from pathlib import Path

import numpy as np
import pytest

import sim

GUIDE = (Path(__file__).parents[2] / "docs" / "how-to" / "calibrate.md").read_text(encoding="utf-8")
TABLE = re.search(r"<!-- file: us_hospitals.csv -->\n```text\n(.*?)```", GUIDE, re.S)


def said(pattern):
    """The number that the guide says."""
    found = re.search(pattern, " ".join(GUIDE.split()))
    assert found, pattern
    return float(found[1].replace(",", ""))


def test_the_guide_says_what_the_calibration_of_american_hospitals_finds(tmp_path):
    assert TABLE
    path = tmp_path / "us_hospitals.csv"
    path.write_text(TABLE[1], encoding="utf-8")
    found = sim.calibrate(
        path, "innovation=joined_up_data", "strategy=one_to_one", "strategy.start=24",
        column="basic_record_pct", total=4500, until="2012",
    )  # fmt: skip
    posterior, [group] = found.found.posterior, found.found.agreements
    assert 100 * group.miss == pytest.approx(said(r"were used by ([\d.]+) points"), abs=0.06)
    inside = [each.is_inside for each in group.dates]
    assert sum(inside[:5]) == said(r"and (\d) of 5 are in their band")
    assert sum(inside[5:]) == said(r"Of the 3 later years, (\d) (?:is|are)")
    assert 100 * posterior.size == pytest.approx(said(r"comes to ([\d.]+) points"), abs=0.06)
    assert posterior.near == said(r"([\d,]+) of 2,500 sets are not ruled out")
    assert posterior.effective == pytest.approx(said(r"they count as (\d+)"), abs=1)
    low, high = np.sort(posterior.leads)[[5, -6]]
    assert low == said(r"in nine sets in ten, (\d+) to \d+ months before June 2008")
    assert high == said(r"in nine sets in ten, \d+ to (\d+) months before June 2008")
    assert len(posterior.unread) == said(r"and of (\d+) nothing can be said")
