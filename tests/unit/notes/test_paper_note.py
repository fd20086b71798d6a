"""A note on a paper: ours in blocks, everything else the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.home import Home
from fingerpost.notes import citation_key, keep_paper_note
from fingerpost.records import Author, Paper

PAPER = Paper(
    title='The "early" warning: <b>sepsis</b> --> on wards',
    abstract="We studied 120 patients at two hospitals. The AUROC was 0.81.",
    authors=(Author(family="Núñez", given="Ana"),),
    year=2021,
    pmid="7",
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.create(tmp_path, "")


def test_a_note_has_facts_the_appraisal_and_room_for_words(home: Home) -> None:
    path = keep_paper_note(home, PAPER)
    assert path is not None
    text = path.read_text()
    assert path.name == "nunez2021early.md"
    assert "pmid:7" in text
    assert "120" in text
    assert text.endswith("## My notes\n\n")
    assert "<b>" not in text.split("---", 2)[2]


def test_the_users_words_and_front_matter_survive_a_renewal(home: Home) -> None:
    path = keep_paper_note(home, PAPER)
    assert path is not None
    text = path.read_text().replace('status: "to read"', "status: read\nrating: 4 # mine")
    path.write_text(text + "Small, but prospective.\n")
    renamed = path.rename(path.with_name("my sepsis paper.md"))
    assert keep_paper_note(home, PAPER) == renamed
    assert renamed.read_text() == text + "Small, but prospective.\n"


def test_a_deleted_note_stays_deleted(home: Home) -> None:
    path = keep_paper_note(home, PAPER)
    assert path is not None
    path.unlink()
    assert keep_paper_note(home, PAPER) is None
    assert not path.exists()


def test_two_papers_of_one_key_have_two_notes(home: Home) -> None:
    keep_paper_note(home, PAPER)
    other = keep_paper_note(home, Paper(title=PAPER.title, authors=PAPER.authors, year=2021))
    assert other is not None
    assert other.name == "nunez2021earlyb.md"


def test_a_paper_without_author_or_latin_letters_has_a_key() -> None:
    assert citation_key(Paper(title="敗血症")) == "anonymous"
    assert citation_key(Paper(title="Of mice", authors=(Author(collective="Group X"),))) == (
        "groupxmice"
    )
