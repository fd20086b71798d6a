"""The words of the house: each once, in plain words, with a page that explains it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.guide.glossary import Word, glossary, house_words

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_every_word_stands_once_and_in_order() -> None:
    words = [word.word.casefold() for word in glossary()]
    assert words == sorted(set(words))
    assert len(words) >= 40


@pytest.mark.parametrize("word", glossary(), ids=lambda word: word.word)
def test_a_word_is_told_in_a_sentence_and_its_page_is_there(word: Word) -> None:
    assert word.plain.endswith((".", ")"))
    assert not word.technical.endswith(".")
    assert not word.where or (DOCS / word.where).is_file()


def test_words_that_mean_something_else_to_a_doctor_say_so() -> None:
    told = {word.word: word.plain for word in glossary()}
    assert "yearly appraisal" in told["critical appraisal"]
    assert "hospital consultant" in told["management consulting"]
    assert "clinical trial" in told["small test"]


def test_a_report_explains_the_words_that_it_uses_first() -> None:
    assert {"path", "area", "dive", "critical appraisal", "cannot be said"} <= {
        word.word for word in house_words()
    }
