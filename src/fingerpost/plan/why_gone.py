"""Why a step of the plan before is in the plan no more, as far as it is known."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.plan.model import Step
from fingerpost.plan.sentences import dated
from fingerpost.records import Retraction

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.home.profile import Profile

SHUT = "its last day cannot be kept"
_OF_PATHS = ("route", "test", "finish", "meet")
_OF_WINDOWS = ("check", "prepare", "apply", "attend")


@dataclass(frozen=True, slots=True)
class Now:
    """What a plan was made from, as far as it tells why a step is not in it."""

    today: date
    shut: Container[str]
    """Ids of steps whose last day cannot be kept."""
    left_out: Container[str]
    """Ids of steps without a place in two years."""
    other_paths: Mapping[str, str]
    """Names of the paths that are not planned for, by id."""
    profile: Profile
    dives: Sequence[Dive]

    def why(self, step: Step) -> str:
        """Return why a step of the plan before went; empty where nobody can tell."""
        if step.closes and step.closes < self.today:
            return f"its last day, {dated(step.closes)}, is past"
        if step.id in self.shut:
            return SHUT
        if step.id in self.left_out:
            return "it finds no place within two years"
        kind, _, rest = step.id.partition(":")
        first = rest.split(":")[0]
        if kind in _OF_PATHS and first in self.other_paths:
            return f"“{self.other_paths[first]}” is not among the paths that are planned for now"
        if kind == "read":
            return self._not_read(rest)
        if kind in ("learn", "practise"):
            return self._not_learnt(first, rest.rpartition(":")[2])
        if kind in _OF_WINDOWS:
            return "it is not among the next that are open to you on the paths planned for"
        return _REST.get(kind, "")

    def _not_read(self, paper: str) -> str:
        held = [found for dive in self.dives for found in dive.papers if found.id == paper]
        for reason in (why for dive in self.dives for why, each in dive.absent if each.id == paper):
            return f"the paper is left out of its area now: {reason}"
        if any(found.retraction is Retraction.CONCERN for found in held):
            return "an expression of concern was published on the paper"
        if held:
            return "other papers of its area are to be read first now"
        return "the paper is not among those of your areas now"

    def _not_learnt(self, skill: str, level: str) -> str:
        mine = self.profile.level(skill)
        if mine is not None and level.isdigit() and mine >= int(level):
            return f"you say that you are at level {mine} now"
        return "another course, or none, is needed for the paths that are planned for now"


_REST = {
    "say": "what it asked was said, or no path that is planned for asks for it now",
    "meet": "others near you, or nobody, come first in your areas now",
    "project": "other projects suit the paths and areas that are planned for now",
}
