"""Pure helpers on text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost import text


@pytest.mark.parametrize(
    ("given_text", "doi"),
    [
        ("https://doi.org/10.1001/JAMA.2016.17216", "10.1001/jama.2016.17216"),
        ("doi: 10.1016/S0140-6736(20)30183-5.", "10.1016/s0140-6736(20)30183-5"),
        ("(see 10.1000/abc)", "10.1000/abc"),
        ("no identifier", None),
    ],
)
def test_a_doi_is_found_wherever_it_stands(given_text: str, doi: str | None) -> None:
    assert text.find_doi(given_text) == doi


@pytest.mark.parametrize(
    ("given_text", "arxiv"),
    [
        ("arXiv:2001.01234v2", "2001.01234"),
        ("http://arxiv.org/abs/hep-th/9901001v1", "hep-th/9901001"),
        ("10.1000/1234.56789012", None),
        ("pages 2001-2010", None),
    ],
)
def test_an_arxiv_id_is_found_without_its_version(given_text: str, arxiv: str | None) -> None:
    assert text.find_arxiv_id(given_text) == arxiv


@given(st.text())
def test_a_slug_is_always_a_plain_file_name(anything: str) -> None:
    slug = text.slug(anything)
    assert slug
    assert len(slug) <= 60
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_markup_is_taken_out_and_comparisons_stay() -> None:
    assert text.plain("CO<sub>2</sub> &amp; <i>p</i> &lt; 0.05") == "CO2 & p < 0.05"
    assert text.plain("n < 30 and p > 0.05") == "n < 30 and p > 0.05"


def test_no_cell_is_a_formula() -> None:
    assert text.safe_cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert text.safe_cell("plain") == "plain"


def test_counts_read_as_people_write_them() -> None:
    assert text.plural(1, "paper") == "1 paper"
    assert text.plural(1204, "paper") == "1,204 papers"
