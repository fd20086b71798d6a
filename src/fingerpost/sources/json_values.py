"""JSON values out of a stream, one after another, so that a broken one costs only itself."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fingerpost.records import Paper, Problem
from fingerpost.sources.draft import Place

LONGEST_VALUE = 64 << 20
"""Characters; a work with thousands of authors has about 5 million."""

_CHUNK = 1 << 18
_ENVELOPE = 1 << 16
_OVERLAP = 1 << 10
_BETWEEN = re.compile(r"[\s,]*")
_LINE = re.compile(r"\n\s*(?=\{)")
_OPENING = re.compile(r'\{\s*"[^"]{1,80}"\s*:\s*"?[^"\d{\[\n]{0,60}')
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECODER = json.JSONDecoder()

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Broken:
    """A value, or an answer, that holds no record, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Supplier:
    """How the JSON of a supplier is read: its records found, and one of them made a paper.

    `items` matches what stands before the first record of an answer, so that the others come in
    where one of them is broken; `unwrap` returns the records that a value holds.
    """

    items: re.Pattern[str]
    unwrap: Callable[[object], Iterable[object]]
    read_record: Callable[[Json, Place], Iterator[Paper | Problem]]

    def read(self, stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
        """Yield the papers and problems of JSON lines, an array, an answer or several of them.

        Memory holds one line, one element of an array or one answer.
        """
        window = _Window(stream)
        yield from self._records(_values(window, self.items), file)
        if window.replaced:
            yield Problem(file, "some letters are not valid UTF-8 and were replaced")

    def read_objects(self, objects: Iterable[object], name: str) -> Iterator[Paper | Problem]:
        """Yield the papers and problems of JSON that is parsed already."""
        yield from self._records(((None, one) for one in objects), name)

    def _records(
        self, values: Iterable[tuple[int | None, object]], file: str
    ) -> Iterator[Paper | Problem]:
        number = 0
        for line, value in values:
            for record in (value,) if isinstance(value, Broken) else self.unwrap(value):
                number += 1
                place = Place(file, number, line)
                if isinstance(record, Broken):
                    yield place.problem(record.reason)
                elif isinstance(record, dict):
                    yield from self.read_record(record, place)
                else:
                    yield place.problem("this JSON value is no object, so it was left out")


class _Window:
    """A stream as text, seen through a window that is read at `at`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read = getattr(stream, "read1", stream.read)
        self._line, self._counted = 1, 0
        self._ended = False
        self.text, self.at = "", 0
        self.replaced = False
        head = b""
        while len(head) < 4 and (piece := self._read(_CHUNK)):
            head += piece
        self._decoder = codecs.getincrementaldecoder(_encoding(head))("replace")
        self._add(head)

    def line(self) -> int:
        """The line, from 1, at which the window is read."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def more(self) -> bool:
        """Lengthen the window, forgetting what stands before `at`; False at the end."""
        if self._ended:
            return False
        self.line()
        self.text, self.at, self._counted = self.text[self.at :], 0, 0
        # Twice as much each time: a long value is tried again only a few times.
        wanted, taken, pieces = max(_CHUNK, len(self.text)), 0, []
        while taken < wanted and (piece := self._read(_CHUNK)):
            pieces.append(piece)
            taken += len(piece)
        self._add(b"".join(pieces))
        return bool(taken)

    def _add(self, raw: bytes) -> None:
        self._ended = not raw
        fresh = self._decoder.decode(raw, self._ended)
        self.replaced = self.replaced or "\ufffd" in fresh
        self.text += fresh

    def skip_space(self) -> bool:
        """Pass white space and commas; False at the end."""
        while True:
            found = _BETWEEN.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return True
            if not self.more():
                return False

    def seek(self, pattern: re.Pattern[str]) -> bool:
        """Move behind the next match; False where there is none."""
        self.at += 1
        while not (found := pattern.search(self.text, self.at)):
            self.at = max(self.at, len(self.text) - _OVERLAP)
            if not self.more():
                return False
        self.at = found.end()
        return True

    def value(self) -> object:
        """Return the value that begins at `at` and pass it, or Broken and stay."""
        while True:
            try:
                value, self.at = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                left = len(self.text) - self.at
                if _unfinished(error) and left <= LONGEST_VALUE and self.more():
                    continue
                return Broken(self._reason(error))
            except (ValueError, RecursionError):
                return Broken("this JSON is nested too deeply or holds a number too long: left out")
            return value

    def _reason(self, error: json.JSONDecodeError) -> str:
        if _unfinished(error) and self._ended:
            return "the file ends inside this record, so it was left out"
        line = self.line() + self.text.count("\n", self.at, error.pos)
        return f"this is no valid JSON ({error.msg} on line {line}), so it was left out"


def _encoding(head: bytes) -> str:
    marked = (name for mark, name in _MARKS if head.startswith(mark))
    wide = "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    return next(marked, wide if b"\0" in head[:2] else "utf-8")


def _unfinished(error: json.JSONDecodeError) -> bool:
    """True where the text may simply be too short, as far as one can tell."""
    return error.msg.startswith("Unterminated string") or error.pos >= len(error.doc) - 16


def _values(window: _Window, items: re.Pattern[str]) -> Iterator[tuple[int, object]]:
    """The values of a stream with the line of each; those of arrays one by one."""
    in_array = salvaged = False
    while window.skip_space():
        bracket = window.text[window.at]
        if bracket == ("]" if in_array else "["):
            in_array = not in_array
            window.at += 1
            if salvaged and not window.seek(_LINE):
                return
            continue
        line, value = window.line(), window.value()
        if isinstance(value, Broken):
            found = items.search(window.text, window.at, window.at + _ENVELOPE)
            if found and not in_array:
                window.at, in_array, salvaged = found.end(), True, True
                continue
            yield line, value
            if not window.seek(_following(window) if in_array else _LINE):
                return
        else:
            yield line, value


def _following(window: _Window) -> re.Pattern[str]:
    """What stands before the next element of an array: one that begins as this one does."""
    found = _OPENING.match(window.text, window.at)
    if not found:
        return _LINE
    opening = re.sub(r"(?:\\\s|\s)+", r"\\s*", re.escape(found.group()))
    return re.compile(rf"[,\n]\s*(?={opening})")
