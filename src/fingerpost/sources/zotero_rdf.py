"""Zotero RDF: the export in which Zotero keeps most of what it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO, cast

from lxml import etree

from fingerpost.records import Paper, Problem
from fingerpost.sources.decoding import decode
from fingerpost.sources.draft import Place, finish
from fingerpost.sources.xml_safe import reason_of
from fingerpost.sources.zotero_item import ABOUT, ITEM_TYPE, item_draft

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE = "zotero-rdf"
LARGEST = 1 << 29
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_NOT_PAPERS = {"attachment", "note", "annotation"}


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of decompressed Zotero RDF, in the order of the file.

    Items name journals that may stand anywhere in the file, so all of it is held in memory. Notes
    and attachments are no papers. Where the XML breaks, what stands before the break comes in.
    """
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        yield Problem(file, f"the file is larger than {LARGEST >> 20} MB; export it in parts")
        return
    text, remark = _text(raw)
    if remark:
        yield Problem(file, remark)
    nodes, fault = _nodes(text, file)
    by_name = {name: node for node in nodes if (name := node.get(ABOUT))}
    number = 0
    for node in nodes:
        kind = node.findtext(ITEM_TYPE, "").strip()
        if kind and kind not in _NOT_PAPERS:
            number += 1
            yield from _paper(node, by_name, Place(file, number, _line(node)))
    if fault:
        yield fault
    elif not number:
        yield Problem(file, "there is no Zotero item in this file")


def _text(raw: bytes) -> tuple[str, str]:
    """The text in the encoding that it declares, else in the one that it seems to have."""
    declared = _DECLARED.match(raw)
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if not name.startswith("utf"):
        try:
            return raw.decode(name), ""
        except (LookupError, UnicodeError):
            pass
    return decode(raw)


def _paper(
    node: _Element, by_name: Mapping[str, _Element], place: Place
) -> Iterator[Paper | Problem]:
    entity = next(node.iter(etree.Entity), None)
    if entity is not None:
        name = str(entity.text).strip("&;")
        yield place.problem(
            f"the record uses the XML entity &{name};, which is never expanded: left out"
        )
        return
    yield from finish(item_draft(node, by_name), SOURCE, place)


def _nodes(text: str, file: str) -> tuple[list[_Element], Problem | None]:
    """Return what stands directly under the root, as far as the file is sound."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    fault = None
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError as error:
        said = reason_of(error).removeprefix("the record ").removesuffix(", so it was left out")
        fault = Problem(
            file, f"the file {said}; what follows was not read", line=error.lineno or None
        )
    return _under_the_root(parser), fault


def _under_the_root(parser: etree.XMLPullParser) -> list[_Element]:
    nodes: list[_Element] = []
    depth = 0
    for event, element in parser.read_events():
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 1:
            nodes.append(cast("_Element", element))
    return nodes


def _line(node: _Element) -> int | None:
    return getattr(node, "sourceline", None)
