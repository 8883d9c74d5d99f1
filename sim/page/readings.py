"""Which counters each outcome reads, as data: the page works outcomes out from them by itself."""

from dataclasses import asdict
from typing import Any, cast

from sim.outcomes import Outcomes
from sim.outcomes.declare import filled
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcome_table import OUTCOMES
from sim.outcomes.samples import DEPRIVED, ELSEWHERE
from sim.outcomes.unapproved import unapproved_exposure
from sim.outcomes.units import POUNDS, Unit
from sim.page.schema import ReadAs, Reads, Reckoned, Saying, Term, UnitWords
from sim.page.words import SERIES
from sim.params.names import ABANDONED, EMBEDDED, IMPLEMENTING

SHOWN = (
    "live", "embedded", "time_to_half", "waiting", "abandoned", "dip", "exposure", "equity_gap",
    "spend",
)  # fmt: skip
FOR_THE_PRICE = ("live_end", "exposure_each")


def reckoned(horizon: Horizon) -> list[Reckoned]:
    """List the outcomes that the page works out, with what each reads."""
    return [_reckoned(key, horizon) for key in (*SHOWN, *FOR_THE_PRICE)]


def series() -> dict[str, list[Term]]:
    """Return which counters each curve of the page reads: a share of the organisations by month."""
    stages = {
        "live": (IMPLEMENTING, EMBEDDED), "embedded": (EMBEDDED,), "abandoned": (ABANDONED,),
    }  # fmt: skip
    return {name: [_term("stages", stage) for stage in stages[name]] for name in SERIES}


def areas_of(outcomes: Outcomes) -> list[int]:
    """Return the places of two groups among the groups of a plan: elsewhere, and deprived areas."""
    return [outcomes.groups.index(each) for each in (ELSEWHERE, DEPRIVED)]


def unapproved_of(outcomes: Outcomes) -> list[float]:
    """Return the exposure by month where an organisation of average size is not live; empty: none.

    What is not counted in it is all exposure where the innovation is live.
    """
    found = unapproved_exposure(outcomes).sum(axis=0)
    away = (outcomes.all_size[:, None] - outcomes.live_size[:, :-1]).sum(axis=0)
    each = [float(one / size) if size > 0 else 0.0 for one, size in zip(found, away, strict=True)]
    return each if any(each) else []


def _reckoned(key: str, horizon: Horizon) -> Reckoned:
    row = OUTCOMES[key]
    low, high = row.bounds or (None, None)
    change: Saying | None = None
    if row.change is not None:
        unit = _words(row.change.unit)
        change = {"unit": unit, "more": row.change.more, "less": row.change.less}
    return {
        "key": key, "label": filled(row.title, horizon), "shown": key in SHOWN,
        "better": cast(Any, row.better), "explain": filled(row.explain, horizon),
        "behind": list(dict.fromkeys(row.behind)), "unit": _words(row.said or POUNDS),
        "change": change, "low": low, "high": high, "reads": _reads(key, horizon),
    }  # fmt: skip


def _words(unit: Unit) -> UnitWords:
    return cast(UnitWords, asdict(unit))


def _reads(key: str, horizon: Horizon) -> Reads:
    month, end = horizon.month, horizon.end
    live = [_term("stages", IMPLEMENTING), _term("stages", EMBEDDED)]
    ever = [_term("ever_live")]
    rows: dict[str, Reads] = {
        "live": _row("share", live, month),
        "live_end": _row("share", live, end),
        "embedded": _row("share", [_term("stages", EMBEDDED), _term("locked_in", sign=-1)], end),
        "waiting": _row("share", [_term("ever_live", sign=-1)], end, total=True, plus=float(end)),
        "abandoned": _row("ratio", [_term("ever_abandoned")], end, ever),
        "dip": _row("ratio", [_term("by_age_sum", sign=-1)], 0, [_term("by_age_count")]),
        "exposure": _row("share", [_term("exposure")], end, total=True),
        "exposure_each": _row(
            "ratio", [_term("exposure"), _term("unapproved", sign=-1)], end, ever, total=True
        ),
        "equity_gap": _row("gap", live, end),
        "time_to_half": _row("half", live, end),
        "spend": _row("spend", [], end, total=True),
    }
    return rows[key]


def _term(count: str, stage: int | None = None, sign: int = 1) -> Term:
    return {"count": count, "stage": stage, "sign": sign}


def _row(
    kind: ReadAs, above: list[Term], at: int, below: list[Term] | None = None,
    total: bool = False, plus: float = 0.0,
) -> Reads:  # fmt: skip
    return {"kind": kind, "above": above, "below": below or [], "at": at, "total": total,
            "plus": plus}  # fmt: skip
