"""The page of a paper: marks tied to what they say, the reader's word, the note and the areas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.web.appraisal import Typed
from fingerpost.faces.web.own_note import (
    bring_back,
    make_with,
    note_view,
    save_words,
    set_status,
)
from fingerpost.faces.web.read import ReadPage, Turned, read_page
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.home.appraisal_words import answer, correct
from fingerpost.home.decisions import Verdict, screen
from fingerpost.reading.found import FIELDS
from fingerpost.records import Answer, Correction, Paper, Retraction, Section

PAPER = Paper(
    "A random forest that predicts made-up sepsis",
    abstract="METHODS: We trained a random forest on records of 12,040 patients.\n"
    "RESULTS: The AUROC was 0.83.",
    sections=(
        Section("METHODS", "We trained a random forest on records of 12,040 patients."),
        Section("RESULTS", "The AUROC was 0.83."),
    ),
    pmid="1",
    year=2024,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis"))
    home.add_area(Area("stroke", "Stroke", "stroke"))
    home.add_area(Area("broken", "Broken", "sepsis AND"))
    with open_desk(home.folder) as desk:
        desk.library.put([PAPER])
        yield desk


def note_file(desk: Desk) -> Path:
    return desk.home.folder / note_view(desk, PAPER).file


def test_the_text_stands_whole_and_marks_lead_to_fields(desk: Desk) -> None:
    view = read_page(desk, PAPER).appraisal
    assert "".join(piece.text for piece in view.title) == PAPER.title
    assert [line.label for line in view.lines] == ["METHODS", "RESULTS"]
    texts = ["".join(piece.text for piece in line.pieces) for line in view.lines]
    assert texts == [section.text for section in PAPER.sections]
    marked = {piece.text: piece for line in view.lines for piece in line.pieces if piece.number}
    assert marked["AUROC was 0.83"].fields == ("metrics",)
    assert marked["AUROC was 0.83"].says == "Performance figures"
    numbers = {piece.number for piece in marked.values()}
    size = next(field for field in view.stated if field.field == "participants")
    assert size.values[0].words == "12,040 patients"
    assert size.values[0].quotes[0].number in numbers


def test_every_field_is_told_and_what_is_not_stated_as_such(desk: Desk) -> None:
    page = read_page(desk, PAPER)
    names = [each.field for each in (*page.appraisal.stated, *page.appraisal.silent)]
    assert sorted(names) == sorted(FIELDS)
    assert "timing" in {each.field for each in page.appraisal.silent}
    assert ("pmid:1", "Timing", "not stated", "", "") in page.table().rows


def test_a_quote_over_the_end_of_a_line_is_marked_on_both(desk: Desk) -> None:
    quote = "12,040 patients.\nRESULTS: The AUROC"
    word = Correction("participants", "12040 patients", "2026-11-23", quote=quote)
    correct(desk.home.journal, PAPER, word)
    lines = read_page(desk, PAPER).appraisal.lines
    pieces = [piece for line in lines for piece in line.pieces if "participants" in piece.fields]
    assert len({piece.number for piece in pieces}) == 1
    assert [piece.goes_on for piece in pieces] == [False, True]
    assert pieces[1].text.startswith("The AUROC")


def test_the_readers_values_and_answers_stand(desk: Desk) -> None:
    correct(desk.home.journal, PAPER, Correction("timing", "not_stated", "2026-11-23", "look"))
    answer(desk.home.journal, PAPER, Answer("five:D3", "no", "2026-11-23", "from records"))
    page = read_page(desk, PAPER, Turned("five", "five:D3"))
    timing = next(each for each in page.appraisal.stated if each.field == "timing")
    assert timing.values == ()
    assert timing.correction is not None
    assert page.questions.answered == 1
    (opened,) = [part for part in page.questions.parts if part.is_open]
    asked = next(each for each in opened.asked if each.question.id == "five:D3")
    assert asked.answer is not None
    assert not asked.silent
    correct(desk.home.journal, PAPER, Correction("timing", "sideways", "2026-11-23"))
    assert "sideways" in read_page(desk, PAPER).problems[0]


def test_what_could_not_be_taken_stands_in_its_form(desk: Desk) -> None:
    typed = Typed("metrics", "auroc 2", "because", "AUROC", "cannot be")
    page = read_page(desk, PAPER, Turned(typed=typed))
    field = next(each for each in page.appraisal.stated if each.field == "metrics")
    assert (field.written, field.why, field.problem) == ("auroc 2", "because", "cannot be")


def test_areas_that_find_it_are_told_with_what_was_decided(desk: Desk) -> None:
    (area,) = read_page(desk, PAPER).areas
    assert (area.name, area.said) == ("sepsis", "")
    screen(desk.home.journal, "stroke", "pmid:1", Verdict.NOT)
    said = {area.name: area.said for area in read_page(desk, PAPER).areas}
    assert said == {"sepsis": "", "stroke": "you left it out"}


@pytest.mark.parametrize("how", [Retraction.RETRACTED, Retraction.NOTICE, Retraction.CONCERN])
def test_a_paper_that_may_not_be_relied_on_says_so(desk: Desk, how: Retraction) -> None:
    desk.library.put([Paper("A made-up retracted study", pmid="2", retraction=how)])
    paper = desk.library.get("pmid:2")
    assert paper is not None
    page = read_page(desk, paper)
    assert page.warning
    assert read_page(desk, PAPER).warning == ""


def page_of(desk: Desk) -> ReadPage:
    return read_page(desk, PAPER)


def test_a_note_is_made_once_with_words(desk: Desk) -> None:
    assert page_of(desk).note.file == ""
    view = make_with(desk, PAPER, "Mine.")
    assert view.problem == ""
    assert note_file(desk).read_text(encoding="utf-8").endswith("## My notes\n\nMine.\n")
    again = make_with(desk, PAPER, "More.")
    assert again.parts[-1].text == "Mine.\n\nMore."
    note_file(desk).unlink()
    assert page_of(desk).note.was_deleted


def test_words_are_saved_and_brought_back(desk: Desk) -> None:
    view = make_with(desk, PAPER, "First.")
    number = view.parts[-1].number
    saved = save_words(desk, PAPER, {number: "Second.\r\nThird."}, view.hash)
    assert saved.problem == ""
    assert saved.parts[-1].text == "Second.\nThird."
    set_status(desk, PAPER, "read")
    assert page_of(desk).note.status == "read"
    bring_back(desk, PAPER)
    assert page_of(desk).note.status == "to read"
    assert page_of(desk).note.parts[-1].text == "Second.\nThird."
    bring_back(desk, PAPER)
    assert page_of(desk).note.status == "read", "undo can be undone"


def test_a_note_that_changed_meanwhile_is_left_and_both_texts_are_shown(desk: Desk) -> None:
    view = make_with(desk, PAPER, "First.")
    file = note_file(desk)
    text = file.read_text(encoding="utf-8").replace("First.", "From my editor.")
    file.write_text(text, encoding="utf-8")
    number = view.parts[-1].number
    told = save_words(desk, PAPER, {number: "From the page."}, view.hash)
    assert "changed on disk" in told.problem
    assert told.parts[-1].text == "From the page."
    assert told.in_file == ("From my editor.",)
    assert file.read_text(encoding="utf-8") == text
    both = save_words(desk, PAPER, {number: "From both."}, told.hash)
    assert both.problem == ""
    bring_back(desk, PAPER)
    assert file.read_text(encoding="utf-8") == text


def test_words_for_a_note_that_is_gone_are_kept_on_the_page(desk: Desk) -> None:
    view = make_with(desk, PAPER, "First.")
    note_file(desk).unlink()
    told = save_words(desk, PAPER, {view.parts[-1].number: "Still here."}, view.hash)
    assert told.file == ""
    assert told.parts[0].text == "Still here."
    assert "not in your home any more" in told.problem
    assert make_with(desk, PAPER, "Still here.").parts[-1].text == "Still here."


def test_words_with_a_marker_and_words_for_lost_parts_are_refused_and_kept(desk: Desk) -> None:
    view = make_with(desk, PAPER, "First.")
    number = view.parts[-1].number
    told = save_words(desk, PAPER, {number: "<!-- fingerpost:paper -->"}, view.hash)
    assert "marker" in told.problem
    assert told.parts[-1].text == "<!-- fingerpost:paper -->"
    far = save_words(desk, PAPER, {number: "A", number + 7: "Far"}, view.hash)
    assert far.problem
    assert "Far" in far.parts[-1].text
    assert note_view(desk, PAPER).parts[-1].text == "First."


def test_undo_never_goes_over_what_was_written_since(desk: Desk) -> None:
    view = make_with(desk, PAPER, "First.")
    save_words(desk, PAPER, {view.parts[-1].number: "Second."}, view.hash)
    with note_file(desk).open("a", encoding="utf-8") as file:
        file.write("By hand.\n")
    with pytest.raises(Exception, match="changed since"):
        bring_back(desk, PAPER)
    assert "By hand." in note_file(desk).read_text(encoding="utf-8")
