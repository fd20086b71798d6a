"""ROR's organisations from a file into the table beside a library."""

from __future__ import annotations

from pathlib import Path

from fingerpost.library import Library
from fingerpost.library.ror import RorSource


def use_ror(library: Library, file: Path) -> RorSource:
    """Read ROR's data dump and keep its names and places, in place of any before.

    SourceError for a file that is no dump of ROR, or is not whole; what was there stays.
    """
    from fingerpost.sources.ror_file import read_ror

    return library.ror.replace(file.name, read_ror(file))
