"""One object of CSL-JSON or of Zotero's JSON read into a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fingerpost.records import Author
from fingerpost.sources import identifiers
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.column_people import text_of
from fingerpost.sources.draft import Draft
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line, without_markup
from fingerpost.sources.names import parse_name
from fingerpost.sources.pubmed_codes import orcid

_MARKS = {
    "container-title", "issued", "DOI", "itemType", "citation-key", "publicationTitle", "creators",
}  # fmt: skip
_PREPRINTS = {"article", "manuscript", "preprint", "posted-content", "report", "webpage"}
_NOTE = re.compile(r"^\s*(PMID|PMCID|DOI|arXiv)\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)

Json = Mapping[str, object]


def is_csl(stated: Json) -> bool:
    """True for an object with keys of CSL-JSON or Zotero's JSON that our plain form lacks."""
    if _MARKS & stated.keys():
        return True
    people = stated.get("author")
    return isinstance(people, list) and any(isinstance(one, dict) for one in people)


def csl_draft(stated: Json) -> Draft:
    """Return what the object says; lines such as 'PMID: 1' in its note count as fields."""

    def text(*keys: str) -> str:
        return next((got for key in keys if (got := _first(stated.get(key)))), "")

    note = "\n".join(_lines(stated.get("note")) + _lines(stated.get("extra")))
    noted = {name.lower(): value for name, value in _NOTE.findall(note)}
    journal = plain_line(text("container-title", "publicationTitle", "proceedingsTitle"))
    url, kind = text("URL", "url"), text("type", "itemType")
    return Draft(
        title=text("title"),
        abstract=without_markup(text("abstract", "abstractNote")),
        authors=_authors(stated),
        journal=journal,
        journal_abbreviation=text(
            "container-title-short", "journalAbbreviation", "short-container-title"
        ),
        volume=text("volume"),
        issue=text("issue"),
        pages=text("page", "pages"),
        dates=_dates(stated),
        keywords=_keywords(stated),
        languages=language_codes(text("language")),
        pmid=identifiers.pmid(text("PMID") or noted.get("pmid", ""))
        or identifiers.pmid_in([url, note]),
        pmcid=identifiers.pmcid(text("PMCID") or noted.get("pmcid", "")),
        doi=identifiers.doi(text("DOI") or noted.get("doi", "")) or identifiers.doi_in([url]),
        arxiv=identifiers.arxiv_in([url, f"arxiv:{noted.get('arxiv', '')}", note, text("number")]),
        url=url if url.startswith("http") else "",
        preprint=kind in _PREPRINTS or not journal or "arxiv" in journal.lower(),
    )


def _first(value: object) -> str:
    """The text of a value; of a list, as Crossref writes titles, its first."""
    if isinstance(value, list):
        return next((text for one in value if (text := text_of(one).strip())), "")
    return text_of(value).strip()


def _lines(value: object) -> list[str]:
    return [text_of(one) for one in value] if isinstance(value, list) else [text_of(value)]


def _authors(stated: Json) -> tuple[Author, ...]:
    creators = stated.get("creators")
    if isinstance(creators, list):
        people = [one for one in creators if isinstance(one, dict)]
        named = [one for one in people if one.get("creatorType", "author") == "author"]
        listed: object = named or people
    else:
        listed = stated.get("author") or stated.get("editor")
    if isinstance(listed, str | dict):
        listed = [listed]
    if not isinstance(listed, list):
        return ()
    # Manubot writes persons as literal names too; a body would hardly stand with others only.
    literal = all(isinstance(one, dict) and "family" not in one for one in listed)
    persons = literal and (len(listed) > 1 or "arxiv" in text_of(stated.get("URL")))
    authors = (
        _person(one, persons) if isinstance(one, dict) else parse_name(text_of(one))
        for one in listed
    )
    return tuple(author for author in authors if author)


def _person(stated: Json, literal_persons: bool) -> Author | None:
    def text(*keys: str) -> str:
        return next((got for key in keys if (got := text_of(stated.get(key)).strip())), "")

    group, family = text("literal", "name"), text("family", "lastName")
    if group and not family:
        return parse_name(group, group=not literal_persons and "," not in group)
    particle = text("non-dropping-particle", "dropping-particle")
    family = " ".join(part for part in (particle, family) if part)
    given = text("given", "firstName")
    if not family:
        return parse_name(given) if given else None
    author = Author(family=family, given=given, suffix=text("suffix"), orcid=orcid(text("ORCID")))
    places = stated.get("affiliation")
    listed = places if isinstance(places, list) else [places]
    names = (text_of(one.get("name") if isinstance(one, dict) else one) for one in listed)
    return with_addresses([author], list(filter(None, names)))[0] if places else author


def _dates(stated: Json) -> list[str]:
    keys = ("issued", "published-print", "published-online", "published", "date", "created")
    dates = [_date(stated.get(key)) for key in keys[: 5 if "issued" in stated else 6]]
    return [date for date in dates if date]


def _date(value: object) -> str:
    if not isinstance(value, dict):
        return _first(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        first = parts[0] if isinstance(parts[0], list) else parts
        stated = [text for one in first if (text := text_of(one))]
        if stated:
            return "-".join(stated)
    return text_of(value.get("raw")) or text_of(value.get("literal")) or text_of(value.get("year"))


def _keywords(stated: Json) -> tuple[str, ...]:
    tags = stated.get("tags")
    if isinstance(tags, list):
        named = (one.get("tag") if isinstance(one, dict) else one for one in tags)
        return tuple(map(text_of, named))
    return tuple(re.split(r"\s*[;,]\s*", _first(stated.get("keyword"))))
