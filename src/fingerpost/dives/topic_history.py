"""What became of an area's topics since the dive before: new ones, gone ones, other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from fingerpost.dives.kept_topics import KeptTopic, KeptTopics
from fingerpost.dives.model import TopicChanges
from fingerpost.dives.since import ids_of
from fingerpost.home.topic_words import TopicWord
from fingerpost.landscape.continuity import EarlierTopic
from fingerpost.landscape.corrected import named
from fingerpost.landscape.model import Topic
from fingerpost.records import Paper


def ids_today(papers: Iterable[Paper], wanted: Iterable[str]) -> dict[str, str]:
    """Return for ids that papers were shown by before others arrived those of today."""
    known = {paper.id: paper for paper in papers}
    gone = set(wanted) - known.keys()
    found = {id_: id_ for id_ in known}
    if gone:
        found |= {old: id_ for id_, paper in known.items() for old in ids_of(paper) & gone}
    return found


def under_ids_of_today(before: KeptTopics, papers: Sequence[Paper]) -> KeptTopics:
    """Return the topics with papers under the ids they have today; what is gone stays as it was."""
    now = ids_today(papers, (paper for topic in before.topics for paper in topic.papers))
    topics = (replace(t, papers=_renamed(t.papers, now)) for t in before.topics)
    return replace(before, topics=tuple(topics))


def words_today(words: Sequence[TopicWord], papers: Sequence[Paper]) -> tuple[TopicWord, ...]:
    """Return the reader's words on topics with papers under the ids they have today."""
    now = ids_today(papers, (p for word in words for group in word.groups for p in group))
    return tuple(
        replace(word, groups=tuple(_renamed(group, now) for group in word.groups)) for word in words
    )


def _renamed(papers: Iterable[str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(now.get(paper, paper) for paper in papers)


def as_earlier(before: KeptTopics, words: Sequence[TopicWord]) -> tuple[EarlierTopic, ...]:
    """Return the kept topics as what labels and colours go on from, given what the reader says.

    A topic that was merged by a word taken back since is divided anew.
    """
    where = {p: at for at, topic in enumerate(before.topics) for p in topic.papers
             if topic.level == 1}  # fmt: skip
    names, _ = named(where, words)
    stand = {at for at, name in names.items() if name.by_you.startswith("merged")}
    return tuple(
        EarlierTopic(
            topic.colour,
            topic.made_label,
            topic.papers,
            topic.level,
            apart=topic.by_you.startswith("merged") and at not in stand,
        )
        for at, topic in enumerate(before.topics)
    )


def topic_changes(topics: Sequence[Topic], before: KeptTopics) -> TopicChanges:
    """Return what became of the topics of the top level; a topic is the same by its colour."""
    then = {topic.colour: topic for topic in before.topics if topic.level == 1}
    now = {topic.colour: topic for topic in topics}
    renamed = tuple(
        (then[topic.colour].label, topic.label)
        for topic in topics
        if topic.colour in then and then[topic.colour].label != topic.label
    )
    return TopicChanges(
        since=before.day,
        new=tuple(topic.label for topic in topics if topic.colour not in then),
        gone=tuple(_gone(topic, topics) for topic in then.values() if topic.colour not in now),
        renamed=renamed,
        kept=len(then.keys() & now.keys()),
    )


def _gone(topic: KeptTopic, topics: Sequence[Topic]) -> tuple[str, str]:
    """The label of a topic that is gone, and of the one that most of its papers stand in now."""
    where = {paper: found.label for found in topics for paper in found.papers}
    held = Counter(where[paper] for paper in topic.papers if paper in where)
    most = min(held, key=lambda label: (-held[label], label), default="")
    return topic.label, most if 2 * held[most] >= held.total() else ""


def sentences(changes: TopicChanges) -> Iterator[str]:
    """Give in words what became of the topics."""
    since = changes.since.isoformat()
    if not (changes.new or changes.gone or changes.renamed):
        yield f"The topics are those of the dive of {since}, with the same labels and colours."
        return
    yield (
        f"Compared with the dive of {since}, {changes.kept} of {changes.kept + len(changes.gone)}"
        " topics go on, with their colours."
    )
    if changes.new:
        yield f"New: {_quoted(changes.new)}."
    for label, most in changes.gone:
        yield f"Gone: “{label}”" + (f", most of its papers are in “{most}” now." if most else ".")
    for was, label in changes.renamed:
        yield f"Renamed: “{was}” is called “{label}” now."


def _quoted(labels: Iterable[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels)
