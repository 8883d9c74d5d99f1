"""Sets of assumptions in words: where they come from, and what they do not vary."""

from collections.abc import Iterator, Mapping

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


def called(sets: AssumptionSets) -> str:
    """Name sets of assumptions in the answer, after a number of them."""
    return f"{SETS} {which(sets)}"


def which(sets: AssumptionSets) -> str:
    """Say which sets of assumptions they are."""
    if sets.name == PLAUSIBLE:
        return "that fit what is known"
    return "drawn from their ranges" if sets.name == RANGES else f"of “{sets.name}”"


def where_from(drawn: Uncertainty) -> Iterator[str]:
    """Say which sets were used, how many, and how they were made."""
    digest = f", SHA-256 {drawn.sets.digest[:DIGEST]}" if drawn.sets.digest else ""
    yield (
        f"Each plan also ran under {drawn.count} {called(drawn.sets)}{digest}, "
        f"{drawn.replicates} times under each; {len(drawn.sets.keys)} numbers vary."
    )
    if drawn.sets.about:
        yield f"These sets are {drawn.sets.about.rstrip('.')}."
    if UNREAD in drawn.held.values() and drawn.sets.name == PLAUSIBLE:
        yield "They were matched with the full model; whether they fit in a classic is not known."
    missing, why = drawn.left_out
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
    """Name what makes runs differ: "assumptions 80%, made-up systems 15% and luck 5%".

    Empty if nothing differs or too little is known.
    """
    if shares is None or shares.total == 0:
        return ""
    parts = [f"assumptions {shares.assumptions:.0%}"]
    parts += [] if shares.systems is None else [f"made-up systems {shares.systems:.0%}"]
    return listed([*parts, f"luck {shares.luck:.0%}"])


def parts_of_variance(shares: Shares | None, what: str) -> Iterator[str]:
    """Say how much of what varies between runs is luck, systems and assumptions."""
    parts = parts_in_words(shares)
    if parts:
        yield f"What makes {what} vary from run to run: {parts}."
