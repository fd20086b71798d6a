"""The hypergeometric chances, beside an independent implementation and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from fingerpost.reading.screening.chance import (
    Stretches,
    chance_of_so_few,
    most_relevant,
    papers_needed,
)


def one(population: int, drawn: int, found: int, before: int = 0) -> Stretches:
    return Stretches(*(np.array([n]) for n in (population, before, drawn, found)))


@given(st.data())
def test_the_chance_is_that_of_scipy(data):
    population = data.draw(st.integers(1, 400))
    drawn = data.draw(st.integers(0, population))
    relevant = data.draw(st.integers(0, population))
    lowest = max(0, drawn - population + relevant)
    found = data.draw(st.integers(lowest, min(relevant, drawn)))
    mine = chance_of_so_few(one(population, drawn, found, before=3), relevant + 3)
    assert mine == pytest.approx(hypergeom.cdf(found, population, relevant, drawn), abs=1e-9)


def test_what_cannot_be_has_no_chance():
    # Eight of ten drawn and one found: of nine relevant ones at least seven would be among them.
    assert chance_of_so_few(one(10, 8, 1), 9) == 0.0
    assert chance_of_so_few(one(10, 8, 1), 11) == 0.0


def test_the_stretch_that_speaks_most_against_it_counts():
    both = Stretches(np.array([100, 50]), np.array([0, 5]), np.array([90, 40]), np.array([5, 0]))
    alone = one(50, 40, 0, before=5)
    assert chance_of_so_few(both, 8) == chance_of_so_few(alone, 8)


def test_one_paper_that_is_missed_needs_nearly_all_to_be_read():
    # One relevant among 100: 95 of them must be read for a chance of 5 % to have missed it.
    assert papers_needed(one(100, 0, 0), 1, 100, 0.0501) == 95
    assert most_relevant(one(100, 95, 0), 0, 5, 0.049) == 1
    assert most_relevant(one(100, 95, 0), 0, 5, 0.051) == 0
