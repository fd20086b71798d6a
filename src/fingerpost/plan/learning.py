"""Steps that close gaps: a resource of the guide where there is one, prerequisites first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fingerpost.guide.model import Hours, Need
from fingerpost.plan.drafts import Draft, expected, halves, middle

if TYPE_CHECKING:
    from fingerpost.guide.model import Guide, Resource, Skill
    from fingerpost.home.profile import Profile
    from fingerpost.paths.model import JudgedPath, JudgedRequirement

_ASKED = (Need.MUST, Need.SHOULD)


def learning_steps(
    paths: Sequence[JudgedPath], profile: Profile, guide: Guide
) -> tuple[Draft, ...]:
    """Return steps for what the paths must and should have, each after what it builds on.

    A skill about which the person said nothing is not planned for: its gap is not known.
    """
    course = _Course(profile, guide)
    for judged in paths:
        for need in _ASKED:
            for requirement in judged.requirements:
                if requirement.need is need and requirement.gap:
                    course.close(requirement, judged.path.name)
    return tuple(course.steps)


def unsaid_skills(paths: Sequence[JudgedPath]) -> tuple[str, ...]:
    """Return the names of required skills about which the person said nothing, each once."""
    names = [
        requirement.name
        for judged in paths
        for requirement in judged.requirements
        if requirement.skill and requirement.needed is not None and requirement.mine is None
    ]
    return tuple(dict.fromkeys(names))


class _Course:
    """Steps so far, and which step brings a skill to which level."""

    def __init__(self, profile: Profile, guide: Guide) -> None:
        self.profile, self.guide = profile, guide
        self.skills = {skill.id: skill for skill in guide.skills}
        self.steps: list[Draft] = []
        self.reached: dict[str, list[tuple[int, str]]] = {}
        self.opened: set[str] = set()

    def close(self, requirement: JudgedRequirement, path: str) -> None:
        """Add what closes a requirement's gap."""
        needed, mine = requirement.needed or 0, requirement.mine or 0
        because = (
            f"{path} asks for level {needed} ({requirement.need}); "
            f"you are at level {mine} ({requirement.sure})"
        )
        skill = self.skills.get(requirement.skill)
        if skill:
            self._raise_to(skill, mine, needed, because)
        elif requirement.hours_low is not None and requirement.hours_high is not None:
            basis = str(requirement.basis or "")
            hours = (requirement.hours_low + requirement.hours_high) / 2
            self._add(requirement.skill, needed, f"Learn {requirement.name} to level {needed}",
                      halves(hours), because, (), "", basis)  # fmt: skip

    def _raise_to(self, skill: Skill, mine: int, target: int, because: str) -> None:
        if skill.id in self.opened:
            return
        self.opened.add(skill.id)
        level = max([mine, *(level for level, _ in self.reached.get(skill.id, ()))])
        while level < target:
            level = self._one_step(skill, level, target, because)
        self.opened.discard(skill.id)

    def _one_step(self, skill: Skill, level: int, target: int, because: str) -> int:
        offers = _resources(self.guide, skill.id, level)
        whole = next((r for r in offers if r.to_level <= target), None)
        to = whole.to_level if whole else level + 1
        before = self._before(skill) if to > 1 else ()
        if whole:
            what, hours, url = f"{whole.title} ({whole.price})", whole.hours, whole.url
        elif offers:
            part = offers[0]
            what = f"the first part of {part.title} ({part.price})"
            hours, url = skill.hours[to - 1], part.url
        else:
            what, hours, url = skill.levels[to], skill.hours[to - 1], ""
        title = f"Learn {skill.name} to level {to}: {what}"
        self._add(
            skill.id, to, title, middle(hours), _with_hours(because, hours), before, url,
            str(hours.basis),
        )  # fmt: skip
        return to

    def _before(self, skill: Skill) -> tuple[str, ...]:
        keys = []
        for other_id, level in skill.prerequisites:
            other, mine = self.skills.get(other_id), self.profile.level(other_id)
            if other and mine is not None and mine < level:
                self._raise_to(other, mine, level, f"{skill.name} builds on it")
                keys += [key for to, key in self.reached.get(other_id, ()) if to >= level][:1]
        return tuple(keys)

    def _add(
        self, skill: str, to: int, title: str, size: int, because: str,
        before: tuple[str, ...], url: str, estimate: str,
    ) -> None:  # fmt: skip
        key = f"learn:{skill}:{to}"
        done = self.reached.setdefault(skill, [])
        if any(key == other for _, other in done):
            return
        after = tuple(dict.fromkeys((*before, *(other for _, other in done[-1:]))))
        self.steps.append(Draft(key, title, "learn", size, because, after, url, estimate))
        done.append((to, key))


def _resources(guide: Guide, skill: str, level: int) -> list[Resource]:
    """Return what teaches a skill from a level: free first, then least hours a level, then id."""

    def rank(resource: Resource) -> tuple[bool, float, str]:
        hours = resource.hours.low + resource.hours.high
        gain = resource.to_level - level
        return (not resource.price.startswith("free"), hours / gain, resource.id)

    fitting = [
        r for r in guide.resources if r.skill == skill and r.from_level <= level < r.to_level
    ]
    return sorted(fitting, key=rank)


def _with_hours(because: str, hours: Hours) -> str:
    return f"{because}; {expected(hours)}"
