"""Where papers come from: a module for each format, `live` for suppliers; bytes in, records out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.sources.guess import FORMATS, guess_format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fingerpost.records import Paper, Problem

__all__ = ["FORMATS", "guess_format", "read_file"]


def read_file(path: Path) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a file of any known format, in its order.

    The format is told from the content, never from the name; gzip is undone. A file that cannot
    be read is one problem with a sentence on what to do. Never raises for what a file holds.
    """
    from fingerpost.sources.opening import read_file as read

    return read(path)
