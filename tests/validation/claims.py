"""What each parameter claims: which way which outcome moves when it rises, and where it acts.

One row for each parameter that a number sets: key, a lower and a higher value, the outcome, and
the sign of the change (UP, DOWN; EITHER where the meaning claims none: something changes).
"""

from dataclasses import dataclass
from typing import Any

from paired import (
    EVERYBODY_LIVE,
    abandoned,
    benefit,
    committed,
    embedded_on_average,
    ever_live,
    exposure,
    first_month,
    in_year_cash,
    live_on_average,
)

from sim.params.names import GAPS, LEVERS

UP, DOWN, EITHER = 1, -1, 0
DOMAINS = ("condition", "technology", "value", "adopters", "organisation", "wider_system")
CLOSING = [lever for lever in LEVERS if lever not in ("cop", "diagnose", "exemplar")]


@dataclass(frozen=True)
class Where:
    """A scenario in which a parameter acts, as `paired.run` takes it."""

    presets: tuple[str, ...] = ()
    changes: tuple[tuple[str, Any], ...] = ()
    levers: tuple[tuple[str, float], ...] = ()


def where(*presets, changes=None, **levers):
    """Name a scenario."""
    return Where(presets, tuple((changes or {}).items()), tuple(levers.items()))


def with_lever(lever, *presets, changes=None):
    """Name a scenario with most of the money on one lever and a little communication."""
    shares = {"comms": 1.0} if lever == "comms" else {lever: 0.7, "comms": 0.3}
    return where(*presets, changes=changes, **shares)


ALONE = where()
PLAYBOOK = where("strategy=hin_playbook")
MANDATE = where("strategy=big_bang_mandate")
REMOTE = "innovation=remote_monitoring"
HARD_MANDATE = where("strategy=big_bang_mandate", REMOTE)
LIVE = where(changes=EVERYBODY_LIVE)
PILOTED = where(changes={"strategy.pilots": 20})
HARD = where(REMOTE, changes=EVERYBODY_LIVE)
RETURNING = EVERYBODY_LIVE | {
    "assumptions.abandon_in_dip": 1,
    "assumptions.cool_off_abandoned": 12,
    "assumptions.base_awareness": 1,
}
FAILING = where(REMOTE, changes=RETURNING)
SPOILT = {"assumptions.abandon_in_dip": 2, "assumptions.cool_off_abandoned": 120}
BLIND = where("strategy=early_site_tools", changes={"strategy.evaluate": False})
WIDE = where(changes={f"load.{gap}": 1 for gap in GAPS} | {"system.legacy": 1}, comms=1)
TELLING = with_lever("comms")
HELPING = with_lever("one2one")
TO_THE_LETTER = with_lever("comms", changes={"strategy.codification": 1.0})
LEARNING = with_lever("cop")
LAPSING = {"assumptions.lapse_rate": 0.65}
TEMPLATES = with_lever("standard")
TOOLS = with_lever("tools")
DASHBOARDS = with_lever("data")
MAPPING = with_lever("govern")
GRANTS = with_lever("grants")
CO_DESIGN = with_lever("codesign")
DIAGNOSED = where(one2one=0.6, diagnose=0.4)
DEAR = with_lever("comms", changes={"innovation.price.monthly": 3.0})


def lived(lever, *presets, changes=None):
    """Name a scenario in which everybody is live and one lever has all the money."""
    return where(*presets, changes=EVERYBODY_LIVE | (changes or {}), **{lever: 1.0})


POLISHED = lived("exemplar", changes={"assumptions.exemplar_learning": 0.3})

