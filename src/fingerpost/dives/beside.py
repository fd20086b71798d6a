"""Two areas side by side: the same figures of both, each with what it was counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from fingerpost.dives.model import Dive
from fingerpost.dives.pages import percent, share
from fingerpost.text import plural

CANNOT: Final = "cannot be said"
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of two areas, in words."""

    figure: str
    first: str
    second: str


def beside(first: Dive, second: Dive) -> tuple[Beside, ...]:
    """Return the figures of two dives side by side; what cannot be said of one says so."""
    mine, other = ({paper.id for paper in dive.papers} for dive in (first, second))
    both = len(mine & other)

    def row(figure: str, say: Callable[[Dive], str]) -> Beside:
        return Beside(figure, say(first), say(second))

    def said(label: str) -> Beside:
        return row(label, lambda dive: _share(dive, label))

    shares = [one.label for dive in (first, second) for one in dive.evidence.shares]
    return (
        row("query", lambda dive: dive.query),
        row("papers", lambda dive: f"{len(dive.papers):,}"),
        row("papers in both areas", lambda dive: share(both, len(dive.papers))),
        row("growth a year, by a supplier's totals", _growth),
        row("abstracts that show machine learning", lambda dive: f"{_about(dive):,}"),
        *map(said, dict.fromkeys(shares)),
        row("people in a study, median", _people),
        row("largest topics", lambda dive: "; ".join(_topics(dive)) or CANNOT),
        row("commonest methods", lambda dive: "; ".join(_methods(dive)) or CANNOT),
        row("crowded pairs", lambda dive: _pairs(dive, "crowded")),
        row("thin pairs", lambda dive: _pairs(dive, "thin")),
        row("countries of authors", _countries),
    )


def _growth(dive: Dive) -> str:
    trends = dive.landscape.trends
    if trends.growth is None or trends.growth_low is None or trends.growth_high is None:
        return CANNOT
    low, high = percent(trends.growth_low), percent(trends.growth_high)
    return f"{percent(trends.growth)} ({low} to {high})"


def _about(dive: Dive) -> int:
    return sum(appraisal.about_learning for appraisal in dive.appraisals)


def _share(dive: Dive, label: str) -> str:
    said = [share(one.count, one.of) for one in dive.evidence.shares if one.label == label]
    return said[0] if said else CANNOT


def _people(dive: Dive) -> str:
    median = dive.evidence.median_participants
    stated = plural(dive.evidence.participants_stated, "study", "studies")
    return CANNOT if median is None else f"{median:,} (stated in {stated})"


def _topics(dive: Dive) -> Iterator[str]:
    for topic in dive.landscape.topics[:MOST]:
        yield f"{topic.label} ({topic.size:,})"


def _methods(dive: Dive) -> Iterator[str]:
    for name, count in (dive.gaps.methods if dive.gaps else ())[:MOST]:
        yield f"{name} ({count:,})"


def _pairs(dive: Dive, state: str) -> str:
    if dive.gaps is None or not dive.gaps.coverage.enough:
        return CANNOT
    return f"{sum(cell.state == state for cell in dive.gaps.cells)} of {len(dive.gaps.cells)}"


def _countries(dive: Dive) -> str:
    people = dive.landscape.people
    if not people.coverage.enough:
        return CANNOT
    return "; ".join(f"{name} ({count:,})" for name, count in people.countries[:MOST]) or CANNOT
