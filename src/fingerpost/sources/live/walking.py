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
    seen: set[tuple[str, ...]] = set()
    beginnings = 0
    with Client(supplier, settings) as client:
        page = _resumed(supplier, client, query, stand, most)
        if stand.next is None:
            yield write_mark(supplier.name, query, stand)
        while stand.next is not None and stand.read < most:
            page = page or supplier.page(client, query, stand.next, _size(client, stand, most))
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
            stand = Stand(page.next, before + page.read, page.total)
            tell(stand.read, min(page.total, most))
            yield write_mark(supplier.name, query, stand)
            page = None


def _resumed(
    supplier: Supplier, client: Client, query: str, stand: Stand, most: int
) -> Page | None:
    """Return the first page of a fetch that goes on, whose place may have been tampered with."""
    if not stand.next or stand.read >= most:
        return None
    try:
        return supplier.page(client, query, stand.next, _size(client, stand, most))
    except (KeyError, ValueError, ArithmeticError) as error:
        raise SourceError(
            "The mark of an earlier fetch is damaged. Begin the fetch again."
        ) from error


def _size(client: Client, stand: Stand, most: int) -> int:
    return min(most - stand.read, client.settings.batch or client.supplier.batch)


def _new(page: Page, seen: set[tuple[str, ...]]) -> Iterator[Paper | Problem]:
    """Yield what has not come before; two works with one title may be told apart by other ids."""
    for record in page.records:
        if isinstance(record, Paper):
            key = (record.id, *record.other_ids)
            if key in seen:
                continue
            seen.add(key)
        yield record


def _anew(supplier: Supplier) -> Problem:
    return Problem(
        supplier.title,
        f"what {supplier.title} finds has changed since the fetch was begun, so it was read from"
        " the beginning; papers that had come already are not doubled",
    )


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""
