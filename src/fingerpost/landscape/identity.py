"""Which mentions of a name are one person.

What the reader said holds before all else. Then mentions are joined when an ORCID, an e-mail, or a
compatible name together with an institution or a co-author ties them; family name and initial
alone never do. How sure that is comes with it, and what it rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from fingerpost.home.person_words import MentionRef, PersonWords
from fingerpost.landscape.affiliations import Affiliation
from fingerpost.records import Author, Paper
from fingerpost.text import fold

CONSORTIUM: Final = 50
"""Papers with more authors say nothing about who works with whom."""
COMMON: Final = 4
"""A family name with so many different given names here is too common to go by the name alone."""


class Tie(NamedTuple):
    """How sure a tie makes that two mentions are one person, and what it is."""

    sure: float
    because: str


SAID: Final = Tie(1.0, "you said so")
ORCID: Final = Tie(1.0, "ORCID")
EMAIL: Final = Tie(0.95, "name and e-mail")
INSTITUTION: Final = Tie(0.9, "full name and institution")
COAUTHOR: Final = Tie(0.85, "full name and co-author")
RARE_NAME: Final = Tie(0.7, "a full name that is rare here")
INITIALS_INSTITUTION: Final = Tie(0.6, "initials and an institution")
INITIALS_COAUTHOR: Final = Tie(0.57, "initials and a co-author")
SOME_INITIALS: Final = Tie(0.5, "initials and a co-author, beside a full name")
ONE_PAPER: Final = Tie(0.95, "one paper")
ONE_PAPER_INITIALS: Final = Tie(0.8, "one paper, initials only")


class Name(NamedTuple):
    """An author's name folded; `given` is the first given name where it is more than an initial."""

    block: str
    """Family name and first initial: where the same person must be looked for."""
    family: str
    given: str
    whole: str
    initials: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An author of a paper; `paper` and `position` count from 0."""

    paper: int
    position: int
    last: bool
    author: Author
    places: tuple[Affiliation, ...]


@dataclass(slots=True)
class Identity:
    """One person, as far as can be told, how sure, and what that rests on."""

    mentions: list[Mention]
    sure: float
    because: str
    orcids: frozenset[str]
    given: frozenset[str]
    initials: frozenset[str]
    papers: frozenset[int]
    sides: frozenset[tuple[int, int]] = frozenset()
    """Of the reader's words that two are told apart: which of them, and which side."""


def identities(
    papers: Sequence[Paper], mentions: Sequence[Mention], words: PersonWords | None = None
) -> list[Identity]:
    """Return the people behind the mentions, in the order of their first mention.

    `words` are the reader's: what they joined or told apart stays so whatever the records say.
    """
    common = _common_families(mentions)
    ambiguous = _ambiguous_blocks(mentions, common)
    teams = [_team(paper, ambiguous) for paper in papers]
    joining = _Joining([_alone(mention) for mention in mentions])
    if words is not None:
        _take(joining, _places_of(papers, mentions, words), words)
    for tie, tied in _all_ties(mentions, teams, common):
        for one, other in pairwise(tied):
            joining.join(one, other, tie)
    return joining.found()


def _all_ties(
    mentions: Sequence[Mention], teams: Sequence[Sequence[str]], common: AbstractSet[str]
) -> Iterator[tuple[Tie, list[int]]]:
    """Which mentions each tie joins: ORCIDs first, then name by name, the surest ties first."""
    orcids: dict[str, list[int]] = defaultdict(list)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        blocks[name_of(mention.author).block].append(index)
        if mention.author.orcid:
            orcids[mention.author.orcid].append(index)
    yield from ((ORCID, orcids[orcid]) for orcid in sorted(orcids))
    for block in sorted(blocks):
        named = blocks[block]
        if len(named) == 1:
            continue
        mixed = any(not name_of(mentions[index].author).given for index in named)
        ties: dict[tuple[Tie, str], list[int]] = defaultdict(list)
        for index in named:
            mention = mentions[index]
            for found in _ties(mention, teams[mention.paper], common, mixed=mixed):
                ties[found].append(index)
        for tie, key in sorted(ties, key=lambda item: (-item[0].sure, item[0].because, item[1])):
            yield tie, ties[tie, key]


