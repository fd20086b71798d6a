"""Notes to the steps of plan.md: written, kept when planned again, taken back, never in the way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fingerpost.errors import UsageError
from fingerpost.home import Home
from fingerpost.plan.model import Plan, Step
from fingerpost.report.plan_files import read_plan, say_step_done, take_word_back, ticks, write_plan
from fingerpost.report.plan_notes import LONGEST, note_back, note_step, plan_notes

MONDAY = date(2026, 11, 23)


def step(name: str, later: int = 0) -> Step:
    day = MONDAY + timedelta(days=later)
    return Step(name, f"Do {name} now", "do", 2.0, day, day, f"{name} asks for it")


def plan(*steps: Step) -> Plan:
    return Plan(None, steps, True, "Some steps.", 4.0, MONDAY)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.create(tmp_path, "")
    write_plan(home, plan(step("do:one"), step("read:pmid:2")))
    return home


def text_of(home: Home) -> str:
    return (home.folder / "plan.md").read_text(encoding="utf-8")


def test_a_note_stands_below_its_step_and_stays_there_when_planned_again(home: Home) -> None:
    note_step(home, "read:pmid:2", "Rang Dr Lee.\n\nShe said yes.", MONDAY)
    assert "  > Rang Dr Lee.\n  > She said yes." in text_of(home)
    write_plan(home, plan(step("read:pmid:2", later=70), step("do:one")))
    assert plan_notes(home).by_step == {"read:pmid:2": "Rang Dr Lee.\nShe said yes."}


def test_what_was_written_by_hand_is_shown_as_the_steps_note(home: Home) -> None:
    path = home.folder / "plan.md"
    old = text_of(home)
    path.write_text("# My year\n\n" + old.replace("asks for it", "asks for it\n  By hand.", 1))
    notes = plan_notes(home)
    assert notes.by_step == {"do:one": "By hand."}
    assert notes.above == "# My year"


def test_a_note_is_taken_back_to_what_stood_there(home: Home) -> None:
    untouched = text_of(home)
    first = note_step(home, "do:one", "First.", MONDAY)
    second = note_step(home, "do:one", "Second.", MONDAY)
    assert first is not None
    assert second is not None
    assert note_step(home, "do:one", "Second.", MONDAY) is None
    note_back(home, second.id, MONDAY)
    assert plan_notes(home).by_step == {"do:one": "First."}
    with pytest.raises(UsageError, match="changed since"):
        note_back(home, second.id, MONDAY)
    note_back(home, first.id, MONDAY)
    assert text_of(home) == untouched


@pytest.mark.parametrize(
    "words",
    ["<!-- /fingerpost:plan -->", "- [x] Do `read:pmid:2`", "# Plan", "  > a quote", "`do:one`"],
)
def test_no_note_can_break_the_plan(home: Home, words: str) -> None:
    note_step(home, "do:one", words, MONDAY)
    assert ticks(home) == {}
    before = text_of(home)
    write_plan(home, plan(step("do:one"), step("read:pmid:2")))
    assert text_of(home) == before
    assert list(plan_notes(home).by_step) == ["do:one"]
    note_step(home, "do:one", "", MONDAY)
    assert plan_notes(home).by_step == {}


def test_a_note_that_cannot_be_taken_says_why(home: Home) -> None:
    with pytest.raises(UsageError, match="no such step"):
        note_step(home, "do:three", "Mine.", MONDAY)
    with pytest.raises(UsageError, match="5,000 characters"):
        note_step(home, "do:one", "x" * (LONGEST + 1), MONDAY)


def test_the_plan_is_read_back_whole(home: Home) -> None:
    assert read_plan(home) == plan(step("do:one"), step("read:pmid:2"))
    (home.folder / "plan.json").write_text("{")
    assert read_plan(home) is None


def test_a_step_is_done_once_and_taken_back_alone(home: Home) -> None:
    entry = say_step_done(home, step("do:one"), MONDAY, "seen by my supervisor")
    assert entry is not None
    assert entry.why == "seen by my supervisor"
    assert say_step_done(home, step("do:one"), MONDAY) is None
    assert list(ticks(home)) == ["do:one"]
    say_step_done(home, step("read:pmid:2"), MONDAY)
    take_word_back(home, MONDAY, word=entry.id)
    assert list(ticks(home)) == ["read:pmid:2"]
    with pytest.raises(UsageError, match="taken back already"):
        take_word_back(home, MONDAY, word=entry.id)
