"""A sentence for each organisation, and one for all: what each waits for, what would help it."""

from collections import Counter

from sim.networks.stands import LIVE, month_in_words
from sim.outcomes.intervals import Interval
from sim.params.lever_table import ROWS
from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    GRANTS,
    IMPLEMENTING,
    LEVERS,
    REJECTED,
    STANDARD,
    TOOLS,
    UNAWARE,
)
from sim.report.words import listed
from sim.study.sites.records import Boards, Gain, Site, Sites

LIKELY, UNLIKELY = 2 / 3, 1 / 3  # chances from which an organisation is called so
SOME, HALF = 0.1, 0.5  # shares from which runs that start live, or that meet no board, are told
STATES = {
    UNAWARE: "has not heard of it",
    AWARE: "has heard of it",
    COMMITTED: "is writing its business case",
    REJECTED: "turned it down",
    ABANDONED: "gave it up",
}
AGAIN = (REJECTED, ABANDONED)  # who has met boards before
IN_SHORT = {
    UNAWARE: "unaware", AWARE: "aware", COMMITTED: "writing its case", DECIDING: "at its boards",
    IMPLEMENTING: "live, in the dip", EMBEDDED: "embedded", REJECTED: "turned it down",
    ABANDONED: "gave it up", LIVE: "live",
}  # fmt: skip
GAPS_IN_WORDS = {
    "cultural": "culture", "capacity": "capacity", "evidence": "evidence",
    "technical": "technology", "financial": "money",
}  # fmt: skip
LIVE_TODAY, LIKELY_LIVE, IN_THE_BALANCE, UNLIKELY_LIVE = BANDS = (
    "live today", "likely", "in the balance", "unlikely",
)  # fmt: skip


def date(sites: Sites, month: int) -> str:
    """Name a month of the run: "April 2029", or "month 36" where no calendar is known."""
    return f"month {month}" if sites.today is None else month_in_words(sites.today + month)


def short_date(sites: Sites, month: int) -> str:
    """Name a month in a heading: "Apr 29"."""
    if sites.today is None:
        return f"month {month}"
    name, year = month_in_words(sites.today + month).split()
    return f"{name[:3]} {year[2:]}"


def chance_of(interval: Interval) -> str:
    """Write a chance: "62%"; nothing is certain because no run missed it."""
    if interval.mean < 0.01:
        return "under 1%"
    return "over 99%" if interval.mean > 0.99 else f"{round(100 * interval.mean)}%"


def range_of(interval: Interval) -> str:
    """Write the range that luck leaves to a chance: "59 to 65%"."""
    if interval.half_width == float("inf"):
        return "not known from so few runs"
    low, high = round(100 * interval.low), round(100 * interval.high)
    return f"{low}%" if low == high else f"{low} to {high}%"


def price_of(gain: Gain) -> str:
    """Write a price in pounds, with three digits: "up to £55,700".

    What is paid by the month is priced over all its months, though little of it does anything once
    the organisation is live. Stocks are paid once; a grant is a mean over runs.
    """
    pounds = 1000.0 * gain.price
    step = 10 ** max(0, len(str(int(pounds))) - 3)
    written = f"£{round(pounds / step) * step:,}"
    lever = LEVERS.index(gain.lever)
    if lever == GRANTS:
        return f"{written} on average"
    return written if lever in (STANDARD, TOOLS) else f"up to {written}"


def title_of(lever: str) -> str:
    """Name a lever in a sentence."""
    return ROWS[lever].title


def points_of(gain: Gain) -> str:
    """Write what a lever is worth: "14 points"."""
    return counted(round(100 * gain.points.mean))


def counted(count: int) -> str:
    """Write points of chance: "1 point", "14 points"."""
    return f"{count} point" if abs(count) == 1 else f"{count} points"


def band_of(site: Site) -> str:
    """Say how likely an organisation is to be live on the last date."""
    if site.is_live:
        return LIVE_TODAY
    if site.chance.mean >= LIKELY:
        return LIKELY_LIVE
    return IN_THE_BALANCE if site.chance.mean >= UNLIKELY else UNLIKELY_LIVE


def today_of(site: Site) -> str:
    """Say where an organisation stands today, in a cell of a table."""
    if site.stage is None:
        return "not known"
    return IN_SHORT[site.stage]


def gap_of(site: Site) -> str:
    """Say which gap holds it now and which on the last date, in a cell of a table."""
    found = [GAPS_IN_WORDS[each[0]] for each in (site.gap_now, site.gap_later) if each]
    if site.is_live:
        return "-"
    return ", then ".join(dict.fromkeys(found)) or "-"


def boards_in_short(sites: Sites, boards: Boards | None) -> str:
    """Say when an organisation next meets a board, in a cell of a table."""
    if boards is None:
        return "-"
    if boards.never >= HALF:
        return f"none in {round(100 * boards.never)}%"
    low, high = short_date(sites, boards.low), short_date(sites, boards.high)
    if sites.today is None:
        return low if boards.low == boards.high else f"{low} to {boards.high}"
    return low if boards.low == boards.high else f"{low} to {high}"


def boards_in_words(sites: Sites, boards: Boards) -> str:
    """Say when an organisation next meets a board: "between May and July 2026"."""
    low, high = date(sites, boards.low), date(sites, boards.high)
    if boards.low == boards.high:
        return f"in {low}"
    if sites.today is not None and low.split()[1] == high.split()[1]:
        low = low.split()[0]
    return f"between {low} and {high.removeprefix('month ') if sites.today is None else high}"


