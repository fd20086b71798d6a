"""Europe PMC: the answers of its search as JSON, in their short and their full form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from fingerpost.records import Author, Link, LinkKind, MeshHeading, Paper, Problem, Retraction
from fingerpost.sources import identifiers
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources.draft import Draft, Place, finish
from fingerpost.sources.jats_abstract import abstract_with_headings
from fingerpost.sources.json_fields import Json, inner, objects, text, texts
from fingerpost.sources.json_values import Broken, Supplier
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line
from fingerpost.sources.names import parse_name

SOURCE = "europe-pmc"
_KINDS = {name.lower(): name for name in codes.LINK_KINDS}
_PREPRINT_TIES = {"preprintin": LinkKind.PUBLISHED_AS, "preprintof": LinkKind.HAS_PREPRINT}
_SUFFIX = re.compile(r"Jr\.?|Sr\.?|2nd|3rd|4th|II|III|IV")
IDS_ONLY = (
    "this answer lists ids without the records (resultType=idlist);"
    " ask Europe PMC for resultType=core"
)
"""Why an answer that lists ids only holds no paper."""


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a decompressed stream of Europe PMC's JSON.

    Takes answers, several of them one after another, arrays and lines of results; memory holds
    one answer.
    """
    return _EUROPE_PMC.read(stream, file)


