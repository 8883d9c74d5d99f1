"""Command lines for a user to type, quoted so that every shell reads them in the same way."""

import re
from collections.abc import Iterable, Mapping


def quoted(override: str) -> str:
    """Quote an argument so that bash, PowerShell and cmd all read it in the same way."""
    return '"' + override.replace('"', "'") + '"'


def repeat(command: str, overrides: Iterable[str], options: Mapping[str, object]) -> str:
    """Write the line that repeats a command.

    options  name -> value; True: a flag; None or False: left out; a tuple: repeated
    """
    words = ["uptake", command, *map(quoted, overrides)]
    for name, value in options.items():
        for each in value if isinstance(value, tuple) else (value,):
            words += _option(name, each)
    return " ".join(words)


def _option(name: str, value: object) -> list[str]:
    if value is None or value is False:
        return []
    text = str(value)
    plain = re.fullmatch(r"[\w./:=+-]+", text, re.ASCII)
    return [name] if value is True else [name, text if plain else quoted(text)]
