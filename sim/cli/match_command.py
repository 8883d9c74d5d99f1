"""`uptake match`: make the sets of assumptions that fit what is known."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages
from sim.cli.claimed_folder import claimed_folder
from sim.cli.progress import announce_compiling, progress

if TYPE_CHECKING:
    from sim.study.matching.waves import Matched

NONE_FITS = 1


def match(out: Path, sets: int, waves: int, runs: int, seed: int) -> int:
    """Match the assumptions to the anchors, and write the sets that fit."""
    from sim.report.store.assumption_sets import write_sets
    from sim.study.matching.anchors import anchor_runs
    from sim.study.matching.plausible import as_sets, made, plausible

    announce_compiling("ensemble", [each.scenario for each in anchor_runs().values()], 1)
    with claimed_folder(out) as claimed:
        assert claimed is not None
        with progress(waves * runs, "Matching", "sets of assumptions") as counter:
            found = plausible(sets, waves, runs, seed, counter)
        for line in lines(found):
            messages.out(line)
        if len(found) == 0:
            messages.note("Nothing was written: no set of assumptions fits all that is known.")
            return NONE_FITS
        again = f"uptake match --out DIR --sets {sets} --waves {waves} --runs {runs} --seed {seed}"
        with claimed.writing() as inside:
            write_sets(inside, as_sets(found), made(found, seed, again))
    messages.out(f"{len(found)} sets that fit are in {claimed.target}.")
    return 0


def lines(found: "Matched") -> Iterator[str]:
    """Say what each wave came to."""
    for number, wave in enumerate(found.waves, 1):
        drawn = f"of {wave.proposed:,} sets drawn {wave.left:,} were not ruled out; "
        yield f"Wave {number}: {drawn * (number > 1)}{wave.run} were run, {wave.kept} fit."
