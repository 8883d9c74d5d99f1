"""A swept key in words: what it is called, its unit on an axis, and each of its values.

A value has a phrase that stands alone ("£600 a month for each organisation", "The whole playbook")
and an amount for an axis that is named ("£600", "yes").
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sim.config import keys
from sim.config.plan_names import MONTHS
from sim.config.preset_files import OWN, OWN_FILES, presets
from sim.params.display import as_typed
from sim.params.lever_table import ROWS
from sim.params.phrases import AFTER, DIGITS, MOST_DIGITS, PERCENT, POUNDS, phrases, quantity

SEED, REPLICATES = "seed", "replicates"
OF_LEVERS = {"strategy.shares": "share for {}", "strategy.shift": "share moved to {}"}
# What the folder of the user's own system holds; a store does not keep its title
OF_FOLDER = dict(zip(OWN_FILES, ("Your own innovation", "Your own plan"), strict=True))


def name_of(key: str) -> str:
    """Call a swept key by a few words: "budget per organisation", "acute: maturity"."""
    group, _, last = key.rpartition(".")
    if group in OF_LEVERS and last in ROWS:
        return OF_LEVERS[group].format(ROWS[last].title)
    name, words = last.replace("_", " "), key.split(".")
    if key == MONTHS:
        return "length of the run"
    if group.startswith("levers.") and words[1] in ROWS:
        return f"{ROWS[words[1]].title}: {name}"
    entries = keys.entries_of(key)
    if entries is None or len(words) < entries.depth:
        return name
    return f"{words[entries.depth - 1].replace('_', ' ')}: {name}"


def scale_of(key: str) -> tuple[float, str]:
    """Look up how an axis shows the numbers of a key: the factor, and the unit in words.

    Returns
    -------
    tuple of float and str
        (100, "%") for a share; (1, "£ a month") for pounds in each month; (1, "") for a count.
    """
    leaf = keys.known(key)
    about = {} if leaf is None else leaf.field.metadata
    unit = str(about.get("unit", ""))
    if unit in POUNDS:
        return POUNDS[unit], f"£{AFTER.get(unit, '')}"
    if unit in PERCENT:
        return 100.0, "%"
    if unit == "month":
        return 1.0, "month" if about.get("dated") else "months"
    return 1.0, AFTER.get(unit, "").strip()


def is_number(key: str, values: Sequence[Any]) -> bool:
    """Whether values can stand along an axis of numbers; seeds cannot, though they are numbers."""
    return key != SEED and all(
        isinstance(each, int | float) and not isinstance(each, bool) for each in values
    )


def phrases_of(
    key: str, values: Sequence[Any], config_dirs: Iterable[str | Path] = ()
) -> list[str]:
    """Name values so that each stands alone, with as few digits as tell them apart."""
    if key in (SEED, REPLICATES):
        return [f"seed {each}" if key == SEED else f"{each:,} replicates" for each in values]
    leaf = keys.known(key)
    if leaf is None:
        return _titles(key, values, config_dirs)
    if key.startswith("strategy.shift."):
        return [f"{amount} moved to {ROWS[leaf.field.name].title}" for amount in
                amounts_of(key, values)]  # fmt: skip
    found = phrases(leaf.field.metadata, key, values)
    whose = name_of(key).partition(": ")
    return [f"{whose[0]}: {each}" for each in found] if whose[1] else found


def amounts_of(
    key: str, values: Sequence[Any], config_dirs: Iterable[str | Path] = ()
) -> list[str]:
    """Name values on an axis that says what they are: "£600", "10%", "12", "no mandate"."""
    leaf = keys.known(key)
    if key == REPLICATES:
        return [f"{each:,}" for each in values]
    if leaf is None or not is_number(key, values):
        return phrases_of(key, values, config_dirs)
    unit = str(leaf.field.metadata.get("unit", ""))
    bare = {"GBP/month": "GBP", "kGBP/month": "kGBP", "kGBP/day": "kGBP"}.get(unit, unit)
    bare = bare if bare in POUNDS or bare in PERCENT else ""
    different = len({as_typed(each) for each in values})
    for digits in range(DIGITS, MOST_DIGITS):
        found = [quantity(each, bare, digits=digits) for each in values]
        if len(set(found)) >= different:
            break
    return found


def _titles(group: str, names: Sequence[Any], config_dirs: Iterable[str | Path]) -> list[str]:
    """Title the presets of a group; by the name where there is no title or it is another's too."""
    known = {OWN: OF_FOLDER[group]} if group in OF_FOLDER else {}
    known |= {each.name: each.title for each in presets(group, config_dirs)}
    titles = [known.get(as_typed(each)) or as_typed(each).replace("_", " ") for each in names]
    return [
        f"{title} ({as_typed(name)})" if titles.count(title) > 1 else title
        for title, name in zip(titles, names, strict=True)
    ]
