"""Organisations by stage over time, and how long they stay in each stage."""

from collections.abc import Iterator

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params.names import ABANDONED, EMBEDDED, LOCKED_IN, REJECTED, STAGE_NAMES, STAGES
from sim.report.figures.axes import month_ticks, numbers_along, up_to
from sim.report.figures.captions import counted, notes_of, percent, start_of
from sim.report.figures.slide import Ending, Page, name_endings, name_rows, open_page
from sim.report.figures.style import BLUE, INK, LOCKED_IN_FILL, QUIET, STAGE_FILLS, Fill

FROM_BELOW = (*range(EMBEDDED, -1, -1), REJECTED, ABANDONED)
STATES = (
    "have not heard of it",
    "have heard of it but not committed",
    "prepare a case",
    "wait for boards and procurement",
    "are live, in the dip",
    "have embedded it",
    "have rejected it",
    "have given up",
)
WAITS = (
    "before hearing of it",
    "between hearing of it and committing",
    "in preparing the case",
    "for boards and procurement",
    "between go-live and embedding",
)


def _shares(outcomes: Outcomes) -> Floats:
    """Mean share of organisations in each stage, float64[T+1, 8]."""
    return outcomes.stages.mean(0) / outcomes.organisations


def stages_sentence(outcomes: Outcomes) -> str:
    """Say how many end embedded, and where most of the others end."""
    at_end = _shares(outcomes)[-1]
    others = [stage for stage in range(len(STAGES)) if stage != EMBEDDED]
    most = max(others, key=lambda stage: at_end[stage])
    embedded, locked_in = float(outcomes.embedded[:, -1].mean()), _locked_in(outcomes)
    if embedded == 0:
        return f"At month {outcomes.months} none has embedded it; {_in_state(at_end, most)}"
    sentence = f"At month {outcomes.months}, {percent(embedded)} have embedded it"
    if locked_in > 0:
        sentence += f", {percent(locked_in)} are locked in by a contract"
    if at_end[most] == 0:
        return sentence
    return f"{sentence} and {_in_state(at_end, most)}"


def _locked_in(outcomes: Outcomes) -> float:
    """Mean share of organisations that end locked in by a contract."""
    return float(outcomes.locked_in[:, -1].mean()) / outcomes.organisations


def _in_state(shares: Floats, stage: int) -> str:
    return f"{percent(shares[stage])} {STATES[stage]}"


def _bands(outcomes: Outcomes) -> Iterator[tuple[str, Floats, Fill]]:
    """Yield name, share by month [%] and filling of what is stacked, from below.

    Those locked in by a contract are parted from the stage embedded.
    """
    shares = 100 * _shares(outcomes)
    locked_in = 100 * outcomes.locked_in.mean(0) / outcomes.organisations
    yield STAGE_NAMES[EMBEDDED], shares[:, EMBEDDED] - locked_in, STAGE_FILLS[STAGES[EMBEDDED]]
    yield LOCKED_IN, locked_in, LOCKED_IN_FILL
    for stage in FROM_BELOW[1:]:
        yield STAGE_NAMES[stage], shares[:, stage], STAGE_FILLS[STAGES[stage]]


def stages(outcomes: Outcomes) -> Page:
    """Draw the share of organisations in each stage by month, stacked, with failures on top."""
    seen = [(name, share, fill) for name, share, fill in _bands(outcomes) if share.max() > 0]
    tops = np.cumsum([share for _, share, _ in seen], axis=0)
    endings = [
        Ending(
            top[-1] - share[-1] / 2,
            f"{percent(share[-1] / 100)} {name}",
            fill,
            tied=share[-1] >= 0.5,
        )
        for (name, share, fill), top in zip(seen, tops, strict=True)
    ]
    page = open_page(
        stages_sentence(outcomes),
        "Share of organisations (%), mean of all replicates",
        notes_of(outcomes),
        side=endings,
    )
    months, below = np.arange(outcomes.months + 1), np.zeros(outcomes.months + 1)
    for (_, _, fill), top in zip(seen, tops, strict=True):
        page.axes.fill_between(months, below, top, **fill.drawn(), linewidth=0)
        page.axes.plot(months, top, color=INK, linewidth=0.9)
        below = top
    up_to(page.axes, 100)
    month_ticks(page.axes, outcomes.months, start_of(outcomes))
    name_endings(page, endings)
    return page


def quartiles(stays: Floats) -> tuple[int, int, int] | None:
    """Quartiles of months stayed; None if there are no stays.

    stays  int64[T+1]  number of stays by length
    """
    if stays.sum() == 0:
        return None
    reached = np.cumsum(stays) / stays.sum()
    first, middle, third = (int(np.argmax(reached >= q - 1e-12)) for q in (0.25, 0.5, 0.75))
    return first, middle, third


def waiting_sentence(outcomes: Outcomes) -> str:
    """Say in which stage organisations stay longest."""
    found = _waits(outcomes)
    known = {stage: wait[1] for stage, wait in found.items() if wait is not None}
    if not known:
        return "No organisation has left a stage"
    slowest = max(known, key=lambda stage: known[stage])
    return (
        f"The longest wait is {WAITS[slowest]}: "
        f"half of these waits last {counted(known[slowest], 'month')} or more"
    )


def _waits(outcomes: Outcomes) -> dict[int, tuple[int, int, int] | None]:
    stays = outcomes.dwell.sum(0)
    return {stage: quartiles(stays[stage]) for stage in range(len(WAITS))}


def waiting(outcomes: Outcomes) -> Page:
    """Draw the median and quartiles of the months that organisations stay in each stage."""
    still = _shares(outcomes)[-1]
    rows = [STAGE_NAMES[stage].capitalize() for stage in range(len(WAITS))]
    names = [f"{percent(still[stage])} still there" for stage in range(len(WAITS))]
    endings = [Ending(-stage, name) for stage, name in enumerate(names)]
    page = open_page(
        waiting_sentence(outcomes),
        f"Months stayed in each stage; on the right, those still in it at month {outcomes.months}",
        notes_of(
            outcomes,
            "Dot: median. Bar: middle half of completed stays. Stays that have not ended are left "
            "out, so a slow stage looks faster than it is.",
        ),
        side=endings,
        rows=rows,
    )
    for stage, wait in _waits(outcomes).items():
        _draw_wait(page, -stage, wait)
    longest = max((wait[2] for wait in _waits(outcomes).values() if wait), default=0)
    page.axes.set_xlim(0, max(6.0, 1.08 * longest))
    numbers_along(page.axes)
    page.axes.set_xlabel("Months", labelpad=2)
    name_rows(page, [-float(row) for row in range(len(rows))], rows)
    name_endings(page, endings)
    return page


def _draw_wait(page: Page, row: float, wait: tuple[int, int, int] | None) -> None:
    if wait is None:
        page.axes.text(0, row, " no completed stay", va="center", color=QUIET)
        return
    first, median, third = wait
    page.axes.plot((first, third), (row, row), color=BLUE, linewidth=14, alpha=0.45,
                   solid_capstyle="butt")  # fmt: skip
    page.axes.plot(median, row, "o", color=BLUE, markersize=15, clip_on=False, zorder=3)
    page.axes.annotate(
        f"{median:g}", (median, row), xytext=(0, 11), textcoords="offset points", ha="center"
    )
