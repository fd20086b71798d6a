"""The order of the paths: what the person ranked first decides, ties go by id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fingerpost.guide.model import Guide, Need
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths.judging import judge_path
from fingerpost.paths.model import JudgedPath, PathJudgement, Sensitivity, Verdict
from fingerpost.paths.requirements import standing

DEFAULT_ORDER = ("reachable",)

_RANK = {Verdict.READY: 0, Verdict.WITHIN: 1, Verdict.FAR: 2, Verdict.RULED_OUT: 3}
_UNKNOWN = 1
_BESIDE = {True: 0, None: 1, False: 2}

Key = tuple[float, ...]

KEYS: dict[str, Callable[[JudgedPath], Key]] = {
    "wanted": lambda judged: _first(judged.wanted),
    "reachable": lambda judged: (
        _RANK[judged.verdict],
        judged.months_high is None,
        _help_is_open(judged),
        *_first(judged.months_high),
        *_first(judged.months_low),
    ),
    "odds": lambda judged: _first(None if (o := judged.path.odds_level) is None else -o),
    "cost": lambda judged: _first(judged.path.cost_level),
    "beside_clinical_work": lambda judged: (_BESIDE[judged.beside_clinical_work],),
}
"""How each thing that may matter sorts paths; what cannot be said goes after what can."""

_PLAIN = {
    "wanted": "what you want",
    "reachable": "how soon you could be ready",
    "odds": "how common the road is",
    "cost": "what it costs",
    "beside_clinical_work": "whether it can be had beside clinical work",
}


def judge(profile: Profile, guide: Guide) -> PathJudgement:
    """Return every path of the guide judged for this person, in their order.

    Paths that the person refuses stand last. `best` names those that are ready or within reach
    and whose distance can be said; it may be empty.
    """
    order = tuple(m for m in profile.matters if m in KEYS) or DEFAULT_ORDER
    paths = _ordered(profile, guide, order)
    best = tuple(judged.path.id for judged in paths if _fits(judged, profile))
    return PathJudgement(
        paths=paths,
        order=order,
        best=best,
        sentence=_sentence(paths, best, order, bool(profile.matters)),
        sensitivity=_sensitivity(paths, profile, guide, order),
    )


def _ordered(profile: Profile, guide: Guide, order: tuple[str, ...]) -> tuple[JudgedPath, ...]:
    def key(judged: JudgedPath) -> tuple[bool, list[Key], str]:
        refused = judged.path.id in profile.refuses
        return refused, [KEYS[matter](judged) for matter in order], judged.path.id

    return tuple(sorted((judge_path(path, profile, guide) for path in guide.paths), key=key))


def _help_is_open(judged: JudgedPath) -> bool:
    """Tell whether something helpful was not said or takes years, so the months may understate."""
    shoulds = (item for item in judged.requirements if item.need is Need.SHOULD)
    return any(not item.met and item.hours_low is None for item in shoulds)


def _first(value: float | None) -> Key:
    return (0, value) if value is not None else (_UNKNOWN, 0)


def _fits(judged: JudgedPath, profile: Profile) -> bool:
    conflict = profile.keep_clinical and judged.beside_clinical_work is False
    near = judged.verdict in (Verdict.READY, Verdict.WITHIN)
    return near and judged.months_high is not None and not conflict


def _sentence(
    paths: tuple[JudgedPath, ...], best: tuple[str, ...], order: tuple[str, ...], said: bool
) -> str:
    fitting = [judged.path.name for judged in paths if judged.path.id in best]
    if not fitting:
        start = "None fits yet: no path is known to be ready or within reach."
    elif len(fitting) == 1:
        start = f"One path fits now or within reach: {fitting[0]}."
    else:
        start = f"{len(fitting)} paths fit now or within reach: {'; '.join(fitting)}."
    follows = ", then by ".join(_PLAIN[matter] for matter in order)
    if said:
        return f"{start} They are ordered by {follows}, as you said."
    return f"{start} You did not say what matters most, so they are ordered by {follows}."


def _sensitivity(
    paths: tuple[JudgedPath, ...], profile: Profile, guide: Guide, order: tuple[str, ...]
) -> Sensitivity | None:
    """Return the missing answer that brings another path within reach and to the first place.

    Of several, the one that does so at the most levels; ties go by id.
    """
    found: list[tuple[int, str, int, str]] = []
    for skill_id in _unsaid(paths, profile, guide):
        changes = []
        for level in range(5):
            leader = _ordered(_with_level(profile, skill_id, level), guide, order)[0]
            near = leader.verdict in (Verdict.READY, Verdict.WITHIN)
            if near and leader.path.id != paths[0].path.id:
                changes.append((level, leader.path.id))
        if changes:
            found.append((-len(changes), skill_id, *changes[0]))
    if not found:
        return None
    _, skill_id, level, first = min(found)
    name = guide.skill(skill_id).name
    sentence = (
        f"One answer would change what comes first: if you are at level {level} in {name}, "
        f"{guide.path(first).name} comes first instead of {paths[0].path.name}."
    )
    return Sensitivity(skill_id, name, level, first, sentence)


def _unsaid(paths: tuple[JudgedPath, ...], profile: Profile, guide: Guide) -> list[str]:
    items = [item for judged in paths for item in (*judged.requirements, *judged.on_the_way)]
    skills = {item.skill for item in items if item.skill}
    return sorted(s for s in skills if standing(guide.skill(s), profile).level is None)


def _with_level(profile: Profile, skill: str, level: int) -> Profile:
    return replace(profile, skills=(*profile.skills, SkillClaim(skill, level)))
