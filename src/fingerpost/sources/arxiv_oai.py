"""OAI-PMH answers: arXiv's own two formats, and Dublin Core of any repository."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from fingerpost.records import Paper, Problem
from fingerpost.sources.arxiv_record import read_record
from fingerpost.sources.draft import Place, finish
from fingerpost.sources.guess import HEAD_BYTES, head_text
from fingerpost.sources.gunzip import Content
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Shape
from fingerpost.text import plain, plural

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE = "arxiv-oai"
_SHAPE = Shape(
    records=("record", "oai:record"),
    lists=("ListRecords", "GetRecord", "oai:ListRecords", "oai:GetRecord"),
    noun="OAI-PMH",
    tags=("record", "{http://www.openarchives.org/OAI/2.0/}record"),
    namespaces=b'xmlns:oai="http://www.openarchives.org/OAI/2.0/"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    b' xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
)
_RECORD = re.compile(r"<(?:oai:)?record[\s>]")
_ERROR = re.compile(
    r"<(?:oai:)?error\s[^>]*?code\s*=\s*[\"'](\w{1,60})[\"'][^>]*?(?:/>|>(.*?)</)", re.DOTALL
)
_VERB = re.compile(r"<(?:oai:)?(Identify|ListIdentifiers|ListSets|ListMetadataFormats)[\s>]")


def read(stream: BinaryIO, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a decompressed answer, in the order of the file.

    Knows the metadata prefixes arXiv, arXivRaw and oai_dc. An error that the supplier reports is
    a problem; records that it marks as deleted are counted in one.
    """
    content = Content(stream)
    head = content.read(HEAD_BYTES) or b""
    content.push_back(head)
    begin = head_text(head)
    if not _RECORD.search(begin):
        yield Problem(file, _explained(begin))
        return
    deleted: list[str] = []
    for found in Records(io.BufferedReader(content), file, _SHAPE):
        if isinstance(found, Problem):
            yield found
        else:
            element, record, line = found
            yield from _record(element, Place(file, record, line), deleted)
    if deleted:
        count = plural(len(deleted), "record")
        first = f", first {deleted[0]}" if deleted[0] else ""
        yield Problem(file, f"{count} marked as deleted by the supplier{first}: left out")


def _record(element: _Element, place: Place, deleted: list[str]) -> Iterator[Paper | Problem]:
    name, status = "", ""
    metadata: _Element | None = None
    for child in element:
        tag = _local(child)
        if tag == "header":
            status = child.get("status") or ""
            name = next(
                (one.text or "" for one in child if _local(one) == "identifier"), ""
            ).strip()
        elif tag == "metadata":
            metadata = next(iter(child), None)
    if status == "deleted":
        deleted.append(name)
    elif metadata is None:
        yield place.problem(f"the record ({name or 'no id'}) holds no metadata, so it was left out")
    elif draft := read_record(metadata, name):
        yield from finish(draft, SOURCE, place)
    else:
        yield place.problem(
            f"the record ({name or 'no id'}) is in the format {_local(metadata)}, which is not"
            " read; ask for metadataPrefix=arXiv or oai_dc"
        )


def _explained(begin: str) -> str:
    """Why an answer holds no record."""
    if error := _ERROR.search(begin):
        code, said = error.group(1), plain(error.group(2) or "")
        return f"the supplier answered with an error: {code}{f' ({said})' if said else ''}"
    if verb := _VERB.search(begin):
        return (
            f"this is an answer to {verb.group(1)}, which holds no records;"
            " ask for ListRecords with metadataPrefix=arXiv"
        )
    return "there is no OAI-PMH record in this file"


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
