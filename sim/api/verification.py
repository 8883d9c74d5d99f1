"""`uptake verify` for Python: saved results checked, and run again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sim.api.kept_sets import differences, number_of
from sim.report.store import manifest
from sim.report.store.verify import Verdict
from sim.report.store.verify import verify as compare_with_new_run
from sim.study.uncertainty.study import RUNS, SYSTEMS

OF_A_SET = SYSTEMS * RUNS


def runs_of(kept: manifest.Manifest) -> int:
    """Count the runs that checking takes: of every plan, then of every plan under every set."""
    return len(kept.plans) * (kept.replicates + number_of(kept) * OF_A_SET)


def verify(folder: str | Path, on_block: Callable[[int], None] | None = None) -> Verdict:
    """Check the files of a folder of results, run it again and compare every number.

    Parameters
    ----------
    folder : str or Path
        What `Result.save` or `uptake run` wrote.
    on_block : callable, optional
        Called with the replicates done so far, over all plans, then over their sets too.

    Returns
    -------
    sim.report.store.verify.Verdict
        `equal`, `same_findings`, `differences`, `other_bits`, `files` and `notes`.

    Raises
    ------
    UserError
        If the folder cannot be read, or no run can have written its manifest.
    """
    from sim.engines.simulate import simulate

    place = Path(folder)
    found = compare_with_new_run(place, simulate, on_block)
    kept = manifest.read(place)
    before = found.plans * found.replicates

    def beyond(done: int, _planned: int) -> None:
        if on_block is not None:
            on_block(before + done)

    under_sets = differences(place, kept, found.files, beyond)
    return replace(found, differences=(*found.differences, *under_sets), sets=kept.parameter_draws)
