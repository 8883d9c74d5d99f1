"""What the cells of a sweep have in common: what presets and files come to, and titles."""

from collections.abc import Sequence
from typing import Any

from sim.config import Composer, digest
from sim.config.overrides import Override
from sim.params import Scenario
from sim.params.errors import UserError


def text(overrides: Sequence[Override]) -> str:
    """Write overrides as somebody would type them."""
    return " ".join(each.text for each in overrides)


def content(composer: Composer, named: Sequence[Override]) -> str:
    """Return the digest of what presets and files come to: an edit makes another design of it."""
    found = base(composer, named)
    return found if isinstance(found, str) else digest(found)


def base(composer: Composer, overrides: Sequence[Override]) -> Scenario | str:
    """Compose what cells have in common; if it is impossible, say why."""
    try:
        return composer.scenario(overrides)[0]
    except UserError as error:
        return str(error)


def shared(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Say what cells have in common, for the captions of pictures."""
    titles = {each.title for each in scenarios}
    parts = [
        {each.innovation.title for each in scenarios},
        {each.system.title for each in scenarios},
    ]
    starts = {each.clock.start for each in scenarios}
    return {
        "title": titles.pop() if len(titles) == 1
        else ", ".join(each.pop() for each in parts if len(each) == 1),
        "start": starts.pop() if len(starts) == 1 else "",
        "made_up": any(not each.system.is_fixed for each in scenarios),
    }  # fmt: skip
