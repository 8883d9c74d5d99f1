"""Joins what published files say of the same organisations, by code or else by name."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.networks.published import registers, vocabulary
from sim.networks.published.entries import Entry
from sim.networks.published.layouts import READERS, Found
from sim.params.errors import UserError

EXAMPLES = 3
REGISTERS = ("trusts", "practices")
LISTS = (("list",), ("estates",), ("maturity",), ("populations",), ("patients",), ("catchments",))
ADDED = ("floor_area", "patients", "population")  # of several rows of one file, the sum


@dataclass
class Organisation:
    """An organisation as the files say it is; `says` as in `entries.Entry`."""

    code: str
    name: str
    says: dict[str, Any] = field(default_factory=dict)


@dataclass
class Account:
    """What was read, left out and assumed, each as lines to be shown."""

    read: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)


def gathered(files: Sequence[Found], today: str, account: Account) -> list[Organisation]:
    """Return the open organisations of the lists among some files, with what the others say.

    The lists are registers (trusts, practices) if there are any, else what else names
    organisations. Codes and names that are not in them are left out, and counted.

    today    as YYYYMMDD
    account  is added to
    """
    base = _bases(files)
    organisations: dict[str, Organisation] = {}
    for each in base:
        entries = _entries(each)
        account.read.append(f"{each.path.name}, {each.layout.words}: {_counted(entries)}")
        _add_all(organisations, entries)
    kept = _open(list(organisations.values()), today, account)
    closed = {each.code for each in organisations.values()} - {each.code for each in kept}
    for each in files:
        if each not in base and each.layout.key in READERS:
            _join(each, kept, closed, account)
    return kept


def _bases(files: Sequence[Found]) -> list[Found]:
    """Return the files that say which organisations there are."""
    for keys in (REGISTERS, *LISTS):
        base = [each for each in files if each.layout.key in keys]
        if base:
            return base
    raise UserError(
        "none of these files says which organisations there are; add a list such as etr.csv or "
        "epraccur.csv, or any table with a code or a name for each."
    )


def _entries(file: Found) -> list[Entry]:
    assert file.grid is not None  # only a graph has none
    return list(READERS[file.layout.key](file.grid, file.header))


def _counted(entries: Sequence[Entry]) -> str:
    count = len({each.code or vocabulary.name_key(each.name) for each in entries})
    return f"{count:,} organisation{'' if count == 1 else 's'}"


def _add_all(organisations: dict[str, Organisation], entries: Iterable[Entry]) -> None:
    """Make organisations of entries; of several with one code, what the first says stays."""
    for each in entries:
        key = each.code or vocabulary.name_key(each.name)
        known = organisations.setdefault(key, Organisation(each.code, each.name))
        _say(known, each.says)


def _say(organisation: Organisation, says: Mapping[str, Any]) -> None:
    """Add what an entry says; shares by area and scores are collected, amounts added up."""
    known = organisation.says
    if "area" in says:
        known.setdefault("shares", {})
        known["shares"][says["area"]] = known["shares"].get(says["area"], 0.0) + says["share"]
    for what, value in says.items():
        if what == "pillars":
            known.setdefault("scores", []).append(value)
        elif what in ADDED:
            known[what] = known.get(what, 0.0) + value
        elif what not in ("area", "share"):
            known.setdefault(what, value)


def _open(
    organisations: Sequence[Organisation], today: str, account: Account
) -> list[Organisation]:
    """Leave out what is closed, not yet open, or left out by its reader."""
    reasons: dict[str, list[Organisation]] = {}
    kept = []
    for each in organisations:
        reason = _why_not(each, today)
        if reason is None:
            kept.append(each)
        else:
            reasons.setdefault(reason, []).append(each)
    for reason, left in reasons.items():
        account.left_out.append(told(reason, [each.code or each.name for each in left]))
    if not kept:
        raise UserError("no organisation in these files is open today; check that they are whole.")
    return kept


def _why_not(organisation: Organisation, today: str) -> str | None:
    says = organisation.says
    if says.get("closed", "99999999") <= today:
        return "closed"
    if says.get("opened", "") > today:
        return "not open yet"
    reason: str | None = says.get("left_out")
    return reason


Find = Callable[[Entry], Organisation | None]


def _finder(organisations: Sequence[Organisation]) -> Find:
    """Return how an organisation is found: by its code, or by its name if only one has it."""
    by_code = {each.code: each for each in organisations if each.code}
    keys = Counter(vocabulary.name_key(each.name) for each in organisations)
    by_name = {
        vocabulary.name_key(each.name): each
        for each in organisations
        if each.name and keys[vocabulary.name_key(each.name)] == 1
    }

    def find(entry: Entry) -> Organisation | None:
        if entry.code:
            return by_code.get(entry.code.upper())
        return by_name.get(vocabulary.name_key(entry.name))

    return find


def _join(file: Found, base: Sequence[Organisation], closed: set[str], account: Account) -> None:
    """Add to the organisations what a file says of them."""
    find = _finder(base)
    entries = _entries(file)
    unknown: dict[str, None] = {}
    known: set[int] = set()
    for each in entries:
        organisation = find(each)
        if organisation is None:
            unknown[each.code or each.name] = None
        else:
            known.add(id(organisation))
            _say(organisation, each.says)
    account.read.append(
        f"{file.path.name}, {file.layout.words}: says something of {len(known):,} of them"
    )
    missing = [each for each in unknown if each not in closed]
    gone = [each for each in unknown if each in closed]
    if missing:
        meant = [f"{each}{_perhaps(each, base)}" for each in missing[:EXAMPLES]]
        reason = told("not in the list", [*meant, *missing[EXAMPLES:]])
        account.left_out.append(f"{file.path.name}: {reason}")
    if gone:
        reason = told("of those left out above", gone)
        account.left_out.append(f"{file.path.name}: {reason}")


def _perhaps(name: str, organisations: Sequence[Organisation]) -> str:
    """Say which organisation of a list may be meant by a name that is not in it."""
    known = {vocabulary.name_key(each.name): each.name for each in organisations}
    near = difflib.get_close_matches(vocabulary.name_key(name), known, 1, 0.75)
    return f", perhaps {vocabulary.readable(known[near[0]])}" if near else ""


def told(reason: str, names: Sequence[str]) -> str:
    """Say how many were left out and why, with examples."""
    examples = ", ".join(names[:EXAMPLES])
    more = ", ..." if len(names) > EXAMPLES else ""
    return f"{len(names):,} {reason} ({examples}{more})"


def rolled_up(organisations: Sequence[Organisation], account: Account) -> list[Organisation]:
    """Put primary care networks in place of their practices; others stay as they are.

    Raises
    ------
    UserError
        If no file says to which network a practice belongs.
    """
    members: dict[str, list[Entry]] = {}
    names: dict[str, str] = {}
    alone = []
    for each in organisations:
        if each.says.get("type") != vocabulary.PRACTICE:
            continue
        if "network" in each.says:
            code, names_it = each.says["network"]
            names[code] = names_it
            members.setdefault(code, []).append(Entry(each.code, each.name, each.says))
        else:
            alone.append(each.code or each.name)
    if not members:
        raise UserError(
            "--roll-up pcn needs a file that says to which network each practice belongs: "
            "epcncorepartnerdetails.csv of the Organisation Data Service."
        )
    if alone:
        account.left_out.append(told("practices in no network", alone))
    made = [Organisation(e.code, e.name, e.says) for e in registers.networks(members, names)]
    account.read.append(f"{len(made):,} networks stand in place of their practices")
    return [e for e in organisations if e.says.get("type") != vocabulary.PRACTICE] + made


def chosen(
    organisations: Sequence[Organisation], only: Sequence[str], account: Account
) -> list[Organisation]:
    """Keep those of which each condition holds, such as "region=London".

    Raises
    ------
    UserError
        For a condition that cannot be read, or that holds for none.
    """
    kept = list(organisations)
    for each in only:
        what, equals, value = (part.strip() for part in each.partition("="))
        if not equals or what not in ("region", "type", "icb", "code", "supplier"):
            raise UserError(
                f'--only "{each}": write it as "region=London"; it may be region, type, icb, code '
                "or supplier."
            )
        wanted = {part.strip().casefold() for part in value.split("|")}
        found = [o for o in kept if str(_said(o, what)).casefold() in wanted]
        if not found:
            there = sorted({str(_said(o, what)) for o in kept} - {""})
            raise UserError(f'--only "{each}": none; there are {_some(there)}.')
        account.read.append(f"kept {len(found):,} of {len(kept):,}: {each}")
        kept = found
    return kept


def _said(organisation: Organisation, what: str) -> str:
    return organisation.code if what == "code" else organisation.says.get(what, "")


def _some(words: Sequence[str]) -> str:
    return ", ".join(words[:12]) + (" and others" if len(words) > 12 else "") or "none of any"
