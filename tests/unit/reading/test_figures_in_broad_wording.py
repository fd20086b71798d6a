"""Performance figures told without the usual words, and numbers that only look like figures."""

import pytest

from fingerpost.reading import appraise
from fingerpost.records import Paper


def plain(sentence: str) -> list[tuple[str, float]]:
    abstract = f"We trained a network on scans. {sentence}"
    return [
        (m.name, m.value)
        for m in appraise(Paper(title="A made-up model", abstract=abstract)).metrics
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The model was best for one history (F = 89%).", [("f1", 0.89)]),
        ("The best were one ensemble (F-1, 0.634) and a vote (F-1, 0.622).",
         [("f1", 0.634), ("f1", 0.622)]),
        ("The F1_score was 0.782 in the models.", [("f1", 0.782)]),
        ("Our network had a P@5 of 0.81 and a P@10 of 0.79.", [("other", 0.81), ("other", 0.79)]),
        ("Mean gamma (2%, 2 mm) pass-rates were 95%.", [("other", 0.95)]),
        ("The error was low, with a misclassification rate of 12%.", [("other", 0.12)]),
        ("The doses agreed well with our network (r = 0.93).", [("correlation", 0.93)]),
        ("Positive and negative predictive values were 0.9 and 0.8.", [("ppv", 0.9), ("npv", 0.8)]),
        (("Sensitivity, specificity, positive and negative predictive values were 91%, 84%, 70% "
         "and 60%."),
         [("sensitivity", 0.91), ("specificity", 0.84), ("ppv", 0.7), ("npv", 0.6)]),
        ("We saw a precision (recall) of 0.92 (0.87).", [("ppv", 0.92), ("sensitivity", 0.87)]),
        ("The rule was 85% sensitive and 92% specific.",
         [("sensitivity", 0.85), ("specificity", 0.92)]),
        ("The forest (AUC 0.88), the trees (0.87) and the regression (0.82) were compared.",
         [("auroc", 0.88), ("auroc", 0.87), ("auroc", 0.82)]),
        ("A network was best (AUC 0.81, 95% CI 0.75-0.87), followed by a tree (0.79, 0.72-0.85).",
         [("auroc", 0.81), ("auroc", 0.79)]),
        ("It reached an area under the receiver operator curve of 0.9.", [("auroc", 0.9)]),
    ],
)  # fmt: skip
def test_names_and_lists_that_are_seldom_met(sentence, expected):
    assert sorted(plain(sentence)) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The network correctly classified 92% of the scans.", [("accuracy", 0.92)]),
        ("With the network, 92.4% of the notes were correctly classified.", [("accuracy", 0.924)]),
        ("The network correctly detected 45 of 50 (90%) nodules.", [("sensitivity", 0.9)]),
        ("The software identified 97% of the cancers.", [("sensitivity", 0.97)]),
        ("The network agreed with the reference in 83% of cases.", [("other", 0.83)]),
        ("Of the patients, we identified 30% of cases as severe.", []),
        ("Nurses had correctly identified themselves before.", []),
    ],
)
def test_a_share_that_a_model_got_right_is_a_figure(sentence, expected):
    assert plain(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Our goal was to exceed 80% sensitivity and 10% PPV.", []),
        ("We aimed to reach a sensitivity of 95%.", []),
        ("We required a PPV of at least 90% of the final rule.", []),
        ("With sensitivity fixed at 90%, the specificity was 55%.", [("specificity", 0.55)]),
        ("The best AUC was 0.72 (a mortality of 2.6% above and 0.8% below the cut).",
         [("auroc", 0.72)]),
        ("Inter-annotator agreement was 0.85 (Cohen's kappa).", []),
        ("A test gave an accuracy of 0.8 (F = 5.2).", [("accuracy", 0.8)]),
        ("It found 67.4% of events with an AUC of 0.9 while only 8% false positives exist.",
         [("auroc", 0.9)]),
    ],
)  # fmt: skip
def test_targets_rates_of_events_and_agreement_of_people_are_no_figures(sentence, expected):
    assert plain(sentence) == expected


def test_underscores_for_blanks_are_read_and_quoted_as_they_stand():
    paper = Paper(
        title="A made-up model",
        abstract="We trained a network. It had a sensitivity_=_0.9 in women (p_<_0.001).",
    )
    (metric,) = appraise(paper).metrics
    assert (metric.name, metric.value) == ("sensitivity", 0.9)
    assert metric.span.quote == "sensitivity_=_0.9"
    assert paper.text[metric.span.start : metric.span.end] == metric.span.quote


def test_the_range_behind_a_unit_belongs_to_its_figure():
    assert plain("The network had a mean HD of 1.63 mm (0.65-5.45).") == [("other", 1.63)]


def test_results_that_lost_their_heading_are_read_and_earlier_work_is_not():
    background = (
        "Sepsis is a common cause of death in hospitals. Scores are in use in many wards. "
        "Earlier work reported that the model had an AUC of 0.7. It is not known which is best. "
    )
    results = "The forest model had an AUC of 0.81 in the wards."
    paper = Paper(title="A made-up model of sepsis", abstract=background + results)
    assert [m.value for m in appraise(paper).metrics] == [0.81]


def test_the_bioavailability_of_a_drug_is_no_score():
    paper = Paper(title="A drug by mouth", abstract="We gave it twice. Uptake was good (F = 53%).")
    assert appraise(paper).metrics == ()
