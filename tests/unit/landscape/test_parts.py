"""Neighbours, layout, trends, key papers and grid, each by what it promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np
import pytest
from msgspec.structs import replace
from tests.unit.landscape.corpus import papers

from fingerpost.intake.yardstick import Yardstick, YearTotal
from fingerpost.landscape import describe
from fingerpost.landscape.key_papers import BY_CITATIONS, BY_WORDS, may_be_recommended
from fingerpost.landscape.layout import layout
from fingerpost.landscape.neighbours import neighbours
from fingerpost.landscape.topics import wanted_topics
from fingerpost.landscape.trends import Group, trends
from fingerpost.records import Paper, Reference

TODAY = date(2026, 1, 15)


def unit(rows: list[list[float]]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    made = np.array(rows, dtype=np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_neighbours_are_nearest_first_and_ties_go_by_index() -> None:
    found = neighbours(unit([[1, 0], [1, 0.1], [0, 1], [0, 1], [0, 1]]), 2)
    assert found.indices.tolist() == [[1, 2], [0, 2], [3, 4], [2, 4], [2, 3]]
    assert found.cosines[2].tolist() == [1.0, 1.0]


def test_neighbours_agree_with_a_full_comparison_over_blocks() -> None:
    space = unit(np.random.default_rng(3).normal(size=(1100, 6)).tolist())
    similar = space @ space.T
    np.fill_diagonal(similar, -2)
    expected = np.sort(similar, axis=1)[:, ::-1][:, :5]
    assert np.allclose(neighbours(space, 5).cosines, expected, atol=2e-5)


def test_among_many_equally_near_the_first_are_taken() -> None:
    space = unit([[1, 0], [0, 1], [1, 1]] * 400)
    found = neighbours(space, 7).indices
    for row in (0, 1, 2, 700, 1199):
        alike = [at for at in range(row % 3, 1200, 3) if at != row]
        assert found[row].tolist() == alike[:7]


def test_no_more_neighbours_than_there_are() -> None:
    assert neighbours(unit([[1, 0], [0, 1]]), 30).indices.shape == (2, 1)
    assert neighbours(unit([[1, 0]]), 30).indices.shape == (1, 0)


def test_layout_keeps_groups_apart() -> None:
    rng = np.random.default_rng(0)
    rows = np.vstack(
        [rng.normal(at, 0.05, size=(40, 5)) for at in ([1, 0, 0, 0, 0], [0, 1, 0, 0, 0])]
    )
    space = unit(rows.tolist())
    placed = layout(space, neighbours(space, 30))
    one, other = placed[:40], placed[40:]
    apart = np.linalg.norm(one.mean(axis=0) - other.mean(axis=0))
    assert apart > 2 * max(one.std(), other.std()) / 2
    assert placed.min() == 0.0
    assert placed.max() == 1.0


def test_many_papers_are_placed_among_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fingerpost.landscape.layout.WHOLE", 100)
    monkeypatch.setattr("fingerpost.landscape.layout.LANDMARKS", 60)
    space = unit(np.random.default_rng(1).normal(size=(200, 4)).tolist())
    placed = layout(space, neighbours(space, 30))
    assert placed.shape == (200, 2)
    assert len(np.unique(placed, axis=0)) > 100


def test_how_many_topics_are_looked_for() -> None:
    assert [wanted_topics(n) for n in (0, 1, 30, 300, 3_000, 200_000)] == [0, 1, 4, 8, 12, 14]


def yearly(counts: dict[int, int]) -> list[Paper]:
    return [
        Paper(title=f"Paper {year} {n}", year=year) for year, k in counts.items() for n in range(k)
    ]


def yardstick(
    found: Mapping[int, int], totals: Mapping[int, int], asked_on: str = "2026-11-23"
) -> Yardstick:
    """PubMed's yearly papers on a query, and in all."""
    years = tuple(YearTotal(year, found.get(year, 0), totals[year]) for year in sorted(totals))
    return Yardstick("pubmed", "sepsis", asked_on, years)


def test_growth_is_the_slope_of_the_share() -> None:
    counts = {year: round(20 * 1.2 ** (year - 2016)) for year in range(2016, 2026)}
    found = trends([], TODAY, yardstick(counts, dict.fromkeys(range(2016, 2026), 1000)))
    assert found.growth == pytest.approx(0.2, abs=0.02)
    assert found.growth_low is not None
    assert found.growth_high is not None
    assert found.growth_low < 0.2 < found.growth_high
    assert found.coverage.enough


def test_papers_that_grow_as_the_yardstick_does_not_grow() -> None:
    counts = {year: 10 * (year - 2010) for year in range(2012, 2026)}
    found = trends([], TODAY, yardstick(counts, {year: 100 * n for year, n in counts.items()}))
    assert found.growth == pytest.approx(0.0, abs=1e-6)


def test_the_current_year_is_incomplete_and_feeds_no_growth() -> None:
    counts = dict.fromkeys(range(2018, 2026), 20) | {2026: 400}
    found = trends(yearly(counts), TODAY, yardstick(counts, dict.fromkeys(range(2018, 2027), 1000)))
    assert [year.complete for year in found.by_year][-2:] == [True, False]
    assert found.growth == pytest.approx(0.0, abs=1e-6)


def test_too_few_years_or_no_yardstick_say_nothing() -> None:
    short = yardstick({2024: 50, 2025: 90}, {2024: 9_000, 2025: 9_000})
    assert trends(yearly({2024: 50, 2025: 90}), TODAY, short).growth is None
    without = trends(yearly(dict.fromkeys(range(2015, 2026), 30)), TODAY)
    assert (without.growth, without.growth_low, without.growth_high) == (None, None, None)
    assert without.coverage.needs == "an even capture over the years"
    assert without.coverage.advice


