"""The index's fields, how text is cut into words, and a paper as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from fingerpost.library.identity import aliases_of, published_ids
from fingerpost.library.index.abbreviations import terms_of
from fingerpost.library.index.facts import facts_of
from fingerpost.library.index.words import composed, stemmed
from fingerpost.library.query.dates import highest, lowest
from fingerpost.records import Author, Paper
from fingerpost.text import squeeze

if TYPE_CHECKING:
    import tantivy

VERSION = 7
"""Raise it when fields or the cutting of words change: an index of another version is rebuilt."""

STEMMED = ("title", "abstract", "keyword", "mesh")
"""Fields that are also kept in stems, as `FIELD_stem`."""
EVERY, EVERY_OF = "every", ("title", "abstract", "other")
"""The stems of all that a bare word finds are one field as well, `every_stem`; `other` is what it
finds beside title and abstract."""
EXACT = (
    *STEMMED, "other", "majr", "author", "first_author", "last_author", "group", "journal", "type",
    "affiliation",
)  # fmt: skip
LAST_YEAR = 10_000
PAPER, MARKER = "paper", "marker"
_KEPT_DATES = 1 << 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper on its way into the index; `row` is its number in the store, never used again."""

    row: int
    key: str
    paper: Paper


@cache
def schema() -> tantivy.Schema:
    """Return the index's fields."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in EXACT:
        builder.add_text_field(name, tokenizer_name="words")
    for name in (*STEMMED, EVERY):
        builder.add_text_field(f"{name}_stem", tokenizer_name="stems", index_option="freq")
    for name in ("kind", "alias", "published", "lang", "fact", "short", "long"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("id", "journal_name", "type_name", "definition"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("marker", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("row", "year", "first_day", "last_day"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    """Return a paper as the index takes it."""
    import tantivy

    paper, stated = entry.paper, texts_of(entry.paper)
    fields: dict[str, list[Any]] = {"kind": [PAPER], "id": [paper.id], "row": [entry.row]}
    stems: dict[str, str] = {}
    for name, texts in stated.items():
        whole = " ".join(texts)
        fields[name] = texts if whole.isascii() else list(map(composed, texts))
        if name in (*STEMMED, "other"):
            # Stems have no places, so the texts of a field may be one.
            stems[name] = stemmed(whole)
    fields |= {f"{name}_stem": [stems[name]] for name in STEMMED}
    fields[f"{EVERY}_stem"] = [" ".join(stems[name] for name in EVERY_OF)]
    fields |= {name: list(values) for name, values in _names(entry).items()}
    fields |= {"fact": list(facts_of(paper, stated))}
    for name, term in terms_of((paper.title, paper.abstract)):
        fields.setdefault(name, []).append(term)
    fields |= {name: [number] for name, number in numbers_of(paper)}
    return tantivy.Document(**fields)


def texts_of(paper: Paper) -> dict[str, list[str]]:
    """Return the texts that each field of words holds; phrases never reach across two texts."""
    authors = [_name_forms(author) for author in paper.authors]
    headings = [(" ".join((m.descriptor, *m.qualifiers)), m.major) for m in paper.mesh]
    fields = {
        "title": [paper.title, paper.vernacular_title],
        "abstract": [paper.abstract, *(text for _, text in paper.other_abstracts)],
        "keyword": list(paper.keywords),
        "mesh": [heading for heading, _ in headings],
        "majr": [heading for heading, major in headings if major],
        "author": [form for forms in authors for form in forms],
        "first_author": authors[0] if authors else [],
        "last_author": authors[-1] if authors else [],
        "group": [author.collective for author in paper.authors],
        "journal": list(dict.fromkeys((paper.journal, paper.journal_abbreviation))),
        "type": list(paper.publication_types),
        "affiliation": list(
            dict.fromkeys(place for author in paper.authors for place in author.affiliations)
        ),
    }
    parts = ("keyword", "mesh", "author", "journal", "type")
    fields["other"] = [text for part in parts for text in fields[part]]
    return {name: [text for text in texts if text] for name, texts in fields.items()}


def numbers_of(paper: Paper) -> Iterator[tuple[str, int]]:
    """Return year and dates as numbers; a date that is not fully known spans all it may mean."""
    if paper.year and 0 < paper.year < LAST_YEAR:
        yield "year", paper.year
    if span := _days(paper.date, paper.year):
        yield "first_day", span[0]
        yield "last_day", span[1]


@lru_cache(_KEPT_DATES)
def _days(stated: str, year: int | None) -> tuple[int, int] | None:
    for date in (stated, str(year or "")):
        with suppress(ValueError):
            first, last = lowest(date), highest(date)
            if 0 < first <= last < LAST_YEAR * 10_000:
                return first, last
    return None


def _names(entry: Entry) -> dict[str, Iterable[str]]:
    paper = entry.paper
    journal = paper.journal or paper.journal_abbreviation
    return {
        "alias": dict.fromkeys((*aliases_of(paper), entry.key)),
        "published": published_ids(paper),
        "lang": dict.fromkeys(code.lower() for code in paper.languages),
        "journal_name": [journal] if journal else [],
        "type_name": dict.fromkeys(paper.publication_types),
    }


def _name_forms(author: Author) -> list[str]:
    """Return the forms under which an author is sought: 'Lovelace AM', 'Ada Lovelace' …"""
    if author.collective:
        return [author.collective]
    family, given = squeeze(author.family), squeeze(author.given)
    if not family or not given:
        return [family or given]
    first = given.split(" ", 1)[0]
    initials = squeeze(author.short_name.removeprefix(author.family))
    forms = [f"{family} {initials[:end]}" for end in range(1, len(initials) + 1)]
    forms += [f"{given} {family}", f"{family} {given}", f"{first} {family}", f"{family} {first}"]
    return list(dict.fromkeys(forms))
