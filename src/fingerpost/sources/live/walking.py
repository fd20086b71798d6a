"""A fetch from end to end: page after page, no record twice, a mark after each page."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources.live.client import Client
from fingerpost.sources.live.marks import Stand, write_mark
from fingerpost.sources.live.model import Item, Progress, Settings
from fingerpost.sources.live.port import Page, Supplier

_MOST_BEGINNINGS = 3


def walk(
    supplier: Supplier,
    query: str,
    most: int,
    settings: Settings,
    stand: Stand,
    on_progress: Progress | None,
) -> Iterator[Item]:
    """Yield the records of a fetch from a stand on, then a mark, page by page.

    Raises SourceError.
    """
    tell = on_progress or _silent
    seen: set[str] = set()
    beginnings = 0
    with Client(supplier, settings) as client:
        if stand.next is None:
            yield write_mark(supplier.name, query, stand)
        while stand.next is not None and stand.read < most:
            size = min(most - stand.read, settings.batch or supplier.batch)
            page = _page(supplier, client, query, stand, size)
            if page.begun is not None:
                beginnings += 1
                yield _anew(supplier)
            if beginnings > _MOST_BEGINNINGS:
                raise SourceError(
                    f"{supplier.title}'s answer changes while it is read. Try again later."
                )
            if page.next is not None and page.next == stand.next:
                raise SourceError(f"{supplier.title} gave the same page twice. Try again later.")
            yield from _new(page, seen)
            before = stand.read if page.begun is None else page.begun
            read = before + page.read
            stand = Stand(page.next, read, page.total)
            tell(read, min(page.total, most))
            yield write_mark(supplier.name, query, stand)


def _page(supplier: Supplier, client: Client, query: str, stand: Stand, size: int) -> Page:
    try:
        return supplier.page(client, query, stand.next or {}, size)
    except (KeyError, ValueError) as error:
        if not stand.next:
            raise
        raise SourceError(
            "The mark of an earlier fetch is damaged. Begin the fetch again."
        ) from error


def _new(page: Page, seen: set[str]) -> Iterator[Paper | Problem]:
    for record in page.records:
        if isinstance(record, Paper):
            if record.id in seen:
                continue
            seen.add(record.id)
        yield record


def _anew(supplier: Supplier) -> Problem:
    return Problem(
        supplier.title,
        f"what {supplier.title} finds has changed since the fetch was begun, so it was read from"
        " the beginning; papers that had come already are not doubled",
    )


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""