def name_of(author: Author) -> Name:
    """Return the folded parts of an author's name."""
    return _name(author.family, author.given)


def _given_parts(given: str) -> list[str]:
    return given.replace(".", " ").split()


@lru_cache(1 << 17)
def _name(family: str, given: str) -> Name:
    words = _given_parts(given)
    first = words[0] if words else ""
    is_full = len(first) > 1 and not (first.isupper() and len(first) <= 3)
    folded, whole = fold(family), fold(given)
    return Name(
        block=f"{folded} {whole[:1]}",
        family=folded,
        given=fold(first) if is_full else "",
        whole=whole,
        initials="".join(
            fold(word) if word.isupper() and len(word) <= 3 else fold(word)[:1]
            for word in _given_parts(given.replace("-", " "))
        ),
    )


def _alone(mention: Mention) -> Identity:
    name = name_of(mention.author)
    tie = ORCID if mention.author.orcid else ONE_PAPER if name.given else ONE_PAPER_INITIALS
    return Identity(
        [mention],
        *tie,
        orcids=_just(mention.author.orcid),
        given=_just(name.given),
        initials=_just(name.initials),
        papers=frozenset((mention.paper,)),
    )


@lru_cache(1 << 16)
def _just(word: str) -> frozenset[str]:
    """The set of one word, or of none; the same set each time, since there are so many people."""
    return frozenset((word,)) if word else frozenset()


def _team(paper: Paper, ambiguous: AbstractSet[str]) -> tuple[str, ...]:
    """Who wrote it, as far as they can be told from others: ambiguous names by full name only."""
    if len(paper.authors) > CONSORTIUM:
        return ()
    known = set()
    for author in paper.authors:
        name = name_of(author)
        if name.family and name.block not in ambiguous:
            known.add(name.block)
        elif name.family and name.given:
            known.add(f"{name.block} {name.given}")
    return tuple(sorted(known))


def _ambiguous_blocks(mentions: Iterable[Mention], common: AbstractSet[str]) -> frozenset[str]:
    """Blocks of common families, and those in which several given names stand."""
    given: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        name = name_of(mention.author)
        given[name.block] |= {name.given} - {""}
    return frozenset(
        block
        for block, names in given.items()
        if len(names) > 1 or block.rpartition(" ")[0] in common
    )


def _common_families(mentions: Iterable[Mention]) -> frozenset[str]:
    names: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        name = name_of(mention.author)
        names[name.family].add(name.given or name.whole[:1])
    return frozenset(family for family, given in names.items() if _different(given) >= COMMON)


def _different(given: AbstractSet[str]) -> int:
    """How many of the given names are different ones; 'j' may be the 'jane' beside it."""
    begun = {name[:1] for name in given if len(name) > 1}
    return sum(len(name) > 1 or name not in begun for name in given)


def _ties(
    mention: Mention, team: Sequence[str], common: AbstractSet[str], *, mixed: bool
) -> Iterator[tuple[Tie, str]]:
    """What may tie a mention to another of the same family name and initial.

    `mixed` is true where some of those with the name give initials only.
    """
    author, name = mention.author, name_of(mention.author)
    mine, given = name.block, name.given
    for email in sorted({author.email, *(place.email for place in mention.places)} - {""}):
        yield EMAIL, f"{mine} {email.lower()}"
    for place in mention.places:
        if place.institution:
            tie = INSTITUTION if given else INITIALS_INSTITUTION
            yield tie, f"{mine} {given} {fold(place.institution)}"
    with_coauthor = COAUTHOR if given else INITIALS_COAUTHOR
    for other in team:
        if other not in (mine, f"{mine} {given}"):
            yield with_coauthor, f"{mine} {given} {other}"
            if mixed:
                yield SOME_INITIALS, f"{mine} {other}"
    if given and name.family not in common:
        yield RARE_NAME, f"{mine} {name.whole}"


