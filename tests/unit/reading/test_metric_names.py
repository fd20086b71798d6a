"""Names of metrics found in one pass over a text are those found word by word."""

import pytest

from fingerpost.reading.metric_names import beginnings, names

TEXTS = (
    "AUC of 0.91, accuracy (ACC) 88% and F1-score=0.7; the Sørensen index was 0.8.",
    "κ was 0.61, Cohen's κ=0.7, kappa 0.5 and weighted-kappa .4",
    "mAP@0.5, c-index:0.71, r=0.8, RMSE/MAE 2.1/1.7, 5-fold AUCs of0.9",
    "Detection, estimation and correction: the test error, the rank, the mean absolute error 3.",
    "Sensibilité de 0,91 — naïve Dice “0.8”, \u03bcAUC 0.9, \ud83d recall \udc00 92%",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_name_is_found_wherever_it_may_begin(text):
    found = names(text, 0, len(text))
    assert names(text, 0, len(text), beginnings(text)) == found
    assert {name.start for name in found} <= set(beginnings(text))


def test_a_word_that_only_begins_like_a_name_is_passed_over():
    assert beginnings("Fine research in a dictionary") == [19]
    assert beginnings("the test of a detection: sensors, F, se, sea") == [14, 25, 34, 37]
