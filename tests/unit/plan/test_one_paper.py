"""The one paper to read: it answers the question, or it is said that none here does."""

from __future__ import annotations

from pathlib import Path

from tests.unit.dives.looking import TODAY

from fingerpost.dives import look_into
from fingerpost.home import Area, Profile
from fingerpost.library import Library
from fingerpost.plan.choices import Pick, one_paper
from fingerpost.records import Paper, Retraction

QUESTION = "Can we predict acute kidney injury after surgery?"


def pick(folder: Path, question: str, *papers: Paper) -> Pick | None:
    with Library.open(folder) as library:
        library.put(papers)
        dive = look_into(library, Area("all", "All", "*"), Profile(), TODAY)
    return one_paper([dive], {}, Profile(question=question))


def test_words_that_stand_together_beat_words_that_stand_apart(tmp_path: Path) -> None:
    found = pick(
        tmp_path,
        QUESTION,
        Paper(title="Forecasting kidney injury on the ward", pmid="1", year=2015),
        Paper(title="Injury of the liver and the kidney in surgery", pmid="2", year=2024),
    )
    assert found is not None
    assert found.paper.pmid == "1"
    assert "kidney injury" in found.why


def test_a_title_that_shares_no_pair_is_no_answer_and_that_is_said(tmp_path: Path) -> None:
    found = pick(tmp_path, QUESTION, Paper(title="Blood flow in the brain", pmid="3", year=2020))
    assert found is None or "No title here has your question's words together" in found.why


def test_a_retracted_answer_is_never_recommended(tmp_path: Path) -> None:
    found = pick(
        tmp_path,
        QUESTION,
        Paper(title="Acute kidney injury", pmid="4", retraction=Retraction.CONCERN),
        Paper(title="Kidney injury again", pmid="5"),
    )
    assert found is not None
    assert found.paper.pmid == "5"


def test_a_title_without_machine_learning_is_no_answer_where_it_is_asked_for(
    tmp_path: Path,
) -> None:
    drug = Paper("Acute kidney injury after surgery", "A drug or a placebo was given.", pmid="6")
    model = Paper("Kidney injury foreseen", "We trained a random forest on records.", pmid="7")
    with Library.open(tmp_path) as library:
        library.put([drug, model])
        asked = Area("all", "Kidneys and machine learning", "kidney")
        dive = look_into(library, asked, Profile(), TODAY)
    found = one_paper([dive], {}, Profile(question=QUESTION))
    assert found is not None
    assert found.paper.pmid == "7"


def test_the_area_that_has_most_of_the_question_leads_to_the_paper_and_it_is_told_why(
    tmp_path: Path,
) -> None:
    asked = "Does delirium screening miss patients, and could a model predict delirium earlier?"
    papers = [
        Paper(title="Records read by a machine", abstract="A neural network.", pmid="11"),
        Paper(title="Finding trials by citation screening", pmid="12", year=2026),
        Paper(title="A drug against delirium", abstract="A drug or a placebo.", pmid="13"),
        Paper(title="A forest for delirium", abstract="We trained a random forest.", pmid="14"),
    ]
    with Library.open(tmp_path) as library:
        library.put(papers)
        texts = Area("texts", "Texts", 'machine OR "citation screening"')
        mine = Area("mine", asked, "delirium")
        dives = [look_into(library, area, Profile(), TODAY) for area in (texts, mine)]
    found = one_paper(dives, {}, Profile(question=asked))
    assert found is not None
    assert found.paper.pmid == "14"
    assert found.why.startswith(
        "No title here has your question's words together; of the area nearest to it this one has "
        "delirium."
    )
    again = one_paper(dives, {}, Profile(question=asked), frozenset({"read:pmid:14"}))
    assert again is not None
    assert again.paper.pmid == "13"
