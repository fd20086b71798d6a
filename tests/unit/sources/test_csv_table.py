"""Tables: delimiters, the columns of well-known exports, broken rows."""

from __future__ import annotations

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import csv_table


def read(text: str) -> list[Paper | Problem]:
    return list(csv_table.read_text(text, "a.csv"))


def paper(text: str) -> Paper:
    (record,) = read(text)
    assert isinstance(record, Paper)
    return record


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    rows = ["Year,Title,Abstract", "2019,Cells,Text"]
    record = paper("\n".join(row.replace(",", delimiter) for row in rows))
    assert (record.title, record.year, record.abstract) == ("Cells", 2019, "Text")


def test_excels_sep_line_and_a_byte_order_mark() -> None:
    assert paper("sep=;\n\ufeffTitle ;Year\nCells;2019\n").title == "Cells"


def test_pubmeds_own_table() -> None:
    record = paper(
        '"PMID","Title","Authors","Citation","First Author","Journal/Book","Publication Year",'
        '"Create Date","PMCID","NIHMS ID","DOI"\n'
        '"12","Cells","Lovelace AM, van der Berg J; Counting Group.",'
        '"J Count. 2019 Jul 3;5(6):12-19. doi: 10.1000/xyz.","Lovelace AM",'
        '"J Count","2019","2018/01/01","PMC345","","10.1000/XYZ"\n'
    )
    assert (record.pmid, record.pmcid, record.doi) == ("12", "PMC345", "10.1000/xyz")
    assert (record.date, record.volume, record.issue, record.pages) == (
        "2019-07-03",
        "5",
        "6",
        "12-19",
    )
    assert [a.short_name for a in record.authors] == [
        "Lovelace AM",
        "van der Berg J",
        "Counting Group",
    ]
    assert record.source == "pubmed-csv"


def test_scopus_table_with_an_unnamed_funding_column() -> None:
    record = paper(
        "Authors,Title,Year,Source title,Authors with affiliations,Funding Text 1,PubMed ID,"
        "Language of Original Document,EID\n"
        '"Berg J., Lovelace A.",Cells,2019,J Count,'
        '"Berg, J., Ward 1, London; Lovelace, A., Ward 2",'
        "one,two,31421429,English,2-s2.0-1\n"
    )
    assert (record.pmid, record.languages) == ("31421429", ("eng",))
    assert [a.affiliations for a in record.authors] == [("Ward 1, London",), ("Ward 2",)]


def test_embase_and_ieee_columns() -> None:
    embase = paper(
        "Title,Author Names,Source\n"
        'Cells,"Liu R., Adler D.G.","J Count (2014) 3:4 (152-160). Date"\n'
    )
    assert (embase.journal, embase.year, embase.issue) == ("J Count", 2014, "4")
    assert [a.family for a in embase.authors] == ["Liu", "Adler"]
    ieee = paper(
        "Document Title,Authors,Author Affiliations,Start Page,End Page\n"
        "Cells,A. Lovelace; J. Berg,Ward 1; Ward 2,3,9\n"
    )
    assert ieee.pages == "3-9"
    assert [a.affiliations for a in ieee.authors] == [("Ward 1",), ("Ward 2",)]


def test_a_row_that_does_not_fit_is_a_problem_with_its_line() -> None:
    one, fault, three = read("Title,Year\nOne,2019\nTwo,with comma,2019\nThree,2020\n")
    assert isinstance(one, Paper)
    assert isinstance(fault, Problem)
    assert isinstance(three, Paper)
    assert (fault.record, fault.line) == (2, 3)
    assert "3 cells and the header 2" in fault.reason


def test_an_open_quotation_mark_costs_its_own_row() -> None:
    records = read('Title,Year\nOne,2019\n"Two,2019\nThree,2020\nFour,2021\n')
    assert [r.title for r in records if isinstance(r, Paper)] == ["One", "Three", "Four"]
    (fault,) = (r for r in records if isinstance(r, Problem))
    assert (fault.record, fault.line) == (2, 3)


def test_cells_of_several_lines_and_the_lines_after_them() -> None:
    first, fault = read('Title,Abstract\nOne,"A.\nB."\n,Text\n')
    assert isinstance(first, Paper)
    assert isinstance(fault, Problem)
    assert first.abstract == "A.\nB."
    assert (fault.record, fault.line) == (2, 4)


def test_no_title_column_names_the_columns() -> None:
    (fault,) = read("Abstract,Year\nText,2019\n")
    assert isinstance(fault, Problem)
    assert "Abstract, Year" in fault.reason


def test_missing_values_of_statistics_programs_are_empty() -> None:
    record = paper("title,abstract,year,doi\nCells,NA,nan,NA\n")
    assert (record.abstract, record.year, record.doi) == ("", None, "")


def test_a_faulty_year() -> None:
    fault, record = read("title,year\nCells,20222\n")
    assert isinstance(fault, Problem)
    assert "20222" in fault.reason
    assert isinstance(record, Paper)
    assert record.year is None
