"""EndNote XML, as EndNote, Zotero, Mendeley, JabRef and Bookends export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from fingerpost.records import Paper, Problem
from fingerpost.sources.draft import Place, finish
from fingerpost.sources.endnote_fields import endnote_draft
from fingerpost.sources.tagged import Tagged
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Shape
from fingerpost.text import squeeze

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE = "endnote-xml"
_SHAPE = Shape(
    records=("record",), lists=("records",), noun="EndNote", tags=("record",), namespaces=b""
)
_GROUPS = {
    "titles": "", "periodical": "", "alt-periodical": "alt-", "keywords": "", "dates": "",
    "pub-dates": "", "urls": "", "related-urls": "", "web-urls": "", "contributors": "",
}  # fmt: skip
_PEOPLE = {"authors": "author", "secondary-authors": "secondary-author"}
_PASSED_OVER = {
    "pdf-urls", "text-urls", "image-urls", "copyright-dates", "tertiary-authors",
    "subsidiary-authors", "translated-authors", "foreign-keys",
}  # fmt: skip
_NAMES = {"electronic-resource-num": "doi", "source-app": "app"}
# EndNote ends the entries of a list with a carriage return; a line feed may be mere layout.
_ENTRY_END = re.compile(r"\r|\n(?=\S)")


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of decompressed EndNote XML, in the order of the file.

    Memory holds a few records at a time. A record that cannot be read costs itself only.
    """
    for found in Records(stream, file, _SHAPE):
        if isinstance(found, Problem):
            yield found
            continue
        element, record, line = found
        yield from finish(endnote_draft(_tagged(element, line)), SOURCE, Place(file, record, line))


def _tagged(record: _Element, line: int) -> Tagged:
    kind = record.find("ref-type")
    tagged = Tagged(line, "" if kind is None else kind.get("name") or "")
    _collect(record, tagged, "")
    return tagged


def _collect(parent: _Element, tagged: Tagged, prefix: str) -> None:
    for child in parent:
        name = str(child.tag)
        if name in _PEOPLE:
            for person in child:
                tagged.values.setdefault(_PEOPLE[name], []).append(_person(person))
        elif name in _GROUPS:
            _collect(child, tagged, _GROUPS[name])
        elif name not in _PASSED_OVER:
            name = prefix + _NAMES.get(name, name)
            tagged.values.setdefault(name, []).extend(_entries(child))


def _entries(element: _Element) -> list[str]:
    lines = map(squeeze, _ENTRY_END.split(_text(element)))
    return [line for line in lines if line]


def _text(element: _Element) -> str:
    """The text of an element and its styles; raised digits keep their mark for the power."""
    own = element.text or ""
    pieces = [f"<sup>{own}</sup>" if "superscript" in (element.get("face") or "") else own]
    for child in element:
        pieces += [_text(child), child.tail or ""]
    return "".join(pieces)


def _person(element: _Element) -> str:
    """A name as text; some programs state its parts in attributes alone."""
    text = " ".join(_entries(element))
    if text:
        return text
    if body := element.get("corp-name"):
        return f"{body},"
    given = " ".join(filter(None, (element.get("first-name"), element.get("middle-initial"))))
    parts = (element.get("last-name"), given, element.get("suffix"))
    return ", ".join(part for part in parts if part)
