"""Every skill of the guide beside what the person has in it."""

from __future__ import annotations

from typing import Any

from fingerpost.guide.model import Guide
from fingerpost.home.profile import Profile
from fingerpost.paths.requirements import CLAIMED, NOT_SAID, NOT_SURE, SHOWN, standing


def skill_rows(profile: Profile, guide: Guide) -> list[dict[str, Any]]:
    """Return every skill of the guide with the person's level and how sure that is."""
    rows = []
    for skill in guide.skills:
        mine = standing(skill, profile)
        unsaid = NOT_SURE if skill.id in profile.not_sure else NOT_SAID
        rows.append({
            "skill": skill.id,
            "name": skill.name,
            "axis": skill.axis.value,
            "level": mine.level,
            "means": None if mine.level is None else skill.levels[mine.level],
            "evidence": mine.evidence or None,
            "evidence_from": (mine.where or None) if mine.evidence else None,
            "sure": unsaid if mine.level is None else SHOWN if mine.evidence else CLAIMED,
        })  # fmt: skip
    return rows
