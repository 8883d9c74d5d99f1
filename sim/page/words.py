"""What the page calls things: the paper's words, plain enough for a room of health planners."""

from sim.params.lever_table import ROWS

LEVERS = {name: row.title for name, row in ROWS.items()}

GAPS = {
    "cultural": "Do people here want it, and does it fit how they work?",
    "capacity": "Is there time, and are there people, to change how things are done?",
    "evidence": "Is there proof that it works in a place like this one?",
    "technical": "Do the systems, skills and integration that it needs exist here?",
    "financial": "Is there money for it, and does the case add up within the year?",
}

STAGES = (
    "has not heard of it",
    "has heard of it",
    "committed",
    "before its boards",
    "live, in the dip",
    "embedded",
    "rejected it",
    "gave up",
)

GROUPS = {
    "deprived": "organisations in deprived areas",
    "not deprived": "organisations in other areas",
    "all organisations": "all organisations together",
}


def group(dimension: str, name: str) -> str:
    """Call a group in a sentence."""
    if dimension == "type":
        return f"organisations of the type “{name}”"
    return GROUPS.get(name, name)
