"""One item of Zotero's RDF read into a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fingerpost.records import Author
from fingerpost.sources import identifiers
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.draft import Draft
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line, without_markup
from fingerpost.sources.names import parse_name, parse_person
from fingerpost.sources.supplier_ids import supplier_ids
from fingerpost.sources.xml_text import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BIB = "{http://purl.org/net/biblio#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_PRISM = "{http://prismstandard.org/namespaces/1.2/basic/}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_Z = "{http://www.zotero.org/namespaces/export#}"

ABOUT = f"{_RDF}about"
ITEM_TYPE = f"{_Z}itemType"
_VALUE = f"{_RDF}value"
_PREPRINTS = {"document", "manuscript", "preprint", "report", "webpage"}
_HOLDERS = 4
_NOTE = re.compile(
    r"(?:^|[\n;]|\s{2})\s{0,9}(PMID|PMCID|DOI|arXiv)\s{0,3}:\s{0,9}(\S+)", re.IGNORECASE
)

Nodes = Mapping[str, "_Element"]


def item_draft(item: _Element, by_name: Nodes) -> Draft:
    """Return what an item says; `by_name` holds what items may name instead of containing it.

    Lines such as 'PMID: 1' in Zotero's field Extra count as fields.
    """
    own, holders = [item], list(_holders(item, by_name))
    volumes = [item, *(one for one in holders if one.tag != f"{_BIB}Series")]
    extra = _first(own, f"{_DC}description", whole=True)
    noted = {name.lower(): value for name, value in _NOTE.findall(extra)}
    url = _url(item)
    journal = _journal(item, holders)
    named = list(_identifiers([*own, *holders]))
    abstract, sections = labelled(without_markup(_first(own, f"{_TERMS}abstract", whole=True)))
    kind = _first(own, ITEM_TYPE)
    return Draft(
        title=_first(own, f"{_DC}title"),
        abstract=abstract,
        sections=sections,
        authors=_people(item, f"{_BIB}authors") or _people(item, f"{_BIB}editors"),
        journal=journal,
        journal_abbreviation=plain_line(_first(volumes[1:] or own, f"{_TERMS}alternative")),
        volume=_first(volumes, f"{_PRISM}volume"),
        issue=_first(volumes, f"{_PRISM}number"),
        pages=_first(own, f"{_BIB}pages"),
        dates=[date for date in (_first(own, f"{_DC}date"),) if date],
        publication_types=tuple(map(text_of, item.iterchildren(f"{_DC}type"))),
        keywords=tuple(map(plain_line, _subjects(item))),
        languages=language_codes(_first(own, f"{_Z}language")),
        pmid=identifiers.pmid(noted.get("pmid", "")) or identifiers.pmid_in([url, extra]),
        pmcid=identifiers.pmcid(noted.get("pmcid", "")),
        doi=next(filter(None, map(identifiers.doi, named)), "")
        or identifiers.doi(noted.get("doi", ""))
        or identifiers.doi_in([url]),
        arxiv=identifiers.arxiv_in(
            [url, f"arxiv:{noted.get('arxiv', '')}", extra, _first(own, f"{_Z}archiveID")]
        ),
        other_ids=supplier_ids([url, extra, _first(own, f"{_DC}coverage"), *named]),
        url=url if url.startswith("http") else "",
        preprint=kind in _PREPRINTS or not journal or "arxiv" in journal.lower(),
    )


def _first(elements: list[_Element], tag: str, whole: bool = False) -> str:
    """The first text of the tag; on one line, or `whole` with its own line breaks."""
    for element in elements:
        for child in element.iterchildren(tag):
            text = "".join(map(str, child.itertext())).strip() if whole else text_of(child)
            if text:
                return text
    return ""


def _holders(item: _Element, by_name: Nodes) -> Iterator[_Element]:
    """What the item is part of, the next first: a journal, a book, and the series of that."""
    waiting, steps = [item], 0
    while waiting and steps < _HOLDERS:
        steps += 1
        held = waiting.pop(0)
        for part in held.iterchildren(f"{_TERMS}isPartOf"):
            named = by_name.get(part.get(f"{_RDF}resource") or "")
            found = [*part, *([] if named is None else [named])]
            yield from found
            waiting += found


def _journal(item: _Element, holders: list[_Element]) -> str:
    named = [one for one in holders if one.tag not in (f"{_BIB}Series", f"{_BIB}Part")]
    meeting = item.find(f"{_BIB}presentedAt/{_BIB}Conference")
    series = [one for one in holders if one.tag == f"{_BIB}Series"]
    others = [*([] if meeting is None else [meeting]), *series]
    return plain_line(_first(named, f"{_DC}title") or _first(others, f"{_DC}title"))


def _identifiers(elements: list[_Element]) -> Iterator[str]:
    """The plain identifiers, 'DOI 10.…' as '10.…'; numbers of journals and books are no paper's."""
    for element in elements:
        for child in element.iterchildren(f"{_DC}identifier"):
            text = text_of(child)
            if text.upper().startswith("DOI") or not text.upper().startswith(("ISSN", "ISBN")):
                yield text.removeprefix("DOI ").strip()


def _url(item: _Element) -> str:
    for child in item.iterchildren(f"{_DC}identifier"):
        if found := child.findtext(f"{_TERMS}URI/{_VALUE}"):
            return found.strip()
    return ""


def _subjects(item: _Element) -> Iterator[str]:
    """The tags, those that a database gave included; a shelf mark is none."""
    for child in item.iterchildren(f"{_DC}subject"):
        automatic = child.findtext(f"{_Z}AutomaticTag/{_VALUE}")
        if automatic:
            yield automatic
        elif not len(child):
            yield text_of(child)


def _people(item: _Element, tag: str) -> tuple[Author, ...]:
    persons = item.iterfind(f"{tag}/{_RDF}Seq/{_RDF}li/{_FOAF}Person")
    return tuple(author for author in map(_person, persons) if author)


def _person(person: _Element) -> Author | None:
    family = _first([person], f"{_FOAF}surname")
    given = _first([person], f"{_FOAF}givenName") or _first([person], f"{_FOAF}givenname")
    if family and given:
        return parse_person(f"{family}, {given}")
    # A name in one piece is a body's: that is how Zotero has it typed.
    return parse_name(family or given, group=" " in family)
