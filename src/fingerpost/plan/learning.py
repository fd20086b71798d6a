"""Steps that close gaps: the courses chosen for all of them, practice, prerequisites first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fingerpost.guide.model import Need
from fingerpost.plan.courses import Course, Gap, choose_courses
from fingerpost.plan.drafts import Draft, halves, middle, span

if TYPE_CHECKING:
    from fingerpost.guide.model import Guide
    from fingerpost.home.profile import Profile
    from fingerpost.paths.model import JudgedPath, JudgedRequirement

_ASKED = (Need.MUST, Need.SHOULD)
_LEAST_PRACTICE = 4
"""Half hours of practice below which no step of its own is made."""


def learning_steps(
    paths: Sequence[JudgedPath], profile: Profile, guide: Guide
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """Return steps for what the paths must and should have, each after what it builds on.

    First those that the first path needs, then those that only the others need. A skill about
    which the person said nothing is not planned for: its gap is not known.
    """
    wanted = _Wanted(profile, guide)
    steps: list[Draft] = []
    first: set[str] = set()
    for number, judged in enumerate(paths):
        for need in _ASKED:
            for requirement in judged.requirements:
                if requirement.need is need and requirement.gap:
                    steps += wanted.ask(requirement, judged.path.name)
        if number == 0:
            first = {*wanted.gaps, *(step.id.split(":")[1] for step in steps)}
    found = (*wanted.steps(), *steps)
    return (
        tuple(step for step in found if step.id.split(":")[1] in first),
        tuple(step for step in found if step.id.split(":")[1] not in first),
    )


class _Wanted:
    """The levels that are needed of each skill, those that come first before the others."""

    def __init__(self, profile: Profile, guide: Guide) -> None:
        self.profile, self.guide = profile, guide
        self.skills = {skill.id: skill for skill in guide.skills}
        self.gaps: dict[str, tuple[Gap, str]] = {}

    def ask(self, requirement: JudgedRequirement, path: str) -> list[Draft]:
        """Take a requirement's gap in; return its step where the guide does not know the skill."""
        needed, mine = requirement.needed or 0, requirement.mine or 0
        because = (
            f"{path} asks for level {needed} ({requirement.need}); "
            f"you are at level {mine} ({requirement.sure})"
        )
        if requirement.skill in self.skills:
            self._raise(requirement.skill, mine, needed, because)
            return []
        low, high = requirement.hours_low, requirement.hours_high
        if low is None or high is None:
            return []
        return [
            Draft(f"learn:{requirement.skill}:{needed}",
                  f"Learn {requirement.name} to level {needed}", "learn",
                  halves((low + high) / 2), because, estimate=str(requirement.basis or "")),
        ]  # fmt: skip

    def _raise(self, key: str, mine: int, target: int, because: str) -> None:
        """Ask for a level, and for what that builds on: beyond level 1 only."""
        skill = self.skills[key]
        gap, said = self.gaps.get(key, (Gap(skill, mine, mine), because))
        if target <= gap.target:
            return
        for other, level in skill.prerequisites if target > 1 else ():
            known = self.profile.level(other)
            if other in self.skills and known is not None and known < level:
                self._raise(other, known, level, f"{skill.name} builds on it")
        self.gaps[key] = Gap(skill, mine, target), said

    def steps(self) -> tuple[Draft, ...]:
        """Return the steps of the courses chosen, what others build on first."""
        reached: dict[str, list[tuple[int, str]]] = {}
        found: list[Draft] = []
        gaps = sorted(
            (gap for gap, _ in self.gaps.values()),
            key=lambda gap: len(self._below(gap.skill.id, frozenset())),
        )
        courses = choose_courses(gaps, self.guide) if gaps else ()
        places = {key: number for number, key in enumerate(self.gaps)}
        for course in courses:
            found += self._course_steps(course, reached)
        return tuple(sorted(found, key=lambda draft: places[draft.id.split(":")[1]]))

    def _below(self, key: str, seen: frozenset[str]) -> frozenset[str]:
        for other, _ in self.skills[key].prerequisites:
            if other in self.skills and other not in seen:
                seen = self._below(other, seen | {other})
        return seen

    def _course_steps(
        self, course: Course, reached: dict[str, list[tuple[int, str]]]
    ) -> list[Draft]:
        key, to = course.skill.id, course.to
        done = reached.setdefault(key, [])
        after = dict.fromkeys(self._before(course, reached) if to > 1 else ())
        after |= dict.fromkeys(other for _, other in done[-1:])
        steps = [_learn(course, self.gaps[key][1], tuple(after))]
        missing = round(course.skill_hours.low * 2) - steps[0].halves
        if course.resource and course.whole and missing >= _LEAST_PRACTICE:
            steps.append(_practise(course, missing, steps[0].id))
        done.append((to, steps[-1].id))
        return steps

    def _before(self, course: Course, reached: dict[str, list[tuple[int, str]]]) -> list[str]:
        found = []
        for other, level in course.skill.prerequisites:
            found += [key for to, key in reached.get(other, ()) if to >= level][:1]
        return found


def _learn(course: Course, because: str, after: tuple[str, ...]) -> Draft:
    skill, resource = course.skill, course.resource
    what, url = skill.levels[course.to], ""
    hours = f"{span(course.hours.low, course.hours.high)} h expected"
    if resource:
        part = "" if course.whole else "the first part of "
        what, url = f"{part}{resource.title} ({resource.price})", resource.url
    if resource and course.whole:
        whole = course.skill_hours
        hours = (
            f"the course takes {span(course.hours.low, course.hours.high)} h; the skill, from "
            f"level {course.start} to {course.to}, {span(whole.low, whole.high)} h with practice"
        )
    return Draft(
        f"learn:{skill.id}:{course.to}", f"Learn {skill.name} to level {course.to}: {what}",
        "learn", middle(course.hours), f"{because}; {hours}", after, url, str(course.hours.basis),
    )  # fmt: skip


def _practise(course: Course, missing: int, after: str) -> Draft:
    """Return the step that brings a course's hours up to the least that the skill takes."""
    skill, whole = course.skill, course.skill_hours
    return Draft(
        f"practise:{skill.id}:{course.to}",
        f"Practise {skill.name} until this is true of you: {skill.levels[course.to]}",
        "learn", missing,
        f"A course alone is not the skill: level {course.to} takes "
        f"{span(whole.low, whole.high)} h, of which the course is part; work on your projects "
        "counts",
        (after,), "", str(whole.basis),
    )  # fmt: skip
