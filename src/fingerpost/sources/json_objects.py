"""One JSON object of any kind that we know, read into a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fingerpost.records import Author
from fingerpost.sources.column_names import fields_of
from fingerpost.sources.column_people import authors_in_cell, orcid_of, text_of
from fingerpost.sources.columns import draft_of
from fingerpost.sources.csl_fields import csl_draft, is_csl
from fingerpost.sources.draft import Draft
from fingerpost.sources.identifiers import doi
from fingerpost.sources.names import parse_name, without_brackets
from fingerpost.sources.odd_values import odd_values
from fingerpost.sources.retractions import retraction_from_comment
from fingerpost.text import find_arxiv_id

Json = Mapping[str, object]


def read_object(stated: Json) -> tuple[Draft, str]:
    """Return what an object says of a paper, and the kind of object: the paper's `source`.

    Knows CSL-JSON, Zotero's JSON, arXiv's metadata and the plain form.
    """
    if "arxiv_id" in stated and "author_text" in stated:
        return _arxiv(stated), "arxiv-json"
    if is_csl(stated):
        return csl_draft(stated), "csl-json"
    draft = draft_of(fields_of(stated.items()), _authors)
    draft.remarks = (*draft.remarks, *odd_values(stated))
    draft.verbatim = True
    return draft, "json"


def missing(stated: Json) -> str:
    """Return the reason to give for an object that has no title, or none that is text."""
    title = stated.get("title")
    if title not in (None, "", []) and not text_of(title).strip():
        return "the 'title' of the object is no text, so the object was left out"
    keys = ", ".join(sorted(map(str, stated)))
    shown = f"{keys[:120]}…" if len(keys) > 120 else keys
    return f"the object has no 'title' (it has: {shown or 'nothing'}), so it was left out"


def _arxiv(stated: Json) -> Draft:
    def text(key: str) -> str:
        return text_of(stated.get(key)).strip()

    names = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", without_brackets(text("author_text")))
    authors = map(parse_name, names)
    return Draft(
        title=text_of(stated.get("title")),
        abstract=text_of(stated.get("abstract")),
        authors=tuple(author for author in authors if author),
        dates=[text("created")],
        keywords=tuple(text("categories").replace(";", ",").replace(" ", ",").split(",")),
        doi=doi(text("doi")),
        arxiv=find_arxiv_id(text("arxiv_id")) or "",
        retraction=retraction_from_comment(text("comments")),
        preprint=True,
        verbatim=True,
    )


def _authors(value: object) -> tuple[Author, ...]:
    if not isinstance(value, list):
        return authors_in_cell(value)
    authors = (_person(one) if isinstance(one, dict) else parse_name(text_of(one)) for one in value)
    return tuple(author for author in authors if author)


def _person(stated: Json) -> Author | None:
    def text(*keys: str) -> str:
        return next((got for key in keys if (got := text_of(stated.get(key)).strip())), "")

    family, given = (
        text("family", "last", "lastName", "last_name"),
        text("given", "first", "firstName", "first_name", "forename"),
    )
    group = text("collective", "literal")
    named = None if family or group else parse_name(text("name", "full_name", "display_name"))
    if not (family or group or named):
        return None
    places = stated.get("affiliations") or stated.get("affiliation") or []
    listed = places if isinstance(places, list) else [places]
    texts = (text_of(one.get("name") if isinstance(one, dict) else one) for one in listed)
    return Author(
        family=named.family if named else family,
        given=named.given if named else given,
        suffix=text("suffix") or (named.suffix if named else ""),
        collective=named.collective if named else group,
        orcid=orcid_of(stated.get("orcid") or stated.get("ORCID")),
        email=text("email"),
        affiliations=tuple(place for place in texts if place),
    )
