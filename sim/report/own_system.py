"""What a result says of the organisations that it is based on: made up, or the user's own."""

from collections.abc import Iterator, Sequence

from sim.config.preset_files import is_shipped
from sim.networks import as_given, system_of
from sim.networks.assemble import HAVE_NO_TIES
from sim.networks.blank_cells import ARE_DRAWN
from sim.networks.stands import UNSAID
from sim.networks.tables import TIES_DRAWN_ONCE
from sim.networks.traits import TRAITS
from sim.params import Scenario, System, given_in
from sim.report.scores import notes_on_scores
from sim.report.standing import stands_in_words

TRAITS_DRAWN = "traits are not measured: they are drawn"
IN_A_TITLE = "traits not measured"  # the same, where the title of a shipped system says it


def own_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say where the user's own organisations stand, and where their ties come from."""
    yield from (f"{line}." for line in stands_in_words(scenarios))
    yield from _unknown_in_words(scenarios)
    yield from _ties_in_words(scenarios)


def _unknown_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say which values of the user's own organisations are not known, and so are drawn."""
    given = (as_given(each.system) for each in scenarios)
    notes = (note for own in given if own is not None for note in own.notes if ARE_DRAWN in note)
    yield from (f"{note[0].upper()}{note[1:]}." for note in dict.fromkeys(notes))


def has_unknown_stages(own: System) -> bool:
    """Whether some of the user's own organisations say where they stand, and others do not."""
    given = as_given(own)
    return given is not None and given.standing is not None and bool(
        (given.standing.stage == UNSAID).any()
    )  # fmt: skip


def has_unknown(own: System) -> bool:
    """Whether something of the user's own organisations is not known."""
    given = as_given(own)
    return given is not None and given.unknown is not None


def _ties_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say where the ties of the user's own organisations come from, if not from a file."""
    own = [each.system for each in scenarios if each.system.is_own]
    yield from (f"{note[0].upper()}{note[1:]}." for note in _isolated(own))
    if any(_drawn_once(each) for each in own):
        yield (
            "You gave no ties between your organisations, so they were drawn once by region and "
            "type, as for a made-up system; your own may give another answer."
        )
    if any(each.has_drawn_ties for each in own):
        yield (
            "You gave no ties between your organisations, so they were drawn by region and type, "
            "as for a made-up system; your own (system.ties_file) may give another answer."
        )
    if any(_has_no_ties(each) for each in own):
        yield (
            "As you asked (system.ties_file=none), your organisations have no ties, so none hears "
            "of it from another."
        )


def ties_in_short(scenarios: Sequence[Scenario]) -> str | None:
    """Say in a few words what an answer must not leave out of the ties; None if all are given."""
    own = [each.system for each in scenarios if each.system.is_own]
    if any(each.has_drawn_ties or _drawn_once(each) for each in own):
        return "ties between your organisations were drawn, not given"
    if any(_has_no_ties(each) for each in own):
        return "your organisations have no ties, as you asked"
    alone = [note.partition(",")[0] for note in _isolated(own)]
    return alone[0] if alone else None


def own_in_short(scenarios: Sequence[Scenario]) -> str | None:
    """Say in a few words what an answer must not leave out; None if traits and ties are given."""
    own = [each.system for each in scenarios if each.system.is_own]
    if any(_has_no_traits(each) for each in own):
        return TRAITS_DRAWN
    return ties_in_short(scenarios)


def _has_no_traits(own: System) -> bool:
    """Whether no trait of any of the organisations is known."""
    given = as_given(own)
    if given is None or given.unknown is None:
        return False
    blanks = given.unknown.blanks
    return all(blanks.get(trait) == given.organisations for trait in TRAITS)


def _drawn_once(own: System) -> bool:
    """Whether ties were drawn for organisations that a program brought."""
    given = given_in(own)
    return given is not None and TIES_DRAWN_ONCE in given.notes


def _has_no_ties(own: System) -> bool:
    """Whether the user asked for organisations without ties."""
    return own.organisations_file is not None and own.ties_file is None


def _isolated(own: Sequence[System]) -> Iterator[str]:
    """Give the notes on organisations without ties, where these are given; each once."""
    given = [each for each in own if not _has_no_ties(each) and not each.has_drawn_ties]
    notes = (note for each in given for note in system_of(each, 0, 0).notes)
    yield from dict.fromkeys(note for note in notes if HAVE_NO_TIES in note)


def notes_on_systems(scenarios: Sequence[Scenario]) -> list[str]:
    """Say how the user's own organisations and ties were read; each note once.

    Raises
    ------
    UserError
        If one of them cannot be read.
    """
    own = {
        (system.organisations_file, system.ties_file, id(given_in(system))): system
        for system in (each.system for each in scenarios)
        if system.is_own
    }
    notes = (note for system in own.values() for note in system_of(system, 0, 0).notes)
    return list(dict.fromkeys(notes))


def notes_before_a_run(scenarios: Sequence[Scenario]) -> list[str]:
    """Say how the user's own systems and scores were read, and where organisations stand; once.

    Raises
    ------
    UserError
        If one of them cannot be read, or says a month after month 0.
    """
    read = [*notes_on_systems(scenarios), *stands_in_words(scenarios)]
    return [*read, *notes_on_scores(scenarios)]


def basis(scenario: Scenario, systems: int) -> str | None:
    """Say on which systems the runs were made; None if all organisations are made up.

    systems  how many were drawn
    """
    own, often = scenario.system, "once" if systems == 1 else f"{systems:,} times"
    if not own.is_own:
        return None
    drawn = [f"what is not known of them drawn {often}"] if has_unknown(own) else []
    if _drawn_once(own):
        drawn.append("ties drawn once by region and type")
    elif own.has_drawn_ties:
        drawn.append(f"ties drawn {often} by region and type")
    if not drawn:
        return "on your system, and applies to this system only"
    whose = "on these" if is_shipped(own.organisations_file) else "on your"
    return f"{whose} organisations, with {' and '.join(drawn)}"
