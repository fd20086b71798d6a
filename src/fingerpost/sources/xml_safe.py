"""Parsing the XML of records so that nothing in it is fetched or expanded."""

from __future__ import annotations

import re

from lxml import etree

_ENTITY = re.compile(r"Entity '([^']{1,60})' not defined")


def safe_parser() -> etree.XMLParser:
    """Return a parser without entities, DTDs, network and unlimited depth."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse_wrapped(xml: bytes, parser: etree.XMLParser, namespaces: bytes) -> etree._Element:
    """Return an element around the records, which declares the prefixes that they may use.

    Raises XMLSyntaxError; its line counts from the records' first line.
    """
    return etree.fromstring(b"<x " + namespaces + b">" + xml + b"</x>", parser)


def reason_of(error: etree.XMLSyntaxError) -> str:
    """Return why a record could not be read, as a sentence for a problem."""
    entity = _ENTITY.search(str(error))
    if entity:
        name = entity.group(1)
        return f"the record uses the XML entity &{name};, which is never expanded: left out"
    said = str(error).split(", line ")[0]
    return f"the record is not well-formed XML ({said}), so it was left out"


def line_of(error: etree.XMLSyntaxError, begins: int) -> int:
    """Return the line of the file on which a record that begins at `begins` is broken."""
    return begins + max(error.lineno or 1, 1) - 1
