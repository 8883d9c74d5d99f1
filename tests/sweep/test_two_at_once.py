"""Two processes at work on one store."""

import os
import subprocess
import sys
from pathlib import Path

from small_sweeps import CELLS, IMPOSSIBLE, contents, sweep

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LINE = "import sys; from small_sweeps import sweep; print(sweep(sys.argv[1]).failed)"


def test_two_at_once_on_one_store_leave_what_one_leaves(tmp_path):
    paths = os.pathsep.join(map(str, (ROOT, HERE)))
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", LINE, str(tmp_path / "both")],
            env=os.environ | {"PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    count = sweep(tmp_path / "one")
    assert (count.done, count.failed) == (CELLS, IMPOSSIBLE)
    assert [each.communicate(timeout=120)[0] for each in begun] == [f"{IMPOSSIBLE}\n"] * 2
    assert contents(tmp_path / "both") == contents(tmp_path / "one")
