"""How old the word of the guide is follows the dates of its sources."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.guide import Source
from fingerpost.guide.freshness import freshness, is_old, said_date

TODAY = date(2026, 11, 23)


def _sources(*dates: str) -> list[Source]:
    return [Source(f"Page {number}", dated=dated) for number, dated in enumerate(dates)]


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ([""], "The source gives no date, so the age cannot be said."),
        (["", ""], "The sources give no date, so the age cannot be said."),
        (["2025-11-27"], "Source dated 27 November 2025."),
        (["2019-08-16"], "Source dated 16 August 2019, older than 24 months."),
        (["2019", "2022-01"], "Sources dated 2019 to January 2022, all older than 24 months."),
        (
            ["2026", "2022", ""],
            "Sources dated 2022 to 2026; 1 of these 2 older than 24 months; 1 more without a date.",
        ),
    ],
)
def test_the_sentence(dates: list[str], sentence: str) -> None:
    assert freshness(_sources(*dates), TODAY) == sentence


@pytest.mark.parametrize(
    ("dated", "old"),
    [
        ("2024-11-22", True), ("2024-11-23", False), ("2024-10", True), ("2024-11", False),
        ("2023", True), ("2024", False), ("", False),
    ],
)  # fmt: skip
def test_old_is_said_only_where_it_is_sure(dated: str, old: bool) -> None:
    assert is_old(Source("A page", dated=dated), TODAY) is old


def test_a_date_reads_as_far_as_it_is_known() -> None:
    assert [said_date(d) for d in ("2019", "2019-08", "2019-08-06")] == [
        "2019", "August 2019", "6 August 2019",
    ]  # fmt: skip
