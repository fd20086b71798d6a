"""BibTeX and BibLaTeX."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from fingerpost.records import Paper, Problem
from fingerpost.sources.bibtex_fields import bibtex_draft
from fingerpost.sources.bibtex_inheritance import with_parents
from fingerpost.sources.bibtex_repair import repaired
from fingerpost.sources.bibtex_values import macros_of, value_of
from fingerpost.sources.draft import Place, finish

SOURCE = "bibtex"
_NO_RECORDS = {"xdata", "set"}
"""Entries that only lend their fields to others, or name them."""
_MERGED = {"keywords", "keyword", "author-email"}
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class _Record:
    """One entry, or the remark why it could not be read; a remark may stand beside an entry."""

    entry: Entry | None
    line: int
    remark: str = ""

    @property
    def kind(self) -> str:
        """The type of entry in lower case: 'article', 'xdata' …"""
        return self.entry.entry_type.lower() if self.entry else ""

    @property
    def key(self) -> str:
        """The citation key in lower case, by which others refer to it."""
        return self.entry.key.lower() if self.entry else ""


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of BibTeX, in the order of the file.

    An entry that cannot be parsed is put right where nothing has to be guessed, else it is a
    problem with its line; those beside it are kept.
    """
    library = parse_string(text, parse_stack=[])
    macros = macros_of(library.strings)
    records = [(record, _fields(record.entry, macros)) for record in _records(library.blocks, text)]
    by_key: dict[str, Mapping[str, str]] = {}
    for record, fields in records:
        by_key.setdefault(record.key, fields)
    number = 0
    for record, fields in records:
        if record.kind in _NO_RECORDS:
            continue
        number += 1
        place = Place(file, number, record.line)
        if record.remark:
            yield place.problem(record.remark)
        if record.entry:
            whole = with_parents(record.kind, record.key, fields, by_key)
            yield from finish(bibtex_draft(record.kind, record.key, whole), SOURCE, place)


def _records(blocks: Sequence[Block], text: str) -> Iterator[_Record]:
    lines = text.split("\n")
    entries = [
        block for block in blocks if not isinstance(block, ImplicitComment | ExplicitComment)
    ]
    starts = [*((block.start_line or 0) for block in entries), len(lines)]
    for at, block in enumerate(entries):
        line = starts[at] + 1
        if entry := _entry(block):
            yield _Record(entry, line)
        elif _is_failed_entry(block):
            following = next((one for one in starts[at + 1 :] if one > starts[at]), len(lines))
            yield _saved("\n".join(lines[starts[at] : following]), block, line)


def _entry(block: object) -> Entry | None:
    """The entry of a block; one with a key or field given twice is an entry all the same."""
    if isinstance(block, ParsingFailedBlock):
        block = block.ignore_error_block
    return block if isinstance(block, Entry) else None


def _is_failed_entry(block: object) -> bool:
    """True for what could not be parsed; a @string that is given twice is no entry."""
    return isinstance(block, ParsingFailedBlock) and not isinstance(
        block.ignore_error_block, String
    )


def _saved(raw: str, block: object, line: int) -> _Record:
    text, remark = repaired(raw[raw.find("@") :] if "@" in raw else "")
    for again in parse_string(text, parse_stack=[]).blocks if text else ():
        if entry := _entry(again):
            return _Record(entry, line, remark)
    return _Record(None, line, _reason(block))


def _reason(block: object) -> str:
    error = block.error if isinstance(block, ParsingFailedBlock) else None
    said = " ".join(str(getattr(error, "abort_reason", "")).split())[:160].rstrip(".")
    return f"the entry could not be read{f' ({said})' if said else ''}, so it was left out"


def _fields(entry: Entry | None, macros: Mapping[str, str]) -> dict[str, str]:
    """The fields by lower-case name; of a field given twice the first that holds something.

    Keywords given twice are joined, as programs write them once for each list.
    """
    fields: dict[str, str] = {}
    for one in entry.fields if entry else ():
        name = one.key.strip().lower()
        value = value_of(str(one.value), macros).strip()
        if name in _MERGED and fields.get(name) and value and value != fields[name]:
            fields[name] = f"{fields[name]}; {value}"
        else:
            fields[name] = fields.get(name) or value
    return fields
