"""The packaged checklists, and what an abstract offers for each question."""

import pytest

from fingerpost.errors import UsageError
from fingerpost.reading import appraise
from fingerpost.reading.checklist import NAMES, checklist, offers, question_named
from fingerpost.reading.found import FIELDS
from fingerpost.records import Answer, Paper

PAPER = Paper(title="Deep learning for falls", abstract="We trained a network on 40 patients.")


def questions(name):
    return [question for _, part in checklist(name).parts for question in part]


def test_the_checklists_have_the_items_of_their_sources():
    probast = [question.number for question in questions("probast")]
    assert sum(number.startswith("D") for number in probast) == 16
    assert sum(number.startswith("E") for number in probast) == 18
    tripod = [question.number for question in questions("tripod")]
    assert len(tripod) == 52
    assert {number.rstrip("abcdefg") for number in tripod} == {str(n) for n in range(1, 28)}
    assert [name for name, _ in checklist("five").parts] == [
        "Overview", "Data", "Methodology", "Performance", "Conclusions",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_question_asks_of_fields_that_there_are(name):
    asked = questions(name)
    assert len({question.id for question in asked}) == len(asked)
    for question in asked:
        assert set(question.fields) <= set(FIELDS)
        assert question.text.endswith("?")
        assert question.look
    assert checklist(name).reference


def test_a_question_is_offered_values_with_quotes_or_a_place_to_look():
    by_number = {
        offer.question.number: offer
        for _, part in offers(checklist("five"), appraise(PAPER))
        for offer in part
    }
    (people,) = by_number["D1"].found
    assert people.evidence[0].quote == "40 patients"
    assert by_number["D1"].silence == ""
    assert "Methods" in by_number["M4"].silence
    assert not by_number["D1"].answer


def test_the_reader_s_answer_stands_beside_its_question():
    from fingerpost.reading.corrections import apply_corrections

    answered = apply_corrections(appraise(PAPER), (), [Answer("probast:E4.7", "no", "2026-11-23")])
    found = [o.answer for _, part in offers(checklist("probast"), answered) for o in part]
    assert [answer.answer for answer in found if answer] == ["no"]


def test_questions_are_named_in_any_case_and_mistakes_are_told():
    assert question_named("PROBAST:e4.7").id == "probast:E4.7"
    with pytest.raises(UsageError, match="Did you mean 'tripod:18f'"):
        question_named("tripod:18ff")
