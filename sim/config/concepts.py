"""The ideas in the paper, one by one: what it says, how the model does it, which keys change it."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.config.preset_files import nearest, read, shipped
from sim.params.errors import UserError

FILE = "concepts.yaml"
KINDS = ("parameter", "rule", "outcome", "preset")
ACTS, FAINT, READING = "acts", "faint - ", "a reading of "


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea in the paper.

    where     section of the paper, and lines of its plain text
    kind      one of KINDS; you can see an outcome, but not change it
    standing  "acts", "a reading of C58 - ..." or "faint - ...": whether it has an effect of its own
    keys      dotted keys that change it; empty if none does
    command   what to type to see its effect
    code      functions (sim.rules.factors.by_usability) and presets (configs/...) that do it
    test      file of the test that shows its effect; the test's name begins with `test_start`
    """

    id: str
    name: str
    says: str
    where: str
    kind: str
    standing: str
    how: str
    keys: tuple[str, ...]
    command: str
    code: tuple[str, ...]
    test: str

    @property
    def overrides(self) -> list[str]:
        """The arguments of its command, without `uptake` and the name of the command."""
        return shlex.split(self.command)[2:]

    @property
    def acts(self) -> bool:
        """Whether its first dial has an effect of its own in a shipped preset."""
        return self.standing == ACTS

    @property
    def is_faint(self) -> bool:
        """Whether its effect in shipped presets is small."""
        return self.standing.startswith(FAINT)

    @property
    def reading_of(self) -> tuple[str, ...]:
        """The entries of which it is another name; empty if it has an effect of its own."""
        said = self.standing.partition(" - ")[0]
        return tuple(re.findall(r"[CB]\d+", said)) if said.startswith(READING) else ()

    @property
    def short_standing(self) -> str:
        """Its standing without the explanation: "acts", "faint", "a reading of C58"."""
        return self.standing.partition(" - ")[0]

    @property
    def test_start(self) -> str:
        """The beginning of the name of its test."""
        return f"test_{self.id.lower()}_"


@cache
def concepts() -> Mapping[str, Concept]:
    """Read the list of concepts: id -> concept, in the order of the paper."""
    entries = read(shipped() / FILE)
    return {each: _concept(each, entry) for each, entry in entries.items()}


def concept(name: str) -> Concept:
    """Return the concept with an id (C61, b5); an unknown id is an error that names the nearest."""
    known = concepts()
    found = known.get(name.strip().upper())
    if found is None:
        hint = nearest(name.upper(), list(known)) or _by_name(name, known)
        raise UserError(f"there is no concept {name!r}{hint}; `uptake list concepts` lists them")
    return found


def _concept(name: str, entry: Mapping[str, Any]) -> Concept:
    lists = {"keys": tuple(entry["keys"]), "code": tuple(entry["code"])}
    return Concept(id=name, **{**entry, **lists})


def _by_name(word: str, known: Mapping[str, Concept]) -> str:
    """Suggest concepts whose title contains the word that the user gave instead of an id."""
    wanted = word.lower()
    like = [each.id for each in known.values() if len(wanted) > 3 and wanted in each.name.lower()]
    return f" (did you mean {' or '.join(like[:3])}?)" if like else ""
