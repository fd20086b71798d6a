"""Dates in words and numbers become ISO dates as far as they are known."""

from __future__ import annotations

import pytest

from fingerpost.sources.dates import check_year, iso_date, medline_date, stated_year, year_problem


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2019", "Jul", "3"), "2019-07-03"),
        (("2019", "July", "03"), "2019-07-03"),
        (("2019", "07", ""), "2019-07"),
        ((2019, 7, 3), "2019-07-03"),
        (("2019", "Sept.", ""), "2019-09"),
        (("2019", "Jul-Aug", "30-2"), "2019-07-30"),
        (("2019", "Feb", "30"), "2019-02"),
        (("2019", "13", "1"), "2019"),
        (("2019", "Winter", ""), "2019"),
        (("2019", "", "3"), "2019"),
        (("20222", "1", "1"), ""),
        ((None, None, None), ""),
    ],
)
def test_parts_of_a_date(parts: tuple[str, str, str], expected: str) -> None:
    assert iso_date(*parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1998 Dec-1999 Jan", "1998-12"),
        ("2019 Jan 5-11", "2019-01-05"),
        ("2019 Sep/Oct", "2019-09"),
        ("2000 Spring", "2000"),
        ("Fall 1998", "1998"),
        ("1976-1977", "1976"),
        ("2019/03/04", "2019-03-04"),
        ("2019-03", "2019-03"),
        ("12 May 2019", "2019-05-12"),
        ("May 3, 2011", "2011-05-03"),
        ("2019 1st Quart", "2019"),
        ("20222 Jan", ""),
        ("no date", ""),
        ("", ""),
    ],
)
def test_dates_in_words(text: str, expected: str) -> None:
    assert medline_date(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2019", 2019), (" 1600 ", 1600), (2100, 2100), ("1599", None), ("20222", None), ("", None)],
)
def test_a_year_is_one_from_1600_to_2100(value: object, expected: int | None) -> None:
    assert check_year(value) == expected


def test_a_wrong_year_is_named_in_the_problem() -> None:
    assert stated_year("20222 Jan") == "20222"
    assert year_problem(20222) == "year 20222 is not a year; the paper was imported without it"
