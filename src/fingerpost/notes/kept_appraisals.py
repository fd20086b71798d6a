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
from fingerpost.workers import answered, workers_here

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder

MAKER: Final = "appraisal"
_KEY: Final = 16
"""Bytes of the digest before each finding."""
_WORKER: Final = "fingerpost.notes.appraisal_worker"
_MANY, _RUN = 2_000, 100
"""Papers before workers pay for their start, and how many each is given at once."""


def appraise_all(library: Library, papers: Sequence[Paper]) -> list[Appraisal]:
    """Return what `reading.appraise` finds in each paper; what the library keeps is not read again.

    What is new is kept; a library that cannot be written to is read all the same.
    """
    from dataclasses import replace

    rules, hashes = rules_version(), [paper.text_hash for paper in papers]
    kept = library.annotations(MAKER, rules, hashes)
    found = [_unpacked(kept.get(text), each) for each, text in zip(papers, hashes, strict=True)]
    missing = [number for number, appraisal in enumerate(found) if appraisal is None]
    new = dict[str, bytes]()
    for number, made in zip(missing, _made([papers[each] for each in missing]), strict=True):
        new[hashes[number]] = made
        # Read back, so that a dive is the same whether this was kept or not.
        found[number] = _unpacked(made, papers[number])
    if new:
        with suppress(LibraryError):  # keeping saves time and nothing else
            library.annotate(MAKER, rules, new)
            library.forget_other_versions(MAKER, rules)
    return [
        replace(appraisal or reading.appraise(paper), paper_id=paper.id)
        for paper, appraisal in zip(papers, found, strict=True)
    ]


def _made(papers: Sequence[Paper]) -> Iterator[bytes]:
    """Give what is kept of each paper; many are read by several processes."""
    import msgspec

    crew = workers_here() if len(papers) >= _MANY else 0
    if not crew:
        yield from map(packed, papers)
        return
    runs = [papers[start : start + _RUN] for start in range(0, len(papers), _RUN)]
    for run, answer in answered(runs, msgspec.msgpack.encode, _WORKER, crew):
        made = msgspec.msgpack.decode(answer, type=list[bytes]) if answer else ()
        yield from made if len(made) == len(run) else map(packed, run)


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


def packed(paper: Paper) -> bytes:
    """Return what the library keeps of a paper: what was read, and what the rules find in it."""
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
