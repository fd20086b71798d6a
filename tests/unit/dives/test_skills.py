"""Skills in demand: the guide's skills, counted by papers that name something below them."""

from __future__ import annotations

from msgspec.structs import replace
from tests.unit.dives.appraised import Shelf

from fingerpost.dives import skills
from fingerpost.dives.skills import skills_in_demand
from fingerpost.guide import load_guide
from fingerpost.reading.model import METHODS, MODALITIES, Finding


def test_a_paper_counts_once_for_a_skill() -> None:
    shelf = Shelf()
    shelf.add(8, ["cnn", "transformer"], [], modalities=(Finding("ct"),))
    shelf.add(4, ["cox"], [], modalities=(Finding("ehr_structured"),))
    found = skills_in_demand(shelf.papers, shelf.appraisals)
    assert [(one.skill, one.papers, one.of) for one in found.skills] == [
        ("area-methods", 8, 12), ("deep-learning", 8, 12), ("clinical-data", 4, 12),
        ("statistics", 4, 12),
    ]  # fmt: skip
    assert found.skills[1].named == (("convolutional network", 8), ("transformer", 8))


def test_tools_are_found_in_the_words() -> None:
    shelf = Shelf()
    shelf.add(12, ["svm"], [])
    texts = ("Built in PyTorch and Python.", "An R package.", "Written in R.", "R is 0.9; SQUAL.")
    for place, text in enumerate(texts):
        shelf.papers[place] = replace(shelf.papers[place], abstract=text)
    found = skills_in_demand(shelf.papers, shelf.appraisals)
    named = {one.skill: dict(one.named) for one in found.skills}
    assert named["programming"] == {"R": 2, "Python": 1}
    assert named["deep-learning"] == {"PyTorch": 1}
    assert "data-handling" not in named


def test_few_papers_say_nothing() -> None:
    shelf = Shelf()
    shelf.add(9, ["cnn"], [])
    found = skills_in_demand(shelf.papers, shelf.appraisals)
    assert found.skills == ()
    assert "There are 9." in found.coverage.sentence


def test_every_skill_is_the_guides_and_every_value_an_appraisals() -> None:
    known = {skill.id for skill in load_guide().skills}
    tools = {skill for _, skill in skills._TOOLS.values()}
    assert {*skills._METHODS.values(), *skills._DATA.values(), *tools} <= known
    assert set(skills._METHODS) <= set(METHODS)
    assert set(skills._DATA) <= set(MODALITIES)
