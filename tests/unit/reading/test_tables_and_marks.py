"""Appraisals as tables with titles, and texts with their words marked."""

import csv
import io
import sys

import pytest

from fingerpost.dives.tables import to_csv
from fingerpost.errors import FailureError
from fingerpost.reading import appraise
from fingerpost.reading.marks import stretches
from fingerpost.reading.tables import header, table_rows, to_markdown, to_parquet
from fingerpost.records import Paper

PAPER = Paper(
    title="=Deep learning | for *falls*",
    abstract="We trained a network on 1,250 patients of MIMIC-III. The AUROC was 0.91.",
    year=2022,
    pmid="1",
)


def rows():
    return table_rows([(PAPER, appraise(PAPER)), (Paper(title="T"), appraise(Paper(title="T")))])


def test_a_table_has_titles_and_empty_cells_for_what_is_not_stated():
    first, second = rows()
    assert (first["id"], first["year"], first["participants"]) == ("pmid:1", 2022, 1250)
    assert first["datasets"] == "MIMIC-III"
    assert second["kind"] is None
    assert list(first) == list(second) == header([])


def test_csv_keeps_every_value_and_makes_formulas_harmless():
    table = rows()
    columns = header(table)
    text = to_csv(columns, [[row[name] for name in columns] for row in table])
    first, second = csv.DictReader(io.StringIO(text))
    assert first["title"] == f"'{PAPER.title}"
    assert first["metrics"] == "auroc 0.91"
    assert second["metrics"] == ""


def test_markdown_shows_the_columns_that_say_something_and_no_foreign_markup():
    lines = to_markdown(rows()).splitlines()
    assert len(lines) == 4
    assert "funding" not in lines[0]
    assert "participants" in lines[0]
    cells = lines[2].replace("\\|", "").count("|")
    assert cells == lines[0].count("|")
    assert "\\*falls\\*" in lines[2]


def test_parquet_reads_back():
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(to_parquet(rows())))
    assert table.column_names == header([])
    assert table.to_pylist() == rows()
    assert parquet.read_table(io.BytesIO(to_parquet([]))).num_rows == 0


def test_without_pyarrow_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FailureError, match="--csv"):
        to_parquet(rows())


def test_marks_give_the_whole_text_once_with_fields():
    text = PAPER.text
    found = list(stretches(text, appraise(PAPER)))
    assert "".join(text[each.start : each.end] for each in found) == text
    marked = {text[each.start : each.end]: each.fields for each in found if each.fields}
    assert "participants" in marked["1,250 patients"]
    assert "datasets" in marked["MIMIC-III"]


def test_marks_of_another_text_are_left_out():
    assert [s.fields for s in stretches("Another text.", appraise(PAPER))] == [()]
