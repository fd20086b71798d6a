"""Papers written as BibTeX, BibLaTeX and CSL-JSON: others read them, and so do we."""

from __future__ import annotations

import json

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.records import Author, Paper
from fingerpost.sources import bibtex, csl_json
from fingerpost.sources.bibtex_writing import to_bibtex
from fingerpost.sources.csl_writing import csl_item, to_csl_json

PAPER = Paper(
    title="Sepsis & COVID-19 in 5 % of a ward: naïve mRNA, U-Net_2 and {braces}",
    abstract="We saw 10_000 patients; $5 each, 50 % of them ~ twice.",
    authors=(
        Author("Müller", "Ada M", "Jr"),
        Author("de Souza", "María"),
        Author(collective="Ward and Bed Study Group"),
    ),
    journal="Journal of Examples & Other Things",
    journal_abbreviation="J Ex",
    volume="1",
    issue="2",
    pages="4-9",
    year=2019,
    date="2019-07",
    pmid="12345678",
    doi="10.5555/x_y.2019",
    keywords=("wards", "sepsis"),
    languages=("eng",),
)
PREPRINT = Paper(title="A preprint", arxiv="2001.00001", year=2020, authors=(Author("Li", "Bo"),))
FIELDS = (
    "title", "abstract", "authors", "journal", "volume", "issue", "pages", "year", "pmid", "doi",
    "arxiv", "keywords", "id",
)  # fmt: skip


def again(form: str, *papers: Paper) -> list[Paper]:
    keyed = [(f"key{number}", paper) for number, paper in enumerate(papers)]
    if form == "csl":
        read = csl_json.read_text(to_csl_json(keyed), "own.json")
    else:
        read = bibtex.read_text(to_bibtex(keyed, biblatex=form == "biblatex"), "own.bib")
    return [paper for paper in read if isinstance(paper, Paper)]


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "csl"])
@pytest.mark.parametrize("paper", [PAPER, PREPRINT])
def test_a_paper_comes_back_with_its_fields(form: str, paper: Paper) -> None:
    (read,) = again(form, paper)
    for field in FIELDS:
        assert getattr(read, field) == getattr(paper, field), field


@pytest.mark.parametrize("biblatex", [False, True])
def test_another_reader_finds_every_entry_under_its_key(biblatex: bool) -> None:
    text = to_bibtex([("lovelace2019sepsis", PAPER), ("li2020", PREPRINT)], biblatex=biblatex)
    library = bibtexparser.parse_string(text)
    assert [entry.key for entry in library.entries] == ["lovelace2019sepsis", "li2020"]
    assert not library.failed_blocks
    kinds = ["article", "online" if biblatex else "misc"]
    assert [entry.entry_type for entry in library.entries] == kinds


def test_capitals_that_mean_something_stand_in_braces() -> None:
    text = to_bibtex([("a", PAPER)], biblatex=True)
    for word in ("{COVID}", "{mRNA}"):
        assert word in text
    assert "{Sepsis}" not in text


def test_old_bibtex_gets_accents_as_commands() -> None:
    assert to_bibtex([("a", PAPER)]).isascii()
    assert "Müller" in to_bibtex([("a", PAPER)], biblatex=True)


def test_a_group_is_never_taken_apart() -> None:
    assert "{Ward and Bed Study Group}" in to_bibtex([("a", PAPER)])


def test_an_item_of_csl_has_numbers_for_its_date() -> None:
    item = csl_item("a", PAPER)
    assert item["issued"] == {"date-parts": [[2019, 7]]}
    assert item["author"][2] == {"literal": "Ward and Bed Study Group"}
    assert json.loads(to_csl_json([("a", PAPER)]))[0]["DOI"] == "10.5555/x_y.2019"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)


@settings(max_examples=300, deadline=None)
@given(title=WORDS, family=WORDS, journal=WORDS, form=st.sampled_from(["bibtex", "biblatex"]))
def test_whatever_a_title_holds_the_next_entry_is_read(
    title: str, family: str, journal: str, form: str
) -> None:
    odd = Paper(title=title, authors=(Author(family, "A"),), journal=journal, year=2020)
    papers = again(form, odd, PAPER)
    assert papers[-1].pmid == PAPER.pmid
    assert papers[-1].title == PAPER.title
