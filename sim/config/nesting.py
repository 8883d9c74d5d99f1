"""Refuses what is nested too deep, or names itself too often, before anything descends into it."""

import re
from typing import Any

from sim.params.errors import UserError

DEEPEST = 50  # of lists and keys inside each other; a scenario needs 8
MOST = 10_000  # values, once every alias is written out
LONGEST = 10_000  # characters of a value: what looks like a number of many parts takes minutes


def refuse_nested_text(text: str) -> None:
    """Raise an error for brackets too deep inside each other, as typed on a command line."""
    depth = 0
    for bracket in re.findall(r"[\[\](){}]", text):
        depth += 1 if bracket in "[({" else -1
        if depth > DEEPEST:
            raise UserError(
                f"'{text[:40]} ...' has more than {DEEPEST} brackets inside each other; write "
                "key=value, or a list like key=[1,2]"
            )


def refuse_nested_yaml(text: str, loader: Any, where: str) -> None:
    """Raise an error for YAML that is too deep or too long, or that aliases make too large.

    It looks at the file piece by piece, since a reader that descends has no end for such a file.

    Raises
    ------
    UserError
        If it is.
    yaml.YAMLError
        If the text is no YAML.
    """
    import yaml

    found = _Found(where)
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            found.begin(event.anchor, event.start_mark.line + 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            found.end()
        elif isinstance(event, yaml.AliasEvent):
            found.repeat(event.anchor)
        elif isinstance(event, yaml.ScalarEvent):
            found.count(1)
            if len(event.value) > LONGEST:
                raise UserError(
                    f"{where}, line {event.start_mark.line + 1}: this value has more than "
                    f"{LONGEST:,} characters; shorten it"
                )


class _Found:
    """What a file holds so far, and the lists and keys that are open."""

    def __init__(self, where: str):
        self.where, self.values = where, 0
        self.sizes: dict[str, int] = {}  # values below each anchor that is complete
        self.open: list[tuple[str | None, int]] = []  # its anchor, and the values before it

    def begin(self, anchor: str | None, line: int) -> None:
        """Open a list or key."""
        self.open.append((anchor, self.values))
        self.count(1)
        if len(self.open) > DEEPEST:
            raise UserError(
                f"{self.where}, line {line}: keys or lists are more than {DEEPEST} deep inside "
                "each other; a preset needs 8 at most"
            )

    def end(self) -> None:
        """Close what was opened last."""
        anchor, before = self.open.pop()
        if anchor is not None:
            self.sizes[anchor] = self.values - before

    def repeat(self, anchor: str) -> None:
        """Count what an alias repeats."""
        if any(anchor == each for each, _ in self.open):
            raise UserError(f"{self.where}: *{anchor} stands inside itself; write the values")
        self.count(self.sizes.get(anchor, 1))

    def count(self, more: int) -> None:
        """Count values."""
        self.values += more
        if self.values > MOST:
            raise UserError(
                f"{self.where} holds more than {MOST:,} values; a preset has a few hundred"
            )
