"""The names that the model uses, in the order of their numbers."""

STAGES = (
    "unaware",
    "aware",
    "committed",
    "deciding",
    "implementing",
    "embedded",
    "rejected",
    "abandoned",
)
UNAWARE, AWARE, COMMITTED, DECIDING, IMPLEMENTING, EMBEDDED, REJECTED, ABANDONED = range(8)

GAPS = ("cultural", "capacity", "evidence", "technical", "financial")
CULTURAL, CAPACITY, EVIDENCE, TECHNICAL, FINANCIAL = range(5)

LEVERS = (
    "comms",
    "cop",
    "one2one",
    "standard",
    "tools",
    "data",
    "govern",
    "codesign",
    "partner",
    "derisk",
    "grants",
    "diagnose",
    "exemplar",
)
COMMS, COP, ONE2ONE, STANDARD, TOOLS, DATA, GOVERN = range(7)
CODESIGN, PARTNER, DERISK, GRANTS, DIAGNOSE, EXEMPLAR = range(7, 13)

WEIGHTED_STAGES = ("persuade", "decide", "implement", "sustain")
PERSUADE, DECIDE, IMPLEMENT, SUSTAIN = range(4)

# Two frameworks that relabel the same gaps and stages; they change no result (C37, C38).
COM_B = {
    "capability": ("capacity", "technical"),
    "opportunity": ("financial",),
    "motivation": ("cultural", "evidence"),
}
NPT = {
    "coherence": "aware",
    "cognitive_participation": "committed",
    "collective_action": "implementing",
    "reflexive_monitoring": "embedded",
}

CATEGORIES = ("innovators", "early adopters", "early majority", "late majority", "laggards")

TARGETS = ("uncommitted", "committed", "ready", "laggards", "hubs", "equity", "random")
AMBITIONS = ("site", "system", "national")
KINDS = ("full", "bass", "threshold")
AGGREGATORS = ("product", "additive", "weakest")

DIMENSIONS = ("category", "type", "region", "deprived", "capacity")

MOST_REPLICATES = 1_000_000  # more than this is taken to be a typing mistake
