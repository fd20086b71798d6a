"""Searches and known papers in an area's file: added without touching the user's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.errors import HomeError
from fingerpost.home import Area, SavedSearch
from fingerpost.home.area_file import area_text, parse_area, with_items, with_search

FILE = Path("areas/sepsis.md")
MINE = """---
title: Sepsis   # as we say on the ward
query: 'sepsis AND "early warning"'
# what I think
scores:
  scale: {score: 4, reason: many}
---

My own words, --- even these.
"""
LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1
).filter(str.strip)


def test_a_search_is_added_and_every_word_stays() -> None:
    once = with_search(MINE, SavedSearch("pubmed", "sepsis[tiab]", 20), FILE)
    twice = with_search(once, SavedSearch("arxiv", "all:sepsis"), FILE)
    for line in MINE.splitlines():
        assert line in twice.splitlines()
    assert parse_area(twice, FILE).searches == (
        SavedSearch("pubmed", "sepsis[tiab]", 20),
        SavedSearch("arxiv", "all:sepsis", 500),
    )


def test_line_ends_of_windows_stay() -> None:
    text = with_items(MINE.replace("\n", "\r\n"), "known", ["pmid:1"], FILE)
    assert text.count("\n") == text.count("\r\n")
    assert parse_area(text, FILE).known == ("pmid:1",)


@given(query=LINES, supplier=LINES, most=st.integers(1, 10**6), known=st.lists(LINES))
def test_what_is_written_is_read_again(
    query: str, supplier: str, most: int, known: list[str]
) -> None:
    search = SavedSearch(supplier.strip(), query.strip(), most)
    area = Area(
        "sepsis", "Sepsis", "sepsis", searches=(search,), known=tuple(k.strip() for k in known)
    )
    read = parse_area(area_text(area), FILE)
    assert (read.searches, read.known) == (area.searches, area.known)


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("searches: pubmed", "searches need a list"),
        ("searches: [{supplier: pubmed}]", "search 1 needs a supplier and a query"),
        ("searches: [{supplier: a, query: b, most: many}]", "must be 1 or more"),
        ("searches: [{supplier: a, query: b, most: 0}]", "must be 1 or more"),
        ("known: pmid:1", "known needs a list"),
    ],
)
def test_faults_are_told_with_the_file(front: str, said: str) -> None:
    with pytest.raises(HomeError, match=said) as told:
        parse_area(f"---\ntitle: x\nquery: y\n{front}\n---\n", FILE)
    assert "areas/sepsis.md" in str(told.value)
