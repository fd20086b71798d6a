"""What a whole paper says: the abstract first, then its own sections, never those on others."""

from __future__ import annotations

import pytest

from fingerpost.reading.found import stated
from fingerpost.reading.full_text import FullTextAppraisal, appraise_full_text
from fingerpost.records import Paper
from fingerpost.sources.full_text import FullText, Part, PartKind

ABSTRACT = "We developed a random forest that predicts sepsis. The AUROC was 0.91."
PARTS = (
    Part(
        PartKind.INTRODUCTION,
        "Introduction",
        "A study of 5,000 patients had a sensitivity of 0.99. We had 8,000 patients before.",
        ((0, 1),),
    ),
    Part(PartKind.RELATED_WORK, "Related work", "A total of 6,000 patients took part.", ((0, 1),)),
    Part(
        PartKind.METHODS,
        "Methods > Patients",
        "This was a retrospective study.\nA total of 1,204 patients took part at two sites.",
        ((0, 2), (32, 3)),
    ),
    Part(PartKind.RESULTS, "Results", "The model had an AUROC of 0.85 and a sensitivity of 0.80.",
         ((0, 4),)),
    Part(PartKind.DISCUSSION, "Discussion", "Others had a total of 7,000 patients.", ((0, 5),)),
    Part(PartKind.LIMITATIONS, "Discussion > Limitations", "Only one region took part.", ((0, 5),)),
    Part(PartKind.FUNDING, "Funding", "V. Example was funded by the Example Trust.", ((0, 6),)),
    Part(PartKind.CONFLICTS, "Competing interests", "The authors declare no competing interests."),
    Part(PartKind.AVAILABILITY, "Data availability",
         "The data cannot be shared publicly. Code is available at https://example.org/code."),
    Part(PartKind.REFERENCES, "References", "1. A study of 9,000 patients. 2019."),
)  # fmt: skip


def whole(abstract: str = ABSTRACT, parts: tuple[Part, ...] = PARTS) -> FullTextAppraisal:
    paper = Paper(title="Early signs of sepsis", abstract=abstract, pmid="1")
    return appraise_full_text(FullText(paper, parts, "paper.pdf", 6, 1))


def test_every_quote_stands_where_it_says() -> None:
    found = whole()
    assert found.whole.text.startswith(f"Early signs of sepsis\n{ABSTRACT}")
    for each in stated(found.appraisal):
        assert each.evidence
        for span in each.evidence:
            assert found.whole.text[span.start : span.end] == span.quote


def test_what_the_abstract_leaves_out_is_found_in_the_sections() -> None:
    found = whole().appraisal
    assert (found.participants.value, found.participants.unit) == (1204, "patients")
    assert found.participants.source == "Methods > Patients, page 3"
    assert found.timing.value == "retrospective"
    assert found.timing.source == "Methods > Patients, page 2"
    assert found.sites.value == 2


def test_what_the_abstract_states_wins() -> None:
    found = whole(f"{ABSTRACT} A total of 77 patients were included.").appraisal
    assert found.participants.value == 77
    assert found.participants.source == ""


def test_figures_of_the_results_are_added_where_the_abstract_has_none_of_that_name() -> None:
    metrics = whole().appraisal.metrics
    assert [(one.name, one.value, one.source) for one in metrics] == [
        ("auroc", 0.91, ""),
        ("sensitivity", 0.8, "Results, page 4"),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        PartKind.INTRODUCTION, PartKind.RELATED_WORK, PartKind.DISCUSSION, PartKind.CONCLUSION,
        PartKind.REFERENCES, PartKind.APPENDIX, PartKind.ACKNOWLEDGEMENTS,
    ],
)  # fmt: skip
def test_what_is_said_of_others_is_not_taken(kind: PartKind) -> None:
    part = Part(kind, "Some heading", "A total of 5,000 patients were included retrospectively. "
                "The sensitivity of the model was 0.99.")  # fmt: skip
    found = whole(parts=(part,)).appraisal
    assert found.participants.value is None
    assert found.timing.value == "not_stated"
    assert [one.name for one in found.metrics] == ["auroc"]


def test_declarations_are_read_under_their_headings() -> None:
    found = whole().appraisal
    assert found.limitations.evidence[0].quote == "Only one region took part."
    assert found.funding.value == "stated"
    assert found.funding.evidence[0].quote == "V. Example was funded by the Example Trust."
    assert found.conflicts.value == "none"
    assert found.conflicts.source == "Competing interests"
    assert found.code_available.value == "yes"
    assert found.data_available.value == "not_stated"


@pytest.mark.parametrize(
    ("kind", "text", "field", "value"),
    [
        (PartKind.FUNDING, "This research received no specific grant.", "funding", "none"),
        (PartKind.FUNDING, "None.", "funding", "none"),
        (PartKind.FUNDING, "No funder had a role. Funded by the Trust.", "funding", "stated"),
        (PartKind.ACKNOWLEDGEMENTS, "We thank all. This work was supported by the Example Trust.",
         "funding", "stated"),
        (PartKind.ACKNOWLEDGEMENTS, "We thank all who supported us.", "funding", "not_stated"),
        (PartKind.CONFLICTS, "AB is an employee of Example Ltd. All others declare no conflicts.",
         "conflicts", "stated"),
        (PartKind.CONFLICTS, "Nothing to disclose.", "conflicts", "none"),
        (PartKind.FOOTNOTES, "The authors have no competing interests.", "conflicts", "none"),
        (PartKind.AVAILABILITY, "Data are available on reasonable request.", "data_available",
         "on_request"),
        (PartKind.AVAILABILITY, "All data are within the paper.", "data_available", "yes"),
        (PartKind.AVAILABILITY, "No data are available from https://example.org.",
         "data_available", "not_stated"),
        (PartKind.AVAILABILITY, "Code is available on request.", "code_available", "yes"),
    ],
)  # fmt: skip
def test_declarations_by_their_words(kind: PartKind, text: str, field: str, value: str) -> None:
    found = whole(parts=(Part(kind, "Heading", text),)).appraisal
    assert getattr(found, field).value == value


def test_a_count_without_its_noun_is_not_taken() -> None:
    part = Part(PartKind.METHODS, "Methods", "Each tank was sampled (n = 9).")
    assert whole(parts=(part,)).appraisal.participants.value is None


def test_paragraphs_do_not_run_into_each_other() -> None:
    part = Part(PartKind.METHODS, "Methods", "We used a dose of 20 mM.\nVideos were taken.")
    assert whole(parts=(part,)).appraisal.participants.value is None


def test_a_named_method_takes_the_place_of_a_general_one() -> None:
    part = Part(PartKind.METHODS, "Methods", "We trained a random forest on all of the data.")
    found = whole("We used machine learning to predict sepsis.", (part,)).appraisal
    assert [one.value for one in found.methods] == ["random_forest"]
    assert found.methods[0].source == "Methods"


def test_without_an_abstract_the_sections_say_what_the_paper_is() -> None:
    part = Part(PartKind.METHODS, "Methods", "We developed a random forest to predict sepsis in "
                "1,204 patients.")  # fmt: skip
    assert not whole("", ()).appraisal.about_learning
    assert whole("", (part,)).appraisal.about_learning


def test_text_without_headings_is_less_sure() -> None:
    text = "We included a total of 1,204 patients."
    sure = whole(parts=(Part(PartKind.METHODS, "Methods", text),)).appraisal.participants
    unsure = whole(parts=(Part(PartKind.OTHER, "", text),)).appraisal.participants
    assert sure.value == unsure.value == 1204
    assert unsure.confidence < sure.confidence
    assert unsure.source == "text without a heading"
