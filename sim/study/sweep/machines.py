"""Where the batches of a sweep run: what `--on` names."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from sim.engines.block_queue import cores
from sim.params.errors import UserError
from sim.study.sweep.batches import Part, Task
from sim.study.sweep.local import run_here

Run = Callable[[Iterable[Task], Callable[[bool], None]], Iterator[Part]]
LOCAL, DASK = "local", "dask:"
ADDRESSES = ("dask://", "tcp://", "tls://")
ALLOWED = "local, local:4 (at once), dask://host:8786 or dask:FILE of a scheduler"
MOST_AT_ONCE = 1024


@dataclass(frozen=True)
class Machine:
    """What runs batches.

    run    runs tasks and yields the part of each; called once a sweep
    words  what it is, for a line to the user: "2 at once on this computer"
    """

    run: Run
    words: str


def machine_of(text: str) -> AbstractContextManager[Machine]:
    """Return the machine that `--on` names; it is there once the context is entered.

    text  `local`, `local:4`, `dask://host:8786`, also `tcp://` and `tls://`, or
          `dask:scheduler.json`, the file that a scheduler writes

    Raises
    ------
    UserError
        If it names no machine; on entering, if nobody answers at the address, or somebody else.
    """
    typed = text.strip()
    if typed.startswith((DASK, *ADDRESSES)):
        from sim.study.sweep.cluster import cluster

        return cluster(typed)
    name, colon, count = typed.partition(":")
    if name != LOCAL:
        raise UserError(f"--on {text}: there is no such machine; give {ALLOWED}")
    workers = _at_once(text, count) if colon else cores()
    return nullcontext(Machine(partial(run_here, workers=workers), f"{workers} at once here"))


def shard_of(text: str) -> tuple[int, int]:
    """Read what `--shard` says: "3/20" is the third of twenty shares of a sweep.

    Raises
    ------
    UserError
        If it is no such share.
    """
    found = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", text.strip())
    if found is None:
        raise UserError(f"--shard {text}: write which share of how many, such as 3/20")
    return checked_shard((int(found[1]), int(found[2])))


def checked_shard(shard: tuple[int, int]) -> tuple[int, int]:
    """Return a share if there is such a one.

    Raises
    ------
    UserError
        If it is not one of its number.
    """
    one, of = shard
    if of < 1:
        raise UserError(f"--shard {one}/{of}: there is no share of {of}; give for example 1/20")
    if not 1 <= one <= of:
        raise UserError(
            f"--shard {one}/{of}: there is no such share; the first is 1/{of}, the last {of}/{of}"
        )
    return shard


def _at_once(text: str, count: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", count) or not 1 <= int(count) <= MOST_AT_ONCE:
        raise UserError(
            f"--on {text}: after local: comes how many batches run at once, "
            f"from 1 to {MOST_AT_ONCE}"
        )
    return int(count)
