"""The footer of the figure: what lines, shades and rings are."""

from sim.report.reach.subject import Subject
from sim.report.sets_words import counted
from sim.study.reach.results import Status


def notes(subject: Subject) -> list[str]:
    """Say what is drawn, and over what chances are taken."""
    least = subject.least
    over = "luck and systems; assumptions stay as they are"
    if subject.sets is not None:
        over = f"luck, systems and {counted(subject.sets)}"
    ring = "Rings: the least money, on fresh luck."
    has_ring = any(each.status is Status.MONEY for each in least.plans)
    made_up = any(not each.system.is_own for each in subject.scenarios)
    return [
        f"Chance over {over}. Shades: its 95 % ranges.",
        *([ring] if has_ring else []),
        *(["Illustrative system: its organisations are made up."] if made_up else []),
    ]
