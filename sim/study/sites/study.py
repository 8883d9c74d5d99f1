"""Look at organisations one by one: chances, gaps, boards, and what would help each most."""

from collections.abc import Iterable, Sequence

import numpy as np

from sim.networks import is_fixed, system_of
from sim.networks.stands import UNSAID
from sim.networks.system import System, Whole
from sim.params import Clock, Scenario
from sim.params.names import EMBEDDED, ONE2ONE
from sim.process.settings import settings_of, timeline_of
from sim.process.standing import months_ago
from sim.study.dotted import with_value
from sim.study.runs import Progress, Several, queue
from sim.study.sites.base import (
    BATCH,
    Base,
    base_asked,
    base_runs,
    is_live,
    up_to,
    widest,
)
from sim.study.sites.boards import boards_of, first_boards
from sim.study.sites.help import Trial, Tried, finalists, gains_of, run_trials
from sim.study.sites.prices import tried
from sim.study.sites.records import Gain, Site, Sites

RUNS, SCREENED, CLOSER = 1024, 64, 256
PER_SYSTEM = 32  # runs on one drawn system: what is drawn differs more often than usual
MARGIN = 0.03  # share of runs below which a gain is none
# Organisations tried, times those of the system, unless they are named: a minute on two cores
MOST_TRIED, FEWEST = 3_000, 5


def find_sites(
    scenario: Scenario,
    months: Sequence[int],
    only: Iterable[int] | None = None,
    *,
    seed: int = 0,
    runs: int = RUNS,
    screened: int = SCREENED,
    closer: int = CLOSER,
    help: bool = True,
    several: Several | None = None,
    progress: Progress | None = None,
) -> Sites:
    """Look at every organisation of a system of the user's own, or at some.

    Parameters
    ----------
    scenario : Scenario
        Of a system of the user's own; the full process.
    months : sequence of int
        At which chances are reported, ascending; gains count at the last.
    only : iterable of int, optional
        Numbers of the organisations to look at; all if absent.
    seed, runs : int
        Of the plan as it is; more if it takes more to pair with.
    screened, closer : int
        Pairs of runs for every lever, and for the best of them.
    help : bool
        Whether to look for what helps.
    several, progress
        What runs many scenarios; what is called with (done, total), in runs.

    Returns
    -------
    Sites
        In the order of the file.
    """
    last, runs = max(months), max(runs, _begin(screened) + closer if help else 0)
    asked = _many_draws(up_to(scenario, last))
    system = system_of(asked.system, seed, 0)
    wanted = list(range(system.organisations)) if only is None else list(only)
    run = several or queue()
    counted = _Counted(progress, runs, len(wanted), screened, closer, help)
    base = base_runs(counted.of(run), base_asked(asked, runs, seed))
    until = min(scenario.strategy.start + scenario.strategy.programme, last)
    picked = _in_the_balance(base, system, wanted, only) if help else []
    levers = _levers(asked, base, system, picked)
    counted.expect(levers)
    found = _tried_on(counted.of(run), asked, seed, until, base, levers, (screened, closer))
    met = first_boards(asked, seed, base)
    sites = [_site(asked, system, base, k, months, met[:, k], found.get(k)) for k in wanted]
    return Sites(
        scenario=asked, months=tuple(months), sites=tuple(sites), runs=runs,
        systems=len(np.unique(base.clusters)), screened=screened, closer=closer, until=until,
        margin=MARGIN, today=_today(asked, system), names=system.names,
        stands=system.standing is not None,
        regions=tuple(system.regions[k] for k in system.arrays.region),
        ties=() if asked.system.has_drawn_ties else _ties(system),
    )  # fmt: skip


class _Counted:
    """Counts runs over all stages of the study, and reports them."""

    def __init__(
        self, progress: Progress | None, runs: int, sites: int, screened: int, closer: int,
        help: bool,
    ):  # fmt: skip
        self.progress, self.done = progress, 0
        self.each = screened, closer
        self.total = runs + (sites * (12 * screened + 3 * closer) if help else 0)
        self.runs = runs

    def expect(self, levers: dict[int, list[int]]) -> None:
        """Correct the total, once it is known what is tried."""
        screened, closer = self.each
        self.total = self.runs + sum(
            len(each) * screened + min(3, len(each)) * closer for each in levers.values()
        )

    def of(self, several: Several) -> Several:
        """Count what a queue runs."""

        def counting(asked: Iterable, **options: object) -> object:
            before = self.done

            def tell(done: int) -> None:
                self.done = before + done
                if self.progress is not None:
                    self.progress(self.done, self.total)

            return several(asked, on_block=tell, **options)

        return counting  # type: ignore[return-value]


