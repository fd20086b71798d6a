"""The grid: which methods meet which clinical problems, as far as titles and abstracts say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from fingerpost.landscape.concepts import FIELDS_OF_WORK, methods, problems
from fingerpost.landscape.model import Cell, Grid
from fingerpost.records import Coverage, Paper

MOST_METHODS: Final = 12
MOST_PROBLEMS: Final = 16


def grid(
    papers: Sequence[Paper],
    named_methods: Sequence[frozenset[int]],
    named_problems: Sequence[frozenset[int]],
) -> Grid:
    """Return the commonest methods by the commonest problems, every cell with its papers.

    `expected` is what independence would give among the papers that name both a method and a
    problem: papers with the method times papers with the problem over all of them.
    """
    rows = _commonest(named_methods, MOST_METHODS)
    columns = _commonest(named_problems, MOST_PROBLEMS)
    both = [
        index
        for index, (some, others) in enumerate(zip(named_methods, named_problems, strict=True))
        if some and others
    ]
    in_row = Counter(number for index in both for number in named_methods[index])
    in_column = Counter(number for index in both for number in named_problems[index])
    inside: dict[tuple[int, int], list[str]] = {}
    for index in both:
        for row in named_methods[index]:
            for column in named_problems[index]:
                inside.setdefault((row, column), []).append(papers[index].id)
    cells = [
        _cell(row, column, inside, in_row[row] * in_column[column], len(both))
        for row in rows
        for column in columns
    ]
    return Grid(
        methods=tuple(methods().names[row] for row in rows),
        problems=tuple(problems().names[column] for column in columns),
        cells=tuple(cells),
        without_method=sum(not some for some in named_methods),
        without_problem=sum(not some for some in named_problems),
        coverage=_coverage(papers),
        on_problem=_on_problem(papers, named_problems),
    )


def _on_problem(
    papers: Sequence[Paper], named_problems: Sequence[frozenset[int]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    inside: dict[int, list[str]] = {}
    for paper, numbers in zip(papers, named_problems, strict=True):
        for number in numbers:
            inside.setdefault(number, []).append(paper.id)
    names = problems().names
    return tuple(
        (names[number], tuple(inside[number]))
        for number in sorted(inside)
        if names[number] not in FIELDS_OF_WORK
    )


def _cell(
    row: int, column: int, inside: Mapping[tuple[int, int], list[str]], product: int, of: int
) -> Cell:
    papers = tuple(inside.get((row, column), ()))
    return Cell(
        method=methods().names[row],
        problem=problems().names[column],
        count=len(papers),
        expected=round(product / of, 2) if of else 0.0,
        papers=papers,
    )


def _commonest(named: Sequence[frozenset[int]], most: int) -> list[int]:
    counts = Counter(number for numbers in named for number in numbers)
    return sorted(counts, key=lambda number: (-counts[number], number))[:most]


def _coverage(papers: Sequence[Paper]) -> Coverage:
    """Titles are enough to count; that they are titles only is said in `needs`."""
    abstracts = sum(bool(paper.abstract) for paper in papers)
    titles = sum(bool(paper.title or paper.abstract) for paper in papers)
    enough = titles > 0
    needs = "an abstract or a title"
    if enough and abstracts == 0:
        needs = "a title (counted from titles only; what only an abstract says is missed)"
    elif abstracts < titles:
        needs = f"an abstract or a title ({abstracts:,} have an abstract, the others a title only)"
    advice = "" if enough else "Import papers with titles."
    return Coverage(needs, titles, len(papers), 0.0, enough, advice)
