"""The record elements of an XML stream: parsed in runs, one by one where a run is broken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from fingerpost.records import Problem
from fingerpost.sources.xml_safe import line_of, parse_wrapped, reason_of, safe_parser
from fingerpost.sources.xml_split import Chunk, Fault, Shape, Splitter


class Records:
    """Iterates over (element, number of the record, its line), or problems, in their order."""

    def __init__(self, stream: BinaryIO, file: str, shape: Shape) -> None:
        self._file, self._shape = file, shape
        self._splitter = Splitter(stream, shape)
        self._parser = safe_parser()
        self.number = 0
        """How many records there have been so far."""
        self.open_lists = 0
        """How many more lists were opened than closed within runs that were cut again."""

    def __iter__(self) -> Iterator[tuple[etree._Element, int, int] | Problem]:
        """Yield every record; memory holds one run at a time."""
        for piece in self.pieces():
            yield from self.within(piece)

    def pieces(self) -> Iterator[Chunk | Fault]:
        """Yield the runs of records of the stream, and what is broken between them, unread."""
        for piece in self._splitter.pieces():
            yield piece
            self._splitter.open_lists += self.open_lists
            self.open_lists = 0

    def within(self, piece: Chunk | Fault) -> Iterator[tuple[etree._Element, int, int] | Problem]:
        """Yield the records of one piece."""
        if isinstance(piece, Fault):
            yield self._problem(piece)
        else:
            yield from self._run(piece)

    def _problem(self, fault: Fault, before: int = 0) -> Problem:
        self.number += fault.lost
        line = fault.line + before if fault.line else None
        return Problem(self._file, fault.reason, self.number if fault.lost else None, line)

    def _run(self, run: Chunk) -> Iterator[tuple[etree._Element, int, int] | Problem]:
        elements = self._together(run)
        if not elements:
            yield from self._singly(run)
        for element in elements:
            self.number += 1
            yield element, self.number, run.line + getattr(element, "sourceline", 1) - 1

    def _together(self, run: Chunk) -> list[etree._Element]:
        """Return the elements of a run, or none where anything in it is not plainly a record."""
        try:
            elements = list(parse_wrapped(run.xml, self._parser, self._shape.namespaces))
        except etree.XMLSyntaxError:
            return []
        plain = all(element.tag in self._shape.tags for element in elements)
        return elements if plain else []

    def _singly(self, run: Chunk) -> Iterator[tuple[etree._Element, int, int] | Problem]:
        before = run.line - 1
        within = Splitter(io.BytesIO(run.xml), self._shape, within=True)
        for piece in within.pieces():
            if isinstance(piece, Fault):
                yield self._problem(piece, before)
                continue
            self.number += 1
            line = piece.line + before
            try:
                [element] = parse_wrapped(piece.xml, self._parser, self._shape.namespaces)
            except etree.XMLSyntaxError as error:
                yield Problem(self._file, reason_of(error), self.number, line_of(error, line))
            else:
                yield element, self.number, line
        self.open_lists += within.open_lists
