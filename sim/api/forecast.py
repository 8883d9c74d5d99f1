"""Forecasts of an observed curve: fitted up to a date, told beyond it, scored by what came."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.api.calibrate import counted, cut_of, effort_of, left_out, refuse_part, texts_of
from sim.api.curve_start import start_of
from sim.api.forecast_results import Forecasting
from sim.config import Plan, expand
from sim.config.override_text import typed_keys
from sim.networks.stands import month_in_words
from sim.params import Scenario, copied
from sim.params.errors import UserError
from sim.report.forecast import Fitted
from sim.study.calibration.calibrate import USUAL, Effort, calibrated
from sim.study.calibration.open_keys import open_keys
from sim.study.calibration.series import ObservedSeries, Series
from sim.study.calibration.tables import read_series
from sim.study.forecasting.forecast import UPTAKE, WITHOUT_EVENTS, Forecast
from sim.study.forecasting.forecast import forecast as beside
from sim.study.observed_cells import period_in
from sim.study.runs import Progress

MOST_AHEAD = 600  # [month] from the last date that is known
DRAWS = 10  # of each set of assumptions


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is fitted: the scenario, which of its keys were typed, and how much is run."""

    plan: Plan
    typed: frozenset[str]
    start: int | None
    vary: tuple[str, ...]
    hold: tuple[str, ...]
    effort: Effort
    seed: int


def forecast(
    observed: str | Path,
    *overrides: str,
    until: str | None = None,
    to: str | None = None,
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
) -> Forecasting:
    """Fit the model to an observed curve up to a date, forecast the rest, and score it.

    Beside it stand Bass with a free ceiling, logistic, Gompertz, as last year, and no change. Each
    group of the table is fitted and forecast alone. Where the scenario has dated events, a second
    forecast is made without them.

    Parameters
    ----------
    observed : str or Path
        CSV or XLSX: a date, and a share, per cent or counts with their total; groups in a column
        `group`.
    *overrides : str
        Innovation, system and plan, as on the command line: one plan. Without one nobody helps.
    until : str, optional
        Date up to which it is fitted: "2012", "2012-06". The last date if absent.
    to : str, optional
        Date up to which it is forecast. The last date of the table if absent; needed if nothing
        comes after `until`.
    column, group : str, optional
        Which column was observed, and which group alone.
    total : int, optional
        Of how many organisations the shares are, where the table does not say.
    vary, hold : sequence of str
        Keys to vary as well ("KEY=LOW..HIGH"), and keys to leave as they are.
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
    Forecasting
        Lines to read, tables, a picture for each group.

    Raises
    ------
    UserError
        If the table says what cannot be, or if no settings come near to what was known.

    Examples
    --------
    >>> found = sim.forecast("observed.csv", "scenario=avt_london", until="2012")
    >>> found.scores["Uptake"].crps
    """
    dirs = [Path(each) for each in config_dirs]
    series = counted(read_series(Path(observed), column, group), total)
    cut = series.last if until is None else cut_of(until, series)
    known, later = series.up_to(cut), series.after(cut)
    end = _end(to, known, later)
    texts = texts_of(overrides, dirs)
    plan = _one(expand(texts, dirs))
    refuse_part(plan.scenario)
    typed = frozenset(typed_keys(texts))
    start, said = start_of(plan.scenario, typed, known)
    effort = effort_of(settings, sets)
    asked = _Asked(plan, typed, start, tuple(vary), tuple(hold), effort, seed)
    parts = [each for each in known.series if len(each.months)]
    counter = _Counter(progress, len(parts) * len([*_variants(plan.scenario)]))
    found = [_of_group(each, known, later, end, asked, counter) for each in parts]
    notes = (*series.notes, *said, *left_out(known, later))
    return Forecasting(
        tuple(forecast for forecast, _ in found), tuple(fit for _, fit in found), plan.label, notes
    )


def _end(to: str | None, known: ObservedSeries, later: ObservedSeries) -> int:
    """Return the last calendar month that is forecast."""
    if to is None and not later.series:
        raise UserError(
            f"{known.name}: nothing comes after {month_in_words(known.last)}; say up to when to "
            "forecast, e.g. --to 2030, or give an earlier --until, so that the rest can be scored"
        )
    last = later.last if later.series else known.last
    end = last if to is None else period_in(to, "--to", "the date", end=True)[0]
    if known.last < end < last:
        raise UserError(
            f"--to is {to}, but the last date in {known.name} is {month_in_words(last)}, and all "
            "dates after --until are forecast and scored; give a later --to, or leave it out"
        )
    if not known.last < end <= known.last + MOST_AHEAD:
        raise UserError(
            f"--to is {to}; it must be later than {month_in_words(known.last)}, the last date that "
            f"is known, and at most {month_in_words(known.last + MOST_AHEAD)}"
        )
    return end


def _one(plans: Sequence[Plan]) -> Plan:
    if len(plans) > 1:
        raise UserError(
            f"one plan is forecast, but these are {len(plans)}; give each key one value"
        )
    return plans[0]


def _variants(scenario: Scenario) -> Iterator[tuple[str, Scenario]]:
    """Give the scenario as it is, and without its dated events if it has any."""
    yield UPTAKE, scenario
    if scenario.events:
        without = copied(scenario)
        without.events = {}
        yield WITHOUT_EVENTS, without


def _of_group(
    each: Series, known: ObservedSeries, later: ObservedSeries, end: int, asked: _Asked,
    counter: "_Counter",
) -> tuple[Forecast, Fitted]:  # fmt: skip
    """Fit and forecast one group."""
    alone = known.only(each.group)
    ours, effective = {}, {}
    for name, scenario in _variants(asked.plan.scenario):
        opened = open_keys(scenario, alone, asked.typed, asked.vary, asked.hold)
        posterior = calibrated(
            alone, scenario, opened.distributions, asked.start, end, asked.seed, asked.effort,
            progress=counter.within,
        )  # fmt: skip
        counter.add()
        ours[name] = posterior.foretold(0, DRAWS, asked.seed)
        effective[name] = posterior.effective
    rest = [one for one in later.series if one.group == each.group]
    came = rest[0] if rest else each.after(int(each.months[-1]))
    events = tuple(one.title or name for name, one in asked.plan.scenario.events.items())
    found = beside(each, came, end, ours, asked.seed)
    return found, Fitted(len(each.months), effective[UPTAKE], events)


class _Counter:
    """Adds the progress of one fit after the other."""

    def __init__(self, progress: Progress | None, fits: int):
        self.progress, self.fits, self.done, self.planned = progress, fits, 0, 1

    def within(self, done: int, planned: int) -> None:
        """Report how much of the present fit is done."""
        self.planned = max(planned, 1)
        if self.progress is not None:
            self.progress(self.done * self.planned + done, self.fits * self.planned)

    def add(self) -> None:
        """Count a fit that is done."""
        self.done += 1
