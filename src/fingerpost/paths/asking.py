"""Which question tells most: skills in the order of how much an answer can settle."""

from __future__ import annotations

from collections import defaultdict

from fingerpost.guide.model import CareerPath, Guide, Need
from fingerpost.home.profile import Profile
from fingerpost.paths.judging import measure
from fingerpost.paths.model import Verdict
from fingerpost.paths.requirements import standing
from fingerpost.paths.sensitivity import concerning
from fingerpost.paths.sentences import missing_answers

HELPFUL = 0.25
"""How much an open skill that only helps counts beside one that is needed."""
WANTED = 2
"""How much a path that the person wants counts beside another."""


def most_telling(profile: Profile, guide: Guide) -> tuple[str, ...]:
    """Return the skills worth asking about, the most telling first, ties by id.

    A path's verdict is settled when everything that it must have is known. So each path gives
    its open skills equal shares of one point, and a skill counts what all paths give it: the
    answer to a question that alone stands between a path and its verdict counts most. Paths that
    are ruled out give nothing; skills to which the answer was 'not sure' are not asked again. What
    alone keeps the path that is wanted most from a verdict is asked before all else.
    """
    points: defaultdict[str, float] = defaultdict(float)
    for path in guide.paths:
        if measure(path, profile, guide).verdict is Verdict.RULED_OUT:
            continue
        weight = WANTED if path.id in profile.wants else 1
        needed = _open(path, Need.MUST, profile, guide)
        helpful = [s for s in _open(path, Need.SHOULD, profile, guide) if s not in needed]
        for skill in needed:
            points[skill] += weight / len(needed)
        for skill in helpful:
            points[skill] += HELPFUL * weight / (len(needed) + len(helpful))
    open_skills = [skill for skill in points if skill not in profile.not_sure]
    first = _keeps_from_a_verdict(profile, guide)
    return tuple(
        sorted(open_skills, key=lambda one: (one not in first, -round(points[one], 9), one))
    )


def _keeps_from_a_verdict(profile: Profile, guide: Guide) -> frozenset[str]:
    """Return the skills that the path wanted most must have and about which nothing was said."""
    wanted = next((path for path in guide.paths if path.id in profile.wants[:1]), None)
    if wanted is None:
        return frozenset()
    return frozenset(item.skill for item in missing_answers(measure(wanted, profile, guide)))


def _open(path: CareerPath, need: Need, profile: Profile, guide: Guide) -> list[str]:
    """Return the skills of this need, and those that they build on, that were not said."""
    wanted = tuple(item for item in path.requirements if item.need is need)
    skills = concerning(wanted, guide)
    return [skill for skill in skills if standing(guide.skill(skill), profile).level is None]
