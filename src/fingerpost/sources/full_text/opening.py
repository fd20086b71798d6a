"""A file of full text opened and told apart: JATS XML or PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fingerpost.records import Problem
from fingerpost.sources.full_text import jats
from fingerpost.sources.full_text.model import FullText, Limits
from fingerpost.sources.full_text.pdf.reading import MAGIC, read_pdf
from fingerpost.sources.guess import guess_format, what_it_is
from fingerpost.sources.gunzip import Content

_HEAD = 1 << 16
_PDF_BEGINS_WITHIN = 1024
"""Some programs write a few bytes before the mark of a PDF, and readers forgive it."""

Records = Iterator[FullText | Problem]


def read_full_text(path: Path, limits: Limits | None = None) -> Records:
    """Yield the articles of a JATS file or the one paper of a PDF, and what could not be read."""
    name = path.name
    try:
        with path.open("rb") as file:
            yield from _read(Content(file), name, limits or Limits())
    except IsADirectoryError:
        yield Problem(name, "this is a folder; name a file in it")
    except FileNotFoundError:
        yield Problem(name, f"there is no such file (looked for {path})")
    except OSError as error:
        yield Problem(name, f"the file cannot be read: {error.strerror or error}")


def _read(content: Content, name: str, limits: Limits) -> Records:
    stream = io.BufferedReader(content, _HEAD)
    head = stream.peek(_HEAD)[:_HEAD]
    if not head.strip():
        yield Problem(name, content.fault or "the file is empty")
    elif MAGIC in head[:_PDF_BEGINS_WITHIN]:
        yield _pdf(stream, name, limits)
    elif guess_format(head) == "jats":
        yield from _jats(stream, name)
    else:
        yield Problem(name, _unknown(head))
    if content.fault:
        yield Problem(name, content.fault)


def _pdf(stream: BinaryIO, name: str, limits: Limits) -> FullText | Problem:
    body = stream.read(limits.file_size + 1)
    if len(body) > limits.file_size:
        size = limits.file_size >> 20
        return Problem(name, f"this PDF is larger than {size:,} MB; that is more than is read")
    return read_pdf(body, name, limits)


def _jats(stream: BinaryIO, name: str) -> Records:
    found = False
    for record in jats.read(stream, name):
        found = True
        yield record
    if not found:
        yield Problem(name, "no article stands in this file")


def _unknown(head: bytes) -> str:
    if guess_format(head):
        return (
            "this file holds references, not the text of a paper; name a PDF or JATS XML, or"
            " appraise it with --file"
        )
    seems = what_it_is(head)
    found = f"this seems to be {seems}" if seems else "the format of this file is not known"
    return f"{found}. The text of a paper is read from JATS XML and from PDF"
