"""Sheets of questions: what was not changed stays, what is wrong is told at its place."""

from __future__ import annotations

import tomllib

import pytest

from fingerpost.desk import check_profile
from fingerpost.guide import example_profile_text, load_guide
from fingerpost.home.profile import Profile
from fingerpost.home.profile_text import profile_template
from fingerpost.paths.answers import Answer, SkillAnswer, answer_now, skill_now, with_answers
from fingerpost.paths.interview import GROUPS, QUESTIONS, group_of, one_line, unanswered

GUIDE = load_guide()
EXAMPLE = example_profile_text()
EMPTY = profile_template(
    {skill.id: skill.name for skill in GUIDE.skills}, {path.id: path.name for path in GUIDE.paths}
)


def check(text: str) -> Profile:
    return check_profile(text, "me.toml", GUIDE)


@pytest.mark.parametrize("text", [EXAMPLE, EMPTY], ids=["example", "empty"])
def test_a_sheet_that_comes_back_as_it_went_changes_no_byte(text: str) -> None:
    answers: list[Answer | SkillAnswer] = [
        answer_now(text, key) for group in GROUPS for key in group.keys
    ]
    answers += [skill_now(text, skill.id) for skill in GUIDE.skills]
    assert with_answers(text, answers, check) == (text, {})


def test_every_kind_of_answer_is_taken() -> None:
    sent = [
        Answer("matters", ("cost", "odds")),
        Answer("hours_per_week", ("6.5",)),
        Answer("registered", ("yes",)),
        Answer("exams", ("MRCP, part 1", "MSc")),
        Answer("lost_weeks", ("2027-01-12", "2026-12-24")),
        Answer("rota", (), is_unsure=True),
        Answer("city", ("Leeds",)),
        SkillAnswer("programming", "2", "A script  for our audit"),
        SkillAnswer("statistics", "?"),
    ]
    text, wrong = with_answers(EMPTY, sent, check)
    assert wrong == {}
    person = check(text)
    assert person.matters == ("cost", "odds")
    assert person.hours_per_week == 6.5
    assert person.registered is True
    assert person.exams == ("MRCP, part 1", "MSc"), "a comma divides nothing on lines of their own"
    assert [day.isoformat() for day in person.lost_weeks] == ["2026-12-24", "2027-01-12"]
    assert set(person.not_sure) == {"rota", "statistics"}
    assert person.evidence("programming") == "A script for our audit"
    assert answer_now(text, "rota").is_unsure
    assert skill_now(text, "statistics").level == "?"


def test_a_wrong_answer_is_told_at_its_place_and_the_others_are_taken() -> None:
    sent = [
        Answer("hours_per_week", ("200",)),
        Answer("matters", ("cost", "cost")),
        Answer("lost_weeks", ("tomorrow",)),
        Answer("wants", ("no-such-path",)),
        Answer("grade", ("ST4",), is_unsure=True),
        SkillAnswer("programming", "9"),
        SkillAnswer("statistics", "", "A course"),
        Answer("city", ("York",)),
    ]
    text, wrong = with_answers(EXAMPLE, sent, check)
    assert "up to 80" in wrong["hours_per_week"]
    assert "twice" in wrong["matters"]
    assert "'tomorrow' is no day" in wrong["lost_weeks"]
    assert "no known path" in wrong["wants"]
    assert "not sure" in wrong["grade"]
    assert "no level" in wrong["programming"]
    assert "Choose the level" in wrong["statistics"]
    assert set(wrong) == {each.key for each in sent} - {"city"}
    assert check(text).city == "York"


def test_wanting_what_is_ruled_out_is_told_at_the_second_of_them() -> None:
    path = GUIDE.paths[0].id
    _, wrong = with_answers(EMPTY, [Answer("wants", (path,)), Answer("refuses", (path,))], check)
    assert list(wrong) == ["refuses"]


def test_taking_an_answer_back_keeps_every_note_in_the_file() -> None:
    noted = EXAMPLE.replace("[skills.programming]", "# my own note\n[skills.programming]")
    held = check(noted)
    assert held.level("programming") is not None
    text, wrong = with_answers(noted, [SkillAnswer("programming", "")], check)
    assert wrong == {}
    assert check(text).level("programming") is None
    left = [line for line in text.splitlines() if line.startswith("#")]
    assert all(line in left for line in noted.splitlines() if line.startswith("#"))
    assert text.count("\n") == noted.count("\n")
    again, _ = with_answers(text, [skill_now(noted, "programming")], check)
    assert set(check(again).skills) == set(held.skills)
    emptied, _ = with_answers(noted, [Answer("rota", ("nights",)), Answer("city", ())], check)
    assert "# my own note" in emptied
    assert tomllib.loads(emptied)["city"] == ""


def test_not_sure_takes_the_place_of_what_was_said() -> None:
    now = answer_now(EXAMPLE, "specialty")
    text, wrong = with_answers(EXAMPLE, [Answer("specialty", now.typed, is_unsure=True)], check)
    assert wrong == {}
    assert check(text).specialty == ""
    assert "specialty" in check(text).not_sure


def test_every_question_has_its_sheet() -> None:
    for key in unanswered(EMPTY, check(EMPTY), GUIDE):
        group = group_of(key, GUIDE)
        assert group.axis or key == "place" or key in group.keys
    assert {key for group in GROUPS for key in group.keys} == set(QUESTIONS) - {"place"}


def test_a_question_on_one_line_offers_what_may_be_typed() -> None:
    assert "5  that it can be had beside clinical work" in one_line("matters", GUIDE)
    assert GUIDE.paths[0].id in one_line("wants", GUIDE)
    assert one_line("place", GUIDE) == "The town you live near, and the country (Leeds, UK)"
