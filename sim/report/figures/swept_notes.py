"""The footer of a picture of a sweep: what is drawn, what means are over, and what is missing."""

import numpy as np

from sim.config.swept_words import SEED
from sim.report.figures.captions import counted, listed
from sim.report.figures.swept_means import Means, varying
from sim.report.figures.swept_measure import Measure
from sim.report.figures.swept_sentences import value_words
from sim.study.swept import Swept

FEW_NAMES = 2  # failed cells to name


def notes(swept: Swept, *more: str, found: Means | None = None) -> list[str]:
    """Write the footer: what cells share, what is drawn, what means are over, and what is missing.

    found  the means drawn, if any
    """
    shared = [f"{swept.title}."] if swept.title else []
    drawn = ["Illustrative system."] if swept.is_made_up else []
    averages = [] if found is None else _averages(swept, found)
    return [*shared, *drawn, *more, *averages, *_missing(swept)]


def _averages(swept: Swept, found: Means) -> list[str]:
    """Say over which values of the other keys means are taken."""
    words = [_how_many(swept, k) for k in varying(swept) if k not in found.keys]
    seeds = [k for k, key in enumerate(swept.keys) if key.key == SEED and k not in found.keys]
    words += [counted(_values(swept, k), "seed") for k in seeds if _values(swept, k) > 1]
    if not words:
        return []
    if swept.is_alone:
        title = Measure(swept.outcome, swept.horizon).title
        return [f"Drawn: the one that matters most for “{title}”, the others as usual."]
    uneven = "" if found.is_even else ", of the cells that there are"
    title = Measure(swept.outcome, swept.horizon).title
    unlike = len(varying(swept)) > len(found.keys) > 1
    chosen = f"Drawn: the two that matter most for “{title}”; m" if unlike else "M"
    return [f"{chosen}eans over {listed(words)}{uneven}."]


def _how_many(swept: Swept, key: int) -> str:
    return f"{_values(swept, key)} values of {swept.keys[key].name}"


def _values(swept: Swept, key: int) -> int:
    """Count the values of a key that have results."""
    return len(np.unique(swept.places[swept.done, key]))


def _missing(swept: Swept) -> list[str]:
    """Say how many cells failed or have not run."""
    cells = counted(len(swept.done), "cell")
    absent = int((~swept.done).sum()) - len(swept.failed)
    parts = []
    if swept.failed:
        names = "" if absent or swept.is_sample else _failed(swept)
        parts.append(f"{len(swept.failed)} of {cells} failed{names}.")
    if absent > 0:
        parts.append(f"{absent} of {cells} {'has' if absent == 1 else 'have'} not run.")
    return parts


def _failed(swept: Swept) -> str:
    """Name the cells that failed, by a value that all of them have and no other, or if few."""
    failed = np.flatnonzero(~swept.done)
    for place, key in enumerate(swept.keys):
        own = np.unique(swept.places[failed, place])
        if len(own) == 1 and own[0] not in swept.places[swept.done, place]:
            return f": all with {value_words(key, int(own[0]))}"
    if len(failed) > FEW_NAMES:
        return ""
    cells = [
        " and ".join(value_words(key, int(at), short=True)
                     for key, at in zip(swept.keys, swept.places[cell], strict=True))
        for cell in failed
    ]  # fmt: skip
    return f" ({'; '.join(cells)})"


def no_value(swept: Swept, measure: Measure) -> list[str]:
    """Say why cells with results have no value of the outcome, if there are any."""
    if not (swept.done & ~np.isfinite(swept.estimate.mean)).any():
        return []
    why = "not reached in half of the replicates" if measure.is_median else "nothing to count"
    return [f"No value: {why}."]
