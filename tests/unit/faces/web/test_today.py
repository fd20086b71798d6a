"""Today: what it says follows the home and the library as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.web.plan import plan_page
from fingerpost.faces.web.today import today_page
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.records import Author, Paper
from fingerpost.report.plan_again import plan_again

DAY = date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis"))
    with open_desk(home.folder) as desk:
        yield desk


def test_a_new_home_has_no_plan_and_no_papers(desk: Desk) -> None:
    page = today_page(desk, DAY)
    assert page.planned is None
    assert page.steps == ()
    assert page.new[0].papers == ()
    assert not page.said_since


def test_what_came_in_since_is_shown(desk: Desk) -> None:
    desk.library.put([Paper("Made-up sepsis study", pmid="1", year=2020)])
    assert [paper.pmid for paper in today_page(desk, DAY).new[0].papers] == ["1"]
    desk.library.put([Paper("A newer made-up sepsis study", pmid="2", year=2024)])
    (area,) = today_page(desk, DAY).new
    assert [paper.pmid for paper in area.papers] == ["2", "1"]
    assert area.total == 2


def test_a_search_that_cannot_be_understood_is_told_and_the_rest_shown(desk: Desk) -> None:
    desk.home.add_area(Area("broken", "Broken", "sepsis AND"))
    told = {each.title: each.problem for each in today_page(desk, DAY).new}
    assert "AND has nothing behind it" in told["Broken"]
    assert told["Early warning of sepsis"] == ""


def test_pairs_that_may_be_one_wait_for_a_decision(desk: Desk) -> None:
    title = "A made-up cohort study of corridor care and its seventeen consequences"
    authors = (Author("Okoro", "Ada"), Author("Lindqvist", "Bo"))
    desk.library.put([
        Paper(title, doi="10.5555/ward", year=2019, journal="Acta Nova", volume="12", pages="221",
              authors=authors),
        Paper(title, doi="10.5555/meeting", year=2019, journal="Wards Today", volume="3",
              pages="S14", authors=authors),
    ])  # fmt: skip
    (said,) = [each for each in today_page(desk, DAY).decide if "duplicates" in each.link]
    assert said.sentence == "1 pair of papers may be one and the same."


def test_today_and_plan_say_when_the_plan_is_older_than_what_one_says_of_oneself(
    desk: Desk,
) -> None:
    plan_again(desk.home, desk.library, desk.guide, desk.profile, DAY)
    assert not today_page(desk, DAY).changed
    assert not plan_page(desk, DAY).changed
    text = desk.home.profile_text()
    assert "hours_per_week = 5 " in text
    desk.home.change_profile(
        lambda text: text.replace("hours_per_week = 5 ", "hours_per_week = 7 ")
    )
    with open_desk(desk.home.folder) as again:
        said = today_page(again, DAY).changed
        assert "you changed your hours a week since" in said
        assert plan_page(again, DAY).changed == said
        plan_again(again.home, again.library, again.guide, again.profile, DAY)
        assert not today_page(again, DAY).changed


def test_the_line_on_who_one_is_begins_as_a_sentence(desk: Desk) -> None:
    assert today_page(desk, DAY).who.startswith("For an example person, not for you: ")
    desk.home.change_profile(lambda _text: 'profession = "nurse"\nhours_per_week = 3\n')
    with open_desk(desk.home.folder) as again:
        assert today_page(again, DAY).who == "Nurse, 3 hours a week"
    desk.home.change_profile(lambda _text: "hours_per_week = 3\n")
    with open_desk(desk.home.folder) as again:
        assert today_page(again, DAY).who.startswith("You have not said who you are yet, 3 hours")
