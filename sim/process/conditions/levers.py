"""What a run does not read because levers get no money, nobody has help or there are no pilots."""

from collections.abc import Callable

from sim.params.lever_table import ROWS
from sim.params.names import DIAGNOSE, EXEMPLAR, GAPS, LEVERS, ONE2ONE, PARTNER, STANDARD, TOOLS
from sim.params.strategy import MOST_PHASES
from sim.process.conditions.condition import Condition, of_organisations, row
from sim.process.settings import Settings
from sim.rules import partner

# What each lever does beside closing gaps
BY_LEVER = {
    "comms": ("comms_awareness", "comms_momentum", "two_way", "pooled_by_comms",
              "advocates_exposure"),
    "cop": ("cop_momentum", "cop_champion", "cop_discontinue"),
    "standard": ("standard_procurement", "codesign_relevance"),
    "tools": ("tools_factor", "fit_bonus", "pooled_by_tools"),
    "data": ("pooled_by_data", "benchmarking_exposure"),
    "govern": ("govern_approval", "govern_rejection"),
    "codesign": ("codesign_threshold_cut",),
    "derisk": ("derisk_dip", "derisk_learning", "derisk_abandon", "derisk_cool_off",
               "derisk_bad_news"),
    "diagnose": ("diagnose_factor", "diagnose_rest", "diagnose_most"),
    "grants": ("grant",),
    "exemplar": ("exemplar_learning",),
}  # fmt: skip
OF_HELP = (
    *("target", "longest_support", "support_awareness", "support_threshold_cut"),
    *("support_momentum", "support_case", "support_champion", f"cost.{DIAGNOSE}"),
    *BY_LEVER["diagnose"],
)
OF_PARTNER = ("partner_learning", "partner_discontinue", "partner_pace")
NOT_CHOSEN = "the organisations say where they stand, so no pilots are chosen"
NOWHERE = "no organisation says where it stands"


def last_month(p: Settings) -> int:
    """Return the number of months in which the programme spends during the run."""
    return min(p.programme, p.months)


def money_for(p: Settings, lever: int) -> float:
    """Return the most that a lever gets in a month of the run [kGBP]."""
    reached = [k for k in range(MOST_PHASES) if p.phase_from[k] < last_month(p)]
    return max((p.spend[k * len(LEVERS) + lever] for k in reached), default=0.0)


def closing(lever: int) -> tuple[str, ...]:
    """Name what a lever closes of each gap."""
    return tuple(f"closes.{lever * len(GAPS) + gap}" for gap in range(len(GAPS)))


def _without_money(*levers: int) -> Callable[[Settings], bool]:
    return lambda p: not any(money_for(p, lever) > 0 for lever in levers)


def _no_money(*levers: int) -> tuple[str, ...]:
    """Give the clause for levers without money, and the keys that decide it."""
    titles = " or ".join(ROWS[LEVERS[lever]].title for lever in levers)
    shares = (f"strategy.shares.{LEVERS[lever]}" for lever in levers)
    return f"no money goes to {titles}", *shares, "strategy.budget_per_organisation"


def of_levers() -> tuple[Condition, ...]:
    """Give what is not read because levers get no money."""
    alone = [k for k in range(len(LEVERS)) if k not in (ONE2ONE, PARTNER)]
    none_of_these = (STANDARD, TOOLS)
    return (
        *(
            row(
                (f"cost.{k}", *closing(k), *BY_LEVER.get(LEVERS[k], ())),
                _without_money(k),
                *_no_money(k),
            )
            for k in alone
        ),
        row((f"cost.{PARTNER}",), _without_money(PARTNER), *_no_money(PARTNER)),
        row(
            (*closing(PARTNER), *OF_PARTNER),
            lambda p: p.partner_dose == 0 and _without_money(PARTNER)(p),
            *_no_money(PARTNER),
            "strategy.sourcing",
        ),
        row(
            ("stock_scale", "reuse", "mismatch_reuse"),
            _without_money(*none_of_these),
            *_no_money(*none_of_these),
        ),
        row(
            ("advocates_from",),
            _without_money(LEVERS.index("comms"), TOOLS),
            *_no_money(LEVERS.index("comms"), TOOLS),
        ),
        row(
            ("programme",),
            _without_money(*range(len(LEVERS))),
            "the programme has no money for any lever",
            "strategy.budget_per_organisation",
        ),
    )


def of_help() -> tuple[Condition, ...]:
    """Give what is not read because nobody has one-to-one help, or there are no pilots."""
    return (
        row(
            (*closing(ONE2ONE), *OF_HELP, "slot"), _without_money(ONE2ONE), *_no_money(ONE2ONE)
        ),
        row(
            (*closing(ONE2ONE), *OF_HELP),
            lambda p: partner.slots(money_for(p, ONE2ONE), p.slot) == 0,
            "the money for one-to-one help does not buy one place",
        ),
        row(
            ("mixed_pilots", "pilots_embedded", "pilot_evidence", "pilot_evidence_factor",
             "exemplar_learning", f"cost.{EXEMPLAR}"), lambda p: p.pilots == 0,
            "there are no pilots", "strategy.pilots",
        ),
        row(
            ("mixed_pilots", "pilots_embedded"), lambda p: p.pilots < 0,
            NOT_CHOSEN,
        ),
        row(
            ("pilots_embedded",), lambda p: p.start > 0,
            "pilots go live only when the programme starts", "strategy.start",
        ),
        row(
            ("today", "unknown_stage_weight"), lambda p: p.pilots >= 0, NOWHERE,
        ),
        row(
            ("unknown_live_within",),
            lambda p: p.pilots == 0 or (p.pilots > 0 and (p.pilots_embedded == 0 or p.start > 0)),
            f"{NOWHERE}, and no pilot embedded before", "strategy.pilots_embedded",
        ),
        of_organisations(
            "mixed_pilots", lambda each: not each.type.any(), "all organisations are of one type"
        ),
        of_organisations(
            "excluded", lambda each: not each.deprived.any(),
            "no organisation serves a deprived area", "system.deprived_share",
        ),
        of_organisations(
            "legacy_technical", lambda each: bool((each.legacy == 0.5).all()),
            "old systems weigh on everybody at the neutral value of 0.5",
        ),
    )  # fmt: skip
