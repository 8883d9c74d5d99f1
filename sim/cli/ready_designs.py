"""`uptake show sweep=<name>`: what a ready design of a sweep runs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages
from sim.config.keys import known
from sim.config.preset_files import SWEEP
from sim.config.swept_words import amounts_of, scale_of

if TYPE_CHECKING:
    from sim.study.sweep.design import Axis, Design


def names_design(overrides: Sequence[str]) -> bool:
    """Whether a ready design is asked for."""
    return any(text.partition("=")[0] == SWEEP for text in overrides)


def show_design(overrides: Sequence[str], config_dirs: Sequence[Path]) -> int:
    """Print what a ready design varies, and how many cells it has; returns the exit code."""
    from sim.config.overrides import value_of
    from sim.config.preset_files import existing_folders
    from sim.study.sweep.ready import ready
    from sim.study.sweep.typed import Wishes, design_of

    own = existing_folders(config_dirs)
    design = design_of(overrides, Wishes(), config_dirs=own)
    name = next(text for text in overrides if names_design([text])).partition("=")[2].strip()
    said = ready(name, own)
    messages.out(f"Sweep: {said.title or name} ({name})")
    if said.about:
        messages.out(messages.paragraph(said.about))
    messages.out()
    messages.out(messages.paragraph(_size(design)))
    rows = [
        *((axis.key, _told([value_of(each) for each in axis.values], axis, own))
          for axis in design.axes),
        *_ranges(design),
    ]  # fmt: skip
    width = max((len(key) for key, _ in rows), default=0)
    for key, told in rows:
        messages.out(f"  {key:{width}}  {messages.hanging(told, width + 4)}")
    messages.out()
    if design.fixed:
        messages.out(f"The same in all: {' '.join(each.text for each in design.fixed)}")
    options = {"--config-dir": tuple(config_dirs)}
    messages.out(f"To run it: {messages.repeat('sweep', overrides, {**options, '--out': name})}")
    messages.out(f"To repeat: {messages.repeat('show', overrides, options)}")
    return 0


def _size(design: "Design") -> str:
    """Say how many cells there are, and of what."""
    cells = f"{len(design):,} cells of {design.replicates:,} runs"
    if design.alone:
        return f"{cells}: one with the usual values, and one for each of these values by itself:"
    if design.sample is None:
        return f"{cells}, one for each combination of these values:"
    points = f"{design.sample.size:,} points ({design.sample.method}) within these ranges"
    return f"{cells}: {points}{', for each of the values' if design.axes else ''}:"


def _told(values: Sequence[object], axis: "Axis", own: Sequence[Path]) -> str:
    """List the values of a key with what it means; presets by their names, as they are typed."""
    if axis.values[0].is_preset:
        return ", ".join(str(each) for each in values)
    return _with_meaning(axis.key, ", ".join(amounts_of(axis.key, values, own)))


def _ranges(design: "Design") -> Iterator[tuple[str, str]]:
    ranges = {} if design.sample is None else design.sample.ranges
    for key, ends in ranges.items():
        yield key, _with_meaning(key, " to ".join(amounts_of(key, ends)))


def _with_meaning(key: str, amounts: str) -> str:
    leaf = known(key)
    _, unit = scale_of(key)
    told = amounts if not unit or unit[0] in "£%" else f"{amounts} {unit}"
    return told if leaf is None else f"{told}: {leaf.field.metadata['meaning']}"
