"""Authors as PubMed XML states them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.records import Author
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources.xml_text import bare

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = {"LastName", "ForeName", "Initials", "Suffix", "CollectiveName"}


def authors_of(lists: list[_Element], affiliation: str = "") -> tuple[Author, ...]:
    """Return the authors in their order, without names that NLM marks as superseded.

    `affiliation` is the article's one affiliation in records before 2014: the first author's.
    """
    found = [
        _author(element, "" if position else affiliation)
        for one in lists
        for position, element in enumerate(one.iterchildren("Author"))
        if element.get("ValidYN") != "N"
    ]
    return tuple(author for author in found if author.family or author.collective or author.given)


def _author(element: _Element, affiliation: str) -> Author:
    stated: dict[str, str] = {}
    affiliations = [affiliation] if affiliation else []
    orcid = ""
    for child in element:
        tag = child.tag
        if tag in _NAMES:
            if tag != "Initials" or "ForeName" not in stated:
                stated[tag] = bare(child)
        elif tag == "AffiliationInfo":
            affiliations += [bare(place) for place in child if place.tag == "Affiliation"]
        elif tag == "Identifier":
            if child.get("Source") == "ORCID":
                orcid = codes.orcid(child.text or "")
        elif tag == "Affiliation":
            affiliations.append(bare(child))
    kept = tuple(affiliations)
    if len(kept) > 1 or "" in kept:
        kept = tuple(dict.fromkeys(text for text in kept if text))
    get = stated.get
    return Author(
        get("LastName", ""),
        get("ForeName") or get("Initials", ""),
        get("Suffix", ""),
        get("CollectiveName", ""),
        orcid,
        codes.email(kept) if kept else "",
        kept,
    )
