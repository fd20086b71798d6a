"""Where a paper stands: pages, volume and journal in forms that can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from fingerpost.text import fold

_MONTHS = {
    "jan": "1", "feb": "2", "mar": "3", "apr": "4", "may": "5", "jun": "6", "jul": "7",
    "aug": "8", "sep": "9", "oct": "10", "nov": "11", "dec": "12",
}  # fmt: skip
_AS_DATE = re.compile(r"^0?(\d{1,2})[-/ ]([A-Za-z]{3})$")
_AS_DATE_TURNED = re.compile(r"^([A-Za-z]{3})[-/ ]0?(\d{1,2})$")
_PAGE = re.compile(r"([A-Za-z]{0,6})[-. ]?0*(\d+)([A-Za-z]{0,3})")
_RANGE = re.compile(r"\s*[-‐‑‒–—−:]+\s*")
_NUMBER = re.compile(r"\d+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\s[:=/;]\s.*$|\. conference\b.*$", re.IGNORECASE)
_SMALL = frozenset(
    {"a", "an", "and", "at", "de", "der", "des", "di", "du", "el", "et", "for", "fur", "in", "la",
     "le", "les", "of", "on", "the", "und", "y", "do", "da", "e", "official", "publication"}
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Pages = tuple[str, str]
"""First and last page as ('221', '228'); the last is empty where it is not said."""


@lru_cache(maxsize=4096)
def read_pages(text: str) -> Pages:
    """Return the first and last page: '221-8' and '0221-228' are ('221', '228').

    A spreadsheet turns '1-4' into '01-Apr'; that is turned back.
    """
    said = text.strip()
    if found := _AS_DATE.match(said):
        month = _MONTHS.get(found.group(2).lower())
        return (found.group(1), month) if month else ("", "")
    if found := _AS_DATE_TURNED.match(said):
        month = _MONTHS.get(found.group(1).lower())
        return (month, found.group(2)) if month else ("", "")
    parts = [_page(part) for part in _RANGE.split(said.split(",")[0], maxsplit=1)]
    first = parts[0]
    last = parts[1] if len(parts) > 1 else ""
    return first, _whole(first, last)


def _page(text: str) -> str:
    found = _PAGE.search(text)
    return "".join(found.groups()).lower() if found else ""


def _whole(first: str, last: str) -> str:
    """Return a last page that was shortened in full: ('221', '8') gives '228'."""
    if not last or not first:
        return last
    lead = first.rstrip("0123456789")
    if last.isdigit() and lead:
        last = lead + last
    if (lead and last.startswith(lead)) or last.isdigit():
        one, other = first[len(lead) :], last[len(lead) :] if lead else last
        if one.isdigit() and len(other) < len(one):
            return lead + one[: len(one) - len(other)] + other
    return last


def same_pages(one: Pages, other: Pages) -> bool | None:
    """True when both say the same first page, False when they differ, None when it is open.

    It is open when one does not say, and when one counts from 1 within the article while the
    other gives the article's number.
    """
    (first, last), (other_first, other_last) = one, other
    if not first or not other_first:
        return None
    if first == other_first:
        return True
    if _counts_from_one(one) != _counts_from_one(other):
        return None
    lettered = first.isdigit() != other_first.isdigit()
    if lettered and first.lstrip(_LETTERS) == other_first.lstrip(_LETTERS):
        return True if last == other_last and last else None
    return False


def _counts_from_one(pages: Pages) -> bool:
    return pages[0] == "1"


@lru_cache(maxsize=4096)
def read_volume(text: str) -> str:
    """Return the number of a volume: '38 (Supplement 1)' is '38'; '' for what is no volume."""
    if ")" in text and "(" not in text:
        return ""
    found = _NUMBER.search(text)
    return found.group().lstrip("0") if found else ""


@lru_cache(maxsize=4096)
def journal_words(name: str) -> tuple[str, ...]:
    """Return the words of a journal's name that count: no articles, subtitles or places."""
    bare = _ASIDE.sub(" ", name)
    words = [word for word in fold(bare).split() if word not in _SMALL]
    return tuple(words)


@lru_cache(maxsize=16384)
def same_journal(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """True when two names may be one journal's, in full or abbreviated; None when one is missing.

    'J Clin Pathol' fits 'Journal of Clinical Pathology': each word of the shorter stands in the
    longer, in its order, whole or shortened; initials fit as well ('BMJ').
    """
    if not one or not other:
        return None
    if one == other:
        return True
    return _abbreviates(one, other) or _abbreviates(other, one)


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) == 1 and len(full) > 1 and short[0] == "".join(word[0] for word in full):
        return True
    if len(short) > len(full):
        return False
    if len(short) < len(full) and not (len(short) >= 2 and short[0][0] == full[0][0]):
        return False
    skipped, at = 0, 0
    for word in short:
        while at < len(full) and not _shortens(word, full[at]):
            at += 1
            skipped += 1
        if at == len(full):
            return False
        at += 1
    return skipped == 0 or len(short) >= 3


def _shortens(word: str, full: str) -> bool:
    if word[0] != full[0]:
        return False
    if full.startswith(word):
        return True
    letters = iter(full)
    return len(word) >= 3 and all(letter in letters for letter in word)
