"""A recipe of CONTRIBUTING carried out in a temporary copy of the package.

    def test_a_lever_added_by_the_recipe_works_in_every_engine(tmp_path):
        copy = Copy(tmp_path)
        copy.replace('        "exemplar": Lever(', "...", within="sim/params")
        copy.write("configs/strategy/mine.yaml", "...")
        told = copy.engines("strategy=mine")
        assert told["mesa"] == told["scalar"] == told["lanes"]
        assert copy.changed == {"sim/params/lever_table.py", "configs/strategy/mine.yaml"}

The copy compiles its kernels again (half a minute for all engines), into its own folder.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).parent.parent
COPIED = ("sim", "configs")
ENGINES = {  # name -> arguments of `simulate`; and the fewest replicates for which lanes are used
    "mesa": ("mesa", 1),
    "scalar": ("ensemble", 65),
    "lanes": ("ensemble", 1),
}


@dataclass
class Copy:
    """A copy of the package and its presets in their own folder, to be changed and run.

    changed  the files that were edited or written, as paths from the project's folder
    """

    folder: Path
    more: tuple[str, ...] = ()
    changed: set[str] = field(default_factory=set)

    def __post_init__(self):
        left_out = shutil.ignore_patterns("__pycache__")
        for name in (*COPIED, *self.more):
            there = PROJECT / name
            if there.is_dir():
                shutil.copytree(there, self.folder / name, ignore=left_out)
            else:
                shutil.copy(there, self.folder / name)

    def replace(self, old, new, *, within="sim"):
        """Replace a text that occurs exactly once in a file or folder; returns the file's path."""
        start = self.folder / within
        files = [start] if start.is_file() else sorted(start.rglob("*.*"))
        texts = {each: each.read_text(encoding="utf-8") for each in files if _is_text(each)}
        found = [each for each, text in texts.items() for _ in range(text.count(old))]
        if len(found) != 1:
            raise StaleError(f"stands {len(found)} times within {within}, not once: {old!r}")
        path = found[0].relative_to(self.folder).as_posix()
        self.write(path, texts[found[0]].replace(old, new))
        return path

    def restore(self, path):
        """Restore a file to what it is in the project."""
        shutil.copy(PROJECT / path, self.folder / path)
        self.changed.discard(path)

    def write(self, path, text):
        """Write a whole file."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")
        self.changed.add(Path(path).as_posix())

    def python(self, *arguments, seconds=900):
        """Run Python in the copy, where `import sim` is the copy; returns the ended process.

        seconds  after which it hangs for sure: compiling takes minutes on a busy machine
        """
        return subprocess.run(
            [sys.executable, "-B", *arguments], cwd=self.folder, capture_output=True, text=True,
            timeout=seconds, env=self.environment(), check=False,
        )  # fmt: skip

    def environment(self):
        """Environment of a process in the copy: its own package first, its own compiled code."""
        paths = os.pathsep.join([str(self.folder), str(Path(__file__).parent)])
        return os.environ | dict(
            PYTHONPATH=paths, XDG_CACHE_HOME=str(self.folder / ".cache"), MPLBACKEND="Agg"
        )

    def says(self, code):
        """The output of a piece of Python; it is an error if it fails."""
        ended = self.python("-c", code)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def engines(self, *overrides, months=12):
        """Run a scenario in every engine: engine -> {what is counted: its digest}.

        Twelve replicates of twelve organisations; equal digests are equal bits.
        """
        call = f"recipes.engine_digests({overrides}, {months})"
        return json.loads(self.says(f"import json, recipes; print(json.dumps({call}))"))


class StaleError(AssertionError):
    """A text that a recipe or a mutant names is no longer where it was."""


def _is_text(file):
    return file.is_file() and file.suffix in (".py", ".yaml", ".md", ".js", ".css", ".html", ".csv")


def engine_digests(overrides, months=12):
    """Run a scenario in every engine of the imported package, as `Copy.engines` does.

    "ever live" is a number: organisations by the last month, of all replicates.
    """
    from sim import config
    from sim.engines import kernels, simulate

    scenario = config.load(["system.organisations=12", *overrides])
    scenario = replace(scenario, clock=replace(scenario.clock, months=months))
    usual, told = kernels.FEWEST_IN_LANES, {}
    for name, (engine, kernels.FEWEST_IN_LANES) in ENGINES.items():
        outcomes = simulate.simulate(
            scenario, 12, engine=engine, organisations=True, histories=True
        )
        told[name] = {
            each.name: hashlib.sha256(value.tobytes()).hexdigest()[:12]
            for each in fields(outcomes)
            if isinstance(value := getattr(outcomes, each.name), np.ndarray)
        } | {"ever live": int(outcomes.ever_live[:, -1].sum())}
    kernels.FEWEST_IN_LANES = usual
    return told
