"""What a result says of the organisations that it is based on: made up, or the user's own."""

from collections.abc import Iterator, Sequence

from sim.networks import system_of
from sim.networks.assemble import HAVE_NO_TIES
from sim.params import Scenario, System


def ties_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say where the ties of the user's own organisations come from, if not from a file."""
    own = [each.system for each in scenarios if each.system.organisations_file is not None]
    yield from (f"{note[0].upper()}{note[1:]}." for note in _isolated(own))
    if any(each.has_drawn_ties for each in own):
        yield (
            "You gave no ties between your organisations, so they were drawn by region and type, "
            "as for a made-up system; your own (system.ties_file) may give another answer."
        )
    if any(each.ties_file is None for each in own):
        yield (
            "As you asked (system.ties_file=none), your organisations have no ties, so none hears "
            "of it from another."
        )


def ties_in_short(scenarios: Sequence[Scenario]) -> str | None:
    """Say in a few words what an answer must not leave out of the ties; None if all are given."""
    own = [each.system for each in scenarios if each.system.organisations_file is not None]
    if any(each.has_drawn_ties for each in own):
        return "ties between your organisations were drawn, not given"
    if any(each.ties_file is None for each in own):
        return "your organisations have no ties, as you asked"
    alone = [note.partition(",")[0] for note in _isolated(own)]
    return alone[0] if alone else None


def _isolated(own: Sequence[System]) -> Iterator[str]:
    """Give the notes on organisations without ties, where these are in a file; each once."""
    given = [each for each in own if each.ties_file is not None and not each.has_drawn_ties]
    notes = (note for each in given for note in system_of(each, 0, 0).notes)
    yield from dict.fromkeys(note for note in notes if HAVE_NO_TIES in note)


def notes_on_systems(scenarios: Sequence[Scenario]) -> list[str]:
    """Say how the files of the user's own organisations and ties were read; each note once.

    Raises
    ------
    UserError
        If one of them cannot be read.
    """
    own = {
        (system.organisations_file, system.ties_file): system
        for system in (each.system for each in scenarios)
        if system.organisations_file is not None
    }
    notes = (note for system in own.values() for note in system_of(system, 0, 0).notes)
    return list(dict.fromkeys(notes))


def basis(scenario: Scenario, systems: int) -> str | None:
    """Say on which systems the runs were made; None if all organisations are made up.

    systems  how many were drawn
    """
    if scenario.system.organisations_file is None:
        return None
    if scenario.system.is_fixed:
        return "on your system, and applies to this system only"
    often = "once" if systems == 1 else f"{systems:,} times"
    return f"on your organisations, with ties drawn {often} by region and type"