def read_objects(objects: Iterable[object], name: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of parsed results; `name` stands for the file in problems."""
    return _EUROPE_PMC.read_objects(objects, name)


def _unwrap(value: object) -> Iterable[object]:
    if not isinstance(value, dict):
        return [value]
    if message := text(value, "errMsg"):
        return [Broken(f"Europe PMC answered with an error: {message}")]
    if "resultList" not in value:
        return [value]
    found = objects(inner(value, "resultList").get("result"))
    without_records = found and not any("title" in one for one in found)
    if without_records and text(inner(value, "request"), "resultType").lower() in ("idlist", ""):
        return [Broken(IDS_ONLY)]
    return found


def read_result(result: Json, place: Place) -> Iterator[Paper | Problem]:
    """Yield the paper of one result, or the problem that it has no title."""
    yield from finish(_draft(result), SOURCE, place)


def _draft(result: Json) -> Draft:
    info, book = inner(result, "journalInfo"), inner(result, "bookOrReportDetails")
    journal = inner(info, "journal")
    supplier, number = text(result, "source").upper(), text(result, "id")
    abstract, sections = abstract_with_headings(text(result, "abstractText"))
    types = _types(result)
    preprint = supplier == "PPR" or "preprint" in {one.lower() for one in types}
    pmid = identifiers.pmid(text(result, "pmid") or (number if supplier == "MED" else ""))
    pmcid = identifiers.pmcid(text(result, "pmcid") or (number if supplier == "PMC" else ""))
    # The short form has the journal's abbreviation only.
    short = text(result, "journalTitle")
    comments = objects(inner(result, "commentCorrectionList").get("commentCorrection"))
    known = bool(pmid or pmcid) or not number
    return Draft(
        title=text(result, "title"),
        abstract=abstract,
        sections=sections,
        authors=_authors(result),
        journal=text(journal, "title") or short or text(book, "comprisingTitle", "publisher"),
        journal_abbreviation=text(journal, "isoabbreviation", "medlineAbbreviation") or short,
        volume=text(info, "volume") or text(result, "journalVolume"),
        issue=text(info, "issue") or text(result, "issue"),
        pages=text(result, "pageInfo"),
        dates=_dates(result),
        publication_types=types,
        mesh=tuple(map(_heading, objects(inner(result, "meshHeadingList").get("meshHeading")))),
        keywords=tuple(map(plain_line, texts(inner(result, "keywordList").get("keyword")))),
        languages=language_codes(text(result, "language")),
        pmid=pmid,
        pmcid=pmcid,
        doi=identifiers.doi(text(result, "doi")),
        other_ids=() if known else (f"europepmc:{number}",),
        url=f"https://europepmc.org/article/{supplier}/{number}" if supplier and number else "",
        links=tuple(dict.fromkeys(link for one in comments if (link := _link(one, types)))),
        retraction=_standing(supplier, types, comments),
        preprint=preprint,
    )


def _types(result: Json) -> tuple[str, ...]:
    listed = texts(inner(result, "pubTypeList").get("pubType"))
    return tuple(listed or texts(re.split(r"\s*;\s*", text(result, "pubType"))))


def _dates(result: Json) -> list[str]:
    """The date of the issue as PubMed has it; else of the web, whose year must be the paper's."""
    issue = text(inner(result, "journalInfo"), "dateOfPublication")
    if issue and any(c.isdigit() for c in issue):
        return [issue]
    book = text(inner(result, "bookOrReportDetails"), "yearOfPublication")
    first = text(result, "electronicPublicationDate", "firstPublicationDate")
    return [date for date in (text(result, "pubYear") or book, first) if date]


def _authors(result: Json) -> tuple[Author, ...]:
    people = objects(inner(result, "authorList").get("author"))
    if not people:
        names = text(result, "authorString").removesuffix(".").split(",")
        return tuple(author for author in map(_named, names) if author)
    alone = text(result, "affiliation")
    authors = [
        author
        for position, one in enumerate(people)
        if (author := _author(one, "" if position else alone))
    ]
    return tuple(authors)


def _author(stated: Json, alone: str) -> Author | None:
    details = objects(inner(stated, "authorAffiliationDetailsList").get("authorAffiliation"))
    places = tuple(
        texts([text(one, "affiliation") for one in details])
        or texts(stated.get("affiliation"))
        or texts(alone)
    )
    ids = (one for one in objects(stated.get("authorId")) if text(one, "type") == "ORCID")
    author = Author(
        family=plain_line(text(stated, "lastName")),
        given=plain_line(text(stated, "firstName", "initials")),
        suffix=text(stated, "suffix"),
        collective=plain_line(text(stated, "collectiveName")),
        orcid=codes.orcid(text(next(ids, {}), "value")),
        email=codes.email(places),
        affiliations=places,
    )
    if author.family or author.given or author.collective:
        return author
    return _named(text(stated, "fullName"))


def _named(name: str) -> Author | None:
    """The author of a name as Europe PMC shortens it: 'van der Berg JAMC', 'Roo P Jr', a group."""
    words = plain_line(name).split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    initials = words[-1].replace("-", "") if len(words) > 1 else ""
    if initials.isalpha() and initials.isupper() and len(initials) <= 6:
        return Author(" ".join(words[:-1]), words[-1], suffix)
    return parse_name(name)


def _heading(stated: Json) -> MeshHeading:
    qualifiers = objects(inner(stated, "meshQualifierList").get("meshQualifier"))
    rows = [stated, *qualifiers]
    return MeshHeading(
        text(stated, "descriptorName"),
        tuple(text(one, "qualifierName") for one in qualifiers),
        any(text(one, "majorTopic_YN") == "Y" for one in rows),
    )


def _kind(comment: Json) -> str:
    """The kind of a comment as MEDLINE writes it: 'Erratum for' is ErratumFor."""
    bare = re.sub(r"\W", "", text(comment, "type")).lower()
    return _KINDS.get(bare, bare)


def _link(comment: Json, types: tuple[str, ...]) -> Link | None:
    kind, number = _kind(comment), text(comment, "id")
    source, words = text(comment, "source").upper(), text(comment, "reference")
    pmid = identifiers.pmid(number) if source == "MED" else ""
    if meaning := _PREPRINT_TIES.get(kind):
        doi = identifiers.doi_in([words])
        own = f"europepmc:{number}" if number else words
        target = f"pmid:{pmid}" if pmid else f"doi:{doi}" if doi else own
        return Link(meaning, target) if target else None
    return codes.link(kind, pmid, words, types)


def _standing(supplier: str, types: tuple[str, ...], comments: list[Json]) -> Retraction:
    stated = codes.standing(types, [_kind(one) for one in comments])
    # Only MEDLINE records say so where a paper was not retracted.
    unknown = stated is Retraction.NONE and supplier != "MED"
    return Retraction.UNKNOWN if unknown else stated


_EUROPE_PMC = Supplier(re.compile(r'"result"\s*:\s*\['), _unwrap, read_result)
