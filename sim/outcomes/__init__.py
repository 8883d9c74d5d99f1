"""Counts made readable: labelled outcomes, intervals, and a plan's summary."""

from sim.outcomes.intervals import Interval, mean_interval, ratio_interval
from sim.outcomes.outcomes import Batch, Outcomes, gather, join, live_of
from sim.outcomes.summary import Row, summary

__all__ = [
    "Batch",
    "Interval",
    "Outcomes",
    "Row",
    "gather",
    "join",
    "live_of",
    "mean_interval",
    "ratio_interval",
    "summary",
]
