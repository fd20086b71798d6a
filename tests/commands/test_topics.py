"""`fingerpost topics`: the reader's names hold, in later dives too, until they are taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import Small, write_lines
from tests.unit.dives.test_topic_history import made_up

DAYS = ("2026-11-01", "2026-11-10", "2026-11-20")


def records(each: int, first: int = 0) -> list[dict[str, object]]:
    return [
        {"title": paper.title, "abstract": paper.abstract, "doi": paper.doi, "year": 2020}
        for paper in made_up(each, first)
    ]


@pytest.fixture
def dived(small: Small) -> Small:
    """A home with seven subjects of 22 papers, looked into once."""
    small.run("import", write_lines(small.cwd / "first.jsonl", records(22)))
    small.run("area", "add", "everything", "--query", "*")
    small.run("dive", "everything", "--today", DAYS[0])
    return small


def topics(small: Small, day: str = DAYS[2]) -> dict[str, dict[str, Any]]:
    found = small.json("topics", "list", "everything", "--today", day)
    return {topic["number"]: topic for topic in found["topics"]}


def dive(small: Small, day: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = small.json("dive", "everything", "--today", day)["topics"]
    return found


def test_topics_are_listed_as_the_dive_shows_them(dived: Small) -> None:
    listed = dived.run("topics", "list", "everything", "--today", DAYS[2]).stdout
    shown = dive(dived, DAYS[0])
    for topic in shown:
        assert topic["label"] in listed
    assert {t["number"] for t in shown} <= set(topics(dived))
    assert f"Topics of the dive of {DAYS[0]}" in listed


def test_a_name_holds_with_new_papers_until_it_is_taken_back(dived: Small) -> None:
    was = topics(dived)["2"]
    said = dived.run("topics", "rename", "everything", "2", "My own subject", "--today", DAYS[0])
    assert "from the next dive on" in said.stdout
    assert topics(dived)["2"]["label"] == "My own subject"
    dived.run("import", write_lines(dived.cwd / "more.jsonl", records(3, 22)))
    (mine,) = [topic for topic in dive(dived, DAYS[1]) if topic["by_you"]]
    assert (mine["label"], mine["by_you"]) == ("My own subject", "named by you")
    assert mine["size"] > was["papers"]
    page = next(Path(dived.home).glob(f"dives/everything/{DAYS[1]}/report.html")).read_text("utf-8")
    assert "named by you" in page
    undone = dived.json("topics", "undo", "everything")
    assert undone["word"]["label"] == "My own subject"
    again = [topic["label"] for topic in dive(dived, DAYS[2])]
    assert "My own subject" not in again
    assert was["label"] in again


def test_two_topics_that_are_one_stay_one_and_keep_the_first_name(dived: Small) -> None:
    before = topics(dived)
    merged = dived.json("topics", "merge", "everything", "2", before["4"]["label"])
    assert merged["topic"]["label"] == before["2"]["label"]
    assert merged["topic"]["papers"] == before["2"]["papers"] + before["4"]["papers"]
    dived.run("import", write_lines(dived.cwd / "more.jsonl", records(3, 22)))
    for day in DAYS[1:]:
        (mine,) = [topic for topic in dive(dived, day) if topic["by_you"]]
        assert (mine["label"], mine["by_you"]) == (before["2"]["label"], "merged by you")
        assert mine["size"] >= merged["topic"]["papers"]
    number = next(n for n, topic in topics(dived).items() if topic["by_you"])
    dived.run("topics", "rename", "everything", number, "Both", "--today", DAYS[2])
    both = topics(dived)[number]
    assert (both["label"], both["by_you"]) == ("Both", "merged and named by you")
    shown = dived.run("topics", "list", "everything", "--today", DAYS[2]).stdout
    assert "What you said" in shown
    assert "made one" in shown


def test_undo_of_a_merge_gives_two_topics_again(dived: Small) -> None:
    before = {topic["label"]: topic["size"] for topic in dive(dived, DAYS[0])}
    dived.run("topics", "merge", "everything", "1", "3", "--today", DAYS[0])
    assert len(dive(dived, DAYS[1])) == len(before) - 1
    dived.run("topics", "undo", "everything")
    assert sorted(topic["size"] for topic in dive(dived, DAYS[2])) == sorted(before.values())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("rename", "everything", "99", "New"), "No topic here is '99'"),
        (("rename", "everything", "1", "  "), "has words"),
        (("rename", "everything", "1", "7.2"), "has words"),
        (("rename", "everything", "1", "x" * 81), "at most 80 letters"),
        (("merge", "everything", "1", "1"), "two different topics"),
        (("list", "sepsis"), "No dive into 'sepsis' is kept"),
        (("list", "nowhere"), "There is no area 'nowhere'"),
        (("undo", "everything"), "nothing to take back"),
    ],
)
def test_what_cannot_be_done_is_told(
    dived: Small, arguments: tuple[str, ...], sentence: str
) -> None:
    told = dived.run("topics", *arguments)
    assert told.exit_code == 2
    assert sentence in " ".join(told.stderr.split())


def test_no_two_topics_get_one_name(dived: Small) -> None:
    other = topics(dived)["2"]["label"]
    told = dived.run("topics", "rename", "everything", "1", other.upper(), "--today", DAYS[0])
    assert told.exit_code == 2
    assert "no two have one name" in " ".join(told.stderr.split())
