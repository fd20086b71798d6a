"""JATS: articles with their full text, from PubMed Central, Europe PMC and publishers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from fingerpost.records import LinkKind, Paper, Problem, Retraction
from fingerpost.sources import identifiers
from fingerpost.sources.dates import iso_date
from fingerpost.sources.draft import Draft, Place, finish
from fingerpost.sources.jats_abstract import Abstract, abstract_of
from fingerpost.sources.jats_people import authors_of
from fingerpost.sources.jats_ties import links_of, references_of
from fingerpost.sources.languages import language_codes
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Shape
from fingerpost.sources.xml_text import emptied, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE = "jats"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SHAPE = Shape(
    records=("article",),
    lists=("pmc-articleset", "articles"),
    noun="JATS",
    tags=("article",),
    namespaces=b'xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    b' xmlns:xlink="http://www.w3.org/1999/xlink"'
    b' xmlns:ali="http://www.niso.org/schemas/ali/1.0/"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
)
_DATES = ("ppub", "epub-ppub", "collection", "epub", "pub", "preprint", "")
"""Kinds of dates in the order of trust: that of the issue first, as in PubMed."""
_NOT_THE_ABSTRACT = {
    "executive-summary", "graphical", "key-points", "plain-language-summary", "precis", "summary",
    "teaser", "toc", "web-summary", "video", "highlights", "editor",
}  # fmt: skip
_ABBREVIATIONS = ("abbreviations", "abbr", "abbreviation")


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of decompressed articles, in the order of the file.

    The body of an article is not kept: title, abstract, authors and references are.
    """
    for found in articles(stream, file):
        if isinstance(found, Problem):
            yield found
        else:
            yield from found[1]


def articles(
    stream: BinaryIO, file: str
) -> Iterator[tuple[_Element, tuple[Paper | Problem, ...]] | Problem]:
    """Yield every article's element, names without namespace, with what its front matter says."""
    for found in Records(stream, file, _SHAPE):
        if isinstance(found, Problem):
            yield found
            continue
        element, record, line = found
        article = _without_namespace(element)
        yield article, tuple(finish(_draft(article), SOURCE, Place(file, record, line)))


def _without_namespace(article: _Element) -> _Element:
    """The article with plain names, where its own namespace stands before each."""
    own, brace, _ = str(article.tag).rpartition("}")
    if brace:
        for element in article.iter(f"{own}}}*"):
            element.tag = str(element.tag).rpartition("}")[2]
    return article


def _draft(article: _Element) -> Draft:
    journal, meta = article.find("front/journal-meta"), article.find("front/article-meta")
    if meta is None:
        return Draft()
    title, vernacular = _titles(article, meta)
    abstract, sections = _abstract(meta)
    ids = {one.get("pub-id-type") or "": text_of(one) for one in meta.iterchildren("article-id")}
    kind = article.get("article-type") or ""
    links = links_of(meta)
    return Draft(
        title=title,
        abstract=abstract,
        sections=sections,
        other_abstracts=_other_abstracts(meta),
        vernacular_title=vernacular,
        authors=authors_of(meta),
        journal=_first(journal, "journal-title-group/journal-title", "journal-title"),
        journal_abbreviation=_first(
            journal,
            "journal-id[@journal-id-type='iso-abbrev']",
            "journal-id[@journal-id-type='nlm-ta']",
            "journal-title-group/abbrev-journal-title",
        ),
        volume=_first(meta, "volume"),
        issue=_first(meta, "issue"),
        pages=_pages(meta),
        dates=_dates(meta),
        publication_types=(kind,) if kind else (),
        keywords=_keywords(meta),
        languages=language_codes(article.get(_LANGUAGE) or ""),
        pmid=identifiers.pmid(ids.get("pmid", "")),
        pmcid=identifiers.pmcid(ids.get("pmcid") or ids.get("pmc", "")),
        doi=identifiers.doi(ids.get("doi", "")),
        arxiv=identifiers.arxiv_in([f"arxiv:{ids.get('arxiv', '')}"]),
        url=_address(meta),
        references=references_of(article),
        links=links,
        retraction=_standing(kind, {link.kind for link in links}),
        preprint=kind == "preprint",
    )


def _first(element: _Element | None, *paths: str) -> str:
    if element is None:
        return ""
    found = (text_of(one) for path in paths for one in element.iterfind(path))
    return next(filter(None, found), "")


def _titles(article: _Element, meta: _Element) -> tuple[str, str]:
    """The English title and the one in the article's own language, as PubMed has them."""
    group = meta.find("title-group")
    if group is None:
        return "", ""
    emptied(list(group.iter("xref", "fn")))
    title = _joined(_first(group, "article-title"), _first(group, "subtitle"))
    own = language_codes(article.get(_LANGUAGE) or "")
    for other in group.iterchildren("trans-title-group"):
        language = language_codes(other.get(_LANGUAGE) or "")
        translated = _joined(_first(other, "trans-title"), _first(other, "trans-subtitle"))
        if translated and language == ("eng",) and own != ("eng",):
            return translated, title
    return title, ""


def _joined(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!." else f"{title}: {subtitle}"


def _abstract(meta: _Element) -> Abstract:
    abstracts = list(meta.iterchildren("abstract"))
    plain = [one for one in abstracts if not one.get("abstract-type")]
    others = [one for one in abstracts if one.get("abstract-type") not in _NOT_THE_ABSTRACT]
    chosen = plain or others
    return abstract_of(chosen[0]) if chosen else ("", ())


def _other_abstracts(meta: _Element) -> tuple[tuple[str, str], ...]:
    found = (
        (next(iter(language_codes(one.get(_LANGUAGE) or "")), ""), abstract_of(one)[0])
        for one in meta.iterchildren("trans-abstract")
        if one.get("abstract-type") not in _NOT_THE_ABSTRACT
    )
    return tuple((language, text) for language, text in found if text)


def _pages(meta: _Element) -> str:
    first, last = _first(meta, "fpage"), _first(meta, "lpage")
    if first and last and first != last:
        return f"{first}-{last}"
    return first or _first(meta, "elocation-id") or _first(meta, "page-range")


def _dates(meta: _Element) -> list[str]:
    found: dict[str, str] = {}
    for one in meta.iterchildren("pub-date"):
        kind = one.get("pub-type") or one.get("date-type") or ""
        if kind == "pub" and one.get("publication-format") == "print":
            kind = "ppub"
        year = _first(one, "year")
        stated = iso_date(year, _first(one, "month"), _first(one, "day")) or year
        found.setdefault(kind, stated or _first(one, "string-date"))
    return [found[kind] for kind in _DATES if found.get(kind)]


def _keywords(meta: _Element) -> tuple[str, ...]:
    groups = [
        one
        for one in meta.iterchildren("kwd-group")
        if (one.get("kwd-group-type") or "").lower() not in _ABBREVIATIONS
    ]
    return tuple(text_of(word) for group in groups for word in group.iter("kwd"))


def _address(meta: _Element) -> str:
    addresses = (one.get(_HREF) or text_of(one) for one in meta.iterchildren("self-uri"))
    return next((one for one in addresses if one.startswith(("http://", "https://"))), "")


def _standing(kind: str, ties: set[LinkKind]) -> Retraction:
    if LinkKind.RETRACTED_BY in ties:
        return Retraction.RETRACTED
    if kind in ("retraction", "retraction-notice") or LinkKind.RETRACTS in ties:
        return Retraction.NOTICE
    return Retraction.UNKNOWN
