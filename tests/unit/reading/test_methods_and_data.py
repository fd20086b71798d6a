"""Methods and kinds of data, where a word is also said of other things."""

from __future__ import annotations

import pytest

from fingerpost.reading import appraise
from fingerpost.records import Paper

TITLE = "A model for the wards"


def methods(abstract: str, title: str = TITLE) -> list[str]:
    return [found.value for found in appraise(Paper(title=title, abstract=abstract)).methods]


def data(abstract: str, title: str = TITLE) -> list[str]:
    return [found.value for found in appraise(Paper(title=title, abstract=abstract)).modalities]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A generative adversary network, a kind of neural network, was used.", ["gan"]),
        ("We used DualGAN to make one scan of another.", ["gan"]),
        ("We trained densely connected neural networks.", ["cnn"]),
        ("A semantic segmentation network was trained.", ["cnn"]),
        ("Manually constructed rules were set beside an SVM.", ["rules", "svm"]),
        ("An SVM was trained with the aim of boosting interoperability.", ["svm"]),
        ("A deep radiomic sequencer was evolved.", ["deep_learning_unspecified"]),
    ],
)
def test_methods_are_told_by_their_own_words(sentence: str, expected: list[str]) -> None:
    assert methods(f"Methods: {sentence} Results: The AUC was 0.9.") == expected


def test_the_title_of_a_review_says_what_it_reviews() -> None:
    title = "Deep learning in clinical natural language processing: a methodical review"
    abstract = "Methods: Papers were searched. Results: Recurrent networks and CNNs were commonest."
    assert methods(abstract, title) == [
        "cnn",
        "deep_learning_unspecified",
        "nlp_unspecified",
        "rnn",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A network read CT scans; Cox models adjusted for clinicopathological factors.", ["ct"]),
        ("A network found seeds on CT in a large clinical database of 100 patients.", ["ct"]),
        ("A network graded tissue microarrays.", ["pathology"]),
        ("A network read videos of capsule endoscopy.", ["endoscopy"]),
        ("A network learned from resected specimens.", ["pathology"]),
        ("A network read unstructured EHR text.", ["clinical_text"]),
        ("A network learned from CT and clinical variables.", ["ct", "ehr_structured"]),
    ],
)
def test_only_what_the_model_learned_from_is_its_data(sentence: str, expected: list[str]) -> None:
    assert data(f"Methods: {sentence} Results: The AUC was 0.9.") == expected


def test_databases_that_a_review_searched_are_no_data() -> None:
    abstract = "Methods: We searched PubMed and MEDLINE for machine learning. Results: We found 20."
    assert data(abstract, "Machine learning for sepsis: a systematic review") == []
