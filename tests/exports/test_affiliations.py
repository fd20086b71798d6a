"""Affiliations as they stand in real papers: country and city against what a reader sees in them.

`affiliation_places.json` holds what 423 strings of the shared data state, by their digest: 253 in
sight of which rules were written, and 170 that were read by a person first and only measured.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.landscape.affiliations import read_affiliation
from fingerpost.text import digest, fold

PLACES = Path(__file__).with_name("affiliation_places.json")


@pytest.fixture(scope="module")
def strings(shared_data: Path) -> list[str]:
    return sorted(set(_strings(shared_data / "affiliations")))


def _strings(folder: Path) -> Iterator[str]:
    gold = folder / "s2aff" / "gold_affiliation_annotations_2021.csv"
    with gold.open(encoding="utf-8", newline="") as file:
        yield from (row["original_affiliation"] for row in csv.DictReader(file))
    with gzip.open(folder / "ror" / "dataset_affiliations_crossref_2024_02_19.json.gz") as packed:
        yield from (entry["affiliation"] for entry in json.load(packed))


def shares(strings: list[str], part: str) -> tuple[float, float]:
    """The shares of stated countries and of stated cities that are found."""
    stated = json.loads(PLACES.read_text("utf-8"))[part]
    known = {key: text for text in strings if (key := digest(text)) in stated}
    assert len(known) == len(stated)
    countries, cities = [], []
    for key, (iso, city) in stated.items():
        found = read_affiliation(known[key])
        if iso:
            countries.append(found.iso == iso)
        if city:
            cities.append(fold(found.city) == fold(city))
    return sum(countries) / len(countries), sum(cities) / len(cities)


def test_countries_and_cities_are_found(strings: list[str]) -> None:
    country, city = shares(strings, "places")
    assert country >= 0.99
    assert city >= 0.94


def test_they_are_found_in_strings_that_no_rule_was_written_for(strings: list[str]) -> None:
    country, city = shares(strings, "held_out")
    assert country >= 0.96
    assert city >= 0.90


def test_no_string_of_thousands_breaks_the_reader(strings: list[str]) -> None:
    found = [read_affiliation(text) for text in strings]
    assert len(found) > 4_000
    assert sum(bool(one.iso) for one in found) > 0.7 * len(found)
    assert all(one.city for one in found if one.latitude is not None)
    assert sum(one.latitude is None for one in found if one.city) < 0.05 * len(found)
