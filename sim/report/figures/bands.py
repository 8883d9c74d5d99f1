"""What the bands of figures hold when plans ran under sets of assumptions, in words."""

from sim.report.figures.captions import listed
from sim.report.sets_words import called
from sim.study.uncertainty.record import Uncertainty
from sim.study.uncertainty.variance import Shares


def under_sets_notes(drawn: Uncertainty, plan: int, replicates: str) -> list[str]:
    """Explain the lines and the bands, and which share of a band each kind of doubt has.

    plan        index of the plan whose parts are told
    replicates  how many runs the lines are means of: "512 replicates"
    """
    sets = f"{drawn.count} {called(drawn.sets)}"
    notes = [
        f"Lines: means of {replicates} at the assumptions that we ship.",
        f"Bands: 90 % of runs under {sets}, with luck and systems.",
    ]
    shares = drawn.shares(plan)
    if shares is not None and shares.total > 0:
        whose = " of the leader's spread" if len(drawn.labels) > 1 else " of the spread"
        notes.append(f"Parts{whose} at month {drawn.month}: {parts_in_words(shares)}.")
    return notes


def parts_in_words(shares: Shares) -> str:
    """Name the parts: "assumptions 80 %, systems 15 % and luck 5 %"."""
    parts = [f"assumptions {100 * shares.assumptions:.0f} %"]
    if shares.systems is not None:
        parts.append(f"systems {100 * shares.systems:.0f} %")
    return listed([*parts, f"luck {100 * shares.luck:.0f} %"])
