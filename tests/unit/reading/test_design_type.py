"""The finer kind of study, which never contradicts the kind."""

import pytest

from fingerpost.reading import appraise
from fingerpost.reading.model import DESIGNS, KINDS, KINDS_OF_DESIGN, NOT_STATED
from fingerpost.records import Paper


def design(title, abstract="", types=()):
    return appraise(Paper(title=title, abstract=abstract, publication_types=types)).design


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Tea for coughs: a randomised controlled trial", "randomised_trial"),
        ("Tea for coughs: a systematic review", "systematic_review"),
        ("Tea for coughs: a systematic review and meta-analysis", "systematic_review"),
        ("Tea for coughs: a scoping review", "scoping_review"),
        ("Tea for coughs: study protocol", "protocol"),
        ("Tea for coughs: a review", "narrative_review"),
        ("Tea for coughs: a case report", "case_report"),
        ("Tea for coughs: a cohort study", "cohort"),
        ("Tea for coughs: a case-control study", "case_control"),
        ("Tea for coughs: a cross-sectional study", "cross_sectional"),
        ("Tea for coughs: a qualitative study", "qualitative"),
        ("Tea for coughs: an online survey", "survey"),
        ("Tea for coughs: a cost-effectiveness analysis", "economic_evaluation"),
        ("Tea for coughs: a clinical audit", "audit"),
        ("Tea for coughs: a simulation study", "simulation"),
        ("Tea for coughs: a perspective", "opinion"),
        ("Practice guideline for coughs", "guideline"),
        ("Diagnostic accuracy of tea", "diagnostic_accuracy"),
    ],
)
def test_the_title_names_the_design(title, value):
    assert design(title).value == value


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("Patients were randomly assigned to tea or water.", "randomised_trial"),
        ("We conducted a retrospective cohort study of tea drinkers.", "cohort"),
        ("We performed a systematic search of two libraries.", "systematic_review"),
        ("This was a cross-sectional study of tea drinkers.", "cross_sectional"),
        ("We conducted semi-structured interviews with ten nurses.", "qualitative"),
        ("In this review, we look at tea.", "narrative_review"),
    ],
)
def test_the_study_s_own_words_tell_it(abstract, value):
    assert design("Tea and coughs", abstract).value == value


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("A secondary analysis of randomised trials of tea", ""),
        ("A tool to speed up systematic reviews of tea", ""),
        ("Tea", "Background: Earlier, patients were randomised to tea. Methods: We watched."),
        ("Tea", "We measured the cross-sectional area of cups."),
        ("Tea", "A randomised trial is needed."),
        ("A cohort of cups", ""),
    ],
)
def test_the_design_of_others_is_not_this_study_s(title, abstract):
    assert design(title, abstract).value == NOT_STATED


def test_the_record_s_type_helps_where_the_text_is_silent_and_is_told():
    found = design("Tea for coughs", types=("Journal Article", "Randomized Controlled Trial"))
    assert (found.value, found.source) == (
        "randomised_trial", "publication type 'Randomized Controlled Trial'",
    )  # fmt: skip
    assert found.evidence == ()


def test_a_design_that_the_kind_excludes_is_not_stated():
    title = "A review of machine learning after a cohort study"
    appraisal = appraise(Paper(title=title, abstract="In this review, we look at tea."))
    assert appraisal.kind.value == "review"
    assert appraisal.design.value == "narrative_review"


def test_only_of_a_model_is_it_said_that_it_was_deployed():
    done = "The tool was deployed in two hospitals for a month."
    assert design("Tea and coughs", done).value == NOT_STATED
    model = f"We trained a random forest to predict falls in 40 patients. {done}"
    assert design("A model of falls", model).value == "deployment"


def test_each_design_fits_kinds_that_there_are():
    assert set(KINDS_OF_DESIGN) == set(DESIGNS)
    assert all(set(kinds) <= set(KINDS) and kinds for kinds in KINDS_OF_DESIGN.values())
