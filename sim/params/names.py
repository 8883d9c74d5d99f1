"""The names that the model uses, in the order of their numbers."""

from sim.params.lever_table import ROWS

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

STAGE_NAMES = (  # the same for a reader
    "not heard of it",
    "heard of it",
    "committed",
    "waiting for boards",
    "live, in the dip",
    "embedded",
    "rejected it",
    "gave up",
)
LOCKED_IN = "locked in"  # embedded, but wanting to leave and held by a contract

GAPS = ("cultural", "capacity", "evidence", "technical", "financial")
CULTURAL, CAPACITY, EVIDENCE, TECHNICAL, FINANCIAL = range(5)

LEVERS = tuple(ROWS)
# Those that do more than close gaps: where they stand among the levers
COMMS, COP, ONE2ONE = LEVERS.index("comms"), LEVERS.index("cop"), LEVERS.index("one2one")
STANDARD, TOOLS, DATA = LEVERS.index("standard"), LEVERS.index("tools"), LEVERS.index("data")
GOVERN, CODESIGN = LEVERS.index("govern"), LEVERS.index("codesign")
PARTNER, DERISK, GRANTS = LEVERS.index("partner"), LEVERS.index("derisk"), LEVERS.index("grants")
DIAGNOSE, EXEMPLAR = LEVERS.index("diagnose"), LEVERS.index("exemplar")
REACHES = tuple(row.reaches for row in ROWS.values())  # whom each lever reaches

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

EARLY = 0.16  # innovators and early adopters, of all (Rogers 2003)
CATEGORIES = ("innovators", "early adopters", "early majority", "late majority", "laggards")

TARGETS = ("uncommitted", "committed", "ready", "laggards", "hubs", "equity", "random")
AMBITIONS = ("site", "system", "national")
KINDS = ("full", "bass", "threshold")
AGGREGATORS = ("product", "additive", "weakest")
PUSHES = ("logistic", "plain")
CONTACTS = ("network", "random", "everybody")

DIMENSIONS = ("category", "type", "region", "deprived", "capacity")

MOST_REPLICATES = 1_000_000  # more than this is taken to be a typing mistake
LARGEST_SEED = 2**63 - 1
