"""A dive compared with one before it, and with that of another area."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.exceptions import HTTPException
from tests.unit.faces.web import diving

from fingerpost.desk import Desk
from fingerpost.errors import UsageError
from fingerpost.faces.web.dive_compared import beside_page, since_page
from fingerpost.faces.web.dives import overview_page
from fingerpost.home import Area
from fingerpost.records import Paper

LATER = date(2026, 11, 30)


@pytest.fixture
def desk(dived: Desk) -> Desk:
    return dived


def test_what_came_since_is_listed(desk: Desk) -> None:
    desk.library.put([Paper("We predict one more", "We predict it again.", pmid="9", year=2026)])
    diving.look(desk, LATER)
    looked = diving.looked(desk, LATER)
    assert overview_page(desk, looked).before == (diving.DAY,)
    page = since_page(desk, looked, diving.DAY.isoformat())
    assert page.table().rows == [("came", "pmid:9", "We predict one more")]
    assert page.change.sentences[0] == "73 papers now, 72 on 2026-11-23: 1 came, 0 went."


def test_a_day_without_a_dive_before_it_is_told(desk: Desk) -> None:
    looked = diving.looked(desk)
    with pytest.raises(UsageError, match="is kept of"):
        since_page(desk, looked, "2026-01-01")
    with pytest.raises(HTTPException, match="not a day"):
        since_page(desk, looked, "yesterday")


def test_two_areas_stand_side_by_side(desk: Desk) -> None:
    desk.home.add_area(Area("sepsis", "Sepsis", "sepsis"))
    diving.look(desk, area="sepsis")
    page = beside_page(diving.looked(desk), diving.looked(desk, area="sepsis"))
    figures = {row.figure: (row.first, row.second) for row in page.rows}
    assert figures["papers"] == ("72", "36")
    assert page.table().head == ("figure", "early-warning", "sepsis")
