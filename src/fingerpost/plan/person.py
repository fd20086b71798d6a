"""What a plan rests on of what the person said of themselves, to tell when it is older."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol

from fingerpost.text import digest

if TYPE_CHECKING:
    from fingerpost.home.profile import Profile

HOURS: Final = "your hours a week"
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    HOURS: ("hours_per_week",),
    "the weeks without time": ("lost_weeks",),
    "your skills": ("skills",),
    "what you want": (
        "matters", "wants", "refuses", "keep_clinical", "not_give_up", "approvals",
    ),
    "where you are": ("city", "country", "would_move_to"),
    "your work": ("profession", "specialty", "years_clinical", "registered", "exams"),
    "your question": ("question",),
    "the data that you may use": ("data",),
    "what you are not sure of": ("not_sure",),
}  # fmt: skip
"""What a plan reads of a profile, in the person's words; name, grade, rota and pay it does not."""


class Made(Protocol):
    """A plan as far as it says what it was made from."""

    @property
    def hours_per_week(self) -> float:
        """The hours that it was made for."""

    @property
    def person(self) -> Mapping[str, str]:
        """Of `rests_on`, when it was made; empty for a plan of an earlier version."""


def rests_on(profile: Profile) -> dict[str, str]:
    """Return a digest of each part of the profile that a plan reads, by its name in words."""
    return {
        name: digest(*(repr(getattr(profile, key)) for key in keys))
        for name, keys in _PARTS.items()
    }


def changed_since(plan: Made, profile: Profile) -> str:
    """Return in a sentence what the person says otherwise since a plan was made; empty if nothing.

    Of a plan that does not say what it was made from only the hours can be compared.
    """
    now = rests_on(profile)
    names = [name for name in now if plan.person.get(name, now[name]) != now[name]]
    if HOURS not in plan.person and plan.hours_per_week != profile.hours_per_week:
        names = [HOURS]
    if not names:
        return ""
    *most, last = names
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"This plan is older than what you say of yourself: you changed {listed} since."
