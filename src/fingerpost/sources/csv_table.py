"""Tables with a title column: comma, semicolon, tab or bar between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fingerpost.records import Author, Paper, Problem
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.column_names import field_of, fields_of, spelled_out
from fingerpost.sources.column_people import authors_in_cell
from fingerpost.sources.columns import draft_of
from fingerpost.sources.cut_ends import WHOLE, End, ends_a_line
from fingerpost.sources.draft import Noted, Place, finish
from fingerpost.sources.markup import without_markup
from fingerpost.sources.names import parse_name

SOURCE, PUBMED = "csv", "pubmed-csv"
_DELIMITERS = (",", ";", "\t", "|")
_EMPTY = {"", "na", "n/a", "nan", "none", "null"}
_TEXT_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_WITH_INITIALS = re.compile(r" ([A-ZÀ-Þ]{1,6})(?: (Jr|Sr|2nd|3rd|4th))?$")
_LONGEST_CELL = 4 << 20
_NEVER_CLOSED = (
    "a quotation mark in this row is never closed, so the row was left out; either the mark is"
    " one too many, or the file is cut off: then save it anew and import it again"
)
_NO_ROWS = "have too few cells to be rows, so they were left out"


@dataclass(frozen=True, slots=True)
class _Row:
    cells: list[str]
    line: int
    lines: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a table: what separates its cells, and their names."""

    delimiter: str
    names: tuple[str, ...]

    @property
    def has_title(self) -> bool:
        """True where a column holds titles."""
        return any(field_of(name) == "title" for name in self.names)

    @property
    def known(self) -> int:
        """How many of the columns we read."""
        return sum(map(bool, map(field_of, self.names)))

    @property
    def is_pubmed(self) -> bool:
        """True for the table that PubMed's web pages save."""
        return {"PMID", "Journal/Book"} <= {name.strip() for name in self.names}


def header_of(text: str) -> Header:
    """Return the header of a table, with the delimiter under which most columns are known."""
    headers, lines = [], _lines(text)
    for delimiter in _DELIMITERS:
        row = next(_rows(lines, delimiter), None)
        names = tuple(name.strip().lstrip("\ufeff") for name in row.cells) if row else ()
        headers.append(Header(delimiter, spelled_out(names)))
    return max(headers, key=lambda header: (header.has_title, header.known))


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a table, in the order of its rows.

    Records count from the first row after the header. A row that does not fit the header is a
    problem; an open quotation mark costs its own row only.
    """
    yield from (item for item, _ in read_noted(text, file))


def read_noted(text: str, file: str) -> Iterator[tuple[Paper | Problem, Noted]]:
    """Yield what `read_text` does, each with its place and its cells by the names of columns."""
    header = header_of(text)
    if not header.has_title:
        yield Problem(file, no_title_reason(header), line=1), Noted(Place(file, 0, 1), {})
        return
    for number, (row, end) in enumerate(_judged(_whole_rows(text, header), header, text), 1):
        place = Place(file, number, row.line)
        noted = Noted(place, dict(zip(header.names, row.cells, strict=False)))
        if row.fault:
            yield place.problem(row.fault), noted
        else:
            yield from ((item, noted) for item in end.told(_paper(row, header, place), place))


def read_rows(
    text: str, header: Header, file: str
) -> Iterator[tuple[int, int, dict[str, str]] | Problem]:
    """Yield the number, line and cells by column of each row, and the problems of the others.

    Cells are without what spreadsheets add; numbers and lines count as in `read_text`.
    """
    for number, (row, end) in enumerate(_judged(_whole_rows(text, header), header, text), 1):
        if row.fault or end.cut:
            reason = row.fault or f"the last row {end.reason}, so it was left out"
            yield Problem(file, reason, number, row.line)
        else:
            cells = map(_cell, row.cells)
            yield number, row.line, dict(zip(header.names, cells, strict=False))


def _judged(rows: Iterator[_Row], header: Header, text: str) -> Iterator[tuple[_Row, End]]:
    """Yield each row with what its end tells: a row is cut off only where the text stops in it."""
    held: _Row | None = None
    whole = ragged = 0
    for row in rows:
        if held:
            yield held, WHOLE
            short = not held.fault and len(held.cells) < len(header.names)
            whole, ragged = whole + (not short), ragged + short
        held = row
    if held:
        yield held, WHOLE if ends_a_line(text) else _end(held, header, whole, ragged)


def _end(row: _Row, header: Header, whole: int, ragged: int) -> End:
    """What the last row tells that stops within a line, after rows with all cells and without."""
    if len(row.cells) < len(header.names) and not ragged:
        reason = f"stops within a line, with {len(row.cells)} cells of {len(header.names)}"
        return End(reason, cut=whole > 0)
    in_title = field_of(header.names[min(len(row.cells), len(header.names)) - 1]) == "title"
    return End("stops within its title, with no end of a line") if in_title else WHOLE


def _paper(row: _Row, header: Header, place: Place) -> Iterator[Paper | Problem]:
    fields = fields_of(zip(header.names, map(_cell, row.cells), strict=False))
    draft = draft_of(fields, _pubmed_authors if header.is_pubmed else authors_in_cell)
    draft.abstract, draft.sections = labelled(without_markup(draft.abstract))
    draft.preprint |= fields.get("item_type") == "preprint"
    yield from finish(draft, PUBMED if header.is_pubmed else SOURCE, place)


def _cell(cell: str) -> str:
    """A cell without what spreadsheets add: ="123" for text, ' before a sign that counts."""
    if cell.strip().lower() in _EMPTY:
        return ""
    if found := _TEXT_FORMULA.fullmatch(cell.strip()):
        return found[1].replace('""', '"')
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "@") else cell