def sentence(sites: Sites, site: Site) -> str:
    """Say of one organisation what it waits for, and what would help it most."""
    told = _of_live(sites, site) if site.is_live else _of_others(sites, site)
    helps = help_in_words(sites, site)
    return f"{site.name} {told}{'; ' + helps if helps else ''}."


def _of_live(sites: Sites, site: Site) -> str:
    is_embedded = site.stage == EMBEDDED and site.since is not None
    began, what = "is live today", "embedded" if is_embedded else "live"
    if site.since is not None and sites.today is not None:
        began = f"has been {what} since {date(sites, -site.since)}"
    elif site.since is not None:
        began = f"has been {what} for {site.since} months"
    # The chance is that of being live, not of being embedded
    return f"{began}, and {'is still live' if is_embedded else 'still is'} {_lasts(sites, site)}"


def _lasts(sites: Sites, site: Site) -> str:
    last = date(sites, sites.months[-1])
    often = f"in {chance_of(site.chance)} of runs (embedded in {chance_of(site.embedded)})"
    return f"in {last} {often}"


def _of_others(sites: Sites, site: Site) -> str:
    """Say of one that is not known to be live in how many runs it is so from the start."""
    if site.live_today < SOME:
        return _of_waiting(sites, site)
    begins = "is live already" if sites.stands else "is a pilot"
    if site.live_today == 1.0:
        return f"{begins} in every run, and is live {_lasts(sites, site)}"
    waits = _of_waiting(sites, site)
    return f"{begins} in {round(100 * site.live_today)}% of runs; else it {waits}"


def _of_waiting(sites: Sites, site: Site) -> str:
    """Say where it is, or else what holds it, and when it meets a board."""
    boards = site.boards
    if site.stage == DECIDING:
        if boards is None or boards.low > boards.interval:
            return "has met its boards and is buying it"
        return f"waits for its board, which meets {boards_in_words(sites, boards)}"
    meets = _meets(sites, site)
    if site.stage is not None:
        return f"{STATES[site.stage]} and {meets}"
    if site.gap_now is None:
        return meets
    return f"is held back most by {GAPS_IN_WORDS[site.gap_now[0]]} and {meets}"


def _meets(sites: Sites, site: Site) -> str:
    """Say when it meets a board, or that it hardly ever does."""
    last, boards = date(sites, sites.months[-1]), site.boards
    if boards is None:
        return f"meets no board by {last}"
    if boards.never >= HALF:
        of = "runs" if site.live_today < SOME else "those"
        often = f"{round(100 * boards.never)}% of {of}"
        return f"meets no board by {last} in {often}; else {boards_in_words(sites, boards)}"
    which = "a" if site.stage is None else "its next" if site.stage in AGAIN else "its first"
    return f"expects {which} board {boards_in_words(sites, boards)}"


def help_in_words(sites: Sites, site: Site) -> str:
    """Say what would help one organisation most, in points of chance and money.

    Two levers are named where they cannot be told apart.
    """
    if not site.looked:
        return "" if site.chance.low < 1 - sites.margin else "it needs no further help"
    best = site.best(sites.margin)
    if not best:
        return _no_help(sites, site)
    first = best[0]
    if len(best) == 1:
        return (
            f"{title_of(first.lever)} would add {points_of(first)} of chance, for {price_of(first)}"
        )
    one, other = (
        f"{title_of(each.lever)} (+{round(100 * each.points.mean)}, {price_of(each)})"
        for each in (first, min(best[1:], key=lambda each: each.price))
    )
    return f"{one} or {other} would help most"


def _no_help(sites: Sites, site: Site) -> str:
    margin = round(100 * sites.margin)
    closer = [each for each in site.gains if each.closer]
    if closer and all(each.points.high < sites.margin for each in closer):
        return f"nothing tried here moves its chance by {margin} points"
    return "nothing tried here clearly helps: what it gained may be luck"


def headline(sites: Sites) -> str:
    """Say how many organisations are likely to be live, and what would help most often."""
    if len(sites.sites) == 1:
        return sentence(sites, sites.sites[0]).removesuffix(".")
    return how_many(sites) + _most_often(sites)


def how_many(sites: Sites) -> str:
    """Say how many organisations are live today, likely to be, in the balance and unlikely."""
    count = Counter(map(band_of, sites.sites))
    last, n = date(sites, sites.months[-1]), len(sites.sites)
    waiting = [
        f"{count[band]} {'is' if count[band] == 1 else 'are'} {words}"
        for band, words in (
            (LIKELY_LIVE, "likely to be live"), (IN_THE_BALANCE, "in the balance"),
            (UNLIKELY_LIVE, "unlikely to be live"),
        ) if count[band]
    ]  # fmt: skip
    if waiting:
        waiting[0] += f" by {last}"
    live = count[LIVE_TODAY]
    today = [f"{live} {'is' if live == 1 else 'are'} live today"] if live else []
    told = "; ".join([*today, *([listed(waiting)] if waiting else [])])
    return f"The organisation: {told}" if n == 1 else f"Of {n:,} organisations, {told}"


def _most_often(sites: Sites) -> str:
    """Say which lever is among the best for most organisations."""
    best = [each.best(sites.margin) for each in sites.sites if each.looked]
    count = Counter(gain.lever for each in best for gain in each)
    if not count:
        return ""
    lever, times = count.most_common(1)[0]
    return f"; {title_of(lever)} is the best help, or one of the best, at {times}"


def by_gain(sites: Sites) -> list[Site]:
    """Order organisations: those that help could change most come first."""
    return sorted(sites.sites, key=lambda each: -_most(each, sites.margin))


def _most(site: Site, margin: float) -> float:
    best = site.best(margin)
    return best[0].points.mean if best else 0.0
