"""From published files to the rows of organisations and ties that a folder of one's own holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks.columns import heading
from sim.networks.published import gather, measures, own_columns, same, vocabulary
from sim.networks.published.chosen_ties import Asked, chosen_ties
from sim.networks.published.entries import Account, Organisation, told
from sim.networks.published.from_graph import of_graph
from sim.networks.published.grids import Watch, watched
from sim.networks.published.layouts import BY_KEY, Found, recognised
from sim.networks.published.sizes import sizes
from sim.networks.traits import TRAITS
from sim.params.errors import UserError

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made of published files.

    organisations  rows by column of `sim.networks.columns.ORGANISATION`, without what is unknown
    ties           rows with source, target and trust; None if ties are to be drawn
    account        what was read, left out and assumed
    sources        a line for each file: its name, what it is, its publisher and licence
    """

    organisations: Rows
    ties: Rows | None
    account: Account
    sources: list[str]


def imported(
    paths: Sequence[Path],
    asked: Asked,
    today: str,
    said: Mapping[Path, str] | None = None,
    only: Sequence[str] = (),
    roll_up: bool = False,
    regions: str = "nhs",
    watch: Watch | None = None,
) -> Imported:
    """Read files of known layouts and join what they say.

    Parameters
    ----------
    paths : sequence of Path
        The files, in any order.
    asked : Asked
        Which ties are to be made.
    today : str
        As YYYYMMDD: what is closed by then is left out.
    said : mapping of Path to str
        The key of the layout of files for which the user says it.
    only : sequence of str
        Conditions such as "region=London", all of which hold for what is kept.
    roll_up : bool
        Whether primary care networks stand in place of their practices.
    regions : "nhs" or "icb"
        Which areas are the regions.
    watch : callable, optional
        Is told how many rows of a file have been read, and about how many there are.

    Returns
    -------
    Imported
        Rows, and an account of how they came about.

    Raises
    ------
    UserError
        If a file cannot be read, or is of no known layout, or if nothing is left.
    """
    files = [recognised(path, (said or {}).get(path)) for path in paths]
    if watch is not None:
        files = [replace(e, grid=watched(e.grid, watch)) if e.grid else e for e in files]
    sources = [f"{e.path.name}: {e.layout.words}; {e.layout.publisher}" for e in files]
    account = Account()
    unused = {"--only": only, "--roll-up": roll_up, "--regions": regions != "nhs"}
    _refuse_unused(files, asked, unused | {"--ties": asked.ways})
    if all(each.layout.key == "graph" for each in files):
        if len(files) > 1:
            raise UserError("give one graph, or one graph beside a list of organisations.")
        return Imported(*of_graph(files[0].path, asked.weight, account), account, sources)
    if asked.file is not None:
        kind = BY_KEY[_kind_of_ties(asked.file)]
        sources.append(f"{asked.file.name}: {kind.words}; {kind.publisher}")
    organisations = _organisations(files, today, account, only, roll_up, regions)
    ties = chosen_ties(organisations, files, asked, account)
    return Imported(_rows(organisations, account), ties, account, sources)


def _kind_of_ties(path: Path) -> str:
    found = recognised(path).layout.key
    if found not in ("ties", "graph"):
        raise UserError(f"--ties {path}: this is no file of ties: give source, target and trust.")
    return found


def _organisations(
    files: Sequence[Found],
    today: str,
    account: Account,
    only: Sequence[str],
    roll_up: bool,
    regions: str,
) -> list[Organisation]:
    """Return the organisations with a name, a type and a region each."""
    found = gather.gathered(files, today, account)
    _place(found, files, account)
    if roll_up:
        found = gather.rolled_up(found, account)
    _classify(found, account)
    found = gather.chosen(found, only, account)
    if regions == "icb":
        _by_board(found, account)
    same.name_apart(found)
    return found


