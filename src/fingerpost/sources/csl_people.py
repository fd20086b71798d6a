"""The people of one object of CSL-JSON or of Zotero's JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fingerpost.records import Author
from fingerpost.sources.column_people import authors_in_cell, text_of
from fingerpost.sources.names import parse_name
from fingerpost.sources.pubmed_codes import email, orcid

_CSL_ROLES = ("author", "director", "editor")
_ZOTERO_ROLES = (
    "author", "director", "inventor", "programmer", "presenter", "podcaster", "artist", "composer",
    "cartographer", "interviewee", "contributor", "editor",
)  # fmt: skip
"""Who counts as the author of an item, by the kind of item; nobody else does."""
_WITH_SUFFIX = re.compile(r"(.+?), ?(Jr\.?|Sr\.?|II|III|IV)")

Json = Mapping[str, object]


def csl_authors(stated: Json) -> tuple[Author, ...]:
    """Return the authors; where there are none the editors, of a film its director …

    Names in one text are taken apart; a name in two fields is never guessed at.
    """
    listed = _listed(stated)
    if isinstance(listed, str):
        return authors_in_cell(listed)
    if isinstance(listed, dict):
        listed = [listed]
    if not isinstance(listed, list):
        return ()
    # Manubot writes persons as literal names too; a body would hardly stand with others only.
    literal = all(isinstance(one, dict) and "family" not in one for one in listed)
    persons = literal and (len(listed) > 1 or "arxiv" in text_of(stated.get("URL")))
    authors: list[Author | None] = []
    for one in listed:
        if isinstance(one, dict):
            authors.append(_person(one, persons))
        elif ";" in text_of(one):
            authors += authors_in_cell(one)
        else:
            authors.append(parse_name(text_of(one)))
    return tuple(author for author in authors if author)


def _listed(stated: Json) -> object:
    """The value that names the people: of the first role that anybody has."""
    creators = stated.get("creators")
    if not isinstance(creators, list):
        return next((stated[role] for role in _CSL_ROLES if stated.get(role)), None)
    people = [one for one in creators if isinstance(one, dict)]
    for role in _ZOTERO_ROLES:
        if named := [one for one in people if one.get("creatorType", "author") == role]:
            return named
    return []


def _person(stated: Json, literal_persons: bool) -> Author | None:
    def text(*keys: str) -> str:
        return next((got for key in keys if (got := text_of(stated.get(key)).strip())), "")

    group, family = text("literal", "name"), text("family", "lastName")
    if group and not family:
        return parse_name(group, group=not literal_persons and "," not in group)
    particles = (text("dropping-particle"), text("non-dropping-particle"))
    family = " ".join(part for part in (*particles, family) if part)
    given, suffix = text("given", "firstName"), text("suffix")
    if not family:
        return parse_name(given) if given else None
    if not suffix and (found := _WITH_SUFFIX.fullmatch(given)):
        given, suffix = found.groups()
    places = stated.get("affiliation")
    listed = places if isinstance(places, list) else [places]
    names = (text_of(one.get("name") if isinstance(one, dict) else one) for one in listed)
    affiliations = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    return Author(
        family=family,
        given=given,
        suffix=suffix,
        orcid=orcid(text("ORCID")),
        email=email(affiliations),
        affiliations=affiliations,
    )
