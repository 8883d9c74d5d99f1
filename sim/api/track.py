"""Uptake so far laid over a plan's runs: the rest of the forecast, and a ledger of earlier ones."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sim.api.assumption_choice import FIXED, Wish, chosen_sets
from sim.api.curve_start import calendar
from sim.api.track_results import Tracking
from sim.config import Plan, digest, expand
from sim.config.bare_names import in_full
from sim.config.override_text import typed_keys
from sim.config.own_bare import folder_of
from sim.config.plausible_sets import PLAUSIBLE, RANGES
from sim.networks import as_given, system_of
from sim.networks.cells import number_in
from sim.networks.stands import month_in, month_in_words
from sim.params import Ambition, Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.report.track import Past
from sim.study.comparison import Plan as ScenarioPlan
from sim.study.track.forecasts import FOLDER, Forecast, earlier, keep, scored
from sim.study.track.observed import Observed
from sim.study.track.observed_columns import LATEST
from sim.study.track.room import read_room
from sim.study.track.tables import read_observed
from sim.study.track.track import Target, Tracked
from sim.study.track.track import track as weigh
from sim.study.track.weights import DISCREPANCY

MOST_SETS = 1000  # drawn from the ranges: four batches
AHEAD = 12  # [month] from the last that was seen, unless a month is asked about
DEFAULTS = "own,hin_playbook,none"  # the plan as it is, then what it becomes from now on


def track(
    folder: str | Path,
    observed: str | Path,
    *plans: str,
    as_of: str | None = None,
    target: float | str | None = None,
    by: int | str | None = None,
    room: str | Path | None = None,
    ledger: bool = True,
    discrepancy: float = DISCREPANCY,
    assumptions: Wish = None,
    sets: int | None = None,
    seed: int = 0,
    config_dirs: Iterable[str | Path] = (),
    progress: Callable[..., None] | None = None,
) -> Tracking:
    """Lay uptake so far over the runs of a plan, and forecast the rest.

    Parameters
    ----------
    folder : str or Path
        Of your own system, with its plan (`uptake new`).
    observed : str or Path
        CSV or XLSX: dates with counts, or organisation by organisation.
    *plans : str
        What to change, as on the command line. Several values make several plans: the first is the
        plan as it is, the others begin now.
    as_of : str, optional
        Month up to which uptake is known.
    target : float or str, optional
        Share of organisations to reach: 0.8 or "80%".
    by : int or str, optional
        By when: "2028-06", or a month of the run. A year after the last date if absent.
    room : str or Path, optional
        File with what a room predicted.
    ledger : bool
        Keep this forecast in the folder, and score the earlier ones.
    discrepancy : float
        Standard deviation by which a right run may miss what is seen; share, assumed.
    assumptions : str, Path or AssumptionSets, optional
        Sets of assumptions that what was seen chooses from: "plausible" (so also if absent),
        "ranges", or a folder or CSV file of sets.
    sets : int, optional
        How many of them: all that fit what is known, or 1,000 from the ranges, if absent. About
        4,000 runs in a batch; up to four batches if too few fit.
    seed : int
        Number from which all chance events follow.
    config_dirs : iterable of str or Path
        Folders with presets of your own.
    progress : callable, optional
        Called with (done, of), in runs.

    Returns
    -------
    Tracking
        Lines to read, a table, a picture.

    Raises
    ------
    UserError
        If a file says what cannot be, or if hardly any run comes near to what was seen.

    Examples
    --------
    >>> found = sim.track("mysystem", "observed.csv", target="80%", by="2028-06")
    >>> found.lines, found.frame
    """
    place, path, dirs = Path(folder), Path(observed), [Path(each) for each in config_dirs]
    texts = _texts(place, plans, dirs)
    found = expand(texts, dirs)
    if len(found) == 1 and found[0].scenario.strategy.title:
        found = [replace(found[0], name=found[0].scenario.strategy.title)]
    scenario = found[0].scenario
    start = calendar(scenario)
    seen = _seen(scenario, path, start, seed, as_of)
    until = _by(by, seen)
    wanted = None if target is None else Target(_share(target), until)
    guessed = None if room is None else read_room(Path(room), scenario.clock.months)
    compared = [ScenarioPlan(each.label, each.scenario, each.name) for each in found]
    tracked = weigh(
        compared, seen, _sets(assumptions, sets, compared, seed, dirs), until, wanted,
        typed_keys(texts), seed, progress=progress, discrepancy=discrepancy,
    )  # fmt: skip
    forecast = _forecast(tracked, found[0])
    known, others = earlier(place / FOLDER, forecast) if ledger else ([], 0)
    kept = keep(place / FOLDER, forecast) if ledger else None
    return Tracking(tracked, Past(scored(known, seen), guessed, others), forecast, kept)


def _sets(
    which: Wish, number: int | None, plans: Sequence[ScenarioPlan], seed: int, dirs: Sequence[Path]
) -> AssumptionSets:
    """Find the sets of assumptions that what was seen chooses from."""
    which = PLAUSIBLE if which is None else which
    wanted = MOST_SETS if which == RANGES and number is None else number
    found = chosen_sets(which, wanted, [each.scenario for each in plans], seed, dirs)
    if found is None:
        raise UserError(
            f"--assumptions {FIXED} leaves nothing that what you saw could choose from; choose "
            f"{PLAUSIBLE}, {RANGES}, or a folder of sets of assumptions"
        )
    return found


def _texts(folder: Path, plans: Sequence[str], dirs: Sequence[Path]) -> list[str]:
    """Return the folder and what is typed as overrides; other plans are added if none is typed."""
    named = folder_of(str(folder))
    if named is None:
        raise UserError(
            f"{folder} is not a folder with organisations; make one with: uptake new mysystem"
        )
    texts = in_full([str(folder), *plans], dirs)
    if "strategy=own" in texts and not any(each.startswith("strategy=") for each in plans):
        return [f"strategy={DEFAULTS}" if each == "strategy=own" else each for each in texts]
    return list(texts)


def _seen(scenario: Scenario, path: Path, start: int, seed: int, as_of: str | None) -> Observed:
    if scenario.strategy.ambition != Ambition.national:
        raise UserError(
            "uptake is tracked over all organisations, but this plan is meant for some "
            "(strategy.ambition); track it with strategy.ambition=national"
        )
    names = system_of(scenario.system, seed, 0).names
    until = None if as_of is None else month_in(as_of, "--as-of", "the date")
    given = as_given(scenario.system)
    stands = given is not None and given.standing is not None
    return read_observed(path, names, len(names), start, until, stands)


def _share(target: float | str) -> float:
    """Read a share: 0.8 or 80 %; of a number above 1 nobody can say what it counts."""
    share = number_in(target)
    if share is not None and 1 < share <= 100:
        raise UserError(
            f"--target is {target}, above 1; write {share:g}% or {share / 100:g} for {share:g} in "
            "a hundred"
        )
    if share is None or not 0 < share <= 1:
        raise UserError(f"--target is {target}; give a share of organisations, such as 80%")
    return share


def _by(by: int | str | None, seen: Observed) -> int:
    if by is None:
        return seen.last + AHEAD
    is_number = re.fullmatch(r"\d{1,4}", str(by).strip())
    if is_number and int(by) > LATEST:
        raise UserError(f"--by is {by}; write a month of that year, such as {by}-12")
    month = int(by) if is_number else month_in(by, "--by", "the date") - seen.start
    if not seen.last < month <= LATEST:
        raise UserError(
            f"--by is {by}; it must be later than {seen.named(seen.last)}, the last date that was "
            f"seen, and at most {month_in_words(seen.start + LATEST)}"
        )
    return month


def _forecast(tracked: Tracked, plan: Plan) -> Forecast:
    future, target = tracked.futures[0], None
    if tracked.target is not None and future.chance is not None:
        target = (tracked.target.share, tracked.target.month, round(future.chance, 4))
    known = replace(tracked.observed, notes=())
    return Forecast(
        _now(), plan.name or plan.label, digest(plan.scenario), known, future.quantiles,
        tracked.effective, target, tracked.discrepancy,
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
