"""What the rules find in a paper, kept in the library until the text or the rules change.

What the reader put right is not kept here but laid over it each time. A kept finding stands for the
text, headings and kinds of publication that it was read from and for the files of the rules; one
that is damaged, or of other rules, is made anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

from fingerpost import reading
from fingerpost.errors import LibraryError
from fingerpost.library import Library
from fingerpost.library.codec import pack, unpack
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper
from fingerpost.text import digest

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder

MAKER: Final = "appraisal"
_KEY: Final = 16
"""Bytes of the digest before each finding."""


def appraise_all(library: Library, papers: Sequence[Paper]) -> list[Appraisal]:
    """Return what `reading.appraise` finds in each paper; what the library keeps is not read again.

    What is new is kept; a library that cannot be written to is read all the same.
    """
    from dataclasses import replace

    rules, hashes = rules_version(), [paper.text_hash for paper in papers]
    kept = library.annotations(MAKER, rules, hashes)
    found, new = [], dict[str, bytes]()
    for paper, text in zip(papers, hashes, strict=True):
        appraisal = _unpacked(kept.get(text), paper)
        if appraisal is None:
            new[text] = _packed(paper)
            # Read back, so that a dive is the same whether this was kept or not.
            appraisal = _unpacked(new[text], paper)
        found.append(replace(appraisal or reading.appraise(paper), paper_id=paper.id))
    if new:
        with suppress(LibraryError):  # keeping saves time and nothing else
            library.annotate(MAKER, rules, new)
            library.forget_other_versions(MAKER, rules)
    return found


@cache
def rules_version() -> str:
    """Return the version of the rules: Fingerpost's, and a digest of the files they are made of."""
    package = files("fingerpost")
    rules = [*_files(package / "reading"), package / "records.py", package / "text.py"]
    return f"{version('fingerpost')} {digest(*(each.read_bytes().hex() for each in rules))}"


def _files(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _files(each)
        elif not each.name.endswith(".pyc"):
            yield each


def _packed(paper: Paper) -> bytes:
    import msgspec

    found = msgspec.msgpack.encode(reading.appraise(paper))
    return pack(_key(paper) + found)


def _unpacked(stored: bytes | None, paper: Paper) -> Appraisal | None:
    """Return what was kept of a paper, or None if it is damaged or of another record."""
    import msgspec

    if stored is None:
        return None
    try:
        plain = unpack(stored)
        return _decoder().decode(plain[_KEY:]) if plain.startswith(_key(paper)) else None
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, zlib.error):
        return None


def _key(paper: Paper) -> bytes:
    """The digest of all that the rules read of a paper."""
    import msgspec

    read = Paper(
        title=paper.title,
        abstract=paper.abstract,
        mesh=paper.mesh,
        publication_types=paper.publication_types,
    )
    return digest(msgspec.json.encode(read).decode()).encode()


@cache
def _decoder() -> Decoder[Appraisal]:
    import msgspec

    return msgspec.msgpack.Decoder(Appraisal)
