"""The reader's words on topics obeyed: two topics that are one, and what a topic is called.

A word knows its topic again by the papers that were most typical of it: the topic is the one that
holds most of them, if it holds at least half of those that are still here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from fingerpost.home.topic_words import TopicWord

LEAST_HELD: Final = 0.5
LEAST_LEFT: Final = 0.2
"""Of a word's papers this share must still be here, or it says nothing."""


class Named(NamedTuple):
    """What a topic is called by the reader's word, and which words stand on it."""

    label: str
    by_you: str
    """'named by you', 'merged by you' or 'merged and named by you'."""


def joined(where: Mapping[str, int], words: Iterable[TopicWord]) -> dict[int, int]:
    """Return for each topic that is one with another which topic it becomes part of.

    `where` gives the topic of each paper. Of two the one with the smaller number stays.
    """
    into: dict[int, int] = {}
    for word in words:
        if word.is_merge and word.level == 1:
            found = {_held(where, group, into) for group in word.groups}
            if None not in found:
                first, *others = sorted(topic for topic in found if topic is not None)
                into.update(dict.fromkeys(others, first))
    return {topic: _end(topic, into) for topic in into}


def named(
    where: Mapping[str, int], words: Iterable[TopicWord], level: int = 1
) -> tuple[dict[int, Named], list[TopicWord]]:
    """Return what topics are called by the words on a level, and the words that find no topic.

    The last word on a topic holds. No two topics get one name: the word said first keeps it.
    """
    found: dict[int, Named] = {}
    lost: list[TopicWord] = []
    for word in words:
        if word.level != level:
            continue
        topic = _held(where, [paper for group in word.groups for paper in group], {})
        others = {one.label.casefold() for number, one in found.items() if number != topic}
        if topic is None or word.label.casefold() in others:
            lost.append(word)
            continue
        merged = word.is_merge or (topic in found and found[topic].by_you.startswith("merged"))
        both = merged and not word.is_merge
        by_you = "merged and named" if both else "merged" if merged else "named"
        found[topic] = Named(word.label, f"{by_you} by you")
    return found, lost


def lost_words(words: Sequence[TopicWord]) -> Iterator[str]:
    """Give a sentence on each word of the reader's that finds no topic among these papers."""
    for word in words:
        yield (
            f"Your name “{word.label}” stands on no topic here: no topic holds half of the papers"
            " that it was given to. It is kept, and holds again when one does."
        )


def _held(where: Mapping[str, int], papers: Sequence[str], into: Mapping[int, int]) -> int | None:
    """The topic that holds most of the papers that are still here, half of them at least."""
    held = Counter(_end(where[paper], into) for paper in papers if paper in where)
    left = held.total()
    if not left or left < LEAST_LEFT * len(papers):
        return None
    topic = min(held, key=lambda number: (-held[number], number))
    return topic if held[topic] >= LEAST_HELD * left else None


def _end(topic: int, into: Mapping[int, int]) -> int:
    while topic in into:
        topic = into[topic]
    return topic
