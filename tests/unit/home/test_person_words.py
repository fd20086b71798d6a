"""The reader's words on who is who, as the journal tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import UsageError
from fingerpost.home.journal import Journal
from fingerpost.home.person_words import (
    MentionRef,
    PersonWords,
    join_people,
    tell_apart,
    undo_last,
    words_on_people,
)

A, B, C, D = (MentionRef(f"pmid:{n}", 1, "marsh i") for n in range(4))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def said(journal: Journal) -> PersonWords:
    return words_on_people(journal.read()[0])


def test_words_are_read_back_as_they_were_said(journal: Journal) -> None:
    join_people(journal, [B, A], "Ida Marsh")
    tell_apart(journal, [A, B], [C], "Ida Marsh")
    assert said(journal) == PersonWords(
        joined=(frozenset({A, B}),), apart=((frozenset({A, B}), frozenset({C})),)
    )


def test_a_later_split_takes_an_earlier_joining_apart(journal: Journal) -> None:
    join_people(journal, [A, B, C, D], "Ida Marsh")
    tell_apart(journal, [A, B], [C, D], "Ida Marsh")
    assert said(journal).joined == (frozenset({A, B}), frozenset({C, D}))


def test_a_later_joining_overrules_an_earlier_split(journal: Journal) -> None:
    tell_apart(journal, [A], [B, C], "Ida Marsh")
    join_people(journal, [A, B], "Ida Marsh")
    assert said(journal) == PersonWords(
        joined=(frozenset({A, B}),), apart=((frozenset({A}), frozenset({C})),)
    )


def test_the_last_word_is_taken_back_first(journal: Journal) -> None:
    join_people(journal, [A, B], "one")
    tell_apart(journal, [A], [B], "two")
    assert undo_last(journal).object == "two"
    assert said(journal) == PersonWords(joined=(frozenset({A, B}),))
    undo_last(journal)
    assert said(journal) == PersonWords()
    with pytest.raises(UsageError, match="nothing to take back"):
        undo_last(journal)


def test_lines_that_a_hand_has_spoilt_say_nothing(journal: Journal) -> None:
    journal.append("people joined", "x", mentions="pmid:1#1")
    journal.append("people joined", "x", mentions=[["pmid:1"], ["pmid:2", "one", "x"]])
    journal.append("people told apart", "x", one=[["pmid:1", 1, "marsh i"]])
    assert said(journal) == PersonWords()


def test_words_follow_papers_to_their_new_ids() -> None:
    words = PersonWords(joined=(frozenset({A, B}),))
    moved = words.renamed({"pmid:0": "doi:10.1/x"})
    assert {ref.paper for ref in moved.joined[0]} == {"doi:10.1/x", "pmid:1"}
