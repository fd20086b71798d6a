"""What the journal says of papers that came in, whatever the library holds now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fingerpost.home.journal import Entry

_BRINGING = ("imported", "fetched", "updated")
_TAKEN_BACK = "import taken back"
_COUNTING = "signpost written"


@dataclass(frozen=True, slots=True)
class Brought:
    """How many papers came into the home's library, 1 or more, and the last day they came."""

    papers: int
    last: str
    """An ISO 8601 date."""


def brought_in(entries: Iterable[Entry]) -> Brought | None:
    """Return what the entries of a journal say that came in; None when nothing did.

    A signpost counts with the papers that it was written on: homes of earlier versions noted no
    more when they were filled.
    """
    came, counted, last = 0, 0, ""
    for entry in entries:
        new = _new(entry)
        written_on = _number(entry.details.get("papers")) if entry.verb == _COUNTING else 0
        came, counted = came + new, max(counted, written_on)
        if new > 0 or written_on:
            last = max(last, entry.time[:10])
    papers = max(came, counted)
    return Brought(papers, last) if papers else None


def _new(entry: Entry) -> int:
    """Return how many new papers an entry tells of, by number or ids; less than 0 if they went."""
    if entry.verb == _TAKEN_BACK:
        return -_number(entry.details.get("papers"))
    stated = entry.details.get("new") if entry.verb in _BRINGING else None
    return len(stated) if isinstance(stated, list) else _number(stated)


def _number(stated: object) -> int:
    return max(0, stated) if isinstance(stated, int) else 0
