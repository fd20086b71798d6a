"""The question that a person cares about, until one of their areas has it."""

from __future__ import annotations

from collections.abc import Iterable

from fingerpost.focus.words import content_words, matched
from fingerpost.home.area import Area
from fingerpost.home.profile import Profile
from fingerpost.text import fold


def question_without_area(profile: Profile, areas: Iterable[Area]) -> str:
    """Return the person's question where no area is about it; empty where one is, or none is said.

    An area is about it when its title or its question is the same but for case and marks. What the
    example person asks is nobody's question.
    """
    asked = fold(profile.question)
    if profile.is_example or not asked:
        return ""
    known = {fold(text) for area in areas for text in (area.title, area.question)}
    return "" if asked in known else profile.question


def question_of(profile: Profile, title: str) -> str:
    """Return the person's question for a new area of this title that shares a telling word with it.

    Empty where the title is the question itself, or about something else.
    """
    is_same = fold(title) == fold(profile.question)
    shares = matched(content_words(profile.question), title)
    return profile.question if shares and not is_same and not profile.is_example else ""
