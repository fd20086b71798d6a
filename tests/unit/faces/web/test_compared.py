"""What Focus shows: quick from memory, never a comparison of other papers without a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.web.compared import comparison_of, pair_of, waiting
from fingerpost.faces.web.focus import focus_page
from fingerpost.faces.web.plan import plan_page
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home, OwnScore
from fingerpost.home.area_said import say_score
from fingerpost.home.focus_words import weigh, weigh_back
from fingerpost.records import Paper
from fingerpost.report.plan_again import compare_again

DAY = date(2026, 11, 23)
EQUAL = {"scale": 1.0, "fit": 1.0}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis"))
    home.add_area(Area("stroke", "Stroke on the scan", "stroke"))
    with open_desk(home.folder) as desk:
        desk.library.put([
            Paper(f"A model for {word} number {n}", f"We trained it on {n + 90} adults.",
                  pmid=f"{n}{key}", year=2020)
            for key, word in enumerate(("sepsis", "stroke")) for n in range(1, 9)
        ])  # fmt: skip
        yield desk


def look(desk: Desk) -> None:
    compare_again(desk.home, desk.library, desk.guide, desk.profile, DAY, EQUAL, note=False)


def test_nothing_is_compared_until_every_area_was_looked_into(desk: Desk) -> None:
    assert waiting(desk, DAY).missing == ("Early warning of sepsis", "Stroke on the scan")
    assert comparison_of(desk, DAY, EQUAL) is None
    assert pair_of(desk, DAY, desk.home.areas()[:2], EQUAL) is None  # type: ignore[arg-type]
    look(desk)
    assert waiting(desk, DAY).missing == waiting(desk, DAY).older == ()
    found = comparison_of(desk, DAY, EQUAL)
    assert found is not None
    assert {area.name for area in found.areas} == {"sepsis", "stroke"}
    assert comparison_of(desk, DAY, EQUAL) is found, "kept while nothing changed"


def test_what_changed_since_is_told(desk: Desk) -> None:
    look(desk)
    desk.library.put([Paper("One more model for sepsis", pmid="999", year=2026)])
    assert waiting(desk, DAY).older == ("Early warning of sepsis", "Stroke on the scan")
    assert comparison_of(desk, DAY, EQUAL) is not None, "the order as it was is shown beside that"
    look(desk)
    assert waiting(desk, DAY).older == ()
    assert waiting(desk, DAY + timedelta(days=1)).older != ()


def test_an_own_score_counts_without_looking_again(desk: Desk) -> None:
    look(desk)
    before = comparison_of(desk, DAY, EQUAL)
    say_score(desk.home, desk.home.area("stroke"), OwnScore("scale", 5, "", 5, 5))
    after = comparison_of(desk, DAY, EQUAL)
    assert waiting(desk, DAY).older == ()
    assert before is not None
    assert after is not None
    assert after.areas[0].name == "stroke"
    assert after.areas[0].first_share > before.areas[0].first_share


def test_no_score_leaves_the_page_before_weights_are_chosen(desk: Desk) -> None:
    look(desk)
    page = focus_page(desk, DAY, {"scale": 3.0})
    assert page.comparison is None
    assert page.placed == ()
    assert "score" not in page.table().head
    entry = weigh(desk.home.journal, EQUAL)
    assert focus_page(desk, DAY).comparison is not None
    tried = focus_page(desk, DAY, {"scale": 0.0})
    assert tried.is_tried
    assert {each.weighed.criterion.id for each in tried.placed[0].judged}.isdisjoint({"scale"})
    weigh_back(desk.home.journal, entry.id)
    assert focus_page(desk, DAY).comparison is None


def test_a_home_without_areas_or_plan_has_both_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    weigh(home.journal, EQUAL)
    with open_desk(home.folder) as desk:
        page = focus_page(desk, DAY)
        assert page.comparison is not None
        assert page.comparison.sentence == "There are no areas to compare yet."
        plan = plan_page(desk, DAY)
    assert plan.plan is None
    assert plan.months == ()
    assert list(plan.table().rows) == []
