"""Appraisals are kept between dives: fast, and never a wrong or an old one."""

from datetime import date

import pytest
from msgspec.structs import replace

from fingerpost import reading, workers
from fingerpost.dives import look_into, save_snapshot
from fingerpost.errors import LibraryError
from fingerpost.home import Area, Home, Profile, appraisal_words
from fingerpost.library import Library
from fingerpost.notes import appraiser, kept_appraisals
from fingerpost.notes.kept_appraisals import MAKER, appraise_all, rules_version
from fingerpost.records import Correction, MeshHeading, Paper

PAPERS = [
    Paper(
        title=f"A random forest for falls on ward {n}",
        abstract=f"We developed a random forest on {100 + n} patients. The AUROC was 0.{70 + n}.",
        doi=f"10.5555/falls.{n}",
        year=2020,
    )
    for n in range(12)
]
AREA, TODAY = Area("all", "All", "*"), date(2026, 11, 23)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        opened.put(PAPERS)
        yield opened


@pytest.fixture
def read(monkeypatch):
    """The titles of the papers that the rules are asked to read."""
    titles = []

    def told(paper, appraise=reading.appraise):
        titles.append(paper.title)
        return appraise(paper)

    monkeypatch.setattr(reading, "appraise", told)
    return titles


def test_papers_are_read_once(library, read):
    first = appraise_all(library, PAPERS)
    assert len(read) == len(PAPERS)
    assert appraise_all(library, PAPERS) == first
    assert len(read) == len(PAPERS)


def test_several_processes_read_what_one_reads(library, monkeypatch, read):
    monkeypatch.setattr(kept_appraisals, "_MANY", 5)
    monkeypatch.setattr(kept_appraisals, "_RUN", 5)
    monkeypatch.setattr(kept_appraisals, "workers_here", lambda: 2)
    found = appraise_all(library, PAPERS)
    assert read == []
    assert found == [reading.appraise(paper) for paper in PAPERS]
    assert appraise_all(library, PAPERS) == found


def test_processes_that_cannot_be_started_cost_nothing(library, monkeypatch, read):
    monkeypatch.setattr(kept_appraisals, "_MANY", 5)
    monkeypatch.setattr(kept_appraisals, "workers_here", lambda: 2)
    monkeypatch.setattr(workers.sys, "executable", "/nowhere/python")
    assert appraise_all(library, PAPERS) == [reading.appraise(paper) for paper in PAPERS]
    assert len(read) == 2 * len(PAPERS)


def test_what_is_kept_is_what_the_rules_say(library):
    assert appraise_all(library, PAPERS) == [reading.appraise(paper) for paper in PAPERS]
    assert repr(appraise_all(library, PAPERS)) == repr(list(map(reading.appraise, PAPERS)))


@pytest.mark.parametrize(
    "changed",
    [
        {"abstract": "Nothing was learned."},
        {"mesh": (MeshHeading("Sepsis", major=True),)},
        {"publication_types": ("Review",)},
    ],
)
def test_a_paper_that_changed_is_read_again(library, read, changed):
    appraise_all(library, PAPERS)
    paper = replace(PAPERS[3], **changed)
    read.clear()
    (found,) = appraise_all(library, [paper])
    assert read == [paper.title]
    assert found == reading.appraise(paper)


def test_the_same_text_under_another_id_keeps_its_own_id(library):
    appraise_all(library, PAPERS)
    other = replace(PAPERS[0], doi="10.5555/other")
    assert appraise_all(library, [other])[0].paper_id == other.id


def test_other_rules_read_again_and_the_older_findings_are_forgotten(library, read, monkeypatch):
    appraise_all(library, PAPERS)
    before = rules_version()
    monkeypatch.setattr(kept_appraisals, "rules_version", lambda: "newer rules")
    read.clear()
    appraise_all(library, PAPERS)
    assert len(read) == len(PAPERS)
    assert library.annotations(MAKER, before) == {}


def test_damaged_findings_are_made_anew(library, read):
    whole = appraise_all(library, PAPERS)
    kept = library.annotations(MAKER, rules_version())
    spoilt = [value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :] for value in kept.values()
              for at in (len(value) // 2,)]  # fmt: skip
    spoilt[:3] = [b"", b"{}", spoilt[2][:20]]
    library.annotate(MAKER, rules_version(), dict(zip(kept, spoilt, strict=True)))
    read.clear()
    assert appraise_all(library, PAPERS) == whole
    assert len(read) == len(PAPERS)
    assert library.annotations(MAKER, rules_version()) == kept


def test_a_library_that_cannot_be_written_to_is_read_all_the_same(library, monkeypatch):
    def refuse(*_):
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(library, "annotate", refuse)
    assert len(appraise_all(library, PAPERS)) == len(PAPERS)


def test_a_second_dive_has_the_bytes_of_the_first_and_the_readers_word_wins(library, tmp_path):
    home = Home.create(tmp_path / "home", "")

    def dive():
        made = look_into(library, AREA, Profile(), TODAY, appraise=appraiser(home))
        folder = save_snapshot(home, made)
        return made, {file.name: file.read_bytes() for file in sorted(folder.iterdir())}

    _, cold = dive()
    _, warm = dive()
    assert warm == cold
    appraisal_words.correct(
        home.journal, PAPERS[0], Correction("timing", "prospective", "2026-11-23")
    )
    corrected, _ = dive()
    assert {a.paper_id for a in corrected.appraisals if a.timing.value == "prospective"} == {
        PAPERS[0].id
    }
