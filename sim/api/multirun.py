"""Jobs of a Hydra multirun as cells of a sweep: each job runs one cell, in whatever process."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.api.sweep_running import Running, set_out
from sim.api.sweeps import Done, run_sweep
from sim.config import preset_files
from sim.config.override_text import Override, split
from sim.config.overrides import value_of
from sim.outcomes import Outcomes
from sim.params.errors import UserError
from sim.report.sweeps.part_tables import DONE
from sim.report.sweeps.store import Store
from sim.report.sweeps.table import AGAIN, read
from sim.study.sweep.batches import Part, Task, run_task
from sim.study.sweep.typed import Wishes, design_of

OF_HYDRA = ("hydra.", "hydra/")
FOLDER = "hydra.sweep.dir"
DIGITS = 6  # of the digest in the name of a store


@dataclass(frozen=True)
class Line:
    """What a multirun is asked for; it is small, and can be sent to another process.

    overrides    as typed, without settings of Hydra
    config_dirs  folders with presets of the user's own
    beside       folder in which the store lies
    """

    overrides: tuple[str, ...]
    config_dirs: tuple[Path, ...]
    beside: Path
    replicates: int
    seed: int


@dataclass(frozen=True)
class Job:
    """What a job did.

    store     where its cell is kept
    failure   why it is not possible; empty if it is
    outcomes  of all its runs, if they were made now
    """

    store: Path
    failure: str
    outcomes: Outcomes | None


@dataclass(frozen=True)
class Ended:
    """What there is when all jobs have ended.

    failed   how a job was asked for -> what went wrong
    missing  how the jobs were asked for that left nothing
    """

    store: Path
    done: int
    failed: dict[str, str]
    missing: list[str]


def line_of(arguments: Sequence[str], usual: Path, replicates: int, seed: int) -> Line | None:
    """Read the command line of a multirun; None if no job will run, or only one.

    usual  folder in which stores lie if the line names none for the jobs

    Raises
    ------
    UserError
        If a key or value is impossible, or has a range instead of values.
    """
    from hydra._internal.utils import get_args_parser

    asked = get_args_parser().parse_args(list(arguments))
    settings = [text for text in asked.overrides if text.lstrip("+~").startswith(OF_HYDRA)]
    if not (asked.multirun or any("hydra.mode=MULTIRUN" in text for text in settings)):
        return None
    given = [] if asked.config_dir is None else [os.path.abspath(asked.config_dir)]
    config_dirs = preset_files.existing_folders(given)
    typed = (text for text in asked.overrides if text not in settings)
    line = Line(
        tuple(_plain(typed, config_dirs)), config_dirs, _folder(settings, usual), replicates, seed
    )
    running_of(line)  # what is wrong with it is said before any job runs
    return line


@cache
def running_of(line: Line) -> Running:
    """Set the sweep of a line out: one cell for each job, each a part of its own."""
    design = design_of(line.overrides, Wishes(), line.seed, line.replicates, line.config_dirs)
    place = line.beside / _name(design.keys, [each.text for each in design.fixed])
    return set_out(design, place, None, line.config_dirs, at_once=1)


def run_job(line: Line, overrides: Sequence[str], number: int) -> Job:
    """Run the cell of a job, unless the store has it.

    overrides  of the job
    number     that Hydra gives it

    Raises
    ------
    UserError
        If the store cannot be written.
    """
    running = running_of(line)
    place = _place(running, _values(_plain(overrides, line.config_dirs)), number)
    made: list[Outcomes] = []
    run_sweep(running, (place + 1, len(running.design)), machine=_keeping(made))
    name = running.name(place)
    failure = _failure(running.store, name, running.store.whole)
    return Job(running.store.place, failure, made[0] if made else None)


def ended(line: Line) -> Ended:
    """Look at what all jobs have left, in whatever process they ran."""
    running = running_of(line)
    store, failed, missing = Store(running.store.place), dict[str, str](), list[str]()
    whole = store.whole
    for number in running.numbers(None):
        asked = " ".join(each.text for each in running.design.cell(number).overrides)
        name = running.name(number)
        if not store.has(name):
            missing.append(asked)
        elif why := _failure(store, name, whole):
            failed[asked] = why
    done = len(running.design) - len(missing) - len(failed)
    return Ended(store.place, done, failed, missing)


def _failure(store: Store, name: str, whole: Sequence[str]) -> str:
    """Say why the one cell of a part failed, also when it was run again; empty if it is done."""
    of = [each for each in whole if each.partition(AGAIN)[0] == name]
    rows = [row for each in of for row in read(store, each, ["state", "failure"])[0].to_pylist()]
    is_done = any(row["state"] == DONE for row in rows)
    return "" if is_done or not rows else str(rows[-1]["failure"])


def _keeping(made: list[Outcomes]) -> Callable[[Iterable[Task], Done], Iterator[Part]]:
    """Make a machine that also keeps the outcomes of all runs of a cell."""
    from sim.engines.simulate import simulate

    def keeping(*asked: Any, first: int = 0, **more: Any) -> Outcomes:
        outcomes = simulate(*asked, first=first, **more)
        if not first:  # else they are only those that the store did not have
            made.append(outcomes)
        return outcomes

    def machine(tasks: Iterable[Task], done: Done) -> Iterator[Part]:
        return (run_task(task, done, keeping) for task in tasks)

    return machine


def _plain(texts: Iterable[str], config_dirs: Sequence[Path]) -> list[str]:
    """Leave the plus out that Hydra wants before a group of the user's own."""
    own = preset_files.own_groups(config_dirs)
    return [text.lstrip("+") if split(text).key in own else text for text in texts]


def _folder(settings: Sequence[str], usual: Path) -> Path:
    """Return where the store lies: with the jobs, if the line says by name where those go."""
    named = [text.partition("=")[2] for text in settings if text.partition("=")[0] == FOLDER]
    return Path(os.path.abspath(named[-1] if named and "$" not in named[-1] else usual))


def _name(keys: Sequence[str], fixed: Sequence[str]) -> str:
    """Name a store by what varies; the same line with more values finds it again."""
    digest = hashlib.sha256("\n".join([*sorted(keys), "", *sorted(fixed)]).encode()).hexdigest()
    words = [key.lstrip("+~").rpartition(".")[2] for key in keys[:3]]
    return "-".join([*words, digest[:DIGITS]])


def _place(running: Running, values: dict[str, Any], number: int) -> int:
    """Find the cell of a job: in Hydra's own order, or wherever another sweeper has it."""
    cells = len(running.design)
    for place in (*(each for each in (number,) if each < cells), *range(cells)):
        if _values_of(running.design.cell(place).overrides) == values:
            return place
    raise UserError("this job is none of those that the line asks for")


def _values(texts: Iterable[str]) -> dict[str, Any]:
    return _values_of(map(split, texts))


def _values_of(overrides: Iterable[Override]) -> dict[str, Any]:
    return {f"{each.sign}{each.key}": each.sign != "~" and value_of(each) for each in overrides}
