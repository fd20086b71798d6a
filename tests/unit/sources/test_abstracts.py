"""Labelled abstracts that a format gives as one text."""

from __future__ import annotations

import pytest

from fingerpost.sources.abstracts import labelled


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("BACKGROUND: Many. METHODS: Counted. RESULTS: Ten.", ["BACKGROUND", "METHODS", "RESULTS"]),
        ("OBJECTIVES: Many.  METHODS: Counted.", ["OBJECTIVES", "METHODS"]),
        ("Background: Many.\nMaterials and methods: Counted.",
         ["Background", "Materials and methods"]),
        ("BACKGROUND. The cells. METHODS. We counted.", ["BACKGROUND", "METHODS"]),
        ("IMPORTANCE Cells are many. MAIN OUTCOMES AND MEASURES Ten.",
         ["IMPORTANCE", "MAIN OUTCOMES AND MEASURES"]),
        ("KNOWN FACTS: Many (n=3); NEW FINDINGS: Ten.", ["KNOWN FACTS", "NEW FINDINGS"]),
        ("UNLABELLED: Many. METHODS: Counted.", ["", "METHODS"]),
        ("Aim: To count cells. Conclusion : We did.", ["Aim", "Conclusion"]),
        ("We counted. METHODS: By hand. RESULTS: Ten.", []),
        ("METHODS: By hand.", []),
        ("Results in mice: ten. Methods as before.", []),
        ("The CONSORT statement: ten items. RESULTS were poor.", []),
        ("", []),
    ],
)  # fmt: skip
def test_labels_are_cut_where_they_begin_a_sentence(text: str, labels: list[str]) -> None:
    whole, sections = labelled(text)
    assert [section.label for section in sections] == labels
    if not labels:
        assert whole == text


def test_the_whole_abstract_is_the_labelled_lines() -> None:
    whole, sections = labelled("AIM: To count\n  cells. RESULT: Ten.")
    assert whole == "AIM: To count cells.\nRESULT: Ten."
    assert [section.text for section in sections] == ["To count cells.", "Ten."]
