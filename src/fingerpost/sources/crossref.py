"""Crossref: works as its interface answers them, one or a list, and as lines of its dump."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from fingerpost.records import Author, LinkKind, Paper, Problem, Reference, Retraction
from fingerpost.sources import identifiers
from fingerpost.sources.crossref_links import links_of
from fingerpost.sources.draft import Draft, Place, finish
from fingerpost.sources.jats_abstract import abstract_in
from fingerpost.sources.json_fields import Json, inner, listed, objects, text, texts
from fingerpost.sources.json_values import Broken, Supplier
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line
from fingerpost.sources.pubmed_codes import email, orcid

SOURCE = "crossref"
_BOOKS = {"book", "edited-book", "monograph", "reference-book", "proceedings"}
_DATES = ("published-print", "published-online", "issued", "published", "posted", "published-other")
_CITED = ("author", "article-title", "volume-title", "series-title", "journal-title", "year",
          "volume", "first-page")  # fmt: skip
_KINDS = re.compile(r"work(?:-list)?")


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a decompressed stream of Crossref's JSON.

    Takes answers on one work and on a list, arrays and JSON lines; memory holds one work, or one
    answer.
    """
    return _CROSSREF.read(stream, file)


def read_objects(objects: Iterable[object], name: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of parsed works; `name` stands for the file in problems."""
    return _CROSSREF.read_objects(objects, name)


def _unwrap(value: object) -> Iterable[object]:
    if not isinstance(value, dict):
        return [value]
    kind, message = text(value, "message-type"), value.get("message")
    if text(value, "status") == "failed" or kind.endswith("failure"):
        said = "; ".join(texts([text(one, "message") for one in objects(message)])) or kind
        return [Broken(f"Crossref answered with an error: {said}")]
    if kind and not _KINDS.fullmatch(kind):
        return [Broken(f"this is an answer of Crossref about a {kind}, not about works")]
    holder = message if isinstance(message, dict) else value
    items = holder.get("items")
    return items if isinstance(items, list) else [holder]


def _read_work(work: Json, place: Place) -> Iterator[Paper | Problem]:
    yield from finish(_draft(work), SOURCE, place)


def _draft(work: Json) -> Draft:
    abstract, sections = abstract_in(text(work, "abstract"))
    kind, doi = text(work, "type"), identifiers.doi(text(work, "DOI"))
    names = [plain_line(one) for one in texts(work.get("container-title"))]
    posted = kind == "posted-content"
    links = links_of(work)
    return Draft(
        title=_title(work),
        abstract=abstract,
        sections=sections,
        vernacular_title=plain_line(text(work, "original-title")),
        authors=_authors(work, kind),
        journal=next(iter(names), "") or (_institution(work) if posted else ""),
        journal_abbreviation=plain_line(text(work, "short-container-title")),
        volume=_value(work, "volume"),
        issue=_value(work, "issue") or _value(inner(work, "journal-issue"), "issue"),
        pages=_value(work, "page") or _value(work, "article-number"),
        dates=[date for key in _DATES if (date := _date(work.get(key)))],
        publication_types=tuple(texts([kind, work.get("subtype")])),
        languages=language_codes(text(work, "language")),
        doi=doi,
        url=text(inner(work, "resource", "primary"), "URL") or text(work, "URL"),
        references=tuple(filter(None, map(_reference, objects(work.get("reference"))))),
        links=links,
        retraction=_standing([link.kind for link in links], work),
        preprint=posted,
    )


def _value(stated: Json, key: str) -> str:
    """A field that some publishers fill with the word null."""
    found = text(stated, key)
    return "" if found.lower() in ("null", "none", "n/a") else found


def _title(work: Json) -> str:
    title, subtitle = plain_line(text(work, "title")), plain_line(text(work, "subtitle"))
    if not title or not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!." else f"{title}: {subtitle}"


def _institution(work: Json) -> str:
    named = [text(one, "name") for one in objects(work.get("institution"))]
    return next(filter(None, named), "") or text(work, "group-title")


def _authors(work: Json, kind: str) -> tuple[Author, ...]:
    people = objects(work.get("author"))
    if not people and kind in _BOOKS:
        people = objects(work.get("editor"))
    return tuple(author for author in map(_author, people) if author)


def _author(stated: Json) -> Author | None:
    family, given = plain_line(text(stated, "family")), plain_line(text(stated, "given"))
    group = plain_line(text(stated, "name", "literal"))
    if not (family or given or group):
        return None
    places = tuple(texts([_place(one) for one in listed(stated.get("affiliation"))]))
    return Author(
        family=family or given,
        given=given if family else "",
        suffix=plain_line(text(stated, "suffix")),
        collective="" if family or given else group,
        orcid=orcid(text(stated, "ORCID")),
        email=email(places),
        affiliations=places,
    )


def _place(stated: object) -> str:
    if not isinstance(stated, dict):
        return plain_line(stated) if isinstance(stated, str) else ""
    parts = texts([*listed(stated.get("department")), text(stated, "name"), text(stated, "place")])
    return plain_line(", ".join(parts))


def _date(stated: object) -> str:
    parts = inner({"date": stated}, "date").get("date-parts")
    first = next(iter(listed(parts)), None)
    numbers = [str(one) for one in listed(first) if isinstance(one, int | str) and one]
    return "-".join(numbers[:3])


def _reference(stated: Json) -> Reference | None:
    cited = plain_line(text(stated, "unstructured")) or ", ".join(
        plain_line(found) for key in _CITED if (found := text(stated, key))
    )
    doi = identifiers.doi(text(stated, "DOI"))
    return Reference(cited, doi=doi) if cited or doi else None


def _standing(kinds: list[LinkKind], work: Json) -> Retraction:
    """What the links say; Crossref's silence says nothing."""
    if LinkKind.RETRACTED_BY in kinds:
        return Retraction.RETRACTED
    if LinkKind.RETRACTS in kinds:
        return Retraction.NOTICE
    updates = (text(one, "type") for one in objects(work.get("updated-by")))
    concern = any("concern" in kind for kind in updates)
    return Retraction.CONCERN if concern else Retraction.UNKNOWN


_CROSSREF = Supplier(re.compile(r'"items"\s*:\s*\['), _unwrap, _read_work)
