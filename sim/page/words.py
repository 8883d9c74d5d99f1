"""What the page calls things: the paper's words, plain enough for a room of health planners."""

LEVERS = {
    "comms": "communications",
    "cop": "communities of practice",
    "one2one": "one-to-one help",
    "standard": "templates made once",
    "tools": "guides made with early sites",
    "data": "shared measures and dashboards",
    "govern": "mapping local governance",
    "codesign": "co-design",
    "partner": "a supplier as partner",
    "derisk": "de-risking",
    "grants": "grants to sites",
    "diagnose": "finding each site's largest gap",
    "exemplar": "perfecting the pilots",
}

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
