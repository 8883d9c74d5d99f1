"""The plans of a file of statements, put together: what they share, and what is their own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.config import Plan, expand
from sim.config.bare_names import in_full
from sim.config.override_text import split
from sim.config.preset_files import existing_folders
from sim.params.errors import UserError
from sim.study.statements.file import NamedPlan, StatementFile


def composed(
    file: StatementFile, overrides: Sequence[str] = (), config_dirs: Iterable[str | Path] = ()
) -> dict[str, Plan]:
    """Put the plans together that the statements name; returns them by name.

    What a plan says itself wins over what all share.

    overrides  of the command line: they hold for all plans, and win over what the file shares

    Raises
    ------
    UserError
        If an override is impossible, if an entry makes several plans, or if a plan sets what the
        command line sets too.
    """
    dirs = existing_folders(config_dirs)
    typed = _keys(overrides, dirs)
    try:
        _keys(file.shared, dirs)
    except UserError as error:
        raise UserError(f"{file.name}, with: {error}") from None
    shared = _merged(file.shared, overrides, dirs)
    return {name: _composed(name, each, shared, typed, dirs) for name, each in file.plans.items()}


def _composed(
    name: str, entry: NamedPlan, shared: Sequence[str], typed: set[str], dirs: Sequence[Path]
) -> Plan:
    where = f"{entry.where}: " if entry.where else f"plan “{name}”: "
    try:
        own = _keys(entry.overrides, dirs)
        if both := own & typed:
            raise UserError(
                f"it sets {sorted(both)[0]}, and so does the command line; leave one of them out"
            )
        plans = expand(_merged(shared, entry.overrides, dirs), dirs)
    except UserError as error:
        raise UserError(f"{where}{error}") from None
    if len(plans) > 1:
        raise UserError(f"{where}it makes {len(plans)} plans; give each key one value")
    return replace(plans[0], label=name, name=name)


def _merged(first: Sequence[str], then: Sequence[str], dirs: Sequence[Path]) -> list[str]:
    """Put overrides together; of those for one key the later counts."""
    later = _keys(then, dirs)
    return [*(text for text in first if not _keys([text], dirs) & later), *then]


def _keys(texts: Sequence[str], dirs: Sequence[Path]) -> set[str]:
    """List the keys of overrides; presets, and folders, named by themselves choose a group."""
    return {split(in_full([text], dirs)[0]).key for text in texts}
