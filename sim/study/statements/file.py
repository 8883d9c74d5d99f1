"""A file of statements: what they share, plans by name, and the statements themselves."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.config.preset_files import OWN, presets
from sim.params.errors import UserError
from sim.study.statements import nodes
from sim.study.statements.amounts import NUMBER
from sim.study.statements.claim import Claim
from sim.study.statements.claims import parsed
from sim.study.statements.how_often import USUALLY, HowOften, how_often

TOP = ("with", "plans", "statements")
KEYS = ("say", "claim", "how often")
MOST, LONGEST = 100, 300  # statements, and characters of one
RESERVED = re.compile(
    "[<>=≥≤]| (?:by|at month|within|same as|more than|less than|at most|at least) ", re.IGNORECASE
)
PIECES = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Statement:
    """What people believe, and what would have to be true for it.

    say    in words
    often  how often the claim must hold
    where  file, line and number, for messages
    """

    say: str
    claim: Claim
    often: HowOften
    where: str


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """What a plan is made of, as the file has it.

    overrides  as on the command line
    where      file and line, for messages; empty for a preset
    """

    overrides: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A file of statements.

    name    of the file
    shared  overrides that hold for all plans
    plans   that the statements name -> what each is made of
    """

    name: str
    shared: tuple[str, ...]
    plans: Mapping[str, NamedPlan]
    statements: tuple[Statement, ...]


def read(source: str | Path, config_dirs: Iterable[str | Path] = ()) -> StatementFile:
    """Read a file of statements.

    source  a file; or the text of one, which has several lines

    Raises
    ------
    UserError
        If anything in it cannot be read; the message names file, line and key.
    """
    if isinstance(source, str) and "\n" in source:
        return read_text(source, "statements", config_dirs)
    return read_text(nodes.text_of(Path(source)), str(source), config_dirs)


def read_text(text: str, name: str, config_dirs: Iterable[str | Path] = ()) -> StatementFile:
    """Read the text of a file of statements."""
    top = nodes.top_of(text, name)
    if top is None:
        raise UserError(f"{name} holds no statements; begin with: uptake test --example")
    parts: dict[str, tuple[int, Any]] = {}
    for key, line, value in nodes.entries(top, name):
        nodes.refuse_unknown(key, TOP, f"{name}, line {line}")
        parts[key] = line, value
    if "statements" not in parts:
        raise UserError(f"{name} has no key “statements”; compare it with: uptake test --example")
    shared = _overrides(parts["with"][1], name) if "with" in parts else ()
    strategies = _presets(config_dirs)
    own = _plans(parts["plans"][1], name, strategies) if "plans" in parts else {}
    known = {**strategies, **own}
    rows = nodes.items(parts["statements"][1], name)
    if not 0 < len(rows) <= MOST:
        count = "holds no statements" if not rows else f"holds {len(rows)} statements"
        raise UserError(f"{name} {count}; it may hold from 1 to {MOST}")
    statements = [_statement(row, name, number, known) for number, row in enumerate(rows, 1)]
    _refuse_twins(statements)
    named = dict.fromkeys(plan for each in statements for plan in each.claim.plans)
    return StatementFile(name, shared, {each: known[each] for each in named}, tuple(statements))


def _presets(config_dirs: Iterable[str | Path]) -> dict[str, NamedPlan]:
    """List the strategies that a claim may name without an entry, by name and by title.

    "own" is that of the folder of the user's own system.
    """
    known = presets("strategy", [Path(each) for each in config_dirs])
    found = {each.title.casefold(): NamedPlan((_chosen(each.name),)) for each in known}
    return {
        **found,
        **{name: NamedPlan((_chosen(name),)) for name in (*(e.name for e in known), OWN)},
    }


def _chosen(strategy: str) -> str:
    return f"strategy={strategy}"


def _overrides(node: Any, name: str) -> tuple[str, ...]:
    """Read overrides: a list of them, or a text as on the command line."""
    if nodes.is_list(node):
        found = [nodes.words(each, name) for each in nodes.items(node, name)]
    else:
        pieces = PIECES.finditer(nodes.words(node, name))
        found = [each[1] if each[1] is not None else each[2] for each in pieces]
    for each in found:
        if re.fullmatch(r"[\d.]+", each):
            raise UserError(
                f"{name}, line {nodes.line_of(node)}: “{each}” is no key=value; put a value with "
                "a comma in double quotes"
            )
    return tuple(found)


def _plans(node: Any, name: str, strategies: Collection[str]) -> dict[str, NamedPlan]:
    found = {}
    for plan, line, value in nodes.entries(node, name):
        where = f"{name}, line {line}, plan “{plan}”"
        if plan.casefold() in strategies:  # by name or by title
            raise UserError(f"{where}: a strategy is called so; give the plan another name")
        if RESERVED.search(f" {plan} ") or NUMBER.fullmatch(plan):
            raise UserError(
                f"{where}: a name must not be a number, nor hold words of a claim, such as > or "
                "“more than”"
            )
        if len(plan) > LONGEST:
            raise UserError(f"{name}, line {line}: a name has at most {LONGEST} characters")
        found[plan] = NamedPlan(_overrides(value, name), where)
    folded: dict[str, str] = {}
    for plan, entry in found.items():
        if plan.casefold() in folded:
            raise UserError(f"{entry.where}: another is called “{folded[plan.casefold()]}”")
        folded[plan.casefold()] = plan
    return found


def _statement(node: Any, name: str, number: int, plans: Mapping[str, NamedPlan]) -> Statement:
    line = nodes.line_of(node)
    where = f"{name}, line {line}, statement {number}"
    given: dict[str, tuple[str, str]] = {}
    for key, row, value in nodes.entries(node, name):
        plain = key.replace("_", " ")
        nodes.refuse_unknown(plain, KEYS, f"{name}, line {row}, statement {number}")
        given[plain] = nodes.words(value, name), f"{name}, line {row}, statement {number}, {plain}"
    if "claim" not in given:
        raise UserError(f"{where}: it has no claim, like “claim: live of hin_playbook > none”")
    for text, at in given.values():
        if len(text) > LONGEST:
            raise UserError(f"{at}: it has more than {LONGEST} characters; shorten it")
    claim = _told(given["claim"], lambda text: parsed(text, plans))
    often = _told(given["how often"], how_often) if "how often" in given else USUALLY
    return Statement(given["say"][0] if "say" in given else claim.text, claim, often, where)


def _told(given: tuple[str, str], read: Any) -> Any:
    """Read a value, and say where it stands if it cannot be."""
    try:
        return read(given[0])
    except UserError as error:
        raise UserError(f"{given[1]}: {error}") from None


def _refuse_twins(statements: Sequence[Statement]) -> None:
    said: dict[str, Statement] = {}
    claimed: dict[tuple[str, str], Statement] = {}
    for each in statements:
        key = (each.claim.text, each.often.words)
        for first in (said.get(each.say.casefold()), claimed.get(key)):
            if first is not None:
                raise UserError(f"{each.where}: the same stands in {first.where}; leave one out")
        said[each.say.casefold()] = claimed[key] = each
