"""`uptake sweep`: every combination of settings, each kept as soon as it has run."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from click.core import ParameterSource

from sim.cli import messages
from sim.cli.progress import announce_compiling, progress
from sim.params.errors import UserError
from sim.study.sweep.design import OWN, SEED

if TYPE_CHECKING:
    from sim.api.sweep_running import Count, Running

MOST_CELLS = 100_000  # without being asked whether that many are meant
LISTED = 10  # failed cells
EVERY = 10.0  # seconds between lines of a log


def sweep(
    overrides: tuple[str, ...],
    config_dirs: tuple[Path, ...],
    out: Path,
    replicates: int,
    seed: int,
    months: int | None,
    at: int | None,
    sample: int | None,
    method: str | None,
    ranges: str | None,
    one_at_a_time: bool,
    shard: str | None,
    on: str,
    retry: str | None,
    log: Path | None,
    yes: bool,
) -> int:
    """Run the cells that are missing; returns the exit code: 1 if any of them failed."""
    from sim.api.sweep_running import set_out
    from sim.api.sweeps import run_sweep
    from sim.study.sweep.machines import LOCAL, machine_of, shard_of
    from sim.study.sweep.typed import Wishes, design_of

    texts = (*overrides, *(() if months is None else (f"clock.months={months}",)))
    wishes = Wishes(sample, method, ranges, one_at_a_time)
    design = design_of(texts, wishes, seed, replicates, config_dirs)
    _refuse_twice(overrides, design.sample is not None)
    share = None if shard is None else shard_of(shard)
    running = set_out(design, out, at, config_dirs)
    _refuse_too_many(running, yes)
    if running.first is not None:
        announce_compiling("ensemble", [running.first], replicates)
    with (
        machine_of(on) as machine,
        progress(len(design), "Running", "cells") as bar,
        _log(log) as write,
    ):
        if on != LOCAL:
            messages.note(f"Running on {machine.words}.")

        def tell(count: "Count") -> None:
            bar(count.before + count.done, count.cells)
            write(count)

        try:
            count = run_sweep(running, share, retry == "failed", machine.run, tell)
        except KeyboardInterrupt as stop:
            stop.add_note(f"the cells so far are kept in {out}, and the same line goes on there")
            raise
    return _report(running, count)


def _refuse_twice(overrides: Sequence[str], has_sample: bool) -> None:
    """Refuse a seed, or a number of runs, that is given as a key and as an option too.

    has_sample  whether points are drawn: those follow from --seed, whatever seeds cells have
    """
    context = click.get_current_context(silent=True)
    typed = {text.partition("=")[0].strip(): text for text in overrides}
    for key in OWN:
        source = None if context is None else context.get_parameter_source(key)
        is_several = "," in typed.get(key, "")
        if (
            key in typed
            and source is ParameterSource.COMMANDLINE
            and not (key == SEED and has_sample and is_several)
        ):
            raise UserError(f"{typed[key]} and --{key} are both given; give one of them")


def _refuse_too_many(running: "Running", yes: bool) -> None:
    """Ask again before a sweep that may last for hours."""
    from sim.engines.block_queue import cores

    cells = len(running.design)
    if cells > MOST_CELLS and not yes:
        lasts = _duration(cells * running.seconds / cores())
        raise UserError(
            f"this line makes {cells:,} cells, about {lasts} of computing here; give fewer values, "
            "or add --yes if you mean it"
        )


def _report(running: "Running", count: "Count") -> int:
    """Say what there is now, and what failed."""
    from sim.api.sweep_results import results

    place = running.store.place
    for name, wrong in count.damaged.items():
        messages.note(f"Note: {wrong} was not as written; the cells of part {name} ran again.")
    for wrong in running.store.damaged.values():
        messages.note(f"Note: {wrong} is not as written; the line that it came from runs it again.")
    if count.done and count.before:
        _tell_versions(running)
    cells = "cell" if count.done == 1 else "cells"
    ran = f"{count.done:,} {cells} run now" if count.done else "nothing left to run"
    before = f", {count.before:,} were there before" if count.before else ""
    share = "" if count.cells == len(running.design) else " of this share"
    messages.out(f"{ran}{before}: {count.cells:,} of {count.cells:,}{share} in {place}")
    if count.failed:
        failures = results(place).failures
        messages.out(f"{len(failures):,} failed:")
        for asked, why in list(failures.items())[:LISTED]:
            messages.out(f"  {messages.hanging(f'{asked}: {why}', 4)}")
        if len(failures) > LISTED:
            messages.out(
                f"  and {len(failures) - LISTED:,} more: uptake results {place} --csv FILE"
            )
        messages.out("To run them again: the same line with --retry failed")
    messages.out(f"To see what was found: uptake results {messages.quoted(str(place))} --plot")
    return 1 if count.failed else 0


def _tell_versions(running: "Running") -> None:
    """Say if cells that were there may be of other versions of what draws and computes."""
    from sim.report.store.versions import NUMERIC, versions

    here = versions()
    was = {
        f"{name} {said}"
        for each in running.store.designs()
        for name in NUMERIC
        if (said := each.said["versions"].get(name)) not in (None, here[name])
    }
    if was:
        messages.note(
            f"Note: some cells were run with {', '.join(sorted(was))}, which is not what is "
            "installed now; last digits may differ. For all alike, name a new folder with --out."
        )


@contextmanager
def _log(path: Path | None) -> Iterator["Log"]:
    """Write how far a sweep is into a file, for whoever is not at its terminal."""
    if path is None:
        yield Log(None)
        return
    try:
        with path.open("a", encoding="utf-8") as file:
            log = Log(file)
            yield log
            log.last()
    except OSError as error:
        raise UserError(f"--log {path}: {error.strerror or error}") from None


class Log:
    """Lines on the progress of a sweep, some seconds apart."""

    def __init__(self, file: IO[str] | None) -> None:
        self.file, self.began, self.written = file, time.monotonic(), 0.0
        self.count: Count | None = None
        self.lock = threading.Lock()

    def __call__(self, count: "Count") -> None:
        """Write a line if the last was some time ago."""
        self.count = count
        with self.lock:
            if self.file is not None and time.monotonic() - self.written >= EVERY:
                self.written = time.monotonic()
                self._write(count)

    def last(self) -> None:
        """Write the last line."""
        if self.count is not None:
            self._write(self.count)

    def _write(self, count: "Count") -> None:
        assert self.file is not None
        rate = count.done / max(1e-9, time.monotonic() - self.began)
        left = count.cells - count.before - count.done
        self.file.write(
            f"{datetime.now(UTC).isoformat(timespec='seconds')} "
            f"{count.before + count.done} of {count.cells} cells, {count.failed} failed, "
            f"{rate:.1f} a second, {_duration(left / rate)} left\n"
        )
        self.file.flush()


def _duration(seconds: float) -> str:
    """Say how long something takes, about."""
    for size, word in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {word}"
    return f"{seconds:.0f} seconds"
