"""NLM's list of MeSH headings, in any of its three forms: XML, ASCII records, trees alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from fingerpost.errors import SourceError
from fingerpost.records import MeshDescriptor, Problem
from fingerpost.sources.gunzip import Content
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Shape
from fingerpost.text import squeeze

_SHAPE = Shape(
    records=("DescriptorRecord",),
    lists=("DescriptorRecordSet",),
    noun="MeSH",
    tags=("DescriptorRecord",),
    namespaces=b"",
)
_HEAD_BYTES = 1 << 16
_LONGEST_LINE = 1 << 16
_MOST_HEADINGS = 1_000_000
_TREE_NUMBER = re.compile(r"[A-Z]\d{2}(?:\.\d+)*")
_TREE_LINE = re.compile(r"([^;|]+)[;|]([A-Z]\d{2}(?:\.\d+)*)\s*")
_AGAIN = "Nothing was changed; download the file from NLM again and try once more."
_WHICH = (
    "Fingerpost takes NLM's descriptor file (desc2026.xml or desc2026.gz), the ASCII one"
    " (d2026.bin) or the trees (mtrees2026.bin); unpack a .zip first."
)


def read_mesh(path: Path) -> Iterator[MeshDescriptor]:
    """Yield the headings of a file of NLM's, gzipped or not, one at a time.

    SourceError for a file of another kind, and for one that is damaged or cut off: a list with
    headings missing would leave papers out of every search, and nobody would notice.
    """
    found = 0
    try:
        with path.open("rb") as file:
            content = Content(file)
            for found, descriptor in enumerate(_descriptors(content, path.name), 1):
                if found > _MOST_HEADINGS:
                    raise SourceError(f"{path.name}: this holds more headings than MeSH can have.")
                yield descriptor
            if content.fault:
                raise SourceError(f"{path.name}: {content.fault}. {_AGAIN}")
    except OSError as error:
        raise SourceError(f"{path}: it cannot be read ({error.strerror or error}).") from error
    if not found:
        raise SourceError(f"{path.name}: no heading stands in this file. {_WHICH}")


def _descriptors(content: Content, name: str) -> Iterator[MeshDescriptor]:
    head = content.read(_HEAD_BYTES) or b""
    content.push_back(head)
    stream = io.BufferedReader(content, 1 << 18)
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if "<DescriptorRecord" in text:
        return _from_xml(stream, name)
    if text.startswith("*NEWRECORD"):
        return _from_records(_lines(stream, name))
    if _TREE_LINE.fullmatch(text.partition("\n")[0].strip()):
        return _from_trees(_lines(stream, name), name)
    raise SourceError(f"{name}: this is no list of MeSH headings. {_WHICH}")


def _from_xml(stream: BinaryIO, name: str) -> Iterator[MeshDescriptor]:
    for found in Records(stream, name, _SHAPE):
        if isinstance(found, Problem):
            raise SourceError(f"{found.sentence()}. {_AGAIN}")
        element, number, line = found
        heading = _text(element, "DescriptorName/String")
        if not heading:
            place = f"{name}, record {number}, line {line}"
            raise SourceError(f"{place}: this heading has no name. {_AGAIN}")
        terms = (_text(term, ".") for term in element.iterfind("ConceptList//Term/String"))
        trees = (_text(tree, ".") for tree in element.iterfind("TreeNumberList/TreeNumber"))
        yield _descriptor(heading, trees, terms)


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else squeeze("".join(map(str, found.itertext())))


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise SourceError(f"{name}: a line is longer than any of MeSH's. {_AGAIN}")
        yield line.decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r\n")


def _from_records(lines: Iterator[str]) -> Iterator[MeshDescriptor]:
    """Read 'MH = Sepsis' lines; records of qualifiers and substances are passed over."""
    record: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("*NEWRECORD"):
            yield from _of_record(record)
            record = {}
        elif " = " in line:
            key, _, value = line.partition(" = ")
            record.setdefault(key.strip(), []).append(value.strip())
    yield from _of_record(record)


def _of_record(record: dict[str, list[str]]) -> Iterator[MeshDescriptor]:
    if record.get("RECTYPE", ["D"]) == ["D"] and record.get("MH"):
        entries = (*record.get("PRINT ENTRY", ()), *record.get("ENTRY", ()))
        terms = (entry.partition("|")[0] for entry in entries)
        yield _descriptor(record["MH"][0], record.get("MN", ()), terms)


def _from_trees(lines: Iterator[str], name: str) -> Iterator[MeshDescriptor]:
    """Read 'Sepsis;C01.757' lines: one for each place of a heading."""
    for number, line in enumerate(lines, 1):
        found = _TREE_LINE.fullmatch(line)
        if found:
            yield _descriptor(found.group(1), [found.group(2)], ())
        elif line.strip():
            raise SourceError(f"{name}, line {number}: this is no heading with its place. {_AGAIN}")


def _descriptor(name: str, trees: Iterable[str], terms: Iterable[str]) -> MeshDescriptor:
    name = squeeze(name)
    return MeshDescriptor(
        name,
        tuple(sorted({tree for tree in trees if _TREE_NUMBER.fullmatch(tree)})),
        tuple(sorted({squeeze(term) for term in terms} - {name, ""})),
    )
