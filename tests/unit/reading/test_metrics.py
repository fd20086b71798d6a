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
        ("It reached 84% accuracy (72% sensitivity, 91% specificity).",
         [("accuracy", 0.84), ("sensitivity", 0.72), ("specificity", 0.91)]),
        ("Precision, recall and F1 score of0.9, 0.8, and 0.85 were found.",
         [("ppv", 0.9), ("sensitivity", 0.8), ("f1", 0.85)]),
        ("Dice of 0.91 ± 0.02 for the liver and 0.72 ± 0.05 for the spleen.",
         [("dice", 0.91), ("dice", 0.72)]),
        (("Accuracy was 86.7% (133 of 153) for edges, 69.9% (107/153) for gaps, and 81.7% (125 "
          "of 153) for spurs in the internal set, and 82.7% (86 of 104) for edges in the other."),
         [("accuracy", 0.867), ("accuracy", 0.699), ("accuracy", 0.817), ("accuracy", 0.827)]),
        ("The C-index was 0.76, better than that of the forest (0.728) and of Cox (0.724).",
         [("c_index", 0.76), ("c_index", 0.728), ("c_index", 0.724)]),
        ("Results were above 90% for accuracy, sensitivity and specificity.",
         [("accuracy", 0.9), ("sensitivity", 0.9), ("specificity", 0.9)]),
        ("The model is 89% accurate.", [("accuracy", 0.89)]),
        ("The AUR was 0.948.", [("auroc", 0.948)]),
        ("It reached an AUC of 91 and a κ of 79.3.", [("auroc", 0.91), ("kappa", 0.793)]),
        ("An F1 score of 0.88 (AUROC [95% CI]: 0.97) was seen.", [("f1", 0.88), ("auroc", 0.97)]),
        ("High accuracy, with F1 scores ranging from 0.795 to 0.936, was seen.",
         [("f1", 0.795), ("f1", 0.936)]),
        ("The Hausdorff distance was 3.63mm.", [("other", 3.63)]),
        ("It had good accuracy (85.8% recall and 81.5% precision).",
         [("sensitivity", 0.858), ("ppv", 0.815)]),
        (("The areas under the receiver-operating characteristic and precision-recall curves were "
          "0.81 and 0.75, respectively."), [("auroc", 0.81), ("auprc", 0.75)]),
        ("It gave (Sen=0.93, Spec=0.96, Gini=0.97, Logloss=0.31, AUC=0.98).",
         [("sensitivity", 0.93), ("specificity", 0.96), ("auroc", 0.98)]),
        ("It found an AUC of 0.925 for slides and a score of 0.7051 for tumours.",
         [("auroc", 0.925), ("other", 0.7051)]),
        ("The pass rate rose from 95.4% to 97.4% for 1 mm/1% criteria.",
         [("other", 0.954), ("other", 0.974)]),
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
        "Accuracy was higher (5.6%-7.7% and 1.6%-4.6% increase).",
        "It improved by up to 16.6% in F-score and 17.8% in recall.",
        "The precision has been improved up to 2.2%.",
        "An increase in accuracy up to 20% was seen.",
        "An improvement of 1.1% in AUC for deaths and 1.0% and 2.2% for the rest was seen.",
        "It reduces the mean absolute error by 15% and 20% on A and 36% and 26% on B.",
        "Bit flips caused an accuracy drop greater than 10%.",
        "State-of-the-art studies show a sensitivity of 52.9%.",
        "Accuracy improved when only 40% is labelled.",
        "We gave 92% of all test cases having a Dice ratio > 0.75.",
        "The AUC held in all trials (I2 = 98.44%; Q = 57.7).",
        "The threshold for sensitivity ruled out 44.1% of tumours.",
        "The model differed in AUC (q-value 0.00005).",
        "Beside a fixed NPV the index marked 49 more (9.8%) and 26 more people (5.2%).",
        "It reaches 0.23 in terms of precision in the estimation of the effect.",
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


def test_a_figure_keeps_the_interval_behind_a_few_words():
    sentence = (
        "The AUC was 0.766 in the first cohort (95% CI: 0.750-0.782; sensitivity 75%) and 0.740."
    )
    assert ("auroc", 0.766, 0.75, 0.782) in figures(sentence)
    assert ("auroc", 0.74, None, None) in figures(sentence)


def test_two_figures_with_intervals_go_to_two_names():
    sentence = "AUC and AUPRC were 0.952 (95% CI 0.942 to 0.962) and 0.891 (95% CI 0.875 to 0.908)."
    assert figures(sentence) == [
        ("auroc", 0.952, 0.942, 0.962),
        ("auprc", 0.891, 0.875, 0.908),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The F1 score was 0.55 for experts and 0.57 for the network.", [("f1", 0.57)]),
        ("The model had a kappa of 0.789 versus a range of 0.36 to 0.75 for ophthalmologists.",
         [("kappa", 0.789)]),
        ("Beside four radiologists, the model had a kappa of 0.8 versus a range of 0.3 to 0.7.",
         [("kappa", 0.8)]),
        ("The network with an AUC of 0.9 used physician notes.", [("auroc", 0.9)]),
        ("Given to clinicians, our network had an accuracy of 0.9.", [("accuracy", 0.9)]),
    ],
)  # fmt: skip
def test_figures_of_clinicians_are_left_out(sentence, expected):
    assert plain(sentence) == expected
