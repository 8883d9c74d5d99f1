"""Lines that a user can type: quoted so that every shell reads them alike."""

import re
from collections.abc import Iterable, Mapping


def quoted(override: str) -> str:
    """Quote an argument so that bash, PowerShell and cmd all read it alike."""
    return '"' + override.replace('"', "'") + '"'


def repeat(command: str, overrides: Iterable[str], options: Mapping[str, object]) -> str:
    """Write the line that repeats a command.

    options  name -> value; True is a bare flag, None and False leave it out, a tuple repeats it
    """
    words = ["uptake", command, *map(quoted, overrides)]
    for name, value in options.items():
        for each in value if isinstance(value, tuple) else (value,):
            words += _option(name, each)
    return " ".join(words)


def _option(name: str, value: object) -> list[str]:
    if value is None or value is False:
        return []
    told = str(value)
    plain = re.fullmatch(r"[\w./:=+-]+", told, re.ASCII)
    return [name] if value is True else [name, told if plain else quoted(told)]
