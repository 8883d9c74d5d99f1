"""What the user typed: split and checked without Hydra, then read by Hydra."""

import copy
import itertools
import os
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.config import bare_names, keys, own_folder, plain_values, preset_files, typed_values
from sim.config.changes import entry, put
from sim.config.nesting import refuse_nested_text
from sim.config.override_text import Override as Override
from sim.config.override_text import split as split
from sim.config.user_files import CODE, flat
from sim.params import Scenario
from sim.params.errors import UserError

MOST_PLANS = 1000
KEPT = 512  # texts that were parsed; a few hundred bytes each
PLAIN_VALUE = re.compile(r"[\w.+-]+", re.ASCII)
PLAIN_WORDS = re.compile(r"\w*(?:\s*,\s*\w+)*")
ENTRY = re.compile(rf"({'|'.join(each.group for each in keys.ENTRIES)})\.[A-Za-z_]\w*")


def screen(texts: Iterable[str], config_dirs: Sequence[Path] = ()) -> list[Override]:
    """Split and check overrides without loading Hydra.

    An unknown key, group or preset is an error, and so is anything that could run code.
    """
    named = bare_names.in_full(texts, config_dirs)
    overrides = [typed_values.as_read(_split(_safe(text), config_dirs)) for text in named]
    own = preset_files.own_groups(config_dirs)
    seen: set[str] = set()
    for each in overrides:
        if each.key in seen:
            raise UserError(_twice(each, overrides))
        seen.add(each.key)
        _refuse_names(each, config_dirs, own)
    return overrides


def _twice(override: Override, among: Sequence[Override]) -> str:
    values = ",".join(each.value for each in among if each.key == override.key)
    several = f'; to compare plans: uptake compare "{override.key}={values}"'
    return f"{override.key} is given twice; give it once{several}"


def alternatives(
    override: Override, config_dirs: Sequence[Path] = (), most: int = MOST_PLANS
) -> list[Override]:
    """List the single values of an override: itself, or each value of a sweep in its order.

    most  so many are listed, and one more if there is one
    """
    if override.sign == "~" or plain_values.is_plain(override):
        return [override]
    texts = plain_values.listed(override)
    if texts is None:
        texts = _listed_by_hydra(override, config_dirs, most)
    if texts is None:
        return [override]
    if not texts:
        raise UserError(f"{override.text} gives no value; give at least one")
    given = (f"{override.sign}{override.key}={value}" for value in texts[: most + 1])
    return [typed_values.as_read(split(text)) for text in given]


def _listed_by_hydra(
    override: Override, config_dirs: Sequence[Path], most: int
) -> list[str] | None:
    """List the values of an override that is no plain list; None if it gives one value."""
    from hydra.core.override_parser.types import ValueType

    parsed = _parsed(override)
    if parsed.value_type is ValueType.ELEMENT:
        return None
    if parsed.value_type is ValueType.GLOB_CHOICE_SWEEP:
        return list(parsed.value().filter(list(preset_files.files(override.key, config_dirs))))
    if parsed.is_interval_sweep() or parsed.value().shuffle:
        raise UserError(f"{override.text}: give values in an order, like 1,2,4 or range(1,5)")
    try:
        values = list(itertools.islice(parsed.sweep_string_iterator(), most + 1))
    except (ValueError, ArithmeticError):  # range(1,9,0), or two intervals
        raise UserError(
            f"{override.text} gives no values; write e.g. {override.key}=1,2,4 or "
            f"{override.key}=range(1,9,2)"
        ) from None
    return [_as_meant(each) for each in values] if parsed.is_range_sweep() else values


def _as_meant(text: str) -> str:
    """Write a number of a range without what adding up steps leaves: 0.7000000000000001 is 0.7."""
    return text if text.lstrip("-").isdecimal() else str(float(f"{float(text):.15g}"))


def interval_of(override: Override) -> tuple[float, float] | None:
    """Return the ends of a range, `key=interval(0.1,0.4)`; None for anything else."""
    if "interval" not in override.value:
        return None
    parsed = _parsed(override)
    if not parsed.is_interval_sweep():
        return None
    return float(parsed.value().start), float(parsed.value().end)


def apply(scenario: Scenario, override: Override) -> None:
    """Apply one override of a value to a scenario, in place."""
    if override.sign == "~":
        _remove(scenario, override)
        return
    value, adds = value_of(override), override.sign.startswith("+")
    try:
        if isinstance(value, dict):
            _apply_several(scenario, override, value, adds)
        else:
            put(scenario, override.key, value, adds)
    except UserError as error:
        raise UserError(_with_origin(error, override)) from None


def value_of(override: Override) -> Any:
    """Return the value of an override as Hydra reads it: a number, a word, true, null ..."""
    if plain_values.is_plain(override):
        return plain_values.read(override.value)
    return copy.deepcopy(_parsed(override).value())  # a list or a dict may be changed


def label_of(override: Override, among: Sequence[Override]) -> str:
    """Name an override in a label: a preset's name, or the last word of a key and its value."""
    if override.is_preset:
        return override.value
    if override.sign == "~":
        return f"without {_brief(override.key)}"
    brief = _brief(override.key)
    alike = {each.key for each in among if _brief(each.key) == brief}
    return f"{brief if len(alike) <= 1 else override.key}={_rounded(override.value)}"


def _brief(key: str) -> str:
    """Shorten a key to its last word; for a type of organisation or a phase, keep its name too."""
    entries = keys.entries_of(key)
    return key.rpartition(".")[2] if entries is None else key.removeprefix(f"{entries.group}.")


