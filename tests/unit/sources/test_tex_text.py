"""TeX in what readers are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.sources.tex_text import without_tex


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (r"A loss $\mathcal{L}$ for \emph{in vivo} imaging", "A loss ℒ for in vivo imaging"),
        (r"3D U$^2$-Net in Poincar\'e space", "3D U²-Net in Poincaré space"),
        (r"100\% sure", "100% sure"),
        (r" and $\alpha$ ", " and α "),
        ("one\n$x^2$ two", "one\nx² two"),
        ("It costs US$ 5 and $6 a day", "It costs US$ 5 and $6 a day"),
        (r"cut off in $\alpha", r"cut off in $\alpha"),
        (r"\emph{cut", r"\emph{cut"),
        ("A_1 {and} B--C ~ 5", "A_1 {and} B--C ~ 5"),
    ],
)
def test_tex_is_shown_as_signs_and_nothing_else_changes(stored: str, shown: str) -> None:
    assert without_tex(stored) == shown


@given(st.text(st.characters(exclude_characters="\\$", exclude_categories=("Cs",))))
def test_a_text_without_tex_stays_as_it_is(text: str) -> None:
    assert without_tex(text) == text


@given(st.text(alphabet="\\${}^_ab %&#~'\n", max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    assert without_tex(text).count("\n") == text.count("\n")
