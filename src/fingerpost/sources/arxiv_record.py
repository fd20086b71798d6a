"""The metadata of one OAI-PMH record read into a draft: arXiv, arXivRaw, Dublin Core."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.records import Author, Link, LinkKind, Retraction
from fingerpost.sources import identifiers
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources.arxiv_entry import is_withdrawn
from fingerpost.sources.draft import Draft
from fingerpost.sources.languages import language_codes
from fingerpost.sources.names import parse_name, parse_names, without_brackets
from fingerpost.sources.xml_text import text_of
from fingerpost.text import find_arxiv_id

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FROM_ARXIV = "oai:arXiv.org:"
_COMMENT = re.compile(r"comments?:\s*", re.IGNORECASE)
_NAMES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")


def read_record(metadata: _Element, name: str) -> Draft | None:
    """Return what the metadata says, or None where its format is unknown; `name` is the OAI id."""
    known = find_arxiv_id(name.removeprefix(_FROM_ARXIV)) if name.startswith(_FROM_ARXIV) else ""
    match str(metadata.tag).rpartition("}")[2]:
        case "arXiv":
            return _arxiv(metadata, known or "")
        case "arXivRaw":
            return _raw(metadata, known or "")
        case "dc":
            return _dublin_core(metadata, known or "", name)
        case _:
            return None


def _fields(metadata: _Element) -> dict[str, list[_Element]]:
    found: dict[str, list[_Element]] = {}
    for child in metadata:
        found.setdefault(str(child.tag).rpartition("}")[2], []).append(child)
    return found


def _arxiv(metadata: _Element, known: str) -> Draft:
    fields = _fields(metadata)
    draft = _preprint(fields, known)
    draft.authors = tuple(
        author for group in fields.get("authors", ()) for one in group if (author := _author(one))
    )
    draft.dates = [_text(fields, "created")]
    return draft


def _raw(metadata: _Element, known: str) -> Draft:
    fields = _fields(metadata)
    draft = _preprint(fields, known)
    names = _NAMES.split(without_brackets(_text(fields, "authors")))
    draft.authors = parse_names(_with_suffixes(names))
    versions = fields.get("version", [])
    draft.dates = [_text(_fields(versions[0]), "date")] if versions else []
    return draft


def _with_suffixes(names: list[str]) -> list[str]:
    """The names, 'Jr.' behind a comma given back to the name before it."""
    whole: list[str] = []
    for name in names:
        if whole and _SUFFIX.fullmatch(name):
            whole[-1] += f" {name}"
        else:
            whole.append(name)
    return whole


def _preprint(fields: dict[str, list[_Element]], known: str) -> Draft:
    """What arXiv's own formats have in common."""
    abstract, comment = _text(fields, "abstract"), _text(fields, "comments")
    arxiv = find_arxiv_id(_text(fields, "id")) or known
    return Draft(
        title=_text(fields, "title"),
        abstract=abstract,
        keywords=tuple(_text(fields, "categories").split()),
        arxiv=arxiv,
        url=f"https://arxiv.org/abs/{arxiv}" if arxiv else "",
        links=_published(_text(fields, "doi"), _text(fields, "journal-ref")),
        retraction=_standing(comment, abstract),
        preprint=True,
        verbatim=True,
    )


def _published(stated: str, journal: str) -> tuple[Link, ...]:
    dois = [doi for one in re.split(r"[\s,;]+", stated) if (doi := codes.doi(one))]
    targets = [f"doi:{doi}" for doi in dict.fromkeys(dois)] or ([journal] if journal else [])
    return tuple(Link(LinkKind.PUBLISHED_AS, target) for target in targets)


def _author(element: _Element) -> Author | None:
    fields = _fields(element)
    family, given = _text(fields, "keyname"), _text(fields, "forenames")
    if not family and not given:
        return None
    places = tuple(filter(None, map(text_of, fields.get("affiliation", ()))))
    named = parse_name(f"{given} {family}".strip())
    if named and named.collective:
        return Author(collective=named.collective, affiliations=places)
    return Author(
        family=family,
        given=given,
        suffix=_text(fields, "suffix"),
        email=codes.email(places),
        affiliations=places,
    )


def _dublin_core(metadata: _Element, known: str, name: str) -> Draft:
    fields = _fields(metadata)
    described = [(one.get(_LANGUAGE) or "", text_of(one)) for one in fields.get("description", ())]
    comments = [text for _, text in described if known and _COMMENT.match(text)]
    abstracts = [(language, text) for language, text in described if text not in ("", *comments)]
    # English first; the rest in their order.
    abstracts.sort(key=lambda one: not one[0].lower().startswith("en"))
    abstract = abstracts[0][1] if abstracts else ""
    addresses = [text_of(one) for one in fields.get("identifier", ())]
    doi = identifiers.doi_in(addresses) or next(filter(None, map(codes.doi, addresses)), "")
    web = [one for one in addresses if one.startswith("http")]
    return Draft(
        title=_text(fields, "title"),
        abstract=abstract,
        other_abstracts=tuple(
            (next(iter(language_codes(language)), ""), text)
            for language, text in abstracts[1:]
            if language
        ),
        authors=parse_names(map(text_of, fields.get("creator", ()))),
        journal="" if known else _text(fields, "source"),
        dates=[_text(fields, "date")],
        publication_types=() if known else tuple(map(text_of, fields.get("type", ()))),
        keywords=tuple(map(text_of, fields.get("subject", ()))),
        languages=language_codes(_text(fields, "language")),
        doi="" if known else doi,
        arxiv=known,
        other_ids=() if known or not name else (name,),
        url=next(iter(web), ""),
        links=_published(doi, "") if known else (),
        retraction=_standing(" ".join(comments), abstract) if known else Retraction.UNKNOWN,
        preprint=bool(known),
        verbatim=True,
    )


def _standing(comment: str, abstract: str) -> Retraction:
    bare = _COMMENT.sub("", comment, count=1)
    return Retraction.RETRACTED if is_withdrawn(bare, abstract) else Retraction.UNKNOWN


def _text(fields: dict[str, list[_Element]], tag: str) -> str:
    return next((text_of(one) for one in fields.get(tag, ())), "")