def _many_draws(scenario: Scenario) -> Scenario:
    """Share fewer runs between drawn systems, so that what nobody knows is drawn often enough."""
    if is_fixed(scenario.system) or scenario.assumptions.replicates_per_system <= PER_SYSTEM:
        return scenario
    return with_value(scenario, "assumptions.replicates_per_system", PER_SYSTEM)


def _in_the_balance(
    base: Base, system: System, wanted: Sequence[int], only: Iterable[int] | None
) -> list[int]:
    """Pick those on whom levers are tried: all that were asked for by name, else as many as MOST.

    In a large system these are the ones whose chance is nearest to even.
    """
    most = max(FEWEST, MOST_TRIED // system.organisations)
    if only is not None or len(wanted) <= most:
        return list(wanted)
    even = np.abs(is_live(base.stages[:, -1]).mean(axis=0) - 0.5)
    return sorted(sorted(wanted, key=lambda k: float(even[k]))[:most])


def _levers(
    scenario: Scenario, base: Base, system: System, wanted: Sequence[int]
) -> dict[int, list[int]]:
    """List what is tried on each organisation: nothing where no lever could gain the margin."""
    rows = timeline_of(scenario, system.organisations).rows
    spent = (p.spend[k] for p in rows for k in range(ONE2ONE, len(p.spend), len(p.cost)))
    has_help = any(each > 0 for each in spent)
    last = scenario.clock.months
    found = {}
    for k in wanted:
        live = base.share(is_live(base.stages[:, last, k]))
        if 1.0 - live.low > MARGIN or not np.isfinite(live.half_width):
            found[k] = tried(scenario, has_help, bool(is_live(base.stages[:, 0, k]).any()))
    return found


def _tried_on(
    several: Several,
    scenario: Scenario,
    seed: int,
    until: int,
    base: Base,
    levers: dict[int, list[int]],
    runs: tuple[int, int],
) -> dict[int, tuple[Gain, ...]]:
    """Try levers on each organisation: all of them, and the best again."""
    screened, closer = runs
    wide = [Trial(k, lever, 0, screened) for k, own in levers.items() for lever in own]
    first = _by_site(run_trials(several, scenario, seed, until, base, wide))
    begin = _begin(screened)
    deep = [
        Trial(k, lever, begin, closer) for k, each in first.items() for lever in finalists(each)
    ]
    again = _by_site(run_trials(several, scenario, seed, until, base, deep))
    return {k: gains_of(scenario, until, each, again[k]) for k, each in first.items()}


def _begin(screened: int) -> int:
    """Return the first run after those of the first round that fills a batch of its own."""
    return -(-screened // BATCH) * BATCH


def _by_site(found: Iterable[Tried]) -> dict[int, list[Tried]]:
    by_site: dict[int, list[Tried]] = {}
    for each in found:
        by_site.setdefault(each.trial.site, []).append(each)
    return by_site


def _site(
    scenario: Scenario,
    system: System,
    base: Base,
    k: int,
    months: Sequence[int],
    met: Whole,
    gains: tuple[Gain, ...] | None,
) -> Site:
    """Put together what is known of one organisation."""
    stages, arrays, last = base.stages[:, :, k], system.arrays, scenario.clock.months
    stage, since = _stands(scenario, system, k)
    return Site(
        name=system.names[k],
        type=system.types[arrays.type[k]],
        region=system.regions[arrays.region[k]],
        stage=stage,
        since=since,
        live_today=float(is_live(stages[:, 0]).mean()),
        chances=tuple(base.share(is_live(stages[:, month])) for month in months),
        embedded=base.share(stages[:, last] == EMBEDDED),
        gap_now=widest(base.held[0, k]),
        gap_later=widest(base.held[last - 1, k]),
        boards=boards_of(met, is_live(stages[:, 0]), int(arrays.board_interval[k])),
        looked=gains is not None,
        gains=gains or (),
    )


def _stands(scenario: Scenario, system: System, k: int) -> tuple[int | None, int | None]:
    """Return what the file says of one organisation: its stage, and months since."""
    if system.standing is None:
        return None, None
    today = settings_of(scenario, system.organisations).today
    stage, since = int(system.standing.stage[k]), int(months_ago(system, today)[k])
    return (None if stage == UNSAID else stage), (None if since == UNSAID else since)


def _today(scenario: Scenario, system: System) -> int | None:
    """Return the calendar month of month 0, if it is that of somebody's own clock."""
    is_told = system.standing is not None or scenario.clock.start != Clock().start
    return settings_of(scenario, system.organisations).today if is_told else None


def _ties(system: System) -> tuple[tuple[int, int], ...]:
    arrays = system.arrays
    here = np.repeat(np.arange(system.organisations), np.diff(arrays.starts))
    once = here < arrays.peers
    pairs = zip(here[once].tolist(), arrays.peers[once].tolist(), strict=True)
    return tuple(pairs)
