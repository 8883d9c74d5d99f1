"""Organisations and their ties as arrays, which every engine reads."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sim.params.visible_text import visible

if TYPE_CHECKING:
    from sim.networks.unknown import Unknown

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


def _is_plain(label: str) -> bool:
    return label.isascii() and label.isprintable()


class Arrays(NamedTuple):
    """A system as arrays for a compiled kernel.

    type, region    int64[N]       index into the names of types and regions
    deprived        bool[N]        serves a deprived area
    orientation     float64[N]     culture, from standards (0) to adaptation (1)
    maturity, capacity, culture, finance, legacy  float64[N]  shares, in [0, 1]
    size            float64[N]     relative to the average organisation, mean 1
    board_interval  int64[N]       months between boards, >= 1
    approvals       int64[N]       boards that must approve, >= 1
    starts          int64[N + 1]   organisation i has the ties starts[i] : starts[i + 1]
    peers           int64[ties]    the other end of each tie, ascending within an organisation
    trust           float64[ties]  > 0, at most 1
    by_maturity     int64[N]       organisations in ascending order of (maturity, index)
    """

    type: Whole
    region: Whole
    deprived: Flags
    orientation: Floats
    maturity: Floats
    capacity: Floats
    culture: Floats
    finance: Floats
    legacy: Floats
    size: Floats
    board_interval: Whole
    approvals: Whole
    starts: Whole
    peers: Whole
    trust: Floats
    by_maturity: Whole


class Standing(NamedTuple):
    """Where organisations stand at month 0, as their files say.

    stage  int64[N]  as `sim.params.names.STAGES`, or `stands.LIVE` for either of the live ones;
                     `stands.UNSAID` where nothing is said
    since  int64[N]  when that stage began, as `stands.since_in` counts it; UNSAID too
    """

    stage: Whole
    since: Whole


@dataclass(frozen=True, eq=False, repr=False)
class System:
    """A health system: its arrays and its names.  Two are equal if all of these are.

    names      one per organisation; aliases such as "Acute trust 3" when the traits are made up
    types      names of the types
    regions    names of the regions
    drawn      whether traits and ties are made up; if so, the names must not be real ones
    notes      how it was read and what was left out, for the user
    title      what the user calls it; empty if they gave it no name
    standing   where its organisations stand at month 0; None if nothing is said of any
    unknown    what nobody knows of them; then the arrays hold a guess there, no run uses them as
               they are, and `sim.networks.blanks` draws the systems to run.  None if all is known
    origins    where the values of each column come from (`sim.networks.origins`), if it was read
    """

    arrays: Arrays
    names: tuple[str, ...]
    types: tuple[str, ...]
    regions: tuple[str, ...]
    drawn: bool
    notes: tuple[str, ...] = ()
    title: str = ""
    standing: Standing | None = None
    unknown: "Unknown | None" = None
    origins: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        """Make labels texts that can be seen: one made by hand may have numbers, or nothing."""
        for name in ("names", "types", "regions"):
            labels = getattr(self, name)
            if not all(
                type(each) is str and each.isascii() and each.isprintable() for each in labels
            ):
                words = ("not given" if each is None else visible(str(each)) for each in labels)
                object.__setattr__(self, name, tuple(words))

    @property
    def organisations(self) -> int:
        """Number of organisations."""
        return len(self.arrays.type)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its arrays and names: equal digests, equal systems, on every machine."""
        found = hashlib.sha256()
        blank = [] if self.unknown is None else self.unknown.arrays()
        for array in (*self.arrays, *(self.standing or ()), *blank):
            kind = {"f": "<f8", "i": "<i8", "b": "|b1"}[array.dtype.kind]
            found.update(np.ascontiguousarray(array, kind).tobytes())
        for words in (self.names, self.types, self.regions):
            found.update(repr(words).encode())
        if self.unknown is not None:
            found.update(self.unknown.names().encode())
        return found.hexdigest()

    def __eq__(self, other: object) -> bool:
        """Whether another system has the same organisations and ties under the same names."""
        if self is other:
            return True
        return isinstance(other, System) and self.digest == other.digest

    def __hash__(self) -> int:
        """Hash what makes two systems equal."""
        return hash(self.digest)

    def __deepcopy__(self, memo: Any) -> "System":
        """Return itself: nothing changes a system, and copies of a large one take its room."""
        return self

    def __repr__(self) -> str:
        """Say in one line how large it is, and which."""
        ties = f"{len(self.arrays.peers) // 2:,} ties"
        return f"<System of {self.organisations:,} organisations, {ties}: {self.digest[:12]}>"

    @property
    def capacity_third(self) -> Whole:
        """Third by initial capacity, 0 lowest to 2 highest; int64[N].  Equal values: by index."""
        order = np.argsort(self.arrays.capacity, kind="stable")
        third = np.empty(self.organisations, np.int64)
        third[order] = np.arange(self.organisations) * 3 // self.organisations
        return third


def ties_as_rows(
    organisations: int, one: Whole, other: Whole, trust: Floats
) -> tuple[Whole, Whole, Floats]:
    """Arrange undirected ties by organisation: starts, peers (ascending) and trust.

    one, other  int64[ties]    the two ends of each tie, each pair once
    trust       float64[ties]
    """
    here, there = np.concatenate([one, other]), np.concatenate([other, one])
    shape = (organisations, organisations)
    ties = sparse.coo_array((np.concatenate([trust, trust]), (here, there)), shape)
    rows = ties.tocsr()
    rows.sort_indices()
    return rows.indptr.astype(np.int64), rows.indices.astype(np.int64), rows.data
