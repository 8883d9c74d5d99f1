"""A scenario as its reader sees it: values as you would type them, and what was changed."""

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from sim.params import markup
from sim.params.declare import leaves

if TYPE_CHECKING:
    from sim.params.scenario import Scenario

PARTS = ("system", "innovation", "strategy")


def as_typed(value: object) -> str:
    """Write the value of a key as you would type it."""
    if value is None:
        return "none"
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def differing(scenario: "Scenario") -> Iterator[tuple[str, str, str, str]]:
    """Yield key, value with unit, default and meaning for each value that is not the default."""
    usual = {key: value for key, _, value in leaves(type(scenario)())}
    for key, each, value in leaves(scenario):
        normal = usual.get(key, each.default if "meaning" in each.metadata else None)
        if value != normal and not each.metadata.get("text"):
            about = dict(unit="", meaning="what an event sets") | dict(each.metadata)
            text = as_typed(value)
            yield key, f"{text} {about['unit']}".strip(), as_typed(normal), about["meaning"]


def as_html(scenario: "Scenario") -> str:
    """Show a scenario in a notebook: its parts, and what differs from the defaults."""
    titles = [f"{part}: {getattr(scenario, part).title or 'default'}" for part in PARTS]
    head = ("key", "value", "default", "meaning")
    return (
        markup.paragraph(scenario.title or "Scenario", strong=True)
        + markup.paragraph("; ".join(titles))
        + markup.table("What differs from the defaults", head, differing(scenario))
    )
