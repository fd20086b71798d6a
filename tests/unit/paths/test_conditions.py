"""What is asked that is no skill, and who is meant by it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fingerpost.guide import CareerPath, Condition, Need, Requirement, load_guide
from fingerpost.guide.model import Axis
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import JudgedPath, Verdict, judge

GUIDE = load_guide()
ABLE = Profile(skills=(SkillClaim("statistics", 2, "a paper"),))


def _path(*asked: Requirement, **stated: tuple[str, ...]) -> CareerPath:
    path = GUIDE.path("consulting")
    skill = Requirement(Axis.OTHER, "statistics", 2, Need.MUST, "Statistics.", path.sources)
    return replace(path, requirements=(skill, *asked), **stated)


def _asking(condition: Condition, need: Need = Need.MUST, *values: str) -> Requirement:
    sources = GUIDE.path("consulting").sources
    return Requirement(Axis.OTHER, "", None, need, "As asked.", sources, condition, values)


def _judged(path: CareerPath, person: Profile) -> JudgedPath:
    return judge(person, replace(GUIDE, paths=(path,))).paths[0]


@pytest.mark.parametrize(
    ("profession", "verdict"),
    [
        ("doctor", Verdict.READY),
        ("Junior doctor", Verdict.READY),
        ("GP", Verdict.READY),
        ("consultant radiologist", Verdict.READY),
        ("Anaesthetist", Verdict.READY),
        ("Ärztin", Verdict.READY),
        ("nurse", Verdict.RULED_OUT),
        ("consultant nurse", Verdict.RULED_OUT),
        ("clinical psychologist", Verdict.RULED_OUT),
        ("medical student", Verdict.RULED_OUT),
        ("", Verdict.FAR),
    ],
)
def test_a_path_for_doctors_alone(profession: str, verdict: Verdict) -> None:
    path = _path(professions=("doctor",))
    judged = _judged(path, replace(ABLE, profession=profession))
    assert judged.verdict is verdict
    assert "It is open to: doctor." in [item.text for item in judged.requirements]


@pytest.mark.parametrize(
    ("person", "verdict"),
    [
        (replace(ABLE, country="Deutschland"), Verdict.READY),
        (replace(ABLE, country="DE"), Verdict.READY),
        (replace(ABLE, country="France"), Verdict.RULED_OUT),
        (replace(ABLE, country="France", would_move_to=("Germany",)), Verdict.FAR),
        (replace(ABLE, country="Narnia"), Verdict.FAR),
        (ABLE, Verdict.FAR),
    ],
)
def test_a_path_of_one_country(person: Profile, verdict: Verdict) -> None:
    judged = _judged(_path(countries=("DE",)), person)
    assert judged.verdict is verdict
    assert (judged.months_low is None) == (verdict is Verdict.FAR)


def test_an_examination_is_known_by_its_words() -> None:
    path = _path(_asking(Condition.EXAM, Need.MUST, "MRCP", "FRCA"))
    assert _judged(path, replace(ABLE, exams=("MRCP part 1",))).verdict is Verdict.READY
    assert _judged(path, replace(ABLE, exams=("MRCPsych",))).verdict is Verdict.RULED_OUT
    assert _judged(path, ABLE).verdict is Verdict.FAR


def test_what_others_have_to_give_keeps_a_path_from_ready_but_not_within_reach() -> None:
    path = _path(_asking(Condition.DATA))
    waiting = _judged(path, ABLE)
    assert (waiting.verdict, waiting.months_low) == (Verdict.WITHIN, 0)
    assert "others have to give: As asked." in waiting.sentence
    given = _judged(path, replace(ABLE, data=("MIMIC, credentialed",)))
    assert given.verdict is Verdict.READY
    assert given.requirements[1].evidence == "MIMIC, credentialed"


def test_a_condition_that_only_helps_rules_nobody_out() -> None:
    path = _path(_asking(Condition.REGISTRATION, Need.SHOULD))
    assert _judged(path, replace(ABLE, registered=False)).verdict is Verdict.READY


def test_what_is_told_of_another_country_says_so() -> None:
    path = _path(seen_in=("GB", "US"))
    assert "ask how it is where you are" in _judged(path, replace(ABLE, country="India")).sentence
    assert "ask how" not in _judged(path, replace(ABLE, country="Scotland")).sentence
    assert "ask how" not in _judged(path, ABLE).sentence


def test_bodies_of_a_country_are_named_to_those_who_live_there_alone() -> None:
    path = _path(whom_to_ask="the head of analytics", ask_also="the Academy", ask_also_in=("GB",))
    told = {
        country: _judged(path, replace(ABLE, country=country)).path.whom_to_ask
        for country in ("Canada", "Wales", "")
    }
    assert told == {
        "Canada": "the head of analytics",
        "Wales": "the head of analytics, or the Academy",
        "": "the head of analytics, or, in the United Kingdom for example, the Academy",
    }
    again = _judged(path, replace(ABLE, country="Wales"))
    assert _judged(again.path, replace(ABLE, country="Wales")).path == again.path


def test_nobody_in_toronto_is_sent_to_a_body_of_england() -> None:
    person = replace(ABLE, country="Canada", city="Toronto")
    told = [_judged(path, person) for path in GUIDE.paths if not path.countries]
    named = re.compile(r"England|United Kingdom|NHS|Faculty of|integrated care board|the scheme")
    assert not [judged.path.id for judged in told if named.search(judged.path.whom_to_ask)]
    at_home = _judged(GUIDE.path("health-data-scientist"), replace(ABLE, country="England"))
    assert "NHS Data and Analytics Academy" in at_home.path.whom_to_ask


def test_what_nobody_can_compare_is_asked() -> None:
    person = replace(ABLE, not_give_up=("Fridays with my children",))
    assert any("Fridays" in question for question in _judged(_path(), person).open_questions)


def test_a_ready_path_says_what_still_depends_in_a_whole_sentence() -> None:
    sources = GUIDE.path("consulting").sources
    depends = Requirement(
        Axis.OTHER, "", None, Need.DEPENDS, "Our wording: it depends. On much.", sources
    )
    judged = _judged(_path(depends), ABLE)
    assert judged.verdict is Verdict.READY
    assert judged.sentence.endswith("What still depends: Our wording: it depends.")
