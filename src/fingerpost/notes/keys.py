"""Citation keys: given once, kept in the journal, and never changed or given to another paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import PurePath
from string import ascii_lowercase
from typing import Final

from fingerpost.home.journal import Entry, Journal
from fingerpost.records import Paper
from fingerpost.text import fold, plural

GIVEN: Final = "citation keys given"
NOTE_MADE: Final = "note made"
_SMALL_WORDS: Final = frozenset(
    ("a", "an", "and", "for", "from", "in", "of", "on", "the", "to", "with")
)
_KEY: Final = re.compile(r"[a-z][a-z0-9]{0,80}")


def citation_key(paper: Paper) -> str:
    """Return a key such as 'gulshan2016development': family name, year, first word of the title."""
    first = paper.authors[0] if paper.authors else None
    family = fold(first.family or first.collective) if first else ""
    words = [word for word in fold(paper.title).split() if word not in _SMALL_WORDS]
    parts = (family or "anonymous", str(paper.year or ""), words[0] if words else "")
    plain = "".join(parts).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]", "", plain)[:60]
    return key if _KEY.fullmatch(key) else f"paper{key}"


class CitationKeys:
    """The keys of a home's papers; a paper keeps its key when its ids or its record change."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._keys: dict[str, str] = {}
        self._papers: dict[str, str] = {}
        for paper, key in given_keys(journal.read()[0]):
            self._hold(paper, key)

    def of(self, paper: Paper) -> str | None:
        """Return the key that a paper was given, or None."""
        return next((self._keys[name] for name in _names(paper) if name in self._keys), None)

    def paper_of(self, key: str) -> str | None:
        """Return the id of the paper that a key was given to, as it was then; or None."""
        return self._papers.get(key.casefold())

    def give(self, papers: Sequence[Paper]) -> list[str]:
        """Return the key of each paper; those without one get one, and the journal keeps it."""
        fresh: dict[str, str] = {}
        keys = []
        for paper in papers:
            key = self.of(paper)
            if key is None:
                key = next(free for free in _candidates(paper) if free not in self._papers)
                self._hold(paper.id, key)
                fresh[paper.id] = key
            keys.append(key)
        if fresh:
            self._journal.append(GIVEN, plural(len(fresh), "paper"), keys=fresh)
        return keys

    def _hold(self, paper: str, key: str) -> None:
        """Keep the first word on a paper and the first on a key."""
        if paper not in self._keys and key not in self._papers:
            self._keys[paper] = key
            self._papers[key] = paper


def given_keys(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the papers' ids with their keys; a note's first name was the key of its paper."""
    for entry in entries:
        if entry.verb == GIVEN and isinstance(keys := entry.details.get("keys"), dict):
            yield from (
                (str(paper), key)
                for paper, key in keys.items()
                if isinstance(key, str) and _KEY.fullmatch(key)
            )
        elif entry.verb == NOTE_MADE:
            stem = PurePath(str(entry.details.get("file", ""))).stem
            if _KEY.fullmatch(stem):
                yield entry.object, stem


def _names(paper: Paper) -> Iterator[str]:
    """Yield every id that a paper may have been known by."""
    yield paper.id
    for kind, value in (("pmid", paper.pmid), ("arxiv", paper.arxiv), ("doi", paper.doi)):
        if value:
            yield f"{kind}:{value}"


def _candidates(paper: Paper) -> Iterator[str]:
    """Yield the paper's key, then the same with b, c … z, then with 27, 28 …"""
    key = citation_key(paper)
    yield key
    yield from (f"{key}{letter}" for letter in ascii_lowercase[1:])
    yield from (f"{key}{number}" for number in count(27))
