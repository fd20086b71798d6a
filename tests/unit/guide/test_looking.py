"""The guide looked at from one side: by skill, price, day and whose word it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.guide import Day, load_guide
from fingerpost.guide.looking import (
    PRICES,
    by_next_day,
    own_entries,
    paths_asking,
    price_kind,
    programmes_giving,
    resources_for,
    told,
)

GUIDE = load_guide()
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("price", "kind"),
    [("free (CC BY)", "free"), ("Free PDF", "free"), ("USD 49 per month (2020)", "paid"),
     ("paid: GBP 188 a year; free for some", "paid"), ("subscription or one payment", "paid"),
     ("not stated; some may pay", "not stated"), ("readable online", "other terms")],
)  # fmt: skip
def test_a_price_is_told_by_its_first_words(price: str, kind: str) -> None:
    assert price_kind(price) == kind


def test_resources_are_narrowed_by_all_that_is_asked() -> None:
    everything = resources_for(GUIDE)
    assert len(everything) == len(GUIDE.resources)
    assert sum(len(resources_for(GUIDE, price=each)) for each in PRICES) == len(everything)
    for each in resources_for(GUIDE, "statistics", "free", "english"):
        assert each.skill == "statistics"
        assert price_kind(each.price) == "free"
        assert "English" in each.language
    assert resources_for(GUIDE, "no-such-skill") == []


def test_what_asks_for_a_skill_and_what_gives_it_is_found() -> None:
    for path, level, _ in paths_asking(GUIDE, "programming"):
        item = next(each for each in path.requirements if each.skill == "programming")
        assert item.skill == "programming"
        assert level in {each.level for each in path.requirements if each.skill == "programming"}
    assert paths_asking(GUIDE, "programming")
    given = {skill for each in GUIDE.programmes for skill, _ in each.gives}
    assert all(programmes_giving(GUIDE, skill) for skill in given)


def test_dates_come_in_their_order_and_the_past_last() -> None:
    found = by_next_day(GUIDE, DAY)
    closes = [window.closes for _, window in found if window]
    assert closes == sorted(closes)
    assert all(day >= DAY for day in closes)
    past = replace(GUIDE.opportunities[0], id="a-past", closes=Day(1, 1, 2020), opens=None)
    guide = replace(GUIDE, opportunities=(past, *GUIDE.opportunities))
    last = [(each.id, window) for each, window in by_next_day(guide, DAY)]
    assert ("a-past", None) in last[len(closes) :]


def test_an_entry_says_how_old_its_sources_are() -> None:
    skill = next(each for each in GUIDE.skills if any(s.dated for s in each.sources))
    dated = [s for s in skill.sources if s.dated]
    young = told(skill, date.fromisoformat(min(s.dated for s in dated)[:4] + "-12-31"))
    assert not young.is_old
    assert told(skill, date(2099, 1, 1)).is_old
    undated = replace(skill, sources=tuple(replace(s, dated="") for s in skill.sources))
    assert not told(undated, date(2099, 1, 1)).is_old
    assert "no date" in told(undated, DAY).freshness


def test_only_what_is_not_ours_is_named_as_such() -> None:
    assert own_entries(GUIDE) == []
    mine = replace(GUIDE.skills[0], origin="changed by you")
    assert own_entries(replace(GUIDE, skills=(mine, *GUIDE.skills[1:]))) == [("skill", mine)]