def _pubmed_authors(value: object) -> tuple[Author, ...]:
    """'Berg J, Doe A; Counting Group, Section for Cells; Roe B.': semicolons stand round groups."""
    parts = [part.strip() for part in str(value or "").strip().removesuffix(".").split(";")]
    authors: list[Author] = []
    for part in parts:
        names = [name.strip() for name in part.split(",")]
        persons = sum(bool(_WITH_INITIALS.search(name)) for name in names)
        if len(parts) > 1 and persons * 2 <= len(names):
            authors += [Author(collective=part)] if part else []
        else:
            authors += filter(None, map(_pubmed_name, names))
    return tuple(authors)


def _pubmed_name(name: str) -> Author | None:
    """'Berg JMAH 3rd': behind the family name stand initials, however many."""
    found = _WITH_INITIALS.search(name)
    if not found:
        return parse_name(name)
    return Author(family=name[: found.start()], given=found[1], suffix=found[2] or "")


def no_title_reason(header: Header) -> str:
    """Return the sentence on a table that has no column with titles."""
    names = ", ".join(name for name in header.names if name)
    shown = f"{names[:200]}…" if len(names) > 200 else names
    return (
        "the table has no column with titles, so nothing could be read; name one 'title'"
        f" (its columns are: {shown or 'without names'})"
    )


def _whole_rows(text: str, header: Header) -> Iterator[_Row]:
    """The rows after the header that hold anything; those that do not fit carry a fault.

    After a faulty row of several lines, reading begins again on its second line. Behind a
    quotation mark that stays open to the end, or a last row that is cut off, lines with too few
    cells are no rows of a table whose other rows are whole, but what the cut cell held.
    """
    lines = _lines(text)
    top = next(_rows(lines, header.delimiter))
    start = top.line + top.lines - 1
    whole, opened, spilt = True, False, list[_Row]()
    while start < len(lines):
        after, start = start, len(lines)
        for found in _rows(lines, header.delimiter, after):
            row = replace(found, cells=_aligned(found.cells, header))
            at_end = row.line + row.lines > len(lines)
            opens = at_end and _stays_open(lines, row, header.delimiter)
            fault = row.fault or (_NEVER_CLOSED if opens else _fault(row, header))
            opened |= at_end and bool(fault)
            short = not fault and len(row.cells) < len(header.names)
            if short and opened and whole:
                spilt.append(row)
                continue
            whole &= not short
            if fault or any(cell.strip() for cell in row.cells):
                yield replace(row, fault=fault)
            if fault and row.lines > 1:
                start = row.line
                break
    if spilt:
        reason = f"{len(spilt)} lines behind a quotation mark that is never closed {_NO_ROWS}"
        yield replace(spilt[0], fault=reason)


def _stays_open(lines: Sequence[str], row: _Row, delimiter: str) -> bool:
    """True where the text ends within a quoted cell of this row."""
    *_, behind = _rows([*lines[row.line - 1 :], "x"], delimiter)
    return behind.cells != ["x"]


def _aligned(cells: list[str], header: Header) -> list[str]:
    """The cells without those that Scopus writes for 'Funding Text 2' and on without a name."""
    extra = len(cells) - len(header.names)
    if extra > 0 and cells[-1].startswith("2-s2.0-") and header.names[-1] == "EID":
        for at, name in enumerate(header.names, 1):
            if name == "Funding Text 1":
                return cells[:at] + cells[at + extra :]
    return cells


def _fault(row: _Row, header: Header) -> str:
    expected, spare = len(header.names), row.cells[len(header.names) :]
    if any(cell.strip() for cell in spare):
        return f"the row has {len(row.cells)} cells and the header {expected}, so it was left out"
    if row.lines > 1 and len(row.cells) < expected:
        return _NEVER_CLOSED
    return ""


def _lines(text: str) -> list[str]:
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and lines[0].strip('"').lower().startswith("sep="):
        lines[0] = ""
    return lines


def _rows(lines: Sequence[str], delimiter: str, after: int = 0) -> Iterator[_Row]:
    """The rows that begin after a line, each with its line from 1; empty lines are no rows."""
    csv.field_size_limit(_LONGEST_CELL)
    fed = (f"{lines[at]}\n" for at in range(after, len(lines)))
    reader = csv.reader(fed, delimiter=delimiter)
    begin = after + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Row([], begin, max(2, after + reader.line_num - begin + 1), _reason(error))
            return
        if cells:
            yield _Row(cells, begin, after + reader.line_num - begin + 1)
        begin = after + reader.line_num + 1


def _reason(error: csv.Error) -> str:
    return f"the row could not be read ({error}), so it was left out"
