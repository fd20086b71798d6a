"""Any file opened, decompressed, recognised and read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources.csv_table import header_of, no_title_reason
from fingerpost.sources.decoding import decode
from fingerpost.sources.guess import (
    FORMATS,
    HEAD_BYTES,
    READABLE,
    guess_format,
    head_text,
    what_it_is,
)
from fingerpost.sources.gunzip import Content

LARGEST_TEXT = 1 << 30
_STREAMED = {
    "pubmed-xml": "pubmed_xml",
    "arxiv-atom": "arxiv_atom",
    "arxiv-oai": "arxiv_oai",
    "jats": "jats",
    "europe-pmc-xml": "europe_pmc_xml",
    "openalex": "openalex",
    "crossref": "crossref",
    "europe-pmc": "europe_pmc",
    "endnote-xml": "endnote_xml",
    "zotero-rdf": "zotero_rdf",
    "json-lines": "json_lines",
}
_CUT_SHORT = {"ris", "web-of-science", "medline", "refer", "csv"}
"""Formats in which a record that is cut off looks whole."""

Records = Iterator[Paper | Problem]


def read_file(path: Path) -> Records:
    """Yield the papers and problems of a file of any known format, in its order.

    The format is told from the content, never from the name; gzip is undone. A file that cannot
    be read is one problem with a sentence on what to do. Never raises for what a file holds.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            yield from _read(Content(file), name)
    except IsADirectoryError:
        yield Problem(name, "this is a folder; name the files in it")
    except FileNotFoundError:
        yield Problem(name, f"there is no such file (looked for {path})")
    except OSError as error:
        yield Problem(name, f"the file cannot be read: {error.strerror or error}")


def read_whole(path: Path) -> tuple[str, str]:
    """Return the format of a text file and its text; the format is '' where none is known.

    Raises SourceError, with what to do, for a file that cannot be read or is cut off.
    """
    try:
        with path.open("rb") as file:
            content = Content(file)
            kind = guess_format(_head(content)) or ""
            raw = io.BufferedReader(content, 1 << 18).read(LARGEST_TEXT + 1)
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from None
    if content.fault:
        raise SourceError(f"{path}: {content.fault}")
    if len(raw) > LARGEST_TEXT:
        raise SourceError(f"{path}: holds more than 1 GB of text; split it")
    return kind, decode(raw)[0]


def _read(content: Content, name: str) -> Records:
    head = _head(content)
    if not head.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        yield Problem(name, content.fault or "the file is empty")
        return
    kind = guess_format(head)
    if kind is None:
        yield Problem(name, _unknown(head))
        return
    last: Paper | Problem | None = None
    for record in (_streamed if kind in _STREAMED else _decoded)(content, kind, name):
        if last is not None:
            yield last
        last = record
    if content.fault:
        yield from _cut(last, content.fault, kind, name)
    elif last is not None:
        yield last
    else:
        yield Problem(name, f"no record stands in this file ({FORMATS[kind].split(':')[0]})")


def _cut(last: Paper | Problem | None, fault: str, kind: str, name: str) -> Records:
    """What a file that ends too early says last: one problem, which tells of its last record."""
    if isinstance(last, Problem):
        yield Problem(name, f"{fault}. At the cut: {last.reason}", last.record, last.line)
        return
    if last is not None and kind in _CUT_SHORT:
        title = f"{last.title[:60]}…" if len(last.title) > 60 else last.title
        yield Problem(name, f"{fault}; the last record ('{title}') is cut off, so it was left out")
        return
    if last is not None:
        yield last
    yield Problem(name, fault)


def _head(content: Content) -> bytes:
    pieces, size = [], 0
    while size < HEAD_BYTES and (piece := content.read(HEAD_BYTES - size)):
        pieces.append(piece)
        size += len(piece)
    head = b"".join(pieces)
    content.push_back(head)
    return head


def _streamed(content: Content, kind: str, name: str) -> Records:
    module = import_module(f"fingerpost.sources.{_STREAMED[kind]}")
    yield from module.read(io.BufferedReader(content, 1 << 18), name)


def _decoded(content: Content, kind: str, name: str) -> Records:
    raw = io.BufferedReader(content, 1 << 18).read(LARGEST_TEXT + 1)
    if len(raw) > LARGEST_TEXT:
        yield Problem(name, "the file holds more than 1 GB of text; split it, or use JSON lines")
        return
    text, remark = decode(raw)
    if remark:
        yield Problem(name, remark)
    module = import_module(f"fingerpost.sources.{_module(kind)}")
    yield from module.read_text(text, name)


def _module(kind: str) -> str:
    return {"csv": "csv_table"}.get(kind, kind.replace("-", "_"))


def _unknown(head: bytes) -> str:
    header = header_of(head_text(head))
    if header.known > 1:
        return no_title_reason(header)
    seems = what_it_is(head)
    found = f"this seems to be {seems}" if seems else "the format of this file is not known"
    return f"{found}. Fingerpost reads {READABLE}"
