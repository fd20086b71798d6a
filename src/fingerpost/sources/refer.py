"""Refer, which EndNote writes as its tagged text: lines such as '%T' title, '%A' author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from fingerpost.records import Paper, Problem
from fingerpost.sources.cut_ends import Signs, judged
from fingerpost.sources.draft import Place, finish
from fingerpost.sources.endnote_fields import endnote_draft
from fingerpost.sources.tagged import Tagged

SOURCE = "refer"
_SIGNS = Signs(("title", "secondary-title"))
_NEWLINE = re.compile(r"\r\n|\n|\r")
_TAG = re.compile(r"%([0-9A-Z@!+~\[\]$&()*#?<>^=])(?:[ \t]+(.*)|\s*$)", re.DOTALL)
_NAMES = {
    "A": "author", "B": "secondary-title", "D": "year", "E": "secondary-author", "G": "language",
    "J": "full-title", "K": "keyword", "M": "accession-num", "N": "number", "O": "alt-title",
    "P": "pages", "Q": "translated-title", "R": "doi", "T": "title", "U": "url", "V": "volume",
    "W": "remote-database-provider", "X": "abstract", "Z": "notes", "8": "date", "9": "work-type",
    "2": "custom2", "3": "custom3", "#": "custom5", "]": "custom7", "&": "section",
    "(": "orig-pub", "+": "auth-address", "~": "remote-database-name",
}  # fmt: skip


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of Refer text, in the order of the file."""
    records = judged(_records(text), attrgetter("shape"), text, _SIGNS)
    for number, (record, end) in enumerate(records, 1):
        place = Place(file, number, record.line)
        yield from end.told(finish(endnote_draft(record), SOURCE, place), place)


def _records(text: str) -> Iterator[Tagged]:
    """Cut at '%0', and at blank lines before a tag; a blank line within an abstract is none.

    Some programs put other tags before the '%0' of a record, so one directly after them is theirs.
    Where a file's records begin with '%0', a blank line alone ends none.
    """
    lines = _NEWLINE.split(text.lstrip("\ufeff"))
    begins_typed = next((line for line in lines if line.strip()), "").startswith("%0")
    record: Tagged | None = None
    last, blank = "", False
    for number, line in enumerate(lines, 1):
        found = _TAG.fullmatch(line.rstrip())
        if not found:
            blank = blank or not line.strip()
            if record and line.strip():
                record.values.setdefault(last, []).append(line.strip())
            continue
        tag, value = found[1], (found[2] or "").strip()
        typed = tag == "0"
        if record is None or _ends(record, typed, blank, begins_typed):
            if record:
                yield record
            record = Tagged(number)
        if typed:
            record.kind = value or "Generic"
        last, blank = ("" if typed else _NAMES.get(tag, f"%{tag}")), False
        record.last = last
        record.values.setdefault(last, []).append(value)
        record.values.setdefault("app", [])
    if record:
        yield record


def _ends(record: Tagged, typed: bool, blank: bool, begins_typed: bool) -> bool:
    if typed:
        return blank or bool(record.kind)
    return blank and not begins_typed
