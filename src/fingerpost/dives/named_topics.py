"""The topics of an area named and merged by the reader, whose words later dives obey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from fingerpost.dives.branches import Branch, branches
from fingerpost.dives.kept_topics import KeptTopic, KeptTopics, kept_topics
from fingerpost.dives.model import Dive
from fingerpost.errors import UsageError
from fingerpost.home import Area, Home
from fingerpost.home.journal import Entry, Journal
from fingerpost.home.topic_words import TopicWord, merge_topics, rename_topic
from fingerpost.landscape.corrected import joined, named
from fingerpost.text import fold, squeeze, visible

LONGEST: Final = 80
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def topics_of(home: Home, area: Area, today: date) -> KeptTopics:
    """Return the topics of the area's newest dive as the reader's words have them now.

    UsageError where no dive is kept.
    """
    found = kept_topics(home, area.name, today + timedelta(days=1))
    if found is None:
        raise UsageError(
            f"No dive into '{area.name}' is kept, so it has no topics yet. Look into it first:"
            f"  fingerpost dive {area.name}"
        )
    return replace(found, topics=with_words(found.topics, area.topics))


def topics_of_dive(dive: Dive) -> tuple[KeptTopic, ...]:
    """Return the topics of all levels as a dive shows them, the parts of each behind it."""
    found: list[KeptTopic] = []

    def take(listed: Sequence[Branch]) -> None:
        for each in listed:
            topic = each.topic
            made = topic.made_label or topic.label
            found.append(
                KeptTopic(each.number, topic.label, made, topic.colour, topic.by_you, topic.papers)
            )
            take(each.below)

    take(branches(dive.landscape))
    return tuple(found)


def with_words(topics: Sequence[KeptTopic], words: Sequence[TopicWord]) -> tuple[KeptTopic, ...]:
    """Return kept topics as the words that stand now have them; one without a word has its own."""
    found: list[KeptTopic] = []
    for level in (1, 2, 3):
        mine = [topic for topic in topics if topic.level == level]
        if level == 1:
            mine = _merged(mine, words)
        names, _ = named(_where(mine), words, level)
        for at, topic in enumerate(mine):
            name = names.get(at)
            label = name.label if name else topic.made_label
            found.append(replace(topic, label=label, by_you=name.by_you if name else ""))
    return tuple(found)


def _merged(topics: Sequence[KeptTopic], words: Sequence[TopicWord]) -> list[KeptTopic]:
    into = joined(_where(topics), words)
    papers = {at: topic.papers for at, topic in enumerate(topics) if at not in into}
    for at, end in into.items():
        papers[end] += topics[at].papers
    return [replace(topics[at], papers=papers[at]) for at in sorted(papers)]


def _where(topics: Sequence[KeptTopic]) -> dict[str, int]:
    return {paper: at for at, topic in enumerate(topics) for paper in topic.papers}


def find_topic(topics: Sequence[KeptTopic], stated: str) -> KeptTopic:
    """Return the topic of a number ('3', '3.2') or label; UsageError where there is none."""
    for topic in topics:
        if stated.strip() == topic.number or fold(stated) in (fold(topic.label), topic.number):
            return topic
    raise UsageError(
        f"No topic here is '{stated}'. Name one by its number or label, as"
        "  fingerpost topics list AREA  shows them."
    )


def rename(
    journal: Journal, area: Area, topics: Sequence[KeptTopic], topic: KeptTopic, label: str
) -> Entry:
    """Write down what a topic is called, for good; UsageError for a label that cannot be one."""
    wanted = squeeze(visible(label))
    if not wanted or len(wanted) > LONGEST or _NUMBER.fullmatch(wanted):
        raise UsageError(f"A topic's name has words, and at most {LONGEST} letters.")
    for other in topics:
        if fold(other.label) == fold(wanted) and other.number != topic.number:
            raise UsageError(
                f"Topic {other.number} is called '{other.label}' already, and no two have one name."
            )
    if topic.label == wanted:
        raise UsageError(f"Topic {topic.number} is called '{wanted}' already.")
    return rename_topic(journal, area.name, wanted, topic.label, topic.papers, topic.level)


def merge(journal: Journal, area: Area, one: KeptTopic, other: KeptTopic) -> Entry:
    """Write down that two topics are one, which keeps the first's name; UsageError if not two."""
    if one.number == other.number:
        raise UsageError("Name two different topics to make one of them.")
    if one.level > 1 or other.level > 1:
        raise UsageError(
            "Only topics can be made one, not subtopics: these are found anew within their topic."
        )
    labels = (one.label, other.label)
    return merge_topics(journal, area.name, labels, (one.papers, other.papers))
