"""Papers per year, and growth where there is an even yardstick to measure it against.

Growth is the slope of a Poisson regression of the yearly counts on the year with the logarithm of
the yardstick as offset, its interval widened by the overdispersion (McCullagh and Nelder,
Generalized Linear Models, 2nd edition, 1989, chapter 6). Without a yardstick the counts show how
the papers were collected as much as how the field grew, so nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import exp
from typing import Final, NamedTuple

from fingerpost.landscape.model import Trends, YearCount
from fingerpost.records import Coverage, Paper

FIRST_YEAR: Final = 1800
LEAST_YEARS: Final = 4
LEAST_PAPERS: Final = 20
NEEDS: Final = "an even capture over the years"
NO_YARDSTICK: Final = (
    "How many papers of a year are here depends on how they were collected. Run your query on"
    " PubMed and look at its 'Results by year' beside the totals for all of PubMed."
)


class Growth(NamedTuple):
    """Yearly growth of a share with its 95 % interval: 0.1 is ten per cent a year."""

    growth: float
    low: float
    high: float


def trends(
    papers: Sequence[Paper], today: date, yardstick: Mapping[int, int] | None = None
) -> Trends:
    """Return papers per year, and growth of their share of the yardstick.

    `yardstick` gives for each year how many papers of the same kind the supplier has in all.
    """
    years = [known_year(paper, today) for paper in papers]
    counts = Counter(year for year in years if year is not None)
    span = range(min(counts), max(counts) + 1) if counts else ()
    by_year = tuple(YearCount(year, counts[year], year < today.year) for year in span)
    found = growth(counts, today, yardstick)
    return Trends(
        by_year=by_year,
        without_year=years.count(None),
        growth=found.growth if found else None,
        growth_low=found.low if found else None,
        growth_high=found.high if found else None,
        coverage=_coverage(counts, len(papers), today, yardstick, enough=found is not None),
    )


def known_year(paper: Paper, today: date) -> int | None:
    """Return the paper's year, or None where there is none or none that can be."""
    year = paper.year
    return year if year is not None and FIRST_YEAR <= year <= today.year + 1 else None


def growth(
    counts: Mapping[int, int], today: date, yardstick: Mapping[int, int] | None
) -> Growth | None:
    """Return the growth over the complete years, or None where it cannot be said."""
    if not yardstick:
        return None
    years = [year for year in sorted(yardstick) if year < today.year and yardstick[year] > 0]
    seen = [counts.get(year, 0) for year in years]
    if len(years) < LEAST_YEARS or sum(seen) < LEAST_PAPERS:
        return None
    return _poisson(years, seen, [yardstick[year] for year in years])


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
    counts: Counter[int],
    papers: int,
    today: date,
    yardstick: Mapping[int, int] | None,
    *,
    enough: bool,
) -> Coverage:
    covered = _within(counts, [year for year in yardstick or () if year < today.year])
    advice = ""
    if not enough:
        advice = NO_YARDSTICK
        if yardstick:
            advice = (
                f"Growth needs {LEAST_PAPERS} papers over {LEAST_YEARS} complete years for which"
                " the supplier's total is known: import earlier years."
            )
    of = papers if yardstick else 0
    return Coverage(NEEDS, covered, of, 0.5, enough, advice)


def _within(counts: Counter[int], years: Iterable[int]) -> int:
    return sum(counts[year] for year in years)
