"""Live PubMed: a query asked through NCBI's E-utilities, its papers fetched in batches."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TypeAlias

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources import pubmed_xml
from fingerpost.sources.eutils_answers import (
    ExpiredError,
    Found,
    papers_fault,
    read_search,
    search_fault,
)
from fingerpost.sources.eutils_client import OFFICIAL, Client, Supplier
from fingerpost.text import plural

__all__ = ["MOST", "OFFICIAL", "Progress", "Supplier", "count_pubmed", "search_pubmed"]

MOST = 9_999
"""PubMed gives no more papers than this for one query."""

_NAME = "PubMed"
_DEFAULT = Supplier()

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many papers have come, and how many are to come in all."""


def count_pubmed(query: str, *, supplier: Supplier = _DEFAULT) -> int:
    """Return how many papers PubMed has for the query; raises SourceError."""
    with Client(supplier) as client:
        return _search(client, query, 0).count


def search_pubmed(
    query: str,
    most: int = 500,
    *,
    supplier: Supplier = _DEFAULT,
    on_progress: Progress | None = None,
) -> Iterator[Paper | Problem]:
    """Yield the first `most` papers of PubMed for the query, in PubMed's order, none twice.

    Raises SourceError when PubMed cannot be asked; what came before has been yielded by then.
    """
    tell = on_progress or _silent
    wanted = min(most, MOST)
    with Client(supplier) as client:
        found = _search(client, query, wanted)
        yield from (_unknown(phrase) for phrase in found.unknown)
        total = min(found.count, wanted)
        tell(0, total)
        seen: set[str] = set()
        for start in range(0, total, supplier.batch):
            size = min(supplier.batch, total - start)
            body, found = _batch(client, query, found, start, size, wanted)
            yield from _papers(body, size, seen)
            tell(min(start + size, total), total)


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _search(client: Client, query: str, most: int) -> Found:
    if not query.strip():
        raise SourceError("The query for PubMed is empty: write what to look for.")
    params: dict[str, str | int] = {"db": "pubmed", "term": query, "retmax": most}
    params |= {"usehistory": "y", "retmode": "xml"}
    return read_search(client.ask("esearch", params, search_fault))


def _batch(
    client: Client, query: str, found: Found, start: int, size: int, wanted: int
) -> tuple[bytes, Found]:
    """Return the batch and the search it came from, which is made anew once if PubMed forgot it."""
    try:
        return _fetch(client, found, start, size), found
    except ExpiredError:
        again = _search(client, query, wanted)
    try:
        return _fetch(client, again, start, size), again
    except ExpiredError as error:
        raise SourceError(f"PubMed forgot the search twice ({error}). Try again later.") from error


def _fetch(client: Client, found: Found, start: int, size: int) -> bytes:
    params: dict[str, str | int] = {"db": "pubmed", "rettype": "xml", "retmode": "xml"}
    if found.web_env:
        params |= {"query_key": found.query_key, "WebEnv": found.web_env}
        params |= {"retstart": start, "retmax": size}
    else:
        params["id"] = ",".join(found.pmids[start : start + size])
    return client.ask("efetch", params, papers_fault)


def _papers(body: bytes, size: int, seen: set[str]) -> Iterator[Paper | Problem]:
    for record in pubmed_xml.read(io.BytesIO(body), _NAME):
        if isinstance(record, Problem):
            yield record
        elif record.pmid not in seen:
            seen.add(record.pmid)
            yield record
    came = sum(map(body.count, (b"</PubmedArticle>", b"</PubmedBookArticle>")))
    if came < size:
        missing = plural(size - came, "paper")
        yield Problem(_NAME, f"PubMed sent {missing} fewer than it had announced; import again")


def _unknown(phrase: str) -> Problem:
    return Problem(_NAME, f"PubMed does not know '{phrase}', a part of the query; it was ignored")
