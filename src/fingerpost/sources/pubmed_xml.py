"""PubMed XML: efetch sets, baseline and update files, single records, books."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fingerpost.records import Paper, Problem
from fingerpost.sources.pubmed_article import read_article, read_book
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Shape

_SHAPE = Shape(
    records=("PubmedArticle", "PubmedBookArticle"),
    lists=("PubmedArticleSet", "PubmedBookArticleSet"),
    noun="PubMed",
    tags=("PubmedArticle", "PubmedBookArticle"),
    namespaces=b'xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    b' xmlns:xlink="http://www.w3.org/1999/xlink"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
)


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of decompressed PubMed XML, in the order of the file.

    Memory holds a few records at a time. A record that cannot be read costs itself only; lists
    of deleted citations are passed over.
    """
    for found in Records(stream, file, _SHAPE):
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
