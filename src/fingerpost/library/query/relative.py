"""Spans that end today: 'last 5 years'."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from fingerpost.library.query.model import Dates

_LAST = re.compile(r"(?:the )?last (?:(\d{1,5}) )?(day|month|year)s?", re.IGNORECASE)


def last_span(text: str, today: date) -> Dates | None:
    """Return the dates that 'last 90 days', 'last 6 months' or 'last 5 years' mean, or None."""
    found = _LAST.fullmatch(" ".join(text.split()))
    return days_before(today, int(found.group(1) or 1), found.group(2).lower()) if found else None


def days_before(today: date, count: int, unit: str) -> Dates:
    """Return the span from the day that lies `count` days, months or years back until today."""
    if unit == "day":
        first = today - timedelta(days=min(count, today.toordinal() - 1))
    else:
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        year, month = max(months // 12, 1), months % 12 + 1
        last_day = calendar.monthrange(year, month)[1]
        first = date(year, month, min(today.day, last_day))
    return Dates(max(first, date(1000, 1, 1)).isoformat(), today.isoformat())
