"""Which papers are a person's own by their titles."""

from __future__ import annotations

import pytest

from fingerpost.focus import content_pairs, matched, personal_terms


@pytest.mark.parametrize(
    ("specialty", "title"),
    [
        ("intensive care", "Mortality in intensive care units"),
        ("Radiology", "What radiologists see"),
        ("paediatrics", "Pediatric early warning"),
        ("emergency medicine", "Triage in the emergency department"),
        ("anaesthesia", "Depth of anesthesia by EEG"),
        ("general practice", "Missed diagnoses in primary care"),
        ("GP registrar", "What family physicians record"),
        ("family medicine", "Records of general practitioners"),
        ("renal medicine", "Models in nephrology"),
        ("intensive care", "Deterioration in the ICU"),
    ],
)
def test_a_specialty_is_found_in_other_spellings(specialty, title):
    assert matched(personal_terms(specialty, ""), title)


@pytest.mark.parametrize(
    ("specialty", "title"),
    [
        ("general practice", "Models in clinical practice"),
        ("acute medicine", "Acute leukaemia subtypes"),
        ("intensive care", "A health care network"),
    ],
)
def test_common_words_do_not_count(specialty, title):
    assert not matched(personal_terms(specialty, ""), title)


def test_a_question_gives_its_telling_words_only():
    assert personal_terms("", "Can we predict which patients will have delirium?") == ("delirium",)


def test_what_any_question_says_is_no_word_of_it():
    asked = "Who in intensive care will develop sepsis tonight, and could we improve it soon?"
    assert "sepsis" in personal_terms("", asked)
    words = personal_terms("intensive care", asked)
    assert set(words) - {"intensive"} == {"sepsis", "intensive care", "critical care", "icu"}
    assert not matched(words, "Intensive farming may develop")


def test_words_of_any_illness_name_no_field() -> None:
    asked = "Can machine learning predict acute kidney injury before creatinine rises?"
    terms = personal_terms("clinical pharmacy", asked)
    assert {"kidney", "creatinine", "pharmacist"} <= set(terms)
    for title in ("Acute leukaemia", "Spinal cord injury in adults", "As mortality rises"):
        assert not matched(terms, title), title


def test_words_that_belong_together_are_pairs() -> None:
    assert content_pairs("Which adults with chest pain leave the emergency department?") == (
        "chest pain",
        "emergency department",
    )
    assert content_pairs("Which patients with sepsis will die?") == ()
