"""Which layouts are known, and how a file is recognised: by its headings, or by what its rows are.

Positions count only where the published file has no headings.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.networks.cells import shown
from sim.networks.published import graphs, measures, registers
from sim.networks.published.entries import Entry
from sim.networks.published.grids import Grid, Row, grids_of, places_of, plain
from sim.params.errors import UserError

OGL = "Open Government Licence v3.0"
MOST_ROWS_ABOVE = 40  # of titles and notes over the headings
Places = Mapping[str, int]
_has = registers.first_of


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of published file.

    key        names it, as in --as trusts=FILE
    words      what it is, for a person
    publisher  who publishes it, and under which licence
    is_header  whether headings are its own; None if it has none, or is no table
    is_row     whether a row is its own, if it has no headings
    """

    key: str
    words: str
    publisher: str
    is_header: Callable[[Places], bool] | None = None
    is_row: Callable[[Sequence[object]], bool] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was recognised: its layout, its table and where the headings stand there."""

    path: Path
    layout: Layout
    grid: Grid | None = None
    header: int = 0


def _named(places: Places) -> bool:
    return _has(places, *registers.CODES, *registers.NAMES) is not None


def _placed(places: Places) -> bool:
    latitude, longitude = _has(places, *registers.LATITUDES), _has(places, *registers.LONGITUDES)
    return latitude is not None and longitude is not None


ODS = f"Organisation Data Service, NHS England ({OGL})"
OHID = f"Office for Health Improvement and Disparities ({OGL})"
YOURS = "yours; say in system.yaml where it comes from"
LAYOUTS = (  # in the order in which they are tried
    Layout("practices", "list of GP practices (epraccur)", ODS, is_row=registers.is_practice),
    Layout("trusts", "list of trusts (etr)", ODS, is_row=registers.is_register),
    Layout(
        "networks", "practices of primary care networks (epcncorepartnerdetails)", ODS,
        is_row=registers.is_partner,
    ),
    Layout(
        "maturity", "Digital Maturity Assessment, by pillar", f"NHS England ({OGL})",
        lambda places: _named(places) and len(measures.pillars_of(places)) >= 4,
    ),
    Layout("catchments", "catchments of acute trusts, by area", OHID, measures.is_shares),
    Layout(
        "populations", "catchment populations of acute trusts", OHID,
        lambda places: _has(places, *registers.CODES) is not None
        and _has(places, *measures.YEARS) is not None
        and _has(places, *measures.CATCHMENTS) is not None,
    ),
    Layout(
        "estates", "Estates Returns Information Collection (ERIC)", f"NHS England ({OGL})",
        lambda places: _has(places, *registers.CODES) is not None
        and (
            ("commissioning region" in places
            and _has(places, "trust type", "organisation type") is not None)
            or _has(places, *measures.AREAS) is not None
        ),
    ),
    Layout(
        "patients", "patients registered at GP practices", f"NHS England ({OGL})",
        lambda places: _named(places) and _has(places, *measures.REGISTERED) is not None,
    ),
    Layout(
        "suppliers", "suppliers of record systems", YOURS,
        lambda places: _named(places) and _has(places, *measures.SUPPLIERS) is not None,
    ),
    Layout("ties", "ties", YOURS, lambda places: "source" in places and "target" in places),
    Layout(
        "postcodes", "places of postcodes", f"Office for National Statistics ({OGL})",
        lambda places: _placed(places)
        and _has(places, *registers.POSTCODES) is not None
        and not _named(places),
    ),
    Layout(
        "list", "list of organisations with headings", YOURS,
        lambda places: _named(places) and len(places) > 1,
    ),
    Layout("graph", "graph (GraphML, GEXF, GML, Pajek, JSON or a list of edges)", YOURS),
)  # fmt: skip
BY_KEY = {each.key: each for each in LAYOUTS}
READERS: dict[str, Callable[[Grid, int], Iterator[Entry]]] = {
    "practices": lambda grid, _: registers.practices(grid),
    "trusts": lambda grid, _: registers.trusts(grid),
    "networks": lambda grid, _: registers.partners(grid),
    "maturity": measures.maturity,
    "catchments": measures.shares,
    "populations": measures.populations,
    "estates": measures.estates,
    "patients": measures.patients,
    "suppliers": measures.suppliers,
    "list": registers.headed,
}


def recognised(path: Path, as_layout: str | None = None) -> Found:
    """Tell what a file is.

    as_layout  the key of its layout, if the user says it

    Raises
    ------
    UserError
        If it cannot be read, or is of no known layout, or not of the one that the user says.
    """
    if not path.is_file():
        raise UserError(f"{path}: there is no such file.")
    if as_layout == "graph" or (as_layout is None and graphs.is_graph_file(path)):
        return Found(path, BY_KEY["graph"])
    tried = LAYOUTS if as_layout is None else (BY_KEY[as_layout],)
    grids = grids_of(path)
    tops = [[(row, places_of(row)) for row in grid.top[:MOST_ROWS_ABOVE]] for grid in grids]
    for layout in tried:
        for grid, top in zip(grids, tops, strict=True):
            at = next((k for k, each in enumerate(top) if _begins(layout, *each)), None)
            if at is not None:
                return Found(path, layout, grid, at)
    raise UserError(_unknown(path, grids, as_layout))


def _begins(layout: Layout, row: Row, places: Places) -> bool:
    """Whether a layout begins in a row: with its headings, or the first of its rows."""
    if layout.is_row is not None:
        return layout.is_row(row)
    return layout.is_header is not None and layout.is_header(places)


def _unknown(path: Path, grids: Sequence[Grid], as_layout: str | None) -> str:
    """Say that a file is of no known layout, with its headings and what is known."""
    if as_layout is not None:
        return f"{path}: this is no {BY_KEY[as_layout].words}; leave --as out to see what it is."
    top = next((row for grid in grids for row in grid.top if any(map(plain, row))), [])
    headings = ", ".join(shown(each) for each in top[:6] if plain(each))
    return (
        f"{path}: its layout is unknown (it begins with: {headings}). Known are "
        f"{', '.join(BY_KEY)}; say which it is with --as, as in --as {LAYOUTS[1].key}={path.name}."
    )
