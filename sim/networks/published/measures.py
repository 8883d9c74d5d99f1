"""Files that measure organisations: maturity, floor area, populations, patients, suppliers."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.networks.cells import number_in, shown
from sim.networks.published import own_columns
from sim.networks.published.entries import Entry
from sim.networks.published.grids import Grid, Row, cell, places_of, word
from sim.networks.published.registers import (
    CODES,
    ICBS,
    LATITUDES,
    LONGITUDES,
    NAMES,
    POSTCODES,
    REGIONS,
    TYPES,
    first_of,
    place,
)
from sim.networks.published.vocabulary import kind_of, region_of
from sim.params.errors import UserError

# The pillars of What Good Looks Like, as the workbook of 2025 and earlier papers call them
PILLARS = (
    ("well led",),
    ("ensure smart foundations", "smart foundations"),
    ("safe practice",),
    ("support workforce", "support people"),
    ("empower people", "empower citizens"),
    ("improve care",),
    ("healthy populations",),
)
SETTINGS = ("care setting", "setting")
AREAS = (
    "gross internal floor area m", "gross internal floor area m2",
    "total gross internal floor area m", "gross internal site floor area m",
    "gross internal floor area",
)  # fmt: skip
YEARS = ("catchmentyear", "catchment year")
ADMISSIONS = ("admissiontype", "admission type")
CATCHMENTS = ("catchment", "catchment population", "trust catchment")
AREA_CODES = ("msoa", "msoa21cd", "msoa11cd", "ltla21 code", "lad code", "area code")
PATIENTS_FROM = ("patients", "patients admitted")
REGISTERED = ("number of patients", "registered patients", "list size")
SUPPLIERS = (
    "supplier", "epr supplier", "system supplier", "record system", "record system supplier",
    "gp system supplier", "epr",
)  # fmt: skip
WORST, BEST = 1.0, 5.0
LARGEST = 1e12  # of an amount; more is no measurement


def pillars_of(places: Mapping[str, int]) -> dict[str, int]:
    """Return where the pillars of a digital maturity assessment stand, by their first names."""
    found = {headings[0]: first_of(places, *headings) for headings in PILLARS}
    return {pillar: place for pillar, place in found.items() if place is not None}


def maturity(grid: Grid, header: int) -> Iterator[Entry]:
    """Read scores by pillar, from 1 to 5, as far as a row has them.

    Raises
    ------
    UserError
        For a score that is not from 1 to 5.
    """
    places = places_of(grid.top[header])
    pillars = pillars_of(places)
    wanted = dict(type=(*SETTINGS, *TYPES), region=REGIONS, icb=ICBS)
    at = {what: first_of(places, *headings) for what, headings in wanted.items()}
    for number, row, code, name in _rows(grid, header):
        scores = {}
        for pillar, column in pillars.items():
            score = number_in(cell(row, column))
            if score is None:
                continue  # not assessed
            if not WORST <= score <= BEST:
                raise UserError(
                    f"{grid.where}, row {number}: {shown(grid.top[header][column])} is {score:g}; "
                    "scores of the assessment go from 1 to 5."
                )
            scores[pillar] = score
        says = {what: word(cell(row, column)) for what, column in at.items()}
        says = {what: text for what, text in says.items() if text}
        if scores:
            yield Entry(code, name, _in_our_words(says) | {"pillars": scores})


def estates(grid: Grid, header: int) -> Iterator[Entry]:
    """Read an estates return, of trusts or of their sites: type, region and floor area."""
    places = places_of(grid.top[header])
    area = first_of(places, *AREAS)
    wanted = dict(type=TYPES, region=REGIONS, icb=ICBS)
    at = {what: first_of(places, *headings) for what, headings in wanted.items()}
    for _, row, code, name in _rows(grid, header):
        says: dict[str, Any] = {what: word(cell(row, place)) for what, place in at.items()}
        says = _in_our_words({what: text for what, text in says.items() if text})
        floor = _amount(cell(row, area))
        yield Entry(code, name, says | ({} if floor is None else {"floor_area": floor}))


def shares(grid: Grid, header: int) -> Iterator[Entry]:
    """Read from where the patients of trusts came: of each trust and area, share or number."""
    places = places_of(grid.top[header])
    share = next((k for each, k in places.items() if _is_share(each)), None)
    amount = first_of(places, *PATIENTS_FROM) if share is None else share
    area = first_of(places, *AREA_CODES)
    if area is None:  # named after its kind, such as ltla21_code or icb22_code
        codes = {places[each] for each in CODES if each in places}
        area = next(k for each, k in places.items() if each.endswith("code") and k not in codes)
    for row, code, name in _of_last_year(grid, header):
        value = _amount(cell(row, amount))
        if value is not None and word(cell(row, area)):
            yield Entry(code, name, {"area": word(cell(row, area)), "share": value})


def is_shares(places: Mapping[str, int]) -> bool:
    """Whether headings are those of the catchments of trusts, area by area."""
    if first_of(places, *CODES) is None:
        return False
    if any(map(_is_share, places)):
        return True
    areas, patients = first_of(places, *AREA_CODES), first_of(places, *PATIENTS_FROM)
    return first_of(places, *YEARS) is not None and areas is not None and patients is not None


def populations(grid: Grid, header: int) -> Iterator[Entry]:
    """Read the population that each acute trust serves, by age and sex or in all."""
    population = first_of(places_of(grid.top[header]), *CATCHMENTS)
    for row, code, name in _of_last_year(grid, header):
        value = _amount(cell(row, population))
        if value is not None:
            yield Entry(code, name, {"population": value})


def patients(grid: Grid, header: int) -> Iterator[Entry]:
    """Read how many patients are registered with each practice; of all ages and both sexes."""
    places = places_of(grid.top[header])
    count, sex, age = (first_of(places, *each) for each in (REGISTERED, ("sex",), ("age",)))
    for _, row, code, name in _rows(grid, header):
        whole = all(word(cell(row, k)).upper() in ("", "ALL") for k in (sex, age))
        value = _amount(cell(row, count))
        if whole and value is not None:
            yield Entry(code, name, {"patients": value})


def suppliers(grid: Grid, header: int) -> Iterator[Entry]:
    """Read who supplies the record system of each organisation."""
    at = first_of(places_of(grid.top[header]), *SUPPLIERS)
    own = own_columns.reader(grid, header)
    for number, row, code, name in _rows(grid, header):
        supplier = word(cell(row, at))
        says = ({"supplier": supplier} if supplier else {}) | own(number, row)
        if says:
            yield Entry(code, name, says)


def postcodes(grid: Grid, header: int, wanted: set[str]) -> dict[str, tuple[float, float]]:
    """Read where postcodes are, of those that are wanted; without spaces."""
    places = places_of(grid.top[header])
    latitude, longitude = first_of(places, *LATITUDES), first_of(places, *LONGITUDES)
    at = first_of(places, *POSTCODES)
    found = {}
    for number, row in grid.rows():
        given = cell(row, at)
        # Millions of rows, nearly all of them not wanted: look before anything is tidied
        key = given.replace(" ", "") if isinstance(given, str) else ""
        if number > header + 1 and key in wanted:
            where = place(cell(row, latitude), cell(row, longitude))
            if where is not None:
                found[key] = where
    return found


def _rows(grid: Grid, header: int) -> Iterator[tuple[int, Row, str, str]]:
    """Yield the rows below the headings that name an organisation: number, row, code and name."""
    places = places_of(grid.top[header])
    code, name = first_of(places, *CODES), first_of(places, *NAMES)
    for number, row in grid.rows():
        found = word(cell(row, code)), word(cell(row, name))
        if number > header + 1 and any(found):
            yield number, row, *found


def _of_last_year(grid: Grid, header: int) -> Iterator[tuple[Row, str, str]]:
    """Yield the rows of the last year in a file, of all admissions; of others, those there are."""
    places = places_of(grid.top[header])
    year, admission = first_of(places, *YEARS), first_of(places, *ADMISSIONS)
    last, kinds = "", set()
    if year is not None or admission is not None:
        for _, row, _, _ in _rows(grid, header):
            last = max(last, word(cell(row, year)))
            kinds.add(word(cell(row, admission)).lower())
    kind = next((each for each in sorted(kinds) if each.startswith("all")), None)
    if kind is None and len(kinds) > 1:
        raise UserError(
            f"{grid.where}: it has admissions of {len(kinds)} kinds and none of all; keep one kind."
        )
    for _, row, code, name in _rows(grid, header):
        is_last = year is None or word(cell(row, year)) == last
        if is_last and (kind is None or word(cell(row, admission)).lower() == kind):
            yield row, code, name


def _in_our_words(says: dict[str, Any]) -> dict[str, Any]:
    """Put our words for types and regions in place of those published."""
    if "type" in says:
        kind = kind_of(says.pop("type"))
        says |= {} if kind is None else {"type": kind}
    if "region" in says:
        says["region"] = region_of(says["region"])
    return says


def _is_share(heading: str) -> bool:
    return heading.startswith("proportion trust came from")


def _amount(value: Any) -> float | None:
    """Return a number that may be written with commas; None for words such as Not Applicable."""
    number = number_in(value.replace(",", "") if isinstance(value, str) else value)
    return number if number is not None and 0 <= number <= LARGEST else None