def _split(text: str, config_dirs: Sequence[Path]) -> Override:
    if "=" not in text and os.path.isdir(text):
        own_folder.tables_in(Path(text))  # raises an error that says what is missing
    if bare_names.NAMES.fullmatch(text.strip()):
        raise UserError(bare_names.unknown(text.strip(), config_dirs))
    return split(text)


def _safe(text: str) -> str:
    refuse_nested_text(text)
    found = CODE.search(text)
    if found:
        raise UserError(
            f"{text!r} contains {found.group()!r}; write a plain value, since overrides cannot "
            "run code or look values up"
        )
    if text.lstrip("+~").startswith("hydra"):
        raise UserError(f"{text!r}: you cannot change settings of Hydra itself here")
    return text


def _refuse_names(override: Override, config_dirs: Sequence[Path], own: Sequence[str]) -> None:
    if re.search(r"[^\w.]", override.key):
        raise UserError(f"{override.text!r}: {override.key!r} is not a key; write key=value")
    if override.key == preset_files.SWEEP:
        raise UserError(
            f"{override.text!r} is a ready design of many plans; run it with: "
            f"uptake sweep {override.value}"
        )
    if override.sign == "~":
        _refuse_removal(override)
    elif override.key in (*preset_files.GROUPS, *own):
        _refuse_presets(override, config_dirs)
    elif not (override.value.startswith("{") and keys.below(override.key)):
        _refuse_key(override, own)


def _refuse_key(override: Override, own: Sequence[str]) -> None:
    key, groups = override.key, (*preset_files.GROUPS, *own)
    near = "" if "." in key else preset_files.nearest(key, groups)
    if near and not keys.below(key):
        raise UserError(f"there is no group or key {key!r}{near}")
    try:
        keys.find(key)
    except UserError as error:
        plus = "; a plus in front does not help" if override.sign else ""
        raise UserError(f"{error}{plus}") from None
    is_date = typed_values.names_month(keys.find(key), override.value)
    if PLAIN_VALUE.fullmatch(override.value) and not is_date:
        try:
            keys.converted(key, _literal(override.value))
        except UserError as error:
            raise UserError(_with_origin(error, override)) from None


def _literal(text: str) -> Any:
    """Read a plain value as Hydra would, but without it: a number, true, false, null or a word."""
    words = {"true": True, "false": False, "null": None}
    if text.lower() in words:
        return words[text.lower()]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _with_origin(error: UserError, override: Override) -> str:
    return f"{error} (you wrote {override.text})"


def _refuse_removal(override: Override) -> None:
    if not ENTRY.fullmatch(override.key):
        raise UserError(
            f"{override.text!r}: you can only remove a type, a phase or an event, like "
            "~system.types.acute, ~strategy.phases.spread or ~events.registry"
        )


def _refuse_presets(override: Override, config_dirs: Sequence[Path]) -> None:
    key, value = override.key, override.value
    if override.sign:
        raise UserError(f"{override.text!r}: write {key}={value} to choose a preset")
    if value.startswith(("{", "[")) or re.search(r"[/\\]|\.\.", value):
        raise UserError(f"{override.text!r}: choose {key} by the name of a preset, like {key}=name")
    if PLAIN_WORDS.fullmatch(value):
        for name in value.split(","):
            preset_files.refuse_unknown(key, name.strip(), config_dirs)


def _remove(scenario: Scenario, override: Override) -> None:
    existing, name = _entries(scenario, override.key), override.key.rpartition(".")[2]
    entries = keys.entries_of(override.key)
    if entries is not None and name not in existing:
        only = ", ".join(existing) or "none"
        raise UserError(f"{override.text!r}: there is no {entries.noun} {name!r} here, only {only}")
    existing.pop(name)


def _entries(scenario: Scenario, key: str) -> dict[str, Any]:
    """Return the types, phases or events of a scenario, whichever the key belongs to."""
    existing: Any = scenario
    for name in key.split(".")[:-1]:
        existing = getattr(existing, name)
    found: dict[str, Any] = existing
    return found


def _apply_several(
    scenario: Scenario, override: Override, value: dict[str, Any], adds: bool
) -> None:
    if ENTRY.fullmatch(override.key):
        name = override.key.rpartition(".")[2]
        entry(_entries(scenario, override.key), name, override.key, adds)
    for key, each in flat(value, f"{override.key}."):
        put(scenario, key, each, adds)


def _parsed(override: Override) -> Any:
    """Read one override with Hydra's own parser."""
    from hydra.errors import HydraException

    try:
        return _parsed_text(f"{override.sign}{override.key}={override.value}")
    except HydraException as error:
        raise UserError(f"{override.text!r} cannot be read: {_why(override, str(error))}") from None


@lru_cache(KEPT)
def _parsed_text(text: str) -> Any:
    """Parse a text once: a plan is looked at several times before it runs."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    return OverridesParser.create().parse_override(text)


def _why(override: Override, message: str) -> str:
    """Say what is wrong with a value that the parser cannot read, and what to do."""
    if re.search(r"(^|,)\s*(,|$)", override.value):
        return "a value is missing before or after a comma"
    if re.search(r"\s[\w.+~]+=", override.value):
        return "put each key=value in its own double quotes"
    what = " ".join(message.split("See https")[0].split(" expecting ")[0].split())
    return f"{what}; put text with punctuation in single quotes, like title='What if?'"


def _rounded(value: str) -> str:
    if value == "null":
        return "none"
    try:
        return f"{float(value):.15g}"
    except ValueError:
        return value.strip("'\"")
