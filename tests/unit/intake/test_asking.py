"""A question becomes a search that a person can read and change."""

from __future__ import annotations

import pytest

from fingerpost.errors import QueryError, UsageError
from fingerpost.home import Area
from fingerpost.intake.asking import area_from, query_from
from fingerpost.intake.learning_names import LEARNING, asks_for_learning

QUESTIONS = {
    "Who on the ward will develop sepsis tonight?": "sepsis",
    "Brain tumour MRI": "brain AND tumour AND mri",
    "Can we predict post-operative acute kidney injury from intra-operative blood pressure?": (
        "(post-operative* OR postoperative) AND acute AND kidney AND injury"
    ),
    "Which of our patients with sepsis will die?": "sepsis",
    "How can AI help me read chest x-rays in the emergency department?": "chest AND x-ray*",
    "Can a model detect diabetic retinopathy in retinal photographs?": "diabetic AND retinopathy",
    "Could we predict delirium after hip fracture surgery?": (
        "(delirium OR (hip AND fracture AND surgery))"
    ),
    "Can machine learning spot melanoma in skin photographs?": "melanoma",
    "Who will be readmitted after heart failure?": "heart AND failure",
    "Can deep learning find atrial fibrillation in an ECG?": "atrial AND fibrillation",
    "Which drugs interact badly in my older patients?": "drugs AND interact",
    "How can we reduce prescribing errors on discharge?": "prescribing AND errors",
    "Can we forecast blood glucose in type 1 diabetes?": "((blood AND glucose) OR diabetes)",
    "Will an algorithm detect Alzheimer's disease early on MRI?": "alzheimer AND disease",
    "Can language models summarise discharge letters?": "discharge AND letters",
    "Which pressure ulcers will get worse?": "pressure AND ulcers",
    "Predicting mortality in intensive care": "mortality",
    "Identify adverse drug events in clinical notes": "adverse AND drug AND events",
    "What happens to emergency department crowding at weekends?": (
        "emergency AND department AND crowding"
    ),
    "Would an alert help nurses in intensive care?": '"intensive care"',
    "Is vancomycin dosing better with software?": "vancomycin AND dosing",
    "Antibiotic stewardship; blood cultures": (
        "((antibiotic AND stewardship) OR (blood AND cultures))"
    ),
    (
        "Intelligent knowledge management; extracting information from research;"
        " personal knowledge management"
    ): '"knowledge management"',
    "Proton therapy side effects in children with brain tumors": (
        "((proton AND therapy) OR (brain AND tumors)) AND (child* OR pediatric OR paediatric)"
    ),
    "Late sepsis in newborns, and in babies": "sepsis AND (newborn* OR neonat*)",
    "Asthma in young children": "asthma AND (child* OR pediatric OR paediatric)",
    "Anaemia in pregnant women": "anaemia AND pregnan*",
    "Can we foresee jaundice in newborn babies?": "jaundice AND (newborn* OR neonat*)",
    "Which children get worse?": "(child* OR pediatric OR paediatric)",
    "Explaining neural networks to clinicians": "clinicians AND (explain* OR interpretab*)",
    "Explainable AI for sepsis": "sepsis AND (explain* OR interpretab*)",
    "Can AI explain sepsis deaths?": "sepsis AND deaths",
}


@pytest.mark.parametrize(("question", "concepts"), QUESTIONS.items())
def test_a_question_is_searched_by_its_concepts(question: str, concepts: str) -> None:
    assert query_from(question) == f"{concepts} AND {LEARNING}"


@pytest.mark.parametrize("verb", ["develops", "occurring", "caused", "managing", "stopped"])
def test_what_can_happen_to_anything_is_no_concept(verb: str) -> None:
    assert query_from(f"Is asthma {verb} soon?") == f"asthma AND {LEARNING}"


def test_each_idea_of_a_list_keeps_its_concept() -> None:
    assert query_from("Chest x-rays; sepsis alerts; research").startswith(
        "((chest AND x-ray*) OR (sepsis AND alerts)) AND"
    )


def test_a_concept_within_another_is_not_asked_twice() -> None:
    assert query_from("Sepsis; sepsis in the ward; sepsis shock").startswith("sepsis AND (")


def test_an_area_without_a_name_is_refused() -> None:
    with pytest.raises(UsageError, match="needs a name"):
        area_from("  ")


def test_a_search_is_taken_as_it_is() -> None:
    assert query_from("sepsis[tiab]  AND ward") == "sepsis[tiab] AND ward"
    assert query_from("*") == "*"


def test_a_question_without_a_clinical_word_still_asks_something() -> None:
    assert query_from("How will AI change my work?") == LEARNING


@pytest.mark.parametrize("nothing", ["the of and", "What can I do better for my patients?", "???"])
def test_a_question_without_a_word_to_search_by_is_not_all_of_machine_learning(
    nothing: str,
) -> None:
    with pytest.raises(UsageError, match="can be searched by"):
        query_from(nothing)


FOREIGN = {
    "Welche Patienten werden nach der Operation eine Sepsis haben?": "German",
    "Quels patients auront une septicémie dans le service ?": "French",
    "¿Qué pacientes con sepsis van a empeorar en la UCI?": "Spanish",
    "Quali pazienti con sepsi si aggravano nella notte?": "Italian",
    "Welke patiënten worden ziek na een operatie?": "Dutch",
    "Quais são os doentes com sépsis que pioram?": "Portuguese",
}


@pytest.mark.parametrize(("question", "language"), FOREIGN.items())
def test_a_question_in_another_language_is_told_to_be_so(question: str, language: str) -> None:
    with pytest.raises(UsageError, match=f"seems to be {language}.*ask it in English"):
        query_from(question)
    assert area_from(question, "sepsis").query == "sepsis"


@pytest.mark.parametrize(
    "question", ["Do men die of de novo heart failure?", "Sepsis am ward", "Van der Woude syndrome"]
)
def test_names_and_words_that_english_has_too_are_no_other_language(question: str) -> None:
    assert query_from(question).endswith(LEARNING)


@pytest.mark.parametrize("title", ['"bad (AND', "sepsis AND", "(stroke OR sepsis"])
def test_a_title_that_makes_a_faulty_search_is_refused(title: str) -> None:
    with pytest.raises(QueryError):
        area_from(title)


def test_an_area_asks_for_machine_learning_in_its_search_or_its_name() -> None:
    assert asks_for_learning(area_from("Early warning of sepsis"))
    assert asks_for_learning(Area("s", "Sepsis", "sepsis", "Can AI warn of it?"))
    assert not asks_for_learning(Area("s", "Sepsis", "sepsis AND 5 ml"))


def test_an_area_has_a_name_that_a_file_may_have() -> None:
    area = area_from("  Früherkennung: Sepsis / Station?  ")
    assert area.title == "Früherkennung: Sepsis / Station?"
    assert area.name == "fruherkennung-sepsis-station"


def test_the_star_is_an_area_of_every_paper() -> None:
    area = area_from("*")
    assert (area.name, area.query) == ("every-paper", "*")
    assert area_from("Sepsis", "*").name == "sepsis"
