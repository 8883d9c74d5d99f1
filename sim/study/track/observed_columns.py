"""The columns of what was observed: dates with counts, or organisation by organisation."""

from dataclasses import replace

from sim.networks.columns import LARGEST, ORGANISATION, Column
from sim.study.track.observed import EVER, LIVE

LATEST = 1200  # [month] of a run
# What a column of counts is called, and whether it counts those who gave it up and may fall
COUNTS = {
    "live": (LIVE, False), "live_now": (LIVE, True), "in_use": (LIVE, True),
    "ever_live": (EVER, False), "adopters": (EVER, False), "adopted": (EVER, False),
    "share": (LIVE, False), "percent": (LIVE, False),
}  # fmt: skip
TOTALS = ("total", "organisations")
TOTAL_COLUMNS = {name: Column(name, "numbers", low=1, high=LARGEST, whole=True) for name in TOTALS}
NAME, FROM, GIVEN_UP = "name", "live_from", "given_up"
DATES = ("date", "month")
EXAMPLE = "e.g. date,live and below it 2026-11,14"


def _number(name: str) -> Column:
    return Column(name, "numbers", high=LARGEST)


COLUMNS = {
    **{name: Column(name, "words") for name in DATES},
    **{name: _number(name) for name in COUNTS},
    **TOTAL_COLUMNS,
    **{name: Column(name, "words") for name in (FROM, GIVEN_UP)},
    # The table of organisations may be given itself, with stages as they are now
    **{name: replace(column, needed=False) for name, column in ORGANISATION.items()},
}
