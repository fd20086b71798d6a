"""Papers on their way in: on the disk at once, findable soon after."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from fingerpost.library.index.index import Index, Marker, Writing
from fingerpost.library.model import PutResult
from fingerpost.library.store import Store, Written
from fingerpost.records import Paper

COMMIT_AFTER = 50_000
"""Papers between two commits of the index: each costs a sync and the merging of files."""


class PaperWriter:
    """Takes batches of papers in; the index must be in step with the store when it is opened.

    A batch is on the disk when `put` returns. Tantivy cuts its texts into words in threads of its
    own while the store takes the next batch. What is not in the index when this process dies is
    brought in from the store by the next one.
    """

    def __init__(self, store: Store, index: Index, bringing: str = "") -> None:
        """Take the name of the import, by which what it brings can be taken out again."""
        self._store, self._index, self._bringing = store, index, bringing
        self._stack = ExitStack()
        self._writing: Writing | None = None
        self._marker: Marker | None = None
        self._waiting = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stack:
            if kind is None:
                self._commit()

    def put(self, papers: Iterable[Paper], origin: str = "") -> PutResult:
        """Take papers in, in one transaction; LibraryError if they or the index cannot be kept."""
        last_row = self._store.last_row()
        written = self._store.put(list(papers), origin, self._bringing)
        if written.entries or written.removed:
            self._write(written, last_row)
        return written.result

    def _write(self, written: Written, last_row: int) -> None:
        if self._writing is None:
            self._writing = self._stack.enter_context(self._index.writing())
        with self._index.told():
            self._writing.remove(written.removed)
            self._writing.put(written.entries, last_row)
        last = self._store.last_change()
        self._marker = Marker(last.number, last.stamp, self._store.last_row())
        self._waiting += len(written.entries)
        if self._waiting >= COMMIT_AFTER:
            self._commit()

    def _commit(self) -> None:
        if self._writing is not None and self._marker is not None:
            with self._index.told():
                self._writing.commit(self._marker)
        self._marker, self._waiting = None, 0
