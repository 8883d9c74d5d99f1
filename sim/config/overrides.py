"""What the user typed: taken apart and checked for names without Hydra, then spelt out by it."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.config import keys, preset_files
from sim.config.changes import entry, put
from sim.config.user_files import CODE, flat
from sim.params import Scenario
from sim.params.errors import UserError

MOST_PLANS = 1000
PLAIN_VALUE = re.compile(r"[\w.+-]+", re.ASCII)
QUOTES, CURLED = tuple("'\"`\u2018\u201c\u201e\u00ab"), tuple("\u2019\u201d")
PLAIN_WORDS = re.compile(r"\w*(?:\s*,\s*\w+)*")
ENTRY = re.compile(rf"({'|'.join(each.group for each in keys.ENTRIES)})\.[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Override:
    """One thing asked for: `key=value`, with `+` to add or `~` to remove a type or a phase."""

    text: str
    sign: str
    key: str
    value: str

    @property
    def is_preset(self) -> bool:
        """Whether it chooses a preset of a group rather than sets a value."""
        plain = "." not in self.key and not self.value.startswith("{")
        return plain and self.key not in keys.leaves()


def split(text: str) -> Override:
    """Take an override apart without Hydra; its value stays as typed."""
    if text.strip()[:1] in QUOTES or text.strip()[-1:] in CURLED:
        raise UserError(
            f"{text!r} begins or ends with a quotation mark that the shell did not take away; put "
            'straight double quotes around each key=value, like "strategy=none"'
        )
    body = text.lstrip("+~")
    sign = text[: len(text) - len(body)]
    key, equals, value = body.partition("=")
    if not (equals or sign == "~") or not key.strip():
        raise UserError(
            f"{text!r} is not an override; write key=value without spaces, e.g. strategy=none"
        )
    return Override(text, sign, key.strip(), value.strip())


def screen(texts: Iterable[str], config_dirs: Sequence[Path] = ()) -> list[Override]:
    """Refuse, without loading Hydra, what could run code or names no key, group or preset."""
    asked = [split(_safe(text)) for text in texts]
    own = preset_files.own_groups(config_dirs)
    seen: set[str] = set()
    for each in asked:
        if each.key in seen:
            raise UserError(f"{each.key} is given twice; give it once")
        seen.add(each.key)
        _refuse_names(each, config_dirs, own)
    return asked


def alternatives(asked: Override, config_dirs: Sequence[Path] = ()) -> list[Override]:
    """Spell out the single values of an override: itself, or each of a sweep in its order."""
    from hydra.core.override_parser.types import ValueType

    if asked.sign == "~":
        return [asked]
    parsed = _parsed(asked)
    if parsed.value_type is ValueType.ELEMENT:
        return [asked]
    if parsed.value_type is ValueType.GLOB_CHOICE_SWEEP:
        values = parsed.value().filter(list(preset_files.files(asked.key, config_dirs)))
    elif parsed.is_interval_sweep() or parsed.value().shuffle:
        raise UserError(f"{asked.text}: give values in an order, like 1,2,4 or range(1,5)")
    else:
        values = itertools.islice(parsed.sweep_string_iterator(), MOST_PLANS + 1)
    spelt = [f"{asked.sign}{asked.key}={value}" for value in values]
    if not spelt:
        raise UserError(f"{asked.text} stands for no value at all")
    return [split(text) for text in spelt]


def apply(scenario: Scenario, asked: Override) -> None:
    """Carry one override of a value out, in place."""
    if asked.sign == "~":
        _remove(scenario, asked)
        return
    value, adds = valued(asked), asked.sign.startswith("+")
    try:
        if isinstance(value, dict):
            _apply_several(scenario, asked, value, adds)
        else:
            put(scenario, asked.key, value, adds)
    except UserError as error:
        raise UserError(_with_origin(error, asked)) from None


def valued(asked: Override) -> Any:
    """Return the value of an override as Hydra reads it: a number, a word, true, null ..."""
    return _parsed(asked).value()


def short(asked: Override, among: Sequence[Override]) -> str:
    """Name an override in a label: a preset's name, or the last word of a key and its value."""
    if asked.is_preset:
        return asked.value
    if asked.sign == "~":
        return f"without {_brief(asked.key)}"
    brief = _brief(asked.key)
    alike = {each.key for each in among if _brief(each.key) == brief}
    return f"{brief if len(alike) <= 1 else asked.key}={_rounded(asked.value)}"


def _brief(key: str) -> str:
    """Shorten a key to its last word; of a type of organisation or a phase, keep its name too."""
    entries = keys.entries_of(key)
    return key.rpartition(".")[2] if entries is None else key.removeprefix(f"{entries.group}.")