def _place(organisations: list[Organisation], files: Sequence[Found], account: Account) -> None:
    """Find the places of postcodes, where a file says them."""
    directories = [each for each in files if each.layout.key == "postcodes" and each.grid]
    wanted = {
        vocabulary.postcode_key(each.says["postcode"])
        for each in organisations
        if "postcode" in each.says and "place" not in each.says
    }
    for file in directories:
        assert file.grid is not None
        found = measures.postcodes(file.grid, file.header, wanted)
        for each in organisations:
            key = vocabulary.postcode_key(each.says.get("postcode", ""))
            if key in found:
                each.says.setdefault("place", found[key])
        account.read.append(
            f"{file.path.name}, {file.layout.words}: has {len(found):,} of {len(wanted):,} of "
            "theirs"
        )


def _classify(organisations: Sequence[Organisation], account: Account) -> None:
    """Give each a type: that of a file, else acute if it has a catchment, else by its name."""
    guessed = []
    for each in organisations:
        if "type" in each.says:
            continue
        if "shares" in each.says or "population" in each.says:
            each.says["type"] = vocabulary.ACUTE
        else:
            each.says["type"] = vocabulary.kind_by_name(each.name)
            guessed.append(each.code or each.name)
    if guessed:
        account.assumed.append(
            f"type: {told('guessed from the name', guessed)}; a file such as ERIC says it"
        )


def _by_board(organisations: Sequence[Organisation], account: Account) -> None:
    """Put integrated care boards in place of regions."""
    if not any("icb" in each.says for each in organisations):
        raise UserError(
            "--regions icb changes nothing: no file says the board of an organisation; add a "
            "list with a column icb, or leave --regions out."
        )
    without = [each.code or each.name for each in organisations if "icb" not in each.says]
    if without:
        account.assumed.append(f"region: {told('without a board keep theirs', without)}")
    for each in organisations:
        each.says["region"] = each.says.get("icb", each.says.get("region", ""))


def _refuse_unused(files: Sequence[Found], asked: Asked, others: Mapping[str, object]) -> None:
    """Refuse options that would change nothing.

    others  options, and what the user says, that are of no use with a graph alone
    """
    kinds = {each.layout.key for each in files}
    ties = kinds if asked.file is None else {_kind_of_ties(asked.file)}
    if asked.weight is not None and ("graph" not in ties or asked.ways):
        why = "--ties says other ties" if "graph" in kinds | ties else "no file is a graph"
        raise UserError(f"--weight {asked.weight} changes nothing: {why}; leave it out.")
    given = [option for option, said in others.items() if said]
    if kinds == {"graph"} and asked.file is None and given:
        raise UserError(
            f"{given[0]} changes nothing of a graph alone; give a list of organisations too, or "
            "leave it out."
        )


def _rows(organisations: Sequence[Organisation], account: Account) -> Rows:
    """Write what is known in the columns of a file of organisations."""
    own_columns.settle(organisations, account)
    rows: Rows = []
    for each, size in zip(organisations, sizes(organisations, account), strict=True):
        row = {"code": each.code, "name": each.name, "size": size}
        row |= {what: each.says[what] for what in ("type", "region") if each.says.get(what)}
        row |= _maturity(each.says.get("scores", [])) | each.says.get("own", {})
        rows.append({what: value for what, value in row.items() if value not in (None, "")})
    scored = sum("scores" in each.says for each in organisations)
    if scored:
        account.assumed.append(
            "maturity: the mean of the pillars as published (of several care settings, the mean of "
            "each pillar), (score - 1) / 4, so that 1 of 5 is 0 and 5 is 1 "
            f"({scored:,} of {len(rows):,} known)"
        )
    blank = [trait for trait in TRAITS if not all(_has(row, trait) for row in rows)]
    if blank:
        account.assumed.append(f"{', '.join(blank)}: not measured where a cell is empty; drawn")
    return rows


def _has(row: Mapping[str, Any], trait: str) -> bool:
    """Whether a row has a trait, as it is or by pillar, scale or person."""
    return any(heading(name).startswith(trait) for name in row)


def _maturity(settings: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return each pillar with its mean score over care settings, under a heading with its scale."""
    pillars = dict.fromkeys(pillar for each in settings for pillar in each)
    scores = {pillar: [e[pillar] for e in settings if pillar in e] for pillar in pillars}
    return {
        f"maturity: {pillar.capitalize()} ({measures.WORST:g}-{measures.BEST:g})": round(
            float(np.mean(each)), 4
        )
        for pillar, each in scores.items()
    }
