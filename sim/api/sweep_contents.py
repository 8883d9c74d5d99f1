"""What the cells of a sweep have in common: what presets and files come to, and titles."""

from collections.abc import Collection, Sequence
from typing import Any

from sim.config import Composer, digest
from sim.config.overrides import Override
from sim.outcomes.horizon import horizon_to
from sim.params import Scenario
from sim.params.errors import UserError
from sim.study.sweep.design import Design

LENGTH = "clock.months"


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


def month_of(scenarios: Sequence[Scenario], design: Design, at: int | None) -> int | None:
    """Return the headline month: one that all cells have, so that they can be compared.

    at  that was asked for
    """
    if at is not None:
        return at
    lengths = [each.clock.months for each in scenarios]
    lengths += [int(value) for value in design.values(LENGTH)]
    return horizon_to(min(lengths)).month if lengths else None


def shared(scenarios: Sequence[Scenario], typed: Collection[str]) -> dict[str, Any]:
    """Say what cells have in common, for the captions of pictures.

    typed  keys that somebody typed; the title of a scenario speaks of its own system
    """
    titles = {each.title for each in scenarios}
    parts = [
        {each.innovation.title for each in scenarios},
        {each.system.title for each in scenarios},
    ]
    starts = {each.clock.start for each in scenarios}
    whole = len(titles) == 1 and not {"system", "innovation"}.intersection(typed)
    return {
        "title": titles.pop() if whole
        else ", ".join(each.pop() for each in parts if len(each) == 1),
        "start": starts.pop() if len(starts) == 1 else "",
        "made_up": any(not each.system.has_own_ties for each in scenarios),
    }  # fmt: skip
