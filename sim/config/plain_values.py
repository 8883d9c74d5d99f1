"""Values that need no parser: one number or word, or several with commas between them.

They are read exactly as Hydra reads them, which takes a hundred times as long for each and a
quarter of a second to load.  Whatever else there is (ranges, lists, quotation marks) Hydra reads.
"""

import re

from sim.config.override_text import Override

WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")
NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WORD = re.compile(r"(?!(?:inf|nan)\Z)[a-z_][a-z0-9_-]*", re.IGNORECASE | re.ASCII)
KEY = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*", re.IGNORECASE | re.ASCII)
NAMED = {"true": True, "false": False, "null": None}
SIGNS = ("", "+", "++")

Value = float | str | None  # a whole number is an int, yes or no a bool


def is_plain(override: Override) -> bool:
    """Whether an override gives one plain value."""
    return _has_plain_key(override) and _is_plain(override.value)


def read(text: str) -> Value:
    """Read one plain value."""
    if WHOLE.fullmatch(text):
        return int(text)
    if NUMBER.fullmatch(text):
        return float(text)
    return NAMED.get(text.lower(), text)


def listed(override: Override) -> list[str] | None:
    """List the plain values of an override, as Hydra writes each; None if it has others too."""
    if not _has_plain_key(override):
        return None
    values = [each.strip(" \t") for each in override.value.split(",")]
    if not all(_is_plain(each) for each in values):
        return None
    return ["null" if (value := read(each)) is None else str(value) for each in values]


def _has_plain_key(override: Override) -> bool:
    return override.sign in SIGNS and KEY.fullmatch(override.key) is not None


def _is_plain(text: str) -> bool:
    return (NUMBER.fullmatch(text) or WORD.fullmatch(text)) is not None
