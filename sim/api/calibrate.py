"""Settings that fit an observed curve: what it says of each, and sets for other commands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from sim.api.calibration_results import Calibration
from sim.api.curve_start import start_of
from sim.config import digest, load
from sim.config.bare_names import in_full
from sim.config.distributions import distributions
from sim.config.override_text import split, typed_keys
from sim.networks.stands import month_in_words
from sim.networks.whole_numbers import whole
from sim.params import Ambition, Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.report.calibration import Found
from sim.study.assumption_draws import is_typed
from sim.study.calibration.agreement import agreements
from sim.study.calibration.calibrate import USUAL, Effort, calibrated
from sim.study.calibration.learned import learned, tied
from sim.study.calibration.open_keys import open_keys
from sim.study.calibration.series import ObservedSeries
from sim.study.calibration.tables import read_series
from sim.study.observed_cells import MONTHS_OF, period_in

ALONE = "strategy=none"  # what spread by itself, unless a plan is named


def calibrate(
    observed: str | Path,
    *plan: str,
    until: str | int | None = None,
    column: str | None = None,
    group: str | None = None,
    total: int | None = None,
    vary: Sequence[str] = (),
    hold: Sequence[str] = (),
    settings: int | None = None,
    sets: int = USUAL.sets,
    seed: int = 0,
    config_dirs: Iterable[str | Path] = (),
    progress: Callable[..., None] | None = None,
) -> Calibration:
    """Find the settings that fit an observed curve.

    Parameters
    ----------
    observed : str or Path
        CSV or XLSX: `date` with `share`, `percent`, or counts and `total`; groups in `group`.
    *plan : str
        Innovation, system and plan, as on the command line; without a plan nobody helps.
    until : str or int, optional
        Fit only what was observed by then; what is later is compared.
    column : str, optional
        Column that was observed, if its name is another or there are several.
    group : str, optional
        Fit this group alone, as if it were everybody.
    total : int, optional
        Of how many organisations the shares are, where the table does not say: the more, the
        less is luck. As many as the model has if absent.
    vary, hold : sequence of str
        "KEY=LOW..HIGH" to vary too, or in another range; keys to leave as they are.
    settings : int, optional
        Sets in the first wave; each other has half as many.
    sets : int
        Equally likely sets in the end.
    seed : int
        Number from which all chance follows.
    config_dirs : iterable of str or Path
        Folders with presets of your own.
    progress : callable, optional
        Called with (done, of), in runs.

    Returns
    -------
    Calibration
        Lines to read, tables, a picture, and sets for other commands.

    Raises
    ------
    UserError
        If a table says what cannot be, or if no set of settings comes near.

    Examples
    --------
    >>> found = sim.calibrate("observed.csv", "innovation=joined_up_data", until=2012)
    >>> found.lines, found.frame
    """
    path, dirs = Path(observed), [Path(each) for each in config_dirs]
    every = counted(read_series(path, column, group), total)
    cut = None if until is None else cut_of(until, every)
    fitted = every if cut is None else every.up_to(cut)
    texts = texts_of(plan, dirs)
    scenario = load(texts, dirs)
    refuse_part(scenario)
    typed = typed_keys(texts)
    opened = open_keys(scenario, fitted, typed, vary, hold)
    start, notes = start_of(scenario, typed, fitted)
    later = None if cut is None else every.after(cut)
    fitted = replace(fitted, notes=(*fitted.notes, *notes, *left_out(fitted, later)))
    posterior = calibrated(
        fitted, scenario, opened.distributions, start, every.last, seed,
        effort_of(settings, sets), progress=progress,
    )  # fmt: skip
    found = Found(
        posterior, agreements(posterior, later), learned(posterior), tied(posterior),
        _travelling(posterior.sets), dict(opened.held), _assumed(texts),
    )  # fmt: skip
    made = {
        "by": "uptake calibrate",
        "observed": path.name,
        "observed_sha256": sha256(path.read_bytes()).hexdigest(),
        "until": month_in_words(fitted.last),
        "plan": [*texts],
        "settings_digest": digest(scenario),
        "vary": [*vary],
        "hold": [*hold],
        "seed": seed,
        "sets_run": posterior.runs,
        "effective": round(posterior.effective, 1),
    }
    return Calibration(found, made)


def cut_of(until: str | int, observed: ObservedSeries) -> int:
    """Return the calendar month of --until; a year is its last month.

    Raises
    ------
    UserError
        If it is no date, or begins after the last that was observed.
    """
    month, kind = period_in(until, "--until", "the date", end=True)
    if month - MONTHS_OF[kind] >= observed.last:
        raise UserError(
            f"--until is {until}, but the last date in {observed.name} is "
            f"{month_in_words(observed.last)}; give an earlier one, or leave it out"
        )
    return month


def left_out(known: ObservedSeries, later: ObservedSeries | None) -> Iterator[str]:
    """Say which groups have no date that is fitted."""
    names = {each.group for each in known.series}
    new = [] if later is None else [e.group for e in later.series if e.group not in names]
    if new:
        yield f"{known.name}: groups without a date up to the cut are left out: {', '.join(new)}"


def texts_of(plan: Sequence[str], dirs: Sequence[Path]) -> list[str]:
    """Write what is typed in full; nobody helps where no plan is named."""
    texts = [*in_full([*plan], dirs)]
    named = [each.partition("=")[0] for each in texts]
    is_told = any(each in ("strategy", "scenario") for each in named)
    return texts if is_told else [ALONE, *texts]


def refuse_part(scenario: Scenario) -> None:
    """Refuse a plan that is meant for some organisations only."""
    if scenario.strategy.ambition != Ambition.national:
        raise UserError(
            "a curve is calibrated over all organisations, but this plan is meant for some "
            "(strategy.ambition); use strategy.ambition=national"
        )


def effort_of(settings: int | None, sets: int) -> Effort:
    """Return how much is run: sets of the first wave, if said, and equally likely ones."""
    usual = replace(USUAL, sets=whole("sets", sets, 10, 10_000))
    if settings is None:
        return usual
    first = whole("settings", settings, 50, 100_000)
    return replace(usual, first=first, more=first // 2)


def counted(observed: ObservedSeries, total: int | None) -> ObservedSeries:
    """Say of how many the shares are, where the user says it and the table does not.

    Raises
    ------
    UserError
        If the table says it everywhere, or the total is none.
    """
    if total is None:
        return observed
    found = observed.of(whole("total", total, 1, 1_000_000_000))
    if all(np.isfinite(each.totals).all() for each in observed.series):
        raise UserError(
            f"--total is {total:,}, but {observed.name} says of how many its shares are in each "
            "row; leave one of them out"
        )
    return found


def _assumed(texts: Sequence[str]) -> tuple[str, ...]:
    """Return what was typed of assumptions, which sets for other commands do not hold."""
    general = distributions()
    return tuple(
        each.text
        for each in map(split, texts)
        if not each.is_preset and any(is_typed(key, (each.key,)) for key in general)
    )


def _travelling(sets: AssumptionSets) -> AssumptionSets:
    """Keep assumptions only: scores of this innovation must not overwrite those of another."""
    general = distributions()
    kept = [k for k, key in enumerate(sets.keys) if key in general]
    return replace(sets, keys=tuple(sets.keys[k] for k in kept), values=sets.values[:, kept])
