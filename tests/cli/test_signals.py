"""Whoever asks a command to stop, it stops as with Ctrl-C: one line, and nothing half-written."""

import os
import signal
import threading

import pytest

from sim import cli
from sim.cli import signals
from sim.engines.block_queue import Job, side_by_side

SMALL = ["system=one_ics", "system.organisations=9", "--months", "6", "--replicates", "8"]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to one process")


def sent(number):
    """Do something in whose middle a request to stop arrives."""

    def stop(*_, **__):
        signal.raise_signal(number)
        raise AssertionError("it was not heard")

    return stop


def test_each_kind_of_request_stops_a_command_and_has_its_own_exit_code(
    uptake, elsewhere, monkeypatch
):
    for name in signals.KINDS:
        if hasattr(signal, name):
            number = getattr(signal, name)
            default = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
            before = signal.signal(number, default)  # whoever runs the tests may ignore it
            monkeypatch.setattr("sim.report.store.tables.write_parquet", sent(number))
            try:
                code, _, err = uptake("run", *SMALL, "--out", "runs/one")
            finally:
                signal.signal(number, before)
            assert (code, err) == (128 + number, "uptake: stopped; nothing was written\n")
            assert not (elsewhere / "runs").exists()


def test_a_stop_after_the_results_are_whole_says_so(uptake, elsewhere, monkeypatch):
    monkeypatch.setattr("sim.cli.options._print_last", sent(signal.SIGTERM))
    code, _, err = uptake("run", *SMALL, "--no-figures", "--out", "one")
    assert (code, err) == (143, "uptake: stopped; one was written\n")
    assert (elsewhere / "one" / "manifest.json").exists()


def test_a_stop_stays_one_if_what_it_interrupts_fails_over_it(uptake, elsewhere, monkeypatch):
    def fails(*_, **__):
        try:
            signal.raise_signal(signal.SIGTERM)
        except KeyboardInterrupt:
            raise AttributeError("half-made") from None

    monkeypatch.setattr("sim.config.composer.composed", fails)
    code, _, err = uptake("run", *SMALL)
    assert (code, err) == (143, "uptake: stopped; nothing was written\n")


def test_the_handlers_of_whoever_calls_a_command_are_there_again_afterwards(uptake):
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    uptake("--version")
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


@posix
def test_what_is_to_outlive_its_terminal_does():
    """`nohup` lets a command ignore that its terminal is closed."""
    lived, before = [], signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals.stopped_by_signals():
            signal.raise_signal(signal.SIGHUP)
            lived.append(signal.getsignal(signal.SIGHUP))
    finally:
        signal.signal(signal.SIGHUP, before)
    assert lived == [signal.SIG_IGN]


def test_the_same_request_sent_twice_does_not_disturb_what_the_first_cleans_up():
    """`timeout` signals a process, and then its group."""
    cleaned = []

    def stopped_twice():
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)
            cleaned.append(True)

    with signals.stopped_by_signals(), pytest.raises(signals.Stopped):
        stopped_twice()
    assert cleaned


def test_a_stop_does_not_wait_for_compiled_code_that_runs():
    """Compiled code in a thread hears nothing; a block of a large system takes minutes."""
    go_on, begun = threading.Event(), threading.Event()

    def batch(block):
        if block == "runs on":
            begun.set()
            go_on.wait(60)
        else:
            begun.wait(60)
            raise signals.Stopped(signal.SIGTERM)

    with pytest.raises(signals.Stopped):
        list(side_by_side([Job(["stops", "runs on"], batch, list), Job(["waits"], batch, list)], 2))
    assert begun.is_set()
    assert not go_on.is_set()
    go_on.set()


def test_a_signal_in_another_thread_is_none_of_ours():
    """Python hears signals in its main thread only; a command in another one runs all the same."""
    codes = []
    thread = threading.Thread(target=lambda: codes.append(cli.status(["--version"])))
    thread.start()
    thread.join()
    assert codes == [0]


def test_a_sweep_that_is_stopped_says_that_its_cells_are_kept(uptake, elsewhere, monkeypatch):
    monkeypatch.setattr("sim.api.sweeps._kept", sent(signal.SIGINT))
    code, _, err = uptake("sweep", *SMALL, "strategy.pilots=1,2", "--out", "study")
    assert code == 130
    assert err.endswith("the cells so far are kept in study, and the same line goes on there\n")
