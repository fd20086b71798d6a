"""The whole text of one's own papers, by its sections: from JATS XML and from PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.sources.full_text.model import FullText, Part, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fingerpost.records import Problem
    from fingerpost.sources.full_text.model import Limits

__all__ = ["FullText", "Part", "PartKind", "read_full_text"]


def read_full_text(path: Path, limits: Limits | None = None) -> Iterator[FullText | Problem]:
    """Yield the articles of a JATS file or the one paper of a PDF, and what could not be read.

    The format is told from the content, never from the name; gzip is undone. Never raises for
    what a file holds.
    """
    from fingerpost.sources.full_text.opening import read_full_text as read

    return read(path, limits)
