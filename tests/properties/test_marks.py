"""Marks of a fetch: whatever stands in one, it is a place, or a sentence says that it is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.loopback import Loopback, serving
from tests.suppliers import Arxiv, Crossref, EuropePmc, OpenAlex, PubMed

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources.live import Mark, Settings, fetch, pubmed_search

TWINS = {
    "pubmed": PubMed,
    "arxiv": Arxiv,
    "openalex": OpenAlex,
    "europepmc": EuropePmc,
    "crossref": Crossref,
}
NUMBERS = list(range(1, 12))
VALUES = (
    st.none()
    | st.integers()
    | st.text(max_size=20)
    | st.booleans()
    | st.lists(st.none(), max_size=1)
)
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with serving(Loopback(PubMed())) as running:
        yield running


def asking(server: Loopback, folder: Path) -> Settings:
    return Settings(
        urls=dict.fromkeys(TWINS, server.address), folder=folder, spacing=0.0, first_wait=0.001,
        tries=3, batch=3, keep_hours=0.0, offline=False, sleep=lambda _seconds: None,
    )  # fmt: skip


@QUIET
@given(text=st.text(max_size=60))
def test_any_text(server: Loopback, tmp_path: Path, text: str) -> None:
    if text:
        with pytest.raises(SourceError, match="mark"):
            fetch("pubmed", "sepsis", 9, asking(server, tmp_path), text)


@pytest.mark.parametrize("name", [*TWINS, "pubmed by days"])
@QUIET
@given(data=st.data())
def test_a_mark_with_a_changed_value(
    server: Loopback,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: st.DataObject,
) -> None:
    supplier, _, by_days = name.partition(" ")
    monkeypatch.setattr(pubmed_search, "MOST", 4 if by_days else 9_999)
    server.answering = TWINS[supplier](NUMBERS)
    told = asking(server, tmp_path)
    items = fetch(supplier, "sepsis", 6, told)
    marks = [item for item in items if isinstance(item, Mark)]
    stated = json.loads(marks[0].text)
    target = data.draw(st.sampled_from([stated, stated["next"]]), label="where")
    target[data.draw(st.sampled_from(sorted(target)), label="which")] = data.draw(VALUES)
    with suppress(SourceError):
        for item in fetch(supplier, "sepsis", 9, told, json.dumps(stated)):
            assert isinstance(item, Paper | Problem | Mark)
