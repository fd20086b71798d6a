import pytest

from fingerpost.reading import appraise
from fingerpost.records import Paper


def figures(sentence: str) -> list[tuple[str, float, float | None, float | None]]:
    abstract = f"We trained a network on scans. {sentence}"
    found = appraise(Paper(title="A made-up model", abstract=abstract)).metrics
    return [(m.name, m.value, m.low, m.high) for m in found]


def plain(sentence: str) -> list[tuple[str, float]]:
    return [(name, value) for name, value, _, _ in figures(sentence)]


@pytest.mark.parametrize(
    "written",
    [
        "0.85 (95% CI: .81-.93)",
        "0.85 (95% CI: 0.81-0.93)",
        "0·85 (95% CI 0·81–0·93)",
        ".85 (95% CI .81 to .93)",
        "85% (95% CI 81%-93%)",
        "0.85 [0.81, 0.93]",
        "0.85 (0.81–0.93)",
        "0.85 (95% confidence interval [CI], 0.81-0.93)",
        "0.85, 95% CI [0.81, 0.93]",
        "0.85 (CI 95%, 0.81 to 0.93)",
        "0,85 (IC 95% 0,81-0,93)",
        "0.85 (95% CI 0.81-0.93; P<.001)",
    ],
)
def test_an_interval_in_every_spelling(written):
    assert figures(f"The AUC was {written}.") == [("auroc", 0.85, 0.81, 0.93)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It reached 97.3% accuracy.", [("accuracy", 0.973)]),
        ("It reached $97.3\\%$ accuracy.", [("accuracy", 0.973)]),
        ("Accuracy was 97,3%.", [("accuracy", 0.973)]),
        ("It had a 0.84 PR AUC.", [("auprc", 0.84)]),
        ("Recall was 0.9 and precision 0.8.", [("sensitivity", 0.9), ("ppv", 0.8)]),
        (
            ("Sensitivity and specificity were 78% and 99%, respectively, for model 1 and 77% and "
            "100% for model 2."),
            [
                ("sensitivity", 0.78),
                ("sensitivity", 0.77),
                ("specificity", 0.99),
                ("specificity", 1.0),
            ],
        ),
        ("AUCs ranged from 0.71 to 0.88.", [("auroc", 0.71), ("auroc", 0.88)]),
        ("It gave an F1 of 0.83-0.97.", [("f1", 0.83), ("f1", 0.97)]),
        ("We saw 91% sensitivity, 82% specificity and an accuracy of 88%.",
         [("sensitivity", 0.91), ("specificity", 0.82), ("accuracy", 0.88)]),
        ("The accuracy, recall and AUC were 82%, 78% and 0.9.",
         [("accuracy", 0.82), ("sensitivity", 0.78), ("auroc", 0.9)]),
        ("Dice scores were 0.91 (liver) and 0.72 (pancreas).", [("dice", 0.91), ("dice", 0.72)]),
        ("The mean absolute error was 2.3 Gy.", [("mae", 2.3)]),
        ("It had a perfect F1-score.", [("f1", 1.0)]),
        ("It reached an area under the receiver operating characteristic curve (AUC) of 0.9.",
         [("auroc", 0.9)]),
    ],
)  # fmt: skip
def test_names_and_numbers_are_paired(sentence, expected):
    assert sorted(plain(sentence)) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "It improved accuracy by 5%.",
        "We saw an increase of 3% in AUC.",
        "The AUCs differed (p = 0.03).",
        "Accuracy was tested in 85% of the patients.",
        "It ran in 0.8 seconds at the same accuracy.",
        "At a threshold of 0.5 the accuracy was good.",
        "The mean age was 0.5 years and accuracy is not reported.",
        "The dropout rate was 0.5.",
        "Half of the cohort (50%) were women.",
        "It is 13% to 24% higher in accuracy.",
    ],
)
def test_other_numbers_are_no_performance(sentence):
    assert plain(sentence) == []


def test_figures_of_earlier_studies_are_left_out():
    abstract = (
        "Doctors reach an accuracy of 0.70. Earlier tools had an AUC of 0.75. "
        "Here we present a network. Its AUC was 0.90. It may help."
    )
    found = appraise(Paper(title="A made-up network", abstract=abstract)).metrics
    assert [(m.name, m.value) for m in found] == [("auroc", 0.9)]


def test_the_clinicians_own_figures_are_left_out():
    assert plain("Radiologists had a sensitivity of 80% and a specificity of 70%.") == []


def test_a_figure_repeated_in_the_conclusion_counts_once():
    sentence = "The AUC was 0.91. In conclusion, the model had an AUC of 0.91."
    assert plain(sentence) == [("auroc", 0.91)]


def test_a_metric_goes_on_into_the_next_sentence():
    sentence = "The AUC was 0.80 (0.70-0.86). This improved to 0.85 (0.75-0.91) with genes."
    assert figures(sentence) == [("auroc", 0.8, 0.7, 0.86), ("auroc", 0.85, 0.75, 0.91)]
