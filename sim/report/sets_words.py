"""Sets of assumptions in words: where they come from, and what they do not vary."""

import math
from collections.abc import Iterator, Mapping, Sequence

from sim.config.plausible_sets import PLAUSIBLE, RANGES
from sim.params.assumption_sets import AssumptionSets
from sim.report.words import listed
from sim.study.assumption_draws import UNREAD
from sim.study.uncertainty.record import Uncertainty
from sim.study.uncertainty.variance import Shares

KEYS_NAMED, DIGEST = 3, 12
NEVER = (
    "No set changes the plans, the scores of the innovation, the system that is described, the "
    "events that you state, or which model is run. What the model leaves out is not in them either."
)


SETS = "sets of assumptions"


def counted(sets: AssumptionSets) -> str:
    """Count sets of assumptions and name them: "100 sets of assumptions that fit what is known"."""
    return f"{len(sets)} {SETS if len(sets) != 1 else 'set of assumptions'} {which(sets)}"


def so_many(count: int, total: int, what: str = SETS) -> str:
    """Say in how many of all sets: "97 of 100 sets of assumptions", "the one set of assumptions".

    what  the word for several sets
    """
    if total == 1:
        one = what.replace("sets", "set", 1)
        return f"the one {one}" if count else f"no {one}"
    if count == total:
        return f"{'both' if total == 2 else f'all {total}'} {what}"
    return f"{count} of {total} {what}"


def nine_in_ten(sets: AssumptionSets) -> str:
    """Name what a spread holds for: "nine of ten sets of assumptions that fit what is known"."""
    of = "the one set of assumptions" if len(sets) == 1 else f"nine of ten {SETS}"
    return f"{of} {which(sets)}"


def which(sets: AssumptionSets) -> str:
    """Say which sets of assumptions they are."""
    if sets.name == PLAUSIBLE:
        return "that fits what is known" if len(sets) == 1 else "that fit what is known"
    return "drawn from their ranges" if sets.name == RANGES else f"of “{sets.name}”"


def where_from(drawn: Uncertainty) -> Iterator[str]:
    """Say which sets were used, how many, and how they were made."""
    digest = f", SHA-256 {drawn.sets.digest[:DIGEST]}" if drawn.sets.digest else ""
    numbers = len(drawn.sets.keys)
    yield (
        f"Each plan also ran under {counted(drawn.sets)}{digest}, "
        f"{drawn.replicates} times under {'it' if drawn.count == 1 else 'each'}; "
        f"{numbers} number{'s vary' if numbers != 1 else ' varies'}."
    )
    if drawn.sets.about:
        these = "This set is" if drawn.count == 1 else "These sets are"
        yield f"{these} {drawn.sets.about.rstrip('.')}."
    if UNREAD in drawn.held.values() and drawn.sets.name == PLAUSIBLE:
        yield "They were matched with the full model; whether they fit in a classic is not known."
    yield from not_possible(*drawn.left_out)


def not_possible(missing: int, why: str) -> Iterator[str]:
    """Say how many sets are not possible for the plans, and why the first is not."""
    if missing:
        sets = "set is" if missing == 1 else "sets are"
        yield f"{missing} more {sets} not possible for these plans ({why.rstrip('.')})."


def not_varied(held: Mapping[str, str]) -> Iterator[str]:
    """Say what the sets have but do not change here, by reason, and what no set changes."""
    reasons: dict[str, list[str]] = {}
    for key, why in held.items():
        reasons.setdefault(why, []).append(key)
    for why, keys in reasons.items():
        yield f"Not varied, because {why}: {_few(keys)}."
    yield NEVER


def _few(keys: list[str]) -> str:
    if len(keys) <= KEYS_NAMED + 1:
        return listed(keys)
    return f"{', '.join(keys[:KEYS_NAMED])} and {len(keys) - KEYS_NAMED} more"


def parts_in_words(shares: Shares | None) -> str:
    """Name what makes runs differ, in sum 100: "assumptions 80%, made-up systems 15% and luck 5%".

    Empty if nothing differs or too little is known.
    """
    if shares is None or shares.total == 0:
        return ""
    named = {
        "assumptions": shares.assumptions, "made-up systems": shares.systems, "luck": shares.luck,
    }  # fmt: skip
    parts = {name: share for name, share in named.items() if share is not None}
    whole = dict(zip(parts, whole_parts([*parts.values()]), strict=True))
    return listed([f"{name} {whole[name]}%" for name in parts])


def whole_parts(shares: Sequence[float]) -> list[int]:
    """Round shares of 1 to whole per cent that sum to 100: the largest remainders go up."""
    low = [math.floor(100 * each) for each in shares]
    order = sorted(range(len(low)), key=lambda k: low[k] - 100 * shares[k])
    missing = round(100 * sum(shares)) - sum(low)
    return [each + (k in order[:missing]) for k, each in enumerate(low)]


def parts_of_variance(shares: Shares | None, what: str) -> Iterator[str]:
    """Say how much of what varies between runs is luck, systems and assumptions."""
    parts = parts_in_words(shares)
    if parts:
        yield f"What makes {what} vary from run to run: {parts}."