class _Joining:
    """People while they are being joined."""

    def __init__(self, people: list[Identity]) -> None:
        self.people = people
        self._owner = list(range(len(people)))

    def found(self) -> list[Identity]:
        return [one for index, one in enumerate(self.people) if self._owner[index] == index]

    def join(self, one: int, other: int, tie: Tie) -> None:
        """Join two people unless ORCIDs, names, a paper or the reader's words forbid it."""
        if self._owner[one] == self._owner[other]:
            return  # the commonest case by far
        first, second = self._root(one), self._root(other)
        if first > second:
            first, second = second, first
        if first != second and _compatible(self.people[first], self.people[second]):
            self._unite(first, second, tie)

    def force(self, one: int, other: int) -> None:
        """Join two people because the reader says so, unless they also told them apart."""
        first, second = sorted((self._root(one), self._root(other)))
        if first != second and not _told_apart(self.people[first], self.people[second]):
            self._unite(first, second, SAID)

    def _unite(self, first: int, second: int, tie: Tie) -> None:
        mine, theirs = self.people[first], self.people[second]
        known = [Tie(who.sure, who.because) for who in (mine, theirs) if len(who.mentions) > 1]
        mine.sure, mine.because = min([tie, *known], key=lambda each: each.sure)
        mine.mentions.extend(theirs.mentions)
        mine.orcids |= theirs.orcids
        mine.given |= theirs.given
        mine.initials |= theirs.initials
        mine.papers |= theirs.papers
        mine.sides |= theirs.sides
        self._owner[second] = first

    def _root(self, index: int) -> int:
        owner = self._owner
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index


def _compatible(one: Identity, other: Identity) -> bool:
    if one.orcids and other.orcids and one.orcids.isdisjoint(other.orcids):
        return False
    if one.given and other.given and one.given.isdisjoint(other.given):
        return False
    if not one.papers.isdisjoint(other.papers) or _told_apart(one, other):
        return False
    return all(
        mine.startswith(theirs) or theirs.startswith(mine)
        for mine in one.initials
        for theirs in other.initials
    )


def _told_apart(one: Identity, other: Identity) -> bool:
    return any((word, 1 - side) in other.sides for word, side in one.sides)


def _places_of(
    papers: Sequence[Paper], mentions: Sequence[Mention], words: PersonWords
) -> Mapping[MentionRef, int]:
    """Where the mentions that the words name are: by place on the paper, else by the only name."""
    numbers = {paper.id: index for index, paper in enumerate(papers)}
    named = {ref for group in words.all_groups for ref in group}
    wanted = {numbers[ref.paper] for ref in named if ref.paper in numbers}
    here = {
        (mention.paper, mention.position): index
        for index, mention in enumerate(mentions)
        if mention.paper in wanted
    }
    blocks: dict[tuple[int, str], list[int]] = defaultdict(list)
    for (paper, _), index in here.items():
        blocks[paper, name_of(mentions[index].author).block].append(index)
    found = {}
    for ref in named:
        number = numbers.get(ref.paper, -1)
        alike = blocks.get((number, ref.block), [])
        at = here.get((number, ref.number - 1), -1)
        if at in alike or len(alike) == 1:
            found[ref] = at if at in alike else alike[0]
    return found


def _take(joining: _Joining, places: Mapping[MentionRef, int], words: PersonWords) -> None:
    for number, sides in enumerate(words.apart):
        for side, group in enumerate(sides):
            for ref in group:
                if ref in places:
                    joining.people[places[ref]].sides |= {(number, side)}
    for group in words.joined:
        for one, other in pairwise(sorted(places[ref] for ref in group if ref in places)):
            joining.force(one, other)
