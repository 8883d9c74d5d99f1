"""What the shell may complete: presets, groups, keys and the values of a key.

`_UPTAKE_COMPLETE=bash_source uptake` prints the script for bash; likewise zsh_source, fish_source.
"""

from collections.abc import Iterator
from enum import Enum

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    shell_complete,
)

VARIABLE = "_UPTAKE_COMPLETE"
NO_SPACE = "[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace"  # a value follows


class Bash(BashComplete):
    """bash, without a space after an equals sign."""

    source_template = BashComplete.source_template.replace(
        "    return 0", f"    {NO_SPACE}\n    return 0"
    )


def answer(command: click.Command, asked: str) -> int:
    """Print the script of a shell or what it may complete; returns the exit code.

    asked  by the shell: "bash_source", "zsh_complete" ...
    """
    add_completion_class(Bash)
    return shell_complete(command, {}, "uptake", VARIABLE, asked)


def overrides(
    context: click.Context, argument: click.Parameter, typed: str
) -> list[CompletionItem]:
    """Complete a preset or key=value.

    bash splits words at the equals sign, so there a value comes by itself, after the key.
    """
    if typed.startswith("-"):
        return []
    groups = _groups(context)
    before = _key_before(context, typed, groups)
    if before is not None:
        return _after(before, "", typed, groups)
    key, equals, value = typed.partition("=")
    if equals:
        return _after(key, f"{key}=", value, groups)
    found = [CompletionItem(each) for each in _words(groups) if each.startswith(typed)]
    return found or folders(context, argument, typed)  # that of a system of one's own


def kinds(_context: click.Context, _argument: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete what `uptake list` can list."""
    from sim.cli.list_command import LISTED

    return [CompletionItem(each) for each in LISTED if each.startswith(typed)]


def _groups(context: click.Context) -> tuple[str, ...]:
    """List the groups whose presets a command takes: ready designs for those of sweeps only."""
    from sim.config.preset_files import GROUPS, SWEEP

    return (*GROUPS, SWEEP) if context.info_name in ("show", "sweep") else GROUPS


def _after(key: str, start: str, value: str, groups: tuple[str, ...]) -> list[CompletionItem]:
    """Complete the last of the values of a key, which commas part."""
    done, comma, last = value.rpartition(",")
    found = (each for each in _values(key, groups) if each.startswith(last))
    return [CompletionItem(f"{start}{done}{comma}{each}") for each in found]


def _key_before(context: click.Context, typed: str, groups: tuple[str, ...]) -> str | None:
    """Return the key or group whose value comes next, where the shell has split it off."""
    given = [each for each in context.params.get("overrides") or () if each != "="]
    last = given[-1] if given else ""
    if "=" in typed or not last or not _values(last, groups) or _is_preset(last, groups):
        return None
    return last


def _is_preset(word: str, groups: tuple[str, ...]) -> bool:
    from sim.config.bare_names import groups_of

    return bool(groups_of(word, (), groups))


def _values(key: str, groups: tuple[str, ...]) -> list[str]:
    """List the values of a group or a key that has only some; empty for any other."""
    from sim.config import keys, preset_files

    if key in groups:
        return list(preset_files.files(key))
    leaf = keys.known(key)
    if leaf is None:
        return []
    if issubclass(leaf.kind, Enum):
        return list(leaf.kind.__members__)
    return (["yes", "no"] if leaf.kind is bool else []) + (["none"] if leaf.optional else [])


def _words(groups: tuple[str, ...]) -> Iterator[str]:
    """Yield the beginning of every override: presets by name, groups with presets, and keys."""
    from sim.config import keys, preset_files

    for group in groups:
        names = list(preset_files.files(group))
        yield from names
        yield from (f"{group}={name}" for name in names)
    yield from (f"{key}=" for key in keys.leaves() if "<" not in key)


def folders(
    _context: click.Context, _argument: click.Parameter, typed: str
) -> list[CompletionItem]:
    """Let the shell complete the name of a folder."""
    return [CompletionItem(typed, type="dir")]
