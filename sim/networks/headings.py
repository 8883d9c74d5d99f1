"""What the heading of a column says: a trait, a pillar of it, who scored it, on which scale.

"Maturity: Well led by Anna (1-5)" is the pillar "Well led" of maturity, scored by Anna from 1 to 5.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sim.networks import cells
from sim.networks.columns import SHARES, Column, chosen, heading, nearest
from sim.networks.scales import KNOWN, NUMBER, Scale, ScaleError, scale_in
from sim.params.faults import Fault, Report, refuse

LONGEST = 200  # characters of a heading that may say more than a name
ALIASES = {
    "digital_maturity": "maturity", "maturity_score": "maturity",
    "digital_maturity_score": "maturity", "capacity_score": "capacity",
    "culture_score": "culture", "finance_score": "finance", "financial_headroom": "finance",
    "finances": "finance", "legacy_systems": "legacy", "legacy_it": "legacy",
}  # fmt: skip
SAID = "system.scales"
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\uff0d"), "-")
GROUP = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
BARE = re.compile(rf"[\s,:]+({NUMBER}\s*(?:-|to)\s*{NUMBER}|(?:in )?(?:%|per ?cent))$", re.I)
BY = re.compile(r"[\s,]+(?:scored )?by\s+", re.IGNORECASE)
OF_A_SHARE = re.compile(f"{'|'.join([*SHARES, *ALIASES])}")
LETTERS = re.compile(r"[a-z]\s*(?:-|to)\s*[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it was read.

    column  name of the column: "maturity"
    text    the heading as it is written, on one line
    pillar  part of the trait; empty if it is the whole
    person  who scored it; empty if nobody is named
    scale   None if the values are shares, or the column has none
    """

    column: str
    text: str
    pillar: str = ""
    person: str = ""
    scale: Scale | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it only names the column."""
        return not (self.pillar or self.person or self.scale)


def named(given: Any, known: Collection[str]) -> str:
    """Return the column that a heading is of, as far as it can be told; else its own name."""
    plain = heading(given)
    if plain in known or len(plain) > LONGEST or not OF_A_SHARE.search(plain):
        return plain
    name = _split(_tidy(given))[0]
    return ALIASES.get(name, name)


def parsed(given: Any, known: Iterable[str], where: str) -> Heading | None:
    """Read a heading; None if it names none of these columns.

    Parameters
    ----------
    given : object
        The heading, as a file or a table has it.
    known : iterable of str
        Names of columns.
    where : str
        The file, for a message.

    Raises
    ------
    Fault
        If it has a scale that there is not, or a scale, pillar or person where none may be.
    """
    names, plain = list(known), heading(given)
    if plain in names:
        return Heading(plain, str(given).strip())
    text = _tidy(given)
    if len(text) > LONGEST:
        return None
    name, pillar, person, scales = _split(text)
    column = ALIASES.get(name, name)
    if column not in names or not (column in SHARES or pillar or person or scales):
        return None
    if column not in SHARES:
        raise Fault(
            where, f"the heading {cells.shown(text)} says more than the column '{column}'",
            f"only {', '.join(SHARES)} have scales, pillars or several people", column=text,
        )  # fmt: skip
    return Heading(column, text, pillar, person, _scale(text, scales, where))


def chosen_headings(
    given: Mapping[Any, Any], known: Mapping[str, Any], where: str, report: Report = refuse
) -> dict[Any, Heading]:
    """Read the headings of a table; given as places and what stands there.

    An unknown heading, the second of two that say the same, and a part beside its whole are faults
    and left out.
    """
    found: dict[Any, Heading] = {}
    plain: dict[Any, Any] = {}
    for place, each in given.items():
        try:
            read = parsed(each, known, where)
        except Fault as fault:
            report(fault)
            continue
        if read is None:
            near = _misspelt(each, known, where)
            if near is not None:
                report(near)
                continue
        if read is None or read.is_plain:
            plain[place] = each if read is None else read.column
        if read is not None:
            found[place] = read
    allowed = chosen(plain, known, where, report)
    kept = {place: each for place, each in found.items() if place not in plain or place in allowed}
    clashing = _clashes(kept, where, report)
    return {place: each for place, each in kept.items() if place not in clashing}


def with_scales(
    told: Mapping[Any, Heading], said: str | None, where: str, report: Report = refuse
) -> dict[Any, Heading]:
    """Give headings without a scale the one that is said elsewhere; faults are left out.

    said  as `system.scales` has it: "maturity 1-5; culture %"
    """
    scales = _scales_in(said or "", report)
    changed = dict(told)
    for place, heading_ in told.items():
        scale = scales.get(heading_.column)
        if scale is not None and heading_.scale not in (None, scale):
            says = f"{cells.shown(heading_.text)} has another scale than {SAID}"
            report(Fault(where, says, "say it in one place", column=heading_.text))
        elif scale is not None:
            changed[place] = replace(heading_, scale=scale)
    for column in scales.keys() - {each.column for each in told.values()}:
        report(Fault(where, f"there is no column '{column}', of which {SAID} says the scale"))
    return changed


def _scales_in(said: str, report: Report) -> dict[str, Scale]:
    """Return the scale of each column that `system.scales` names."""
    scales: dict[str, Scale] = {}
    for each in filter(str.strip, said.split(";")):
        try:
            read = parsed(each, SHARES, SAID)
        except Fault as fault:
            report(fault)
            continue
        if read is not None and read.scale is not None and not (read.pillar or read.person):
            scales[read.column] = read.scale
        else:
            says = f"{cells.shown(each)} is not a column with its scale"
            report(Fault(SAID, says, "write e.g. maturity 1-5; culture %"))
    return scales


def names_of(told: Mapping[Any, Heading]) -> dict[Any, str]:
    """Return the name of the cells below each heading: the column, else the heading's text."""
    return {k: each.column if each.is_plain else each.text for k, each in told.items()}


