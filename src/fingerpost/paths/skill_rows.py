"""Every skill of the guide beside what the person has in it."""

from __future__ import annotations

import difflib
from typing import Any

from fingerpost.guide.model import Guide
from fingerpost.home.profile import Profile
from fingerpost.paths.requirements import CLAIMED, NOT_SAID, NOT_SURE, SHOWN, standing
from fingerpost.text import fold

_MEANT = 3
"""So many skills that an unknown word may mean are named."""


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


def meant(word: str, guide: Guide) -> str:
    """Return a question on the skills that a word may mean, by id, name or gloss; else all ids."""
    sought = fold(word)
    ids = [skill.id for skill in guide.skills]
    named = [skill.id for skill in guide.skills if _names(skill.name, sought)]
    told = [skill.id for skill in guide.skills if _names(skill.gloss, sought)]
    near = difflib.get_close_matches(sought.replace(" ", "-"), ids, _MEANT)
    found = list(dict.fromkeys((*named, *near, *told)))[:_MEANT]
    if found:
        return f" Did you mean {' or '.join(repr(each) for each in found)}?"
    return f" There are: {', '.join(ids)}."


def _names(text: str, sought: str) -> bool:
    return bool(sought) and f" {sought} " in f" {fold(text)} "
