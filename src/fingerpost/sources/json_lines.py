"""JSON lines: an object on each line, arXiv's metadata or the plain form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from fingerpost.records import Paper, Problem
from fingerpost.sources.csl_json import read_value
from fingerpost.sources.draft import Place

LONGEST_LINE = 64 << 20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a decompressed stream of JSON lines, a line at a time.

    Records count the lines that hold anything. Abstracts stay as they are, to the last space.
    """
    number = line = 0
    while raw := stream.readline(LONGEST_LINE):
        line += 1
        bare = raw.removeprefix(_BYTE_ORDER_MARK).strip() if line == 1 else raw.strip()
        if not bare:
            continue
        number += 1
        yield from _line(bare, Place(file, number, line))


def _line(raw: bytes, place: Place) -> Iterator[Paper | Problem]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        yield place.problem("the line is not UTF-8; it was read as Windows-1252")
        text = raw.decode("cp1252", "replace")
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        yield place.problem(f"the line is no valid JSON ({error.msg}), so it was left out")
        return
    except (ValueError, RecursionError):
        yield place.problem("the line holds JSON that is nested too deeply, so it was left out")
        return
    yield from read_value(value, place)
