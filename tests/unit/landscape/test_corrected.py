"""The reader's words on topics: they find their topic again by its papers, and win."""

from __future__ import annotations

from datetime import date

from tests.unit.landscape.corpus import papers

from fingerpost.home.topic_words import TopicWord
from fingerpost.landscape import describe
from fingerpost.landscape.corrected import joined, named
from fingerpost.landscape.model import Landscape, Topic

TODAY = date(2026, 1, 15)
WHERE = {paper: topic for topic, held in enumerate(("abcd", "efgh", "ij")) for paper in held}


def renamed(label: str, members: str, level: int = 1) -> TopicWord:
    return TopicWord(label, (tuple(members),), level)


def merged(label: str, one: str, other: str) -> TopicWord:
    return TopicWord(label, (tuple(one), tuple(other)))


def test_a_name_goes_with_most_of_its_papers() -> None:
    names, lost = named(WHERE, [renamed("Mine", "abce")])
    assert {topic: (name.label, name.by_you) for topic, name in names.items()} == {
        0: ("Mine", "named by you")
    }
    assert lost == []


def test_papers_that_are_gone_do_not_count_unless_nearly_all_are() -> None:
    assert set(named(WHERE, [renamed("Mine", "abxyz")])[0]) == {0}
    word = renamed("Mine", "auvwxyz")
    assert named(WHERE, [word]) == ({}, [word])


def test_a_word_whose_papers_are_scattered_stands_on_nothing() -> None:
    word = renamed("Mine", "aei")
    assert named(WHERE, [word]) == ({}, [word])


def test_the_last_name_of_a_topic_holds_and_no_two_topics_have_one() -> None:
    names, lost = named(WHERE, [renamed("One", "ab"), renamed("Two", "cd"), renamed("two", "ef")])
    assert names[0].label == "Two"
    assert 1 not in names
    assert [word.label for word in lost] == ["two"]


def test_three_topics_are_one_after_two_words() -> None:
    first, second = merged("One", "ab", "ef"), merged("One", "abef", "ij")
    assert joined(WHERE, [first, second]) == {1: 0, 2: 0}
    assert joined(WHERE, [second]) == {2: 0}, "half of the merged topic's papers are enough"


def test_topics_that_are_one_already_are_left() -> None:
    assert joined(WHERE, [merged("One", "ab", "cd")]) == {}


def test_words_of_another_level_say_nothing_here() -> None:
    assert named(WHERE, [renamed("Mine", "ab", 2)]) == ({}, [])


def looked(count: int, *words: TopicWord) -> Landscape:
    return describe(papers(each=60)[:count], today=TODAY, said=words)


def core(topic: Topic) -> tuple[str, ...]:
    return topic.papers[:300]


def test_a_merge_and_a_name_hold_in_the_whole_landscape_and_with_more_papers() -> None:
    first = looked(160)
    one, other = first.topics[:2]
    together = TopicWord("Eyes and hearts", (core(one), core(other)))
    for count in (160, 180):
        found = looked(count, together)
        mine = next(topic for topic in found.topics if topic.by_you)
        assert (mine.label, mine.by_you) == ("Eyes and hearts", "merged by you")
        assert mine.made_label != mine.label
        for before in (one, other):
            assert len({*before.papers} & {*mine.papers}) >= 0.5 * before.size
            if count == 160:
                assert {*before.papers} <= {*mine.papers}
        assert sum(topic.size for topic in found.topics) == found.papers
        assert [t.size for t in found.topics] == sorted(
            (t.size for t in found.topics), reverse=True
        )
        inside = [part for part in found.subtopics if part.parent == mine.id]
        assert sum(part.size for part in inside) == mine.size
        labels = [t.label for t in (*found.topics, *found.subtopics, *found.parts)]
        assert len(set(labels)) == len(labels)


def test_a_name_that_finds_no_topic_is_told() -> None:
    found = looked(30, TopicWord("Lost name", (("pmid:900001",),)))
    assert any("“Lost name”" in note for note in found.notes)
    assert all(topic.by_you == "" for topic in found.topics)


def test_a_subtopic_can_be_named() -> None:
    first = looked(180)
    part = first.subtopics[1]
    found = looked(180, TopicWord("Quiet corner", (part.papers,), 2))
    assert found.subtopics[1].label == "Quiet corner"
    assert found.subtopics[1].made_label == part.label
    assert [t.label for t in found.topics] == [t.label for t in first.topics]
