"""Puts several stores of one sweep, such as those of its shards, together into a new one."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.params.errors import UserError
from sim.report.store.folder import claim
from sim.report.store.versions import NUMERIC
from sim.report.sweeps import parts
from sim.report.sweeps.store import DESIGNS, Kept, Store, difference, is_store


@dataclass
class Merged:
    """What a new store was made of.

    place      the new store
    parts      how many parts it has
    twice      how many of these several stores have, all with the same content
    left_out   files that are not as written; the part of each was taken from no other store either
    versions   names of what was not of one version in all stores, such as "numpy"
    """

    place: Path
    parts: int = 0
    twice: int = 0
    left_out: list[Path] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)


def merge(places: Sequence[Path], target: Path) -> Merged:
    """Copy the whole parts and the designs of several stores into a new one, or nothing at all.

    Raises
    ------
    UserError
        If one is no store or one of another sweep, if two have other results for the same cells,
        or if the new folder is there already or cannot be written.
    """
    stores = [Store(place) for place in _once_each(places)]
    _refuse_place(target, stores)
    designs = _designs(stores)
    merged = Merged(target, versions=_differing(designs))
    with claim(target) as claimed:
        chosen = _chosen(stores, merged)
        with claimed.writing() as inside:
            _copy(chosen, _earliest(designs), inside)
        merged.place = claimed.target
    return merged


def _once_each(places: Sequence[Path]) -> list[Path]:
    found = {place.resolve(): place for place in reversed(places)}
    for place in places:
        if not is_store(place):
            raise UserError(f"{place} holds no sweep; name folders that uptake sweep wrote to")
    return list(reversed(found.values()))


def _refuse_place(target: Path, stores: Sequence[Store]) -> None:
    """Raise an error for a new folder that is there, or inside one of the others."""
    if os.path.lexists(target):
        raise UserError(f"{target} exists already; name another folder with --merge, or remove it")
    for store in stores:
        if store.place.resolve() in target.resolve().parents:
            raise UserError(
                f"{target} would be inside {store.place}; name a folder beside it with --merge"
            )


def _designs(stores: Sequence[Store]) -> list[tuple[Path, Kept]]:
    """List what was asked of each store; all must be of one sweep."""
    found = []
    for store in stores:
        designs = store.designs()
        if not designs:
            raise UserError(
                f"{store.place} does not say what was asked of it; give the line of the sweep again"
            )
        found += [(store.place, each) for each in designs]
    first, design = found[0]
    for place, each in found:
        if words := difference(each, design):
            raise UserError(
                f"{place} holds another sweep than {first}: {words[0]} in {place}, {words[1]} in "
                f"{first}; only folders of one sweep can be merged"
            )
    return found


def _differing(designs: Sequence[tuple[Path, Kept]]) -> list[str]:
    """Name what is not of one version in all stores: results may differ in their last digits."""
    said: list[dict[str, Any]] = [each.said.get("versions", {}) for _, each in designs]
    return [name for name in NUMERIC if len({str(each.get(name)) for each in said}) > 1]


def _chosen(stores: Sequence[Store], merged: Merged) -> dict[str, Path]:
    """Choose for each part a store that has it whole: the first.

    Raises
    ------
    UserError
        If another store has other results for it.
    """
    chosen, sums, damaged = dict[str, Path](), dict[str, str](), dict[str, Path]()
    for store, name in _every_part(stores):
        place = store.place
        if wrong := parts.damaged(place, name):
            damaged[name] = place / wrong
            continue
        said = (place / parts.PARTS / f"{name}{parts.SUM}").read_text(encoding="ascii")
        if name not in chosen:
            chosen[name], sums[name] = place, said
            merged.parts += 1
        elif sums[name] != said:
            raise UserError(
                f"{chosen[name]} and {place} have other results for the same cells (part {name}); "
                "merge those only that were run with the same versions"
            )
        else:
            merged.twice += 1
    merged.left_out = [wrong for name, wrong in damaged.items() if name not in chosen]
    return chosen


def _every_part(stores: Sequence[Store]) -> Iterator[tuple[Store, str]]:
    for store in stores:
        for name in parts.names(store.place):
            yield store, name


def _earliest(designs: Sequence[tuple[Path, Kept]]) -> dict[str, Kept]:
    """Keep each design once, as it was asked for first, so that their order stays."""
    found: dict[str, Kept] = {}
    for _, each in sorted(designs, key=lambda pair: pair[1].said["begun"]):
        found.setdefault(each.digest, each)
    return found


def _copy(chosen: dict[str, Path], designs: dict[str, Kept], inside: Path) -> None:
    for folder in (*parts.TABLES, parts.PARTS, DESIGNS):
        (inside / folder).mkdir()
    for name, place in chosen.items():
        files = [Path(folder, f"{name}{parts.TABLE}") for folder in parts.TABLES]
        for file in (*files, Path(parts.PARTS, f"{name}{parts.SUM}")):
            shutil.copyfile(place / file, inside / file)
        if wrong := parts.damaged(inside, name):
            raise UserError(f"{place / wrong} changed while it was copied; merge again")
    for digest, each in designs.items():
        text = json.dumps(each.said, indent=2) + "\n"
        (inside / DESIGNS / f"{digest}.json").write_text(text, encoding="utf-8", newline="\n")
