"""What two paths have in common, so that the next month serves both."""

from __future__ import annotations

from collections.abc import Sequence

from fingerpost.guide.model import CareerPath, Guide, Need
from fingerpost.home.profile import Profile
from fingerpost.paths.model import JudgedPath, Shared, SharedSkill, Verdict
from fingerpost.paths.requirements import hours_between, needed_levels, standing

FALL_BACKS = 2


def shared(one: CareerPath, other: CareerPath, profile: Profile, guide: Guide) -> Shared:
    """Return the skills that both paths ask for, and the hours that bring both nearer.

    A skill counts up to the lower of the two levels; what is only nice to have does not count.
    """
    mine, theirs = _asked(one), _asked(other)
    both = [skill for skill in mine if skill in theirs]
    skills = tuple(_skill(s, min(mine[s], theirs[s]), profile, guide) for s in sorted(both))
    low = sum(item.hours_low or 0 for item in skills)
    high = sum(item.hours_high or 0 for item in skills)
    return Shared(one.id, other.id, skills, low, high, _sentence(other, skills, low, high))


def fall_backs(paths: Sequence[JudgedPath], profile: Profile, guide: Guide) -> tuple[Shared, ...]:
    """Return the paths that would serve if the first came to nothing.

    Among those that are not ruled out and conflict with nothing, what is nearer comes first, then
    what the same hours serve best.
    """
    if not paths or paths[0].verdict is Verdict.RULED_OUT:
        return ()
    lead = paths[0].path
    rank = {Verdict.READY: 0, Verdict.WITHIN: 0, Verdict.FAR: 1}
    found = [
        (rank[judged.verdict], -(common := shared(lead, judged.path, profile, guide)).hours_high,
         place, common)
        for place, judged in enumerate(paths[1:])
        if judged.verdict is not Verdict.RULED_OUT and not judged.against
    ]  # fmt: skip
    return tuple(common for *_, common in sorted(found, key=lambda row: row[:3])[:FALL_BACKS])


def _asked(path: CareerPath) -> dict[str, int]:
    levels = needed_levels(path, Need.MUST)
    for skill, level in needed_levels(path, Need.SHOULD).items():
        levels[skill] = max(level, levels.get(skill, 0))
    return levels


def _skill(skill_id: str, level: int, profile: Profile, guide: Guide) -> SharedSkill:
    skill = guide.skill(skill_id)
    mine = standing(skill, profile).level
    hours = None if mine is None else hours_between(skill, mine, level)
    low, high = hours[:2] if hours else (None, None)
    return SharedSkill(skill_id, skill.name, level, mine, low, high)


def _sentence(other: CareerPath, skills: tuple[SharedSkill, ...], low: float, high: float) -> str:
    learning = [f"{item.name} to level {item.level}" for item in skills if item.hours_high]
    if learning:
        return f"{other.name}: {low:,g} to {high:,g} hours serve both ({'; '.join(learning)})."
    if skills and all(item.hours_high == 0 for item in skills):
        met = ", ".join(item.name for item in skills)
        return f"{other.name}: what both ask for you have already ({met})."
    return f"{other.name}: no hours are known that would serve both."
