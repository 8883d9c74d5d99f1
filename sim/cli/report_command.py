"""`uptake report`: one web page of several plans, with a facilitator's pack for the workshop."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import messages
from sim.cli.options import lines_of, named
from sim.cli.progress import Progress, announce_compiling, progress
from sim.config import expand
from sim.config.command_lines import repeat
from sim.params import Scenario
from sim.study.stopping import FIRST_LOOK

if TYPE_CHECKING:
    from sim.page.schema import Payload
    from sim.report.store import Claim

MEGABYTE = 1e6


def report(
    overrides: Sequence[str],
    config_dirs: tuple[Path, ...],
    out: Path,
    overwrite: bool,
    replicates: int | None,
    seed: int,
    baseline: str | None,
    equal_start: bool,
    at: int | None,
    margin: float | None,
    parameter_draws: int | None,
    assumptions: str | None,
    fixed_assumptions: bool,
) -> int:
    """Write the page; returns the exit code."""
    from sim.page import html_file

    asked = named(assumptions, parameter_draws, fixed_assumptions)
    held = _claim(out, overwrite)
    folder = folder_of(overrides)
    if folder is None:  # report a misspelt key before the engine is loaded
        plans = expand(overrides, config_dirs)
        scenarios, runs = [each.scenario for each in plans], replicates or FIRST_LOOK
        from sim.cli.cautions import before_run

        before_run(plans, config_dirs)
    else:
        scenarios, runs = _kept(folder)
    from sim.page.build import file_payload
    from sim.page.inputs import PageOptions, compared_again, compared_from

    announce_compiling("ensemble", scenarios, runs)
    if folder is None:
        chosen = PageOptions(
            tuple(overrides), replicates, seed, config_dirs, baseline, equal_start, at,
            share_of(margin), asked, parameter_draws,
        )  # fmt: skip
        compared = compared_from(chosen, watch)
    else:
        compared = compared_again(
            folder, config_dirs, equal_start, watch, at, share_of(margin), asked, parameter_draws
        )
    data = file_payload(compared, watch)
    pack = html_file.write(data, held)
    _print_summary(data, out, pack)
    options = {
        "--replicates": None if folder else replicates, "--seed": None if folder else seed,
        "--baseline": baseline, "--equal-start": equal_start, "--at": at,
        "--margin": None if margin is None else f"{margin:g}",
        **lines_of(assumptions, parameter_draws, fixed_assumptions),
        "--config-dir": config_dirs, "--out": out, "--overwrite": overwrite,
    }  # fmt: skip
    messages.out(f"To repeat: {repeat('report', overrides, options)}")
    return 0


def _kept(folder: Path) -> tuple[list[Scenario], int]:
    """Return the scenarios and the replicates of a folder; say where copies stand in for files."""
    from sim.report.store import manifest
    from sim.report.store.verify import notes_on_copies

    kept = manifest.read(folder)
    for note in notes_on_copies(folder, kept):
        messages.note(f"Note: {note}")
    return [each.scenario for each in kept.plans], kept.replicates


def _claim(out: Path, overwrite: bool) -> "Claim":
    """Refuse a page that cannot be written, or that another run is writing, before computing."""
    from sim.page import html_file
    from sim.report.store.folder import hold

    html_file.claim(out, overwrite)
    held = hold(out)
    messages.CLAIMED.append(held)
    click.get_current_context().call_on_close(held.release)
    return held


def folder_of(overrides: Sequence[str]) -> Path | None:
    """Return the folder, if the user named one instead of presets and values; else None."""
    if len(overrides) == 1 and "=" not in overrides[0]:
        return Path(overrides[0])
    return None


def share_of(points: float | None) -> float | None:
    """Turn percentage points into a share of organisations; None stays None."""
    return None if points is None else points / 100


def watch(what: str) -> AbstractContextManager[Progress]:
    """Show progress on one part of the work, with the time left."""
    return progress(1, what)


def _costliest_gaps(data: "Payload") -> Iterator[str]:
    """Say which gap costs each plan most."""
    for plan in data["plans"]:
        ledger = data["ledger"]["plans"][plan["id"]]
        most = max(ledger["lost"], key=lambda each: each["mean"])
        yield (
            f"With “{plan['name']}” the {most['gap']} gap costs most by month {ledger['horizon']}: "
            f"{most['text']}."
        )


def _print_summary(data: "Payload", out: Path, pack: Path) -> None:
    lines = [("", data["headline"]), *((each["label"], each["text"]) for each in data["answer"])]
    for line in messages.answer(lines):
        messages.out(line)
    messages.out()
    messages.out(messages.paragraph(" ".join(_costliest_gaps(data))))
    messages.out()
    messages.out(f"Page: {out} ({out.stat().st_size / MEGABYTE:.1f} MB; opens offline)")
    messages.out(f"Facilitator's pack: {pack}")
