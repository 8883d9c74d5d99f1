"""`uptake list`: what you can choose from."""

from collections.abc import Sequence
from pathlib import Path

from sim.cli import messages
from sim.config.concepts import concepts
from sim.config.keys import ENTRIES
from sim.config.preset_files import PLURALS, existing_folders, nearest, presets
from sim.params import Scenario, parameters
from sim.params.errors import UserError

LEVERS, PARAMETERS, CONCEPTS = "levers", "parameters", "concepts"


def print_list(what: str | None, config_dirs: Sequence[Path]) -> int:
    """List one kind of thing, or every kind of preset; returns the exit code."""
    own = existing_folders(config_dirs)
    if what is None:
        for plural in PLURALS:
            _presets(plural, own)
        messages.out(f"See also: {', '.join(f'uptake list {each}' for each in _OTHERS)}")
    elif what in PLURALS or f"{what}s" in PLURALS or what in PLURALS.values():
        _presets(_plural(what), own)
    elif what in _OTHERS:
        _OTHERS[what]()
    else:
        words = [*PLURALS, *_OTHERS]
        raise UserError(
            f"cannot list {what!r}{nearest(what, words)}; choose from {', '.join(words)}"
        )
    options = {"--config-dir": tuple(config_dirs)}
    messages.out(f"To repeat: {messages.repeat(f'list {what}' if what else 'list', (), options)}")
    return 0


def _plural(what: str) -> str:
    return next(plural for plural, group in PLURALS.items() if what in (plural, group))


def _presets(plural: str, own: Sequence[Path]) -> None:
    group = PLURALS[plural]
    messages.out(f'{plural.capitalize()}: choose one with "{group}=<name>"')
    found = presets(group, own)
    width = max(len(each.name) for each in found)
    for each in found:
        text = ". ".join(part for part in (each.title, each.about) if part)
        messages.out(f"  {each.name:{width}}  {messages.hanging(text, width + 4)}".rstrip())
    messages.out()


def _levers() -> None:
    """List the levers: the work that money can be spent on."""
    messages.out('Levers: move money to one with e.g. "strategy.shift.comms=0.1"')
    shares = [each for each in parameters(Scenario()) if each.key.startswith("strategy.shares.")]
    for each in shares:
        messages.out(f"  {each.key.rpartition('.')[2]:9}  {each.meaning}")
    messages.out()


def _parameters() -> None:
    """List every number and switch with default, unit, range, meaning and source."""
    messages.out('Parameters: change one with "<key>=<value>". Most are assumptions.')
    entries = (each for group in ENTRIES for each in parameters(group.kind(), group.any_one))
    for each in [*parameters(Scenario()), *entries]:
        allowed = "" if each.low is None else f", {each.low:g} to {each.high:g}"
        default = getattr(each.default, "name", each.default)
        unit = f" {each.unit}" if each.unit else ""
        messages.out(f"  {each.key} = {'none' if default is None else default}{unit}{allowed}")
        messages.out(f"      {each.meaning} ({each.source})")
    messages.out()


def _concepts() -> None:
    """List every idea in the paper by number and name, and say which has no effect of its own."""
    messages.out('Concepts in the paper: read about one with "uptake show concept=<number>"')
    for each in concepts().values():
        aside = "" if each.acts else f" ({each.short_standing})"
        messages.out(f"  {each.id:3}  {each.name}{aside}")
    messages.out()


_OTHERS = {LEVERS: _levers, PARAMETERS: _parameters, CONCEPTS: _concepts}
