"""The ideas of the paper, one by one: what it says, how the model does it, what turns it."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.config.preset_files import nearest, read, shipped
from sim.params.errors import UserError

FILE = "concepts.yaml"
KINDS = ("parameter", "rule", "outcome", "label", "preset")


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea of the paper.

    where    section of the paper, and lines of its plain text
    kind     one of KINDS; an outcome or a label is a reading and no dial
    keys     dotted keys that turn it; none if it is no dial
    command  what to type to see its effect
    code     functions (sim.rules.factors.by_usability) and presets (configs/...) that do it
    test     file of the test that shows its effect; the test's name begins with `test_start`
    """

    id: str
    name: str
    says: str
    where: str
    kind: str
    how: str
    keys: tuple[str, ...]
    command: str
    code: tuple[str, ...]
    test: str

    @property
    def overrides(self) -> list[str]:
        """What its command asks for, without the program and the command's name."""
        return shlex.split(self.command)[2:]

    @property
    def test_start(self) -> str:
        """How the name of its test begins."""
        return f"test_{self.id.lower()}_"


@cache
def concepts() -> Mapping[str, Concept]:
    """Read the register: id -> concept, in the order of the paper."""
    said = read(shipped() / FILE)
    return {each: _concept(each, entry) for each, entry in said.items()}


def concept(name: str) -> Concept:
    """Return the concept that an id stands for (C61, b5), or refuse it and name the nearest."""
    known = concepts()
    found = known.get(name.strip().upper())
    if found is None:
        hint = nearest(name.upper(), list(known)) or _by_name(name, known)
        raise UserError(f"there is no concept {name!r}{hint}; `uptake list concepts` names all")
    return found


def _concept(name: str, entry: Mapping[str, Any]) -> Concept:
    lists = {"keys": tuple(entry["keys"]), "code": tuple(entry["code"])}
    return Concept(id=name, **{**entry, **lists})


def _by_name(word: str, known: Mapping[str, Concept]) -> str:
    """Name the concept whose title has a word that was given instead of an id."""
    said = word.lower()
    like = [each.id for each in known.values() if len(said) > 3 and said in each.name.lower()]
    return f" (did you mean {' or '.join(like[:3])}?)" if like else ""
