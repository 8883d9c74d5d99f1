"""Inputs in words, from where they are declared; and their values."""

from collections.abc import Sequence

from sim.config import keys, swept_words
from sim.params.display import as_typed
from sim.params.distributions import Distribution
from sim.params.lever_table import ROWS
from sim.params.names import GAPS
from sim.params.phrases import INCOMPLETE

STAGES = {
    "persuade": "persuading", "decide": "deciding", "implement": "implementing",
    "sustain": "sustaining",
}  # fmt: skip
OF_UNIT = {"weight": "weight", "slope": "effect", "factor": "effect", "share": "part",
           "probability": "chance", "load": "load"}  # fmt: skip


def name_of(name: str) -> str:
    """Call an input by what was declared of it; a cause that numbers share by its group."""
    if keys.known(name) is None:
        return f"all {name.replace('_', ' ')}"
    group, *_, last = name.split(".")
    if group == "levers":
        return _of_lever(*name.split(".")[1:])
    if group == "stage_weights":
        stage = name.split(".")[1]
        return f"weight of the {last} gap when {STAGES.get(stage, stage)}"
    about = keys.find(name).field.metadata
    clause = _clause(str(about.get("meaning", "")))
    if not clause:
        return swept_words.name_of(name)
    if not clause.startswith((*INCOMPLETE, "added by", "added at", "which", "over which")):
        return clause
    noun = OF_UNIT.get(str(about.get("unit", "")))
    return f"{noun} {clause}" if noun else last.replace("_", " ")


def short_name_of(name: str) -> str:
    """Call an input by the words of its key where these are two or more: "pilot cost"."""
    last = name.rpartition(".")[2].replace("_", " ")
    is_plain = name.startswith("assumptions.") and " " in last
    return last if is_plain else name_of(name)


def _of_lever(lever: str, last: str) -> str:
    title = ROWS[lever].title if lever in ROWS else lever.replace("_", " ")
    if last in GAPS:
        return f"{title} on the {last} gap"
    return f"{last.replace('_', ' ')} of {title}"


def _clause(meaning: str) -> str:
    """Cut a meaning before its first aside."""
    for mark in (";", ":", " (", ","):
        meaning = meaning.partition(mark)[0]
    return meaning.strip()


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def amounts(name: str, numbers: Distribution | None, values: Sequence[float]) -> list[str]:
    """Write values of an input: "£15,000", "35%"; a word as it is typed."""
    if numbers is not None and numbers.words:
        return [numbers.words[round(each)].replace("_", " ") for each in values]
    leaf = keys.known(name)
    if leaf is not None and leaf.kind is int:
        return [as_typed(round(each)) for each in values]
    return swept_words.amounts_of(name, [float(each) for each in values])
