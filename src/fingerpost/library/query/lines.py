"""The numbered lines of a search strategy, as a review's appendix prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKED = re.compile(r"\s*#\s?(\d{1,6})(?:[.:)]|\s|$)\s*(.*)")
_NUMBERED = re.compile(r"\s*(\d{1,6})(?:[.:)]\s|\s)\s*(.*)")
_SEARCH = re.compile(r"Search(?::\s*|\s+(?=[#(\"]))", re.IGNORECASE)
_COUNT = re.compile(r"(?:\t\s*[\d,. ]+)+$")
_NUMBERS_ONLY = re.compile(r"(?:[\s()#\d]|\b(?:and|or|not)\b)+", re.IGNORECASE)
_OPERATOR = re.compile(r"\b(?:and|or|not)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a strategy: its number and what it asks for."""

    number: int
    text: str


def numbered_lines(text: str) -> list[Line]:
    """Return the lines of a strategy by rising number, or none when the text is no strategy.

    A line begins with '#1', or with '1', '1.' … counted from one without a gap. What begins with
    no number goes on with the line before. Numbers of hits behind a tab are left out.
    """
    rows = [row for row in text.lstrip("\ufeff").splitlines() if row.strip()]
    for pattern, counted in ((_MARKED, False), (_NUMBERED, True)):
        lines = _read(rows, pattern)
        numbers = [line.number for line in lines]
        in_order = numbers == list(range(1, len(numbers) + 1))
        if len(lines) > 1 and len(set(numbers)) == len(numbers) and (in_order or not counted):
            return sorted(lines, key=lambda line: line.number)
    return []


def _read(rows: list[str], pattern: re.Pattern[str]) -> list[Line]:
    lines: list[Line] = []
    for row in rows:
        found = pattern.fullmatch(row)
        if found and not _OPERATOR.match(found.group(2)):
            lines.append(Line(int(found.group(1)), _content(found.group(2))))
        elif lines:
            last = lines.pop()
            lines.append(Line(last.number, f"{last.text} {_content(row)}"))
        else:
            return []
    return lines


def _content(text: str) -> str:
    text = _COUNT.sub("", _SEARCH.sub("", text, count=1) if _SEARCH.match(text) else text).strip()
    if _NUMBERS_ONLY.fullmatch(text) and _OPERATOR.search(text):
        marked = re.sub(r"(?:#\s?)?(\d+)", r"#\1", text)
        return _OPERATOR.sub(lambda found: found.group().upper(), marked)
    return text
