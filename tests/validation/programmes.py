"""Known programmes as the model describes them, and what else they could have been described as.

Each is (presets, changes).  What is known of a programme leaves choices open; the others that could
be defended are here too, so that a test can say how far an anchor depends on them.
"""

from paired import INNOVATIONS

PLAYBOOK = "strategy=hin_playbook"
ACUTE_ONLY = {
    f"system.types.{kind}.weight": 0
    for kind in ("mental_health", "community", "ambulance", "specialist")
}
FREED = (
    ("scenario=freed_england", PLAYBOOK),
    {"strategy.budget_per_organisation": 900},
)
# Hospital to community pharmacy referrals: simple technology across a border between
# organisations, moderate in all else; 121 acute trusts as in `system=england`, 300 GBP each.
REFERRALS = (
    ("system=england", PLAYBOOK),
    ACUTE_ONLY
    | {f"innovation.added_load.{gap}": 0 for gap in ("cultural", "capacity", "evidence")}
    | {f"innovation.added_load.{gap}": 0 for gap in ("technical", "financial")}
    | {
        "system.organisations": 121,
        "strategy.budget_per_organisation": 300,
        "innovation.relative_advantage": 0.6,
        "innovation.compatibility": 0.6,
        "innovation.complexity": 0.4,
        "innovation.trialability": 0.6,
        "innovation.observability": 0.5,
        "innovation.nasss.condition": 0.25,
        "innovation.nasss.technology": 0.25,
        "innovation.nasss.value": 0.5,
        "innovation.nasss.adopters": 0.25,
        "innovation.nasss.organisation": 0.5,
        "innovation.nasss.wider_system": 0.5,
        "innovation.procurement": 3,
        "innovation.in_year_share": 0.3,
    },
)
# AI diagnostics: 66 trusts in 12 networks with project managers, told to start at once: the
# playbook with a mandate from month 0, at 1,000 GBP each.  The fund paid the suppliers.
AI_DIAGNOSTICS = (
    ("system=england", "innovation=ai_decision_support", PLAYBOOK),
    ACUTE_ONLY
    | {
        "system.organisations": 66,
        "system.regions": 12,
        "strategy.budget_per_organisation": 1000,
        "strategy.mandate_month": 0,
        "innovation.price.setup": 0,
        "innovation.price.monthly": 0,
    },
)

# How FREED could have been paid for, and AI diagnostics helped.
AS_HELP = ("one_to_one", "hin_playbook", "big_bang_mandate")
MANDATES = (0, 6, None)


BUDGETS = (300, 556, 900, 1500)  # GBP a month for each service; the second is the usual one


def other_budgets():
    """Give FREED with each budget; {GBP a month: programme}."""
    presets, _ = FREED
    return {each: (presets, {"strategy.budget_per_organisation": each}) for each in BUDGETS}


def other_referrals():
    """Give the referral service with each preset in its place; {preset: programme}."""
    presets, changes = REFERRALS
    kept = {key: x for key, x in changes.items() if not key.startswith("innovation.")}
    return {each: ((*presets, f"innovation={each}"), kept) for each in INNOVATIONS}


def other_ai_diagnostics():
    """Give AI diagnostics with each plan and mandate; {(plan, month of mandate): programme}."""
    presets, changes = AI_DIAGNOSTICS
    return {
        (plan, month): (
            (*presets[:-1], f"strategy={plan}"),
            changes | {"strategy.mandate_month": month},
        )
        for plan in AS_HELP
        for month in MANDATES
    }


# FREED before its national programme: one service in September 2014, four in the course of 2017.
FREED_ALONE = (
    ("scenario=freed_england", "strategy=none"),
    {"strategy.pilots": 1, "strategy.plan": 0},
)
