"""The usual dials of a file, and reading the dials that a user types."""

from collections.abc import Sequence

from sim.config import keys
from sim.page.answers import Base
from sim.page.dials import PILOTS, SHIFT, Dial, every_dial, setting, span
from sim.page.grid_design import MOST_DIALS, Range
from sim.params.errors import UserError
from sim.params.names import LEVERS

BUDGETS = {"strategy.budget_per_organisation": 50.0, "strategy.budget_total": 10_000.0}
BOARDS = "system.board_interval"
USUAL = 3


def usual_dials(base: Base) -> list[Range]:
    """Choose three dials that planners often want: money, the largest lever, and boards."""
    scenario = base.plan.scenario
    known = {dial.key: dial for dial in every_dial([scenario])}
    shares = {lever: getattr(scenario.strategy.shares, lever) for lever in LEVERS}
    largest = f"{SHIFT}{max(shares, key=shares.__getitem__)}"
    wanted = [*BUDGETS, largest, BOARDS, PILOTS]
    found = [_range(known[key], base) for key in wanted if key in known]
    return [each for each in found if each is not None][:USUAL]


def read_dials(texts: Sequence[str]) -> list[Range]:
    """Read dials as typed: key=low:high."""
    if len(texts) > MOST_DIALS:
        raise UserError(f"{len(texts)} dials are too many; a file holds at most {MOST_DIALS}")
    return [_read(text) for text in texts]


def _read(text: str) -> Range:
    key, equals, ends = text.partition("=")
    low, colon, high = ends.partition(":")
    try:
        found = Range(key.strip(), float(low), float(high))
    except ValueError:
        found = None
    if not (equals and colon) or found is None:
        raise UserError(
            f'--dial {text}: write key=low:high, e.g. "strategy.budget_per_organisation=200:1200"'
        )
    about = keys.find(found.key)
    if about.kind not in (int, float):
        raise UserError(f"--dial {text}: {found.key} is not a number; a dial needs a number")
    for end in (found.low, found.high):
        keys.converted(found.key, end)
    return found


def _range(dial: Dial, base: Base) -> Range | None:
    """Choose a range for a dial that planners would want to try."""
    limits = span(dial, base.plan.scenario)
    if limits is None:
        return None
    if dial.key in BUDGETS:
        step, now = BUDGETS[dial.key], float(setting(dial.key, base.plan.scenario))
        limits = step * max(1, now / 4 // step), step * -(-2 * now // step)
    return Range(dial.key, *limits) if limits[0] < limits[1] else None
