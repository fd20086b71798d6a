"""Many records sorted into papers: the same papers in whatever order the records come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeVar

from fingerpost.library.duplicates.blocks import CROWDED, blocks, ids_as_blocks
from fingerpost.library.duplicates.compare import compare
from fingerpost.library.duplicates.model import Comparison, Verdict
from fingerpost.library.duplicates.sketch import Sketch, sketch
from fingerpost.records import Paper

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their places in the list, and what they are to each other."""

    one: int
    other: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Found:
    """Records sorted into papers."""

    papers: tuple[tuple[int, ...], ...]
    """Places in the list, each in one paper, smallest first."""
    pairs: tuple[Pair, ...]
    """Every pair of two papers that is linked or possibly one, best first."""


def find_duplicates(records: Sequence[Paper]) -> Found:
    """Return which records are one paper, and which pairs are linked or may be one.

    Time grows with the records, not with their pairs: only those that share a key that is not
    crowded are compared, and memory holds a sketch of each.
    """
    sketches = [sketch(paper) for paper in records]
    compared: list[Pair] = []
    for one, other in candidates(sketches):
        comparison = compare(sketches[one], sketches[other])
        if comparison.verdict is not Verdict.DIFFERENT:
            compared.append(Pair(one, other, comparison))
    same = [
        (pair.comparison.score, pair.one, pair.other)
        for pair in compared
        if pair.comparison.verdict is Verdict.SAME
    ]
    order = sorted(range(len(records)), key=lambda at: (records[at].id, records[at].title, at))
    rank = {at: place for place, at in enumerate(order)}
    papers = partition(
        range(len(records)),
        same,
        rank.__getitem__,
        lambda mine, theirs: any(
            compare(sketches[one], sketches[other]).barred for one in mine for other in theirs
        ),
    )
    home = {at: number for number, members in enumerate(papers) for at in members}
    open_pairs = (
        pair
        for pair in compared
        if pair.comparison.verdict is not Verdict.SAME and home[pair.one] != home[pair.other]
    )
    return Found(
        tuple(tuple(sorted(members)) for members in papers),
        tuple(sorted(open_pairs, key=lambda p: (-p.comparison.score, p.one, p.other))),
    )


def candidates(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Return the pairs that share an id or a key, each once, in order."""
    by_key: defaultdict[object, list[int]] = defaultdict(list)
    for at, each in enumerate(sketches):
        for block in dict.fromkeys((*blocks(each), *ids_as_blocks(each))):
            by_key[block].append(at)
        for shared in (*sorted(each.ids), f"pmcid:{each.pmcid}" if each.pmcid else ""):
            if shared:
                by_key[shared].append(at)
    pairs: set[tuple[int, int]] = set()
    for key, members in by_key.items():
        if isinstance(key, str):
            pairs.update(combinations(members, 2) if len(members) <= CROWDED else _chain(members))
        elif len(members) <= CROWDED:
            pairs.update(combinations(members, 2))
    return sorted(pairs)


def _chain(members: list[int]) -> Iterable[tuple[int, int]]:
    """Return pairs that hold a crowd of records with one id together."""
    return pairwise(members)


def partition(
    members: Iterable[Key],
    same: Iterable[tuple[float, Key, Key]],
    rank: Callable[[Key], object],
    clash: Callable[[list[Key], list[Key]], bool],
) -> list[list[Key]]:
    """Sort records into papers: the strongest pairs first, never two groups that clash.

    `same` gives pairs with their strength; `rank` orders records by what they say, so that ties
    fall the same way whichever came first. The papers stand in the order of their first members.
    """
    home: dict[Key, list[Key]] = {member: [member] for member in members}

    def key(pair: tuple[float, Key, Key]) -> tuple[float, object, object]:
        one, other = sorted((rank(pair[1]), rank(pair[2])))  # type: ignore[type-var]
        return (-pair[0], one, other)

    for _, one, other in sorted(same, key=key):
        mine, theirs = home[one], home[other]
        if mine is theirs or clash(mine, theirs):
            continue
        if len(theirs) > len(mine):
            mine, theirs = theirs, mine
        mine.extend(theirs)
        for member in theirs:
            home[member] = mine
    seen: set[int] = set()
    papers = []
    for members_of in home.values():
        if id(members_of) not in seen:
            seen.add(id(members_of))
            papers.append(members_of)
    return papers
