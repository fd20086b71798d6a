"""Marks as text: where a fetch stood, and of which supplier and query."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fingerpost.errors import SourceError
from fingerpost.sources.live.model import Mark, Place
from fingerpost.text import digest

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a fetch stands: the next place (None at the end), and the records read until there."""

    next: Place | None
    read: int
    total: int


def write_mark(supplier: str, query: str, stand: Stand) -> Mark:
    """Return the mark of a stand."""
    stated = {
        "version": _VERSION,
        "of": digest(supplier, query),
        "next": dict(stand.next) if stand.next is not None else None,
        "read": stand.read,
        "total": stand.total,
    }
    text = json.dumps(stated, ensure_ascii=True, sort_keys=True)
    return Mark(text, stand.read, stand.total, finished=stand.next is None)


def read_mark(text: str, supplier: str, query: str) -> Stand:
    """Return the stand that a mark names; SourceError when it is damaged or of another fetch."""
    try:
        stated = json.loads(text)
        following, read, total = stated["next"], int(stated["read"]), int(stated["total"])
        fits = stated["version"] == _VERSION and (following is None or _is_place(following))
    except (ValueError, KeyError, TypeError, RecursionError):
        fits = False
    if not fits or read < 0:
        raise SourceError("The mark of an earlier fetch is damaged. Begin the fetch again.")
    if stated["of"] != digest(supplier, query):
        raise SourceError("The mark is of another supplier or query. Begin the fetch again.")
    return Stand(following, read, total)


def _is_place(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str | int) for one in value.values())
