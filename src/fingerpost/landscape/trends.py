"""Papers per year, and growth where there is an even yardstick to measure it against.

Growth is the slope of a Poisson regression of the yearly counts on the year with the logarithm of
the totals as offset, its interval widened by the overdispersion (McCullagh and Nelder,
Generalized Linear Models, 2nd edition, 1989, chapter 6). The counts of an area and the totals are
both the supplier's: what is in a library shows how it was collected as much as how a field grew.
A topic or method is measured by its share of these papers, in years of which most of the
supplier's papers are here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple

from fingerpost.landscape.model import Shift, Trends, YearCount
from fingerpost.records import Coverage, Paper

if TYPE_CHECKING:
    from fingerpost.intake.yardstick import Yardstick

FIRST_YEAR: Final = 1800
LEAST_YEARS: Final = 4
LEAST_PAPERS: Final = 20
NEEDS: Final = "an even capture over the years"
LEAST_CAPTURE: Final = 0.5
MOST_CAPTURE: Final = 1.5
"""Papers here over the supplier's, in a year: beyond this the library holds another search."""
NO_YARDSTICK: Final = (
    "How many papers of a year are here depends on how they were collected. Ask a supplier for its"
    " own yearly totals (this uses the network):  fingerpost dive AREA --yardstick"
)


class Growth(NamedTuple):
    """Yearly growth of a share with its 95 % interval: 0.1 is ten per cent a year."""

    growth: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """A topic or a method with the numbers of its papers."""

    name: str
    kind: str
    papers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Even:
    """Complete years of which most of the supplier's papers are here."""

    years: tuple[int | None, ...]
    """The year of every paper, None where it is none of these."""
    held: Mapping[int, int]
    """Papers here by year."""
    of: int
    """Complete years that the yardstick has."""


def trends(
    papers: Sequence[Paper],
    today: date,
    yardstick: Yardstick | None = None,
    groups: Sequence[Group] = (),
) -> Trends:
    """Return papers per year, and growth of the supplier's papers as a share of all that it has.

    `groups` are looked through for those whose share of these papers rises or fades.
    """
    years = [known_year(paper, today) for paper in papers]
    counts = Counter(year for year in years if year is not None)
    span = range(min(counts), max(counts) + 1) if counts else ()
    by_year = tuple(YearCount(year, counts[year], year < today.year) for year in span)
    complete = yardstick.complete if yardstick else ()
    totals = {each.year: each.total for each in complete}
    on_query = {each.year: each.found for each in complete}
    found = growth(on_query, today, totals)
    even = even_capture(papers, today, yardstick)
    return Trends(
        by_year=by_year,
        without_year=years.count(None),
        growth=found.growth if found else None,
        growth_low=found.low if found else None,
        growth_high=found.high if found else None,
        coverage=_coverage(on_query, today, yardstick, enough=found is not None),
        yardstick=yardstick,
        shifts=_shifts(groups, even),
        shifts_coverage=_even_coverage(even),
    )


def even_capture(papers: Sequence[Paper], today: date, yardstick: Yardstick | None) -> Even | None:
    """Return the years of which enough papers are here for shares to mean something."""
    if yardstick is None:
        return None
    years = [known_year(paper, today) for paper in papers]
    counts = Counter(years)
    complete = yardstick.complete
    held = {
        each.year: counts[each.year]
        for each in complete
        if each.found and LEAST_CAPTURE <= counts[each.year] / each.found <= MOST_CAPTURE
    }
    return Even(tuple(y if y in held else None for y in years), held, len(complete))


def growth_within(papers: Sequence[int], even: Even | None) -> Growth | None:
    """Return the growth of some papers' share of all papers, over the years of an even capture."""
    if even is None or len(even.held) < LEAST_YEARS:
        return None
    inside = Counter(even.years[index] for index in papers)
    years = sorted(even.held)
    seen = [inside[year] for year in years]
    if sum(seen) < LEAST_PAPERS:
        return None
    return _poisson(years, seen, [even.held[year] for year in years])


def _shifts(groups: Sequence[Group], even: Even | None) -> tuple[Shift, ...]:
    """Return those of which the interval does not hold zero: rising first, fading last."""
    found = []
    for group in groups:
        grown = growth_within(group.papers, even)
        if grown is not None and (grown.low > 0 or grown.high < 0):
            found.append(Shift(group.name, group.kind, len(group.papers), *grown))
    return tuple(sorted(found, key=lambda shift: (-shift.growth, shift.kind, shift.name)))


def _even_coverage(even: Even | None) -> Coverage | None:
    if even is None:
        return None
    enough = len(even.held) >= LEAST_YEARS
    needs = f"{LEAST_YEARS} complete years of which half of the supplier's papers or more are here"
    said = f"{needs}; there are {len(even.held)} of {even.of}"
    advice = "Fetch more of the area:  fingerpost dive AREA --fetch --most 5000"
    return Coverage(said, len(even.held), 0, 0.5, enough, "" if enough else advice)


def known_year(paper: Paper, today: date) -> int | None:
    """Return the paper's year, or None where there is none or none that can be."""
    year = paper.year
    return year if year is not None and FIRST_YEAR <= year <= today.year + 1 else None


def growth(counts: Mapping[int, int], today: date, totals: Mapping[int, int]) -> Growth | None:
    """Return the growth over the complete years, or None where it cannot be said."""
    years = [year for year in sorted(totals) if year < today.year and totals[year] > 0]
    seen = [counts.get(year, 0) for year in years]
    if len(years) < LEAST_YEARS or sum(seen) < LEAST_PAPERS:
        return None
    return _poisson(years, seen, [totals[year] for year in years])


def _poisson(years: list[int], seen: list[int], totals: list[int]) -> Growth | None:
    """Newton's method on the log likelihood; None where the counts settle on no slope."""
    import numpy as np
    from scipy.stats import t as student

    time = np.array(years, dtype=float) - np.mean(years)
    design = np.column_stack([np.ones_like(time), time])
    counts, offset = np.array(seen, dtype=float), np.log(np.array(totals, dtype=float))
    weights = np.array([np.log(counts.sum() / np.exp(offset).sum()), 0.0])
    for _ in range(50):
        mean = np.exp(np.clip(design @ weights + offset, -50, 50))
        information = design.T @ (design * mean[:, None])
        if np.linalg.cond(information) > 1e12:
            return None
        step = np.linalg.solve(information, design.T @ (counts - mean))
        weights = weights + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-10:
            break
    free = len(years) - 2
    spread = max(1.0, float(((counts - mean) ** 2 / mean).sum()) / free)
    error = float(np.sqrt(spread * np.linalg.inv(information)[1, 1]))
    reach = float(student.ppf(0.975, free)) * error
    slope = float(weights[1])
    low, high = exp(max(slope - reach, -50)) - 1, exp(min(slope + reach, 50)) - 1
    return Growth(round(exp(slope) - 1, 4), round(low, 4), round(high, 4))


def _coverage(
    on_query: Mapping[int, int], today: date, yardstick: Yardstick | None, *, enough: bool
) -> Coverage:
    advice = "" if enough else NO_YARDSTICK
    if yardstick and not enough:
        papers = sum(count for year, count in on_query.items() if year < today.year)
        advice = (
            f"{yardstick.title} has {papers:,} on this query; growth needs {LEAST_PAPERS} over"
            f" {LEAST_YEARS} complete years. Widen the area's query."
        )
    return Coverage(NEEDS, 0, 0, 0.5, enough, advice)
