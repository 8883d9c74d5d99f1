"""Joins what published files say of the same organisations, by code or else by name."""

import difflib
from collections.abc import Sequence
from itertools import chain

from sim.networks.published import measures, own_columns, registers, same, vocabulary
from sim.networks.published.entries import EXAMPLES, Account, Entry, Organisation, told
from sim.networks.published.layouts import READERS, Found
from sim.params.errors import UserError

REGISTERS = ("trusts", "practices")
# Layouts that may have columns of ours, and the headings that are read otherwise
OF_LIST = (
    *registers.CODES, *registers.NAMES, *registers.TYPES, *registers.REGIONS, *registers.ICBS,
    *registers.LATITUDES, *registers.LONGITUDES, *registers.POSTCODES,
)  # fmt: skip
WITH_OWN = {
    "list": OF_LIST,
    "suppliers": (*registers.CODES, *registers.NAMES, *measures.SUPPLIERS),
}
LISTS = (("list",), ("estates",), ("maturity",), ("populations",), ("patients",), ("catchments",))


def gathered(files: Sequence[Found], today: str, account: Account) -> list[Organisation]:
    """Return the open organisations of the lists among some files, with what the others say.

    The lists are registers (trusts, practices) if there are any, else what else names
    organisations. Codes and names that are not in them are left out, and counted.

    today    as YYYYMMDD
    account  is added to
    """
    base = _bases(files)
    known: same.Known = {}
    for each in base:
        count = same.add_all(known, _entries(each), each.path.name, account)
        held = f"{count:,} organisation{'' if count == 1 else 's'}"
        account.read.append(f"{each.path.name}, {each.layout.words}: {held}")
    kept = _open([each for alike in known.values() for each in alike], today, account)
    for each in files:
        if each.layout.key in WITH_OWN:
            _tell_columns(each, account)
        if each not in base and each.layout.key in READERS:
            _join(each, kept, account)
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


def _tell_columns(file: Found, account: Account) -> None:
    """Say which columns of a list, or of a table beside one, are taken over and which not."""
    assert file.grid is not None
    read = WITH_OWN[file.layout.key]
    own_columns.tell_columns(file.path.name, file.grid, file.header, read, account)


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
        account.gone[reason] = left
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


def _join(file: Found, base: Sequence[Organisation], account: Account) -> None:
    """Add to the organisations what a file says of them."""
    find, find_gone = same.finder(base), same.finder([*chain(*account.gone.values())])
    several = same.is_of_several(base)
    reasons: dict[str, dict[str, None]] = {}
    known: set[int] = set()
    for each in _entries(file):
        organisation = find(each)
        if organisation is not None:
            known.add(id(organisation))
            same.say(organisation, each.says, file.path.name, account)
            continue
        reason = "not in the list"
        if find_gone(each) is not None:
            reason = "of those left out above"
        elif not each.code and several(each.name):
            reason = "of a name that several have"
        reasons.setdefault(reason, {})[each.code or each.name] = None
    account.read.append(
        f"{file.path.name}, {file.layout.words}: says something of {len(known):,} of them"
    )
    for reason in sorted(reasons):  # those not in the list come first
        names = [*reasons[reason]]
        if reason == "not in the list":
            names[:EXAMPLES] = [f"{each}{_perhaps(each, base)}" for each in names[:EXAMPLES]]
        account.left_out.append(f"{file.path.name}: {told(reason, names)}")


def _perhaps(name: str, organisations: Sequence[Organisation]) -> str:
    """Say which organisation of a list may be meant by a name that is not in it."""
    known = {vocabulary.name_key(each.name): each.name for each in organisations}
    near = difflib.get_close_matches(vocabulary.name_key(name), known, 1, 0.75)
    return f", perhaps {vocabulary.readable(known[near[0]])}" if near else ""


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
    own = dict.fromkeys(
        each
        for entries in members.values()
        for entry in entries
        for each in entry.says.get("own", {})
    )
    if own:
        account.left_out.append(f"{', '.join(own)} of practices: networks stand in their place")
    account.gone["in networks, which stand in their place"] = [
        each for each in organisations if each.says.get("type") == vocabulary.PRACTICE
    ]
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
        ids = {id(organisation) for organisation in found}
        gone = [organisation for organisation in kept if id(organisation) not in ids]
        account.gone.setdefault("left out by --only", []).extend(gone)
        kept = found
    return kept


def _said(organisation: Organisation, what: str) -> str:
    return organisation.code if what == "code" else organisation.says.get(what, "")


def _some(words: Sequence[str]) -> str:
    return ", ".join(words[:12]) + (" and others" if len(words) > 12 else "") or "none of any"
