"""The page of the evidence table: what an address asks, and that it asks no more than there is."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from tests.unit.faces.web import diving

from fingerpost.desk import Desk
from fingerpost.dives.evidence_asked import EvidenceAsked
from fingerpost.faces.web.dive_evidence import (
    A_PAGE,
    Choices,
    _choices,
    asked_of,
    evidence_page,
)
from fingerpost.faces.web.looked import Looked, made_of


@pytest.fixture
def looked(dived: Desk) -> Looked:
    return diving.looked(dived)


def asked(query: str, known: Choices) -> EvidenceAsked:
    return asked_of(Request({"type": "http", "query_string": query.encode()}), known)


def test_pages_hold_every_row_once(looked: Looked) -> None:
    first = evidence_page(looked, EvidenceAsked(), 0)
    second = evidence_page(looked, EvidenceAsked(), A_PAGE)
    assert len(first.rows) == A_PAGE
    assert first.earlier == second.later == ""
    assert f"start={A_PAGE}" in first.later
    papers = [row.line.paper.id for row in (*first.rows, *second.rows)]
    assert sorted(papers) == sorted(looked.papers)
    assert len(first.table().rows) == len(looked.papers)


def test_quotes_stand_in_the_paper_and_are_marked(looked: Looked) -> None:
    page = evidence_page(looked, EvidenceAsked(sort="people", is_down=True), 0)
    row = page.rows[0]
    assert row.line.values[5] == "171"
    said = {quoted.field: quoted for quoted in row.quotes}
    before, quote, after = said["participants"].quotes[0]
    assert f"{before}{quote}{after}" in row.line.paper.text
    assert "171" in quote


def test_what_an_address_cannot_ask_is_left_out(looked: Looked) -> None:
    known = made_of(looked.dive, _choices)
    wanted = asked("kind=nothing&method=random_forest&sort=size&down=1&q=+sepsis+", known)
    assert wanted == EvidenceAsked("sepsis", (("method", "random_forest"),), "", is_down=True)
    assert len(evidence_page(looked, wanted, 0).found) == 12


def test_a_heading_sorts_and_the_second_time_turns_round(looked: Looked) -> None:
    page = evidence_page(looked, EvidenceAsked("sepsis"), 0)
    assert {column.order for column in page.columns} == {""}
    assert page.columns[1].address.endswith("/evidence?q=sepsis&sort=year#table")
    page = evidence_page(looked, EvidenceAsked("sepsis", sort="year"), 0)
    assert page.columns[1].order == "ascending"
    assert "down=1" in page.columns[1].address
    page = evidence_page(looked, EvidenceAsked("sepsis", sort="year", is_down=True), 0)
    assert page.columns[1].order == "descending"
    assert "down" not in page.columns[1].address


def test_what_is_made_of_a_dive_is_made_once(looked: Looked) -> None:
    made = made_of(looked.dive, _choices)
    assert made_of(looked.dive, _choices) is made
