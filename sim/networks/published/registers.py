"""Lists of organisations: those of the Organisation Data Service, and any with headings.

The lists of the Organisation Data Service (etr, epraccur) have no headings and 27 columns in a
fixed order; the partners of primary care networks (epcncorepartnerdetails) have 11.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sim.networks.cells import number_in
from sim.networks.published import own_columns
from sim.networks.published.entries import Entry
from sim.networks.published.grids import Grid, Row, cell, places_of, word
from sim.networks.published.vocabulary import NETWORK, PRACTICE, kind_of, region_of

WIDTH, PARTNERS = 27, 11
CODE, NAME, GROUPING, GEOGRAPHY, POSTCODE, OPENED, CLOSED, STATUS, COMMISSIONER, SETTING = (
    0, 1, 2, 3, 9, 10, 11, 12, 14, 25,
)  # fmt: skip
IS_CODE = re.compile(r"[A-Z0-9]{3,9}")
IS_DATE = re.compile(r"\d{8}")
ACTIVE = frozenset({"", "A", "ACTIVE"})
STATUSES = {
    "C": "closed", "CLOSED": "closed", "I": "closed", "INACTIVE": "closed", "D": "dormant",
    "DORMANT": "dormant", "P": "proposed", "PROPOSED": "proposed",
}  # fmt: skip
GP_SETTINGS = frozenset({"4", "RO76"})  # in the older and the newer files
CODES = (
    "code", "ods code", "trust code", "trustcode", "organisation code", "org code", "orgcode",
    "provider code", "practice code", "nhs trust22 code", "organisationcode",
)  # fmt: skip
NAMES = (
    "name", "trust name", "trustname", "organisation name", "org name", "orgname", "provider name",
    "provider", "organisation", "practice name",
)  # fmt: skip
TYPES = ("type", "trust type", "organisation type", "type inferred", "org type", "trusttype")
REGIONS = ("region", "commissioning region", "nhs region", "nhs england region", "region name")
ICBS = ("icb", "ics", "icb name", "integrated care board", "icb code", "ics name")
LATITUDES, LONGITUDES = ("lat", "latitude"), ("long", "lon", "lng", "longitude")
POSTCODES = ("postcode", "post code", "pcds", "pcd", "pcd2", "pcd7", "pcd8")


def first_of(places: Mapping[str, int], *headings: str) -> int | None:
    """Return where the first of some headings stands; None if none is there."""
    return next((places[each] for each in headings if each in places), None)


def is_register(row: Row) -> bool:
    """Whether a row is one of the lists of 27 columns."""
    return (
        len(row) == WIDTH
        and IS_CODE.fullmatch(word(row[CODE])) is not None
        and bool(word(row[NAME]))
        and IS_DATE.fullmatch(word(row[OPENED])) is not None
    )


def is_practice(row: Row) -> bool:
    """Whether such a row is a practice's: trusts have neither a status nor a setting."""
    return is_register(row) and bool(word(row[STATUS]) and word(row[SETTING]))


def is_partner(row: Row) -> bool:
    """Whether a row says to which primary care network a practice belongs."""
    return (
        len(row) == PARTNERS
        and IS_CODE.fullmatch(word(row[0])) is not None
        and re.fullmatch(r"U\d{4,6}", word(row[4])) is not None
    )


def trusts(grid: Grid) -> Iterator[Entry]:
    """Read a list of trusts (etr)."""
    for number, row in grid.rows():
        if is_register(row):
            yield Entry(word(row[CODE]), word(row[NAME]), _common(row), number)


def practices(grid: Grid) -> Iterator[Entry]:
    """Read a list of practices (epraccur); other prescribing settings are left out, and say so."""
    for number, row in grid.rows():
        if not is_register(row):
            continue
        says = _common(row) | {"type": PRACTICE, "commissioner": word(row[COMMISSIONER])}
        status = word(row[STATUS]).upper()
        if status not in ACTIVE:
            says["left_out"] = STATUSES.get(status, f"status {status}")
        elif not GP_SETTINGS.intersection(word(row[SETTING]).split("|")):
            says["left_out"] = "other prescribing settings than a GP practice"
        yield Entry(word(row[CODE]), word(row[NAME]), says, number)


def partners(grid: Grid) -> Iterator[Entry]:
    """Read to which network each practice belongs today (epcncorepartnerdetails)."""
    for _, row in grid.rows():
        if is_partner(row) and not word(row[9]):  # no end date
            network = (word(row[4]), word(row[5]))
            yield Entry(word(row[0]), word(row[1]), {"type": PRACTICE, "network": network})


def headed(grid: Grid, header: int) -> Iterator[Entry]:
    """Read a list with headings: a code or a name, and what else is there of an organisation."""
    places = places_of(grid.top[header])
    wanted = dict(type=TYPES, region=REGIONS, icb=ICBS, postcode=POSTCODES)
    at = {what: first_of(places, *headings) for what, headings in wanted.items()}
    code, name = first_of(places, *CODES), first_of(places, *NAMES)
    latitude, longitude = first_of(places, *LATITUDES), first_of(places, *LONGITUDES)
    own = own_columns.reader(grid, header)
    for number, row in grid.rows():
        if number <= header + 1:
            continue
        texts = {what: word(cell(row, column)) for what, column in at.items()}
        says: dict[str, Any] = {what: text for what, text in texts.items() if text}
        if "type" in says:
            says["type"] = kind_of(says["type"]) or says["type"]
        if "region" in says:
            says["region"] = region_of(says["region"])
        found = place(cell(row, latitude), cell(row, longitude))
        if found is not None:
            says["place"] = found
        if word(cell(row, code)) or word(cell(row, name)):
            says |= own(number, row)
            yield Entry(word(cell(row, code)), word(cell(row, name)), says, number)


def place(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    """Return a place in degrees; None where there is none, which directories write as 99.999."""
    found = number_in(latitude), number_in(longitude)
    if found[0] is None or found[1] is None or not (-90 <= found[0] <= 90):
        return None
    return (found[0], found[1]) if -180 <= found[1] <= 180 else None


def networks(members: Mapping[str, list[Entry]], names: Mapping[str, str]) -> Iterator[Entry]:
    """Make one organisation of the practices of each primary care network.

    members  by code of the network, its practices
    names    of the networks
    """
    for code, entries in members.items():
        says: dict[str, Any] = {"type": NETWORK, "practices": len(entries)}
        for what in ("region", "icb"):
            given = [each.says[what] for each in entries if what in each.says]
            if given:
                says[what] = max(sorted(set(given)), key=given.count)
        patients = [each.says["patients"] for each in entries if "patients" in each.says]
        if patients:
            says["patients"] = sum(patients)
        where = [each.says["place"] for each in entries if "place" in each.says]
        if where:
            says["place"] = tuple(sum(each[k] for each in where) / len(where) for k in (0, 1))
        yield Entry(code, names[code], says)


def _common(row: Row) -> dict[str, Any]:
    """Return what both lists say in the same columns."""
    says = dict(
        region=region_of(word(row[GROUPING])), icb=word(row[GEOGRAPHY]),
        postcode=word(row[POSTCODE]), opened=word(row[OPENED]), closed=word(row[CLOSED]),
    )  # fmt: skip
    return {what: text for what, text in says.items() if text}
