"""Europe PMC: the answers of its search as XML and as Dublin Core."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import parse_qs

from fingerpost.records import Paper, Problem
from fingerpost.sources import europe_pmc, identifiers
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.draft import Draft, Place, finish
from fingerpost.sources.jats_abstract import abstract_with_headings
from fingerpost.sources.languages import language_codes
from fingerpost.sources.names import parse_names
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Shape
from fingerpost.sources.xml_text import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_ADDRESS = re.compile(r"europepmc\.org/(?:abstract|article)/([A-Z]+)/(\w+)")
_IDS_ONLY = {"id", "source", "pmid", "pmcid", "fullTextIdList"}
_SHAPE = Shape(
    records=("result", "rdf:Description"),
    lists=("resultList", "rdf:RDF"),
    noun="Europe PMC",
    tags=("result", f"{{{_RDF}}}Description"),
    namespaces=(
        f'xmlns:rdf="{_RDF}" xmlns:dc="{_DC}" xmlns:dcterms="{_TERMS}"'
        ' xmlns:slx="http://www.scholix.org" xmlns:epmc="https://www.europepmc.org/data"'
    ).encode(),
)


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a decompressed answer, in the order of the file."""
    for found in Records(stream, file, _SHAPE):
        if isinstance(found, Problem):
            yield found
            continue
        element, record, line = found
        place = Place(file, record, line)
        if element.tag != "result":
            yield from finish(_described(element), europe_pmc.SOURCE, place)
        elif {child.tag for child in element} <= _IDS_ONLY:
            yield place.problem(europe_pmc.IDS_ONLY)
            return
        else:
            yield from europe_pmc.read_result(_object(element), place)


def _object(element: _Element) -> dict[str, object]:
    """The element in the shape of the JSON answers: children by their name."""
    stated: dict[str, object] = {}
    for child in element:
        value: object = _object(child) if len(child) else text_of(child)
        before = stated.get(child.tag)
        if child.tag not in stated:
            stated[child.tag] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            stated[child.tag] = [before, value]
    return stated


def _described(element: _Element) -> Draft:
    """What a description in Dublin Core says of a paper."""

    def all_of(namespace: str, name: str) -> list[str]:
        return [
            text for one in element.iterchildren(f"{{{namespace}}}{name}") if (text := text_of(one))
        ]

    def first_of(namespace: str, name: str) -> str:
        return next(iter(all_of(namespace, name)), "")

    addresses, citations = all_of(_DC, "identifier"), all_of(_TERMS, "bibliographicCitation")
    fields = {
        name: values[0]
        for one in citations
        if "rft." in one
        for name, values in parse_qs(one).items()
    }
    known = _ADDRESS.search(" ".join(addresses))
    supplier, number = known.groups() if known else ("", "")
    abstract, sections = abstract_with_headings(first_of(_TERMS, "abstract"))
    pmid = identifiers.pmid(number) if supplier == "MED" else ""
    pmcid = identifiers.pmcid(number if supplier == "PMC" else "") or next(
        filter(None, map(identifiers.pmcid, all_of(_TERMS, "isVersionOf"))), ""
    )
    return Draft(
        title=first_of(_DC, "title"),
        abstract=abstract,
        sections=sections,
        authors=with_addresses(parse_names(all_of(_DC, "creator")), all_of(_DC, "contributor")),
        journal=fields.get("rft.jtitle", ""),
        journal_abbreviation=fields.get("rft.stitle", ""),
        volume=fields.get("rft.volume", ""),
        issue=fields.get("rft.issue", ""),
        pages=fields.get("rft.pages", ""),
        dates=[first_of(_DC, "date")],
        publication_types=tuple(first_of(_DC, "description").split("; ")),
        keywords=tuple(all_of(_DC, "subject")),
        languages=language_codes(first_of(_DC, "language")),
        pmid=pmid,
        pmcid=pmcid,
        doi=identifiers.doi_in(addresses),
        other_ids=() if pmid or pmcid or not number else (f"europepmc:{number}",),
        url=next(iter(addresses), ""),
        preprint=supplier == "PPR",
    )
