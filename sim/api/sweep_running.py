"""A sweep that is set out: its cells, their batches, and what they have in common."""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sim.api.sweep_contents import base, content, month_of, shared, text
from sim.config.composer import Composer
from sim.config.override_text import Override
from sim.outcomes.horizon import refuse_month
from sim.params import Scenario
from sim.params.errors import UserError
from sim.report.sweeps.store import Kept, Store, kept
from sim.report.sweeps.table import AGAIN
from sim.rules.sources import sources_digest
from sim.study.sweep.batches import (
    Batch,
    cells_at_once,
    places_of,
    seconds_of,
)
from sim.study.sweep.design import Design, digest_of

LOOKED_AT, UNKNOWN = 100, 0.02  # cells; seconds that one takes if none of them is possible


@dataclass
class Count:
    """How far a sweep is.

    cells    in all, of this shard
    before   those that the store had already
    done     that are done now, or failed
    failed   of these
    damaged  parts that were run again, and the file of each that was not as written
    """

    cells: int = 0
    before: int = 0
    done: int = 0
    failed: int = 0
    damaged: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def has_run(self, well: bool) -> None:
        """Count a cell that has run, in whichever thread."""
        with self.lock:
            self.done += 1
            self.failed += not well

    def has_found(self, cells: int, failed: int = 0) -> None:
        """Count cells that were there already."""
        with self.lock:
            self.before += cells
            self.failed += failed


@dataclass(frozen=True)
class Running:
    """A sweep that is set out, before anything is run or written.

    design    the cells
    store     where they are kept
    composer  makes their scenarios
    at        headline month that was asked for
    kept      the design as the store keeps it
    size      cells of a batch
    seconds   that a cell takes on one core, about
    first     the first scenario that is possible, if there is one
    """

    design: Design
    store: Store
    composer: Composer
    at: int | None
    kept: Kept
    size: int
    seconds: float
    first: Scenario | None

    @property
    def prefix(self) -> str:
        """What the names of its parts begin with."""
        return self.kept.prefix

    @cached_property
    def places(self) -> list[range]:
        """The places of the cells of each batch."""
        return places_of(len(self.design), self.size)

    @cached_property
    def _files(self) -> list[tuple[Override, ...]]:
        """What names files of the user's own; presets are read once, but each cell reads these."""
        return [each for each in self.design.contents() if self.composer.reads_files([each])]

    def refuse_edit(self) -> None:
        """Raise an error if a file of the user's own is no longer as it was."""
        for each in self._files:
            if content(self.composer, each) != self.kept.said["contents"][text(each)]:
                raise UserError(
                    f"a file of {text(each)} was edited during the sweep; what ran before is kept, "
                    "and the same line now runs anew with the file as it is"
                )

    def name(self, number: int) -> str:
        """Name the part of a batch."""
        return f"{self.prefix}-{number:05d}"

    def numbers(self, shard: tuple[int, int] | None) -> list[int]:
        """List the batches of a shard; (3, 20): every twentieth, from the third."""
        every = range(len(self.places))
        return list(every if shard is None else every[shard[0] - 1 :: shard[1]])

    def batch(self, number: int, only: Collection[str] | None = None) -> Batch:
        """Return a batch, or those of its cells that were asked for in these words."""
        asked = tuple(map(self.design.cell, self.places[number]))
        if only is None:
            return Batch(self.name(number), asked)
        again = digest_of(sorted(only))[:8]
        chosen = tuple(each for each in asked if each.text in only)
        return Batch(f"{self.name(number)}{AGAIN}{again}", chosen)


def set_out(
    design: Design,
    place: Path,
    at: int | None = None,
    config_dirs: Sequence[Path] = (),
    at_once: int | None = None,
) -> Running:
    """Work out what a sweep is: nothing is run or written yet.

    at       headline month; if absent 36, or the last that all cells have
    at_once  cells of a batch; as many as are well run at once if absent

    Raises
    ------
    UserError
        If the cells have no such month.
    """
    composer = Composer(config_dirs)
    seconds, first = _possible(design, composer, at)
    size = at_once or cells_at_once(len(design), seconds)
    found = [base(composer, each) for each in design.presets()]
    bases = [each for each in found if isinstance(each, Scenario)]
    month = month_of(bases, design, at)
    about = {
        "keys": list(design.keys), "cells": len(design), **design.as_data(),
        "month": month, "cells_at_once": size, "sources": sources_digest(),
        "contents": {text(each): content(composer, each) for each in design.contents()},
        **shared(bases, design.order),
    }  # fmt: skip
    return Running(design, Store(place), composer, month, kept(about), size, seconds, first)


def _possible(design: Design, composer: Composer, at: int | None) -> tuple[float, Scenario | None]:
    """Estimate how long a cell takes, by the first that is possible."""
    for place in range(min(len(design), LOOKED_AT)):
        asked = design.cell(place)
        try:
            scenario, _ = composer.scenario(asked.overrides)
        except UserError:
            continue
        refuse_month(at, scenario.clock.months)
        return seconds_of(scenario, asked.replicates), scenario
    return UNKNOWN, None
