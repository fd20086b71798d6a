"""Spelling, on words put together at random from what medical words are made of."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.library.index.spelling import one_spelling, respelt
from fingerpost.library.index.words import analyzer, at_blanks, stemmed, words_of

PIECES = """
haem hem aem em oe e our or ise ize yse yze re er ogue og ll l anti trans hyper neo poly
ana leuko leuco oedem edem oesoph esoph oestr estr paed ped gynaec an is chem ia ic ed
ing es ation tum col lab fib cent met lit dial catal model label signal program me gramme
"""
WORDS = st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=5).map("".join)


@given(WORDS)
def test_a_second_time_changes_nothing(word: str) -> None:
    assert one_spelling(one_spelling(word)) == one_spelling(word)


@given(st.text(max_size=60))
def test_any_text_can_be_respelt_and_settles(text: str) -> None:
    assert respelt(respelt(text)) == respelt(text)


@given(WORDS)
def test_capitals_do_not_matter(word: str) -> None:
    assert one_spelling(word.upper()).lower() == one_spelling(word)


@given(st.lists(WORDS, max_size=6))
def test_words_stay_words_in_their_order(words: list[str]) -> None:
    respelled = words_of(respelt(" ".join(words)))
    assert respelled == [one for word in words for one in words_of(one_spelling(word))]
    assert len(respelled) == len(words)


@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=8).map(" ".join))
def test_stems_found_piece_by_piece_are_those_of_the_whole_text(text: str) -> None:
    whole = analyzer(stems=True).analyze(respelt(unicodedata.normalize("NFC", text)))
    assert at_blanks().analyze(stemmed(text)) == words_of(text, stems=True) == whole


@given(
    st.sampled_from(("an", "leuk", "isch", "uri", "glyc", "bacter")),
    st.sampled_from(("aemia", "aemic")),
)
def test_variants_meet_from_either_side(stem: str, end: str) -> None:
    american = f"{stem}{end[1:]}"
    assert one_spelling(f"{stem}{end}") == one_spelling(american) == american
