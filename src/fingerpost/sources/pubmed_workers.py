"""Runs of PubMed records read by processes of their own, and given back in the file's order.

A worker takes the XML of a run (an eighth of a megabyte) and answers with the finished papers in
MessagePack, which is read back at a tenth of what it cost to make them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from fingerpost.records import Paper, Problem
from fingerpost.sources.xml_split import Chunk, Fault
from fingerpost.workers import answered

_MODULE = "fingerpost.sources.pubmed_worker"


class Task(msgspec.Struct, array_like=True):
    """One run: the name of its file, the line it begins on, its XML."""

    file: str
    line: int
    xml: bytes


class Answer(msgspec.Struct, array_like=True):
    """What a run held: papers, problems each with the number of papers before it, and counts."""

    papers: list[Paper]
    problems: list[tuple[int, Problem]]
    records: int
    open_lists: int

    def in_order(self, before: int) -> Iterator[Paper | Problem]:
        """Yield papers and problems in their order, `before` records standing before the run."""
        given = 0
        for position, problem in self.problems:
            yield from self.papers[given:position]
            given = position
            number = problem.record
            record = None if number is None else number + before
            yield msgspec.structs.replace(problem, record=record)
        yield from self.papers[given:] if given else self.papers


def read_runs(
    pieces: Iterable[Chunk | Fault], file: str, workers: int
) -> Iterator[tuple[Chunk | Fault, Answer | None]]:
    """Yield every piece with what a worker read in it; None where none could, as for a fault."""

    def question(piece: Chunk | Fault) -> bytes | None:
        if isinstance(piece, Fault):
            return None
        return msgspec.msgpack.encode(Task(file, piece.line, piece.xml))

    for piece, answer in answered(pieces, question, _MODULE, workers):
        yield piece, _understood(answer)


def _understood(answer: bytes | None) -> Answer | None:
    try:
        return msgspec.msgpack.decode(answer, type=Answer) if answer else None
    except msgspec.MsgspecError:
        return None
