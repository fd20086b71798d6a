"""Appraisals as a table with titles: rows, Markdown, Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from fingerpost.errors import FailureError
from fingerpost.reading.export import as_row
from fingerpost.reading.model import NOT_STATED, Appraisal
from fingerpost.records import Paper
from fingerpost.text import visible

Cell = str | int | float | None
Row = dict[str, Cell]
_NUMBERS = ("year", "participants", "sites")
_FROM_OUTSIDE = ("id", "title", "address", "problem", "participants_quote", "registrations")
_LONGEST = 160


def table_rows(pairs: Iterable[tuple[Paper, Appraisal]]) -> list[Row]:
    """Return one row a paper: id, title, year and address, then what the appraisal states.

    What is not stated is None.
    """
    rows: list[Row] = []
    for paper, appraisal in pairs:
        told = as_row(appraisal)
        head: Row = {
            "id": told.pop("id"),
            "title": paper.title,
            "year": paper.year,
            "address": paper.address or None,
        }
        said = {name: None if v in ("", NOT_STATED) else v for name, v in told.items()}
        rows.append(head | said)
    return rows


def header(rows: Sequence[Row]) -> list[str]:
    """Return the names of the columns; those of an empty table too."""
    if rows:
        return list(rows[0])
    return list(table_rows([(Paper(title=""), Appraisal(""))])[0])


def to_markdown(rows: Sequence[Row]) -> str:
    """Return a Markdown table of the columns that any paper states; long cells are cut.

    Titles and quotes are text from outside: nothing in them can make markup or end a cell.
    """
    columns = [
        name
        for name in header(rows)
        if name in ("id", "title") or any(row[name] not in (None, "") for row in rows)
    ]
    lines = [
        " | ".join(["", *(name.replace("_", " ") for name in columns), ""]).strip(),
        " | ".join(["", *("---" for _ in columns), ""]).strip(),
        *(
            " | ".join(["", *(_cell(name, row[name]) for name in columns), ""]).strip()
            for row in rows
        ),
    ]
    return "\n".join(lines) + "\n"


def to_parquet(rows: Sequence[Row]) -> bytes:
    """Return the table as a Parquet file; FailureError when pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise FailureError(
            "Parquet files need pyarrow, which is not installed. Install it with"
            "  pip install 'fingerpost[parquet]'  or write a table with --csv."
        ) from None
    columns = {
        name: pa.array(
            [row[name] for row in rows],
            type=pa.int64() if name in _NUMBERS else pa.string(),
        )
        for name in header(rows)
    }
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream)
    return stream.getvalue()


def _cell(name: str, value: Cell) -> str:
    text = "" if value is None else visible(" ".join(str(value).split()))
    if name not in _FROM_OUTSIDE:
        text = text.replace("_", " ")
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rstrip() + " …"
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return text
