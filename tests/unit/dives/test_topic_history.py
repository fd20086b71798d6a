"""Topics from dive to dive: labels and colours stay, and the page says what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.unit.dives.looking import TODAY, assert_harmless, text_of

from fingerpost.dives import Dive, dive_json, look_into, save_snapshot
from fingerpost.dives.kept_topics import KeptTopic, KeptTopics, kept_topics
from fingerpost.dives.pages import dive_markdown, dive_page
from fingerpost.dives.topic_history import sentences, topic_changes
from fingerpost.home import Area, Home, Profile
from fingerpost.home.topic_words import TopicWord
from fingerpost.landscape.model import Topic
from fingerpost.library import Library
from fingerpost.records import Paper

BEFORE = TODAY - timedelta(days=30)
SUBJECTS = (
    "retina fundus glaucoma macula cornea eyelid",
    "rhythm fibrillation pacemaker electrocardiogram atrium valve",
    "sepsis lactate antibiotic shock culture fever",
    "fracture hip radiograph osteoporosis wrist plaster",
    "seizure epilepsy electroencephalogram cortex aura tremor",
    "asthma inhaler spirometry wheeze bronchus sputum",
    "dialysis creatinine kidney transplant urine nephron",
)
ALL = Area("all", "All papers", "*")


def made_up(each: int, first: int = 0, subjects: Sequence[str] = SUBJECTS) -> list[Paper]:
    """Papers on clear subjects, `each` of every one, in words drawn with a fixed seed."""
    made = []
    for place, subject in enumerate(subjects):
        words = subject.split()
        for number in range(first, first + each):
            drawn = np.random.default_rng(1000 * place + number).permutation(words)
            made.append(
                Paper(
                    f"{drawn[0]} and {drawn[1]}",
                    f"{drawn[0].title()}. The {drawn[2]} was seen with {drawn[3]}.",
                    doi=f"10.5555/{words[0]}.{number}",
                    year=2020,
                )
            )
    return made


class Looking:
    """A home, and dives into everything that its library has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home.create(folder / "home", "")

    def dive(self, papers: Sequence[Paper], day: date, *words: TopicWord) -> Dive:
        with Library.open(self.folder / "library") as library:
            library.put(papers)
            area = replace(ALL, topics=words)
            before = kept_topics(self.home, "all", day)
            return look_into(library, area, Profile(), day, before=before)

    def kept(self, papers: Sequence[Paper], day: date, *words: TopicWord) -> Dive:
        dive = self.dive(papers, day, *words)
        save_snapshot(self.home, dive)
        return dive


@pytest.fixture
def looking(tmp_path: Path) -> Looking:
    return Looking(tmp_path)


def shown(dive: Dive) -> dict[str, int]:
    return {topic.label: topic.colour for topic in dive.landscape.topics}


def test_twenty_new_papers_change_no_label_and_no_colour(looking: Looking) -> None:
    first = looking.kept(made_up(22), BEFORE)
    assert first.topic_changes is None
    again = looking.dive(made_up(20, 22, SUBJECTS[6:]), TODAY)
    assert len(again.papers) == len(first.papers) + 20
    assert shown(again) == shown(first)
    assert [t.label for t in again.landscape.topics] != [t.label for t in first.landscape.topics], (
        "the topics' sizes and so their order have changed, their labels and colours have not"
    )
    assert again.topic_changes is not None
    assert (again.topic_changes.new, again.topic_changes.renamed) == ((), ())
    page = text_of(assert_harmless(dive_page(again)))
    assert f"The topics are those of the dive of {BEFORE.isoformat()}" in page


def test_subtopics_keep_their_labels_and_colours_too(looking: Looking) -> None:
    first = looking.kept(made_up(60), BEFORE)
    assert first.landscape.subtopics
    again = looking.dive(made_up(4, 60), TODAY)
    before = {t.label: t.colour for t in first.landscape.subtopics}
    after = {t.label: t.colour for t in again.landscape.subtopics}
    assert len(before.items() & after.items()) >= 0.5 * len(before)


