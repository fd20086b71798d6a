"""Dates as bibliographic records state them, brought to ISO 8601 as far as they are known."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1600, 2100
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_YEAR = re.compile(r"(?<!\d)\d{4,}(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{4,})[-/.](\d{1,2})(?!\d)(?:[-/.](\d{1,2})(?!\d))?")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?(?:[-/][^\W\d_]+\.?)?(?:[ ,]+(\d{1,2})(?!\d))?")


def check_year(value: object) -> int | None:
    """Return the year as a number, or None unless it is a year from 1600 to 2100."""
    try:
        year = int(str(value).strip())
    except ValueError:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def year_problem(value: object) -> str:
    """Return the reason to give when a stated year was not taken."""
    return f"year {str(value).strip()[:40]} is not a year; the paper was imported without it"


@lru_cache(maxsize=4096)
def iso_date(
    year: str | int | None, month: str | int | None = "", day: str | int | None = ""
) -> str:
    """Return the ISO date that the parts give: '2019-07-03', '2019-07', '2019' or ''.

    Months are numbers or English names, short or long; a range ('Jul-Aug') counts as its first
    month. A part that is no part of a date, such as a season, ends the date before it.
    """
    number = check_year(year)
    if number is None:
        return ""
    month_number = _month(month)
    if month_number is None:
        return str(number)
    try:
        return date(number, month_number, int(str(day).split("-")[0])).isoformat()
    except ValueError:
        return f"{number}-{month_number:02d}"


@lru_cache(maxsize=4096)
def medline_date(text: str) -> str:
    """Return the ISO date on which a date in words begins.

    Takes '1998 Dec-1999 Jan', '2000 Spring', '2019 Jan 5-11', '2019/03/04', '12 May 2019',
    'Fall 1998'; gives '' where no year from 1600 to 2100 stands in the text.
    """
    numeric = _NUMERIC.search(text)
    if numeric:
        return iso_date(numeric.group(1), numeric.group(2), numeric.group(3) or "")
    found = _YEAR.search(text)
    if not found:
        return ""
    year = found.group(0)
    for words in (text[found.end() :], text[: found.start()]):
        for part in _MONTH_DAY.finditer(words):
            if _month(part.group(1)) is not None:
                return iso_date(year, part.group(1), part.group(2) or _day_before(words, part))
    return iso_date(year)


def stated_year(text: str) -> str:
    """Return the digits that stand where a date's year should, or '': '20222' of '20222 Jan'."""
    found = _YEAR.search(text)
    return found.group(0) if found else ""


def _day_before(words: str, month: re.Match[str]) -> str:
    found = re.search(r"(?<!\d)(\d{1,2})[ .]*$", words[: month.start()])
    return found.group(1) if found else ""


def _month(stated: str | int | None) -> int | None:
    first = re.split(r"[-/–]", str(stated or "").strip(), maxsplit=1)[0].strip().strip(".").lower()
    if first.isdigit():
        return int(first) if 1 <= int(first) <= 12 else None
    if len(first) < 3:
        return None
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(first)), None)
