import gc
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fingerpost import reading
from fingerpost.reading import appraise, as_gold, as_row
from fingerpost.reading.document import prepare
from fingerpost.reading.model import KINDS, METHODS, METRICS, MODALITIES, TASKS, Appraisal
from fingerpost.reading.sentences import Role
from fingerpost.records import Paper, Span

ODD = {
    "empty": "",
    "two words": "Nothing here",
    "French": "Nous avons inclus 45 malades. L'aire sous la courbe était de 0,87.",
    "Chinese": "我们纳入了120名患者。曲线下面积为0.91（95% CI 0.85–0.96）。",
    "HTML": "<p>We studied <b>120</b> patients &amp; found an AUC of <i>0.9</i>.</p>",
    "odd case": "İstanbul'da ẞ 120 patients were included by us. AUC of 0.9.",
    "long": "We studied 120 patients and the AUC was 0.9 in them. " * 900,
    "no stops": "alpha beta gamma " * 3000,
    "marks": "((((( %%% ::: --- ... 95% CI ( , ) 0. .0 1,2,3,4 " * 40,
}


def spans(appraisal: Appraisal) -> list[Span]:
    """Return every span of an appraisal."""
    findings = [
        appraisal.kind, appraisal.task, appraisal.timing, appraisal.external_validation,
        appraisal.clinicians_compared, appraisal.code_available,
        *appraisal.modalities, *appraisal.methods,
    ]  # fmt: skip
    counts = [appraisal.participants, appraisal.sites, *(count for _, count in appraisal.splits)]
    found = [span for item in (*findings, *counts) for span in item.evidence]
    return found + [metric.span for metric in appraisal.metrics]


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_text_is_read_and_quoted_verbatim(name):
    paper = Paper(title="A made-up title", abstract=ODD[name])
    appraisal = appraise(paper)
    for span in spans(appraisal):
        assert paper.text[span.start : span.end] == span.quote
    assert appraisal == appraise(paper)


def test_nothing_is_made_of_nothing():
    appraisal = appraise(Paper(title="", abstract=""))
    assert appraisal.participants.value is None
    assert not appraisal.metrics
    assert appraisal.task.value == "not_stated"


def test_a_decimal_comma_in_french_is_no_thousand():
    appraisal = appraise(Paper(title="T", abstract=ODD["French"]))
    assert all(metric.value <= 1 for metric in appraisal.metrics)


def test_values_come_from_the_closed_lists():
    abstract = (
        "We trained a support vector machine on CT scans of 80 patients; the AUC was 0.9 and "
        "the accuracy 85%."
    )
    appraisal = appraise(Paper(title="Detecting nodules", abstract=abstract))
    assert appraisal.kind.value in KINDS
    assert appraisal.task.value in TASKS
    assert {f.value for f in appraisal.modalities} == {"ct"} <= set(MODALITIES)
    assert {f.value for f in appraisal.methods} == {"svm"} <= set(METHODS)
    assert {m.name for m in appraisal.metrics} == {"auroc", "accuracy"} <= set(METRICS)


def test_the_gold_form_is_json_with_every_field():
    paper = Paper(title="Detecting nodules", abstract="We studied 80 patients.", pmid="1")
    record = json.loads(json.dumps(as_gold(appraise(paper))))
    assert record["id"] == "pmid:1"
    assert record["participants"] == {"value": 80, "unit": "patients", "quote": "80 patients"}
    assert record["timing"] == {"value": "not_stated", "quote": None}
    assert {"kind", "task", "modalities", "methods", "metrics", "splits", "sites"} <= set(record)


def test_rows_are_flat_and_have_the_same_columns():
    full = as_row(appraise(Paper(title="T", abstract="We studied 80 patients. AUC was 0.9.")))
    empty = as_row(appraise(Paper(title="T")))
    assert list(full) == list(empty)
    assert full["participants"] == 80
    assert full["metrics"] == "auroc 0.9"
    assert empty["participants"] == ""


def test_labels_glued_to_their_text_are_understood():
    text = (
        "A title\nObjectiveThe aim is X.MethodsWe trained a network.ResultsAll models did well."
        "ConclusionGood."
    )
    roles = [sentence.role for sentence in prepare(text).sentences]
    assert roles == [Role.TITLE, Role.OBJECTIVE, Role.METHODS, Role.RESULTS, Role.CONCLUSION]


def test_abbreviations_and_decimals_end_no_sentence():
    text = "T\nWe used 1.5 T scans (e.g. Fig. 2) vs. others, as in Smith et al. before. It worked."
    document = prepare(text)
    last = [text[s.start : s.end] for s in document.sentences][-1]
    assert len(document.sentences) == 3
    assert last == "It worked."


def test_a_line_that_ends_with_its_sentence_ends_it():
    text = "T\nCells were kept in 20 mM.\nVideos were made of 1.5 cm.\nIt worked."
    sentences = prepare(text).sentences
    assert [text[s.start : s.end] for s in sentences][1:] == [
        "Cells were kept in 20 mM.", "Videos were made of 1.5 cm.", "It worked.",
    ]  # fmt: skip


def test_the_public_names_are_sorted_and_cheap():
    assert sorted(reading.__all__) == [
        "appraise",
        "appraise_full_text",
        "appraise_many",
        "as_gold",
        "as_row",
        "outline",
    ]
    code = (
        "import sys, fingerpost.reading; "
        "print([m for m in ('numpy', 'sklearn', 'fingerpost.reading.metrics') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def score_module(folder: Path):
    spec = importlib.util.spec_from_file_location("gold_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FLOORS = {
    "first": {
        "participants": 0.80, "metrics": 0.91, "modalities": 0.88, "methods": 0.90,
        "kind": 0.85, "task": 0.78,
    },
    "second": {
        "participants": 0.65, "metrics": 0.70, "modalities": 0.78, "methods": 0.70,
        "kind": 0.62, "task": 0.70,
    },
}  # fmt: skip


@pytest.mark.parametrize("half", ["first", "second"])
def test_the_gold_is_met(shared, half):
    folder = shared / "gold"
    lines = (folder / "abstracts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in (lines[:50] if half == "first" else lines[50:])]
    guesses = {
        row["id"]: as_gold(appraise(Paper(title=row["title"], abstract=row["abstract"])))
        for row in rows
    }
    result = score_module(folder).score(rows, guesses)
    assert result["quotes_verbatim"]["share"] == 1
    reached = {name: result[name].get("f1", result[name].get("accuracy")) for name in FLOORS[half]}
    assert all(reached[name] >= least for name, least in FLOORS[half].items()), reached


def test_many_papers_are_appraised_as_each_alone_and_in_order():
    papers = [
        Paper(title="A random forest for sepsis", abstract=f"We enrolled {n} patients. AUC 0.{n}.")
        for n in range(101, 400)
    ]
    papers.insert(7, Paper(title="A review of deep learning", abstract=""))
    papers.insert(9, Paper(title="", abstract="Sensitivity_=_0.91 was reached by the network."))
    many = reading.appraise_many(iter(papers))
    assert next(many) == reading.appraise(papers[0])
    assert list(many) == [reading.appraise(paper) for paper in papers[1:]]
    assert list(reading.appraise_many([])) == []


def test_the_collector_of_cycles_is_left_as_it_was():
    papers = [Paper(title="A random forest for sepsis", abstract="The AUC was 0.91.")]
    try:
        for turn, was in ((gc.enable, True), (gc.disable, False)):
            turn()
            for _ in reading.appraise_many(papers):
                assert gc.isenabled() is was
            assert gc.isenabled() is was
    finally:
        gc.enable()
