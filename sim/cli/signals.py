"""Requests to stop: Ctrl-C, and what schedulers, containers and closed terminals send."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

KINDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last on Windows only: Ctrl-Break
SAME = 1.0  # seconds; `timeout` signals a process, and then its group, which it is in
BASE = 128  # what a shell adds to the number of a signal
CTRL_C = BASE + signal.SIGINT


class Stopped(KeyboardInterrupt):
    """Somebody asks the command to stop; whatever heeds Ctrl-C heeds it too."""

    def __init__(self, number: int):
        super().__init__(number)
        self.number = number


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Turn each request to stop into `Stopped`, in the main thread.

    It stays one if a library that it interrupts fails over it with an error of its own.
    """
    last, heard = -SAME, 0

    def stop(number: int, _frame: Any) -> None:
        nonlocal last, heard
        before, last = last, time.monotonic()
        if last - before >= SAME:  # else it is heard already, and what it stopped cleans up
            heard = number
            raise Stopped(number)

    found = [getattr(signal, name) for name in KINDS if hasattr(signal, name)]
    replaced = {}
    for each in found:
        if signal.getsignal(each) in (signal.SIG_DFL, signal.default_int_handler):  # not nohup's
            with suppress(ValueError):  # only the main thread hears signals
                replaced[each] = signal.signal(each, stop)
    try:
        yield
    except Exception as error:
        if heard:
            raise Stopped(heard) from error
        raise
    finally:
        for each, handler in replaced.items():
            signal.signal(each, handler)


def exit_code(stop: KeyboardInterrupt) -> int:
    """Return the exit code that a shell gives what a signal stopped: 130 for Ctrl-C."""
    return BASE + getattr(stop, "number", signal.SIGINT)


def leave(code: int) -> None:
    """End the process at once: threads that still compute have nothing left to write."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
