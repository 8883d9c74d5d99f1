"""The ledger: forecasts that were made, one file each, never changed; scored as their dates come.

A file holds what was known, what was foreseen by month, and of which plan, so that it can be scored
without running anything again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from sim.outcomes.intervals import Floats
from sim.params.errors import UserError
from sim.study.forecasting.forecast import UPTAKE
from sim.study.forecasting.rivals import UNCHANGED
from sim.study.forecasting.scores import crps_of_quantiles
from sim.study.track.observed import MEASURES, Observed
from sim.study.track.rivals import LEVELS, bass, unchanged

FOLDER = "forecasts"
FORMAT = 1
WRONG = (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
LOW, MIDDLE, HIGH = LEVELS.index(0.1), LEVELS.index(0.5), LEVELS.index(0.9)
BASS = "Bass"


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast as the ledger keeps it.

    made       when, in UTC: "2027-10-02T09:00:00Z"
    plan       what the plan is called
    digest     of all settings of the plan
    known      what had been seen by then
    quantiles  float64[LEVELS, T + 1]  share live, by month
    target     share, month and chance; None if none was asked for
    discrepancy  by which a right run was taken to miss: share; None in files that do not say
    """

    made: str
    plan: str
    digest: str
    known: Observed
    quantiles: Floats
    effective: float
    target: tuple[float, int, float] | None = None
    discrepancy: float | None = None

    @property
    def made_in(self) -> int:
        """The calendar month in which it was made: 12 times the year, plus 0 to 11.

        Raises
        ------
        ValueError
            If it does not say when.
        """
        made = datetime.fromisoformat(self.made)
        return 12 * made.year + made.month - 1

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        target = None
        if self.target is not None:
            target = dict(zip(("share", "month", "chance"), self.target, strict=True))
        return {
            "format": FORMAT,
            "made": self.made,
            "as_of": self.known.named(self.known.last),
            "plan": self.plan,
            "digest": self.digest,
            "measure": self.known.measure,
            "organisations": self.known.organisations,
            "start": self.known.start,
            "months": self.known.months.tolist(),
            "shares": self.known.shares.tolist(),
            "effective": round(self.effective, 1),
            "discrepancy": self.discrepancy,
            "levels": list(LEVELS),
            "quantiles": np.round(self.quantiles, 5).tolist(),
            "target": target,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What an earlier forecast told of a month that has come.

    low, middle, high  10 %, 50 % and 90 % quantiles
    scores             by forecaster; none where it could make no forecast
    """

    forecast: Forecast
    month: int
    low: float
    middle: float
    high: float
    seen: float
    scores: Mapping[str, float]

    @property
    def is_inside(self) -> bool:
        """Whether what came is between the ends of the 80 % range, to half an organisation."""
        half = 0.5 / self.forecast.known.organisations
        return self.low - half <= self.seen <= self.high + half


def keep(folder: Path, forecast: Forecast) -> Path | None:
    """Write a forecast as a new file; None if the same one is there already.

    Raises
    ------
    UserError
        If it cannot be written.
    """
    document = forecast.document()
    same = {key: value for key, value in document.items() if key != "made"}
    as_of = forecast.known.start + forecast.known.last
    stem = f"{as_of // 12}-{as_of % 12 + 1:02d}"
    text = json.dumps(document, allow_nan=False) + "\n"
    try:
        folder.mkdir(exist_ok=True)
        for path in sorted(folder.glob(f"{stem}*.json")):
            known = json.loads(path.read_text(encoding="utf-8"))
            if {key: value for key, value in known.items() if key != "made"} == same:
                return None
        made = datetime.fromisoformat(forecast.made).strftime("%Y%m%dT%H%M%SZ")
        for count in range(1, 1000):
            more = "" if count == 1 else f"_{count}"
            path = folder / f"{stem}_made_{made}{more}.json"
            try:
                with path.open("x", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                return path
            except FileExistsError:
                continue
    except OSError as error:
        raise UserError(f"cannot write {folder}: {error.strerror or error}") from None
    except ValueError as error:
        raise UserError(f"{folder}: a forecast cannot be read ({error}); move it away") from None
    raise UserError(f"{folder} holds too many forecasts of {stem}; move some away")


def earlier(folder: Path, now: Forecast) -> tuple[list[Forecast], int]:
    """Read the forecasts that were made of the same run and plan when less was known.

    Of several with the same last date only the first counts: later ones may have known more.

    Returns
    -------
    (list of Forecast, int)
        Those with the settings and the discrepancy of the one made now, by their last dates; and
        how many others of the same run know less, but had other ones.

    Raises
    ------
    UserError
        If a file in the ledger is not as it was written.
    """
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else ()
    made = sorted(map(_read, paths), key=lambda each: each.made)
    of_run = [each for each in made if _run_of(each) == _run_of(now)]
    before = [each for each in of_run if each.known.last < now.known.last]
    same = [each for each in before if _settings_of(each) == _settings_of(now)]
    first = dict[int, Forecast]()
    for each in same:
        first.setdefault(each.known.last, each)
    return [first[last] for last in sorted(first)], len(before) - len(same)


def _run_of(forecast: Forecast) -> tuple[str, int, int]:
    known = forecast.known
    return known.measure, known.start, known.organisations


def _settings_of(forecast: Forecast) -> tuple[str, float | None]:
    return forecast.digest, forecast.discrepancy


def _read(path: Path) -> Forecast:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT or data["measure"] not in MEASURES:
            raise ValueError("of another version")
        months, shares = np.array(data["months"], np.int64), np.array(data["shares"], np.float64)
        quantiles = np.array(data["quantiles"], np.float64)
        fits = quantiles.ndim == 2 and len(quantiles) == len(LEVELS) and len(months) > 0
        if not fits or months.shape != shares.shape or months.min() < 0:
            raise ValueError("its lists do not fit together")
        if not all(((each >= 0) & (each <= 1)).all() for each in (shares, quantiles)):
            raise ValueError("its shares are not between 0 and 1")
        known = Observed(
            data["measure"], int(data["start"]), months, shares, int(data["organisations"])
        )
        target = data["target"]
        found = Forecast(
            str(data["made"]), str(data["plan"]), str(data["digest"]), known, quantiles,
            float(data["effective"]),
            None if target is None else (target["share"], target["month"], target["chance"]),
            data.get("discrepancy"),
        )  # fmt: skip
        if found.made_in < 0:
            raise ValueError("it does not say when it was made")
        return found
    except WRONG as error:
        raise UserError(
            f"{path}: this is not a forecast as uptake track writes it ({error}); move it away"
        ) from None


def scored(forecasts: Sequence[Forecast], observed: Observed) -> list[Told]:
    """Score every forecast in every month that was seen and began after it was made."""
    return [told for each in forecasts for told in _told(each, observed)]


def _told(forecast: Forecast, observed: Observed) -> Iterator[Told]:
    months = forecast.quantiles.shape[1] - 1
    curve = bass(forecast.known, months)
    same = unchanged(forecast.known, months)
    for month, seen in zip(observed.months.tolist(), observed.shares.tolist(), strict=True):
        # Made in that month or later, it was told to nobody before
        is_past = forecast.made_in >= forecast.known.start + month
        if is_past or not forecast.known.last < month <= months:
            continue
        there = forecast.quantiles[:, month]
        scores = {
            UPTAKE: crps_of_quantiles(there, LEVELS, seen),
            UNCHANGED: crps_of_quantiles(same[:, month], (0.5,), seen),
        }
        if not isinstance(curve, str):
            scores[BASS] = crps_of_quantiles(curve[:, month], LEVELS, seen)
        yield Told(
            forecast, month, float(there[LOW]), float(there[MIDDLE]), float(there[HIGH]), seen,
            scores,
        )  # fmt: skip


def mean_scores(told: Sequence[Told], names: Sequence[str]) -> dict[str, float]:
    """Return the mean score of forecasters, each of which foretold all of it."""
    return {name: float(np.mean([each.scores[name] for each in told])) for name in names}
