"""arXiv: its query interface for searches and ids, its OAI-PMH interface for whole sets."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources import arxiv_atom
from fingerpost.sources.live import arxiv_sets
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Answer, Asker, Page, Params
from fingerpost.text import find_arxiv_id

MOST = 30_000
"""Records of one query; more are given by set."""

_TITLE = "arXiv"
_TAIL = 200
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>\s*(\d+)\s*<")
_ENTRY = re.compile(rb"<entry[\s>]")
_FIELD = re.compile(
    r"\b(?:ti|au|abs|co|jr|cat|rn|id|all|submittedDate|lastUpdatedDate):|\b(?:AND|OR|ANDNOT)\b"
)
_WORD = re.compile(r'"[^"]+"|[^\s"]+')
_BETWEEN = re.compile(r"[\s,;]+")


class Arxiv:
    """arXiv (https://info.arxiv.org/help/api/); newest first.

    A query is plain words (all must stand in the record), arXiv's own (`ti:sepsis AND cat:cs.LG`),
    one arXiv id or several, or a set: `set:q-bio from:2024-01-01`.
    """

    name = "arxiv"
    title = _TITLE
    official: Mapping[str, str] = {
        "arxiv": "https://export.arxiv.org/api",
        "arxiv-oai": "https://oaipmh.arxiv.org/oai",
    }
    batch = 200

    def count(self, client: Asker, query: str) -> int:
        """Return how many preprints arXiv has for the query."""
        if wanted := arxiv_sets.set_of(query):
            return arxiv_sets.count(client, wanted)
        if ids := ids_of(query):
            return len(ids)
        return _total(_ask(client, query, 0, 1))

    def page(self, client: Asker, query: str, place: Place, size: int) -> Page:
        """Return the next preprints."""
        if wanted := arxiv_sets.set_of(query):
            return arxiv_sets.page(client, wanted, place, size)
        start = int(place.get("start", 0))
        if ids := ids_of(query):
            return _by_id(client, ids, start, size)
        answer = _ask(client, query, start, size)
        records, total = _records(answer), _total(answer)
        came = len(_ENTRY.findall(answer.body))
        told = (_too_many(total),) if not place and total > MOST else ()
        total = min(total, MOST)
        following = {"start": start + came} if came and start + came < total else None
        return Page((*told, *records), came, total, following)


def ids_of(query: str) -> tuple[str, ...]:
    """Return the arXiv ids, if a query consists of nothing else, each once, without versions."""
    words = [word.removeprefix("arXiv:").removeprefix("arxiv:") for word in _BETWEEN.split(query)]
    found = [_id(word) for word in words if word]
    return tuple(dict.fromkeys(found)) if found and all(found) else ()


def search_query(query: str) -> str:
    """Return a query as arXiv takes it: plain words become `all:word`, joined by AND."""
    if _FIELD.search(query):
        return query
    return " AND ".join(f"all:{word}" for word in _WORD.findall(query))


def _id(word: str) -> str:
    found = find_arxiv_id(word)
    return found if found and re.fullmatch(re.escape(found) + r"(?:v\d+)?", word) else ""


def _by_id(client: Asker, ids: tuple[str, ...], start: int, size: int) -> Page:
    wanted = ids[start : start + size]
    asked: Params = {"id_list": ",".join(wanted), "start": 0, "max_results": len(wanted)}
    answer = client.ask(client.address("arxiv", "/query"), asked, _is_whole, keep=True)
    records = _records(answer)
    came = {item.arxiv for item in records if isinstance(item, Paper)}
    missing = [Problem(_TITLE, f"arXiv does not know {one}") for one in wanted if one not in came]
    end = start + len(wanted)
    return Page(
        (*records, *missing), len(wanted), len(ids), {"start": end} if end < len(ids) else None
    )


def _ask(client: Asker, query: str, start: int, size: int) -> Answer:
    asked: dict[str, str | int] = {"search_query": search_query(query)}
    asked |= {"start": start, "max_results": size}
    asked |= {"sortBy": "submittedDate", "sortOrder": "descending"}

    def check(answer: Answer) -> str:
        if fault := _is_whole(answer):
            return fault
        # Now and then arXiv gives an empty page in the middle of an answer.
        expected = answer.status < 400 and min(_total(answer), MOST) > start
        return "its answer was empty" if expected and not _ENTRY.search(answer.body) else ""

    return client.ask(client.address("arxiv", "/query"), asked, check, keep=True)


def _is_whole(answer: Answer) -> str:
    return "" if b"</feed>" in answer.body[-_TAIL:] else "its answer was cut off"


def _total(answer: Answer) -> int:
    if reason := _refused(answer):
        raise SourceError(reason)
    found = _TOTAL.search(answer.body)
    if not found:
        raise SourceError(f"{_TITLE} did not say how many papers there are.")
    return int(found.group(1))


def _refused(answer: Answer) -> str:
    """Return what arXiv says in an entry of its own where it does not take a query, or ''."""
    if answer.status < 400 and b"/api/errors" not in answer.body:
        return ""
    said = (one.reason for one in _read(answer) if isinstance(one, Problem))
    return f"{_TITLE} did not take the query: {next(said, f'status {answer.status}')}"


def _records(answer: Answer) -> tuple[Paper | Problem, ...]:
    if reason := _refused(answer):
        raise SourceError(reason)
    return _read(answer)


def _read(answer: Answer) -> tuple[Paper | Problem, ...]:
    if not _ENTRY.search(answer.body):
        return ()
    return tuple(arxiv_atom.read(io.BytesIO(answer.body), _TITLE))


def _too_many(total: int) -> Problem:
    return Problem(
        _TITLE,
        f"arXiv has {total:,} papers for this query and gives {MOST:,} of one query; narrow it,"
        " or fetch a whole set, as in  set:q-bio from:2024-01-01",
    )
