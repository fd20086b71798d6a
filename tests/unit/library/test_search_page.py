"""The page that tells users how to search says what is so."""

import re
from pathlib import Path

import pytest

from fingerpost.errors import QueryError
from fingerpost.library import parse_query

PAGE = (Path(__file__).parents[3] / "docs" / "search.md").read_text(encoding="utf-8")
EXAMPLES = [
    example
    for line in PAGE.splitlines()
    if line.startswith("| `") or re.match(r"\| [a-zA-Z].* \| `", line)
    for example in re.findall(r"`([^`]+)`", line)
]


def test_every_example_is_a_query():
    assert len(EXAMPLES) > 40
    for example in EXAMPLES:
        assert parse_query(example).understood, example


def test_both_styles_of_a_row_mean_the_same():
    rows = re.findall(r"^\| (?:title|abstract|author|journal|MeSH heading|year) "
                      r"\| `([^`]+)`.* \| `([^`]+)`", PAGE, re.MULTILINE)  # fmt: skip
    assert len(rows) == 6
    same = [parse_query(one) == parse_query(other) for one, other in rows]
    assert same.count(True) >= 4


def test_the_error_shown_is_the_error_raised():
    shown = re.search(r"```text\n(There is no field.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    with pytest.raises(QueryError) as caught:
        parse_query("sepsis AND titel:shock")
    assert f"{caught.value}\n" == shown.group(1)


def test_the_strategy_shown_is_understood():
    shown = re.search(r"```text\n(#1 .*?)```", PAGE, re.DOTALL)
    assert shown is not None
    assert parse_query(shown.group(1)).understood.startswith("(mesh:sepsis OR tiab:septic*) AND")