def columns_of_cells(
    told: Mapping[Any, Heading], columns: Mapping[str, Column]
) -> dict[str, Column]:
    """Return the column of the cells with each name."""
    more = {each.text: columns[each.column] for each in told.values() if not each.is_plain}
    return {**columns, **more}


def _misspelt(given: Any, known: Mapping[str, Any], where: str) -> Fault | None:
    """Make the fault for a misspelt column with a scale, such as matruity (1-5)."""
    text = _tidy(given)
    name = _split(text[:LONGEST])[0]
    near = nearest(name, [each for each in known if each in SHARES])
    if near is None or name == heading(given):
        return None
    said = cells.shown(text)
    return Fault(
        where, f"unknown column {said}", f"choose from {', '.join(known)}",
        column=text, value=said, nearest=near,
    )  # fmt: skip


def _clashes(headings: Mapping[Any, Heading], where: str, report: Report) -> set[Any]:
    """Report headings that would make another one count twice; returns their places."""
    known: dict[tuple[str, str, str], Heading] = {}
    unnamed: dict[str, Heading] = {}
    every = {place: each for place, each in headings.items() if each.column in SHARES}
    clashing = set()
    for place, each in every.items():
        first = known.setdefault(_identity(each), each)
        if first is not each:
            both = f"the headings {cells.shown(first.text)} and {cells.shown(each.text)}"
            says = f"{both} say the same"
            report(Fault(where, says, "keep one of them", column=each.text))
            clashing.add(place)
        if not each.person:
            unnamed.setdefault(each.column, each)
    for place, each in every.items():
        whole = known.get((each.column, "", each.person.casefold())) if each.pillar else None
        whole = unnamed.get(each.column, whole) if each.person else whole
        if whole is not None:
            both = f"{cells.shown(whole.text)} stands beside {cells.shown(each.text)}"
            says = f"{both}, which is a part of it"
            report(Fault(where, says, "keep the whole or the parts", column=each.text))
            clashing.add(place)
    return clashing


def _identity(each: Heading) -> tuple[str, str, str]:
    return each.column, each.pillar.casefold(), each.person.casefold()


def _tidy(given: Any) -> str:
    """Write a heading on one line, with plain spaces and hyphens."""
    text = unicodedata.normalize("NFKC", cells.text_of(str(given)).translate(DASHES))
    return " ".join(text.translate(DASHES).split())


def _split(text: str) -> tuple[str, str, str, list[str]]:
    """Part a heading into the name of a column, a pillar, a person, and what may be scales."""
    scales: list[str] = []

    def taken(found: re.Match[str]) -> str:
        if not _may_be_scale(found.group(1), found.string[: found.start()]):
            return found.group()
        scales.append(found.group(1).strip())
        return " "

    rest = GROUP.sub(taken, text).strip(" ,")
    bare = BARE.search(rest)
    if bare is not None:
        scales.append(bare.group(1))
        rest = rest[: bare.start()]
    elif rest.endswith("%"):
        scales.append("%")
        rest = rest[:-1]
    *before, person = BY.split(rest) if BY.search(rest) else [rest, ""]
    whole = " by ".join(before)
    name, _, pillar = whole.partition(":")
    return heading(name.strip(" ,-")), pillar.strip(" ,"), person.strip(" ,:"), scales


def _may_be_scale(inside: str, before: str) -> bool:
    """Whether what stands in brackets is meant as a scale, and no part of a name."""
    inside = inside.strip()
    if "%" in inside or any(each.isdigit() for each in inside) or LETTERS.fullmatch(inside):
        return True
    return ":" not in before and BY.search(before) is None


def _scale(text: str, scales: list[str], where: str) -> Scale | None:
    if not scales:
        return None
    said = cells.shown(text)
    try:
        found = [scale_in(each) for each in scales]
    except ScaleError as error:
        raise Fault(where, f"the heading {said} has {error}", error.advice, column=text) from None
    if len(found) > 1 or found[0] is None:
        which = scales[found.index(None)] if None in found else "), (".join(scales)
        says = f"the heading {said} has the scale ({which}), which is not known"
        advice = f"write two numbers, or per cent, such as {KNOWN}"
        raise Fault(where, says, advice, column=text)
    return found[0]
