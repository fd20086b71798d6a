"""The one missing answer that would put another path first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from fingerpost.guide.model import Guide, Requirement
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths.judging import measure
from fingerpost.paths.model import LEVELS, JudgedPath, Sensitivity, Verdict
from fingerpost.paths.requirements import standing

Place = Callable[[JudgedPath], Any]
"""Gives what paths are sorted by."""


def what_would_change(
    paths: tuple[JudgedPath, ...], profile: Profile, guide: Guide, place: Place
) -> Sensitivity | None:
    """Return the missing answer that brings another path within reach and to the first place.

    Of several, the one that does so at the most levels; ties go by id. Only the paths that a
    skill concerns are judged again.
    """
    if not paths:
        return None
    leader = paths[0].path.id
    found: list[tuple[int, str, str, tuple[int, ...]]] = []
    for skill_id, concerned in sorted(unsaid_skills(paths, profile, guide).items()):
        firm = next((one for one in paths if one.path.id not in concerned), None)
        changes: dict[str, list[int]] = {}
        for level in range(LEVELS):
            person = with_level(profile, skill_id, level)
            again = [measure(guide.path(path), person, guide) for path in concerned]
            first = min([*again, *([firm] if firm else [])], key=place)
            near = first.verdict in (Verdict.READY, Verdict.WITHIN)
            if near and first.path.id != leader:
                changes.setdefault(first.path.id, []).append(level)
        for other, levels in changes.items():
            found.append((-len(levels), skill_id, other, tuple(levels)))
    return _told(min(found), paths[0], guide) if found else None


def _told(
    found: tuple[int, str, str, tuple[int, ...]], leader: JudgedPath, guide: Guide
) -> Sensitivity:
    _, skill_id, first, levels = found
    name, other = guide.skill(skill_id).name, guide.path(first).name
    if len(levels) == LEVELS:
        said = f"saying where you stand in {name}, whatever it is, would put {other} first"
    else:
        said = f"if you are at {_at(levels)} in {name}, {other} comes first"
    sentence = f"One answer would change what comes first: {said} instead of {leader.path.name}."
    return Sensitivity(skill_id, name, levels, first, sentence)


def _at(levels: tuple[int, ...]) -> str:
    """Return 'level 2', 'level 1 or 2', 'level 2 or more' or 'level 1 or less'."""
    in_a_row = levels == tuple(range(levels[0], levels[-1] + 1))
    if len(levels) > 1 and in_a_row and levels[-1] == LEVELS - 1:
        return f"level {levels[0]} or more"
    if len(levels) > 1 and in_a_row and levels[0] == 0:
        return f"level {levels[-1]} or less"
    return f"level {' or '.join(map(str, levels))}"


def unsaid_skills(
    paths: Iterable[JudgedPath], profile: Profile, guide: Guide
) -> dict[str, list[str]]:
    """Return skills about which nothing was said, each with the ids of the paths it concerns."""
    found: dict[str, list[str]] = {}
    for judged in paths:
        for skill in concerning(judged.path.requirements, guide):
            if standing(guide.skill(skill), profile).level is None:
                found.setdefault(skill, []).append(judged.path.id)
    return found


def concerning(requirements: Iterable[Requirement], guide: Guide) -> list[str]:
    """Return the skills that requirements ask for and those that they build on, sorted."""
    found: set[str] = set()
    todo = [item.skill for item in requirements if item.skill]
    while todo:
        skill = todo.pop()
        if skill not in found:
            found.add(skill)
            todo += [before for before, _ in guide.skill(skill).prerequisites]
    return sorted(found)


def with_level(profile: Profile, skill: str, level: int) -> Profile:
    """Return the person as if they had claimed this level."""
    return replace(profile, skills=(*profile.skills, SkillClaim(skill, level)))
