"""The outline of an abstract: sentences with roles and how sure they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.reading import outline
from fingerpost.records import Paper

PLAIN = (
    "Sepsis is a leading cause of death in hospitals. Early recognition remains difficult. "
    "The aim of this study was to develop a model that predicts sepsis on arrival. "
    "We retrospectively collected records of 1,204 patients between 2015 and 2019. "
    "A random forest was trained with cross-validation. "
    "The model reached an AUC of 0.85 (95% CI 0.81-0.89). "
    "Lactate was the strongest predictor (p < 0.001). "
    "In conclusion, the model may help clinicians to recognise sepsis earlier."
)


def roles(abstract, title="Sepsis"):
    return [told.role.value for told in outline(Paper(title=title, abstract=abstract))]


def test_the_roles_of_an_abstract_without_headings():
    assert roles(PLAIN) == [
        "title",
        "background",
        "background",
        "objective",
        "methods",
        "methods",
        "results",
        "results",
        "conclusion",
    ]


def test_headings_decide_where_they_stand_and_are_sure():
    text = "METHODS: Sepsis is a leading cause of death. RESULTS: We enrolled patients in 2015."
    told = outline(Paper(title="Sepsis", abstract=text))
    assert [(t.role.value, t.stated, t.confidence) for t in told] == [
        ("title", False, 1.0),
        ("methods", True, 1.0),
        ("results", True, 1.0),
    ]


def test_the_aim_under_background_is_told_apart():
    text = (
        "BACKGROUND: Sepsis is a leading cause of death. The aim of this study was to predict it. "
        "METHODS: Records of 90 patients were read. RESULTS: It worked. CONCLUSION: It may help."
    )
    told = outline(Paper(title="Sepsis", abstract=text))
    assert [t.role.value for t in told][1:3] == ["background", "objective"]
    assert [t.stated for t in told][1:3] == [True, False]


def test_learned_roles_tell_how_sure_they_are():
    told = outline(Paper(title="Sepsis", abstract=PLAIN))[1:]
    assert all(0.4 < t.confidence <= 1 for t in told)
    assert not any(t.stated for t in told)


@pytest.mark.parametrize("abstract", ["", "\n", "Sepsis kills.", "Background: x. Methods:"])
def test_odd_abstracts_are_read(abstract):
    assert all(told.span.quote for told in outline(Paper(title="Sepsis", abstract=abstract)))


def test_a_single_sentence_is_about_the_study():
    assert roles("Sepsis is common in 88 patients.")[1] in ("objective", "methods", "results")


@given(st.text(max_size=200), st.text(alphabet="We found. 9%É\n:Methods ", max_size=300))
def test_quotes_are_verbatim_whatever_the_text(title, abstract):
    paper = Paper(title=title, abstract=abstract)
    for told in outline(paper):
        assert paper.text[told.span.start : told.span.end] == told.span.quote
        assert 0 <= told.confidence <= 1
