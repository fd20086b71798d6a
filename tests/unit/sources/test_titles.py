"""Journals' names and titles in two languages."""

from __future__ import annotations

import io
import json

import pytest

from fingerpost.records import Paper
from fingerpost.sources import json_lines
from fingerpost.sources.titles import is_short_for, journal_names


@pytest.mark.parametrize(
    ("journal", "other", "expected"),
    [
        ("J Made Up Count", "The journal of made-up counting",
         ("The journal of made-up counting", "J Made Up Count")),
        ("Journal of Counting", "J. Count.", ("Journal of Counting", "J. Count.")),
        ("Proceedings of Counting", "Lecture Notes", ("Proceedings of Counting", "")),
        ("Ecology", "Ecology", ("Ecology", "")),
        ("", "Counting", ("Counting", "")),
        ("Counting", "", ("Counting", "")),
    ],
)  # fmt: skip
def test_the_longer_name_is_the_journals(
    journal: str, other: str, expected: tuple[str, str]
) -> None:
    assert journal_names(journal, other) == expected


def test_an_abbreviation_keeps_the_order_of_the_words() -> None:
    assert is_short_for("N Engl J Count", "The New England journal of counting")
    assert not is_short_for("J N Engl Count", "The New England journal of counting")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (r"Grids of ({\mu}ECoG) contacts", "Grids of (μECoG) contacts"),
        (r"A model for \\Sorting and counting", "A model for Sorting and counting"),
        (r"Counting with M\"uller's $\ell_1$ prior", "Counting with Müller's ℓ₁ prior"),
        ("Costs of $5 and of $6 a scan", "Costs of $5 and of $6 a scan"),
        ("Braces {kept} ~ as they are", "Braces {kept} ~ as they are"),
    ],
)
def test_tex_in_a_title_is_read_as_text(raw: str, read: str) -> None:
    line = json.dumps({"title": raw, "abstract": "Words.", "arxiv_id": "2001.00001"})
    (paper,) = json_lines.read(io.BytesIO(line.encode()), "a.jsonl")
    assert isinstance(paper, Paper)
    assert paper.title == read
