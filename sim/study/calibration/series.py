"""What was observed, as a calibration compares it: shares by calendar month, by group."""

from dataclasses import dataclass, replace

import numpy as np

from sim.networks.stands import month_in_words
from sim.networks.system import Floats, Whole
from sim.params.errors import UserError

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Series:
    """The curve of one group.

    group   what it is called; EVERYBODY if the table has no groups
    months  int64[J]    calendar months, ascending: 12 times the year, plus 0 to 11
    shares  float64[J]  share of organisations
    totals  float64[J]  of how many; nan where the table does not say
    """

    group: str
    months: Whole
    shares: Floats
    totals: Floats

    def up_to(self, month: int) -> "Series":
        """Keep what was known in a calendar month."""
        return self._kept(self.months <= month)

    def after(self, month: int) -> "Series":
        """Keep what became known after a calendar month."""
        return self._kept(self.months > month)

    def _kept(self, these: "np.ndarray") -> "Series":
        return replace(
            self, months=self.months[these], shares=self.shares[these], totals=self.totals[these]
        )


@dataclass(frozen=True, slots=True)
class ObservedSeries:
    """The curves of a table.

    name     of the file
    measure  what counts as live: `sim.study.track.observed.LIVE` or EVER
    series   at least one, each with at least one date
    notes    how the table was read, for the user
    """

    name: str
    measure: str
    series: tuple[Series, ...]
    notes: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The first calendar month of all."""
        return min(int(each.months[0]) for each in self.series)

    @property
    def last(self) -> int:
        """The last calendar month of all."""
        return max(int(each.months[-1]) for each in self.series)

    @property
    def dates(self) -> int:
        """How many shares were observed."""
        return sum(len(each.months) for each in self.series)

    def of(self, total: int) -> "ObservedSeries":
        """Say of how many the shares are where the table does not."""
        series = tuple(
            replace(each, totals=np.where(np.isfinite(each.totals), each.totals, float(total)))
            for each in self.series
        )
        return replace(self, series=series)

    def up_to(self, month: int) -> "ObservedSeries":
        """Keep what was known in a calendar month.

        Raises
        ------
        UserError
            If nothing was.
        """
        kept = tuple(e for e in (each.up_to(month) for each in self.series) if len(e.months))
        if not kept:
            raise UserError(
                f"{self.name}: nothing was observed by {month_in_words(month)} (--until); the "
                f"first date is {month_in_words(self.first)}"
            )
        return replace(self, series=kept)

    def after(self, month: int) -> "ObservedSeries":
        """Keep what became known after a calendar month; groups without it are left out."""
        kept = tuple(e for e in (each.after(month) for each in self.series) if len(e.months))
        return replace(self, series=kept)

    def only(self, group: str) -> "ObservedSeries":
        """Keep one group, as if it were everybody.

        Raises
        ------
        UserError
            If there is none of that name.
        """
        names = {each.group.casefold(): each for each in self.series}
        wanted = " ".join(group.split()).casefold()
        if wanted not in names:
            raise UserError(
                f"{self.name}: there is no group '{group}'; choose from "
                f"{', '.join(each.group for each in self.series)}"
            )
        return replace(self, series=(replace(names[wanted], group=EVERYBODY),))
