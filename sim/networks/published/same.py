"""Which rows are of one organisation: those with its code, or else with its name and place."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sim.networks.published import own_columns, vocabulary
from sim.networks.published.entries import Account, Entry, Organisation, told
from sim.params.errors import UserError

ADDED = ("floor_area", "patients", "population")  # of several rows of one file, the sum
TELLING = ("region", "type", "icb", "postcode")  # rows that differ in one are not of one
Find = Callable[[Entry], Organisation | None]
Known = dict[str, list[Organisation]]


def key_of(each: Entry | Organisation) -> str:
    """Return what names an organisation: its code in capitals, else its name for comparison."""
    return each.code.upper() or vocabulary.name_key(each.name)


def add_all(known: Known, entries: Iterable[Entry], file: str, account: Account) -> int:
    """Make organisations of the entries of a file; rows that repeat one are left out, and said.

    Rows without a code that have one name but differ in region, type, board or postcode are
    several organisations.

    Returns
    -------
    int
        How many organisations the file names.
    """
    of_this_file: dict[int, Organisation] = {}
    repeated: list[str] = []
    renamed: list[str] = []
    for each in entries:
        alike = known.setdefault(key_of(each), [])
        found = next((o for o in alike if _is_one(o, each)), None)
        if found is not None and each.row and id(found) in of_this_file:
            other = vocabulary.name_key(found.name) != vocabulary.name_key(each.name)
            line = f"row {each.row}" if not each.code else f"{each.code}, row {each.row}"
            (renamed if other else repeated).append(f"{each.name or each.code}: {line}")
            continue
        if found is None:
            found = Organisation(each.code, each.name)
            alike.append(found)
        of_this_file[id(found)] = found
        say(found, each.says, file, account)
    for rows, what in (
        (repeated, "an organisation above"),
        (renamed, "the code of an organisation above under another name"),
    ):
        if rows:
            reason = f"row repeats {what}" if len(rows) == 1 else f"rows repeat {what}"
            account.left_out.append(f"{file}: {told(reason, rows)}")
    return len(of_this_file)


def _is_one(organisation: Organisation, entry: Entry) -> bool:
    """Whether an entry with the key of an organisation is of it."""
    # Rows of measurements differ in what looks like a type: a care setting
    return bool(entry.code) or not _differ(
        organisation.says, entry.says, TELLING if entry.row else ("region",)
    )


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], whats: Sequence[str]) -> bool:
    """Whether both say something of which organisation they are of, and not the same."""
    return any(
        str(one[what]).casefold() != str(other[what]).casefold()
        for what in whats
        if one.get(what) and other.get(what)
    )


def say(organisation: Organisation, says: Mapping[str, Any], file: str, account: Account) -> None:
    """Add what an entry of a file says; shares by area and scores are collected, amounts added.

    Raises
    ------
    UserError
        If another file has measured the same: two years would be added up or averaged.
    """
    known = organisation.says
    _refuse_another_measure(organisation, says, file)
    if "area" in says:
        shares = known.setdefault("shares", {})
        shares[says["area"]] = shares.get(says["area"], 0.0) + says["share"]
    for what, value in says.items():
        if what == "pillars":
            known.setdefault("scores", []).append(value)
        elif what in ADDED:
            known[what] = known.get(what, 0.0) + value
        elif what == "own":
            others = own_columns.add(organisation, value)
            called = organisation.name or organisation.code
            account.left_out.extend(
                f"{file}: {each} of {called}, of which another file says something else"
                for each in others
            )
        elif what not in ("area", "share"):
            known.setdefault(what, value)


def _refuse_another_measure(organisation: Organisation, says: Mapping[str, Any], file: str) -> None:
    """Refuse what another file has measured of an organisation already."""
    known = organisation.says
    for what in ("pillars", "area", *ADDED):
        first = known.setdefault("measured", {}).setdefault(what, file) if what in says else file
        if first != file:
            raise UserError(
                f"{first} and {file} both measure {organisation.name or organisation.code}, and "
                "would be mixed; give only the file that counts, such as the later."
            )


def finder(organisations: Sequence[Organisation]) -> Find:
    """Return how an organisation is found: by its code, or by a name that only one can have."""
    by_code = {each.code.upper(): each for each in organisations if each.code}
    by_name: Known = {}
    for each in organisations:
        if each.name:
            by_name.setdefault(vocabulary.name_key(each.name), []).append(each)

    def find(entry: Entry) -> Organisation | None:
        if entry.code:
            return by_code.get(entry.code.upper())
        alike = by_name.get(vocabulary.name_key(entry.name), [])
        if len(alike) > 1:
            alike = [each for each in alike if _is_named(each, entry)] or alike
        if len(alike) > 1 and entry.says.get("region"):
            alike = [each for each in alike if not _differ(each.says, entry.says, ("region",))]
        return alike[0] if len(alike) == 1 else None

    return find


def is_of_several(organisations: Sequence[Organisation]) -> Callable[[str], bool]:
    """Return how that is told of names as they were before they were told apart."""
    count = Counter(
        each.says.get("called", vocabulary.name_key(each.name)) for each in organisations
    )
    return lambda name: count[vocabulary.name_key(name)] > 1


def _is_named(organisation: Organisation, entry: Entry) -> bool:
    return organisation.name.casefold() == entry.name.casefold()


def name_apart(organisations: Sequence[Organisation]) -> None:
    """Write names as one would; those that several have, with the code, region, type or board."""
    for each in organisations:
        each.says["called"] = vocabulary.name_key(each.name)
        each.name = vocabulary.readable(each.name) or each.code
    alike: Known = {}
    for each in organisations:
        alike.setdefault(each.name.casefold(), []).append(each)
    for group in alike.values():
        if len(group) > 1:
            coded = [each for each in group if each.code]
            _label([each for each in group if not each.code], bool(coded))
            for each in coded:
                each.name = f"{each.name} ({each.code})"


def _label(group: Sequence[Organisation], beside_coded: bool) -> None:
    """Add to the names of a group without codes what tells them apart."""
    if len(group) < 2 and not beside_coded:
        return
    for whats in (*((what,) for what in TELLING), TELLING):
        labels = [", ".join(str(e.says[w]) for w in whats if e.says.get(w)) for e in group]
        if len(set(labels)) == len(labels):
            for each, label in zip(group, labels, strict=True):
                each.name = f"{each.name} ({label})" if label else each.name
            return
