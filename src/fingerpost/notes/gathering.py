"""Which papers a topic note gathers: by links either way, by `topics:`, by name, query or area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from fingerpost.errors import FingerpostError
from fingerpost.home import Home
from fingerpost.home.journal import Entry
from fingerpost.library import Library
from fingerpost.notes.index import NoteIndex, Seen
from fingerpost.notes.keys import CitationKeys
from fingerpost.notes.note_file import names_of
from fingerpost.records import Paper, Problem
from fingerpost.text import fold

GATHERED: Final = "topic gathered"
PREFIX: Final = "topic:"


class Gathering:
    """What stands in the notes and the journal on topics, ready to be asked for each topic."""

    def __init__(
        self, home: Home, library: Library, index: NoteIndex, entries: Sequence[Entry], today: date
    ) -> None:
        self.problems: list[Problem] = []
        """What a topic names and cannot be found."""
        self._home, self._library, self._entries, self._today = home, library, entries, today
        self._keys = CitationKeys(home.journal)
        self._got: dict[str, Paper | None] = {}
        self._by_name: dict[str, str] = {}
        self._by_topic: dict[str, list[str]] = {}
        for note in index.papers:
            for name in names_of(note.file, note.facts):
                self._by_name.setdefault(name, note.facts.id)
            for name in {fold(each) for each in (*note.facts.topics, *note.facts.links)}:
                self._by_topic.setdefault(name, []).append(note.facts.id)

    def papers_of(self, topic: Seen) -> list[Paper]:
        """Return the papers of a topic, the newest first; what cannot be found is a problem."""
        found: dict[str, Paper] = {}
        for paper in self._found(topic):
            found.setdefault(paper.id, paper)
        return sorted(found.values(), key=lambda paper: (-(paper.year or 0), paper.id))

    def named(self, name: str) -> Paper | None:
        """Return the paper that an id, a citation key or the name of its note means, or None."""
        known = self._by_name.get(fold(name)) or self._keys.paper_of(name)
        return self.get(known or name)

    def get(self, paper_id: str) -> Paper | None:
        """Return a paper of the library, asked for once."""
        if paper_id not in self._got:
            self._got[paper_id] = self._library.get(paper_id)
        return self._got[paper_id]

    def _found(self, topic: Seen) -> Iterator[Paper]:
        names = sorted(names_of(topic.file, topic.facts))
        ids = [each for name in names for each in self._by_topic.get(name, ())]
        asked = asked_for(self._entries, topic)
        for name in [*topic.facts.papers, *asked.papers]:
            paper = self.named(name)
            if paper is None:
                self._tell(topic, f"'{name}' is no paper of the library")
            else:
                yield paper
        found = (self.named(name) for name in (*ids, *topic.facts.links))
        yield from (paper for paper in found if paper is not None)
        for query in dict.fromkeys(filter(None, (topic.facts.query, *asked.queries))):
            yield from self._matching(topic, query, frozenset())
        for name in dict.fromkeys(filter(None, (topic.facts.area, *asked.areas))):
            try:
                area = self._home.area(name)
            except FingerpostError as error:
                self._tell(topic, str(error))
            else:
                yield from self._matching(topic, area.query, area.excluded)

    def _matching(self, topic: Seen, query: str, excluded: frozenset[str]) -> Iterator[Paper]:
        try:
            found = self._library.match(query, self._today)
        except FingerpostError as error:
            self._tell(topic, str(error))
            return
        yield from (paper for paper in found if paper.id not in excluded)

    def _tell(self, topic: Seen, reason: str) -> None:
        self.problems.append(Problem(topic.file, reason))


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What the user asked a topic to gather, by commands; the journal keeps it."""

    papers: tuple[str, ...]
    queries: tuple[str, ...]
    areas: tuple[str, ...]


def asked_for(entries: Iterable[Entry], topic: Seen) -> AskedFor:
    """Return what the journal says that a topic gathers."""
    mine = [e for e in entries if e.verb == GATHERED and e.object == topic_id(topic)]
    papers = [
        str(each)
        for entry in mine
        if isinstance(listed := entry.details.get("papers"), list)
        for each in listed
    ]
    queries = [str(entry.details.get("query") or "") for entry in mine]
    areas = [str(entry.details.get("area") or "") for entry in mine]
    return AskedFor(tuple(papers), tuple(filter(None, queries)), tuple(filter(None, areas)))


def topic_id(topic: Seen) -> str:
    """Return the id of a topic: that of its front matter, else one of its file's name."""
    return topic.facts.id or f"{PREFIX}{PurePosixPath(topic.file).stem}"


def link_to(note: Seen, index: NoteIndex, shown: str = "") -> str:
    """Return a wikilink to a note; plain words where its name can stand in none.

    The whole place is named where two notes share a name.
    """
    name = note.stem if index.stems[note.stem] < 2 else note.file.removesuffix(".md")
    if set("[]|#^\\") & set(name):
        return shown or "(its name can stand in no link)"
    return f"[[{name}|{shown}]]" if shown else f"[[{name}]]"
