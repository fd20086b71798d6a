"""OpenAlex: works as JSON lines, as parts of its snapshot, and as answers of its interface."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from fingerpost.records import (
    Author,
    Link,
    LinkKind,
    MeshHeading,
    Paper,
    Problem,
    Reference,
    Retraction,
)
from fingerpost.sources import identifiers
from fingerpost.sources.draft import Draft, Place, finish, page_range
from fingerpost.sources.identifiers import ARXIV_DOI
from fingerpost.sources.jats_abstract import abstract_in
from fingerpost.sources.json_fields import Json, inner, listed, objects, text, texts
from fingerpost.sources.json_values import Broken, Supplier
from fingerpost.sources.languages import language_codes
from fingerpost.sources.names import parse_name
from fingerpost.sources.pubmed_codes import email, orcid
from fingerpost.sources.retractions import retraction_from_title

SOURCE = "openalex"
_ID = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?(W\d+)", re.IGNORECASE)
_OTHER_ID = re.compile(r"https?://openalex\.org/(?:[a-z-]+/)?[A-V]?\w+", re.IGNORECASE)
_PMCID = re.compile(r"(\d{3,9})/?$")
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/\d|64898/|21203/rs\.|2139/ssrn\.|20944/preprints|31234/osf|36227/techrxiv)"
)
_PRINTED = re.compile(r"[^\W\d_][^\d,;:()\[\]@*†‡§/]*(?:,[^\d,;:()\[\]@*†‡§/]*)?")
_DEGREE = re.compile(r",\s*(?:M\.?D|D\.?O|Ph\.?\s?D|M\.?P\.?H|M\.?Sc|B\.?Sc|MS|RN|MBBS|FRC)")
_JOURNALS = {"journal", "conference", "book series", "ebook platform", ""}


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a decompressed stream of OpenAlex works.

    Takes JSON lines, parts of the snapshot, answers (`{"meta": …, "results": […]}`) and arrays;
    memory holds one work, or one answer.
    """
    return _OPENALEX.read(stream, file)


