"""What the bands of figures hold when plans ran under sets of assumptions, in words."""

from sim.report.sets_words import counted, parts_in_words
from sim.study.uncertainty.record import Uncertainty


def under_sets_notes(drawn: Uncertainty, plan: int, replicates: str) -> list[str]:
    """Explain the lines and the bands, and which share of a band each kind of doubt has.

    plan        index of the plan whose parts are told
    replicates  how many runs the lines are means of: "512 replicates"
    """
    notes = [
        f"Lines: means of {replicates} at the assumptions that we ship.",
        f"Bands: 90 % of runs under {counted(drawn.sets)}, with luck and systems.",
    ]
    parts = parts_in_words(drawn.shares(plan))
    if parts:
        whose = " of the leader's spread" if len(drawn.labels) > 1 else " of the spread"
        notes.append(f"Parts{whose} at month {drawn.month}: {parts}.")
    return notes
