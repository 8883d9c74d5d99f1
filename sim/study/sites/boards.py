"""When each organisation next meets a board, from the runs of the plan as it is."""

import numpy as np

from sim.engines.kernels import begun_of
from sim.networks.system import System, Whole
from sim.params import Scenario
from sim.params.names import DECIDING
from sim.process.settings import Settings, timeline_of
from sim.rules import factors
from sim.study.sites.base import Base, systems_of
from sim.study.sites.records import Boards

NONE = -1  # in a run in which it meets no board
ENDS = (0.1, 0.5, 0.9)


def first_boards(scenario: Scenario, seed: int, base: Base) -> Whole:
    """Return the month in which each organisation first meets a board; int64[R, N], or NONE.

    The months in which boards meet are drawn for each run, as in the model: nobody's file says
    them.
    """
    found = np.full(base.stages[:, 0].shape, NONE, np.int64)
    for system, runs in systems_of(scenario, seed, len(base.stages)):
        p = timeline_of(scenario, system.organisations).rows[0]
        start = begun_of(system, p, seed, runs).start
        approvals = start.brought["approvals"] if start.brought.size else np.zeros_like(start.phase)
        found[runs] = _met(base.stages[runs], start.phase, approvals, system, p)
    return found


def _met(stages: np.ndarray, phase: Whole, approvals: Whole, system: System, p: Settings) -> Whole:
    """Find the first month in which a board that has yet to approve meets."""
    months = np.arange(stages.shape[1] - 1)
    interval = system.arrays.board_interval
    needed = np.array([factors.approvals_needed(int(k), p.fewer_boards) for k in
                       system.arrays.approvals])  # fmt: skip
    due = (-months[:, None]) % interval  # [T, N]
    deciding = stages[:, :-1] == DECIDING
    # Whoever is buying at month 0 has met its boards, until it comes back to them
    buying = np.logical_and.accumulate(deciding, axis=1) & (approvals >= needed)[:, None]
    meets = deciding & ~buying & (phase[:, None] == due)
    first: Whole = np.where(meets.any(axis=1), meets.argmax(axis=1), NONE)
    return first


def boards_of(met: Whole, live: np.ndarray, interval: int) -> Boards | None:
    """Summarise the first boards of one organisation over runs; None if it meets none in any.

    Runs in which it is live at the start, as a pilot is, say nothing of its boards: they are left
    out.

    met   int64[R]
    live  bool[R]  where it is live at month 0
    """
    met = met[~live]
    there = met[met != NONE]
    if not there.size:
        return None
    low, middle, high = (int(k) for k in np.quantile(there, ENDS, method="inverted_cdf"))
    return Boards(low, middle, high, float(1 - there.size / met.size), interval)
