"""Values as people type them: "£600,000", "10%", "none", "June 2027".

Each is rewritten as the config reads it, where it can mean one thing only.  Anything else is left
as it is, or refused with what to write instead.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from sim.config import keys
from sim.config.override_text import Override
from sim.params.errors import UserError
from sim.params.phrases import MONTHS_OF_YEAR, PERCENT, POUNDS

PLAIN_SWEEP = re.compile(r"[^'\"()\[\]{}]*")
QUOTED = re.compile(r"(['\"])([^'\",]*)\1")
GROUPED = re.compile(r"(?:£|\bGBP ?)\d{1,3}(?:,\d{3})+(?!\d)", re.IGNORECASE)
BARE_GROUPS = re.compile(r"(?:^|,)\s*\d{1,3},(?:\d{3},)*0\d\d(?!\d)")
DECIMAL_COMMA = re.compile(r"(\d+),(0\d+)(?![\d.])")
THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+")
POINT_GROUP = re.compile(r"\d{1,3}\.000")
MONEY = re.compile(r"(-?)\s*(£|GBP)?\s*(\d+(?:\.\d+)?)\s*([a-z]*)", re.IGNORECASE)
SCALES = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6,
          "bn": 10**9, "billion": 10**9}  # fmt: skip
SHARE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:%|per ?cent)", re.IGNORECASE)
DURATION = re.compile(r"(\d+(?:\.\d+)?) months?", re.IGNORECASE)
RUN_MONTH = re.compile(r"month (\d+)", re.IGNORECASE)
DATE = re.compile(r"([a-z]{3,9})\.?(?:[ -]?(\d{4}))?", re.IGNORECASE)
NUMERIC = re.compile(r"(\d{4})-(\d{1,2})")
START, MARKS = "clock.start", {"£", "%"}
STRATEGY, BEGINS = "strategy.", "strategy.start"


def as_read(override: Override) -> Override:
    """Rewrite the values of an override as the config reads them.

    Raises
    ------
    UserError
        If a value looks like an amount, a per cent or thousands but could mean something else.
    """
    leaf = keys.known(override.key)
    if leaf is None or override.sign == "~":
        return override
    joined = override.value
    if leaf.kind in (int, float) or leaf.key == START:
        joined = _unquoted(GROUPED.sub(lambda found: found.group().replace(",", ""), joined))
        _refuse_groups(override, joined)
    if not PLAIN_SWEEP.fullmatch(joined):
        return override
    found = [_value(leaf, override.key, each.strip()) for each in joined.split(",")]
    return _with(override, ",".join(found)) if override.value.split(",") != found else override


def in_file(leaf: keys.Leaf, key: str, text: str) -> str:
    """Rewrite one value of a file as the config reads it; a comma parts no values there.

    Raises
    ------
    UserError
        If it could mean something else, or is a date.
    """
    if names_month(leaf, text):
        raise UserError(
            f"{key} is {text!r}; in a file, write the number of the month, where month 0 is that "
            f"of {START}"
        )
    joined = GROUPED.sub(lambda found: found.group().replace(",", ""), text.strip())
    if "," in joined:
        raise UserError(f"{key} is {text!r}, {_with_comma(leaf, joined)}")
    return _value(leaf, key, joined)


def _with_comma(leaf: keys.Leaf, text: str) -> str:
    """Say what is wrong with a number that has a comma, and the one right way to write it."""
    whole, most = text.replace(",", ""), leaf.field.metadata.get("high")
    grouped = THOUSANDS.fullmatch(text) and (most is None or abs(float(whole)) <= most)
    if grouped or text.count(",") > 1:
        return f"and the comma may mark decimals or thousands; write it without, as in {whole}"
    return f"with a decimal comma; write a point, as in {text.replace(',', '.')}"


def _unquoted(text: str) -> str:
    """Take off the quotation marks around one value; within them a comma parts no values."""
    found = QUOTED.fullmatch(text)
    return text if found is None else found.group(2)


def in_months(override: Override, start: str, months: int, begins: int = 0) -> Override:
    """Turn a date into a month, for a key that is one: of the run, or of a strategy's programme.

    start   date of month 0: "2026-04"
    months  length of the run; a month without a year must come once up to then
    begins  month of the run in which the programme starts
    """
    leaf = keys.known(override.key)
    if leaf is None or not names_month(leaf, override.value):
        return override
    date = _date(override.value)
    assert date is not None
    year, month = date
    first = _count(*map(int, start.split("-")))
    if not override.key.startswith(STRATEGY) or override.key == BEGINS:
        begins = 0
    if year is not None:
        return _with(override, _within(override, leaf, _count(year, month) - first, begins))
    there = [at for at in range(months + 1) if (first + at) % 12 == month - 1]
    if len(there) != 1:
        some = ", ".join(f'"{_named(first + at)}" (month {at})' for at in there[:3])
        raise UserError(
            f"{override.key} is {override.value!r}, which comes {len(there)} times in this run; "
            f"write the year too: {some}"
        )
    return _with(override, _within(override, leaf, there[0], begins))


def names_month(leaf: keys.Leaf, text: str) -> bool:
    """Whether a value is a date, of a key that is a month of the run."""
    return bool(leaf.field.metadata.get("dated")) and _date(text) is not None


def _value(leaf: keys.Leaf, key: str, text: str) -> str:
    """Rewrite a single value."""
    if leaf.kind not in (int, float):
        return _in_numbers(text) if leaf.key == START else text
    if leaf.field.metadata.get("dated"):
        text = _in_numbers(text)  # no space in it, which Hydra would escape
    if leaf.optional and text.casefold() == "none":
        return "null"
    for pattern, read in READERS:
        found = pattern.fullmatch(text)
        if found is not None:
            return read(leaf, key, found)
    if set(text) & MARKS:
        raise _refused(leaf, key, text, "")
    return text


def _money(leaf: keys.Leaf, key: str, found: re.Match[str]) -> str:
    """Read pounds, in the unit of the key; a letter such as m without a pound only for pounds."""
    sign, pound, number, scale = found.groups()
    unit = str(leaf.field.metadata["unit"])
    if unit in POUNDS and POINT_GROUP.fullmatch(number):
        raise UserError(
            f"{key} is {found.group()!r}, where the point may mark thousands or decimals; write "
            f"{number.replace('.', '')} or {number.partition('.')[0]}"
        )
    if not pound and not scale:
        return found.group()
    known = scale.casefold() in SCALES
    if not known and not pound:
        return found.group()
    if not known or unit not in POUNDS:
        raise _refused(leaf, key, found.group(), "which is not money" if pound and known else "")
    if not pound and POUNDS[unit] != 1:
        raise _refused(
            leaf, key, found.group(), f"of what is in thousands already; write £{found.group()}"
        )
    amount = Decimal(number) * SCALES[scale.casefold()] / Decimal(POUNDS[unit])
    return f"{sign}{_plain(amount)}"


def _share(leaf: keys.Leaf, key: str, found: re.Match[str]) -> str:
    about, share = leaf.field.metadata, Decimal(found.group(1)) / 100
    if about["unit"] not in PERCENT:
        raise _refused(leaf, key, found.group(), "which is not a share")
    if about["low"] < 0:
        raise UserError(
            f"{key} is {found.group()!r}, which may mean a part of the whole or of what there is "
            f"now; write {_plain(share)} for that much of the whole"
        )
    return _plain(share)


def _months(leaf: keys.Leaf, key: str, found: re.Match[str]) -> str:
    if leaf.field.metadata["unit"] != "month":
        raise _refused(leaf, key, found.group(), "which is not in months")
    return found.group(1)


Reader = Callable[[keys.Leaf, str, re.Match[str]], str]
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (SHARE, _share), (DURATION, _months), (RUN_MONTH, _months), (MONEY, _money),
)  # fmt: skip


def _refused(leaf: keys.Leaf, key: str, text: str, why: str) -> UserError:
    reason = f", {why}" if why else ""
    return UserError(f"{key} is {text!r}{reason}; it must be {keys.allowed_values(leaf)}")


def _refuse_groups(override: Override, value: str) -> None:
    """Refuse "600,000" and "0,05": a comma parts the values of several plans."""
    if BARE_GROUPS.search(value):
        whole = value.replace(",", "").replace(" ", "")
        raise UserError(
            f"{override.key} is {override.value!r}, and a comma parts the values of several plans; "
            f"write {whole} if this is one number"
        )
    if found := DECIMAL_COMMA.search(value):
        raise UserError(
            f"{override.key} is {override.value!r}, and a comma parts the values of several plans; "
            f"write {found.group(1)}.{found.group(2)} if this is one number"
        )


def month_in(text: str) -> str | None:
    """Write "June 2027" as "2027-06"; None for what is no month with its year."""
    date = _date(text.strip())
    return None if date is None or date[0] is None else f"{date[0]:04d}-{date[1]:02d}"


def _in_numbers(text: str) -> str:
    """Write "June 2027" as "2027-06"; whatever is no such date stays as it is."""
    return month_in(text) or text


def _date(text: str) -> tuple[int | None, int] | None:
    """Read "june", "Jun 2027", "June 2027" or "2027-06": the year, if it is given, and month."""
    if found := NUMERIC.fullmatch(text):
        month = int(found.group(2))
        return (int(found.group(1)), month) if 1 <= month <= 12 else None
    if not (found := DATE.fullmatch(text)):
        return None
    word, year = found.group(1).casefold(), found.group(2)
    fits = [at for at in range(1, 13) if MONTHS_OF_YEAR[at - 1].casefold().startswith(word)]
    return (int(year) if year else None, fits[0]) if len(fits) == 1 else None


def _within(override: Override, leaf: keys.Leaf, at: int, begins: int) -> str:
    """Return a month of the run, counted from the start of the programme, if it is allowed."""
    about, month, of = leaf.field.metadata, at - begins, "programme" if begins else "run"
    if at < 0:
        raise UserError(f"{override.key} is {override.value!r}, before the run begins")
    if month < 0:
        raise UserError(
            f"{override.key} is {override.value!r}, before the programme starts ({BEGINS} is month "
            f"{begins} of the run)"
        )
    if not about["low"] <= month <= about["high"]:
        raise UserError(
            f"{override.key} is {override.value!r}, month {month} of the {of}; it must be from "
            f"month {about['low']:g} to {about['high']:g}"
        )
    return str(month)


def _count(year: int, month: int) -> int:
    """Count the months up to a date."""
    return 12 * year + month - 1


def _named(count: int) -> str:
    return f"{MONTHS_OF_YEAR[count % 12]} {count // 12}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _with(override: Override, value: str) -> Override:
    return replace(override, text=f"{override.sign}{override.key}={value}", value=value)
