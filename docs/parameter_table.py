"""Writes the tables of parameters in docs/model/parameters.md, and of levers in entities.md.

Run it after any change of a parameter:  python docs/parameter_table.py
`tests/test_docs.py` fails when the page and the code disagree.
"""

import sys
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from sim.params import Event, OrganisationType, Parameter, Phase, Scenario, leaves, parameters
from sim.params.lever_table import REACHED, ROWS

MODEL = Path(__file__).parent / "model"
PAGE, LEVERS_PAGE = MODEL / "parameters.md", MODEL / "entities.md"
BEGIN = "<!-- The tables below are written by docs/parameter_table.py from sim/params. -->"
END = "<!-- End of the written tables. -->"
LEVERS_BEGIN = (
    "<!-- The table below is written by docs/parameter_table.py from sim/params/lever_table.py. -->"
)
LEVERS_END = "<!-- End of the written table. -->"
GROUPS = {
    "system": "The health system",
    "innovation": "The innovation",
    "strategy": "The spread partner's strategy",
    "process": "The process of the organisations",
    "clock": "Time",
    "assumptions": "What is assumed of organisations and of the partner's work",
    "coefficients": "Coefficients of the equations",
}
# Groups that hold entries under names of the user's own.
ENTRIES: dict[str, tuple[str, Any, str]] = {
    "system": (
        "One entry for each type of organisation:",
        OrganisationType,
        "system.types.<type>.",
    ),
    "strategy": (
        "One entry for each later phase, with all its shares "
        '(`"+strategy.phases.late={from_month: 12, shares: {comms: 0.5, one2one: 0.5}}"`):',
        Phase,
        "strategy.phases.<phase>.",
    ),
}
EVENTS = (
    "What happens around the programme, from when until when "
    '(`"+events.cut={from_month: 18, title: Fast track, set: {innovation.procurement: 2}}"`). '
    "`events.<event>.set.<key>` is the value of any key that a month reads, while the event lasts; "
    "a key that is used before the first month, or for the whole budget, is refused."
)
# These groups have one shape many times over and stand in tables of their own.
APART = ("strategy.shift.", "levers.", "stage_weights.")


def tables() -> str:
    """Every declared parameter, as Markdown."""
    declared = as_shipped(Scenario())
    parts = []
    for group, title in GROUPS.items():
        mine = [p for p in declared if _stands_in(group, p.key)]
        parts += [f"## {title}: `{group}`", listed(mine)]
        if group in ENTRIES:
            says, entry, prefix = ENTRIES[group]
            parts += [says, listed(as_shipped(entry(), prefix))]
    parts += ["## Dated events: `events.<event>`", EVENTS]
    parts += [listed(as_shipped(Event(), "events.<event>."))]
    parts += ["## The levers: `levers.<lever>`", _of_levers(declared)]
    parts += ["## Weights of the gaps: `stage_weights.<stage>`", _of_weights(declared)]
    return "\n\n".join(parts)


def as_shipped(group: Any, prefix: str = "") -> list[Parameter]:
    """Parameters of a new group; a lever's default is its own, not that of any lever."""
    values = {key: value for key, _, value in leaves(group, prefix)}
    return [replace(p, default=values[p.key]) for p in parameters(group, prefix)]


def listed(declared: Iterable[Parameter]) -> str:
    """One row for each parameter: key, default, unit, allowed range, meaning, source."""
    rows = [
        (f"`{p.key}`", f"{_shown(p.default)}", p.unit, _allowed(p), p.meaning, p.source)
        for p in declared
    ]
    return table(("key", "default", "unit", "allowed", "meaning", "source"), rows)


def crossed(declared: Iterable[Parameter], group: str) -> dict[str, dict[str, Parameter]]:
    """Parameters of a group by its entries and their fields: {"comms": {"cost": ...}}."""
    entries: dict[str, dict[str, Parameter]] = {}
    for p in declared:
        if p.key.startswith(f"{group}."):
            _, entry, name = p.key.split(".")
            entries.setdefault(entry, {})[name] = p
    return entries


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def of_levers() -> str:
    """Each lever, what its money does, and whom it reaches, as Markdown."""
    return table(
        (
            "lever (`strategy.shares.`)",
            "what the money does",
            "whom it reaches",
            "what else it does",
        ),
        [
            (f"`{name}`", row.meaning, REACHED[row.reaches], row.effect)
            for name, row in ROWS.items()
        ],
    )


def renewed(parameters: str, entities: str) -> tuple[str, str]:
    """Put the tables of today between the marks of the two pages."""
    return (
        _between(parameters, BEGIN, END, tables()),
        _between(entities, LEVERS_BEGIN, LEVERS_END, of_levers()),
    )


def _between(page: str, begin: str, end: str, written: str) -> str:
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"a page lacks the two marks between which its tables stand: {begin}")
    return f"{before}{begin}\n\n{written}\n\n{end}{after}"


def _stands_in(group: str, key: str) -> bool:
    return key.startswith(f"{group}.") and not key.startswith(APART)


def _of_levers(declared: list[Parameter]) -> str:
    entries = crossed(declared, "levers")
    cost, effect = (entries["comms"][name] for name in ("cost", "cultural"))
    text = (
        f"Cost: {cost.meaning}, in {cost.unit} ({cost.source}); a lever without a cost is "
        f"bought by place, by site or as a stock. Gaps: {effect.unit} of the gap that a full "
        f"dose closes ({effect.source}). Allowed: cost {_allowed(cost)}, gaps {_allowed(effect)}. "
        "`strategy.shift.<lever>` (default 0, -1 to 1) moves that share of the budget to a lever "
        "from the other levers, in proportion to their shares."
    )
    return f"{text}\n\n{_crossed_table('lever', entries)}"


def _of_weights(declared: list[Parameter]) -> str:
    entries = crossed(declared, "stage_weights")
    one = entries["persuade"]["cultural"]
    text = f"How much each gap matters at each stage ({one.source}). Allowed: {_allowed(one)}."
    return f"{text}\n\n{_crossed_table('stage', entries)}"


def _crossed_table(corner: str, entries: dict[str, dict[str, Parameter]]) -> str:
    names = tuple(next(iter(entries.values())))
    rows = [
        (f"`{entry}`", *(_shown(row[name].default) if name in row else "" for name in names))
        for entry, row in entries.items()
    ]
    return table((corner, *names), rows)


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:,.9g}" if isinstance(value, (int, float)) else str(value)


def _allowed(parameter: Parameter) -> str:
    if parameter.allowed:
        return parameter.allowed
    if isinstance(parameter.default, Enum):
        return ", ".join(str(member.value) for member in type(parameter.default))
    return "true, false" if isinstance(parameter.default, bool) else ""


if __name__ == "__main__":
    pages = (PAGE, LEVERS_PAGE)
    texts = renewed(*(page.read_text(encoding="utf-8") for page in pages))
    for page, text in zip(pages, texts, strict=True):
        page.write_text(text, encoding="utf-8")
