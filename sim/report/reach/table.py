"""The table of an answer: one row for each plan; and all that was tried, for a file."""

from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import Any

from sim.report.reach.subject import Subject
from sim.report.reach.words import chance_cell, costs, gave_up, money, percent
from sim.study.reach.results import Found, Least, Status

NAME = 26  # columns of a plan's name
SAYS = {
    Status.START: "none: live at\nmonth 0", Status.FREE: "none", Status.OPEN: "cannot be told",
    Status.NONE: "no amount", Status.UNFUNDED: "none to scale", Status.DEAR: "costs more",
}  # fmt: skip


def heading(least: Least) -> list[str]:
    """Name the columns."""
    beside = _beside(least)
    same = [] if beside is None else [f"chance with\n{money(beside)} (%)"]
    return ["plan", "least money", "may be", "chance (%)", *same, "gave up"]


def rows(subject: Subject) -> list[list[str]]:
    """Return a row for each plan, the least money first."""
    least = subject.least
    order = sorted(range(len(least.plans)), key=lambda plan: _order(least, plan))
    return [[fill(subject.names[plan], NAME), *_cells(least, plan)] for plan in order]


def _order(least: Least, plan: int) -> tuple[int, float]:
    found = least.plans[plan]
    if plan == least.cheapest:
        return 0, 0.0
    if found.reaches:
        return 1, costs(found)
    return 2, -found.told.chance.mean if found.told is not None else 0.0


def _cells(least: Least, plan: int) -> list[str]:
    found = least.plans[plan]
    told = money(costs(found)) if found.status is Status.MONEY else SAYS[found.status]
    of = found.told if found.least is None else None
    chance, up = "-", "-"
    if found.least is not None:
        chance = chance_cell(found.least.point.chance)
        rate = gave_up(found.least.point.runs)
        up = "-" if rate is None else percent(rate)
    elif of is not None:
        chance = f"at most {round(100 * of.chance.mean)}"
    return [told, _range(found), chance, *_same(least, plan), up]


def _range(found: Found) -> str:
    if found.status is not Status.MONEY:
        return "-"
    low = money(max(found.low, found.first))
    return f"{low}\nor more" if found.high is None else f"{low} to\n{money(found.high)}"


def _same(least: Least, plan: int) -> list[str]:
    """Return the chance with as much money as the cheapest plan needs."""
    if _beside(least) is None:
        return []
    found = least.plans[plan]
    point = found.beside
    if plan == least.cheapest and found.least is not None:
        point = found.least.point
    return ["-" if point is None else f"{round(100 * point.chance.mean)}"]


def _beside(least: Least) -> float | None:
    """Return the cheapest plan's least money, if there are others to put beside it."""
    if least.cheapest is None or len(least.plans) == 1:
        return None
    cheapest = least.plans[least.cheapest]
    return costs(cheapest) if cheapest.status is Status.MONEY else None


def plan_records(subject: Subject) -> Iterator[dict[str, Any]]:
    """Give a record for each plan, for a file; money in pounds, chances and shares from 0 to 1."""
    for name, found in zip(subject.names, subject.least.plans, strict=True):
        check = found.least
        told = None if check is None else check.point
        yield {
            "plan": name,
            "found": str(found.status),
            "own_budget": found.own,
            "before_levers": found.first,
            "least_money": costs(found) if found.reaches else None,
            "low": found.low if found.status is Status.MONEY else None,
            "high": found.high,
            "too_little_again_from": found.again,
            **_chance("chance", None if told is None else told.chance),
            "sets_nearly_sure": None if check is None else check.nearly.sure,
            "sets_nearly_impossible": None if check is None else check.nearly.hardly,
            **_chance("chance_at_cheapest", None if found.beside is None else found.beside.chance),
            "highest_chance": None if found.best is None else found.best.chance.mean,
            "highest_chance_at": None if found.best is None else found.best.amount,
            "gave_up": None if told is None else gave_up(told.runs),
            "live_at_end": None if told is None else float(told.runs.of("live_end").mean()),
            "sites_pay": None if told is None else 1000 * float(told.runs.of("to_sites").mean()),
        }


def point_records(subject: Subject) -> Iterator[dict[str, Any]]:
    """Give a record for each plan and amount of money that was tried."""
    for name, found in zip(subject.names, subject.least.plans, strict=True):
        for each in found.points:
            yield {
                "plan": name, "money": each.amount, **_chance("chance", each.chance),
                "share_with_wanted_chance": each.share,
            }  # fmt: skip


def _chance(name: str, found: Any) -> dict[str, float | None]:
    ends: Sequence[float | None] = (
        (None, None, None) if found is None else (found.mean, found.low, found.high)
    )
    return dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))
