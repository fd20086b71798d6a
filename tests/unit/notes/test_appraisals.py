"""Appraisals as the reader left them, wherever they are counted."""

from datetime import date

import pytest

from fingerpost.dives import look_into
from fingerpost.home import Area, Home, Profile, appraisal_words
from fingerpost.library import Library
from fingerpost.notes import appraiser, keep_paper_note
from fingerpost.notes.appraisals import unreadable_words
from fingerpost.records import Answer, Correction, Paper

PAPERS = [
    Paper(
        title=f"Deep learning for falls on ward {n}",
        abstract=f"We trained a network on {100 + n} patients.",
        doi=f"10.5555/falls.{n}",
        year=2020,
    )
    for n in range(12)
]
DAY = "2026-11-23"


@pytest.fixture
def home(tmp_path):
    return Home.create(tmp_path / "home", "")


def test_a_correction_holds_in_every_run(home):
    appraisal_words.correct(home.journal, PAPERS[0], Correction("timing", "prospective", DAY))
    for _ in range(2):
        assert appraiser(home)(PAPERS[0]).timing.value == "prospective"
    assert appraiser(home)(PAPERS[1]).timing.value == "not_stated"


def test_a_dive_counts_the_corrected_values(home, tmp_path):
    for paper in PAPERS[:3]:
        appraisal_words.correct(home.journal, paper, Correction("timing", "prospective", DAY))
    with Library.open(tmp_path / "library") as library:
        library.put(PAPERS)
        area = Area("all", "All", "*")
        today = date(2026, 11, 23)
        dive = look_into(library, area, Profile(), today, appraise=appraiser(home))
    shares = {share.label: share.count for share in dive.evidence.shares}
    assert next(n for name, n in shares.items() if "prospective" in name) == 3
    assert sum(a.timing.value == "prospective" for a in dive.appraisals) == 3


def test_a_note_shows_the_correction_and_the_answer(home):
    appraisal_words.correct(
        home.journal, PAPERS[0], Correction("timing", "prospective", DAY, "I asked <them>")
    )
    appraisal_words.answer(home.journal, PAPERS[0], Answer("five:O1", "no", DAY))
    path = keep_paper_note(home, PAPERS[0])
    text = path.read_text(encoding="utf-8")
    assert "timing: prospective (corrected by you on 2026-11-23: I asked &lt;them&gt;)" in text
    assert "your answer to five:O1: no" in text


def test_a_correction_of_a_newer_version_is_told(home):
    home.journal.append(
        "appraisal corrected", PAPERS[0].id, field="weather", value="fine", ids=[PAPERS[0].id]
    )
    words = appraisal_words.words_on_appraisals(home.journal.read()[0])
    (problem,) = unreadable_words(words, PAPERS[0], "journal.jsonl")
    assert "weather" in problem.sentence()
    assert appraiser(home)(PAPERS[0]).corrections == ()
