"""A stream of XML cut into its records, so that a broken one spoils no other.

Each record is parsed alone. Concatenated documents need no care, memory holds one record, and a
document's DOCTYPE never reaches the XML parser: nothing that it declares can be expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fingerpost.sources.xml_tape import Tape
from fingerpost.text import plain

LONGEST_RECORD = 32 << 20
"""Bytes; records with thousands of authors have about 4 MB."""

_LONGEST_MESSAGE = 1 << 16
_SHORT_RUN = 1 << 20
_TAG_END = re.compile(rb"/?>")
_DOCTYPE_PART = re.compile(rb"[\[>]")
_ENTITIES = "the file declares XML entities; they are never expanded, the records were read without"


@dataclass(frozen=True, slots=True)
class Chunk:
    """The bytes of one record, or of a run of records, in UTF-8, and the line it begins on."""

    xml: bytes
    line: int
    is_run: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the file, where, and whether a record was lost by it."""

    reason: str
    line: int | None
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """What a format calls its records, the lists that hold them, and itself.

    `tags` are the records' names as the parser gives them, `namespaces` the declarations that
    stand around records.
    """

    records: tuple[str, ...]
    lists: tuple[str, ...]
    noun: str
    tags: tuple[str, ...]
    namespaces: bytes

    @property
    def mark(self) -> re.Pattern[bytes]:
        """The pattern of everything that matters between records."""
        records, lists = "|".join(self.records), "|".join(self.lists)
        pattern = (
            r"<!--|<!DOCTYPE|<ERROR>"
            rf"|(?P<list></?(?:{lists})(?=[\s/>]))|(?P<record></?(?:{records})(?=[\s>]))"
        )
        return re.compile(pattern.encode())


class Splitter:
    """Cuts a stream, or with `within` a run of records of one, into its records.

    In a stream, whatever stands between the beginning of one record and the end of another may
    come as one run, unseen: much faster, if it is well-formed; if not, the run is cut again.
    """

    def __init__(self, stream: BinaryIO, shape: Shape, *, within: bool = False) -> None:
        self._tape = Tape(stream)
        self._within = within
        self._mark = shape.mark
        self._opening = re.compile(f"<(?:{'|'.join(shape.records)})(?=[\\s>])".encode())
        self._closings = [f"</{name}>".encode() for name in shape.records]
        self._noun = shape.noun
        self._found = False
        self._cut = False
        self.open_lists = 0

    def pieces(self) -> Iterator[Chunk | Fault]:
        """Yield every record, and what is broken, in their order."""
        empty = self._tape.is_empty
        if self._tape.notice:
            yield Fault(self._tape.notice, 1, lost=False)
        while mark := self._tape.seek(self._mark):
            piece = self._piece(mark)
            if piece:
                yield piece
            self._found = self._found or piece is not None or mark["list"] is not None
        ending = Fault("the file is empty", None) if empty else self._ending()
        if ending and not self._within:
            yield ending

    def _piece(self, mark: re.Match[bytes]) -> Chunk | Fault | None:
        if mark["record"]:
            return self._record(mark["record"])
        self._tape.at = mark.end()
        match mark.group():
            case b"<!DOCTYPE":
                return self._doctype()
            case b"<ERROR>":
                return self._error()
            case b"<!--":
                self._skip_past(b"-->")
            case tag:
                self._list(closing=tag.startswith(b"</"))
        return None

    def _record(self, opening: bytes) -> Chunk | Fault:
        tape, line, name = self._tape, self._tape.line(), opening.lstrip(b"</")
        if opening.startswith(b"</"):
            tape.at += len(opening)
            return Fault("the beginning of this record is damaged, so it was left out", line)
        if not self._within and (run := self._run()):
            return Chunk(run, line, is_run=True)
        end = self._closing_of(name)
        inner = self._next_record(tape.at + 1, end if end >= 0 else len(tape.window))
        if inner >= 0:
            tape.at = inner
            return Fault("this record is not closed before the next begins: left out", line)
        if end < 0:
            return self._endless(len(opening), line)
        end -= tape.at
        closing = tape.find(b">", LONGEST_RECORD, end) + 1
        if not closing:
            return self._endless(len(opening), line)
        start, end = tape.at, tape.at + end
        if tape.window[end + 2 + len(name) : closing - 1].strip():
            tape.at = end
            return Fault("this record is not closed, so it was left out", line)
        tape.at = closing
        return Chunk(tape.window[start:closing], line)

    def _run(self) -> bytes:
        """Return what reaches to the last end of a record in the window, and pass it."""
        past = self._last_end()
        if past == self._tape.at and len(self._tape.window) - past < _SHORT_RUN:
            # Only the beginning of a record is in the window: more of it holds a whole run.
            self._tape.forget()
            self._tape.more()
            past = self._last_end()
        run = self._tape.window[self._tape.at : past]
        self._tape.at = past
        return run

    def _last_end(self) -> int:
        past = self._tape.at
        for tag in self._closings:
            end = self._tape.window.rfind(tag, past)
            past = end + len(tag) if end >= 0 else past
        return past

    def _closing_of(self, name: bytes) -> int:
        """Where the record's closing tag stands, or -1; </article-meta> closes no article."""
        tape, after = self._tape, 0
        while (end := tape.find(b"</" + name, LONGEST_RECORD, after)) >= 0:
            if not tape.window.startswith(b"-", end + 2 + len(name)):
                return end
            after = end - tape.at + 1
        return -1

    def _next_record(self, start: int, limit: int) -> int:
        found = self._opening.search(self._tape.window, start, limit)
        return found.start() if found else -1

    def _endless(self, step: int, line: int) -> Fault:
        self._tape.at += step
        if len(self._tape.window) > LONGEST_RECORD:
            limit = LONGEST_RECORD >> 20
            return Fault(f"this record is longer than {limit} MB, so it was left out", line)
        self._cut = True
        why = self._tape.failure or "the file ends inside this record"
        return Fault(f"{why}; the last record is incomplete and was left out", line)

    def _list(self, *, closing: bool) -> None:
        found = self._tape.seek(_TAG_END)
        if found and not found.group().startswith(b"/"):
            self.open_lists += -1 if closing else 1

    def _skip_past(self, token: bytes) -> bytes:
        """Return what stands before the token; where it never comes, nothing is skipped."""
        end = self._tape.find(token, LONGEST_RECORD)
        skipped = self._tape.window[self._tape.at : max(end, self._tape.at)]
        if end >= 0:
            self._tape.at = end + len(token)
        return skipped

    def _doctype(self) -> Fault | None:
        line = self._tape.line()
        part = self._tape.seek(_DOCTYPE_PART)
        if not part or part.group() == b">":
            return None
        declares = b"<!ENTITY" in self._skip_past(b"]")
        return Fault(_ENTITIES, line, lost=False) if declares else None

    def _error(self) -> Fault:
        line = self._tape.line()
        end = self._tape.find(b"<", _LONGEST_MESSAGE)
        said = self._tape.window[self._tape.at : max(end, self._tape.at)]
        return Fault(
            f"{self._noun} answered with an error: {plain(said.decode('utf-8', 'replace'))}", line
        )

    def _ending(self) -> Fault | None:
        tape = self._tape
        if self._cut:
            return None
        if tape.failure:
            return Fault(f"{tape.failure}; later records may be missing", tape.line(), lost=False)
        if not self._found:
            return Fault(f"there is no {self._noun} record in this file", None, lost=False)
        if self.open_lists > 0:
            reason = "the list of records is not closed: the file may be cut off here"
            return Fault(reason, tape.line(), lost=False)
        return None
