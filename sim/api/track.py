"""Uptake so far laid over a plan's runs: the rest of the forecast, and a ledger of earlier ones."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.config import Plan, assumption_ranges, digest, expand
from sim.config.bare_names import in_full
from sim.config.override_text import split
from sim.config.own_bare import folder_of
from sim.networks import system_of
from sim.networks.cells import number_in
from sim.networks.stands import month_in, month_in_words
from sim.params import Ambition, Scenario
from sim.params.errors import UserError
from sim.params.spreadsheet_text import as_text
from sim.report.track import Past, account, lines
from sim.study.comparison import Plan as ScenarioPlan
from sim.study.track.forecasts import FOLDER, Forecast, earlier, keep, scored
from sim.study.track.observed import Observed
from sim.study.track.particles import SETS
from sim.study.track.rivals import LEVELS
from sim.study.track.room import read_room
from sim.study.track.tables import LATEST, read_observed
from sim.study.track.track import Target, Tracked
from sim.study.track.track import track as weigh
from sim.study.track.weights import DISCREPANCY

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings

AHEAD = 12  # [month] from the last that was seen, unless a month is asked about
DEFAULTS = "own,hin_playbook,none"  # the plan as it is, then what it becomes from now on


@dataclass(frozen=True)
class Tracking:
    """What uptake so far says of the rest.

    Attributes
    ----------
    found : sim.study.track.track.Tracked
        Curves, weights and chances.
    past : sim.report.track.Past
        Earlier forecasts as they came out, and what a room predicted.
    forecast : sim.study.track.forecasts.Forecast
        This forecast, as the ledger keeps it.
    kept : Path or None
        Where the ledger keeps it; None if it was not kept, or is there already.
    """

    found: Tracked
    past: Past
    forecast: Forecast
    kept: Path | None

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.found, self.past)

    @property
    def account(self) -> list[str]:
        """The same at length, as paragraphs."""
        return account(self.found, self.past)

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """One row for each month: what was seen, and quantiles of the share live.

        Columns: month (of the run), date, seen, then for the plan before anything was seen
        (``before``) and for each plan from now on its name with ``_low``, ``_median`` and
        ``_high``: 10 %, 50 % and 90 %, as shares.
        """
        import pandas as pd

        found = self.found
        months = range(found.before.shape[1])
        seen = dict(
            zip(found.observed.months.tolist(), found.observed.shares.tolist(), strict=True)
        )
        columns: dict[str, Any] = {
            "month": list(months),
            "date": [_as_date(found.observed.start + each) for each in months],
            "seen": [seen.get(each) for each in months],
        }
        named = [("before", found.before), *((each.name, each.quantiles) for each in found.futures)]
        for name, quantiles in named:
            for end, level in (("low", 0.1), ("median", 0.5), ("high", 0.9)):
                columns[f"{name}_{end}"] = quantiles[LEVELS.index(level)].round(4)
        return pd.DataFrame(columns)

    def document(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        found = self.found
        target = None
        if found.target is not None:
            target = {"share": found.target.share, "month": found.target.month}
        return {
            "answer": [{"label": label, "text": text} for label, text in self.lines],
            "account": self.account,
            "course": {
                "word": found.course.word, "since": found.course.since,
                "low": found.course.low, "high": found.course.high,
            },
            "by": found.by,
            "target": target,
            "runs": found.runs,
            "near": found.near,
            "effective": found.effective,
            "discrepancy": found.discrepancy,
            "reasons": [
                {"key": each.key, "before": each.before, "after": each.after, "shift": each.shift}
                for each in found.reasons
            ],
            "plans": [
                {
                    "name": each.name, "chance": each.chance, "stays": list(each.stays),
                    "gain": None if each.gain is None else list(each.gain),
                    "quantiles": each.quantiles.round(5).tolist(),
                }
                for each in found.futures
            ],
            "before": found.before.round(5).tolist(),
            "levels": list(LEVELS),
            "forecast": self.forecast.document(),
            "earlier": [
                {
                    "as_of": each.forecast.known.last, "month": each.month, "low": each.low,
                    "median": each.middle, "high": each.high, "seen": each.seen,
                    "scores": dict(each.scores),
                }
                for each in self.past.told
            ],
            "kept": None if self.kept is None else str(self.kept),
        }  # fmt: skip

    def drawings(self) -> "Drawings":
        """Name the picture, with the function that draws it."""
        from sim.report.figures.track import forecast

        return {"forecast": lambda: forecast(self.found, self.lines[0][1])}

    def texts(self) -> dict[str, str]:
        """Return the files of text, by name: a table, and the answer with its account."""
        answer = [f"- **{label}**: {text}" for label, text in self.lines[1:]]
        page = [f"# {self.lines[0][1]}", "\n".join(answer), "## At length", *self.account]
        table = self.frame.rename(columns=as_text)
        return {
            "track.csv": table.to_csv(index=False, lineterminator="\n"),
            "track.md": "\n\n".join(page) + "\n",
        }


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
    sets: int = SETS,
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
    sets : int
        Sets of assumptions in a batch, 16 runs of each; up to four batches if too few fit.
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
        compared, seen, assumption_ranges(), until, wanted, _typed(texts), seed,
        progress=progress, discrepancy=discrepancy, sets=sets,
    )  # fmt: skip
    forecast = _forecast(tracked, found[0])
    told = scored([*earlier(place / FOLDER, seen)], seen) if ledger else []
    kept = keep(place / FOLDER, forecast) if ledger else None
    return Tracking(tracked, Past(told, guessed), forecast, kept)


def calendar(scenario: Scenario) -> int:
    """Return the calendar month of month 0: 12 times the year, plus 0 to 11."""
    year, month = scenario.clock.start.split("-")
    return 12 * int(year) + int(month) - 1


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


def _typed(texts: Sequence[str]) -> set[str]:
    """Return the keys that were changed by hand; what a preset says is not."""
    return {each.key.lstrip("+~") for each in map(split, texts) if not each.is_preset}


def _seen(scenario: Scenario, path: Path, start: int, seed: int, as_of: str | None) -> Observed:
    if scenario.strategy.ambition != Ambition.national:
        raise UserError(
            "uptake is tracked over all organisations, but this plan is meant for some "
            "(strategy.ambition); track it with strategy.ambition=national"
        )
    names = system_of(scenario.system, seed, 0).names
    until = None if as_of is None else month_in(as_of, "--as-of", "the date")
    return read_observed(path, names, len(names), start, until)


def _share(target: float | str) -> float:
    """Read a share: 0.8, 80 or 80 %."""
    share = number_in(target)
    if share is not None and not str(target).strip().endswith("%") and 1 < share <= 100:
        share /= 100
    if share is None or not 0 < share <= 1:
        raise UserError(f"--target is {target}; give a share of organisations, such as 80%")
    return share


def _by(by: int | str | None, seen: Observed) -> int:
    if by is None:
        return seen.last + AHEAD
    is_number = re.fullmatch(r"\d{1,4}", str(by).strip())
    month = int(by) if is_number else month_in(by, "--by", "the date") - seen.start
    if not seen.last < month <= LATEST:
        raise UserError(
            f"--by is {by}; it must be later than {seen.named(seen.last)}, the last date that was "
            f"seen, and at most {month_in_words(seen.start + LATEST)}"
        )
    return month


def _forecast(tracked: Tracked, plan: Plan) -> Forecast:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    future, target = tracked.futures[0], None
    if tracked.target is not None and future.chance is not None:
        target = (tracked.target.share, tracked.target.month, round(future.chance, 4))
    known = replace(tracked.observed, notes=())
    return Forecast(
        now, plan.name or plan.label, digest(tracked.scenario), known, future.quantiles,
        tracked.effective, target,
    )  # fmt: skip


def _as_date(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
