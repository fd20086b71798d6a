"""Trends, people and the order of reading: what each page takes from a dive."""

from __future__ import annotations

import pytest
from tests.unit.faces.web import diving

from fingerpost.desk import Desk
from fingerpost.dives.map_page import map_picture
from fingerpost.faces.web.dive_map import map_page
from fingerpost.faces.web.dive_people import people_page
from fingerpost.faces.web.dive_reading import reading_page
from fingerpost.faces.web.dive_trends import trends_page


@pytest.fixture
def desk(dived: Desk) -> Desk:
    return dived


def test_every_year_is_a_row_and_a_bar(desk: Desk) -> None:
    page = trends_page(diving.looked(desk))
    rows = page.table().rows
    assert [row[0] for row in rows] == list(range(2015, 2025))
    assert sum(int(row[1] or 0) for row in rows) == 72
    assert page.years.count("<rect") == len(rows)


def test_groups_near_come_before_others(desk: Desk) -> None:
    page = people_page(diving.looked(desk))
    [group] = page.near
    assert (group.lead.name, group.institution) == ("Ada Okoro", "University of Leeds")
    assert page.others == ()
    first = dict(zip(page.table().head, page.table().rows[0], strict=True))
    assert (first["name"], first["papers"], first["last_author_of"]) == ("Ada Okoro", 72, 72)


def test_the_order_of_reading_names_papers_of_the_dive(desk: Desk) -> None:
    looked = diving.looked(desk)
    page = reading_page(desk, looked)
    rows = page.table().rows
    assert rows
    assert all(looked.papers[str(row[1])].title == row[2] for row in rows)
    demands = looked.dive.skills
    assert demands is not None
    assert {one.skill for one in demands.skills} <= page.skills.keys()


def test_every_paper_has_its_place_on_the_map(desk: Desk) -> None:
    looked = diving.looked(desk)
    page = map_page(looked)
    assert sorted(str(row[0]) for row in page.table().rows) == sorted(looked.papers)
    assert len(page.map.looks) == len(looked.dive.landscape.topics)


def test_the_map_is_taken_as_a_whole_picture(desk: Desk) -> None:
    picture = map_picture(diving.looked(desk).dive)
    assert picture.startswith("<svg xmlns=")
    for topic in diving.looked(desk).dive.landscape.topics:
        assert f"{topic.label} (" in picture
