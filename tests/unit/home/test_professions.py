"""People name what they are in their own words; lists say 'doctor', 'nurse', 'dentist'."""

from __future__ import annotations

import pytest

from fingerpost.home.professions import is_one_of

WORDS = {
    "doctor": (
        "doctor", "GP", "GP trainee", "General practitioner", "registrar", "Resident", "SHO", "FY1",
        "ST3 anaesthetics", "junior doctor", "Consultant ophthalmologist", "paediatrician",
        "orthopaedic surgeon", "Anaesthetist", "Ärztin", "Assistenzärztin", "Oberarzt", "physician",
        "consultant microbiologist", "Psychiaterin", "retired GP",
    ),
    "nurse": (
        "nurse", "staff nurse", "Ward sister", "charge nurse", "nurse consultant", "RN",
        "health visitor", "Krankenpflegerin", "Pflegefachfrau", "infirmière",
    ),
    "pharmacist": ("hospital pharmacist", "resident pharmacist", "Apothekerin", "PharmD"),
    "physiotherapist": ("physio", "Physiotherapeutin", "physical therapist"),
    "dentist": ("dentist", "dental surgeon", "Zahnärztin"),
    "midwife": ("midwife", "consultant midwife", "Hebamme"),
    "paramedic": ("paramedic", "Notfallsanitäter"),
    "radiographer": ("diagnostic radiographer",),
    "dietitian": ("dietician",),
    "student": ("medical student", "student nurse", "Medizinstudentin"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kind"), [(said, kind) for kind, listed in WORDS.items() for said in listed]
)
def test_what_people_write_is_one_profession_and_no_other(said: str, kind: str) -> None:
    asked = [each for each in WORDS if each != "student"]
    assert [each for each in asked if is_one_of(said, [each])] == [kind] * (kind != "student")
    assert not any(is_one_of(said, [each]) is None for each in asked)


@pytest.mark.parametrize(
    "said",
    ["GP receptionist", "physician associate", "veterinary surgeon", "management consultant",
     "dental nurse", "clinical psychologist", "speech and language pathologist"],
)  # fmt: skip
def test_a_word_for_doctors_in_another_title_makes_no_doctor(said: str) -> None:
    assert is_one_of(said, ["doctor"]) is False


@pytest.mark.parametrize("said", ["", "trainee", "epidemiologist", "data scientist"])
def test_what_cannot_be_told_stays_open(said: str) -> None:
    assert is_one_of(said, ["doctor", "nurse"]) is None


def test_students_are_meant_where_students_are_asked_for() -> None:
    assert is_one_of("final-year medical student", ["doctor", "medical student"])
    assert is_one_of("medical student", ["student"])
    assert is_one_of("student nurse", ["medical student"]) is False


def test_a_narrower_word_must_stand_in_the_text() -> None:
    assert is_one_of("consultant radiologist", ["radiologist"])
    assert is_one_of("doctor", ["radiologist"]) is None
    assert is_one_of("nurse", ["radiologist"]) is False
    assert is_one_of("physician associate", ["physician associate"])
    assert is_one_of("perfusionist", ["perfusionist"])
