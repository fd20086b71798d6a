"""A clinical model or a new method: what the title does with it tells."""

from __future__ import annotations

import pytest

from fingerpost.reading import appraise
from fingerpost.records import Paper


def kind(title: str, abstract: str) -> str:
    return appraise(Paper(title=title, abstract=abstract)).kind.value


@pytest.mark.parametrize(
    "title",
    [
        "Feature selection for the detection of asthma using random forests",
        "Brain tumour classification with a neural network",
        "A neural network to predict falls",
    ],
)
def test_a_model_set_to_a_clinical_task_is_a_development(title: str) -> None:
    abstract = "Our technique is a neural network that did well."
    assert kind(title, abstract) == "development"


def test_a_new_algorithm_without_patients_is_a_method() -> None:
    abstract = "We propose a novel algorithm. Experiments show that it outperforms the baseline."
    assert kind("A sparse deep learning framework for tensors", abstract) == "methods"


def test_training_on_one_database_and_testing_on_another_is_external_validation() -> None:
    abstract = (
        "Methods: A model was trained on NORTHWARD data (704 patients) and the best ones were"
        " evaluated on SOUTHWARD data. Results: The AUC was 0.8."
    )
    found = appraise(Paper(title="A model for falls", abstract=abstract))
    assert found.external_validation.value == "yes"
    assert found.kind.value == "development_and_validation"


def test_one_set_split_by_share_is_no_external_validation() -> None:
    abstract = "Methods: A network was trained on 80% of the scans and tested on 20%."
    assert appraise(Paper(title="A net", abstract=abstract)).external_validation.value != "yes"
