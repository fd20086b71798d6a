"""arXiv's Atom feeds: the answers of its query interface."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fingerpost.records import Paper, Problem
from fingerpost.sources.arxiv_entry import ATOM, read_entry
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Shape

_NAMESPACES = (
    f'xmlns="{ATOM}" xmlns:atom="{ATOM}" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
)
_SHAPE = Shape(
    records=("entry", "atom:entry"),
    lists=("feed", "atom:feed"),
    noun="arXiv",
    tags=(f"{{{ATOM}}}entry",),
    namespaces=_NAMESPACES.encode(),
)


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a decompressed feed, in the order of the file.

    Every entry is a preprint's record: its DOI and journal belong to the version published later
    and become a link. An entry in which arXiv reports an error is a problem.
    """
    for found in Records(stream, file, _SHAPE):
        if isinstance(found, Problem):
            yield found
            continue
        element, record, line = found
        paper, fault = read_entry(element)
        if fault:
            yield Problem(file, fault, record, line)
        if paper:
            yield paper
