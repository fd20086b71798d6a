"""Where papers come from: one module per format or supplier, bytes in and records out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.sources.guess import FORMATS, guess_format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fingerpost.records import Paper, Problem
    from fingerpost.sources.eutils import search_pubmed

__all__ = ["FORMATS", "guess_format", "read_file", "search_pubmed"]


def read_file(path: Path) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a file of any known format, in its order.

    The format is told from the content, never from the name; gzip is undone. A file that cannot
    be read is one problem with a sentence on what to do. Never raises for what a file holds.
    """
    from fingerpost.sources.opening import read_file as read

    return read(path)


def __getattr__(name: str) -> Any:
    if name == "search_pubmed":
        from fingerpost.sources.eutils import search_pubmed

        return search_pubmed
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
