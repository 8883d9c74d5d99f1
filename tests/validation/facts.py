"""The facts that the model is held against, read from `facts.yaml`."""

from pathlib import Path

import yaml

FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
KINDS = ("independent", "calibrated", "by construction")
RESULTS = ("holds", "half met", "departs", "not found", "not tested")


def of_kind(kind, real=None):
    """Give the facts of a kind: {name: fact}; real says whether they have real data."""
    return {
        name: fact
        for name, fact in FACTS.items()
        if fact["kind"] == kind and (real is None or (fact.get("data") == "real") == real)
    }


def held_by(fact):
    """List the tests of a fact as (file, name)."""
    return [(file, name) for file, names in fact.get("tests", {}).items() for name in names]
