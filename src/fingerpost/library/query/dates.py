"""Years and dates as people and PubMed write them."""

from __future__ import annotations

import re

from fingerpost.library.query.model import Dates, Years

OPEN_END = 3000
"""PubMed's year for 'until today and on'."""
_FIRST_YEAR = 1000
_DATE = re.compile(r"(\d+)(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?")
_RANGE = re.compile(r"(.*?)(?:\.\.|:)(.*)")
_YEARS = re.compile(r"(\d{4})[-–](\d{4})")


def read_range(text: str) -> Years | Dates | str:
    """Return the range that a text states (2019, 2018..2020, 2018/03:2020), or what is wrong."""
    text = "".join(text.split())
    found = _YEARS.fullmatch(text) or _RANGE.fullmatch(text)
    first, last = found.groups() if found else (text, text)
    return between(first, last)


def between(first: str, last: str) -> Years | Dates | str:
    """Return the range between two dates, '' being an open end, or what is wrong with them."""
    dates = []
    for text in (first, last):
        date = _date(text)
        if isinstance(date, str):
            return date
        dates.append(date)
    start, end = dates
    if not start and not end:
        return "A range of years needs at least one year, as in 2018..2020"
    if start and end and lowest(_iso(start)) > highest(_iso(end)):
        return f"The range runs backwards: {first} is later than {last}"
    if len(start) <= 1 and len(end) <= 1:
        return Years(start[0] if start else None, end[0] if end else None)
    return Dates(_iso(start), _iso(end))


def lowest(iso: str) -> int:
    """Return the first day that a date may mean, as a number: 2019-07 is 20190701."""
    year, month, day = _parts(iso)
    return year * 10_000 + (month or 1) * 100 + (day or 1)


def highest(iso: str) -> int:
    """Return the last day that a date may mean, as a number: 2019-07 is 20190731."""
    year, month, day = _parts(iso)
    return year * 10_000 + (month or 12) * 100 + (day or 31)


def _date(text: str) -> tuple[int, ...] | str:
    """Return year, month, day as far as stated; nothing for an open end; or what is wrong."""
    if not text:
        return ()
    found = _DATE.fullmatch(text)
    if not found:
        return f"'{text}' is no year; write 2019, 2018..2020 or 2018/03"
    year, *rest = (int(part) for part in found.groups() if part)
    if year == OPEN_END:
        return ()
    if not _FIRST_YEAR <= year < OPEN_END or len(found.group(1)) != len(str(year)):
        return f"'{found.group(1)}' is no year"
    if any(not 1 <= part <= most for part, most in zip(rest, (12, 31), strict=False)):
        return f"'{text}' is no date; the order is year/month/day"
    return (year, *rest)


def _iso(date: tuple[int, ...]) -> str:
    return "-".join(f"{part:02}" for part in date)


def _parts(iso: str) -> tuple[int, int, int]:
    parts = [*map(int, iso.split("-")), 0, 0]
    return parts[0], parts[1], parts[2]
