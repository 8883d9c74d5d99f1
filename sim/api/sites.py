"""Your organisations one by one: how likely each is to be live, and what would help it most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.given_plans import GivenPlan, plans_of, single, warn_of_idle_keys
from sim.engines.limits import refuse
from sim.networks import system_of
from sim.networks.whole_numbers import whole
from sim.params import Kind, Scenario, markup
from sim.params.errors import UserError
from sim.study.runs import Progress
from sim.study.sites.records import Site
from sim.study.sites.records import Sites as Found
from sim.study.sites.study import CLOSER, find_sites

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures.picture import Picture

MONTHS = (12, 24, 36)
MOST_RUNS = 100_000


@dataclass(frozen=True)
class Sites:
    """Organisations one by one.

    Attributes
    ----------
    found : sim.study.sites.records.Sites
        Everything that was found.
    """

    found: Found

    @property
    def sentences(self) -> dict[str, str]:
        """By organisation: what it waits for, and what would help it most."""
        from sim.report.sites.words import sentence

        return {each.name: sentence(self.found, each) for each in self.found.sites}

    @property
    def frame(self) -> "pd.DataFrame":
        """One row for each organisation, as in `sites.csv`."""
        import pandas as pd

        from sim.report.sites.table import site_rows

        return pd.DataFrame(site_rows(self.found))

    @property
    def levers(self) -> "pd.DataFrame":
        """One row for each lever that was tried on an organisation, as in `levers.csv`."""
        import pandas as pd

        from sim.report.sites.table import lever_rows

        return pd.DataFrame(lever_rows(self.found))

    def figure(self) -> "Picture":
        """Draw a map: colours and shapes say how likely each is to be live; lines are ties."""
        from sim.report.figures.sites_map import sites_map

        return sites_map(self.found)

    def document(self) -> dict[str, Any]:
        """Return what was found as plain data, for JSON."""
        from sim.report.sites.table import document

        return document(self.found)

    def save(self, folder: str | Path, figures: bool = True) -> Path:
        """Write sites.csv, levers.csv, sites.xlsx and the map into a new folder.

        Raises
        ------
        UserError
            If the folder is there already, or cannot be written.
        """
        from sim.report.sites.files import write
        from sim.report.store.folder import claim

        with claim(Path(folder)) as claimed:
            write(self.found, claimed, figures)
            return claimed.target

    def __getitem__(self, name: str) -> Site:
        """Return one organisation by its name."""
        for each in self.found.sites:
            if each.name == name:
                return each
        raise KeyError(name)

    def __len__(self) -> int:
        """Return how many organisations there are."""
        return len(self.found.sites)

    def __repr__(self) -> str:
        """Say how many are likely to be live, and what helps most often."""
        from sim.report.sites.words import headline

        return f"<Sites: {headline(self.found)}>"

    def _repr_html_(self) -> str:
        """Show the headline, the table and the sentences in a notebook."""
        from sim.report.sites.notes import notes
        from sim.report.sites.table import on_screen
        from sim.report.sites.words import headline

        head, rows = on_screen(self.found)
        return "".join(
            (
                markup.paragraph(headline(self.found), strong=True),
                markup.table("Organisations", head, rows),
                *map(markup.paragraph, self.sentences.values()),
                *map(markup.paragraph, notes(self.found)),
            )
        )


def sites(
    *plan: GivenPlan,
    system: Any = None,
    at: int | Iterable[int] = MONTHS,
    only: Iterable[str] | None = None,
    replicates: int = CLOSER,
    seed: int = 0,
    help: bool = True,
    config_dirs: Iterable[str | Path] = (),
) -> Sites:
    """Look at your organisations one by one, under one plan.

    Parameters
    ----------
    *plan, system
        As in `sim.run`; the organisations must be your own.
    at : int or iterable of int
        Months at which chances are reported. Gains count at the last.
    only : iterable of str, optional
        Names of the organisations to look at; all if absent.
    replicates : int
        Pairs of runs in which the best levers are tried on each organisation.
    seed : int
        Number from which all chance events follow.
    help : bool
        Whether to look for what would help most, which takes nearly all of the time.
    config_dirs : iterable of str or Path
        Folders with presets of your own.

    Returns
    -------
    Sites
        It shows itself in a notebook.

    Raises
    ------
    UserError
        If the organisations are made up, or anything asked is unknown or out of range.

    Examples
    --------
    >>> found = sim.sites("mysystem", at=(12, 36))
    >>> found.sentences["North Hospital"]
    """
    refuse(replicates, seed, "ensemble")
    plans, bring = plans_of(plan, None, config_dirs, system)
    asked = single(plans, "sim.sites")
    warn_of_idle_keys(plans, config_dirs, system, bring)
    months = (at,) if isinstance(at, int) else tuple(at)
    return sites_of(asked.scenario, months, only, replicates=replicates, seed=seed, help=help)


def sites_of(
    scenario: Scenario,
    months: Sequence[int] | None = None,
    only: Iterable[str] | None = None,
    *,
    replicates: int = CLOSER,
    seed: int = 0,
    help: bool = True,
    progress: Progress | None = None,
) -> Sites:
    """Look at organisations one by one, from a scenario; as `sites` says.

    months  None for the usual ones that the run has

    Raises
    ------
    UserError
        If the organisations are made up, or anything asked is unknown or out of range.
    """
    refuse_made_up(scenario)
    whole("replicates", replicates, 2, MOST_RUNS)
    chosen = months_of(scenario, months)
    numbers = None if only is None else numbers_of(scenario, seed, only)
    found = find_sites(
        scenario, chosen, numbers, seed=seed, closer=replicates, help=help, progress=progress
    )
    return Sites(found)


def refuse_made_up(scenario: Scenario) -> None:
    """Raise an error for organisations that are other ones in each draw, or have no gaps."""
    if not scenario.system.is_own:
        raise UserError(
            "the organisations of this system are made up, and others in each draw, so none can "
            "be looked at; give a folder of your own (uptake new mysystem, then: uptake sites "
            "mysystem)"
        )
    if scenario.process.kind != Kind.full:
        raise UserError(
            "a classic process has no gaps or boards; leave process= out to look at organisations "
            "one by one"
        )


def months_of(scenario: Scenario, months: Sequence[int] | None) -> tuple[int, ...]:
    """Return the months at which chances are reported, ascending, each once.

    Raises
    ------
    UserError
        If the run has no such month.
    """
    end = scenario.clock.months
    if months is None:
        return tuple(each for each in MONTHS if each < end) + (
            (end,) if end <= MONTHS[-1] else ()
        ) or (end,)
    if not months:
        raise UserError("at is empty; give a month, such as 36")
    return tuple(sorted({whole("at", each, 1, end) for each in months}))


def numbers_of(scenario: Scenario, seed: int, names: Iterable[str]) -> list[int]:
    """Return the numbers of organisations that are named, in the order of their file.

    Raises
    ------
    UserError
        If there is none of a name; with the nearest.
    """
    from sim.config.preset_files import nearest

    known = system_of(scenario.system, seed, 0).names
    folded = {each.casefold(): k for k, each in enumerate(known)}
    found = set()
    for name in [names] if isinstance(names, str) else names:
        number = folded.get(name.strip().casefold())
        if number is None:
            near = nearest(name, known)
            raise UserError(f"there is no organisation {name!r}{near}; names are as in your file")
        found.add(number)
    return sorted(found)
