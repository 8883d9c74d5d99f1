"""A number of the model in a sentence: its own words as they are declared, and its values."""

from collections.abc import Sequence

from sim.config import keys
from sim.params.lever_table import ROWS
from sim.params.phrases import INCOMPLETE, quantity
from sim.report.sets_account import OF_STRUCTURE

# Numbers that are drawn together, as configs/study/assumptions.yaml groups them
GROUPS = {
    "lever_effects": "all effects of the partner's work",
    "costs": "all prices of the partner's work",
    "days_of_work": "all days of work",
}
OPENINGS = (*INCOMPLETE, "within ", "added ", "longer ", "deeper ", "wider ")
STAGES = {
    "persuade": "persuading", "decide": "deciding", "implement": "implementing",
    "sustain": "sustaining",
}  # fmt: skip
NOUNS = {
    "weight": "weight",
    "slope": "effect",
    "factor": "effect",
    "share": "part",
    "probability": "chance",
    "load": "load",
    "month": "months",
}  # by unit, before words that begin in the middle
DIGITS = 2


def name_of(key: str) -> str:
    """Call a number by its declared words: "chance that a champion leaves".

    Fragments get a noun before them ("effect of legacy on the technical gap"), and what many levers
    or stages share says whose it is. A group is called by what its members share.
    """
    if key in GROUPS or keys.known(key) is None:
        return GROUPS.get(key, key.replace("_", " "))
    if key in OF_STRUCTURE:
        return OF_STRUCTURE[key]
    about = keys.find(key).field.metadata
    meaning, unit = str(about["meaning"]).split(";")[0].strip(), str(about.get("unit", ""))
    group, *rest = key.split(".")
    if group == "levers":
        return f"{ROWS[rest[0]].title}: {meaning}"
    if group == "stage_weights":
        return f"{meaning} when {STAGES[rest[0]]}"
    first = meaning.partition(":")[0]
    noun = NOUNS.get(unit, unit if unit.isalpha() else "")
    return f"{noun} {first}" if first.startswith(OPENINGS) and noun else first


def brief(key: str) -> str:
    """Call a number by so few words as fit beside a bar: "communications: cultural gap closed"."""
    group, *rest = key.split(".")
    if group != "levers":
        return name_of(key).partition(", ")[0]
    what = rest[1] if rest[1] == "cost" else f"{rest[1]} gap closed"
    return f"{ROWS[rest[0]].title}: {what}"


def quoted(key: str) -> str:
    """Give the declared words in quotation marks, since they may be half a sentence."""
    return f"“{name_of(key)}”"


def amounts_of(key: str, values: Sequence[float]) -> list[str]:
    """Write values of a number with its unit: "£900 a month", "12%", "month 12"."""
    leaf = keys.known(key)
    about = {} if leaf is None else leaf.field.metadata
    unit, dated = str(about.get("unit", "")), bool(about.get("dated", False))
    if unit.startswith("probability/"):
        return [f"{quantity(each, 'probability', digits=DIGITS)} a month" for each in values]
    return [quantity(float(each), unit, dated, DIGITS) for each in values]


def amount_of(key: str, value: float) -> str:
    """Write one value of a number with its unit."""
    return amounts_of(key, [value])[0]
