"""`sim.sweep`: run many settings and keep each of them."""

from collections.abc import Iterable
from pathlib import Path

from sim.api.sweep_results import SweepResults, results
from sim.api.sweep_running import set_out
from sim.api.sweeps import run_sweep
from sim.study.sweep.machines import checked_shard, machine_of
from sim.study.sweep.typed import Wishes, design_of

REPLICATES = 64


def sweep(
    *plan: str,
    out: str | Path,
    replicates: int = REPLICATES,
    seed: int = 0,
    sample: int | None = None,
    method: str | None = None,
    ranges: str | None = None,
    one_at_a_time: bool = False,
    shard: tuple[int, int] | None = None,
    on: str = "local",
    retry: bool = False,
    months: int | None = None,
    at: int | None = None,
    config_dirs: Iterable[str | Path] = (),
) -> SweepResults:
    """Run every combination of settings that a store does not have yet, and keep each.

    Parameters
    ----------
    *plan : str
        What to change, as on the command line, with several values for some keys:
        ``"strategy=none,hin_playbook"``, ``"seed=range(1,9)"``, ``"replicates=64,256"``,
        ``"strategy.pilots=interval(1,8)"``; or a ready design, ``"sweep=strategy_by_budget"``.
    out : str or Path
        Folder of the store. What is in it already is not run again.
    replicates : int
        How many runs of each cell; more than before add to those that there are.
    seed : int
        Number from which all chance events follow, and the points of a sample.
    sample : int, optional
        How many points to draw from the ranges, ``key=interval(low,high)``.
    method : str, optional
        How they are drawn: ``"sobol"`` (the usual one; more points later add to these) or
        ``"lhs"``.
    ranges : str, optional
        ``"assumptions"``: the declared range of every assumption.
    one_at_a_time : bool
        Change one key at a time, from the plan as it is.
    shard : tuple of int and int, optional
        ``(3, 20)``: every twentieth batch of cells, from the third.
    on : str
        Where: ``"local"``, ``"local:4"`` (at once), or the address of a Dask scheduler,
        ``"dask://host:8786"``.
    retry : bool
        Run cells again that failed.
    months : int, optional
        Length of a run; the same as ``"clock.months=..."``.
    at : int, optional
        Month in which shares live are reported; 36 if absent, or the last one of a shorter run.
    config_dirs : iterable of str or Path
        Folders with presets of your own.

    Returns
    -------
    SweepResults
        The cells of the store.

    Raises
    ------
    UserError
        If anything asked is unknown or out of range, or if the folder holds something else. A cell
        that fails is no error: `SweepResults.failures` says why.

    Examples
    --------
    >>> found = sim.sweep("strategy=none,hin_playbook", "strategy.pilots=2,4,8", out="study")
    >>> found.frame()[["strategy", "strategy.pilots", "live_headline"]]
    """
    folders = [Path(each) for each in config_dirs]
    texts = [*plan, *([] if months is None else [f"clock.months={months}"])]
    wishes = Wishes(sample, method, ranges, one_at_a_time)
    design = design_of(texts, wishes, seed, replicates, folders)
    share = None if shard is None else checked_shard(shard)
    running = set_out(design, Path(out), at, folders)
    with machine_of(on) as machine:
        run_sweep(running, share, retry, machine.run)
    return results(out, folders)
