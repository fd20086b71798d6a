"""Answers of the library that pages ask again and again, kept until it is written into."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from fingerpost.library import Library

T = TypeVar("T")


class Kept(Generic[T]):
    """At most `most` answers; those asked longest ago are forgotten first."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._known: dict[tuple[Hashable, ...], T] = {}

    def of(self, library: Library, asked: Hashable, find: Callable[[], T]) -> T:
        """Return what `find` gives, or gave while papers and MeSH headings were as they are."""
        key = (library.folder, library.stamp(), library.mesh.stamp, asked)
        with self._lock:
            if key in self._known:
                answer = self._known[key] = self._known.pop(key)  # now the newest
                return answer
        answer = find()
        with self._lock:
            while len(self._known) >= self._most:
                del self._known[next(iter(self._known))]
            self._known[key] = answer
        return answer
