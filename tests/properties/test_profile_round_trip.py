"""Any profile that is written as me.toml reads back equal."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.home.profile_file import MATTERS, read_profile
from fingerpost.home.profile_text import write_profile

SKILLS = {"programming": "Programming", "ml-fundamentals": "Fundamentals", "odd id": "Odd"}
PATHS = {"founder": "Founding", "research": "Research", "other path": "Other"}

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
claims = st.builds(SkillClaim, st.sampled_from(sorted(SKILLS)), st.integers(0, 4), words)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    order = draw(st.permutations(sorted(PATHS)))
    wanted, refused = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    return Profile(
        name=draw(words),
        profession=draw(words),
        specialty=draw(words),
        grade=draw(words),
        years_clinical=draw(st.none() | st.floats(0, 80)),
        hours_per_week=draw(st.floats(0, 80, exclude_min=True)),
        city=draw(words),
        country=draw(words),
        question=draw(words),
        keep_clinical=draw(st.none() | st.booleans()),
        registered=draw(st.none() | st.booleans()),
        exams=tuple(draw(st.lists(words, max_size=3))),
        rota=draw(words),
        would_move_to=tuple(draw(st.lists(words, max_size=2))),
        approvals=tuple(order[: draw(st.integers(0, 3))]),
        data=tuple(draw(st.lists(words, max_size=2))),
        money_needed=draw(words),
        not_give_up=tuple(draw(st.lists(words, max_size=2))),
        not_sure=tuple(draw(st.lists(st.sampled_from(["country", *SKILLS]), unique=True))),
        matters=tuple(draw(st.lists(st.sampled_from(MATTERS), unique=True))),
        wants=tuple(order[:wanted]),
        refuses=tuple(order[wanted:][:refused]),
        skills=tuple(draw(st.lists(claims, unique_by=lambda claim: claim.skill))),
        lost_weeks=tuple(draw(st.lists(st.dates(date(1, 1, 1)), max_size=3))),
        is_example=draw(st.booleans()),
    )


@given(profiles())
@settings(max_examples=150, deadline=None)
def test_round_trip(profile: Profile) -> None:
    text = write_profile(profile, SKILLS, PATHS)
    assert read_profile(text, "me.toml", SKILLS, PATHS) == profile
