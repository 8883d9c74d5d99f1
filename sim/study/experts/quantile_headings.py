"""Headings of quantiles as people write them: 5%, p5, q05, 0.05, lower, median."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from sim.config.preset_files import nearest
from sim.networks.cells import Percent, shown, text_of
from sim.params.errors import UserError

WORDS = {  # the limits of SHELF are values that it would be very surprising to see passed
    "lower": 0.0, "lower limit": 0.0, "lower plausible limit": 0.0, "low": 0.0, "minimum": 0.0,
    "lower quartile": 25.0, "q1": 25.0, "median": 50.0, "plausible median": 50.0, "q2": 50.0,
    "upper quartile": 75.0, "q3": 75.0, "high": 100.0, "upper": 100.0, "upper limit": 100.0,
    "upper plausible limit": 100.0, "maximum": 100.0,
}  # fmt: skip
NUMBER = re.compile(r"(p|q|)(\d+(?:[.,]\d+)?) ?(%?)")
ALLOWED = "a percentage (5%, p5, q05, 0.05) or a word (lower, median, upper)"
EXAMPLE = "such as key,expert,5%,50%,95% or key,expert,lower,median,upper"


def heading_text(cell: Any) -> str:
    """Write a heading as it is seen: 5% where a workbook shows 0.05 so."""
    return f"{100 * cell:.10g}%" if isinstance(cell, Percent) else text_of(str(cell or ""))


def percent_of(text: str, known: Collection[str], where: str) -> float:
    """Return which quantile a heading names, in per cent.

    text   in lower case
    known  other headings of the table, one of which may be meant

    Raises
    ------
    UserError
        If it names none, or may name two.
    """
    if text in WORDS:
        return WORDS[text]
    match = NUMBER.fullmatch(text)
    if match is None or _is_unclear(match):
        near = nearest(text, (*known, *WORDS)) if match is None else ""
        raise UserError(
            f"{where}: {shown(text)} is no column of this table{near}; a quantile is headed by "
            f"{ALLOWED}; give columns {EXAMPLE}"
        )
    return 100 * _number(match) if _is_share(match) else _number(match)


def _number(match: re.Match[str]) -> float:
    return float(match[2].replace(",", "."))


def _is_share(match: re.Match[str]) -> bool:
    return not match[3] and _number(match) < 1


def _is_unclear(match: re.Match[str]) -> bool:
    """Whether it is above 100, or may be a quartile (q4) or 2.5 % (q025)."""
    whole = match[2].isdigit()
    return (
        _number(match) > 100
        or (match[1] == "q" and len(match[2]) == 1 and not match[3])
        or (whole and len(match[2]) > 2 and match[2].startswith("0"))
    )


def refuse_two_ways(texts: Sequence[str], where: str) -> None:
    """Refuse headings of which some are shares and some per cent: 1 beside 0.05 may be either."""
    found = [match for match in map(NUMBER.fullmatch, texts) if match and match[0] not in WORDS]
    shares = [match[0] for match in found if _is_share(match) and _number(match) > 0]
    others = [match[0] for match in found if not _is_share(match) and not match[3]]
    if shares and others:
        raise UserError(
            f"{where}: {shown(shares[0])} is a share and {shown(others[0])} is not; write all "
            "quantiles in the same way, such as 5%, 50%, 95%"
        )
