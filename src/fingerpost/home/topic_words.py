"""The reader's words on topics: another name, or that two are one; the journal keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from fingerpost.errors import UsageError
from fingerpost.home.journal import Entry, Journal

RENAMED, MERGED, UNDONE = "topic renamed", "topics merged", "topic word undone"
CORE: Final = 300
"""A word keeps so many papers of a topic, the most typical ones, to know the topic again by."""


@dataclass(frozen=True, slots=True)
class TopicWord:
    """One word of the reader's on the topics of an area; it holds in every later dive."""

    label: str
    """What the topic is called from then on."""
    groups: tuple[tuple[str, ...], ...]
    """Ids of the topic's most typical papers; two groups for two topics that are one."""
    level: int = 1
    """1 for a topic, 2 for a subtopic, 3 for a part of one."""
    entry: str = ""
    """The id of the journal's entry that says so."""
    was: str = ""
    """The labels before."""
    time: str = ""
    day: str = ""
    """The day that it is told with, as `Entry.day`."""

    @property
    def is_merge(self) -> bool:
        """Whether it says that two topics are one."""
        return len(self.groups) > 1


def words_on_topics(entries: Iterable[Entry], area: str) -> tuple[TopicWord, ...]:
    """Return what stands on an area's topics, in its order.

    Entries that cannot be read, as after a hand has edited the journal, say nothing.
    """
    found: dict[str, TopicWord] = {}
    for entry in entries:
        if entry.details.get("area") != area:
            continue
        if entry.verb == UNDONE:
            found.pop(str(entry.details.get("word")), None)
        elif entry.verb in (RENAMED, MERGED) and (word := _word(entry)):
            found[entry.id] = word
    return tuple(found.values())


def rename_topic(
    journal: Journal, area: str, label: str, was: str, papers: Sequence[str], level: int
) -> Entry:
    """Write down what a topic is called; `papers` are its own, the most typical first."""
    kept = list(papers[:CORE])
    return journal.append(RENAMED, label, area=area, was=was, level=level, papers=[kept])


def merge_topics(
    journal: Journal, area: str, labels: tuple[str, str], papers: Sequence[Sequence[str]]
) -> Entry:
    """Write down that two topics are one, which keeps the first label."""
    kept = [list(group[:CORE]) for group in papers]
    was = " + ".join(labels)
    return journal.append(MERGED, labels[0], area=area, was=was, level=1, papers=kept)


def undo_last(journal: Journal, area: str) -> TopicWord:
    """Take back the last word on an area's topics and return it; UsageError when there is none."""
    said = words_on_topics(journal.read()[0], area)
    if not said:
        raise UsageError(
            f"No word of yours on the topics of '{area}' stands, so there is nothing to take back."
        )
    journal.append(UNDONE, said[-1].label, area=area, word=said[-1].entry)
    return said[-1]


def _word(entry: Entry) -> TopicWord | None:
    """Return what an entry says, or None where nobody can tell."""
    wanted = 2 if entry.verb == MERGED else 1
    groups, level = _groups(entry.details.get("papers")), entry.details.get("level")
    if len(groups) != wanted or not all(groups) or level not in (1, 2, 3) or not entry.object:
        return None
    was = str(entry.details.get("was", ""))
    return TopicWord(entry.object, groups, int(level), entry.id, was, entry.time, entry.day)


def _groups(stated: object) -> tuple[tuple[str, ...], ...]:
    listed = stated if isinstance(stated, list) else []
    return tuple(tuple(map(str, group)) for group in listed if isinstance(group, list))
