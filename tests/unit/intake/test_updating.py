"""Saved searches run again: counts that add up, news told once, a cut that loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.loopback import Asked, Loopback, Reply, serving
from tests.suppliers import PubMed

from fingerpost.errors import OfflineError, UsageError
from fingerpost.home import Area, SavedSearch
from fingerpost.intake.updating import Counts, SearchUpdate, run_search, together
from fingerpost.intake.watching import News
from fingerpost.library import Library
from fingerpost.records import Paper
from fingerpost.sources.live import Settings

SEARCH = SavedSearch("pubmed", "sepsis", 100)
AREA = Area("sepsis", "Sepsis", "sepsis", searches=(SEARCH,))
TODAY = date(2026, 11, 23)


@pytest.fixture
def pubmed() -> PubMed:
    return PubMed(list(range(1, 11)))


@pytest.fixture
def server(pubmed: PubMed) -> Iterator[Loopback]:
    with serving(Loopback(pubmed)) as running:
        yield running


@pytest.fixture
def settings(server: Loopback, tmp_path: Path) -> Settings:
    return Settings(
        urls={"pubmed": server.address}, spacing=0.0, first_wait=0.001, tries=2, batch=3,
        keep_hours=0.0, folder=tmp_path / "suppliers", sleep=lambda _seconds: None, offline=False,
    )  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def run(library: Library, tmp_path: Path, settings: Settings, area: Area = AREA) -> SearchUpdate:
    return run_search(library, tmp_path / "library", area, area.searches[0], settings, TODAY)


def test_the_first_run_finds_everything_new_and_the_second_nothing(
    library: Library, tmp_path: Path, settings: Settings
) -> None:
    library.put([Paper("Paper 3.", pmid="3")])
    first = run(library, tmp_path, settings)
    assert first.counts == Counts(found=10, read=10, duplicates=1, new=9)
    assert [event.paper for event in first.of(News.NEW)] == [
        f"pmid:{n}" for n in (1, 2, *range(4, 11))
    ]
    assert (first.as_of, first.gone) == (TODAY, None)
    second = run(library, tmp_path, settings)
    assert second.counts == Counts(found=10, read=10, duplicates=10, new=0)
    assert (second.events, second.gone) == ((), 0)


def test_what_came_since_and_what_is_gone(
    library: Library, tmp_path: Path, settings: Settings, pubmed: PubMed
) -> None:
    run(library, tmp_path, settings)
    pubmed.pmids = [*range(3, 11), 40, 41, 42]
    later = run(library, tmp_path, settings)
    assert [event.paper for event in later.of(News.NEW)] == ["pmid:40", "pmid:41", "pmid:42"]
    assert later.gone == 2
    assert library.count() == 13


def test_what_the_user_excluded_is_counted(
    library: Library, tmp_path: Path, settings: Settings
) -> None:
    area = replace(AREA, excluded=frozenset({"pmid:4", "pmid:99"}))
    assert run(library, tmp_path, settings, area).counts.excluded == 1


def test_a_search_that_was_cut_off_goes_on(
    server: Loopback, library: Library, tmp_path: Path, settings: Settings
) -> None:
    whole = server.answering
    served: list[str] = []

    def cut_after_two(asked: Asked) -> Reply:
        served.append(asked.verb)
        return whole(asked) if served.count("efetch") < 3 else Reply(b"", 500)

    server.answering = cut_after_two
    cut = run(library, tmp_path, settings)
    assert not cut.finished
    assert cut.problems
    assert 0 < library.count() < 10
    server.answering = whole
    rest = run(library, tmp_path, settings)
    assert rest.finished
    assert rest.resumed_at == cut.counts.read
    assert library.count() == 10
    told = [event.paper for event in (*cut.of(News.NEW), *rest.of(News.NEW))]
    assert sorted(told) == sorted({f"pmid:{n}" for n in range(1, 11)})


def test_offline_is_said_at_once(library: Library, tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(OfflineError):
        run(library, tmp_path, replace(settings, offline=True))


def test_an_unknown_supplier_is_refused(
    library: Library, tmp_path: Path, settings: Settings
) -> None:
    area = replace(AREA, searches=(SavedSearch("nowhere", "x"),))
    with pytest.raises(UsageError, match="pubmed"):
        run(library, tmp_path, settings, area)


def test_a_paper_that_two_searches_found_counts_once() -> None:
    one = SearchUpdate("sepsis", SEARCH, TODAY, Counts(5, 3, 0, 3), papers=("a", "b", "c"))
    other = SearchUpdate("sepsis", SEARCH, TODAY, Counts(2, 2, 1, 1), papers=("c", "d"))
    area = replace(AREA, excluded=frozenset({"d"}))
    assert together([one, other], area) == Counts(7, 5, 1, 4, 0, 1)
