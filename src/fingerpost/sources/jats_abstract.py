"""Abstracts in JATS, the mark-up of PubMed Central, Crossref and most publishers."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from fingerpost.records import Section
from fingerpost.sources.markup import without_markup
from fingerpost.sources.xml_text import text_of
from fingerpost.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_NAMESPACES = b" ".join(
    f'xmlns:{prefix}="{address}"'.encode()
    for prefix, address in {
        "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
        "mml": "http://www.w3.org/1998/Math/MathML",
        "m": "http://www.w3.org/1998/Math/MathML",
        "xlink": "http://www.w3.org/1999/xlink",
        "xhtml": "http://www.w3.org/1999/xhtml",
        "html": "http://www.w3.org/1999/xhtml",
        "ali": "http://www.niso.org/schemas/ali/1.0/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }.items()
)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")
_BARE_SIGN = re.compile(r"&(?!#?\w{1,31};)|<(?![/A-Za-z!?])")
_TAG = re.compile(r"</?[A-Za-z]")
_HEADING = re.compile(r"<h4[^<>]{0,100}>(.*?)</h4>", re.IGNORECASE | re.DOTALL)
_BLOCKS = {
    "p", "list", "list-item", "disp-quote", "disp-formula", "def-list", "def-item", "def",
    "verse-group", "verse-line", "boxed-text", "div", "ul", "ol", "li", "break", "br",
}  # fmt: skip
_NOT_TEXT = {"label", "object-id", "fig", "table-wrap", "graphic", "xref"}
_WHOLE = {"abstract", "summary", "abstract:", "summary:"}

Abstract = tuple[str, tuple[Section, ...]]


def whole_abstract(parts: Iterable[Section]) -> Abstract:
    """Return the abstract as text and its sections; no sections where no part has a label."""
    kept = tuple(part for part in parts if part.text)
    text = "\n".join(f"{part.label}: {part.text}" if part.label else part.text for part in kept)
    return text, kept if any(part.label for part in kept) else ()


def abstract_of(element: _Element) -> Abstract:
    """Return the text and the labelled parts of an abstract element, which it changes."""
    prepare(element)
    return whole_abstract(_parts(element))


def prepare(element: _Element) -> None:
    """Make the element's text readable in one piece: blocks apart, each formula once."""
    for child in list(element.iter()):
        name = _name(child)
        if name in _BLOCKS:
            child.text, child.tail = f" {child.text or ''}", f" {child.tail or ''}"
        elif name == "alternatives":
            shown = [one for one in child if _name(one) == "math"] or list(child)[:1]
            for other in [one for one in child if one not in shown]:
                child.remove(other)


def abstract_in(fragment: str) -> Abstract:
    """Return the text and the labelled parts of an abstract that stands as mark-up in a text.

    A fragment that is no well-formed XML becomes text without its tags.
    """
    from lxml import etree

    from fingerpost.sources.xml_safe import parse_wrapped, safe_parser

    if "&lt;" in fragment and "<" not in fragment:
        fragment = html.unescape(fragment)
    if not _TAG.search(fragment):
        return whole_abstract(_lines(fragment))
    xml = _ENTITY.sub(lambda found: html.unescape(found.group()), fragment)
    xml = _BARE_SIGN.sub(lambda found: html.escape(found.group()), xml)
    try:
        root = parse_wrapped(xml.encode("utf-8", "replace"), safe_parser(), _NAMESPACES)
    except etree.XMLSyntaxError:
        return whole_abstract(_lines(without_markup(fragment)))
    return abstract_of(root)


def abstract_with_headings(marked: str) -> Abstract:
    """Return the text and the labelled parts of an abstract whose labels are h4 headings."""
    before, *rest = _HEADING.split(marked)
    labels, texts = rest[::2], rest[1::2]
    labelled = (
        Section(_label(without_markup(label)), squeeze(without_markup(text)))
        for label, text in zip(labels, texts, strict=True)
    )
    return whole_abstract([*_lines(without_markup(before)), *labelled])


def _lines(text: str) -> Iterator[Section]:
    lines = map(squeeze, html.unescape(text).splitlines())
    yield from (Section("", line) for line in lines if line.lower() not in _WHOLE)


def _parts(element: _Element) -> Iterator[Section]:
    """The labelled sections and the unlabelled paragraphs under an element, in their order.

    Sections within a section stand for themselves; its own paragraphs are one text.
    """
    label, texts, loose = "", [], [element.text or ""]
    for child in element:
        name = _name(child)
        if name in ("title", "sec", *_BLOCKS):
            texts.append("".join(loose))
            loose = []
        if name in ("title", "sec"):
            yield from _section(label, texts)
            label, texts = _label(text_of(child)) if name == "title" else "", []
        if name == "sec":
            yield from _parts(child)
        elif name in _BLOCKS:
            texts.append(text_of(child))
        elif name != "title" and name not in _NOT_TEXT:
            # The tail is not part of the element's text; a power needs what stands before it.
            loose.append(text_of(child, "".join(loose)))
        loose.append(child.tail or "")
    yield from _section(label, [*texts, "".join(loose)])


def _section(label: str, texts: Iterable[str]) -> Iterator[Section]:
    """One section where there is a label, one for each paragraph where there is none."""
    # Some publishers escape their mark-up twice.
    tidy = [squeeze(without_markup(html.unescape(text)) if "&" in text else text) for text in texts]
    if label:
        yield Section(label, " ".join(filter(None, tidy)))
    else:
        yield from (Section("", text) for text in tidy)


def _label(title: str) -> str:
    """A heading as a label; that of the whole abstract is none."""
    label = html.unescape(squeeze(title)).rstrip(" :.–—-")
    return "" if label.lower() in _WHOLE else label


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
