"""A supplier's papers into a library: cut off, gone on with, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.loopback import Loopback, Reply, serving
from tests.suppliers import PubMed

from fingerpost.errors import OfflineError, SourceError
from fingerpost.intake.fetching import FetchResult, Wanted, fetch_papers
from fingerpost.library import Library
from fingerpost.sources.live import Settings

SEPSIS = Wanted("pubmed", "sepsis", 100)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(Loopback(PubMed(list(range(1, 11))))) as running:
        yield running


@pytest.fixture
def settings(server: Loopback, tmp_path: Path) -> Settings:
    return Settings(
        urls={"pubmed": server.address},
        spacing=0.0,
        first_wait=0.001,
        tries=2,
        batch=3,
        keep_hours=0.0,
        folder=tmp_path / "suppliers",
        sleep=lambda _seconds: None,
        offline=False,
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def bring(library: Library, tmp_path: Path, settings: Settings, **told: Any) -> FetchResult:
    return fetch_papers(library, tmp_path / "library", SEPSIS, settings, **told)


def notes(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "library" / "fetches").glob("*"))


def test_papers_are_in_the_library_and_nothing_is_left_to_go_on_with(
    library: Library, tmp_path: Path, settings: Settings
) -> None:
    told: list[tuple[int, int]] = []
    result = bring(library, tmp_path, settings, on_found=lambda *at: told.append(at))
    assert (result.found, result.came.read, result.came.imported) == (10, 10, 10)
    assert result.finished
    assert told == [(10, 0)]
    assert library.count() == 10
    assert notes(tmp_path) == []


def test_a_fetch_that_the_supplier_cut_off_goes_on_where_it_was(
    server: Loopback, library: Library, tmp_path: Path, settings: Settings
) -> None:
    dead = Reply(b"", 500)
    server.faults = []
    items: list[int] = []

    def die_after_two_batches(done: int, _total: int) -> None:
        items.append(done)
        if done == 6:
            server.faults = [dead, dead]

    cut = bring(library, tmp_path, settings, on_progress=die_after_two_batches)
    assert not cut.finished
    assert "status 500" in cut.came.problems[0].reason
    assert library.count() == 6
    before = len(server.asked)
    rest = bring(library, tmp_path, settings)
    assert (rest.resumed_at, rest.came.read, rest.finished) == (6, 4, True)
    assert library.count() == 10
    assert server.verbs[before:] == ["efetch", "efetch"], "nothing is asked for twice"
    assert notes(tmp_path) == []


def test_ctrl_c_keeps_what_came_and_where_we_were(
    library: Library, tmp_path: Path, settings: Settings
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    cut = bring(library, tmp_path, settings, on_progress=stop)
    assert cut.interrupted
    assert library.count() == 6
    rest = bring(library, tmp_path, settings)
    assert rest.finished
    assert library.count() == 10
    assert rest.resumed_at in (3, 6)


def test_again_begins_at_the_beginning(
    server: Loopback, library: Library, tmp_path: Path, settings: Settings
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    bring(library, tmp_path, settings, on_progress=stop)
    result = bring(library, tmp_path, settings, again=True)
    assert (result.resumed_at, result.came.read, result.came.unchanged) == (0, 10, 6)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"mark": "x", "read": 3, "found": 9}', "\udcff"])
def test_a_damaged_note_costs_a_new_beginning_and_nothing_else(
    library: Library, tmp_path: Path, settings: Settings, text: str
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    bring(library, tmp_path, settings, on_progress=stop)
    [note] = notes(tmp_path)
    note.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = bring(library, tmp_path, settings)
    assert (result.resumed_at, result.came.read, result.finished) == (0, 10, True)


def test_a_supplier_that_cannot_be_asked_changes_nothing(
    server: Loopback, library: Library, tmp_path: Path, settings: Settings
) -> None:
    server.faults = [Reply(b"", 500)] * 2
    with pytest.raises(SourceError, match="status 500"):
        bring(library, tmp_path, settings)
    assert library.count() == 0


def test_offline_is_told_as_such(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    with pytest.raises(OfflineError):
        bring(library, tmp_path, Settings(folder=tmp_path / "suppliers"))


@pytest.mark.parametrize(
    ("supplier", "query", "asked"),
    [
        ("pubmed", "title:sepsis AND NOT review[pt]", "sepsis[ti] NOT review[pt]"),
        ("pubmed", "sepsis[ti] NOT review[pt]  ", "sepsis[ti] NOT review[pt]  "),
        ("pubmed", "2024:3000[edat] AND x[nonsense", "2024:3000[edat] AND x[nonsense"),
        ("pubmed", "*", "*"),
        ("crossref", "title:sepsis", "title:sepsis"),
    ],
)  # fmt: skip
def test_pubmed_is_asked_in_its_own_form(supplier: str, query: str, asked: str) -> None:
    assert Wanted(supplier, query, 10).asked == asked
