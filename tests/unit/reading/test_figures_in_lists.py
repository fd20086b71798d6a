"""Performance figures in lists, behind odd marks, and beside the figures of people."""

from __future__ import annotations

import pytest

from fingerpost.reading import appraise
from fingerpost.records import Paper


def figures(sentence: str) -> list[tuple[str, float]]:
    abstract = f"We trained a network on scans. {sentence}"
    found = appraise(Paper(title="A made-up model", abstract=abstract)).metrics
    return [(metric.name, metric.value) for metric in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Both had an AUC of ∼0.83 on the wards.", [("auroc", 0.83)]),
        (
            (
                "AUCs for the decision tree model, the naive Bayes classifier, the vector"
                " machine, the random forest algorithm and the logistic regression models were"
                " 0.85, 0.77, 0.57, 0.89 and 0.80, respectively."
            ),
            [("auroc", value) for value in (0.85, 0.77, 0.57, 0.89, 0.8)],
        ),
        (
            "It reached 75% AUC, 77% SE and 68% SP.",
            [("auroc", 0.75), ("sensitivity", 0.77), ("specificity", 0.68)],
        ),
        ("We achieved 85% class-balanced accuracy.", [("balanced_accuracy", 0.85)]),
        ("Matthews correlation coefficient was calculated as 0.75.", [("other", 0.75)]),
        ("It did well on slides (DSC at patch level: 0.89).", [("dice", 0.89)]),
        (
            (
                "It predicted relapse in the training (AUC 0.87; 95% CI 0.82-0.90), the test"
                " (0.88; 0.85-0.92) and external test set (0.82; 0.78-0.86)."
            ),
            [("auroc", 0.87), ("auroc", 0.88), ("auroc", 0.82)],
        ),
        (
            (
                "It had an AUC of 0.85; 95% CI 0.82-0.88, 0.83; 95% CI 0.80-0.86, and 0.84; 95% CI"
                " 0.81-0.87."
            ),
            [("auroc", 0.85), ("auroc", 0.83), ("auroc", 0.84)],
        ),
        (
            (
                "The sensitivity and specificity of the model for COVID-19 on scans were 95.6%, and"
                " 88.7%, respectively."
            ),
            [("sensitivity", 0.956), ("specificity", 0.887)],
        ),
        (
            (
                "It had an F1 of 93.70 for the diagnosis, 96.33 for the procedure that was done on"
                " the ward, and 87.18 for the description of the lump."
            ),
            [("f1", 0.937), ("f1", 0.9633), ("f1", 0.8718)],
        ),
        (
            "It reached mean F1 scores: bending=0.77, sit-to-stand=0.72, reaching forward=0.67.",
            [("f1", 0.77), ("f1", 0.72), ("f1", 0.67)],
        ),
        ("The MAE between the made images and the real scans is 61 HU.", [("mae", 61)]),
        ("It had a PSNR value of 25 and an SSIM of 0.88.", [("other", 25), ("other", 0.88)]),
        ("The clusters had a Rand index of 0.93.", [("other", 0.93)]),
        (
            (
                "The models made from outlines drawn by two radiologists achieved Dice scores of"
                " 0.86, while the radiologists achieved a Dice score of 0.82."
            ),
            [("dice", 0.86)],
        ),
    ],
)
def test_every_figure_of_the_list_is_read(sentence: str, expected: list[tuple[str, float]]) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Agreement between two raters on the notes was substantial (Cohen's kappa = 0.79).",
        "That is close to the inter-pathologist agreement (kappa = 0.71).",
        "In the literature, the score reaches an AUC between 0.79 and 0.93.",
        "It exceeds the accuracy of clinical examination, which is around 83 percent.",
    ],
)
def test_figures_of_people_and_of_others_are_left_out(sentence: str) -> None:
    assert figures(sentence) == []
