"""Which mentions of a name are one person.

Mentions are joined when an ORCID, an e-mail, or a compatible name together with an institution or
a co-author ties them; family name and initial alone never do. How sure that is comes with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from fingerpost.landscape.affiliations import Affiliation
from fingerpost.records import Author, Paper
from fingerpost.text import fold

CONSORTIUM: Final = 50
"""Papers with more authors say nothing about who works with whom."""
COMMON: Final = 4
"""A family name with so many different given names here is too common to go by the name alone."""

SURE_ORCID: Final = 1.0
SURE_EMAIL: Final = 0.95
SURE_PLACE: Final = 0.9
SURE_COAUTHOR: Final = 0.85
SURE_RARE_NAME: Final = 0.7
SURE_INITIALS: Final = 0.5
"""Taken off by a third for names of which only initials are known."""
ONE_PAPER: Final = 0.95
ONE_PAPER_INITIALS: Final = 0.8


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
    """One person, as far as can be told, and how sure."""

    mentions: list[Mention]
    sure: float
    orcids: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)


def identities(papers: Sequence[Paper], mentions: Sequence[Mention]) -> list[Identity]:
    """Return the people behind the mentions, in the order of their first mention."""
    common = _common_families(mentions)
    teams = [_team(paper) for paper in papers]
    people = [_alone(mention) for mention in mentions]
    owner = list(range(len(mentions)))
    ties: dict[tuple[float, str], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        for sure, key in _ties(mention, teams[mention.paper], common):
            ties[-sure, key].append(index)
    for (negative, _), tied in sorted(ties.items()):
        for one, other in pairwise(tied):
            _join(people, owner, one, other, -negative)
    return [people[index] for index in range(len(people)) if owner[index] == index]


def block(author: Author) -> str:
    """Return family name and first initial, folded: where the same person must be looked for."""
    return f"{fold(author.family)} {fold(author.given)[:1]}"


def full_given(author: Author) -> str:
    """Return the first given name where it is more than an initial, folded, or an empty string."""
    words = author.given.replace(".", " ").split()
    first = words[0] if words else ""
    if len(first) < 2 or (first.isupper() and len(first) <= 3):
        return ""
    return fold(first)


def initials(author: Author) -> str:
    """Return the initials of the given names, folded."""
    words = author.given.replace(".", " ").replace("-", " ").split()
    return "".join(
        fold(word) if word.isupper() and len(word) <= 3 else fold(word)[:1] for word in words
    )


def _alone(mention: Mention) -> Identity:
    author = mention.author
    given = full_given(author)
    return Identity(
        [mention],
        1.0 if author.orcid else ONE_PAPER if given else ONE_PAPER_INITIALS,
        {author.orcid} - {""},
        {given} - {""},
        {initials(author)} - {""},
    )


def _team(paper: Paper) -> frozenset[str]:
    if len(paper.authors) > CONSORTIUM:
        return frozenset()
    return frozenset(block(author) for author in paper.authors if author.family)


def _common_families(mentions: Iterable[Mention]) -> frozenset[str]:
    names: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        names[fold(mention.author.family)].add(fold(mention.author.given))
    return frozenset(family for family, given in names.items() if len(given) >= COMMON)


def _ties(
    mention: Mention, team: frozenset[str], common: frozenset[str]
) -> Iterator[tuple[float, str]]:
    """What may tie a mention to another, each with how sure that is."""
    author, mine = mention.author, block(mention.author)
    given = full_given(author)
    weaker = 1.0 if given else 2 / 3
    if author.orcid:
        yield SURE_ORCID, f"orcid {author.orcid}"
    emails = {author.email, *(place.email for place in mention.places)} - {""}
    for email in sorted(emails):
        yield SURE_EMAIL, f"email {email.lower()} {mine}"
    for place in mention.places:
        if place.institution:
            yield round(SURE_PLACE * weaker, 2), f"at {fold(place.institution)} {mine} {given}"
    for other in sorted(team - {mine}):
        yield round(SURE_COAUTHOR * weaker, 2), f"with {other} {mine} {given}"
        yield SURE_INITIALS, f"any with {other} {mine}"
    if given and fold(author.family) not in common:
        yield SURE_RARE_NAME, f"name {mine} {fold(author.given)}"


def _join(people: list[Identity], owner: list[int], one: int, other: int, sure: float) -> None:
    """Join two people unless their ORCIDs or names forbid it or they wrote one paper together."""
    first, second = sorted((_root(owner, one), _root(owner, other)))
    if first == second:
        return
    mine, theirs = people[first], people[second]
    if not _compatible(mine, theirs):
        return
    known = [person.sure for person in (mine, theirs) if len(person.mentions) > 1]
    mine.mentions.extend(theirs.mentions)
    mine.sure = min([sure, *known])
    mine.orcids |= theirs.orcids
    mine.given |= theirs.given
    mine.initials |= theirs.initials
    owner[second] = first


def _root(owner: list[int], index: int) -> int:
    while owner[index] != index:
        owner[index] = owner[owner[index]]
        index = owner[index]
    return index


def _compatible(one: Identity, other: Identity) -> bool:
    orcids = one.orcids | other.orcids
    if len(orcids) > 1 or len(one.given | other.given) > 1:
        return False
    if Counter(m.paper for m in one.mentions).keys() & {m.paper for m in other.mentions}:
        return False
    return all(
        mine.startswith(theirs) or theirs.startswith(mine)
        for mine in one.initials
        for theirs in other.initials
    )
