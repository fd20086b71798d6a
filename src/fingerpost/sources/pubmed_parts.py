"""The parts of a PubMed record besides its authors: abstract, dates, headings, references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.records import MeshHeading, Reference, Section
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources.dates import check_year, iso_date, medline_date, stated_year, year_problem
from fingerpost.sources.xml_text import bare, short, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_NO_LABEL = ("", "UNLABELLED", "UNLABELED")


def abstract_of(element: _Element | None) -> tuple[str, tuple[Section, ...]]:
    """Return the whole abstract and its sections; no sections where no part has a label."""
    if element is None:
        return "", ()
    sections = [_section(part) for part in element.iterchildren("AbstractText")]
    sections = [section for section in sections if section.text]
    whole = "\n".join(f"{s.label}: {s.text}" if s.label else s.text for s in sections)
    return whole, tuple(sections) if any(s.label for s in sections) else ()


def _section(part: _Element) -> Section:
    label = (part.get("Label") or "").strip()
    category = part.get("NlmCategory") or ""
    return Section(
        "" if label in _NO_LABEL else label,
        text_of(part),
        "" if category == "UNASSIGNED" else category,
    )


def other_abstracts_of(elements: Iterable[_Element]) -> tuple[tuple[str, str], ...]:
    """Return the abstracts in other languages or by other hands as (language, text)."""
    found = ((element.get("Language") or "", abstract_of(element)[0]) for element in elements)
    return tuple((language, text) for language, text in found if text)


def date_of(published: _Element | None, online: _Element | None) -> tuple[int | None, str, str]:
    """Return year, ISO date and what is wrong with them, from the issue, else from the web."""
    for element in (published, online):
        parts = {} if element is None else {part.tag: part.text or "" for part in element}
        stated = parts.get("Year") or stated_year(parts.get("MedlineDate", ""))
        if not stated:
            continue
        if check_year(stated) is None:
            return None, "", year_problem(stated)
        month = parts.get("Month") or parts.get("Season", "")
        date = iso_date(stated, month, parts.get("Day", "")) if "Year" in parts else ""
        return check_year(stated), date or medline_date(parts["MedlineDate"]), ""
    return None, "", ""


def mesh_of(headings: _Element | None) -> tuple[MeshHeading, ...]:
    """Return the MeSH headings in their order."""
    return () if headings is None else tuple(map(_heading, headings.iterchildren("MeshHeading")))


def _heading(element: _Element) -> MeshHeading:
    descriptor = ui = ""
    qualifiers = []
    major = False
    for child in element:
        if child.get("MajorTopicYN") == "Y":
            major = True
        if child.tag == "DescriptorName":
            descriptor, ui = bare(child), child.get("UI") or ""
        else:
            qualifiers.append(bare(child))
    return MeshHeading(descriptor, tuple(qualifiers), major, ui)


def ids_of(listed: _Element | None) -> dict[str, str]:
    """Return the identifiers of one ArticleIdList by their kind, the first of each."""
    found: dict[str, str] = {}
    if listed is not None:
        for element in listed.iterchildren("ArticleId"):
            found.setdefault(element.get("IdType") or "", (element.text or "").strip())
    return found


def references_of(lists: Iterable[_Element]) -> tuple[Reference, ...]:
    """Return the entries of the reference lists, nested lists included."""
    found: list[Reference] = []
    for listed in lists:
        _add_references(listed, found)
    return tuple(found)


def _add_references(listed: _Element, found: list[Reference]) -> None:
    # One flat walk: records have hundreds of references, and this is where the time goes.
    text = pmid = doi = ""
    for element in listed.iter("Reference", "Citation", "ArticleId"):
        tag = element.tag
        if tag == "Citation":
            text = bare(element)
        elif tag == "Reference":
            if text or pmid or doi:
                found.append(Reference(text, pmid, doi))
            text = pmid = doi = ""
        elif (kind := element.get("IdType")) == "pubmed":
            pmid = pmid or (element.text or "").strip()
        elif kind == "doi":
            doi = doi or codes.doi(element.text or "")
    if text or pmid or doi:
        found.append(Reference(text, pmid, doi))


def pages_of(pagination: _Element | None) -> str:
    """Return the pages as MEDLINE writes them, else from first to last."""
    if pagination is None:
        return ""
    ends = [short(pagination, "StartPage"), short(pagination, "EndPage")]
    return short(pagination, "MedlinePgn") or "-".join(end for end in ends if end)
