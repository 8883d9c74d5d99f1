"""What a manifest may say: the kind and the range of every entry, before anything is computed."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sim.engines.limits import ENGINES
from sim.params.errors import UserError
from sim.params.names import LARGEST_SEED, MOST_REPLICATES
from sim.report.store.file_digests import OURS

MOST_MONTHS = 1200
MOST_PLANS, MOST_RUNS = 1000, 100_000_000
MOST_DRAWS, MOST_DEPTH = 1_000_000, 12
DIGEST = re.compile(r"[0-9a-f]{64}")
Said = Mapping[str, Any]


def refuse_other_format(said: Said, known: Sequence[int]) -> None:
    """Refuse a manifest of a version of Uptake that this one does not know."""
    if type(said["format"]) is not int or said["format"] not in known:
        raise UserError(
            f"its format is {in_short(said['format'])}, of another version of Uptake; this one "
            f"reads {' and '.join(map(str, known))}, so run its plans again"
        )


def refuse_nonsense(said: Said) -> None:
    """Refuse what no run can have been.

    Raises
    ------
    UserError
        If an entry is of another kind, or out of range.
    KeyError
        If one is missing.
    """
    if said["engine"] not in ENGINES:
        raise UserError(
            f"its engine is {in_short(said['engine'])}, not one of {', '.join(ENGINES)}"
        )
    plans = said["plans"]
    if not isinstance(plans, list) or not 1 <= len(plans) <= MOST_PLANS:
        raise UserError(f"it has no list of 1 to {MOST_PLANS:,} plans")
    for each in plans:
        _refuse_plan(each)
    labels = [each["label"] for each in plans]
    if len(set(labels)) < len(labels):
        raise UserError("two of its plans have one label")
    _refuse_numbers(said, len(plans))
    _refuse_words(said, labels)
    _refuse_assumptions(said.get("assumptions"))
    if said["format"] > 2:
        _refuse_files(said["files"])


def _refuse_plan(said: Any) -> None:
    if not isinstance(said, dict):
        raise UserError(f"a plan is {in_short(said)}, not an object")
    if not isinstance(said["label"], str):
        raise UserError(f"the label of a plan is {in_short(said['label'])}, not a text")
    where = f"of plan {in_short(said['label'])}"
    _digest(said["digest"], f"the digest {where}")
    if not isinstance(said["scenario"], dict) or _depth(said["scenario"]) > MOST_DEPTH:
        raise UserError(f"the scenario {where} is no object of settings")
    if not isinstance(said["series"], dict) or not said["series"]:
        raise UserError(f"the series {where} are {in_short(said['series'])}, not digests by name")
    for name, each in said["series"].items():
        _digest(each, f"the series {in_short(name)} {where}")
    _refuse_system(said.get("system"), where)


def _refuse_system(said: Any, where: str) -> None:
    if said is None:
        return
    if not isinstance(said, dict):
        raise UserError(f"the system {where} is {in_short(said)}, not an object")
    if "digest" in said:
        names = [said["organisations"], said["ties"]]
    elif isinstance(said["files"], dict):
        names = list(said["files"].values())
    else:
        raise UserError(f"the files of the system {where} are {in_short(said['files'])}")
    for name in names:
        if not isinstance(name, str) or not OURS.fullmatch(name):
            raise UserError(f"the system {where} is in {in_short(name)}, which is no file of ours")


def _refuse_numbers(said: Said, plans: int) -> None:
    _whole(said, "seed", 0, LARGEST_SEED)
    _whole(said, "replicates", 1, MOST_REPLICATES)
    if said["replicates"] * plans > MOST_RUNS:
        raise UserError(
            f"{plans:,} plans of {said['replicates']:,} replicates are more than the "
            f"{MOST_RUNS:,} runs that one folder can hold"
        )
    if said.get("at") is not None:
        _whole(said, "at", 1, MOST_MONTHS)
    if said.get("parameter_draws") is not None:
        _whole(said, "parameter_draws", 0, MOST_DRAWS)
    margin = said.get("margin")
    if margin is not None and not (_is_number(margin) and 0 <= margin <= 1):
        raise UserError(f"margin is {in_short(margin)}, not a number from 0 to 1")


def _refuse_assumptions(said: Any) -> None:
    if said is None:
        return
    if not isinstance(said, dict):
        raise UserError(f"assumptions is {in_short(said)}, not an object")
    if not isinstance(said["name"], str):
        raise UserError(f"the name of assumptions is {in_short(said['name'])}, not a text")
    _whole(said, "count", 1, MOST_DRAWS)
    _whole(said, "not_possible", 0, MOST_DRAWS)
    if said.get("digest") is not None:
        _digest(said["digest"], "the digest of assumptions")
    held, why = said.get("held", {}), said.get("why_not_possible")
    if not (isinstance(held, dict) and all(isinstance(each, str) for each in held.values())):
        raise UserError(f"what was held of assumptions is {in_short(held)}, not keys with reasons")
    if why is not None and not isinstance(why, str):
        raise UserError(f"why sets were not possible is {in_short(why)}, not a text")


def _refuse_words(said: Said, labels: Sequence[str]) -> None:
    baseline = said.get("baseline")
    if baseline is not None and baseline not in labels:
        raise UserError(f"baseline is {in_short(baseline)}, not the label of a plan")
    command = said.get("command")
    if command is not None and not isinstance(command, str):
        raise UserError(f"command is {in_short(command)}, not a text")
    _texts(said["versions"], "versions")
    _texts(said.get("names", {}), "names")
    overrides = said.get("overrides", {})
    if not isinstance(overrides, dict):
        raise UserError(f"overrides is {in_short(overrides)}, not an object")
    for each in overrides.values():
        if not isinstance(each, list) or not all(isinstance(word, str) for word in each):
            raise UserError(f"the overrides of a plan are {in_short(each)}, not a list of texts")


def _refuse_files(said: Any) -> None:
    if not isinstance(said, dict):
        raise UserError(f"files is {in_short(said)}, not digests by name")
    for name, each in said.items():
        if not OURS.fullmatch(name):
            raise UserError(f"files names {in_short(name)}, which is no file of ours")
        _digest(each, f"the file {in_short(name)}")


def _texts(said: Any, what: str) -> None:
    if not isinstance(said, dict) or not all(isinstance(each, str) for each in said.values()):
        raise UserError(f"{what} is {in_short(said)}, not texts by name")


def _digest(said: Any, what: str) -> None:
    if not isinstance(said, str) or not DIGEST.fullmatch(said):
        raise UserError(f"{what} is {in_short(said)}, not a SHA-256 of 64 digits")


def _whole(said: Said, name: str, least: int, most: int) -> None:
    value = said[name]
    if type(value) is not int or not least <= value <= most:
        raise UserError(f"{name} is {in_short(value)}, not a whole number from {least} to {most}")


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def _depth(value: Any) -> int:
    """How deep objects and lists stand in one another; stops looking below what is allowed."""
    level, depth = [value], 0
    while level and depth <= MOST_DEPTH:
        depth += 1
        inner = [each.values() if isinstance(each, dict) else each
                 for each in level if isinstance(each, dict | list)]  # fmt: skip
        level = [each for group in inner for each in group]
    return depth


def in_short(value: Any) -> str:
    """Show a value in a message, however long it is."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if type(value) is int and abs(value) > 10**30:
        return "a number of more than 30 digits"
    told = repr(value)
    return told if len(told) <= 60 else f"{told[:57]}..."
