"""Growth on the page: by a supplier's totals with their date, or that it cannot be said and why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.dives.looking import TODAY, assert_harmless, text_of

from fingerpost.dives import Dive, look_into
from fingerpost.dives.pages import dive_markdown, dive_page
from fingerpost.dives.tables import dive_tables
from fingerpost.home import Area, Profile
from fingerpost.intake import yardstick
from fingerpost.library import Library
from fingerpost.records import Paper
from fingerpost.sources.live import Settings

YEARS = range(2016, 2027)


def _method(year: int, number: int) -> str:
    return "large language model" if number < 2 * 2 ** (year - 2016) else "random forest"


def corpus(a_year: int) -> list[Paper]:
    """Sepsis papers of which ever more use a language model."""
    return [
        Paper(
            title=f"Sepsis study {year} {n}",
            abstract=f"We used a {_method(year, n)} for sepsis in intensive care.",
            year=year,
            pmid=str(100 * (year - 2000) + n),
        )
        for year in YEARS
        for n in range(a_year)
    ]


def measured(folder: Path, monkeypatch: pytest.MonkeyPatch, a_year: int) -> Dive:
    """A dive for whose query PubMed has 20 papers in 2016 and ten more each year."""

    def count(_supplier: str, query: str, _settings: Settings) -> int:
        found = re.search(r"(\d{4})\[dp\]", query)
        assert found is not None
        return 20 + 10 * (int(found.group(1)) - 2016) if "sepsis" in query else 100_000

    monkeypatch.setattr(yardstick, "count", count)
    with Library.open(folder / "library") as library:
        library.put(corpus(a_year))
        yardstick.take_yardstick(library.folder, "sepsis", "pubmed", Settings(), TODAY)
        return look_into(library, Area("sepsis", "Sepsis", "sepsis"), Profile(), TODAY)


def test_growth_stands_with_its_interval_its_supplier_and_its_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dive = measured(tmp_path, monkeypatch, 5)
    page = text_of(assert_harmless(dive_page(dive)))
    said = re.search(r"changed by \+(\d+) % a year \(95 % interval \+(\d+) to \+(\d+) %\)", page)
    assert said is not None
    growth, low, high = map(int, said.groups())
    assert low <= growth <= high
    assert 15 <= growth <= 25
    assert "from 2016 to 2025" in page
    assert "PubMed's yearly totals, asked on 2026-11-23" in page
    rows = assert_harmless(dive_page(dive)).xpath("//div[@aria-label='Yearly totals']//tr")
    cells = [cell.text_content() for cell in rows[-1]]
    assert cells == ["2026 (not over)", "120", "100,000", "120.0"]
    assert f"changed by +{growth} % a year" in dive_markdown(dive)
    assert "2026,120,100000,no" in dive_tables(dive)["yardstick.csv"]


def test_what_rises_needs_most_of_the_suppliers_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = text_of(assert_harmless(dive_page(measured(tmp_path / "few", monkeypatch, 5))))
    assert "there are 0 of 10" in few
    assert "Rising:" not in few
    most = text_of(assert_harmless(dive_page(measured(tmp_path / "most", monkeypatch, 30))))
    assert re.search(r"Rising: language model \(method, \d+ papers\) \+\d+ % a year", most)
    assert "would be listed by chance" in most


def test_without_totals_the_page_says_what_to_do(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.put(corpus(5))
        dive = look_into(library, Area("sepsis", "Sepsis", "sepsis"), Profile(), TODAY)
    page = text_of(assert_harmless(dive_page(dive)))
    assert "Cannot be said from these papers: it needs an even capture over the years." in page
    assert "fingerpost dive AREA --yardstick" in page
    assert "% a year" not in page
