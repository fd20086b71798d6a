"""Abstracts that are empty, long, in another language, or marked up: an answer, never an error."""

import pytest

from fingerpost.reading import appraise, as_gold
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper

SENTENCE = "We trained a random forest on 1,204 patients and the AUC was 0.85 (95% CI 0.81-0.93). "


def read(abstract: str, title: str = "") -> Appraisal:
    return appraise(Paper(title=title, abstract=abstract))


def quotes_hold(paper: Paper) -> bool:
    appraisal = appraise(paper)
    spans = [span for finding in appraisal.modalities for span in finding.evidence]
    spans += [span for finding in appraisal.methods for span in finding.evidence]
    spans += [metric.span for metric in appraisal.metrics]
    spans += [*appraisal.participants.evidence, *appraisal.kind.evidence, *appraisal.task.evidence]
    return all(paper.text[span.start : span.end] == span.quote for span in spans)


@pytest.mark.parametrize("abstract", ["", " ", "\n\n", "Not available.", "…", "0.85", "95% CI"])
def test_nothing_to_read_states_nothing(abstract):
    appraisal = read(abstract)
    assert appraisal.participants.value is None
    assert appraisal.metrics == ()
    assert appraisal.methods == ()
    assert as_gold(appraisal)["kind"] == "not_stated"


def test_a_title_alone_is_read():
    appraisal = read("", "Deep learning for the detection of melanoma in dermoscopic images")
    assert appraisal.task.value == "diagnosis_or_detection"
    assert [finding.value for finding in appraisal.modalities] == ["skin_image"]


def test_ten_thousand_words_are_read_to_the_end():
    filler = "The weather in the valley was mild and the river ran slow that year. " * 750
    paper = Paper(title="A made-up model", abstract=SENTENCE + filler + "The recall was 0.77.")
    appraisal = appraise(paper)
    assert [(m.name, m.value) for m in appraisal.metrics] == [
        ("auroc", 0.85),
        ("sensitivity", 0.77),
    ]
    assert appraisal.participants.value == 1204
    assert quotes_hold(paper)


@pytest.mark.parametrize(
    "abstract",
    [
        "<p>We trained a <b>random forest</b> on 1,204 patients.</p><p>The AUC was 0.85.</p>",
        "<h4>METHODS:</h4> 1204 patients. <sup>18</sup>F-FDG PET. P<sub>trend</sub>=.001.",
        "AUC &gt; 0.9 &amp; P &lt; .001 in 40 patients",
        "((((((((((0.9))))))))))[[[[[",
        "AUC of " + "0.9, " * 4000,
        "12 patients " * 4000,
        "95% CI " * 300,
        "n=n=n=5 patients of of of 12 of 12 of 12 patients",
        "\u202e0.9 AUC\u2066",
        "ﬁve İstanbul ß patients AUC 0·9",
    ],
)
def test_marked_up_or_broken_text_gives_an_answer_with_true_quotes(abstract):
    assert quotes_hold(Paper(title="A <i>model</i>", abstract=abstract))


@pytest.mark.parametrize(
    ("abstract", "participants", "figures"),
    [
        ("Nous avons inclus 1 204 patients. La sensibilité était de 85 %.", 1204, []),
        ("方法：我们纳入了120名患者，AUC为0.85。", None, []),
        ("Se incluyeron 300 pacientes; la sensibilidad fue 0,85.", None, []),
        ("Wir schlossen 200 Patienten ein.", None, []),
    ],
)
def test_another_language_yields_numbers_at_most(abstract, participants, figures):
    appraisal = read(abstract)
    assert appraisal.participants.value in (participants, None)
    assert [metric.value for metric in appraisal.metrics] == figures
    assert appraisal.kind.value == "not_stated"


@pytest.mark.parametrize(
    ("abstract", "sites"),
    [
        ("We trained a network on 4,713 hospital admissions.", None),
        ("We trained a network on reports of 21 different hospital departments.", None),
        ("We trained a network on scans of 8 North American centers.", 8),
    ],
)
def test_what_stands_beside_hospital_is_no_hospital(abstract, sites):
    assert read(abstract).sites.value == sites
