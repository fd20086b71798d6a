"""Sentences on what is crowded, thin, empty and unproven; they count and give no reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from fingerpost.dives.gap_model import GapCell, Gaps, Said, Statement
from fingerpost.dives.silences import FEWEST_ABLE, UNPROVEN_BELOW, silences, upper_bound
from fingerpost.text import plural, squeeze

OF_EACH: Final = 3
TO_OPEN: Final = 5
LONGEST_QUERY: Final = 120

Basis = Callable[[GapCell], str]


def statements(
    gaps: Gaps, on_problem: Mapping[str, Sequence[str]], query: str, papers: int
) -> Gaps:
    """Return the gaps with their sentences: at most three of each kind, the farthest out first."""
    shown = squeeze(query)
    if len(shown) > LONGEST_QUERY:
        shown = f"{shown[:LONGEST_QUERY].rstrip()} …"
    head = (
        f"Query: {shown}. Of {plural(papers, 'paper')}, {gaps.appraised:,} have an abstract that"
        f" shows machine learning, and {gaps.both:,} of these name a method and a clinical problem"
    )
    rows, columns = dict(gaps.methods), dict(gaps.problems)

    def basis(cell: GapCell) -> str:
        in_row, in_column = rows[cell.method], columns[cell.problem]
        return f"{head}: {in_row:,} of them {cell.method}, {in_column:,} {cell.problem}."

    found = (
        *_crowded(gaps.cells, basis),
        *_thin(gaps.cells, basis),
        *_empty(gaps.cells, basis, on_problem),
        *_unproven(gaps.cells, basis),
    )
    kinds = {said.kind for said in found}
    return replace(gaps, statements=found, silent=silences(gaps.cells, kinds, gaps.both))


def _crowded(cells: Sequence[GapCell], basis: Basis) -> Iterator[Statement]:
    crowded = [cell for cell in cells if cell.state == "crowded"]
    crowded.sort(key=lambda cell: (cell.expected - cell.count, cell.method, cell.problem))
    for cell in crowded[:OF_EACH]:
        said = f"Crowded: {_pair(cell)}. {_both(cell)}; {_by_chance(cell)}."
        yield Statement("crowded", said, basis(cell), cell.papers[:TO_OPEN], "The newest of them")


def _thin(cells: Sequence[GapCell], basis: Basis) -> Iterator[Statement]:
    thin = [cell for cell in cells if cell.state == "thin"]
    thin.sort(key=lambda cell: (cell.count - cell.expected, cell.method, cell.problem))
    for cell in thin[:OF_EACH]:
        said = f"Thin, but not empty: {_pair(cell)}. {_both(cell)}; {_by_chance(cell)}."
        yield Statement("thin", said, basis(cell), cell.papers[:TO_OPEN], "The newest of them")


def _empty(
    cells: Sequence[GapCell], basis: Basis, on_problem: Mapping[str, Sequence[str]]
) -> Iterator[Statement]:
    empty = [cell for cell in cells if cell.state == "empty"]
    empty.sort(key=lambda cell: (-cell.expected, cell.method, cell.problem))
    for cell in empty[:OF_EACH]:
        yield Statement(
            "empty",
            f"Empty: {_pair(cell)}. No abstract here names both; {_by_chance(cell)}.",
            basis(cell),
            tuple(on_problem[cell.problem][:TO_OPEN]),
            f"The newest on {cell.problem} with other methods",
        )


def _unproven(cells: Sequence[GapCell], basis: Basis) -> Iterator[Statement]:
    """The pairs of which least is tested elsewhere, as far as so few papers can show it."""
    ranked = []
    for cell in cells:
        tested = cell.said[0]
        if tested.of >= FEWEST_ABLE:
            bound = round(upper_bound(tested.count, tested.of), 6)
            ranked.append((bound, cell.method, cell.problem, cell))
    ranked = [entry for entry in ranked if entry[0] < UNPROVEN_BELOW]
    for _, _, _, cell in sorted(ranked, key=lambda entry: entry[:3])[:OF_EACH]:
        tested, prospective, compared, _code = cell.said
        yield Statement(
            "unproven",
            f"Unproven: {_pair(cell)}. Of the papers that develop, validate or try a model, or say"
            f" so anyway, {_share(tested)} {_say(tested.count)} that the model was {tested.label},"
            f" {_share(prospective)} that the study was {prospective.label}, and"
            f" {_share(compared)} that the model was {compared.label}.",
            f"{basis(cell)} {_left_out(cell.count, tested)}",
            (tested.papers or cell.papers)[:TO_OPEN],
            "Those that say so" if tested.papers else "The newest of these papers",
        )


def _share(said: Said) -> str:
    return f"{said.count:,} of {said.of:,}"


def _left_out(papers: int, tested: Said) -> str:
    if not tested.left_out:
        return f"All {papers:,} with both count in the first of these shares."
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in tested.left_out)
    return (
        f"Left out of the first of these shares, as no such study and without a word of another"
        f" site or period: {papers - tested.of:,} of {papers:,}, by kind {kinds}."
    )


def _pair(cell: GapCell) -> str:
    return f"{cell.method} for {cell.problem}"


def _both(cell: GapCell) -> str:
    return f"{plural(cell.count, 'paper')} {'names' if cell.count == 1 else 'name'} both"


def _say(count: int) -> str:
    return "says" if count == 1 else "say"


def _by_chance(cell: GapCell) -> str:
    return f"{cell.expected:.1f} would if the one had nothing to do with the other"
