"""Known programmes as the model describes them, and what else they could have been described as.

Each is (presets, changes).  What is known of a programme leaves choices open; the others that could
be defended are here too, so that a test can say how far an anchor depends on them.
"""

from pathlib import Path

import yaml
from paired import INNOVATIONS

PROJECT = Path(__file__).parents[2]
PLAYBOOK = "strategy=hin_playbook"
ANCHORS = yaml.safe_load(
    (PROJECT / "configs" / "study" / "anchors.yaml").read_text(encoding="utf-8")
)


def of_anchor(name):
    """Give the programme of an anchor, as history matching runs it."""
    plan = [each.partition("=") for each in ANCHORS["runs"][name]["plan"]]
    presets = tuple(f"{key}={value}" for key, _, value in plan if "." not in key)
    return presets, {key: yaml.safe_load(value) for key, _, value in plan if "." in key}


FREED, REFERRALS, AI_DIAGNOSTICS = map(of_anchor, ("freed", "referrals", "ai_diagnostics"))

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
