"""Citation keys: given once, never changed, never given twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fingerpost.home.journal import Journal
from fingerpost.notes import CitationKeys, citation_key
from fingerpost.records import Author, Paper

ONE = Paper(title="The development of x", authors=(Author("Gulshan", "V"),), year=2016, pmid="1")
OTHER = replace(ONE, pmid="2")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def test_a_key_names_author_year_and_first_telling_word() -> None:
    assert citation_key(ONE) == "gulshan2016development"
    assert citation_key(Paper(title="")) == "anonymous"
    assert citation_key(Paper(title="测试", authors=(Author("王", "伟"),))).startswith("paper")


def test_two_papers_never_have_one_key(journal: Journal) -> None:
    assert CitationKeys(journal).give([ONE, OTHER]) == [
        "gulshan2016development", "gulshan2016developmentb",
    ]  # fmt: skip


def test_a_key_stays_when_the_record_or_the_id_changes(journal: Journal) -> None:
    preprint = Paper(title="A draft", authors=(Author("Li", "B"),), year=2020, arxiv="2001.00001")
    CitationKeys(journal).give([preprint])
    later = replace(preprint, title="Another title", year=2021, pmid="77")
    assert CitationKeys(journal).give([later]) == ["li2020draft"]
    assert len(journal.read()[0]) == 1, "nothing new was given"


def test_a_note_that_was_made_before_keeps_its_name_as_key(journal: Journal) -> None:
    journal.append("note made", "pmid:2", file="gulshan2016development.md")
    keys = CitationKeys(journal)
    assert keys.give([ONE, OTHER]) == ["gulshan2016developmentb", "gulshan2016development"]
    assert keys.paper_of("gulshan2016development") == "pmid:2"


@pytest.mark.parametrize("keys", [None, [], {"pmid:1": 3}, {"pmid:1": "../../evil"}])
def test_what_a_hand_has_spoilt_gives_no_key(journal: Journal, keys: object) -> None:
    journal.append("citation keys given", "1 paper", keys=keys)
    assert CitationKeys(journal).of(ONE) is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(2000, 2002)), max_size=80))
def test_keys_differ_and_last(tmp_path_factory: pytest.TempPathFactory, given_: list) -> None:
    journal = Journal(tmp_path_factory.mktemp("keys") / "journal.jsonl")
    papers = [
        Paper(title="x", authors=(Author(name, "A"),), year=year, pmid=str(number + 1))
        for number, (name, year) in enumerate(given_)
    ]
    keys = CitationKeys(journal).give(papers)
    assert len(set(keys)) == len(papers)
    assert CitationKeys(journal).give(papers[::-1]) == keys[::-1]
