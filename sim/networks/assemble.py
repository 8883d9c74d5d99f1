"""Builds a system from columns and ties, whether from files, a graph or a matrix."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sim.networks.blank_cells import with_unknown
from sim.networks.stands import LIVE, UNSAID
from sim.networks.system import Arrays, Flags, Floats, Standing, System, Whole, ties_as_rows
from sim.networks.ties import usual_trust
from sim.params import System as SystemParameters
from sim.params.errors import UserError
from sim.params.names import EMBEDDED, IMPLEMENTING, UNAWARE

EVERYWHERE, ONE_TYPE = "Everywhere", "Organisation"
HAVE_NO_TIES = "organisations have no ties"
ROUNDING = 1e-12  # a mean this near to 1 is 1: a system written out and read again is the same
LIVE_ONES = (IMPLEMENTING, EMBEDDED, LIVE)
NAMED = 5  # organisations without ties that a note names
SINCE_ADVICE = "give the column 'stage' too, or leave since empty"
Ties = tuple[Whole, Whole, Floats]


def assembled(
    columns: Mapping[str, np.ndarray],
    ties: Ties,
    parameters: SystemParameters,
    drawn: bool,
    notes: tuple[str, ...] = (),
    title: str = "",
    disagreement: Mapping[str, np.ndarray] | None = None,
    all_traits: bool = False,
) -> System:
    """Build a system; where a column is missing, the system's value applies.

    Where a value is missing in a column that a made-up system draws, nobody knows it: it is drawn
    anew for each system (`sim.networks.blanks`).

    columns  as `sim.networks.columns.read_all` gives them, each [N]; every name must be there
    ties     the two ends of each tie, each pair once, int64[ties] each, and trust float64[ties],
             above 0 and at most 1; NaN where nothing is said
    notes    how it was read, for the user
    title    what the user calls it
    disagreement  by column that several people scored: the standard deviation of their scores,
             float64[N], 0 or NaN where there is one; the column holds their mean
    all_traits  whether a trait that is nowhere given is not known, as in files; else it is the
             system's value
    """
    n = len(columns["name"])

    def column(name: str, default: Any, kind: Any = np.float64) -> np.ndarray:
        values = columns.get(name)
        if values is None:
            return np.full(n, default, kind)
        return np.where(np.isnan(values), default, values).astype(kind)

    type, types = numbered(columns.get("type"), n, ONE_TYPE)
    region, regions = numbered(columns.get("region"), n, EVERYWHERE)
    size, maturity = column("size", 1.0), column("maturity", parameters.maturity)
    one, other, trust = ties
    trust = np.where(np.isnan(trust), usual_trust(parameters, type[one] == type[other]), trust)
    starts, peers, along = ties_as_rows(n, one, other, trust)
    arrays = Arrays(
        type=type,
        region=region,
        deprived=column("deprived", False, np.bool_),
        orientation=column("orientation", parameters.orientation),
        maturity=maturity,
        capacity=column("capacity", parameters.capacity),
        culture=column("culture", parameters.culture),
        finance=column("finance", parameters.finance),
        legacy=column("legacy", parameters.legacy),
        size=size if abs(size.mean() - 1) < ROUNDING else size / size.mean(),
        board_interval=column("board_interval", parameters.board_interval, np.int64),
        approvals=column("approvals", parameters.approvals, np.int64),
        starts=starts,
        peers=peers,
        trust=along,
        by_maturity=np.argsort(maturity, kind="stable"),
    )
    names = tuple(columns["name"].tolist())
    alike = [*_alike("names", names), *_alike("types", types), *_alike("regions", regions)]
    standing = _standing(columns)
    told = (*notes, *_only_live(standing), *alike, *_isolated(names, starts))
    stands = None if standing is None else _others_unaware(standing)
    system = System(arrays, names, types, regions, drawn, told, title, stands)
    return with_unknown(system, columns, disagreement or {}, parameters, all_traits)


def _standing(columns: Mapping[str, np.ndarray]) -> Standing | None:
    """Return where organisations stand at month 0; None if no stage is said."""
    names = columns["name"]
    stage, since = (
        np.full(len(names), UNSAID)
        if name not in columns
        else np.where(np.isnan(columns[name]), UNSAID, columns[name]).astype(np.int64)
        for name in ("stage", "since")
    )
    alone = (since != UNSAID) & (stage == UNSAID)
    if alone.any():
        raise UserError(f"{since_alone(names[int(np.argmax(alone))])}; {SINCE_ADVICE}.")
    return Standing(stage, since) if (stage != UNSAID).any() else None


def _is_list_of_live(standing: Standing) -> bool:
    """Whether all stages that are said are live ones, as where only the sites in use are marked."""
    said = standing.stage[standing.stage != UNSAID]
    return len(said) < len(standing.stage) and bool(np.isin(said, LIVE_ONES).all())


def _others_unaware(standing: Standing) -> Standing:
    """Let those without a stage be unaware where only live sites have one.

    Drawn like the others, they would all be live: the stages that are said tell of nothing else.
    """
    if not _is_list_of_live(standing):
        return standing
    return Standing(np.where(standing.stage == UNSAID, UNAWARE, standing.stage), standing.since)


def _only_live(standing: Standing | None) -> Iterator[str]:
    if standing is not None and _is_list_of_live(standing):
        empty, n = int((standing.stage == UNSAID).sum()), len(standing.stage)
        yield (
            f"only live sites say their stage, so the {empty:,} of {n:,} organisations without one "
            "count as unaware (if another stage is said somewhere, empty means not known)"
        )


def since_alone(name: str) -> str:
    """Say that an organisation tells since when it stands somewhere, and not where."""
    return f"'{name}' says since when, but not its stage"


def numbered(
    words: np.ndarray | None, organisations: int, default: str
) -> tuple[Whole, tuple[str, ...]]:
    """Give each distinct word a number by first appearance; returns int64[N] and the words."""
    if words is None:
        return np.zeros(organisations, np.int64), (default,)
    number: dict[str, int] = {}
    places = [number.setdefault(default if word is None else word, len(number)) for word in words]
    return np.array(places, np.int64), tuple(number)


def _alike(what: str, words: Sequence[str]) -> Iterator[str]:
    """Say which words differ only in capitals, and so may be meant as one; nothing if none do."""
    first: dict[str, str] = {}
    for word in words:
        known = first.setdefault(word.casefold(), word)
        if known != word:
            yield f"'{known}' and '{word}' are two {what}; write them alike if they are one"
            return


def _isolated(names: tuple[str, ...], starts: Whole) -> tuple[str, ...]:
    """Say how many organisations have no ties, and which; nothing if all have some."""
    alone: Flags = np.diff(starts) == 0
    count = int(alone.sum())
    if count == 0:
        return ()
    first = ", ".join(names[i] for i in np.flatnonzero(alone)[:NAMED])
    more = f" and {count - NAMED:,} more" if count > NAMED else ""
    return (
        f"{count:,} of {len(names):,} {HAVE_NO_TIES}, so no peer tells them anything: "
        f"{first}{more}",
    )
