"""PubMed XML: efetch sets, baseline and update files, single records, books."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, repeat
from typing import BinaryIO

from fingerpost.records import Paper, Problem
from fingerpost.sources.pubmed_article import read_article, read_book
from fingerpost.sources.pubmed_workers import read_runs
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Chunk, Fault, Shape
from fingerpost.workers import workers_here

_SHAPE = Shape(
    records=("PubmedArticle", "PubmedBookArticle"),
    lists=("PubmedArticleSet", "PubmedBookArticleSet"),
    noun="PubMed",
    tags=("PubmedArticle", "PubmedBookArticle"),
    namespaces=b'xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    b' xmlns:xlink="http://www.w3.org/1999/xlink"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
)


_READ_HERE = 80
"""Runs, about 10 MB, before workers pay for their start."""


def read(stream: BinaryIO, file: str, workers: int | None = None) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of decompressed PubMed XML, in the order of the file.

    Memory holds a few records at a time. A record that cannot be read costs itself only; lists
    of deleted citations are passed over. A long file is read by `workers` processes beside this
    one, as many as pay where none is said; 0 for none.
    """
    records = records_of(stream, file)
    pieces = records.pieces()
    for piece in islice(pieces, _READ_HERE if workers is None else 0):
        yield from papers_within(records, piece, file)
    first = next(pieces, None)
    if first is None:
        return
    crew = workers_here() if workers is None else workers
    rest = chain([first], pieces)
    for piece, answer in read_runs(rest, file, crew) if crew else zip(rest, repeat(None)):
        if answer is None:
            yield from papers_within(records, piece, file)
        else:
            yield from answer.in_order(records.number)
            records.number += answer.records
            records.open_lists += answer.open_lists


def records_of(stream: BinaryIO, file: str) -> Records:
    """Return the records of a stream, to be read piece by piece."""
    return Records(stream, file, _SHAPE)


def papers_within(records: Records, piece: Chunk | Fault, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of one piece of the records."""
    for found in records.within(piece):
        if isinstance(found, Problem):
            yield found
            continue
        element, record, line = found
        book = element.tag == "PubmedBookArticle"
        paper, fault = read_book(element) if book else read_article(element)
        if not paper.title:
            fault = _untitled(paper)
        if fault:
            yield Problem(file, fault, record, line)
        if paper.title:
            yield paper


def _untitled(paper: Paper) -> str:
    which = f" (PMID {paper.pmid})" if paper.pmid else ""
    return f"the record{which} has no title, so it was left out"
