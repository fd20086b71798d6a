"""PubMed through NCBI's E-utilities: a search kept on their side, its papers in batches."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


class PubMed:
    """PubMed, by NCBI's E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25501/)."""

    name = "pubmed"
    title = _TITLE
    official: Mapping[str, str] = {"pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"}
    batch = 200

    def count(self, client: Asker, query: str) -> int:
        """Return how many papers PubMed has for the query."""
        return _search(client, query, 0).count

    def page(self, client: Asker, query: str, place: Place, size: int) -> Page:
        """Return the next papers; a search that PubMed forgot is made again."""
        if not place:
            return _first(client, query, size)
        search = _Search.at(place)
        try:
            return _papers(client, search, min(size, search.total - search.start))
        except ExpiredError:
            return _again(client, query, search, size)


def _first(client: Asker, query: str, size: int) -> Page:
    found = _search(client, query, size)
    told = [_unknown(phrase) for phrase in found.unknown]
    if found.count > MOST:
        told.append(_too_many(found.count))
    page = _begin(client, found, 0, size)
    return Page((*told, *page.records), page.read, page.total, page.next)


def _again(client: Asker, query: str, search: _Search, size: int) -> Page:
    """Go on in a new search if it finds the same, else from its beginning: nothing is lost."""
    found = _search(client, query, search.start + size)
    if search.is_same_as(found):
        return _begin(client, found, search.start, size)
    page = _begin(client, found, 0, size)
    return Page(page.records, page.read, page.total, page.next, anew=True)


def _begin(client: Asker, found: Found, start: int, size: int) -> Page:
    search = _Search.of(found, start)
    size = min(size, search.total - start)
    if size <= 0:
        return Page((), 0, search.total, None)
    try:
        return _papers(client, search, size, found.pmids[start : start + size])
    except ExpiredError as error:
        raise SourceError(f"PubMed forgot the search twice ({error}). Try again later.") from error


def _papers(client: Asker, search: _Search, size: int, pmids: tuple[str, ...] = ()) -> Page:
    asked: dict[str, str | int] = {"db": "pubmed", "rettype": "xml", "retmode": "xml"}
    if search.env:
        asked |= {"query_key": search.key, "WebEnv": search.env}
        asked |= {"retstart": search.start, "retmax": size}
    elif pmids:
        asked["id"] = ",".join(pmids)
    else:
        raise ExpiredError("the search was not kept")
    body = _ask(client, "efetch", asked, papers_check)
    records = tuple(pubmed_xml.read(io.BytesIO(body), _TITLE))
    came = (pmid.decode() for pmid in _PMID.findall(body))
    following = search.after(size, came)
    return Page((*records, *_missing(body, size)), size, search.total, following)


def _search(client: Asker, query: str, most: int) -> Found:
    asked: dict[str, str | int] = {"db": "pubmed", "term": query, "retmax": min(most, MOST)}
    asked |= {"usehistory": "y", "retmode": "xml"}
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


def _unknown(phrase: str) -> Problem:
    return Problem(_TITLE, f"PubMed does not know '{phrase}', a part of the query; it was ignored")


def _too_many(count: int) -> Problem:
    return Problem(
        _TITLE,
        f"PubMed has {count:,} papers for this query and gives {MOST:,} of one query at the most;"
        " ask for some years at a time, as in  sepsis AND 2019:2021[dp]",
    )