SYSTEM = [
    ("system.organisations", 25, 60, EITHER, live_on_average, ALONE),
    ("system.regions", 1, 10, EITHER, live_on_average, TELLING),
    ("system.maturity", 0.3, 0.6, UP, live_on_average, TELLING),
    ("system.capacity", 0.25, 0.6, UP, live_on_average, TELLING),
    ("system.culture", 0.35, 0.65, UP, live_on_average, TELLING),
    ("system.finance", 0.25, 0.6, UP, live_on_average, TELLING),
    ("system.spread_of_traits", 0.05, 0.25, EITHER, live_on_average, TELLING),
    ("system.region_spread", 0.0, 0.2, EITHER, live_on_average, TELLING),
    ("system.correlation", 0.0, 0.9, EITHER, live_on_average, TELLING),
    ("system.legacy", 0.0, 1.0, DOWN, live_on_average, TELLING),
    ("system.deprived_share", 0.0, 0.9, DOWN, live_on_average, TELLING),
    ("system.deprived_penalty", 0.0, 0.4, DOWN, live_on_average, TELLING),
    ("system.deprived_maturity", 0.0, 2.0, DOWN, live_on_average, TELLING),
    ("system.size_spread", 0.0, 1.0, EITHER, benefit, TELLING),
    ("system.orientation_parts", 1.0, 100.0, EITHER, live_on_average, TO_THE_LETTER),
    ("system.least_trust", 0.1, 1.0, UP, live_on_average, TELLING),
    ("system.trust_across_types", 0.1, 1.0, UP, live_on_average, TELLING),
    ("system.trust", 0.2, 0.8, UP, live_on_average, TELLING),
    ("system.ties_same_region", 0.05, 0.6, EITHER, live_on_average, TELLING),
    ("system.ties_other_region", 0.0, 0.3, EITHER, live_on_average, TELLING),
    ("system.ties_same_type", 0.0, 0.3, EITHER, live_on_average, TELLING),
    ("system.most_ties", 3, 20, EITHER, live_on_average, TELLING),
    ("system.board_interval", 1, 4, DOWN, live_on_average, PLAYBOOK),
    ("system.approvals", 1, 4, DOWN, live_on_average, PLAYBOOK),
    ("system.types.gp_network.size", 0.2, 5, EITHER, benefit, TELLING),
    ("system.types.gp_network.weight", 10, 100, EITHER, live_on_average, TELLING),
    ("system.types.gp_network.maturity", 0.3, 0.6, UP, live_on_average, TELLING),
    ("system.types.gp_network.capacity", 0.25, 0.6, UP, live_on_average, TELLING),
    ("system.types.gp_network.culture", 0.3, 0.7, UP, live_on_average, TELLING),
    ("system.types.gp_network.finance", 0.25, 0.6, UP, live_on_average, TELLING),
    ("system.types.gp_network.legacy", 0.0, 1.0, DOWN, live_on_average, TELLING),
    ("system.types.gp_network.board_interval", 1, 4, DOWN, live_on_average, PLAYBOOK),
    ("system.types.gp_network.approvals", 1, 4, DOWN, live_on_average, PLAYBOOK),
    ("system.types.gp_network.outside_ties", 0.0, 1.0, EITHER, live_on_average, TELLING),
]

INNOVATION = [
    ("innovation.relative_advantage", 0.3, 0.9, UP, committed, TELLING),
    ("innovation.compatibility", 0.3, 0.9, UP, committed, TELLING),
    ("innovation.complexity", 0.1, 0.9, DOWN, committed, TELLING),
    ("innovation.trialability", 0.2, 0.9, UP, committed, TELLING),
    ("innovation.observability", 0.2, 0.9, UP, committed, TELLING),
    *(
        (f"innovation.nasss.{domain}", 0, 1, DOWN, live_on_average, TELLING)
        for domain in [
            "condition",
            "technology",
            "value",
            "adopters",
            "organisation",
            "wider_system",
        ]
    ),
    *(
        (f"innovation.types.{kind}", 0, 1, UP, exposure, where(changes=EVERYBODY_LIVE | {other: 0}))
        for kind, other in (
            ("medical_product", "innovation.types.care_model"),
            ("digital", "innovation.types.care_model"),
            ("care_model", "innovation.types.digital"),
        )
    ),
    *((f"innovation.added_load.{gap}", -0.2, 0.4, DOWN, live_on_average, TELLING) for gap in GAPS),
    ("innovation.disruption", 0.2, 0.8, UP, exposure, LIVE),
    ("innovation.benefit", 0.03, 0.15, UP, benefit, TELLING),
    ("innovation.regulatory_clarity", 0.1, 1.0, UP, live_on_average, TELLING),
    ("innovation.procurement", 1, 12, DOWN, live_on_average, PLAYBOOK),
    ("innovation.in_year_share", 0.1, 0.9, UP, in_year_cash, PLAYBOOK),
    ("innovation.price.setup", 0, 100, DOWN, live_on_average, TELLING),
    ("innovation.price.monthly", 0, 6, DOWN, live_on_average, TELLING),
    ("innovation.price.trend", -0.5, 0.5, DOWN, live_on_average, DEAR),
]

