"""A lever is one row of `sim/params/lever_table.py`: all else follows from it, in every engine."""

import json
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from sim.params import Levers, Shares, Shift
from sim.params.lever_table import EVERYBODY, NOBODY, ROWS, Lever, checked
from sim.params.names import LEVERS

PROJECT = Path(__file__).parent.parent
TABLE = "sim/params/lever_table.py"
ADDED = """
        "roadshow": Lever(
            "a roadshow", "a demonstration that travels", 5.0, (0.6, 0.6, 0.6, 0.6, 0.6), EVERYBODY
        ),
        "school": Lever(
            "a school", "lessons for whoever is not live", 5.0, (0.6, 0.6, 0.6, 0.6, 0.6), NOT_LIVE
        ),
"""
RUN = """
import json
from dataclasses import replace
from sim import config
from sim.engines import simulate
from sim.outcomes.counts import empty_counts
from sim.process.settings import settings_of

def told(share):
    asked = config.load(["strategy=none", "system.organisations=12", "clock.months=40",
        "assumptions.base_awareness=0.5", "strategy.budget_per_organisation=5000", *share])
    block = simulate.blocks_of(asked, 3, range(12))[0]
    found = []
    for engine in ("agents", "records", "lanes"):
        counts = empty_counts(block.system, 12, 40, True, False)
        if engine == "agents":
            simulate._by_agents(asked, block.system, block.replicates, 3, counts)
        else:
            numbers = settings_of(asked, block.system.organisations)
            simulate.count_block(
                numbers, block.system, block.replicates, 3, counts, in_lanes=engine == "lanes"
            )
        assert not found or counts.stages.tolist() == found[-1], engine
        found.append(counts.stages.tolist())
    return int(counts.ever_live[:, -1].sum())

shares = ([], ["strategy.shares.roadshow=1"], ["strategy.shares.school=1"])
print(json.dumps([told(each) for each in shares]))
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the project to which two levers are added by the recipe."""
    folder = tmp_path_factory.mktemp("copy")
    for each in ("sim", "configs", "docs"):
        shutil.copytree(
            PROJECT / each, folder / each, ignore=shutil.ignore_patterns("__pycache__", "pictures")
        )
    table = folder / TABLE
    rows = table.read_text(encoding="utf-8")
    last = rows.rindex('        "exemplar": Lever(')
    table.write_text(rows[:last] + ADDED.lstrip("\n") + rows[last:], encoding="utf-8")
    return folder


def run(folder, *command):
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_row_more_is_a_lever_in_every_engine(copied):
    """The three tell the same, organisation for organisation, and each lever moves adoption."""
    without, roadshow, school = json.loads(run(copied, "-c", RUN))
    assert roadshow > 1.2 * without
    assert school > 1.2 * without


def test_a_row_more_is_listed_and_documented_without_a_further_word(copied):
    assert "a demonstration that travels" in run(copied, "-m", "sim", "list", "levers")
    before = {path: path.read_bytes() for path in copied.rglob("*.*") if path.suffix != ".pyc"}
    run(copied, "docs/parameter_table.py")
    after = {path: path.read_bytes() for path in copied.rglob("*.*") if path.suffix != ".pyc"}
    written = {"entities.md", "parameters.md"}
    assert {p.name for p in after if after[p] != before.get(p)} == written
    entities, page = (
        (copied / "docs" / "model" / name).read_text(encoding="utf-8") for name in sorted(written)
    )
    assert "| `roadshow` | a demonstration that travels |" in entities
    assert "| `roadshow` | 5 | 0.6 |" in page
    assert "`strategy.shares.roadshow`" in page


def test_a_lever_that_reaches_nobody_is_refused_when_the_program_starts(copied, tmp_path):
    shutil.copytree(copied / "sim", tmp_path / "sim")
    table = tmp_path / TABLE
    rows = table.read_text(encoding="utf-8")
    table.write_text(rows.replace("0.6), EVERYBODY", "0.6)"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import sim.params.names"],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].startswith(
        "ValueError: The lever 'roadshow' reaches nobody: say in sim/params/lever_table.py"
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (Lever("x", "x", 1.0, (0.1, 0.0, 0.0, 0.0, 0.0)), "reaches nobody"),
        (Lever("x", "x", 1.0, (0.1, 0.0, 0.0, 0.0, 0.0), NOBODY, "E7"), "reaches nobody"),
        (Lever("x", "x", 1.0), "reaches nobody"),
        (Lever("x", "x", 1.0, reaches=EVERYBODY), "closes no gap"),
    ],
)
def test_a_lever_that_would_take_money_and_do_nothing_is_refused(row, message):
    with pytest.raises(ValueError, match=f"The lever 'x' {message}"):
        checked({"x": row})


def test_a_lever_may_have_another_effect_alone():
    told = {
        "x": Lever("x", "x", 1.0, effect="E7"),
        "y": Lever("y", "y", 1.0, reaches=0, effect="E"),
    }
    assert checked(told) == told


def test_names_parameters_shares_and_shifts_are_those_of_the_rows_in_their_order():
    assert tuple(ROWS) == LEVERS
    for group in (Levers, Shares, Shift):
        assert tuple(each.name for each in fields(group)) == LEVERS
