"""A library watched while papers come in: what is new, changed, retracted, or now published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import fields

from fingerpost.library import Library, PutResult
from fingerpost.records import LinkKind, Paper, Retraction

_BY_SOURCE = {"source", "url", "other_ids"}
"""Fields that say which record leads, not what the paper says."""
_NAMES = {
    "pmid": "PMID",
    "pmcid": "PMCID",
    "doi": "DOI",
    "arxiv": "arXiv identifier",
    "mesh": "MeSH headings",
    "publication_types": "publication types",
    "journal_abbreviation": "the journal's abbreviation",
    "other_abstracts": "abstracts in other languages",
    "vernacular_title": "title in its own language",
    "sections": "parts of the abstract",
    "links": "ties to other papers",
}


class News(StrEnum):
    """What may happen to a paper."""

    NEW = "new"
    CHANGED = "changed"
    RETRACTED = "retracted"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a paper: its id and title, and in words what it was."""

    news: News
    paper: str
    title: str
    what: str = ""


class Watch:
    """Puts papers into a library and notes what that changed, each paper once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.came: dict[str, Paper | None] = {}
        """The papers that came, by the id under which they are shown, each as it was before."""

    def put(self, papers: Iterable[Paper], origin: str = "") -> PutResult:
        """Take papers in, as the library does."""
        records = list(papers)
        before = [self._known(paper) for paper in records]
        result = self._library.put(records, origin)
        for shown, paper, known in zip(result.ids, records, before, strict=True):
            if shown not in self.came:
                self.came[shown] = known or self._merged_into(shown, paper)
        return result

    def events(self) -> tuple[Event, ...]:
        """Return what happened, in the order in which the papers came."""
        return tuple(
            event for shown, before in self.came.items() for event in self._of(shown, before)
        )

    def _known(self, paper: Paper) -> Paper | None:
        ids = {"pmid": paper.pmid, "arxiv": paper.arxiv, "doi": paper.doi, "pmcid": paper.pmcid}
        named = [f"{kind}:{value}" for kind, value in ids.items() if value] or [paper.id]
        return next((found for name in named if (found := self._library.get(name))), None)

    def _merged_into(self, shown: str, arrived: Paper) -> Paper | None:
        """Return the record that was here before, where one of other ids turned out to be this."""
        made_of = self._library.records_of(shown)
        first = made_of.records[0].paper if made_of else arrived
        return None if first == arrived else first

    def _of(self, shown: str, before: Paper | None) -> Iterator[Event]:
        now = self._library.get(shown)
        if now is None:
            return
        if before is None:
            yield Event(News.NEW, shown, now.title)
        elif changed := changes(before, now):
            yield Event(News.CHANGED, shown, now.title, ", ".join(changed))
        if now.retraction is Retraction.RETRACTED and not _was_retracted(before):
            yield Event(News.RETRACTED, shown, now.title, _retraction(now))
        yield from self._published(shown, before, now)

    def _published(self, shown: str, before: Paper | None, now: Paper) -> Iterator[Event]:
        for link in now.links:
            if before is not None and link in before.links:
                continue
            if link.kind is LinkKind.PUBLISHED_AS and before is not None:
                yield Event(News.PUBLISHED, shown, now.title, link.target)
            elif link.kind is LinkKind.HAS_PREPRINT:
                preprint = self._library.get(link.target)
                if preprint is not None and self.came.get(preprint.id, preprint) is not None:
                    yield Event(News.PUBLISHED, preprint.id, preprint.title, shown)


def changes(before: Paper, now: Paper) -> tuple[str, ...]:
    """Return the names of the fields in which two versions of a paper differ."""
    return tuple(
        _NAMES.get(field.name, field.name)
        for field in fields(Paper)
        if field.name not in _BY_SOURCE and getattr(before, field.name) != getattr(now, field.name)
    )


def _was_retracted(before: Paper | None) -> bool:
    return before is not None and before.retraction is Retraction.RETRACTED


def _retraction(paper: Paper) -> str:
    notices = [link.target for link in paper.links if link.kind is LinkKind.RETRACTED_BY]
    return f"by {', '.join(notices)}" if notices else ""
