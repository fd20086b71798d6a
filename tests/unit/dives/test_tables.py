"""The tables of a dive: harmless in a spreadsheet, and in agreement with the dive."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.dives.looking import hostile_papers, look
from tests.unit.landscape.corpus import author, papers

from fingerpost.dives import Dive
from fingerpost.dives.tables import dive_tables, to_csv
from fingerpost.records import Paper
from fingerpost.text import visible

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline="")))


def lines(cell: str) -> str:
    """The cell with one kind of line end: which kind a spreadsheet shows is all the same."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture(scope="module")
def dive(tmp_path_factory: pytest.TempPathFactory) -> Dive:
    mine = (author("Okoro", "Ada", "Leeds General Infirmary, Leeds, UK"),)
    signed = [
        Paper(
            title=paper.title, abstract=paper.abstract, pmid=paper.pmid, year=paper.year,
            authors=mine, source="pubmed-xml",
        )
        for paper in papers(12)
    ]  # fmt: skip
    return look(tmp_path_factory.mktemp("tables"), signed)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    table = to_csv(["a"], [[f'{start}HYPERLINK("https://x.example","y")']])
    assert lines(rows(table)[0]["a"]).startswith("'" + lines(start))


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    table = to_csv(["a", "b", "c", "d", "e"], [[-1.5, 0.12345, 3.0, None, -7]])
    assert table.splitlines()[1] == "-1.5,0.1235,3,,-7"


def test_a_tiny_negative_number_is_nought() -> None:
    assert to_csv(["a"], [[-0.00001]]).splitlines()[1] == "0"


@given(table=st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=5))
def test_quotes_commas_and_line_ends_stay_in_their_cells(table: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(["a", "b"], table), newline="")))
    assert read[0] == ["a", "b"]
    harmless = [
        [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row]
        for row in table
    ]
    assert [[lines(c) for c in row] for row in read[1:]] == [
        [visible(lines(c)) for c in row] for row in harmless
    ]


def test_papers_are_the_papers(dive: Dive) -> None:
    table = rows(dive_tables(dive)["papers.csv"])
    assert [row["id"] for row in table] == [paper.id for paper in dive.papers]
    assert [row["title"] for row in table] == [paper.title for paper in dive.papers]
    assert all(
        row["address"] == f"https://pubmed.ncbi.nlm.nih.gov/{row['id'][5:]}/" for row in table
    )
    assert all(0 <= float(row["x"]) <= 1 and 0 <= float(row["y"]) <= 1 for row in table)


def test_topics_sum_to_the_papers_and_agree_with_their_table(dive: Dive) -> None:
    tables = dive_tables(dive)
    topics = rows(tables["topics.csv"])
    assert sum(int(topic["papers"]) for topic in topics) == len(dive.papers)
    named = [row["topic"] for row in rows(tables["papers.csv"])]
    assert {t["label"]: int(t["papers"]) for t in topics} == {n: named.count(n) for n in named}
    assert [topic["topic"] for topic in topics] == [str(n + 1) for n in range(len(topics))]
    assert all(topic["growth"] == "" for topic in topics)


def test_grid_counts_are_papers_that_can_be_looked_up(tmp_path: Path) -> None:
    dive = look(tmp_path, papers(40))
    tables = dive_tables(dive)
    known = {row["id"] for row in rows(tables["papers.csv"])}
    cells = rows(tables["grid.csv"])
    assert sum(int(cell["papers"]) for cell in cells) > 0
    for cell in cells:
        ids = [one for one in cell["ids"].split("; ") if one]
        assert int(cell["papers"]) == len(ids) == len(set(ids))
        assert set(ids) <= known
    assert dive.gaps is not None
    assert len(cells) == len(dive.gaps.methods) * len(dive.gaps.problems)


def test_few_abstracts_that_name_a_method_have_no_grid(dive: Dive) -> None:
    assert dive.gaps is not None
    assert not dive.gaps.coverage.enough
    assert rows(dive_tables(dive)["grid.csv"]) == []


def test_years_sum_to_the_papers_with_a_year(dive: Dive) -> None:
    years = rows(dive_tables(dive)["years.csv"])
    known = sum(paper.year is not None for paper in dive.papers)
    assert sum(int(year["papers"]) for year in years) == known
    assert {year["year_is_over"] for year in years} == {"yes"}


def test_key_papers_and_people_are_of_these_papers(dive: Dive) -> None:
    tables = dive_tables(dive)
    known = {row["id"]: row["title"] for row in rows(tables["papers.csv"])}
    keys = rows(tables["key_papers.csv"])
    assert keys
    assert all(known[key["id"]] == key["title"] and key["reason"] for key in keys)
    people = rows(tables["people.csv"])
    assert [person["name"] for person in people] == ["Ada Okoro"]
    assert int(people[0]["papers"]) == len(people[0]["ids"].split("; ")) == len(dive.papers)


def test_evidence_has_a_row_for_every_abstract(dive: Dive) -> None:
    table = rows(dive_tables(dive)["evidence.csv"])
    assert [row["id"] for row in table] == [a.paper_id for a in dive.appraisals]


def test_people_without_enough_affiliations_are_not_listed(tmp_path: Path) -> None:
    one = Paper("Sepsis", pmid="1", authors=(author("Okoro", "Ada", "Leeds, UK"),))
    rest = [Paper(f"Shock {n}", pmid=str(n), authors=(author("Lee", "B"),)) for n in range(2, 22)]
    dive = look(tmp_path, [one, *rest])
    assert not dive.landscape.people.coverage.enough
    assert dive_tables(dive)["people.csv"].count("\n") == 1


def test_an_area_without_papers_has_tables_of_headings_only(tmp_path: Path) -> None:
    for name, table in dive_tables(look(tmp_path, [])).items():
        assert table.count("\n") == 1, name


def test_hostile_words_stay_in_their_cells(tmp_path: Path) -> None:
    dive = look(tmp_path, [*hostile_papers(), Paper('=1+1,"x"\nnext', pmid="1")])
    tables = dive_tables(dive)
    for name, table in tables.items():
        read = rows(table)
        assert all(None not in row and None not in row.values() for row in read), name
    titles = [row["title"] for row in rows(tables["papers.csv"])]
    assert len(titles) == len(dive.papers)
    assert '\'=1+1,"x"\nnext' in titles
