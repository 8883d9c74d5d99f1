"""Two users of one computer, with one place for temporary files: neither runs the other's code.

python benchmarks/two_users.py      as root, which alone may become two users; a minute
"""

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from row import MissingError, Row

PROJECT = Path(__file__).parents[1]
HONEST, OTHER = 61_001, 61_002  # numbers of users that no computer gives out by itself
# Modules are loaded before root's rights are given up: Python itself may lie where only root reads.
ASK = """
import importlib, json, os, sys
for name in json.loads(sys.argv[2]):
    try:
        importlib.import_module(name)
    except Exception:
        pass
os.setgroups([]); os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv[1])); os.umask(0o022)
from sim.config import load
from sim.engines.simulate import simulate
from sim.engines.scalar import run_block
from sim.report.store.manifest import fingerprints
from sim.rules import code_folder
few = load(["system=one_ics", "system.organisations=9", "strategy=hin_playbook", "clock.months=6"])
told = fingerprints(simulate(few, 3, 5))
where = code_folder.place()
print(json.dumps({
    "told": told, "found": sum(run_block.stats.cache_hits.values()), "fault": where.fault,
    "folder": str(where.folder.parent), "modules": [m for m in sys.modules if m[:3] != "sim"],
}))
"""


class Trap:
    """Code that another user plants: it writes a file when it is unpickled."""

    def __init__(self, mark: Path):
        self.mark = mark

    def __reduce__(self) -> tuple[Any, tuple[str, str]]:
        """Make the file as soon as Numba reads this."""
        return open, (str(self.mark), "w")


def rows() -> list[Row]:
    """Let two users run the same, and one of them plant code for the other."""
    if os.name != "posix" or os.geteuid() != 0:
        raise MissingError("only root can become two users")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as around:
        place = Path(around, "tmp")
        place.mkdir()
        os.chmod(around, 0o755)
        place.chmod(0o1777)
        modules = _asked(0, place)["modules"]
        first = [_asked(user, place, modules) for user in (HONEST, OTHER)]
        again = _asked(HONEST, place, modules)
        return [_apart(place, first, again), *_planted(place, modules, first[0])]


def _apart(place: Path, first: list[dict[str, Any]], again: dict[str, Any]) -> Row:
    folders = [Path(each["folder"]) for each in first]
    private = all(each.stat().st_mode & 0o777 == 0o700 for each in folders)
    equal = first[0]["told"] == first[1]["told"] == again["told"]
    own = folders == [place / f"uptake-{user}" for user in (HONEST, OTHER)]
    return Row(
        "two users with one place for temporary files, and no home that can be written",
        "each has a private folder; equal numbers",
        f"{'private folders' if own and private else 'SHARED'}, "
        f"numbers {'equal' if equal else 'DIFFER'}",
        own and private and equal and again["found"] == 1,
        f"the next run of the first {'uses' if again['found'] else 'does not use'} its own code",
    )


def _planted(place: Path, modules: list[str], usual: dict[str, Any]) -> list[Row]:
    mine = place / f"uptake-{HONEST}"
    mark = place / "it-ran"
    pickle.loads(pickle.dumps(Trap(mark))).close()
    if not mark.exists():
        raise SystemExit("the trap does not work")
    mark.unlink()
    found = []
    for what, owner in (("before the first run", OTHER), ("in a folder that was open", HONEST)):
        for path in mine.rglob("*.nbi"):
            path.write_bytes(pickle.dumps(Trap(mark)))
            os.chown(path, OTHER, OTHER)
            path.chmod(0o644)  # a trap that nobody can read proves nothing
        for path in (mine, *(each for each in mine.rglob("*") if each.is_dir())):
            os.chown(path, owner, owner)
        told = _asked(HONEST, place, modules)
        safe = not mark.exists() and told["told"] == usual["told"]
        found.append(
            Row(
                f"code that another user planted {what}",
                "never run; equal numbers",
                "not run, numbers equal" if safe else "RUN",
                safe,
                f"the user is told why it is compiled again: {told['words']}",
            )
        )
        mark.unlink(missing_ok=True)
        if owner == OTHER:
            shutil.rmtree(mine)
            _asked(HONEST, place, modules)
    return found


def _asked(user: int, place: Path, modules: list[str] | None = None) -> dict[str, Any]:
    """Run the same small scenario as a user; returns what it told, and its warning in words."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(user), json.dumps(modules or [])], text=True, cwd=place,
        capture_output=True, env={
            "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(PROJECT), "TMPDIR": str(place),
            "HOME": "/dev/null", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "default",
        },
    )  # fmt: skip
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1]
        raise MissingError(f"another user cannot run Python here: {last}")
    told: dict[str, Any] = json.loads(done.stdout)
    warned = [each for each in done.stderr.splitlines() if "CompiledCodeWarning" in each]
    told["words"] = "" if not warned else _reason(warned[0])
    return told


def _reason(warning: str) -> str:
    """Return why code was not used or not kept, as a warning has it in brackets."""
    found = re.search(r"\(([^()]*)\)", warning)
    return "it was not said" if found is None else found[1]


if __name__ == "__main__":
    for row in rows():
        print(f"{row.what}: {row.measured} ({row.note})")
