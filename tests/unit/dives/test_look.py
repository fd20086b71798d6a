"""Looking into an area: what is left out, what is counted, and what cannot be said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.dives.looking import TODAY, look
from tests.unit.landscape.corpus import papers

from fingerpost.dives import look_into, summarise
from fingerpost.dives.evidence_summary import evidence_by_task
from fingerpost.dives.pages import dive_markdown, dive_page
from fingerpost.errors import HomeError
from fingerpost.home import Area, Profile
from fingerpost.library import Library
from fingerpost.reading import appraise
from fingerpost.reading.model import Appraisal, Count, Finding
from fingerpost.records import Paper, Retraction

YES = Finding("yes")
NAMED = (Finding("svm"),)


def appraisals(count: int, **found: Any) -> list[Appraisal]:
    said = {"kind": Finding("development"), "methods": NAMED, **found}
    return [Appraisal(f"pmid:{n}", **said) for n in range(count)]


def test_retracted_papers_and_notices_are_left_out_and_counted(tmp_path: Path) -> None:
    taken_back = [
        Paper("Sepsis found, then lost", "Sepsis.", pmid="901", retraction=Retraction.RETRACTED),
        Paper("Sepsis found twice", "Sepsis.", pmid="902", retraction=Retraction.RETRACTED),
        Paper("Retraction: sepsis found", pmid="903", retraction=Retraction.NOTICE),
        Paper("Sepsis in doubt", "Sepsis.", pmid="904", retraction=Retraction.CONCERN),
    ]
    dive = look(tmp_path, [*papers(4), *taken_back])
    assert dive.left_out == (("retracted", 2), ("notice of a retraction", 1))
    ids = {paper.id for paper in dive.papers}
    assert ids.isdisjoint({"pmid:901", "pmid:902", "pmid:903"})
    assert "pmid:904" in ids
    assert dive.landscape.papers == len(dive.papers) == 13
    everywhere = {place.paper for place in dive.landscape.places}
    everywhere |= {key.paper for key in dive.landscape.key_papers.papers}
    everywhere |= {paper for topic in dive.landscape.topics for paper in topic.papers}
    everywhere |= {appraisal.paper_id for appraisal in dive.appraisals}
    assert everywhere <= ids
    for page in (dive_page(dive), dive_markdown(dive)):
        assert "2 left out (retracted)" in page
        assert "1 left out (notice of a retraction)" in page
        assert page.count("then lost") == 1, "named once, where what is left out is listed"


def test_an_exclusion_holds_when_the_paper_gets_another_id(tmp_path: Path) -> None:
    area = Area("all", "All papers", "*", excluded=frozenset({"doi:10.5555/x"}))
    out = Paper("Sepsis, but in mice", "Mice.", doi="10.5555/x", pmid="905")
    dive = look(tmp_path, [*papers(4), out], area)
    assert dive.left_out == (("excluded by you", 1),)
    assert "pmid:905" not in {paper.id for paper in dive.papers}


def test_nothing_left_out_is_not_mentioned(tmp_path: Path) -> None:
    dive = look(tmp_path, papers(2))
    assert dive.left_out == ()
    assert "left out (" not in dive_page(dive)


def test_only_papers_that_answer_the_query_come_in(tmp_path: Path) -> None:
    dive = look(tmp_path, papers(4), Area("eye", "Eyes", "retinopathy"))
    assert len(dive.papers) == 4
    assert all("retinopathy" in paper.title for paper in dive.papers)
    assert [paper.id for paper in dive.papers] == sorted(paper.id for paper in dive.papers)
    assert (dive.area, dive.title) == ("eye", "Eyes")
    assert dive.today == TODAY


def test_a_query_that_cannot_be_understood_is_an_error_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match=r"areas/a\.md.*at character 12"):
        look(tmp_path, papers(1), Area("a", "A", "sepsis AND ("))


def test_every_step_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    with Library.open(tmp_path) as library:
        library.put(papers(2))
        look_into(library, Area("a", "A", "*"), Profile(), TODAY, told.append)
    assert told[0] == "finding its papers"
    assert "reading the abstracts" in told
    assert len(told) >= 4


def test_the_share_of_the_starter_library_is_told(tmp_path: Path) -> None:
    starter = [Paper(f"Starter paper {n}", pmid=str(500 + n), source="starter") for n in range(6)]
    assert look(tmp_path / "a", [*papers(2), *starter]).starter_share == 0.5
    assert look(tmp_path / "b", []).starter_share == 0.0


def test_counts_are_of_the_appraisals_that_say_so() -> None:
    found = [
        *appraisals(3, external_validation=YES, kind=Finding("validation_only")),
        *appraisals(2, timing=Finding("prospective"), kind=Finding("trial")),
        *appraisals(1, timing=Finding("both"), kind=Finding("trial")),
        *appraisals(4, timing=Finding("retrospective"), code_available=YES),
        *appraisals(5, clinicians_compared=YES),
    ]
    summary = summarise(found, 20)
    assert [(share.count, share.of) for share in summary.shares] == [
        (3, 15), (3, 15), (5, 15), (4, 15)
    ]  # fmt: skip
    assert dict(summary.kinds) == {"development": 9, "trial": 3, "validation_only": 3}
    assert [kind for kind, _ in summary.kinds] == ["development", "trial", "validation_only"]
    assert (summary.appraised, summary.studies, summary.others) == (15, 15, ())
    assert summary.coverage.enough
    assert summary.coverage.sentence == ""


def test_what_could_have_been_tested_is_what_shares_are_of_everywhere() -> None:
    found = [
        *appraisals(12, external_validation=YES, modalities=(Finding("ecg"),)),
        *appraisals(8, code_available=YES, modalities=(Finding("ecg"),)),
        *appraisals(30, kind=Finding("review")),
        *appraisals(5, kind=Finding("methods"), external_validation=YES),
        *appraisals(3, kind=Finding()),
    ]
    summary = summarise(found, 60)
    assert (summary.appraised, summary.studies) == (58, 20)
    assert [(share.count, share.of) for share in summary.shares] == [
        (12, 20), (0, 20), (0, 20), (8, 20)
    ]  # fmt: skip
    everything = evidence_by_task(found)[0]
    assert (everything.external, everything.studies) == (12, 20)
    assert summary.others == (("review", 30), ("methods", 5), ("of unknown kind", 3))


def test_reviews_alone_say_nothing_of_how_models_were_tested() -> None:
    summary = summarise([*appraisals(30, kind=Finding("review")), *appraisals(9)], 40)
    assert summary.shares == ()
    assert "at least 10 studies that develop, validate or try a model" in summary.coverage.sentence


TRIAL = "Patients after a heart attack were given a drug or a placebo, and hormones were measured."
MODEL = "We trained a random forest on records of patients after a heart attack."


def mixed() -> list[Paper]:
    """Papers on one drug, alike and so central, beside fewer that learn from records."""
    drugs = [
        Paper(f"A prediction of hormones after a heart attack {n}", TRIAL, pmid=str(100 + n),
              publication_types=("Systematic Review",) if n == 3 else ())
        for n in range(25)
    ]  # fmt: skip
    models = [Paper(f"Records read after a heart attack {n}", f"{MODEL} At {n} sites.",
                    pmid=str(200 + n)) for n in range(12)]  # fmt: skip
    return [*drugs, *models]


def test_where_machine_learning_is_asked_for_papers_without_it_do_not_lead(tmp_path: Path) -> None:
    asked = Area("a", "Heart attacks and machine learning", "heart")
    dive = look(tmp_path / "asked", mixed(), asked)
    keys = dive.landscape.key_papers.papers
    without = [key for key in keys if int(key.paper[5:]) < 200]
    assert all(int(key.paper[5:]) >= 200 for key in keys[: len(keys) - len(without)])
    assert all(key.reason.endswith("its abstract shows no machine learning") for key in without)
    assert dive.reading_order
    assert all(int(item.paper[5:]) >= 200 for item in dive.reading_order)
    said = "12 of 37 papers show machine learning in title and abstract, 25 show none."
    for page in (dive_page(dive), dive_markdown(dive)):
        assert said.rstrip(".") in page
        assert "This area asks for it" in page


def test_an_area_of_anything_takes_its_key_papers_from_all(tmp_path: Path) -> None:
    dive = look(tmp_path, mixed(), Area("a", "Heart attacks", "heart"))
    keys = dive.landscape.key_papers.papers
    assert any(int(key.paper[5:]) < 200 for key in keys[:3])
    assert not any("machine learning" in key.reason for key in keys)
    assert "This area asks for it" not in dive_page(dive)
    assert "12 of 37 papers show machine learning" in dive_page(dive)


def test_counts_follow_from_made_up_abstracts() -> None:
    words = [
        "We developed a model. It was externally validated at another hospital.",
        "In this prospective study, its performance was compared with that of three radiologists.",
        "The code is available on GitHub.",
        "A model was trained on records.",
    ]
    words = [f"We used machine learning. {text}" for text in words]
    read = [appraise(Paper("A model", text, pmid=str(n))) for n, text in enumerate(words * 3)]
    counts = [share.count for share in summarise(read, 12).shares]
    assert counts == [3, 3, 3, 3]


@pytest.mark.parametrize(("stated", "median"), [(9, None), (10, 5), (11, 6)])
def test_a_typical_size_needs_ten_that_state_one(stated: int, median: int | None) -> None:
    sized = [
        Appraisal(f"pmid:{n}", Finding("trial"), methods=NAMED, participants=Count(n + 1))
        for n in range(stated)
    ]
    summary = summarise([*sized, *appraisals(5)], 20)
    assert summary.participants_stated == stated
    assert summary.median_participants == median


@pytest.mark.parametrize(
    ("have", "of", "enough"),
    [
        (0, 0, False),
        (9, 9, False),
        (10, 10, True),
        (10, 20, True),
        (10, 21, False),
        (49, 99, False),
    ],
)
def test_below_its_coverage_nothing_is_summed_up(have: int, of: int, enough: bool) -> None:
    summary = summarise(appraisals(have, code_available=YES, participants=Count(5)), of)
    assert summary.coverage.enough is enough
    assert bool(summary.shares) is bool(summary.kinds) is enough
    assert (summary.median_participants == 5) is enough
    assert summary.coverage.sentence.startswith("Cannot be said") is not enough


def test_too_few_papers_are_not_told_to_import_the_abstracts_they_have() -> None:
    sentence = summarise(appraisals(5), 5).coverage.sentence
    assert "5 of 5 have an abstract (needed: 50%)" not in sentence
    assert "10" in sentence, "that ten abstracts are needed must be said"


def test_what_cannot_be_said_reaches_no_page(tmp_path: Path) -> None:
    some = [Paper(f"Sepsis {n}", "The code is available.", pmid=str(n)) for n in range(1, 12)]
    none = [Paper(f"Shock {n}", pmid=str(n)) for n in range(100, 120)]
    dive = look(tmp_path, [*some, *none])
    for page in (dive_page(dive), dive_markdown(dive)):
        assert "11 of 31 have an abstract" in page
        assert "say that code is available" not in page


@pytest.mark.parametrize(("named", "enough"), [(0, False), (5, False), (9, False), (10, True)])
def test_papers_without_machine_learning_are_no_evidence_of_the_field(
    named: int, enough: bool
) -> None:
    silent = Finding()
    others = appraisals(10, kind=silent, methods=(), clinicians_compared=YES, participants=Count(3))
    summary = summarise([*appraisals(named), *others], 20)
    assert summary.coverage.enough is enough
    if enough:
        assert summary.appraised == 10
        assert {(share.count, share.of) for share in summary.shares} == {(0, 10)}
    else:
        assert summary.shares == ()
        sentence = summary.coverage.sentence
        assert sentence.startswith(f"Cannot be said from these papers: {named} of {named + 10}")
        assert "Most of these papers are not about machine learning" in sentence


def test_papers_on_gut_injury_say_nothing_of_models(tmp_path: Path) -> None:
    gut = [
        Paper(f"Injury of the gut {n}", "Recurrent pain; 5 mL was given.", pmid=str(n + 1))
        for n in range(12)
    ]
    dive = look(tmp_path, gut)
    for page in (dive_page(dive), dive_markdown(dive)):
        assert "not about machine learning" in page
        assert "compare the model with clinicians" not in page
