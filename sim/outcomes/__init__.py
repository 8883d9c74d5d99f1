"""Counts made readable: labelled outcomes, intervals, and a plan's summary."""

from sim.outcomes.intervals import Interval, mean_interval, ratio_interval
from sim.outcomes.outcomes import Batch, Live, Outcomes, gather, gather_live, join, live_of
from sim.outcomes.summary import Row, summary

__all__ = [
    "Batch",
    "Interval",
    "Live",
    "Outcomes",
    "Row",
    "gather",
    "gather_live",
    "join",
    "live_of",
    "mean_interval",
    "ratio_interval",
    "summary",
]
