"""Made-up papers for the tests: three subjects, in our own words."""

from __future__ import annotations

from fingerpost.records import Author, Paper

SUBJECTS = {
    "eye": (
        "Retinal photographs and diabetic retinopathy",
        "Fundus photographs of people with diabetic retinopathy were graded by ophthalmologists.",
        ("macular oedema", "optic disc", "glaucoma clinic", "retinal vessel", "visual acuity"),
    ),
    "heart": (
        "Atrial fibrillation in the electrocardiogram",
        "Electrocardiogram traces of atrial fibrillation were read by cardiologists on a ward.",
        ("heart rate", "pacemaker beat", "Holter tape", "cardiac rhythm", "stroke risk"),
    ),
    "sepsis": (
        "Sepsis warning in intensive care",
        "Vital signs from intensive care units gave an early warning of sepsis before shock.",
        ("blood culture", "septic shock", "lactate level", "antibiotic dose", "organ failure"),
    ),
}
METHODS = ("random forest", "convolutional neural network", "logistic regression")


def papers(each: int = 12, *, abstracts: bool = True) -> list[Paper]:
    """Papers on three subjects, `each` of every one; PMIDs count from 1."""
    made = []
    for place, (title, abstract, details) in enumerate(SUBJECTS.values()):
        for number in range(each):
            detail = details[number % len(details)]
            method = METHODS[(number + place) % len(METHODS)]
            made.append(
                Paper(
                    title=f"{title}: {detail} with a {method}",
                    abstract=f"{abstract} We looked at {detail}." if abstracts else "",
                    pmid=str(1 + place * each + number),
                    year=2015 + number % 8,
                )
            )
    return made


def author(family: str, given: str, *places: str, orcid: str = "", email: str = "") -> Author:
    """An author with affiliations."""
    return Author(family=family, given=given, affiliations=places, orcid=orcid, email=email)
