"""Which sets of assumptions plans are tried under, and how many of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.config.plausible_sets import PLAUSIBLE, assumption_sets
from sim.networks import as_given
from sim.params import Kind, Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.rules.compiled import PLAIN

FIXED = "fixed"
USUAL = PLAUSIBLE
MOST, FEWEST = 100, 20  # sets that are tried unless a number is asked for
ROOM = 30_000_000  # months of organisations, over all plans and sets, up to which it is MOST
Wish = str | Path | AssumptionSets | None


def chosen_sets(
    which: Wish,
    number: int | None,
    scenarios: Sequence[Scenario],
    seed: int = 0,
    config_dirs: Iterable[str | Path] = (),
) -> AssumptionSets | None:
    """Find the sets of assumptions that plans are to be tried under.

    which   "plausible", "ranges", "fixed", a folder or CSV file, or sets; None for the usual ones
    number  how many; 0 for none; None for the usual number

    Returns
    -------
    None if the assumptions are to stay as they are.  So they do, unless sets are asked for, where
    hardly anything reads them (a classic process without levers), and in plain Python, which is a
    thousand times slower.

    Raises
    ------
    UserError
        If there are no such sets, or not as many.
    """
    if which == FIXED or number == 0:
        return None
    processes = [each.process for each in scenarios]
    classic = all(each.kind != Kind.full and not each.levers for each in processes)
    if which is None and number is None and (classic or PLAIN or USUAL == FIXED):
        return None
    wanted = usual_number(scenarios) if number is None else number
    name = which if which is not None else PLAUSIBLE
    if isinstance(name, AssumptionSets):
        found = name
    else:
        found = assumption_sets(str(name), config_dirs, wanted, seed)
    if number is not None and number > len(found):
        raise UserError(
            f"there are {len(found):,} sets of assumptions in {found.name}, not {number:,}; ask "
            "for fewer (--parameter-draws), or draw as many from the ranges (--assumptions ranges)"
        )
    return found.first(wanted)


def usual_number(scenarios: Sequence[Scenario]) -> int:
    """Return how many sets are tried unless a number is asked for.

    100; fewer where plans, organisations and months are many, but at least 20, so that trying them
    takes about as long as comparing the plans.
    """
    work = sum(_organisations(each) * each.clock.months for each in scenarios)
    return max(FEWEST, min(MOST, ROOM // max(1, work)))


def _organisations(scenario: Scenario) -> int:
    given = as_given(scenario.system)
    return scenario.system.organisations if given is None else given.organisations
