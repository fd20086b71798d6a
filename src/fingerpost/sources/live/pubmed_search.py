"""One search of PubMed: kept on their side, its papers in batches, made again when forgotten."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fingerpost.errors import SourceError
from fingerpost.records import Problem
from fingerpost.sources import pubmed_xml
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Asker, Check, Page, Params
from fingerpost.sources.live.pubmed_answers import (
    ExpiredError,
    Found,
    papers_check,
    read_search,
    search_check,
)
from fingerpost.text import digest, plural

MOST = 9_999
"""PubMed gives no more papers than this for one query."""

_TITLE = "PubMed"
_TOOL = "fingerpost"
_RECORD_ENDS = (b"</PubmedArticle>", b"</PubmedBookArticle>")
_PMID = re.compile(rb"<(?:MedlineCitation|BookDocument)\b[^>]*>\s*<PMID[^>]*>(\d+)<")


def _chained(before: str, pmids: Iterable[str]) -> str:
    """Return a digest of papers in their order, which goes on from that of the papers before."""
    for pmid in pmids:
        before = digest(before, pmid)
    return before


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and the days on which what it finds entered PubMed; empty for all days."""

    query: str
    since: str = ""
    until: str = ""

    @property
    def asked(self) -> dict[str, str | int]:
        """The parameters of a search."""
        asked: dict[str, str | int] = {"db": "pubmed", "term": self.query}
        if self.since:
            asked |= {"datetype": "edat", "mindate": self.since, "maxdate": self.until}
        return asked


@dataclass(frozen=True, slots=True)
class _Search:
    """A search as PubMed keeps it, where we are in it, and a digest of the PMIDs before that."""

    count: int
    env: str
    key: str
    start: int = 0
    before: str = ""

    @classmethod
    def of(cls, found: Found, start: int) -> _Search:
        before = _chained("", found.pmids[:start])
        return cls(found.count, found.web_env, found.query_key, start, before)

    @classmethod
    def at(cls, place: Place) -> _Search:
        count, start = int(place["count"]), int(place["start"])
        return cls(count, str(place["env"]), str(place["key"]), start, str(place["before"]))

    @property
    def total(self) -> int:
        return min(self.count, MOST)

    def after(self, size: int, pmids: Iterable[str]) -> Place | None:
        """Where the next batch begins, when these papers have come, or None."""
        start = self.start + size
        if start >= self.total:
            return None
        return {
            "count": self.count,
            "env": self.env,
            "key": self.key,
            "start": start,
            "before": _chained(self.before, pmids),
        }

    def is_same_as(self, found: Found) -> bool:
        """Whether a new search has as many papers and the same before where we are."""
        return found.count == self.count and self.of(found, self.start).before == self.before


def page(
    client: Asker, question: Question, place: Place, size: int, found: Found | None = None
) -> Page:
    """Return the next papers of one search, from a place on; `found` spares making it at first."""
    if not place:
        return _begin(client, found or search(client, question, size), 0, size)
    stand = _Search.at(place)
    try:
        return _papers(client, stand, min(size, stand.total - stand.start))
    except ExpiredError:
        return _again(client, question, stand, size)


def _again(client: Asker, question: Question, stand: _Search, size: int) -> Page:
    """Go on in a new search if it finds the same, else from its beginning: nothing is lost."""
    found = search(client, question, stand.start + size)
    if stand.is_same_as(found):
        return _begin(client, found, stand.start, size)
    return replace(_begin(client, found, 0, size), begun=0)


def _begin(client: Asker, found: Found, start: int, size: int) -> Page:
    stand = _Search.of(found, start)
    size = min(size, stand.total - start)
    if size <= 0:
        return Page((), 0, stand.total, None)
    try:
        return _papers(client, stand, size, found.pmids[start : start + size])
    except ExpiredError as error:
        raise SourceError(f"PubMed forgot the search twice ({error}). Try again later.") from error


def _papers(client: Asker, stand: _Search, size: int, pmids: tuple[str, ...] = ()) -> Page:
    asked: dict[str, str | int] = {"db": "pubmed", "rettype": "xml", "retmode": "xml"}
    if stand.env:
        asked |= {"query_key": stand.key, "WebEnv": stand.env}
        asked |= {"retstart": stand.start, "retmax": size}
    elif pmids:
        asked["id"] = ",".join(pmids)
    else:
        raise ExpiredError("the search was not kept")
    body = _ask(client, "efetch", asked, papers_check)
    records = tuple(pubmed_xml.read(io.BytesIO(body), _TITLE))
    came = (pmid.decode() for pmid in _PMID.findall(body))
    following = stand.after(size, came)
    return Page((*records, *_missing(body, size)), size, stand.total, following)


def search(client: Asker, question: Question, most: int) -> Found:
    """Return what a search finds, with its first `most` PMIDs."""
    asked = {**question.asked, "retmax": min(most, MOST), "usehistory": "y", "retmode": "xml"}
    return read_search(_ask(client, "esearch", asked, search_check))


def _ask(client: Asker, verb: str, asked: Params, check: Check) -> bytes:
    settings = client.settings
    who = {"tool": _TOOL, "email": settings.email, "api_key": settings.ncbi_key}
    address = client.address("pubmed", f"/{verb}.fcgi")
    return client.ask(address, asked, check, who=who, may_post=True).body


def _missing(body: bytes, size: int) -> tuple[Problem, ...]:
    came = sum(map(body.count, _RECORD_ENDS))
    if came >= size:
        return ()
    missing = plural(size - came, "paper")
    return (Problem(_TITLE, f"PubMed sent {missing} fewer than it had announced; fetch again"),)
