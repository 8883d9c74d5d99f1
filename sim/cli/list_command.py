"""`uptake list`: what you can choose from."""

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from sim.cli import messages
from sim.config import assumption_ranges
from sim.config.concepts import concepts
from sim.config.keys import ENTRIES
from sim.config.preset_files import PLURALS, existing_folders, nearest, presets
from sim.params import Parameter, Scenario, parameters
from sim.params.declare import in_full
from sim.params.errors import UserError

LEVERS, PARAMETERS, CONCEPTS = "levers", "parameters", "concepts"
NEAR = 0.6  # how alike a misspelt word and a known one must be; 1 is identical


def print_list(what: str | None, words: Sequence[str], config_dirs: Sequence[Path]) -> int:
    """List one kind of thing, or every kind of preset; returns the exit code.

    words  to find among the parameters
    """
    own = existing_folders(config_dirs)
    if words:
        if what != PARAMETERS:
            raise UserError(f"only parameters can be searched: uptake list parameters {words[0]}")
        _parameters(words)
    elif what is None:
        for plural in PLURALS:
            _presets(plural, own)
        messages.out(f"See also: {', '.join(f'uptake list {each}' for each in _OTHERS)}")
    elif what in PLURALS or f"{what}s" in PLURALS or what in PLURALS.values():
        _presets(_plural(what), own)
    elif what in _OTHERS:
        _OTHERS[what]()
    else:
        raise UserError(
            f"cannot list {what!r}{nearest(what, LISTED)}; choose from {', '.join(LISTED)}"
        )
    options = {"--config-dir": tuple(config_dirs)}
    command = " ".join(["list", *filter(None, (what, *words))])
    messages.out(f"To repeat: {messages.repeat(command, (), options)}")
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


def _parameters(words: Sequence[str] = ()) -> None:
    """List numbers and switches with default, unit, range, meaning and source.

    words  to find in the key or the meaning; all of them if there are none
    """
    entries = (each for group in ENTRIES for each in parameters(group.kind(), group.any_one))
    found = _holding([*parameters(Scenario()), *entries], words)
    drawn = assumption_ranges()
    messages.out('Parameters: change one with "<key>=<value>". Most are assumptions.')
    for each in found:
        allowed = f", {each.allowed}" if each.allowed else ""
        default = getattr(each.default, "name", each.default)
        unit = f" {each.unit}" if each.unit else ""
        if each.key in drawn:
            low, high = drawn[each.key]
            allowed += f", plausible {in_full(low)} to {in_full(high)}"
        messages.out(f"  {each.key} = {'none' if default is None else default}{unit}{allowed}")
        messages.out(f"      {each.meaning} ({each.source})")
    messages.out()


def _holding(every: Sequence[Parameter], words: Sequence[str]) -> list[Parameter]:
    """Find parameters whose key or meaning holds all words; those of the nearest word if none."""
    sought = [word.casefold() for word in words]
    texts = [f"{each.key} {each.meaning}".casefold() for each in every]
    found = [
        each for each, text in zip(every, texts, strict=True) if all(w in text for w in sought)
    ]
    if found:
        return found
    known = sorted({word for text in texts for word in re.findall(r"[a-z]{3,}", text)})
    near = [
        (difflib.get_close_matches(word, known, n=1, cutoff=NEAR) or [""])[0] for word in sought
    ]
    told = " ".join(words)
    if not all(near) or near == sought:
        raise UserError(f"no parameter's key or meaning holds {told!r}; try another word")
    messages.note(f"No parameter holds {told!r}; these hold {' '.join(near)!r}.")
    return _holding(every, near)


def _concepts() -> None:
    """List every idea in the paper by number and name, and say which has no effect of its own."""
    messages.out('Concepts in the paper: read about one with "uptake show concept=<number>"')
    for each in concepts().values():
        aside = "" if each.acts else f" ({each.short_standing})"
        messages.out(f"  {each.id:3}  {each.name}{aside}")
    messages.out()


_OTHERS = {LEVERS: _levers, PARAMETERS: _parameters, CONCEPTS: _concepts}
LISTED = (*PLURALS, *_OTHERS)
