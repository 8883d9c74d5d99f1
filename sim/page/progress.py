"""Reports how far the making of a page has got."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from sim.study.runs import Progress

Watch = Callable[[str], AbstractContextManager[Progress | None]]


def unwatched(_what: str) -> AbstractContextManager[None]:
    """Do the work without reporting progress."""
    return nullcontext()