def _safe(text: str) -> str:
    found = CODE.search(text)
    if found:
        raise UserError(
            f"{text!r} holds {found.group()!r}; overrides are plain values and can neither "
            "run code nor look values up"
        )
    if text.lstrip("+~").startswith("hydra"):
        raise UserError(f"{text!r}: settings of Hydra itself cannot be changed here")
    return text


def _refuse_names(asked: Override, config_dirs: Sequence[Path], own: Sequence[str]) -> None:
    if re.search(r"[^\w.]", asked.key):
        raise UserError(f"{asked.text!r}: {asked.key!r} is no key; write key=value")
    if asked.sign == "~":
        _refuse_removal(asked)
    elif asked.key in (*preset_files.GROUPS, *own):
        _refuse_presets(asked, config_dirs)
    elif not (asked.value.startswith("{") and keys.below(asked.key)):
        _refuse_key(asked, own)


def _refuse_key(asked: Override, own: Sequence[str]) -> None:
    near = "" if "." in asked.key else preset_files.nearest(asked.key, (*preset_files.GROUPS, *own))
    if near and not keys.below(asked.key):
        raise UserError(f"there is no group or key {asked.key!r}{near}")
    try:
        keys.find(asked.key)
    except UserError as error:
        raise UserError(f"{error}{'; a plus in front does not help' * bool(asked.sign)}") from None
    if PLAIN_VALUE.fullmatch(asked.value):
        try:
            keys.converted(asked.key, _literal(asked.value))
        except UserError as error:
            raise UserError(_with_origin(error, asked)) from None


def _literal(text: str) -> Any:
    """Read a plain value as Hydra would, without it: a number, true, false, null or a word."""
    words = {"true": True, "false": False, "null": None}
    if text.lower() in words:
        return words[text.lower()]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _with_origin(error: UserError, asked: Override) -> str:
    return f"{error} (you wrote {asked.text})"


def _refuse_removal(asked: Override) -> None:
    if not ENTRY.fullmatch(asked.key):
        raise UserError(
            f"{asked.text!r}: only a type or a phase can be removed, like ~system.types.acute or "
            "~strategy.phases.spread"
        )


def _refuse_presets(asked: Override, config_dirs: Sequence[Path]) -> None:
    if asked.sign:
        raise UserError(f"{asked.text!r}: write {asked.key}={asked.value} to choose a preset")
    if asked.value.startswith(("{", "[")):
        raise UserError(f"{asked.text!r}: {asked.key} is chosen by the name of a preset")
    if PLAIN_WORDS.fullmatch(asked.value):
        for name in asked.value.split(","):
            preset_files.refuse_unknown(asked.key, name.strip(), config_dirs)


def _remove(scenario: Scenario, asked: Override) -> None:
    there, name = _entries(scenario, asked.key), asked.key.rpartition(".")[2]
    entries = keys.entries_of(asked.key)
    if entries is not None and name not in there:
        only = ", ".join(there) or "none"
        raise UserError(f"{asked.text!r}: there is no {entries.noun} {name!r} here, only {only}")
    there.pop(name)


def _entries(scenario: Scenario, key: str) -> dict[str, Any]:
    """Give the types or the phases of a scenario: those among which a key is."""
    group, _, name = key.rpartition(".")[0].rpartition(".")
    there: dict[str, Any] = getattr(getattr(scenario, group), name)
    return there


def _apply_several(scenario: Scenario, asked: Override, value: dict[str, Any], adds: bool) -> None:
    if ENTRY.fullmatch(asked.key):
        name = asked.key.rpartition(".")[2]
        entry(_entries(scenario, asked.key), name, asked.key, adds)
    for key, each in flat(value, f"{asked.key}."):
        put(scenario, key, each, adds)


def _parsed(asked: Override) -> Any:
    """Let Hydra's own parser read one override."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    try:
        return OverridesParser.create().parse_override(f"{asked.sign}{asked.key}={asked.value}")
    except HydraException as error:
        raise UserError(f"{asked.text!r} cannot be read: {_why(asked, str(error))}") from None


def _why(asked: Override, told: str) -> str:
    """Say what is wrong with a value that the parser cannot read, and what to do."""
    if re.search(r"(^|,)\s*(,|$)", asked.value):
        return "a value is missing before or after a comma"
    if re.search(r"\s[\w.+~]+=", asked.value):
        return "give each key=value by itself, in double quotes of its own"
    what = " ".join(told.split("See https")[0].split(" expecting ")[0].split())
    return f"{what}; put a text with signs in single quotes, like title='What if?'"


def _rounded(value: str) -> str:
    try:
        return f"{float(value):.6g}"
    except ValueError:
        return value.strip("'\"")
