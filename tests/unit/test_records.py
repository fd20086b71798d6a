"""The records: how a paper is shown, where it stands, and what a problem says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fingerpost.records import Author, Coverage, Paper, Problem, Retraction

WHOLE = Paper("A title", "An abstract", pmid="12", arxiv="2001.01234", doi="10.1000/x",
              url="https://x.example", year=2020, authors=(Author("Okoro", "Ada M"),))  # fmt: skip


@pytest.mark.parametrize(
    ("gone", "shown", "address"),
    [
        ({}, "pmid:12", "https://pubmed.ncbi.nlm.nih.gov/12/"),
        ({"pmid": ""}, "arxiv:2001.01234", "https://arxiv.org/abs/2001.01234"),
        ({"pmid": "", "arxiv": ""}, "doi:10.1000/x", "https://doi.org/10.1000/x"),
    ],
)
def test_a_paper_is_shown_by_the_best_id_there_is(
    gone: dict[str, str], shown: str, address: str
) -> None:
    paper = replace(WHOLE, **gone)
    assert (paper.id, paper.address) == (shown, address)


def test_a_paper_without_ids_is_known_by_title_year_and_first_author() -> None:
    bare = replace(WHOLE, pmid="", arxiv="", doi="")
    assert bare.id.startswith("hash:")
    assert bare.address == "https://x.example"
    assert replace(bare, title="  A  TITLE. ", abstract="Other", journal="J").id == bare.id
    others = [replace(bare, year=2021), replace(bare, title="B"), replace(bare, authors=())]
    assert len({bare.id, *(other.id for other in others)}) == 4


@pytest.mark.parametrize(
    ("author", "name", "short"),
    [
        (Author("Lovelace", "Ada M"), "Ada M Lovelace", "Lovelace AM"),
        (Author("Lovelace", "A.M."), "A.M. Lovelace", "Lovelace AM"),
        (Author("Dupont", "Jean-Pierre"), "Jean-Pierre Dupont", "Dupont JP"),
        (Author("King", "ML", "Jr"), "ML King Jr", "King ML"),
        (Author("Souza", "Ana Maria de Lacerda"), "Ana Maria de Lacerda Souza", "Souza AML"),
        (Author("Kim", "Mi-kyung"), "Mi-kyung Kim", "Kim MK"),
        (Author("hooks", "bell"), "bell hooks", "hooks B"),
        (Author("Aerts", "HJWL"), "HJWL Aerts", "Aerts HJWL"),
        (Author("Aerts", "H. J.-W. L. M."), "H. J.-W. L. M. Aerts", "Aerts HJWLM"),
        (Author("BERG", "JOHN"), "JOHN BERG", "BERG J"),
        (Author("Berg", "JOHANNES"), "JOHANNES Berg", "Berg J"),
        (Author("Madonna"), "Madonna", "Madonna"),
        (Author(collective="The Sepsis Group"), "The Sepsis Group", "The Sepsis Group"),
        (Author("Øvergård", "åse"), "åse Øvergård", "Øvergård Å"),
        (Author(), "", ""),
    ],
)
def test_names_are_shown_whole_and_short(author: Author, name: str, short: str) -> None:
    assert (author.name, author.short_name) == (name, short)


def test_bare_initials_stand_apart_and_names_stay() -> None:
    said = ["SY", "Ada M", "JOHN", "S. Y.", "S", ""]
    assert [Author("Kim", each).given_apart for each in said] == [
        "S Y", "Ada M", "J O H N", "S. Y.", "S", "",
    ]  # fmt: skip
    assert Author("BERG", "JOHN").given_apart == "JOHN"


@given(given=st.text(max_size=12), family=st.text(max_size=12))
def test_no_name_is_too_odd_to_be_shown(given: str, family: str) -> None:
    author = Author(family, given)
    assert author.short_name == author.short_name.strip()
    assert isinstance(author.name, str)


@pytest.mark.parametrize(
    ("authors", "cited"),
    [
        ((), "No author stated. BMJ 2020"),
        ((Author("Okoro", "A"),), "Okoro A. BMJ 2020"),
        ((Author("Okoro", "A"), Author("Lee", "B")), "Okoro A, Lee B. BMJ 2020"),
        ((Author("Okoro", "A"),) * 3, "Okoro A et al. BMJ 2020"),
    ],
)
def test_a_citation_is_short(authors: tuple[Author, ...], cited: str) -> None:
    assert Paper("T", authors=authors, journal="BMJ", year=2020).cite() == cited


def test_a_citation_says_where_as_far_as_it_is_known() -> None:
    author = (Author("Okoro", "A"),)
    assert Paper("T", authors=author).cite() == "Okoro A."
    assert Paper("T", authors=author, arxiv="2001.01234", year=2020).cite() == "Okoro A. arXiv 2020"
    long_and_short = Paper("T", authors=author, journal="Long", journal_abbreviation="Short")
    assert long_and_short.cite() == "Okoro A. Short"


def test_only_retracted_papers_and_notices_are_retracted() -> None:
    retracted = {kind for kind in Retraction if Paper("T", retraction=kind).is_retracted}
    assert retracted == {Retraction.RETRACTED, Retraction.NOTICE}


def test_the_text_is_what_spans_count_over() -> None:
    paper = Paper("Title  twice spaced", "Abstract\nline")
    assert paper.text == "Title  twice spaced\nAbstract\nline"
    assert paper.text_hash != Paper("Title twice spaced", "Abstract\nline").text_hash
    assert paper.text_hash == replace(paper, pmid="1", year=2020).text_hash


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        WHOLE.title = "Other"  # type: ignore[misc]
    assert len({WHOLE, replace(WHOLE)}) == 1


@pytest.mark.parametrize(
    ("record", "line", "said"),
    [
        (None, None, "a.ris: no title"),
        (3, None, "a.ris, record 3: no title"),
        (None, 9, "a.ris, line 9: no title"),
        (3, 9, "a.ris, record 3, line 9: no title"),
    ],
)
def test_a_problem_says_where(record: int | None, line: int | None, said: str) -> None:
    assert Problem("a.ris", "no title", record, line).sentence() == said


def test_coverage_says_why_it_cannot_be_said() -> None:
    short = Coverage("affiliations", 1_200, 24_000, 0.2, enough=False, advice="Import more.")
    assert short.sentence == (
        "Cannot be said from these papers: 1,200 of 24,000 have affiliations (needed: 20%). "
        "Import more."
    )
    yardstick = Coverage("an even capture over the years", 0, 0, 0.5, enough=False)
    assert yardstick.sentence == (
        "Cannot be said from these papers: it needs an even capture over the years."
    )
    assert Coverage("affiliations", 9, 10, 0.2, enough=True, advice="Import more.").sentence == ""