def test_the_same_day_again_gives_the_same_bytes(looking: Looking) -> None:
    looking.kept(made_up(22), BEFORE)
    folder = save_snapshot(looking.home, looking.dive(made_up(3, 22), TODAY))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    save_snapshot(looking.home, looking.dive([], TODAY))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_new_subject_is_told_as_new(looking: Looking) -> None:
    looking.kept(made_up(30, subjects=SUBJECTS[:3]), BEFORE)
    again = looking.dive(made_up(30, subjects=SUBJECTS[3:]), TODAY)
    changes = again.topic_changes
    assert changes is not None
    assert changes.new
    for label in changes.new:
        assert f"“{label}”" in text_of(assert_harmless(dive_page(again)))
        assert label in dive_markdown(again)
    found = dive_json(again, looking.folder)["topic_changes"]
    assert found["new"] == list(changes.new)
    assert found["since"] == BEFORE.isoformat()


def test_a_name_of_yours_stays_and_taking_it_back_gives_the_old_label_back(
    looking: Looking,
) -> None:
    first = looking.kept(made_up(22), BEFORE - timedelta(days=30))
    topic = first.landscape.topics[0]
    mine = TopicWord("My own subject", (topic.papers,))
    second = looking.kept(made_up(3, 22), BEFORE, mine)
    named = {t.colour: t for t in second.landscape.topics}[topic.colour]
    assert (named.label, named.made_label) == ("My own subject", topic.label)
    assert second.topic_changes is not None
    assert second.topic_changes.renamed == ((topic.label, "My own subject"),)
    page = text_of(assert_harmless(dive_page(second)))
    assert "named by you" in page
    assert f"Renamed: “{topic.label}” is called “My own subject” now." in page
    third = looking.dive([], TODAY)
    back = {t.colour: t for t in third.landscape.topics}[topic.colour]
    assert (back.label, back.by_you) == (topic.label, "")


def test_a_paper_that_got_another_id_is_the_same_paper(looking: Looking) -> None:
    papers = made_up(22)
    first = looking.kept(papers, BEFORE)
    known = {paper.id for paper in first.papers}
    published = [Paper(p.title, p.abstract, pmid=str(n), doi=p.doi, year=2020)
                 for n, p in enumerate(papers, 1)]  # fmt: skip
    again = looking.dive(published, TODAY)
    assert not known & {paper.id for paper in again.papers}
    assert shown(again) == shown(first)


def test_a_damaged_dive_is_passed_over(looking: Looking) -> None:
    looking.kept(made_up(10), BEFORE - timedelta(days=1))
    looking.kept(made_up(10), BEFORE)
    folder = looking.home.folder / "dives" / "all" / BEFORE.isoformat()
    (folder / "topics.csv").write_text("nothing,here\n1,2\n", encoding="utf-8")
    found = kept_topics(looking.home, "all", TODAY)
    assert found is not None
    assert found.day == BEFORE - timedelta(days=1)
    assert kept_topics(looking.home, "all", found.day) is None


def test_a_dive_of_an_earlier_version_serves(looking: Looking) -> None:
    first = looking.kept(made_up(22), BEFORE)
    folder = looking.home.folder / "dives" / "all" / BEFORE.isoformat()
    for name, columns in (("topics.csv", 5), ("papers.csv", 10)):
        rows = [line.split(",") for line in (folder / name).read_text("utf-8").splitlines()]
        if all(len(row) == len(rows[0]) for row in rows):
            text = "".join(",".join(row[:columns]) + "\n" for row in rows)
            (folder / name).write_text(text, encoding="utf-8")
    (folder / "subtopics.csv").unlink()
    assert shown(looking.dive(made_up(2, 22), TODAY)) == shown(first)


def test_what_went_where_is_told_in_words() -> None:
    before = KeptTopics(
        BEFORE,
        (
            KeptTopic("1", "Sepsis", "Sepsis", 0, "", ("a", "b")),
            KeptTopic("2", "Shock", "Shock", 1, "", ("c", "d", "e")),
            KeptTopic("3", "Coins", "Coins", 2, "", ("x",)),
        ),
    )
    now = [
        Topic(0, "Sepsis at night", (), ("a", "b", "c", "d"), colour=0),
        Topic(1, "Lactate", (), ("e",), colour=3),
    ]
    changes = topic_changes(now, before)
    assert changes.gone == (("Shock", "Sepsis at night"), ("Coins", ""))
    assert list(sentences(changes)) == [
        f"Compared with the dive of {BEFORE.isoformat()}, 1 of 3 topics go on, with their colours.",
        "New: “Lactate”.",
        "Gone: “Shock”, most of its papers are in “Sepsis at night” now.",
        "Gone: “Coins”.",
        "Renamed: “Sepsis” is called “Sepsis at night” now.",
    ]
