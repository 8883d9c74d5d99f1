"""The barrier ledger of every plan for the page: what each gap costs, and the sum in money."""

from collections.abc import Sequence

from sim.config import with_value
from sim.outcomes import Interval
from sim.outcomes.units import POINTS
from sim.page import json_numbers, words
from sim.page.gap_money import told_in_money
from sim.page.json_numbers import known_series
from sim.page.next_action import best_of
from sim.page.plans import Compared, identity
from sim.page.progress import Watch
from sim.page.schema import GroupGaps, Ledger, PlanGaps, PlanLedger
from sim.params.names import GAPS, STAGES
from sim.report.words import mean_and_range_of
from sim.study.binding_by_group import GroupBinding, binding_by_group
from sim.study.ledger import Ledger as Found
from sim.study.ledger import ledger

YEARS = (12, 24, 36, 48, 60, 72)
PAIRS, PER_SYSTEM = 32, 4  # runs with and without each gap; few on each of many systems
BY_GROUP = 256  # runs in which gaps are counted group by group


def ledger_of(compared: Compared, index: int, replicates: int, watch: Watch) -> PlanLedger:
    """Return the ledger of one plan, with the next best action by group.

    What is reached comes from the runs of the comparison.  What a gap costs comes from pairs of
    runs, so that far fewer are as precise.
    """
    result, name = compared.results[index], compared.names[index]
    scenario = result.plan.scenario
    with watch(f"Gaps: {name}") as progress:
        spread = with_value(scenario, "assumptions.replicates_per_system", PER_SYSTEM)
        pairs = min(replicates, PAIRS)
        found = ledger(spread, pairs, compared.seed, compared.month, progress=progress)
        found = found.beside(result.outcomes)
        bindings = binding_by_group(scenario, min(replicates, BY_GROUP), compared.seed)
    with watch(f"Next best action: {name}") as progress:
        best = best_of(compared, index, replicates, progress)
    return {
        "organisations": result.outcomes.organisations,
        "horizon": found.month,
        "pairs": pairs,
        **_bound(found),
        "by_group": _by_group(bindings),
        "reached": json_numbers.estimate(found.reached),
        "all_closed": json_numbers.estimate(found.all_closed),
        "lost": [
            {"gap": each.gap, **json_numbers.estimate(each.lost), "text": _points(each.lost)}
            for each in found.losses
        ],
        "next_best": [each.row for each in best],
        "money": told_in_money(found, result.outcomes.organisations, best),
    }


def ledgers(compared: Compared, replicates: int, watch: Watch) -> Ledger:
    """Return the ledger of every plan, and the next best action by group.

    watch  called with the name of a task; returns a context that takes its progress
    """
    every = range(len(compared.results))
    return {
        "plans": {identity(index): ledger_of(compared, index, replicates, watch) for index in every}
    }


def _bound(found: Found) -> PlanGaps:
    """Mean numbers of organisations by binding gap and month, and by stage as well."""
    by_month = found.by_month
    return {
        "by_month": {gap: known_series(by_month[:, g], 1) for g, gap in enumerate(GAPS)},
        "by_stage": {
            gap: {
                words.STAGES[s]: known_series(found.bound[:, s, g], 1)
                for s in range(len(STAGES))
                if found.bound[:, s].any()
            }
            for g, gap in enumerate(GAPS)
        },
    }


def _by_group(bindings: Sequence[GroupBinding]) -> list[GroupGaps]:
    """Return the binding gaps of groups at the end of each year."""
    return [
        {
            "dimension": each.dimension,
            "group": each.group,
            "at": at,
            "shares": dict(zip(GAPS, known_series(each.shares[at - 1], 3), strict=True)),
        }
        for each in bindings
        for at in YEARS
        if at <= len(each.shares)
    ]


def _points(lost: Interval) -> str:
    return mean_and_range_of(lost, POINTS)
