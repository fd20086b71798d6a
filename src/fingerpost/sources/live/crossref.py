"""Crossref: what publishers deposit, by a search or by DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources import crossref
from fingerpost.sources.identifiers import doi
from fingerpost.sources.json_fields import Json, inner, listed, objects, text
from fingerpost.sources.live.json_answers import decoded, json_check, json_object, number
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Answer, Asker, Page, Params
from fingerpost.text import plain

_TITLE = "Crossref"
_DOIS_AT_ONCE = 10
_LONGEST = 300
_BETWEEN = re.compile(r"[\s,;]+")


class Crossref:
    """Crossref's REST API (https://api.crossref.org/); a query may also be one DOI or several."""

    name = "crossref"
    title = _TITLE
    official: Mapping[str, str] = {"crossref": "https://api.crossref.org"}
    batch = 100

    def count(self, client: Asker, query: str) -> int:
        """Return how many works Crossref has for the query; DOIs are counted unasked."""
        if dois := dois_of(query):
            return len(dois)
        stated = _message(_ask(client, {"query": query, "rows": 0}, keep=True))
        return number(stated, "total-results", _TITLE)

    def page(self, client: Asker, query: str, place: Place, size: int) -> Page:
        """Return the next works; a cursor that Crossref has let go begins anew."""
        if dois := dois_of(query):
            return _by_doi(client, dois, int(place.get("start", 0)), size)
        answer = _search(client, query, place.get("cursor", "*"), size)
        if not place or b"cursor-invalid" not in answer.body:
            return _found(answer, size)
        page = _found(_search(client, query, "*", size), size)
        return Page(page.records, page.read, page.total, page.next, begun=0)


def dois_of(query: str) -> tuple[str, ...]:
    """Return the DOIs, if a query consists of nothing else, each once."""
    found = [doi(word) for word in _BETWEEN.split(query) if word]
    return tuple(dict.fromkeys(found)) if found and all(found) else ()


def _search(client: Asker, query: str, cursor: str | int, size: int) -> Answer:
    return _ask(client, {"query": query, "rows": size, "cursor": cursor}, keep=False)


def _found(answer: Answer, size: int) -> Page:
    stated = _message(answer)
    works, cursor = listed(stated.get("items")), text(stated, "next-cursor")
    return Page(
        tuple(crossref.read_objects(works, _TITLE)),
        len(works),
        number(stated, "total-results", _TITLE),
        {"cursor": cursor} if cursor and len(works) >= size else None,
    )


def _by_doi(client: Asker, dois: Sequence[str], start: int, size: int) -> Page:
    wanted = dois[start : start + min(size, _DOIS_AT_ONCE)]
    records = tuple(record for one in wanted for record in _work(client, one))
    end = start + len(wanted)
    return Page(records, len(wanted), len(dois), {"start": end} if end < len(dois) else None)


def _work(client: Asker, wanted: str) -> Iterator[Paper | Problem]:
    answer = _ask(client, {}, keep=True, path=f"/works/{quote(wanted, safe='')}")
    if answer.status == 404:
        yield Problem(_TITLE, f"Crossref does not know the DOI {wanted}; look at its spelling")
    else:
        yield from crossref.read_objects([_message(answer)], _TITLE)


def _ask(client: Asker, asked: Params, *, keep: bool, path: str = "/works") -> Answer:
    who = {"mailto": client.settings.email}
    return client.ask(client.address("crossref", path), asked, json_check, who=who, keep=keep)


def _message(answer: Answer) -> Json:
    """Return what a success states; SourceError with what a failure says."""
    if answer.status >= 400:
        reason = _said(answer.body) or f"status {answer.status}"
        raise SourceError(f"{_TITLE} did not take the query: {reason}")
    return inner(json_object(answer, _TITLE), "message")


def _said(body: bytes) -> str:
    """Return what a failure says, from its list of messages, else its text."""
    stated = decoded(body)
    if not isinstance(stated, dict):
        return plain(body[:_LONGEST].decode("utf-8", "replace"))
    faults = objects(stated.get("message"))
    return plain("; ".join(text(one, "message") for one in faults))[:_LONGEST]
