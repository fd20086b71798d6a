"""The body of JATS articles by its sections, and what stands before and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from fingerpost.records import Paper, Problem
from fingerpost.sources.full_text.headings import is_weak, kind_of
from fingerpost.sources.full_text.model import FullText, Part, PartKind
from fingerpost.sources.jats import articles
from fingerpost.sources.jats_abstract import prepare
from fingerpost.sources.xml_text import emptied, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = {
    "intro": PartKind.INTRODUCTION,
    "background": PartKind.INTRODUCTION,
    "materials": PartKind.METHODS,
    "methods": PartKind.METHODS,
    "subjects": PartKind.METHODS,
    "results": PartKind.RESULTS,
    "discussion": PartKind.DISCUSSION,
    "conclusions": PartKind.CONCLUSION,
    "conclusion": PartKind.CONCLUSION,
    "limitations": PartKind.LIMITATIONS,
    "supplementary-material": PartKind.APPENDIX,
    "data-availability": PartKind.AVAILABILITY,
    "coi-statement": PartKind.CONFLICTS,
    "conflict": PartKind.CONFLICTS,
    "financial-disclosure": PartKind.FUNDING,
    "supported-by": PartKind.FUNDING,
    "con": PartKind.AUTHORS,
    "ethics-statement": PartKind.ETHICS,
    "ethics": PartKind.ETHICS,
}
"""What the types of sections, notes and footnotes say, in lower case."""
_BLOCKS = ("p", "list", "disp-quote", "def-list", "verse-group", "statement")
_FOLDERS = ("boxed-text", "app-group", "notes", "fn-group")
_NOT_TEXT = (
    "fig", "fig-group", "table-wrap", "table-wrap-group", "graphic", "media", "ref-list",
    "supplementary-material", "disp-formula", "disp-formula-group", "chem-struct-wrap", "fn",
    "label", "object-id", "glossary",
)  # fmt: skip
_MARKS = ("bibr", "fn", "aff", "corresp", "table-fn", "author-notes")
_EMPTY_BRACKETS = re.compile(r"\s?[\[(][\s,;–—-]*[\])]")
_LOOSE_MARK = re.compile(r"\s+([,.;])(?=\s|$)")
_DEEPEST = 12


def read(stream: BinaryIO, file: str) -> Iterator[FullText | Problem]:
    """Yield the articles of a decompressed JATS file and its problems, in their order."""
    for found in articles(stream, file):
        if isinstance(found, Problem):
            yield found
            continue
        article, front = found
        yield from (one for one in front if isinstance(one, Problem))
        yield from (_full(article, one, file) for one in front if isinstance(one, Paper))


def _full(article: _Element, paper: Paper, file: str) -> FullText:
    _without_citations(article)
    body = [part for part in _body(article) if part.text]
    if len(body) > 1 and not body[0].heading:
        # Many journals leave the introduction without a heading.
        body[0] = replace(body[0], kind=PartKind.INTRODUCTION)
    kept = (*body, *(part for part in (*_front(article), *_back(article)) if part.text))
    remarks = () if any(part.kind in _STUDY for part in kept) else (_NO_BODY,)
    return FullText(paper, kept, file, remarks=remarks)


_STUDY = (PartKind.METHODS, PartKind.RESULTS, PartKind.OTHER)
_NO_BODY = "This file holds the front matter of the article only, not its text."


def _without_citations(article: _Element) -> None:
    """Take out marks of references and notes: run together with a number they would change it."""
    marks = [one for one in article.iter("xref") if one.get("ref-type") in _MARKS]
    raised = [one for mark in marks if (one := mark.getparent()) is not None and one.tag == "sup"]
    emptied(marks)
    emptied([one for one in raised if not any(c.isalnum() for c in text_of(one))])


def _body(article: _Element) -> Iterator[Part]:
    for body in article.iterchildren("body"):
        yield from _section(body, (), PartKind.OTHER)


def _front(article: _Element) -> Iterator[Part]:
    for group in article.iterfind("front/article-meta/funding-group"):
        statements = [text_of(one) for one in group.iter("funding-statement")]
        yield Part(PartKind.FUNDING, "Funding", "\n".join(filter(None, statements)))
    for note in article.iterfind("front/article-meta/author-notes/fn"):
        yield from _note(note)
    for meta in article.iterfind("front/article-meta/custom-meta-group/custom-meta"):
        name = text_of(meta.find("meta-name"))
        if kind_of(name) is not PartKind.OTHER:
            yield Part(kind_of(name), name, text_of(meta.find("meta-value")))


def _note(note: _Element) -> Iterator[Part]:
    kind = _TYPES.get((note.get("fn-type") or "").lower(), PartKind.FOOTNOTES)
    heading = text_of(note.find("title")) or kind.value.capitalize()
    yield Part(kind, heading, "\n".join(_paragraphs(note)))


def _back(article: _Element) -> Iterator[Part]:
    for back in article.iterchildren("back"):
        for element in back:
            if element.tag == "ack":
                yield from _section(element, ("Acknowledgements",), PartKind.ACKNOWLEDGEMENTS)
            elif element.tag == "fn-group":
                for note in element.iterchildren("fn"):
                    yield from _note(note)
            elif element.tag in ("sec", "app", "app-group", "notes", "bio"):
                kind = PartKind.APPENDIX if element.tag.startswith("app") else PartKind.OTHER
                yield from _section(element, (), kind)


def _section(element: _Element, way: tuple[str, ...], parent: PartKind) -> Iterator[Part]:
    """An element's own paragraphs as one part, then the sections within it."""
    title = text_of(element.find("title"))
    kind = _kind(element, title, parent)
    if title and title.casefold() not in (one.casefold() for one in way[-1:]):
        way = (*way, title)
    yield Part(kind, " > ".join(way), "\n".join(_paragraphs(element)))
    for child in element:
        if child.tag in ("sec", "app", *_FOLDERS) and len(way) < _DEEPEST:
            yield from _section(child, way, kind)


def _kind(element: _Element, title: str, parent: PartKind) -> PartKind:
    stated = element.get("sec-type") or element.get("notes-type") or ""
    typed = (_TYPES.get(word) for word in re.split(r"[|\s]+", stated.lower()))
    own = next(filter(None, typed), None) or kind_of(title)
    inherits = own is PartKind.OTHER or is_weak(title)
    return parent if inherits and parent is not PartKind.OTHER else own


def _paragraphs(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag in _BLOCKS:
            yield from _texts(child)


def _texts(block: _Element) -> Iterable[str]:
    emptied([one for one in block.iter(*_NOT_TEXT) if one is not block])
    prepare(block)
    text = _LOOSE_MARK.sub(r"\1", _EMPTY_BRACKETS.sub("", text_of(block))).strip()
    return (text,) if text else ()
