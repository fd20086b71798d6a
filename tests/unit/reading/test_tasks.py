"""What a model is for, where the same words are said of different aims."""

from __future__ import annotations

import pytest

from fingerpost.reading import appraise
from fingerpost.records import Paper


def task(title: str, abstract: str) -> str:
    return appraise(Paper(title=title, abstract=abstract)).task.value


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        (
            "Automated detection of falls on wards with a classifier",
            "Methods: A random forest read clinical notes of 200 patients. Results: F1 was 0.81.",
        ),
        (
            "Negation detection with a neural network",
            "Methods: The network read sentences of 90 letters. Results: Precision was 0.9.",
        ),
        (
            "Identification of lupus with noisy labels",
            "Methods: A classifier used codes and NLP. Results: It did well.",
        ),
    ],
)
def test_what_is_detected_in_notes_is_read_from_text(title: str, abstract: str) -> None:
    assert task(title, abstract) == "phenotyping_or_text_extraction"


def test_an_image_whose_labels_came_from_reports_is_still_diagnosed() -> None:
    abstract = "Methods: Labels were taken from radiology reports with NLP; a CNN was trained."
    title = "Detection of pneumonia on chest radiographs"
    assert task(title, abstract) == "diagnosis_or_detection"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Smoke removal in surgery with a neural network", "image_reconstruction_or_enhancement"),
        ("Machine learning to predict presence of fatty liver", "diagnosis_or_detection"),
        ("Finding patients at risk for heart failure by machine learning", "prognosis_or_risk"),
        ("Subtypes of asthma found by clustering", "phenotyping_or_text_extraction"),
    ],
)
def test_titles_in_words_of_their_own(title: str, expected: str) -> None:
    assert task(title, "Methods: A neural network was trained. Results: It did well.") == expected


@pytest.mark.parametrize(
    ("title", "abstract", "task"),
    [
        ("Criticality of brains", "We trained a network on spikes.", "prognosis_or_risk"),
        ("Cellularity of biopsies", "We trained a network on slides.", "molecular_or_drug"),
        ("Sorting subtypes of glioma", "A network was trained on slides.",
         "phenotyping_or_text_extraction"),
        ("Fitting logistic regression", "We fitted it.", "operations"),
    ],
)  # fmt: skip
def test_the_beginning_of_another_word_names_no_task(title: str, abstract: str, task: str) -> None:
    assert appraise(Paper(title, abstract)).task.value != task


@pytest.mark.parametrize(
    ("abstract", "coded"),
    [
        ("We trained a network on EEG and tested it on clinical data.", False),
        ("We trained a network on clinical data of 90 admitted patients.", True),
        ("We trained a network on EEG and diagnosis codes.", True),
    ],
)
def test_clinical_data_alone_are_no_coded_records_beside_others(abstract: str, coded: bool) -> None:
    found = appraise(Paper("A made-up model", abstract)).modalities
    assert ("ehr_structured" in {each.value for each in found}) is coded
