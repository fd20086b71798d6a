"""The clinical problem in the paper's own words, and the specialty it belongs to."""

import pytest

from fingerpost.reading import appraise
from fingerpost.reading.model import NOT_STATED, SPECIALTIES
from fingerpost.reading.problem_words import PROBLEMS, SETTINGS
from fingerpost.records import MeshHeading, Paper


def read(title, abstract="", mesh=()):
    return appraise(Paper(title=title, abstract=abstract, mesh=mesh))


@pytest.mark.parametrize(
    ("title", "problem", "specialty"),
    [
        ("Predicting acute kidney injury from notes", "acute kidney injury", "nephrology"),
        ("A network for lung cancer recurrence", "lung cancer recurrence", "oncology"),
        ("Liver tumour segmentation", "Liver tumour", "oncology"),
        ("Grading diabetic retinopathy in images", "diabetic retinopathy", "ophthalmology"),
        ("Sepsis in the emergency department", "Sepsis", "critical_care"),
        ("Early-stage breast cancer and its margins", "Early-stage breast cancer", "oncology"),
        ("Cardiac complications after dialysis", "Cardiac complications", "cardiology"),
        ("Falls among women: type 2 diabetes and sight", "type 2 diabetes", "endocrinology"),
        ("Deep learning for hepatitis B", "hepatitis B", "gastroenterology"),
    ],
)
def test_the_title_names_the_problem(title, problem, specialty):
    found = read(title)
    assert (found.problem.value, found.specialty.value) == (problem, specialty)


def test_a_trait_of_the_patients_yields_to_the_problem():
    found = read("In patients with diabetes, predicting heart failure")
    assert found.problem.value == "heart failure"
    assert found.specialty.value == "cardiology"


@pytest.mark.parametrize(
    ("title", "specialty"),
    [
        ("Segmentation of retinal vessels", "ophthalmology"),
        ("Triage notes read by a machine", "emergency_medicine"),
        ("A model for children's charts", "paediatrics"),
    ],
)
def test_a_setting_gives_a_specialty_but_no_problem(title, specialty):
    found = read(title)
    assert found.specialty.value == specialty
    assert found.problem.value == NOT_STATED


@pytest.mark.parametrize(
    "title",
    [
        "Learning with fewer labels",
        "ST depression in an exercise test of engines",
        "Seizure-free flights of drones",
        "A pathway through the market",
    ],
)
def test_nothing_clinical_is_not_stated(title):
    found = read(title)
    assert found.problem.value == NOT_STATED


def test_an_adjective_alone_is_no_problem():
    found = read("Glucose in diabetic volunteers")
    assert found.problem.value == NOT_STATED
    assert found.specialty.value == "endocrinology"


def test_an_abstract_must_name_its_problem_thrice_and_no_other():
    twice = "We study asthma at home. Asthma was worse in winter."
    assert read("A model of the home", twice).problem.value == NOT_STATED
    thrice = f"{twice} Asthma was rare in summer."
    assert read("A model of the home", thrice).problem.value == "asthma"
    rivals = f"{thrice} Migraine was worse, and migraine lasted."
    assert read("A model of the home", rivals).problem.value == NOT_STATED
    assert read("A model of the lung", twice).problem.value == "asthma", "the setting fits"


def test_names_that_somebody_made_up_are_no_problems():
    assert read("StrokeSave: an app").problem.value == NOT_STATED
    assert read("Resistant Streptococcus pneumoniae").problem.value == NOT_STATED


def test_mesh_headings_help_where_the_text_is_silent_and_are_told():
    mesh = (MeshHeading("Stroke", major=True), MeshHeading("Humans"))
    found = read("A model of the home", mesh=mesh)
    assert found.specialty.value == "neurology"
    assert found.specialty.source == "MeSH heading 'Stroke'"
    assert found.specialty.evidence == ()


def test_headings_that_disagree_or_are_no_main_topic_say_nothing():
    two = (MeshHeading("Stroke", major=True), MeshHeading("Asthma", major=True))
    assert read("A model of the home", mesh=two).specialty.value == NOT_STATED
    minor = (MeshHeading("Stroke"),)
    assert read("A model of the home", mesh=minor).specialty.value == NOT_STATED


def test_every_list_of_words_belongs_to_a_specialty():
    assert set(PROBLEMS) | set(SETTINGS) <= set(SPECIALTIES)
    assert set(SPECIALTIES) == set(PROBLEMS) | set(SETTINGS)


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("Tumour genes divide the subgroups of lung adenocarcinoma", "lung adenocarcinoma"),
        ("Deaths of patients with hypertrophic cardiomyopathy", "hypertrophic cardiomyopathy"),
        (
            "Counting cells for triple negative breast cancer, a tumour",
            "triple negative breast cancer",
        ),
        ("Encoding adverse drug reactions", "adverse drug reactions"),
    ],
)
def test_a_disease_is_named_whole_and_before_its_class(title, problem):
    assert read(title).problem.value == problem


def test_a_class_of_diseases_yields_to_the_one_that_the_abstract_tells_of():
    abstract = "Methods: Scans of breast cancer were read. Results: Breast cancer was found."
    found = read("Cancer diagnosis by a network", abstract).problem
    assert found.value.lower() == "breast cancer"
    assert found.evidence[0].quote == found.value
    both = "Methods: Lung cancer and breast cancer were read. Results: It did well."
    assert read("Cancer diagnosis by a network", both).problem.value == "Cancer"
