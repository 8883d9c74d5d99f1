"""Organisations as rows: for a screen, for a spreadsheet and as plain data."""

from collections.abc import Iterable
from typing import Any

from sim.outcomes.intervals import Interval
from sim.report.sites.words import (
    band_of,
    boards_in_short,
    by_gain,
    chance_of,
    date,
    gap_of,
    help_in_words,
    points_of,
    price_of,
    range_of,
    sentence,
    short_date,
    title_of,
    today_of,
)
from sim.study.sites.records import Site, Sites

ON_SCREEN = 12  # organisations in a table on a screen


def on_screen(sites: Sites) -> tuple[list[str], list[list[str]]]:
    """Lay organisations out for a screen, in their order; if there are many, only some.

    Of many, those come first that help could change most. Returns the heading and the rows.
    """
    shown = list(sites.sites) if len(sites.sites) <= ON_SCREEN else by_gain(sites)[:ON_SCREEN]
    dates = [short_date(sites, month) for month in sites.months]
    head = [
        "organisation",
        *(f"by {each}" for each in dates),
        "held by",
        "next board",
        "helps most",
    ]
    rows = [
        [
            each.name, *map(chance_of, each.chances), gap_of(each),
            boards_in_short(sites, each.boards), _helps(sites, each),
        ]
        for each in shown
    ]  # fmt: skip
    return head, rows


def _helps(sites: Sites, site: Site) -> str:
    best = site.best(sites.margin)
    if best:
        alike = " *" if len(best) > 1 else ""
        return f"{title_of(best[0].lever)} (+{round(100 * best[0].points.mean)}){alike}"
    return "nothing clearly" if site.looked else "-"


def site_rows(sites: Sites) -> list[dict[str, Any]]:
    """Return one row for each organisation, with everything that was found."""
    return [_site_row(sites, each) for each in sites.sites]


def _site_row(sites: Sites, site: Site) -> dict[str, Any]:
    row: dict[str, Any] = {
        "organisation": site.name, "type": site.type, "region": site.region,
        "today": today_of(site), "months since": site.since,
    }  # fmt: skip
    for month, chance in zip(sites.months, site.chances, strict=True):
        row[f"chance live by {date(sites, month)}"] = chance.mean
        row[f"range by {date(sites, month)}"] = range_of(chance)
    row |= {
        "band": band_of(site),
        f"chance embedded by {date(sites, sites.months[-1])}": site.embedded.mean,
        "gap now": site.gap_now and site.gap_now[0],
        "gap now, share of runs": site.gap_now and site.gap_now[1],
        "gap later": site.gap_later and site.gap_later[0],
        "gap later, share of runs": site.gap_later and site.gap_later[1],
        "next board": boards_in_short(sites, site.boards),
        "share of runs live at the start": site.live_today,
        "share of other runs without a board": None if site.boards is None else site.boards.never,
    }
    best = site.best(sites.margin)
    first = best[0] if best else None
    return row | {
        "helps most": first and title_of(first.lever),
        "points of chance": first and 100 * first.points.mean,
        "price in pounds": first and round(1000 * first.price),
        "points for each 1,000 pounds": first and first.per_thousand,
        "cannot be told apart from": ", ".join(title_of(each.lever) for each in best[1:]),
        "sentence": sentence(sites, site),
    }


def lever_rows(sites: Sites) -> list[dict[str, Any]]:
    """Return one row for each lever that was tried on an organisation."""
    return [
        {
            "organisation": site.name, "lever": each.lever, "title": title_of(each.lever),
            "points of chance": 100 * each.points.mean, "low": 100 * each.points.low,
            "high": 100 * each.points.high, "pairs of runs": each.runs,
            "price in pounds": round(1000 * each.price),
            "points for each 1,000 pounds": each.per_thousand,
            "looked at more closely": each.closer,
        }
        for site in sites.sites for each in site.gains
    ]  # fmt: skip


def document(sites: Sites) -> dict[str, Any]:
    """Return what was found as plain data, for JSON."""
    return {
        "months": list(sites.months),
        "dates": [date(sites, month) for month in sites.months],
        "runs": sites.runs,
        "systems": sites.systems,
        "margin_points": 100 * sites.margin,
        "organisations": [_site_document(sites, each) for each in sites.sites],
    }


def _site_document(sites: Sites, site: Site) -> dict[str, Any]:
    return {
        "name": site.name, "type": site.type, "region": site.region, "today": today_of(site),
        "months_since": site.since, "band": band_of(site),
        "live_at_start": site.live_today,
        "chances": [_interval(each) for each in site.chances],
        "embedded": _interval(site.embedded),
        "gap_now": _gap(site.gap_now), "gap_later": _gap(site.gap_later),
        "next_board": None if site.boards is None else {
            "low": site.boards.low, "middle": site.boards.middle, "high": site.boards.high,
            "never": site.boards.never,
        },
        "levers_tried": site.looked,
        "levers": [
            {
                "lever": each.lever, "points": _interval(each.points), "pairs": each.runs,
                "price_gbp": 1000 * each.price, "closer": each.closer,
                "behind_best": None if each.behind is None else _interval(each.behind),
            }
            for each in site.gains
        ],
        "helps_most": [each.lever for each in site.best(sites.margin)],
        "help": help_in_words(sites, site), "sentence": sentence(sites, site),
    }  # fmt: skip


def _gap(found: tuple[str, float] | None) -> dict[str, Any] | None:
    return None if found is None else {"gap": found[0], "share": found[1]}


def _interval(interval: Interval) -> dict[str, Any]:
    ends: Iterable[float] = (interval.low, interval.high)
    low, high = (each if abs(each) != float("inf") else None for each in ends)
    return {"mean": interval.mean, "low": low, "high": high, "level": interval.level}


def best_in_words(sites: Sites, site: Site) -> list[str]:
    """Say what each of the best levers is worth, for one organisation."""
    return [
        f"{title_of(each.lever)}: {points_of(each)} for {price_of(each)}"
        for each in site.best(sites.margin)
    ]
