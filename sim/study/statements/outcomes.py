"""Outcomes as a claim names them: by key or in words, and what can be claimed of them."""

from functools import cache

from sim.config.preset_files import nearest
from sim.outcomes.declare import BARRIERS, STAGES
from sim.outcomes.horizon import Horizon, horizon_to
from sim.outcomes.outcome_table import COMPARED, OUTCOMES
from sim.params.errors import UserError

# Up to the month that is asked for, though their meaning does not name it
UP_TO = ("abandoned", "embedded_of_ever_live", "exposure", "exposure_unapproved")
POOLED = "lacks_"  # begins outcomes that are known for all runs together alone
EXAMPLES = "live, time_to_half, abandoned, live_laggards, equity_gap, days"


def outcome_named(words: str) -> str | None:
    """Find an outcome by its key, or by its title; None if there is none."""
    return _names().get(plain(words))


def plain(words: str) -> str:
    """Write words without what a reader may leave out: capitals, underscores, quotation marks."""
    return " ".join(words.casefold().replace("_", " ").strip("\"'“” ").split())


def unknown(words: str) -> str:
    """Say that there is no such outcome, and which is near."""
    near = nearest(plain(words), [plain(key) for key in OUTCOMES])
    return (
        f"there is no outcome “{words}”{near}; name one of docs/model/outcomes_table.md, such as "
        f"{EXAMPLES}"
    )


def refuse_unusable(key: str) -> None:
    """Raise an error for an outcome that is not a plan's own, or not known run by run."""
    row = OUTCOMES[key]
    if row.of is None:
        raise UserError(
            f"“{key}” is no value of one plan, so that plans cannot be compared in it; name "
            f"another outcome, such as {EXAMPLES}"
        )
    if row.theme in (STAGES, BARRIERS) or key.startswith(POOLED):
        raise UserError(
            f"“{key}” is counted over all runs at once, so that luck cannot be told from a "
            f"difference; name another outcome, such as {EXAMPLES}"
        )


def has_month(key: str) -> bool:
    """Whether an outcome can be asked for in a month."""
    return _is_headline(key) or key in UP_TO or any(
        words in OUTCOMES[key].meaning for words in ("{end}", "last month")
    )  # fmt: skip


def horizon(key: str, month: int | None, end: int, at: int | None) -> Horizon | None:
    """Return how far an outcome looks; None if the run does not reach that month.

    month  that the claim asks for; None for the usual one
    end    last month of the run
    at     the usual headline month, if another than 36 was asked for
    """
    if month is None:
        return None if at is not None and at > end else horizon_to(end, at)
    if month > end:
        return None
    return Horizon(month, end) if _is_headline(key) else Horizon(month, month)


def always_measured() -> list[tuple[str, int | None]]:
    """List what is measured whether or not it is claimed: a new statement then runs nothing."""
    return [(key, None) for key in COMPARED]


def _is_headline(key: str) -> bool:
    return "{month}" in OUTCOMES[key].meaning


@cache
def _names() -> dict[str, str]:
    """Every name of an outcome; a title that several have, such as "live", is that of the first."""
    found = {plain(key): key for key in OUTCOMES}
    for key, row in OUTCOMES.items():
        title = plain(row.title.split(" at month {")[0])
        for name in (plain(row.quantity), title):
            if name:
                found.setdefault(name, key)
    return found
