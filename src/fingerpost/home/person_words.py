"""Who is who, as the reader said it: two are one person, or one is two; the journal keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fingerpost.errors import UsageError
from fingerpost.home.journal import Entry, Journal

JOINED, APART, UNDONE = "people joined", "people told apart", "people undone"
PEOPLE_VERBS = (JOINED, APART, UNDONE)


class MentionRef(NamedTuple):
    """An author of a paper as the reader's words name them: 'pmid:1#3' is its third author."""

    paper: str
    number: int
    """Counted from 1."""
    block: str
    """Family name and first initial, folded."""

    @property
    def shown(self) -> str:
        """The mention as commands show and take it."""
        return f"{self.paper}#{self.number}"


Refs = frozenset[MentionRef]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What the reader said of who is who; it holds whatever the records say."""

    joined: tuple[Refs, ...] = ()
    """Each group is one person."""
    apart: tuple[tuple[Refs, Refs], ...] = ()
    """The first of each pair are another person than the second."""

    @property
    def all_groups(self) -> tuple[Refs, ...]:
        """Every group that is named."""
        return (*self.joined, *(group for pair in self.apart for group in pair))

    def renamed(self, ids: Mapping[str, str]) -> PersonWords:
        """Return the words with papers under other ids, those that `ids` gives."""

        def now(group: Refs) -> Refs:
            return frozenset(ref._replace(paper=ids.get(ref.paper, ref.paper)) for ref in group)

        return PersonWords(
            tuple(map(now, self.joined)), tuple((now(one), now(two)) for one, two in self.apart)
        )


NOTHING_SAID = PersonWords()


def words_on_people(entries: Iterable[Entry]) -> PersonWords:
    """Return what stands; a later word takes from an earlier one what they disagree on.

    Entries that cannot be read, as after a hand has edited the journal, say nothing.
    """
    joined: list[Refs] = []
    apart: list[tuple[Refs, Refs]] = []
    for entry in standing(entries):
        one, other = _groups(entry)
        if entry.verb == JOINED:
            apart = [(a, b - one if a & one else b) for a, b in apart]
            joined.append(one)
        else:
            joined = [
                part
                for group in joined
                for part in ((group - other, group & other) if group & one else (group,))
            ]
            apart.append((one, other))
    return PersonWords(
        tuple(group for group in joined if len(group) > 1),
        tuple((one, other) for one, other in apart if one and other),
    )


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Return the readable words on people that were not taken back, in their order."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.verb == UNDONE:
            found.pop(str(entry.details.get("decision")), None)
        elif entry.verb in (JOINED, APART) and all(_groups(entry)):
            found[entry.id] = entry
    return list(found.values())


def join_people(journal: Journal, mentions: Iterable[MentionRef], names: str) -> Entry:
    """Write down that these mentions are one person."""
    return journal.append(JOINED, names, mentions=sorted(mentions))


def tell_apart(
    journal: Journal, one: Iterable[MentionRef], other: Iterable[MentionRef], names: str
) -> Entry:
    """Write down that the first mentions are another person than the second."""
    return journal.append(APART, names, one=sorted(one), other=sorted(other))


def undo_last(journal: Journal) -> Entry:
    """Take back the last word on people and return it; UsageError when there is none."""
    said = standing(journal.read()[0])
    if not said:
        raise UsageError("No word of yours on who is who stands, so there is nothing to take back.")
    journal.append(UNDONE, said[-1].object, decision=said[-1].id)
    return said[-1]


def _groups(entry: Entry) -> tuple[Refs, Refs]:
    """The two groups of an entry; for people joined both are the same group."""
    names = ("mentions", "mentions") if entry.verb == JOINED else ("one", "other")
    one, other = (_refs(entry.details.get(name)) for name in names)
    return one, other


def _refs(stated: object) -> Refs:
    listed = stated if isinstance(stated, Sequence) and not isinstance(stated, str) else ()
    return frozenset(
        MentionRef(str(each[0]), each[1], str(each[2]))
        for each in listed
        if isinstance(each, Sequence) and len(each) == 3 and isinstance(each[1], int)
    )
