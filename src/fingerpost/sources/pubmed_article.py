"""One PubmedArticle or PubmedBookArticle element read into a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.records import Author, Paper, Reference
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources import pubmed_parts as parts
from fingerpost.sources.pubmed_people import authors_of
from fingerpost.sources.xml_text import short, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

SOURCE = "pubmed-xml"
_NOT_AVAILABLE = "[not available]."


class Children:
    """The children of an element in their order; `first` gives the first with a tag, or None."""

    __slots__ = ("_every", "first")

    def __init__(self, element: _Element | None) -> None:
        self._every = [] if element is None else list(element)
        self.first = {child.tag: child for child in reversed(self._every)}.get

    def every(self, tag: str) -> list[_Element]:
        """Return the children with the tag."""
        return [child for child in self._every if child.tag == tag]

    def text(self, tag: str) -> str:
        """Return the plain text of the first child with the tag, or ''."""
        return text_of(self.first(tag))

    def texts(self, tag: str) -> tuple[str, ...]:
        """Return the plain texts of the children with the tag, none empty, none twice."""
        found = dict.fromkeys(map(text_of, self.every(tag)))
        found.pop("", None)
        return tuple(found)


def read_article(record: _Element) -> tuple[Paper, str]:
    """Return the paper and what is wrong with it; its title is empty where none is stated."""
    top = Children(record)
    citation, data = Children(top.first("MedlineCitation")), Children(top.first("PubmedData"))
    article = Children(citation.first("Article"))
    journal = Children(article.first("Journal"))
    issue = Children(journal.first("JournalIssue"))
    types = Children(article.first("PublicationTypeList")).texts("PublicationType")
    year, date, fault = parts.date_of(issue.first("PubDate"), article.first("ArticleDate"))
    abstract, sections = parts.abstract_of(article.first("Abstract"))
    comments = _comments(citation.first("CommentsCorrectionsList"))
    ids = parts.ids_of(data.first("ArticleIdList"))
    vernacular = article.text("VernacularTitle")
    links = (codes.link(kind, pmid, text, types) for kind, pmid, text in comments)
    cited = (Reference(text, pmid) for kind, pmid, text in comments if kind == "Cites")
    paper = Paper(
        title=_title(article.text("ArticleTitle"), vernacular),
        abstract=abstract,
        sections=sections,
        other_abstracts=parts.other_abstracts_of(citation.every("OtherAbstract")),
        vernacular_title=vernacular,
        authors=authors_of(article.every("AuthorList"), article.text("Affiliation")),
        journal=journal.text("Title"),
        journal_abbreviation=journal.text("ISOAbbreviation") or _medline_name(citation),
        volume=issue.text("Volume"),
        issue=issue.text("Issue"),
        pages=parts.pages_of(article.first("Pagination")),
        year=year,
        date=date,
        publication_types=types,
        mesh=parts.mesh_of(citation.first("MeshHeadingList")),
        keywords=_keywords(citation.every("KeywordList")),
        languages=article.texts("Language"),
        pmid=citation.text("PMID") or ids.get("pubmed", ""),
        pmcid=ids.get("pmc", ""),
        doi=codes.doi(ids.get("doi", "")) or _location(article.every("ELocationID")),
        references=parts.references_of(data.every("ReferenceList")) or tuple(cited),
        links=tuple(dict.fromkeys(found for found in links if found)),
        retraction=codes.standing(types, [kind for kind, _, _ in comments]),
        source=SOURCE,
    )
    return paper, fault


def read_book(record: _Element) -> tuple[Paper, str]:
    """Return a book or a chapter of one as a paper, the book standing for the journal."""
    top = Children(record)
    document, data = Children(top.first("BookDocument")), Children(top.first("PubmedBookData"))
    book = Children(document.first("Book"))
    ids = {
        **parts.ids_of(data.first("ArticleIdList")),
        **parts.ids_of(document.first("ArticleIdList")),
    }
    year, date, fault = parts.date_of(document.first("ContributionDate"), book.first("PubDate"))
    abstract, sections = parts.abstract_of(document.first("Abstract"))
    vernacular, book_title = document.text("VernacularTitle"), book.text("BookTitle")
    types = document.texts("PublicationType")
    title = _title(document.text("ArticleTitle"), vernacular)
    paper = Paper(
        title=title or book_title,
        abstract=abstract,
        sections=sections,
        other_abstracts=parts.other_abstracts_of(document.every("OtherAbstract")),
        vernacular_title=vernacular,
        authors=_book_authors(document) or _book_authors(book),
        journal=book_title if title else "",
        volume=book.text("Volume"),
        pages=parts.pages_of(document.first("Pagination")),
        year=year,
        date=date,
        publication_types=types,
        keywords=_keywords(document.every("KeywordList")),
        languages=document.texts("Language"),
        pmid=document.text("PMID") or ids.get("pubmed", ""),
        pmcid=ids.get("pmc", ""),
        doi=codes.doi(ids.get("doi", "")) or _location(book.every("ELocationID")),
        references=parts.references_of(document.every("ReferenceList")),
        retraction=codes.standing(types, ()),
        source=SOURCE,
    )
    return paper, fault


def _title(title: str, vernacular: str) -> str:
    return vernacular if title.lower() in ("", _NOT_AVAILABLE) else title


def _medline_name(citation: Children) -> str:
    return Children(citation.first("MedlineJournalInfo")).text("MedlineTA")


def _book_authors(holder: Children) -> tuple[Author, ...]:
    lists = holder.every("AuthorList")
    written = [one for one in lists if one.get("Type") != "editors"]
    return authors_of(written or lists)


def _keywords(lists: Iterable[_Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for one in lists for word in Children(one).texts("Keyword")))


def _location(elements: Iterable[_Element]) -> str:
    stated = (
        e.text or "" for e in elements if (e.get("EIdType"), e.get("ValidYN", "Y")) == ("doi", "Y")
    )
    return codes.doi(next(stated, ""))


def _comments(listed: _Element | None) -> list[tuple[str, str, str]]:
    if listed is None:
        return []
    return [
        (element.get("RefType") or "", short(element, "PMID"), short(element, "RefSource"))
        for element in listed.iterchildren("CommentsCorrections")
    ]
