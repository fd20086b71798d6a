"""One path judged for one person: the verdict, the hours and what stays open."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.guide.model import CareerPath, Guide, Need
from fingerpost.home.profile import Profile
from fingerpost.paths.conditions import stated_for, told_to, waits_for_others
from fingerpost.paths.conflicts import against, cautions, conflicts
from fingerpost.paths.hours import asked_rows, months, path_hours
from fingerpost.paths.model import JudgedPath, JudgedRequirement, Verdict
from fingerpost.paths.questions import open_questions
from fingerpost.paths.requirements import judge_condition, judge_requirement, prerequisites
from fingerpost.paths.sentences import has_all_stated, path_sentence

REACH_MONTHS = 24
"""Up to so many months, at the high estimate, a path counts as within reach."""


def judge_path(path: CareerPath, profile: Profile, guide: Guide) -> JudgedPath:
    """Return the path judged for this person, in figures and words."""
    judged = measure(told_to(path, profile), profile, guide)
    return replace(
        judged,
        sentence=path_sentence(judged, profile),
        open_questions=open_questions(judged, profile),
    )


def measure(path: CareerPath, profile: Profile, guide: Guide) -> JudgedPath:
    """Return the path judged for this person in figures alone, its sentence empty."""
    requirements = tuple(
        judge_condition(item, path, profile)
        if item.condition
        else judge_requirement(item, profile, guide)
        for item in (*path.requirements, *stated_for(path))
    )
    on_the_way = prerequisites(path, profile, guide)
    rows = asked_rows(requirements, on_the_way, profile, guide)
    hours = path_hours(rows)
    low, high = (months(h, profile.hours_per_week) for h in (hours.low, hours.high))
    return JudgedPath(
        path=path,
        verdict=_verdict(path, requirements, profile, hours.low, high),
        sentence="",
        hours_low=hours.low,
        hours_high=hours.high,
        months_low=low,
        months_high=high,
        requirements=requirements,
        open_questions=(),
        cheapest_test=path.cheapest_test,
        wanted=profile.wants.index(path.id) + 1 if path.id in profile.wants else None,
        beside_clinical_work=path.beside_clinical_work,
        on_the_way=on_the_way,
        asked=rows,
        basis=hours.basis,
        conflicts=conflicts(path, profile),
        cautions=cautions(path, profile),
        against=against(path, profile),
    )


def _verdict(
    path: CareerPath,
    requirements: tuple[JudgedRequirement, ...],
    profile: Profile,
    hours_low: float | None,
    months_high: float | None,
) -> Verdict:
    musts = [item for item in requirements if item.need is Need.MUST]
    if path.id in profile.refuses or any(blocks(item) for item in musts):
        return Verdict.RULED_OUT
    if all(item.condition for item in musts):
        return Verdict.WITHIN if has_all_stated(requirements) else Verdict.FAR
    if hours_low is None or months_high is None:
        return Verdict.FAR
    if hours_low == 0 and not any(waits_for_others(item) for item in musts):
        return Verdict.READY
    return Verdict.WITHIN if hours_low == 0 or months_high <= REACH_MONTHS else Verdict.FAR


def blocks(item: JudgedRequirement) -> bool:
    """Tell whether a must is known to be missing and evenings cannot close it."""
    missing = item.answer is False or (bool(item.gap) and item.hours_low is None)
    return item.need is Need.MUST and missing