def test_what_somebody_imported_when_changes_no_growth() -> None:
    taken = yardstick(dict.fromkeys(range(2016, 2026), 50), dict.fromkeys(range(2016, 2026), 1000))
    mine = yearly({year: 2 ** (year - 2016) for year in range(2016, 2026)})
    assert trends(mine, TODAY, taken) != trends([], TODAY, taken)
    assert trends(mine, TODAY, taken).growth == trends([], TODAY, taken).growth == 0.0


def test_a_year_that_was_not_over_when_the_supplier_was_asked_feeds_no_growth() -> None:
    counts = dict.fromkeys(range(2016, 2026), 50) | {2026: 10}
    taken = yardstick(counts, dict.fromkeys(range(2016, 2027), 1000))
    later = date(2028, 2, 1)
    assert trends([], later, taken).growth == 0.0


def rising() -> tuple[list[Paper], Group, Group]:
    """Thirty papers a year of which ever more, and a steady ten, are of two groups."""
    given = yearly(dict.fromkeys(range(2016, 2026), 30))
    place = {year: [i for i, paper in enumerate(given) if paper.year == year] for year in
             range(2016, 2026)}  # fmt: skip
    more = [i for year, inside in place.items() for i in inside[: 2 + 2 * (year - 2016)]]
    steady = [i for inside in place.values() for i in inside[20:30]]
    return given, Group("language model", "method", more), Group("Sepsis", "topic", steady)


def test_what_rises_within_an_even_capture_is_named() -> None:
    given, more, steady = rising()
    taken = yardstick(dict.fromkeys(range(2016, 2026), 40), dict.fromkeys(range(2016, 2026), 900))
    found = trends(given, TODAY, taken, [steady, more])
    assert [(shift.name, shift.kind, shift.papers) for shift in found.shifts] == [
        ("language model", "method", 110)
    ]
    assert 0.1 < found.shifts[0].low < found.shifts[0].growth < found.shifts[0].high
    assert found.shifts_coverage is not None
    assert found.shifts_coverage.enough


def test_without_an_even_capture_nothing_is_said_to_rise() -> None:
    given, more, steady = rising()
    taken = yardstick(dict.fromkeys(range(2016, 2026), 400), dict.fromkeys(range(2016, 2026), 900))
    found = trends(given, TODAY, taken, [steady, more])
    assert found.shifts == ()
    assert found.shifts_coverage is not None
    assert "there are 0 of 10" in found.shifts_coverage.sentence
    assert "--fetch" in found.shifts_coverage.sentence
    assert trends(given, TODAY, None, [more]).shifts == ()


def test_topics_are_measured_by_their_share_of_these_papers() -> None:
    given = papers(each=40)
    held = Counter(paper.year for paper in given if paper.year)
    taken = yardstick({year: n + 2 for year, n in held.items()}, dict.fromkeys(held, 5_000))
    found = describe(given, today=TODAY, yardstick=taken)
    assert found.trends.yardstick == taken
    assert {topic.size >= 20: topic.growth for topic in found.topics} == {True: 0.0, False: None}
    without = describe(given, today=TODAY)
    assert all(topic.growth is None for topic in without.topics)
    assert "--yardstick" in without.trends.coverage.sentence


def test_years_without_papers_are_shown_as_zero() -> None:
    found = trends(yearly({2019: 1, 2021: 2}), TODAY)
    assert [(year.year, year.count) for year in found.by_year] == [(2019, 1), (2020, 0), (2021, 2)]


def test_key_papers_follow_citations_where_there_are_references() -> None:
    given = papers()
    citing = [
        replace(paper, references=(Reference(pmid="5"), Reference(doi="10.1000/abc")))
        for paper in given
    ]
    citing[8] = replace(citing[8], doi="10.1000/abc")
    found = describe(citing, today=TODAY).key_papers
    assert found.by == BY_CITATIONS
    assert {found.papers[0].paper, found.papers[1].paper} == {"pmid:5", "pmid:9"}
    assert found.papers[0].reason == "Cited by 35 papers of these 36"
    assert found.coverage.enough


def test_key_papers_by_words_come_from_all_topics_and_say_why() -> None:
    found = describe(papers(), today=TODAY)
    assert found.key_papers.by == BY_WORDS
    assert not found.key_papers.coverage.enough
    topic_of = {place.paper: place.topic for place in found.places}
    assert {topic_of[key.paper] for key in found.key_papers.papers} == {t.id for t in found.topics}
    assert all("of these 36" in key.reason for key in found.key_papers.papers)


def test_notices_and_replies_are_no_key_papers() -> None:
    for title in ("Retracted: a trial of sepsis", "Correction to: eyes", "Reply", "Erratum"):
        assert not may_be_recommended(Paper(title=title))
    assert may_be_recommended(Paper(title="Corrections of refraction in children"))


def test_the_grid_counts_methods_on_problems_and_what_chance_would_give() -> None:
    found = describe(papers(), today=TODAY).grid
    cells = {(cell.method, cell.problem): cell for cell in found.cells}
    assert len(cells) == len(found.methods) * len(found.problems)
    cell = cells["random forest", "sepsis and intensive care"]
    assert (cell.count, cell.expected) == (4, 4.0)
    assert len(cell.papers) == 4
    empty = [one for one in found.cells if one.count == 0]
    assert all(one.papers == () for one in empty)


def test_the_grid_of_titles_says_that_it_is_from_titles() -> None:
    found = describe(papers(abstracts=False), today=TODAY).grid
    assert any(cell.count for cell in found.cells)
    assert "titles only" in found.coverage.needs