STRATEGY = [
    ("strategy.budget_per_organisation", 200, 900, UP, live_on_average, PLAYBOOK),
    ("strategy.budget_total", 4e5, 2e6, UP, live_on_average, PLAYBOOK),
    ("strategy.programme", 12, 60, UP, live_on_average, PLAYBOOK),
    ("strategy.start", 0, 24, DOWN, live_on_average, PLAYBOOK),
    ("strategy.pilots", 1, 8, UP, live_on_average, PLAYBOOK),
    ("strategy.pilots_embedded", 0.0, 1.0, UP, embedded_on_average, PILOTED),
    ("strategy.plan", 0.0, 1.0, UP, live_on_average, PLAYBOOK),
    ("strategy.dual_running", 0.0, 1.0, DOWN, exposure, LIVE),
    ("strategy.two_way", 0.0, 1.0, UP, live_on_average, TELLING),
    ("strategy.mandate_month", 6, 30, DOWN, live_on_average, MANDATE),
    ("strategy.mandate_by", 16, 66, DOWN, live_on_average, MANDATE),
    ("strategy.wave_cap", 1, 4, UP, live_on_average, MANDATE),
    ("clock.months", 36, 72, UP, ever_live, PLAYBOOK),
    ("clock.winter", 0.0, 0.9, DOWN, live_on_average, PLAYBOOK),
    ("process.innovation", 0.002, 0.02, UP, live_on_average, where("process=bass")),
    ("process.imitation", 0.01, 0.1, UP, live_on_average, where("process=bass")),
    ("process.threshold", 0.05, 0.3, DOWN, live_on_average, where("process=threshold")),
]

LEVER = [
    *(
        (f"levers.{lever}.{gap}", 0.0, 1.0, UP, live_on_average, with_lever(lever))
        for lever in CLOSING
        for gap in GAPS
    ),
    # Communities of practice work on the committed, so best where everybody is.
    *((f"levers.cop.{gap}", 0.0, 1.0, UP, embedded_on_average, lived("cop")) for gap in GAPS),
    *(
        (f"levers.{lever}.cost", 2, 60, DOWN, live_on_average, with_lever(lever))
        for lever in ["comms", "cop", "data", "govern", "codesign", "partner", "derisk"]
    ),
    ("levers.diagnose.cost", 2, 60, DOWN, live_on_average, DIAGNOSED),
    # Only pilots feel it, so everybody is one.
    ("levers.exemplar.cost", 2, 200, DOWN, embedded_on_average, POLISHED),
]

STAGE_WEIGHTS = [
    *((f"stage_weights.persuade.{gap}", 0.25, 2.0, DOWN, committed, TELLING) for gap in GAPS),
    *((f"stage_weights.decide.{gap}", 0.25, 2.0, DOWN, live_on_average, TELLING) for gap in GAPS),
    *((f"stage_weights.implement.{gap}", 0.25, 2.0, DOWN, first_month, LIVE) for gap in GAPS),
    *((f"stage_weights.sustain.{gap}", 0.25, 2.0, UP, abandoned, LIVE) for gap in GAPS),
]