def read_objects(objects: Iterable[object], name: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of parsed works; `name` stands for the file in problems."""
    return _OPENALEX.read_objects(objects, name)


def abstract_text(index: object) -> str:
    """Return the text that an inverted index (words to their places) was made from."""
    if isinstance(index, str):
        try:
            index = json.loads(index)
        except (ValueError, RecursionError):
            return ""
    if not isinstance(index, dict):
        return ""
    words = index.get("InvertedIndex", index)
    if not isinstance(words, dict):
        return ""
    placed = sorted(
        (place, word)
        for word, places in words.items()
        for place in listed(places)
        if isinstance(place, int)
    )
    return " ".join(word for _, word in placed)


def _unwrap(value: object) -> Iterable[object]:
    if not isinstance(value, dict):
        return [value]
    if isinstance(results := value.get("results"), list):
        return results
    if "error" in value and "id" not in value:
        said = text(value, "message", "error")
        return [Broken(f"OpenAlex answered with an error: {said}")]
    return [value]


def _read_work(work: Json, place: Place) -> Iterator[Paper | Problem]:
    number = _ID.fullmatch(text(work, "id") or text(inner(work, "ids"), "openalex"))
    if not number and _OTHER_ID.fullmatch(text(work, "id")):
        yield place.problem(f"{text(work, 'id')} is no work of OpenAlex, so it was left out")
        return
    draft = _draft(work)
    if number:
        draft.other_ids = (f"openalex:{number.group(1).upper()}",)
    yield from finish(draft, SOURCE, place)


def _draft(work: Json) -> Draft:
    ids, biblio = inner(work, "ids"), inner(work, "biblio")
    title = text(work, "title", "display_name")
    stated = abstract_text(work.get("abstract_inverted_index")) or text(work, "abstract")
    abstract, sections = abstract_in(stated)
    doi = identifiers.doi(text(work, "doi") or text(ids, "doi"))
    types = tuple(texts([work.get("type"), work.get("type_crossref")]))
    preprint = "preprint" in types or "posted-content" in types
    addresses = _addresses(work)
    at_arxiv = preprint or bool(identifiers.arxiv_in(addresses[:1]))
    arxiv = identifiers.arxiv_in(addresses) if at_arxiv else ""
    pmc = _PMCID.search(text(ids, "pmcid"))
    return Draft(
        title=title,
        abstract=abstract,
        sections=sections,
        authors=_authors(work),
        journal=_journal(work, preprint=preprint),
        volume=text(biblio, "volume"),
        issue=text(biblio, "issue"),
        pages=page_range(text(biblio, "first_page"), text(biblio, "last_page")),
        dates=[text(work, "publication_date"), text(work, "publication_year")],
        publication_types=types,
        mesh=_mesh(work),
        keywords=tuple(
            text(one, "display_name", "keyword") for one in objects(work.get("keywords"))
        ),
        languages=language_codes(text(work, "language")),
        pmid=identifiers.pmid_in([text(ids, "pmid")]) or identifiers.pmid(text(ids, "pmid")),
        pmcid=f"PMC{pmc.group(1)}" if pmc else "",
        doi=doi,
        arxiv=arxiv if not doi or doi.startswith(ARXIV_DOI) else "",
        url=text(inner(work, "primary_location"), "landing_page_url") or text(work, "id"),
        references=_references(work),
        links=() if preprint else _preprints(addresses, doi),
        retraction=_standing(work, title, types),
        preprint=preprint,
    )


def _addresses(work: Json) -> list[str]:
    places = [inner(work, "primary_location"), *objects(work.get("locations"))]
    return texts([text(place, "landing_page_url") for place in places])


def _journal(work: Json, *, preprint: bool) -> str:
    places = [inner(work, "primary_location"), *objects(work.get("locations"))]
    sources = [inner(place, "source") for place in places] + [inner(work, "host_venue")]
    names = [text(one, "display_name") for one in sources if text(one, "type") in _JOURNALS]
    if preprint:
        names.insert(0, text(sources[0], "display_name"))
    return next(filter(None, names), "")


def _authors(work: Json) -> tuple[Author, ...]:
    authors = map(_author, objects(work.get("authorships")))
    return tuple(author for author in authors if author)


def _author(stated: Json) -> Author | None:
    person = inner(stated, "author")
    printed = text(stated, "raw_author_name")
    # As printed it may carry marks and degrees; OpenAlex's own form does not.
    clean = _PRINTED.fullmatch(printed) and not _DEGREE.search(printed)
    named = parse_name(printed if clean else text(person, "display_name") or printed)
    if not named:
        return None
    places = tuple(
        texts(stated.get("raw_affiliation_strings"))
        or texts(
            [text(one, "raw_affiliation_string") for one in objects(stated.get("affiliations"))]
        )
        or texts(stated.get("raw_affiliation_string"))
        or texts([_institution(one) for one in objects(stated.get("institutions"))])
    )
    return Author(
        family=named.family,
        given=named.given,
        suffix=named.suffix,
        collective=named.collective,
        orcid=orcid(text(person, "orcid")),
        email=email(places),
        affiliations=places,
    )


def _institution(stated: Json) -> str:
    return ", ".join(filter(None, (text(stated, "display_name"), text(stated, "country_code"))))


def _mesh(work: Json) -> tuple[MeshHeading, ...]:
    """The headings; OpenAlex repeats a descriptor for each of its qualifiers."""
    rows: dict[tuple[str, str], list[Json]] = {}
    for row in objects(work.get("mesh")):
        if name := text(row, "descriptor_name"):
            rows.setdefault((name, text(row, "descriptor_ui")), []).append(row)
    return tuple(
        MeshHeading(
            name,
            tuple(texts([text(row, "qualifier_name") for row in found])),
            any(row.get("is_major_topic") is True for row in found),
            ui,
        )
        for (name, ui), found in rows.items()
    )


def _references(work: Json) -> tuple[Reference, ...]:
    numbers = (_ID.fullmatch(one) for one in texts(work.get("referenced_works")))
    return tuple(Reference(f"openalex:{one.group(1).upper()}") for one in numbers if one)


def _preprints(addresses: list[str], doi: str) -> tuple[Link, ...]:
    """The preprints among the places where OpenAlex found a published work, besides the first."""
    found = []
    for address in addresses[1:]:
        other = identifiers.doi_in([address])
        arxiv = identifiers.arxiv_in([address])
        if arxiv:
            found.append(f"arxiv:{arxiv}")
        elif other and other != doi and _PREPRINT_DOI.match(other):
            found.append(f"doi:{other}")
    return tuple(Link(LinkKind.HAS_PREPRINT, target) for target in dict.fromkeys(found))


def _standing(work: Json, title: str, types: tuple[str, ...]) -> Retraction:
    from_title = retraction_from_title(title)
    if from_title is Retraction.NOTICE or "retraction" in types:
        return Retraction.NOTICE
    if work.get("is_retracted") is True:
        return Retraction.RETRACTED
    if from_title is Retraction.UNKNOWN and work.get("is_retracted") is False:
        return Retraction.NONE
    return from_title


_OPENALEX = Supplier(re.compile(r'"results"\s*:\s*\['), _unwrap, _read_work)
