"""The reader's words on topics, as the journal tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import UsageError
from fingerpost.home import Area, Home
from fingerpost.home.journal import Journal
from fingerpost.home.topic_words import (
    CORE,
    merge_topics,
    rename_topic,
    undo_last,
    words_on_topics,
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def said(journal: Journal, area: str = "sepsis") -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    return [(w.label, w.groups) for w in words_on_topics(journal.read()[0], area)]


def test_words_are_read_back_as_they_were_said(journal: Journal) -> None:
    rename_topic(journal, "sepsis", "Warning", "Vital signs", ["a", "b"], 2)
    merge_topics(journal, "sepsis", ("Shock", "Lactate"), (["a"], ["b", "c"]))
    assert said(journal) == [("Warning", (("a", "b"),)), ("Shock", (("a",), ("b", "c")))]
    first, second = words_on_topics(journal.read()[0], "sepsis")
    assert (first.level, first.was, first.is_merge) == (2, "Vital signs", False)
    assert (second.level, second.was, second.is_merge) == (1, "Shock + Lactate", True)
    assert said(journal, "stroke") == []


def test_only_the_most_typical_papers_are_kept(journal: Journal) -> None:
    rename_topic(journal, "sepsis", "All", "Was", [str(n) for n in range(5_000)], 1)
    ((_, (group,)),) = said(journal)
    assert group == tuple(str(n) for n in range(CORE))


def test_the_last_word_on_the_area_is_taken_back_first(journal: Journal) -> None:
    rename_topic(journal, "sepsis", "One", "x", ["a"], 1)
    rename_topic(journal, "sepsis", "Two", "y", ["b"], 1)
    rename_topic(journal, "stroke", "Three", "z", ["c"], 1)
    assert undo_last(journal, "sepsis").label == "Two"
    assert said(journal) == [("One", (("a",),))]
    undo_last(journal, "sepsis")
    with pytest.raises(UsageError, match="nothing to take back"):
        undo_last(journal, "sepsis")
    assert said(journal, "stroke") == [("Three", (("c",),))]


@pytest.mark.parametrize(
    "details",
    [
        {"level": 1},
        {"level": 1, "papers": "pmid:1"},
        {"level": 1, "papers": [[]]},
        {"level": 9, "papers": [["a"]]},
        {"level": None, "papers": [["a"]]},
        {"level": 1, "papers": [["a"], ["b"]]},
    ],
)
def test_an_entry_that_a_hand_has_spoilt_says_nothing(
    journal: Journal, details: dict[str, object]
) -> None:
    journal.append("topic renamed", "Mine", area="sepsis", **details)
    assert said(journal) == []


def test_an_area_of_the_home_knows_its_words(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    for name in ("sepsis", "stroke"):
        home.add_area(Area(name, name, name))
    rename_topic(home.journal, "sepsis", "Mine", "x", ["a"], 1)
    assert [word.label for word in home.area("sepsis").topics] == ["Mine"]
    assert home.area("stroke").topics == ()
