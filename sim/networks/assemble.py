"""Builds a system from columns and ties, whether from files, a graph or a matrix."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.networks.system import Arrays, Floats, System, Whole, ties_as_rows
from sim.networks.ties import usual_trust
from sim.params import System as SystemParameters

EVERYWHERE, ORGANISATION = "Everywhere", "Organisation"


def assembled(
    columns: Mapping[str, np.ndarray],
    one: Whole,
    other: Whole,
    trust: Floats,
    parameters: SystemParameters,
    drawn: bool,
) -> System:
    """Build a system; where a column is missing, the system's value applies.

    columns     named as in the CSV files, each [N]; "name" is required
    one, other  int64[ties]    the two ends of each tie, each pair once
    trust       float64[ties]  > 0, at most 1; NaN where nothing is said
    """
    n = len(columns["name"])

    def column(name: str, default: Any, kind: Any = float) -> np.ndarray:
        return np.asarray(columns[name] if name in columns else np.full(n, default), kind)

    def number(name: str, default: str) -> tuple[Whole, tuple[str, ...]]:
        return _numbered(column(name, default, np.str_))

    type, types = number("type", ORGANISATION)
    region, regions = number("region", EVERYWHERE)
    size, maturity = column("size", 1.0), column("maturity", parameters.maturity)
    trust = np.where(np.isnan(trust), usual_trust(parameters, type[one] == type[other]), trust)
    starts, peers, along = ties_as_rows(n, one, other, trust)
    arrays = Arrays(
        type=type,
        region=region,
        deprived=column("deprived", False, bool),
        orientation=column("orientation", parameters.orientation),
        maturity=maturity,
        capacity=column("capacity", parameters.capacity),
        culture=column("culture", parameters.culture),
        finance=column("finance", parameters.finance),
        legacy=column("legacy", parameters.legacy),
        size=size / size.mean(),
        board_interval=column("board_interval", parameters.board_interval, np.int64),
        approvals=column("approvals", parameters.approvals, np.int64),
        starts=starts,
        peers=peers,
        trust=along,
        by_maturity=np.argsort(maturity, kind="stable"),
    )
    return System(arrays, tuple(columns["name"].tolist()), types, regions, drawn)


def _numbered(words: np.ndarray) -> tuple[Whole, tuple[str, ...]]:
    """Give each distinct word a number by first appearance; returns int64[N] and the words."""
    found, first, places = np.unique(words, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    return number[places], tuple(found[order].tolist())
