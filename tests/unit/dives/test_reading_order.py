"""The newcomer's order: one paper a role, with the reason, and nothing that was taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.unit.dives.looking import assert_harmless, look, text_of
from tests.unit.landscape.corpus import papers

from fingerpost.dives import Dive
from fingerpost.dives.pages import dive_page
from fingerpost.records import Paper, Reference, Retraction

TESTED = (
    "We developed a random forest to predict sepsis. It was externally validated at another"
    " hospital. In this prospective study it was compared with that of three clinicians."
)


def roles(dive: Dive) -> dict[str, str]:
    return {item.role: item.paper for item in dive.reading_order}


def paper(number: int, title: str, **more: Any) -> Paper:
    return Paper(title, **{"abstract": "We used machine learning.", "year": 2020} | more,
                 pmid=str(900 + number))  # fmt: skip


@pytest.fixture
def special() -> list[Paper]:
    return [
        paper(1, "Sepsis warning: a systematic review", publication_types=("Systematic Review",)),
        paper(2, "Sepsis warning in intensive care, read by machines"),
        paper(3, "Pitfalls of sepsis warning: how bias is missed"),
        paper(4, "Sepsis warning at two hospitals", abstract=TESTED, year=2022),
        paper(5, "How to report sepsis warning", publication_types=("Practice Guideline",)),
    ]


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Spurious ketonuria due to captopril", "Ketones were found in five patients."),
        ("Misleading presentations of stroke in children", "Two children had caution advised."),
        ("Pitfalls in scanning technique", ""),
        ("Quantifying confounding bias in images", "A method for images."),
    ],
)
def test_one_word_of_a_title_makes_no_critique(tmp_path: Path, title: str, abstract: str) -> None:
    dive = look(tmp_path, [*papers(12), paper(3, title, abstract=abstract or "None.")])
    assert "a critique" not in roles(dive)


def test_a_critique_by_one_word_is_borne_out_by_its_abstract(tmp_path: Path) -> None:
    said = "Machine learning is overestimated: most studies have bias and overfitting."
    dive = look(tmp_path, [*papers(12), paper(3, "Pitfalls of sepsis warning", abstract=said)])
    reasons = {item.role: item.reason for item in dive.reading_order}
    assert reasons["a critique"] == (
        "Its title speaks of “pitfalls”, its abstract of “bias” and “overestimated”"
    )


def test_each_role_has_its_paper_in_a_newcomers_order(tmp_path: Path, special: list[Paper]) -> None:
    citing = [replace(one, references=(Reference(pmid="902"),)) for one in papers(12)]
    dive = look(tmp_path, [*citing, *special])
    assert roles(dive) == {
        "a review": "pmid:901",
        "the landmark": "pmid:902",
        "a critique": "pmid:903",
        "the best of the newest": "pmid:904",
        "a guideline": "pmid:905",
    }
    assert next(iter(roles(dive))) == "a review"
    reasons = {item.role: item.reason for item in dive.reading_order}
    assert reasons["the landmark"] == "Cited by 36 papers of these 41"
    assert reasons["a critique"] == "Its title speaks of “bias” and “pitfalls”"
    newest = reasons["the best of the newest"]
    assert newest.startswith("Of 2022, the newest year here; by its abstract tested at another")
    page = text_of(assert_harmless(dive_page(dive)))
    assert "A review: Sepsis warning: a systematic review" in page
    assert "minutes" not in page or "(a guess)" in page


@pytest.mark.parametrize("standing", [Retraction.RETRACTED, Retraction.CONCERN, Retraction.NOTICE])
def test_what_was_taken_back_or_is_in_doubt_is_never_recommended(
    tmp_path: Path, special: list[Paper], standing: Retraction
) -> None:
    gone = [replace(one, retraction=standing) for one in special]
    citing = [replace(one, references=(Reference(pmid="902"),)) for one in papers(12)]
    dive = look(tmp_path, [*citing, *gone])
    ids = {one.id for one in gone}
    assert ids.isdisjoint(roles(dive).values())
    assert ids.isdisjoint(key.paper for key in dive.landscape.key_papers.papers)


def test_a_role_that_no_paper_fills_is_named(tmp_path: Path) -> None:
    dive = look(tmp_path, papers(4))
    assert "a guideline" not in roles(dive)
    page = text_of(assert_harmless(dive_page(dive)))
    assert "Not found among these papers: a review, a critique" in page
    assert "a guideline" in page


def test_no_paper_stands_twice(tmp_path: Path) -> None:
    one = paper(1, "Pitfalls of reporting guidelines: a review", abstract=TESTED)
    dive = look(tmp_path, [one])
    assert len(dive.reading_order) == 1
    assert dive.reading_order[0].minutes_abstract == 1
    assert look(tmp_path / "none", []).reading_order == ()


@pytest.mark.parametrize(
    "title",
    [
        "Consensus clustering of brains", "Treatment recommendations by a network",
        "Correction of the bias field in MRI", "Early warning of heart failure",
        "Finding statements in medical guidelines",
    ],
)  # fmt: skip
def test_words_with_another_meaning_fill_no_role(tmp_path: Path, title: str) -> None:
    assert set(roles(look(tmp_path, [*papers(4), paper(1, title)]))) == {"a central paper"}


def test_without_references_a_paper_is_central_and_no_landmark(tmp_path: Path) -> None:
    few = papers(4)[:9]
    assert "a central paper" not in roles(look(tmp_path / "few", few))
    found = roles(look(tmp_path / "more", papers(6)))
    assert ("a central paper" in found, "the landmark" in found) == (True, False)


def test_a_study_of_guidelines_is_no_guideline(tmp_path: Path) -> None:
    titles = ["Evaluation of guidelines for reporting sepsis", "Adherence to clinical guidelines"]
    for number, title in enumerate(titles):
        folder = tmp_path / str(number)
        assert "a guideline" not in roles(look(folder, [paper(1, title)]))
    real = paper(1, "Guidelines for reporting sepsis warnings")
    assert "a guideline" in roles(look(tmp_path / "real", [real]))
