"""From what somebody types, or a ready design, to a design of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.config import bare_names, keys, preset_files, typed_values
from sim.config.bare_names import side_by_side
from sim.config.override_text import Override, split
from sim.config.overrides import alternatives, interval_of, screen, value_of
from sim.config.preset_files import SWEEP
from sim.networks.whole_numbers import whole
from sim.params.errors import UserError
from sim.params.names import LARGEST_SEED, MOST_REPLICATES
from sim.study.sweep.assumption_ranges import assumed_ranges
from sim.study.sweep.design import (
    METHODS,
    OWN,
    REPLICATES,
    SEED,
    Axis,
    Design,
    Sample,
    refuse_no_range,
)
from sim.study.sweep.ready import MOST_VALUES, ready
from sim.study.sweep.ready import Wishes as Wishes

GROUPS = (*preset_files.GROUPS, SWEEP)  # whose presets can be named without their group
EXACT = 2**53  # up to which a number with a point holds every whole number
LIMITS = {SEED: (0, LARGEST_SEED), REPLICATES: (1, MOST_REPLICATES)}


@dataclass
class _Ranges:
    """What is typed, sorted by what it asks for."""

    fixed: list[Override] = field(default_factory=list)
    axes: list[Axis] = field(default_factory=list)
    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)


def design_of(
    texts: Iterable[str],
    wishes: Wishes,
    seed: int = 0,
    replicates: int = 64,
    config_dirs: Sequence[Path] = (),
) -> Design:
    """Read a design.

    texts  overrides with one or several values; `sweep=name` takes those of a ready design too

    Raises
    ------
    UserError
        If a key, name or value is unknown or out of range, or if the wishes do not fit together.
    """
    own = preset_files.existing_folders(config_dirs)
    named = side_by_side(tuple(texts), own, GROUPS)
    for text in named:
        if bare_names.NAMES.fullmatch(text.strip()):
            raise UserError(bare_names.unknown(text.strip(), own, GROUPS))
    typed, wishes = _with_ready(named, wishes, own)
    return _read(typed, wishes, seed, replicates, own)


def _read(
    typed: Sequence[str], wishes: Wishes, seed: int, replicates: int, own: Sequence[Path]
) -> Design:
    """Read a design that is typed in full."""
    found, order = _Ranges(), []
    for text in typed:
        key = _key(text)
        if key in OWN and key in order:
            raise UserError(f"{key} is given twice; give it once, with all its values: {key}=1,2")
        order.append(key)
        if key in OWN:
            _sort(found, split(text), _numbers(text, key))
    for each in screen([text for text in typed if _key(text) not in OWN], own):
        if (ends := interval_of(each)) is not None:
            found.ranges[each.key] = _checked(each, ends)
        else:
            _sort(found, each, _values(each, own))
    if wishes.ranges is not None:
        drawn = assumed_ranges(wishes.ranges, found.fixed, found.axes, order, own)
        order += drawn
        found.ranges |= drawn
    found.axes.sort(key=lambda axis: order.index(axis.key))
    found.fixed.sort(key=lambda each: order.index(each.key))
    return _combined(found, wishes, tuple(order), seed, replicates)


def _key(text: str) -> str:
    return text.lstrip("+~").partition("=")[0].strip()


def _combined(
    found: _Ranges, wishes: Wishes, order: tuple[str, ...], seed: int, replicates: int
) -> Design:
    refuse_no_range(found.ranges)
    given = {each.key: int(each.value) for each in found.fixed if each.key in OWN}
    seed = whole(SEED, given.get(SEED, seed), *LIMITS[SEED])
    replicates = whole(REPLICATES, given.get(REPLICATES, replicates), *LIMITS[REPLICATES])
    fixed = tuple(each for each in found.fixed if each.key not in OWN)
    axes = tuple(found.axes)
    if wishes.alone:
        if wishes.sample is not None:
            raise UserError("--one-at-a-time draws no sample; leave --sample out")
        ends = [Axis(key, _ends(key, each)) for key, each in found.ranges.items()]
        return Design(fixed, (*axes, *ends), None, True, seed, replicates, order)
    if found.ranges and wishes.sample is None:
        key, (low, high) = next(iter(found.ranges.items()))
        raise UserError(
            f"{key} has a range, from {low:g} to {high:g}; say how many points to draw from it, "
            f"e.g. --sample 256, or give values: {key}={low:g},{high:g}"
        )
    if wishes.method not in (None, *METHODS):
        raise UserError(f"--method is {wishes.method!r}; choose from {', '.join(METHODS)}")
    if wishes.sample is None:
        if wishes.method is not None:
            raise UserError("--method says how a sample is drawn; say how large: --sample 256")
        return Design(fixed, axes, None, False, seed, replicates, order)
    if not found.ranges:
        raise UserError(
            "--sample needs a key with a range, e.g. strategy.budget_per_organisation="
            "interval(300,900), or --ranges assumptions"
        )
    drawn = frozenset(key for key in found.ranges if keys.find(key).kind is int)
    size = whole("--sample", wishes.sample, 1, MOST_VALUES)
    sample = Sample(found.ranges, drawn, size, wishes.method or METHODS[0], seed)
    return Design(fixed, axes, sample, False, seed, replicates, order)


def _with_ready(
    texts: Sequence[str], wishes: Wishes, config_dirs: Sequence[Path]
) -> tuple[list[str], Wishes]:
    """Add what a ready design says, unless it is typed otherwise."""
    named = [text for text in texts if text.partition("=")[0] == SWEEP]
    typed = [text for text in texts if text not in named]
    if not named:
        return typed, wishes
    name = named[0].partition("=")[2].strip()
    if len(named) > 1 or "," in name:
        raise UserError(f"there are several ready designs in {' '.join(named)}; name one")
    said = ready(name, config_dirs)
    try:  # by itself, so that a message can name the file
        _read(said.texts, said.wishes, 0, 1, config_dirs)
    except UserError as error:
        raise UserError(f"{said.path}: {error}") from None
    given = {_key(text) for text in typed}
    rest = [text for text in said.texts if _key(text) not in given]
    sample = said.wishes.sample if wishes.sample is None and not wishes.alone else wishes.sample
    return [*rest, *typed], Wishes(
        sample, wishes.method or said.wishes.method,
        wishes.ranges or said.wishes.ranges, wishes.alone or said.wishes.alone,
    )  # fmt: skip


def _sort(found: _Ranges, override: Override, values: Sequence[Override]) -> None:
    """Put an override with its values where it belongs."""
    seen: set[str] = set()
    for each in values:
        if each.text in seen:
            raise UserError(f"{each.text} is there twice in {override.text}; give each value once")
        seen.add(each.text)
    if len(values) > 1:
        found.axes.append(Axis(override.key, tuple(values)))
    else:
        found.fixed.append(values[0])


def _values(override: Override, config_dirs: Sequence[Path]) -> list[Override]:
    """List the values of an override, each one possible by itself."""
    values = alternatives(override, config_dirs, MOST_VALUES)
    if len(values) > MOST_VALUES:
        raise UserError(f"{override.text} has more than {MOST_VALUES:,} values; give fewer")
    if override.is_preset:
        for each in values:
            preset_files.refuse_unknown(each.key, each.value, config_dirs)
    return [_in_one_spelling(each) for each in values]


def _in_one_spelling(override: Override) -> Override:
    """Write numbers that are equal alike, such as 600 and 6e2; a wrong value is an error."""
    leaf = None if override.is_preset or override.sign else keys.known(override.key)
    if leaf is None or typed_values.names_month(leaf, override.value):
        return override
    value = keys.converted(override.key, value_of(override))
    if not isinstance(value, float):
        return override if type(value) is not int else split(f"{override.key}={value}")
    whole_number = value.is_integer() and abs(value) < EXACT
    return split(f"{override.key}={int(value) if whole_number else repr(value)}")


def _numbers(text: str, key: str) -> list[Override]:
    """List the seeds, or the numbers of replicates, that are typed."""
    override = split(text)
    if override.sign:
        raise UserError(f"{text!r}: write {key}={override.value}")
    low, high = LIMITS[key]
    numbers = []
    for each in alternatives(override, (), MOST_VALUES):
        try:
            number: Any = int(each.value)
        except ValueError:
            number = each.value
        numbers.append(whole(key, number, low, high))
    return [split(f"{key}={number}") for number in numbers]


def _checked(override: Override, ends: tuple[float, float]) -> tuple[float, float]:
    """Check the ends of a range by what the key allows."""
    key = override.key
    if override.sign:
        raise UserError(f"{override.text}: what a cell adds takes no range; give values")
    leaf = keys.find(key)
    if leaf.kind not in (int, float):
        raise UserError(
            f"{key} takes no range; give values: it must be {keys.allowed_values(leaf)}"
        )
    for end in ends:
        keys.converted(key, end)
    return ends


def _ends(key: str, ends: tuple[float, float]) -> tuple[Override, ...]:
    kind = keys.find(key).kind
    return tuple(split(f"{key}={kind(end)!r}") for end in ends)
