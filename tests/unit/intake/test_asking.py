"""A question becomes a search that a person can read and change."""

from __future__ import annotations

import pytest

from fingerpost.errors import UsageError
from fingerpost.intake.asking import LEARNING, area_from, query_from


def test_words_that_stand_together_are_searched_together() -> None:
    query = query_from(
        "Can we predict post-operative acute kidney injury from intra-operative blood pressure?"
    )
    assert query == (
        '("post-operative acute" OR "acute kidney" OR "kidney injury" OR kidney'
        f' OR "intra-operative blood" OR "blood pressure") AND {LEARNING}'
    )


def test_the_words_that_carry_the_problem_are_searched_alone_too() -> None:
    assert query_from("Which of our patients with sepsis will die?") == (
        f"(sepsis OR die) AND {LEARNING}"
    )
    assert query_from("Sepsis early warning").startswith('("sepsis early" OR "early warning" OR se')


def test_an_area_without_a_name_is_refused() -> None:
    with pytest.raises(UsageError, match="needs a name"):
        area_from("  ")


def test_a_search_is_taken_as_it_is() -> None:
    assert query_from("sepsis[tiab]  AND ward") == "sepsis[tiab] AND ward"
    assert query_from("*") == "*"


def test_a_question_without_a_clinical_word_still_asks_something() -> None:
    assert query_from("How will AI change my work?") == LEARNING


def test_an_area_has_a_name_that_a_file_may_have() -> None:
    area = area_from("  Früherkennung: Sepsis / Station?  ")
    assert area.title == "Früherkennung: Sepsis / Station?"
    assert area.name == "fruherkennung-sepsis-station"


def test_the_star_is_an_area_of_every_paper() -> None:
    area = area_from("*")
    assert (area.name, area.query) == ("every-paper", "*")
    assert area_from("Sepsis", "*").name == "sepsis"
