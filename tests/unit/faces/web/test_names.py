"""Names of uploaded files, searches narrowed, years as bars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.faces.web.bars import year_bars
from fingerpost.faces.web.imports import LONGEST_NAME, safe_name
from fingerpost.faces.web.library import Asked


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("pubmed.nbib", "pubmed.nbib"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\zotero.ris", "zotero.ris"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "hidden"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("=cmd|' /C calc'!A0.csv", "C calc_A0.csv"),
        ("Übersicht (2).ris", "Übersicht (2).ris"),
    ],
)
def test_a_file_is_kept_under_a_plain_name(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


def test_two_files_of_one_name_are_both_kept() -> None:
    first = safe_name("a.ris")
    assert safe_name("A.ris", [first]) == "A (2).ris"


@given(st.text(max_size=200))
def test_no_name_leads_elsewhere(name: str) -> None:
    kept = safe_name(name)
    assert 0 < len(kept) <= LONGEST_NAME
    assert not set(kept) & set('/\\\x00\n\r:*?"<>|')
    assert kept not in (".", "..")


def asking(**changes: object) -> Asked:
    known = {
        "query": "", "sort": "best", "first_year": "", "last_year": "", "types": (),
        "journals": (), "start": 0,
    }  # fmt: skip
    return Asked(**{**known, **changes})  # type: ignore[arg-type]


def test_what_narrows_a_search_becomes_part_of_it() -> None:
    assert asking().whole == "*"
    assert asking(query="a OR b").whole == "a OR b"
    narrowed = asking(query="a OR b", types=("Review",), first_year="2019")
    assert narrowed.whole == '(a OR b) AND type_only:"Review" AND year:2019..3000'
    assert asking(journals=('The "Lancet"',)).whole == '(*) AND journal:"The  Lancet "'


def test_an_address_says_only_what_was_chosen() -> None:
    assert asking().address() == "/library"
    assert asking(query="a b", types=("Review",)).address(start=20) == (
        "/library?q=a+b&type=Review&start=20"
    )
    assert asking(query="a", start=20).address(start=0) == "/library?q=a"


def test_years_are_bars_that_lead_to_their_papers() -> None:
    bars = year_bars({2019: 4, 2021: 2}, asking(query="a"))
    assert [(bar.label, bar.count) for bar in bars] == [("2019", 4), ("2020", 0), ("2021", 2)]
    assert bars[0].height == 60
    assert bars[2].height == 30
    assert bars[2].address == "/library?q=a&from=2021&to=2021"
    assert year_bars({}, asking()) == ()


def test_many_years_are_shown_by_decade() -> None:
    bars = year_bars({1899: 1, 2024: 3}, asking())
    assert bars[0].label == "1890 to 1899"
    assert sum(bar.count for bar in bars) == 4
