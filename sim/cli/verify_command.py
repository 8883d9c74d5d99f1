"""`uptake verify`: check saved results, run them again, and put damaged files right."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages
from sim.cli.progress import announce_compiling, progress

if TYPE_CHECKING:
    from sim.report.store.file_digests import FilesFound
    from sim.report.store.verify import Verdict

DIFFERENT = 1
MOST_NAMED = 20  # files of the user's own that a note names


def verify(folder: Path, repair: bool) -> int:
    """Print what is as it was written and what is not; returns 0 if all is, else 1."""
    from sim.report.store.verify import looked_at

    kept, _ = looked_at(folder)  # refused, if it must be, before anything is prepared
    announce_compiling(kept.engine, [each.scenario for each in kept.plans], kept.replicates)
    from sim.api.verification import runs_of, verify

    with progress(runs_of(kept), "Running again") as counter:
        found = verify(folder, counter)
    for line in found.notes:
        messages.note(f"Note: {line}")
    for line in _lines(found):
        messages.out(line)
    if repair and not found.files.right:
        return _repair(folder, found)
    again = f"{messages.repeat('verify', (), {'': None})} {messages.quoted(str(folder))}"
    if found.files.known and not found.files.right:
        messages.out(f"To make these files again: {again} --repair")
    elif repair and not found.files.known:
        messages.out(
            "Nothing can be made again: the folder has no digests to tell which are right."
        )
    elif repair:
        messages.out("Nothing to repair: every file is as it was written.")
    messages.out(f"To repeat: {again}")
    return 0 if found.equal else DIFFERENT


def _lines(found: "Verdict") -> Iterator[str]:
    """Say what is wrong with files, then with numbers; one line if nothing is."""
    yield from files_in_words(found.files)
    for line in found.differences:
        yield f"Different: {line}"
    for line in found.other_bits:
        yield f"Other last digits: {line}"
    plans = "1 plan" if found.plans == 1 else f"{found.plans} plans"
    count = "1 run" if found.replicates == 1 else f"{found.replicates} runs"
    runs = f"{plans}, {count}, every month and series"
    if found.sets:
        runs += f"; {found.sets} {'set' if found.sets == 1 else 'sets'} of assumptions"
    if found.equal:
        kept = f"; all {found.files.whole} files are as they were written" * found.files.known
        yield f"Equal: {runs}{kept}."
    elif found.other_bits and found.same_findings:
        yield "No finding changes: no number that is reported shows so small a difference."
    elif found.same_findings:
        yield f"The numbers are equal ({runs}); only files differ."
    else:
        yield "Findings may change: do not mix these results with new ones; run the plans again."


def files_in_words(files: "FilesFound") -> Iterator[str]:
    """Name the files that are not as they were written, and those that are the user's own."""
    for name, why in files.changed.items():
        yield f"Changed: {name}{f' ({why})' if why else ''}"
    for name in files.missing:
        yield f"Missing: {name}"
    if files.extra:
        more = len(files.extra) - MOST_NAMED
        named = ", ".join(files.extra[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        yield f"Not written by this run, so left alone: {named}"


def _repair(folder: Path, found: "Verdict") -> int:
    """Make a whole new run and take from it the files that are not as they were written."""
    from sim.api.repair import repair

    with progress(1, "Making the files again") as counter:
        done = repair(folder, counter)
    same = [name for name in done.files if name not in done.renewed]
    if same:
        messages.out(f"Made again, byte for byte as it was written: {', '.join(same)}")
    if done.renewed:
        messages.out(
            f"Made again, with the same numbers in other bytes: {', '.join(done.renewed)} "
            f"({done.why}); the manifest holds the new digests"
        )
    messages.out("Repaired: every file is as its manifest says.")
    return 0 if not found.differences and not found.other_bits else DIFFERENT
