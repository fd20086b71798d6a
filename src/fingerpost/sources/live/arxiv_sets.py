"""Whole sets of arXiv by OAI-PMH, the interface that arXiv wants used for many records."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources import arxiv_oai
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Answer, Asker, Page, Params
from fingerpost.text import plain

_TITLE = "arXiv"
_TAIL = 200
_MARK = "set:"
_DAY = r"\d{4}-\d\d-\d\d"
_WANTED = re.compile(
    rf"set:(?P<set>[\w.:-]+)(?:\s+from:(?P<since>{_DAY}))?(?:\s+until:(?P<until>{_DAY}))?"
)
_RECORD = re.compile(rb"<(?:oai:)?record[\s>]")
_END = re.compile(rb"</(?:oai:)?ListRecords\s*>")
_TOKEN = re.compile(rb"<(?:oai:)?resumptionToken\b([^>]*?)(?:/>|>([^<]*)<)")
_SIZE = re.compile(rb"completeListSize\s*=\s*[\"'](\d{1,12})[\"']")
_ERROR = re.compile(
    rb"<(?:oai:)?error\b[^>]*?code\s*=\s*[\"'](\w{1,60})[\"'][^>]*?(?:/>|>([^<]*)<)"
)


@dataclass(frozen=True, slots=True)
class SetWanted:
    """A set (`cs`, `physics:hep-th`, `q-bio` …) and the days of its records' last changes."""

    name: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the list of a set's records: where it stands, and what it says of the whole."""

    body: bytes
    starts: tuple[int, ...]
    token: str
    total: int | None
    error: str
    said: str

    def records(self, first: int, end: int) -> tuple[Paper | Problem, ...]:
        """Read some of the records of this part."""
        if first >= end:
            return ()
        closing = _END.search(self.body, self.starts[-1])
        after = self.starts[end] if end < len(self.starts) else None
        if closing and after is None:
            after = closing.start()
        wanted = self.body[self.starts[first] : after]
        tail = self.body[closing.start() :] if closing else b""
        cut = self.body[: self.starts[0]] + wanted + tail
        return tuple(arxiv_oai.read(io.BytesIO(cut), _TITLE))


def set_of(query: str) -> SetWanted | None:
    """Return the set that a query names, such as `set:q-bio from:2024-01-01`, or None.

    SourceError for a query that begins so and goes on otherwise.
    """
    if found := _WANTED.fullmatch(query):
        return SetWanted(found["set"], found["since"] or "", found["until"] or "")
    if query.startswith(_MARK):
        raise SourceError(
            "A set of arXiv is written as  set:q-bio  or as"
            "  set:cs:cs:LG from:2024-01-01 until:2024-01-31."
        )
    return None


def count(client: Asker, wanted: SetWanted) -> int:
    """Return how many records of a set there are, as far as arXiv says."""
    part = _ask(client, wanted, "")
    return part.total if part.total is not None else len(part.starts)


def page(client: Asker, wanted: SetWanted, place: Place, size: int) -> Page:
    """Return the next records; the parts that arXiv gives are larger and are read in pieces."""
    token, skip = str(place.get("token", "")), int(place.get("skip", 0))
    part = _ask(client, wanted, token)
    if part.error == "badResumptionToken" or skip > len(part.starts):
        begun = page(client, wanted, {}, size)
        return Page(begun.records, begun.read, begun.total, begun.next, begun=0)
    before, end = int(place.get("before", 0)), min(skip + size, len(part.starts))
    following: Place | None = None
    if end < len(part.starts):
        following = {"token": token, "skip": end, "before": before}
    elif part.token:
        following = {"token": part.token, "skip": 0, "before": before + len(part.starts)}
    total = part.total if part.total is not None else before + len(part.starts)
    return Page(part.records(skip, end), end - skip, total, following)


def _ask(client: Asker, wanted: SetWanted, token: str) -> _Part:
    asked: Params = {"resumptionToken": token}
    if not token:
        asked = {"metadataPrefix": "arXiv", "set": wanted.name}
        asked = {**asked, "from": wanted.since, "until": wanted.until}
    asked = {"verb": "ListRecords", **asked}
    answer = client.ask(client.address("arxiv-oai"), asked, _check, keep=True)
    part = _part(answer)
    passing = ("noRecordsMatch", "badResumptionToken" if token else "")
    if part.error not in ("", *passing) or answer.status >= 400:
        why = f"{part.error} {part.said}".strip() or f"status {answer.status}"
        raise SourceError(f"{_TITLE} did not take the query: {why}")
    return part


def _check(answer: Answer) -> str:
    return "" if b"OAI-PMH>" in answer.body[-_TAIL:] else "its answer was cut off"


def _part(answer: Answer) -> _Part:
    body = answer.body
    error, token = _ERROR.search(body), _TOKEN.search(body)
    size = _SIZE.search(token.group(1)) if token else None
    return _Part(
        body,
        tuple(found.start() for found in _RECORD.finditer(body)),
        html.unescape(_text(token.group(2))) if token else "",
        int(size.group(1)) if size else None,
        _text(error.group(1)) if error else "",
        plain(_text(error.group(2))) if error else "",
    )


def _text(found: bytes | None) -> str:
    return (found or b"").decode("utf-8", "replace").strip()
