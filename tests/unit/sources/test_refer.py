"""Refer, EndNote's tagged text: records however a program begins and separates them."""

from __future__ import annotations

from fingerpost.records import Author, Paper, Problem
from fingerpost.sources import refer

ENW = """%0 Journal Article
%T Counting cells by machine
%A Lovelace, Ada M.
%A Berg, Jan, Jr.
%A Counting Office,
%+ Ward 1, London. ada@example.org
%J J Made Up Count
%O The journal of made-up counting
%D 2019
%8 Jul 3
%V 7
%N 3
%P 12-19
%@ 0000-0000
%G eng
%M 123
%~ PubMed
%W NLM
%2 PMC456
%R doi:10.1000/XYZ.1
%U https://example.org/1
%9 Journal Article
%K Cells/*analysis
Machines
%X BACKGROUND: Cells are many.

METHODS: We counted them.

%0 Book
%T A second title
%E Editor, Eve
"""


def read(text: str) -> list[Paper | Problem]:
    return list(refer.read_text(text, "a.enw"))


def test_every_field() -> None:
    first, second = read(ENW)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert first.title == "Counting cells by machine"
    assert first.authors == (
        Author(
            "Lovelace", "Ada M.", email="ada@example.org",
            affiliations=("Ward 1, London. ada@example.org",),
        ),
        Author("Berg", "Jan", "Jr"),
        Author(collective="Counting Office"),
    )  # fmt: skip
    assert first.journal == "The journal of made-up counting"
    assert first.journal_abbreviation == "J Made Up Count"
    assert (first.year, first.date, first.volume) == (2019, "2019-07-03", "7")
    assert (first.issue, first.pages, first.languages) == ("3", "12-19", ("eng",))
    assert (first.pmid, first.pmcid, first.doi) == ("123", "PMC456", "10.1000/xyz.1")
    assert (first.url, first.publication_types) == ("https://example.org/1", ("Journal Article",))
    assert first.keywords == ("Cells/analysis", "Machines")
    assert first.abstract == "BACKGROUND: Cells are many.\nMETHODS: We counted them."
    assert (second.title, second.source) == ("A second title", "refer")
    assert second.authors == (Author("Editor", "Eve"),)


def test_records_that_begin_with_another_tag_and_end_with_blank_lines() -> None:
    records = read("%T One\n%0 Journal Article\n%A Berg, J\n\n\n%T Two\n%D 2020\n\n%T Three\n")
    assert [one.title for one in records if isinstance(one, Paper)] == ["One", "Two", "Three"]


def test_records_without_a_blank_line_between_them() -> None:
    records = read("%0 Journal Article\r\n%T One\r\n%0 Journal Article\r\n%T Two\r\n")
    assert [one.title for one in records if isinstance(one, Paper)] == ["One", "Two"]


def test_a_blank_line_within_an_abstract_ends_no_record() -> None:
    (found,) = read("%0 Journal Article\n%T One\n%X First part.\n\n%D 2020\n")
    assert isinstance(found, Paper)
    assert (found.abstract, found.year) == ("First part.", 2020)


def test_a_record_without_a_title_is_told_with_its_line() -> None:
    records = read("%0 Journal Article\n%T One\n\n%0 Journal Article\n%R 10.1000/x\n")
    assert records[1] == Problem(
        "a.enw", "the record (DOI 10.1000/x) has no title, so it was left out", 2, 4
    )


def test_a_faulty_year_costs_only_the_year() -> None:
    fault, found = read("%0 Journal Article\n%T One\n%D 20222\n")
    assert isinstance(fault, Problem)
    assert "20222" in fault.reason
    assert isinstance(found, Paper)
    assert found.year is None
