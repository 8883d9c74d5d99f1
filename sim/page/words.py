"""Names on the page: the words of the paper, in plain English for health planners."""

from sim.params.lever_table import ROWS
from sim.params.names import LOCKED_IN, STAGE_NAMES
from sim.report.words import AREAS

SERIES = ("live", "embedded", "abandoned")  # drawn for whole plans

LEVERS = {name: row.title for name, row in ROWS.items()}

GAPS = {
    "cultural": "Do people here want it, and does it fit how they work?",
    "capacity": "Are there time and people to change how things are done?",
    "evidence": "Is there proof that it works in a place like this one?",
    "technical": "Do we have the systems, skills and integration that it needs?",
    "financial": "Is there money for it, and does the case add up within the year?",
}

STAGES = (*STAGE_NAMES, f"{LOCKED_IN} by a contract")

GROUPS = {
    **{label: f"organisations in {name}" for (_, label), name in AREAS.items()},
    "all organisations": "all organisations together",
}


def group(dimension: str, name: str) -> str:
    """Name a group in a sentence."""
    if dimension == "type":
        return f"organisations of the type “{name}”"
    return GROUPS.get(name, name)
