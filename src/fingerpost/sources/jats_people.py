"""Authors of a JATS article, with the affiliations and addresses that they point to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.records import Author
from fingerpost.sources.names import parse_name
from fingerpost.sources.pubmed_codes import email, orcid
from fingerpost.sources.xml_text import emptied, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_AUTHORS = {"author", "authors", "collab", "group"}
_NOT_PLACE = {"label", "institution-id", "email", "ext-link", "uri", "phone", "fax", "xref"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HREF = "{http://www.w3.org/1999/xlink}href"
_GAPS = re.compile(r"(?:\s*,)+(?=\s*(?:,|$))")


def authors_of(meta: _Element) -> tuple[Author, ...]:
    """Return the authors that an article-meta element lists, in their order; no editors."""
    groups = list(meta.iterchildren("contrib-group"))
    people = [
        one
        for group in groups
        for one in group.iterchildren("contrib")
        if (one.get("contrib-type") or group.get("content-type") or "author") in _AUTHORS
    ]
    places = dict(_places(meta))
    letters = _letters(meta)
    # An affiliation that nobody points to belongs to all, if there is only one.
    alone = list(places.values()) if len(places) == 1 and not _pointers(meta, "aff") else []
    authors = []
    for one in people:
        own = [text for aff in one.iter("aff") if (text := _place(aff))]
        pointed = [places[rid] for rid in _pointers(one, "aff") if rid in places]
        authors.append(_author(one, tuple(dict.fromkeys(own + pointed)) or tuple(alone), letters))
    return tuple(author for author in authors if author)


def _author(element: _Element, places: tuple[str, ...], letters: dict[str, str]) -> Author | None:
    named = _name(element)
    if not named:
        return None
    ids = (text_of(one) for one in element.iter("contrib-id") if _is_orcid(one))
    links = (one.get(_HREF) or "" for one in element.iter("ext-link", "uri"))
    own = (text_of(one) for path in ("email", "address/email") for one in element.iterfind(path))
    pointed = (letters[rid] for rid in _pointers(element, "corresp") if rid in letters)
    return Author(
        family=named.family,
        given=named.given,
        suffix=named.suffix,
        collective=named.collective,
        orcid=orcid(next(ids, "") or next((one for one in links if "orcid.org" in one), "")),
        email=email([*own, *pointed]),
        affiliations=places,
    )


def _is_orcid(element: _Element) -> bool:
    return (element.get("contrib-id-type") or "").lower() == "orcid" or "orcid" in text_of(element)


def _name(element: _Element) -> Author | None:
    names = [*element.iterfind("name"), *element.iterfind("name-alternatives/name")]
    latin = [one for one in names if (one.get(_LANGUAGE) or "en").startswith("en")]
    for name in latin or names:
        family, given = _part(name, "surname"), _part(name, "given-names")
        if family or given:
            return Author(family or given, given if family else "", _part(name, "suffix"))
    for path in ("collab", "collab-alternatives/collab", "on-behalf-of"):
        for group in element.iterfind(path):
            if text := _without(group, {"contrib-group", "aff", "xref", "fn"}):
                return Author(collective=text)
    for name in element.iterfind("string-name"):
        family, given = _part(name, "surname"), _part(name, "given-names")
        if family:
            return Author(family, given, _part(name, "suffix"))
        return parse_name(text_of(name))
    return None


def _part(element: _Element, tag: str) -> str:
    return next((text_of(one) for one in element.iterchildren(tag)), "")


def _places(meta: _Element) -> Iterator[tuple[str, str]]:
    """The text of every affiliation by its id, and by that of the alternatives around it."""
    for number, aff in enumerate(meta.iter("aff")):
        parent = aff.getparent()
        around = parent if parent is not None and parent.tag == "aff-alternatives" else aff
        if around is not aff and next(around.iterchildren("aff")) is not aff:
            continue
        if text := _place(aff):
            yield around.get("id") or aff.get("id") or f"unnamed {number}", text


def _place(aff: _Element) -> str:
    """An affiliation without its mark; parts that nothing separates are set apart by commas."""
    parts = [child for child in aff if child.tag not in (*_NOT_PLACE, "sup")]
    between = (aff.text or "") + "".join(child.tail or "" for child in aff)
    if len(parts) > 1 and not any(c.isalnum() or c in ",;" for c in between):
        return ", ".join(filter(None, (_without(part, _NOT_PLACE) for part in parts))).strip(" ,;")
    # A raised number before the first word is the mark; other raised text belongs to the name.
    marks = _NOT_PLACE | ({"sup"} if not (aff.text or "").strip() else set())
    return _GAPS.sub("", _without(aff, marks)).strip(" ,;")


def _without(element: _Element, names: set[str]) -> str:
    """The element's text but for the children with the names."""
    emptied([one for one in element.iter(*names) if one is not element])
    return text_of(element)


def _letters(meta: _Element) -> dict[str, str]:
    """The e-mail address of every corresponding author's note that has exactly one."""
    found = {}
    for note in meta.iterfind("author-notes/corresp"):
        addresses = {text_of(one) for one in note.iter("email")}
        if len(addresses) == 1:
            found[note.get("id") or ""] = addresses.pop()
    return found


def _pointers(element: _Element, kind: str) -> list[str]:
    marks = (one for one in element.iter("xref") if one.get("ref-type") == kind)
    return [rid for one in marks for rid in (one.get("rid") or "").split()]
