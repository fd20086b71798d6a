"""What stands behind the four-week test: gaps, routes, reading lists, people and projects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fingerpost.paths.model import JudgedPath
from fingerpost.plan.choices import introduce, near_people, papers_to_read, projects
from fingerpost.plan.drafts import KINDS, Draft, expected, middle
from fingerpost.plan.four_weeks import MEETING, reading_step
from fingerpost.plan.learning import learning_steps, unsaid_skills
from fingerpost.text import slug

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.guide.model import Guide, Project
    from fingerpost.home.profile import Profile

_PAPERS = (6, 3)
"""How many papers to read in the first area and in the second."""
_PEOPLE = 3
_ROUTES_SECOND = 3
"""Routes into the second path; the first path gets all of its own."""
_PROJECTS = 3
"""A portfolio of three."""


def later_steps(
    profile: Profile,
    paths: Sequence[JudgedPath],
    dives: Sequence[Dive],
    guide: Guide,
    landmarks: Mapping[str, str],
) -> tuple[Draft, ...]:
    """Return all steps behind the four-week test, the most pressing first; prerequisites first."""
    return (
        *_say(paths),
        *(_small_test(judged) for judged in paths[1:]),
        *learning_steps(paths[:1], profile, guide),
        *(step for judged in paths[:1] for step in _routes(judged)),
        *_reading(dives, landmarks, profile),
        *_people(dives),
        *(_role(judged) for judged in paths),
        *_projects(paths[:1], dives, guide, profile),
        *learning_steps(paths, profile, guide),
        *(step for judged in paths[1:] for step in _routes(judged)[:_ROUTES_SECOND]),
    )


def _say(paths: Sequence[JudgedPath]) -> tuple[Draft, ...]:
    names = unsaid_skills(paths)
    if not names:
        return ()
    return (
        Draft("say:skills", f"Say in me.toml how far you are with {', '.join(names)}", "do", 1,
              f"{paths[0].path.name} asks for it, and how far you are cannot be told without it",
              estimate="our guess"),
    )  # fmt: skip


def _small_test(judged: JudgedPath) -> Draft:
    test = judged.cheapest_test
    return Draft(
        f"test:{judged.path.id}", f"Small test: {test.title}", "do", middle(test.hours),
        f"The cheapest way to find out whether {judged.path.name} suits you "
        f"({expected(test.hours)}). It says no if: {test.tells_no}",
        estimate=str(test.hours.basis),
    )  # fmt: skip


def _routes(judged: JudgedPath) -> list[Draft]:
    return [
        Draft(
            f"route:{judged.path.id}:{route.id}", route.title,
            route.kind if route.kind in KINDS else "do", middle(route.hours),
            f"A way into {judged.path.name} ({expected(route.hours)})"
            + (f": {route.detail}" if route.detail else ""),
            url=route.url, estimate=str(route.hours.basis),
        )
        for route in judged.path.routes
    ]  # fmt: skip


def _reading(dives: Sequence[Dive], landmarks: Mapping[str, str], profile: Profile) -> list[Draft]:
    return [
        reading_step(pick)
        for dive, most in zip(dives, _PAPERS, strict=False)
        for pick in papers_to_read(dive, landmarks, profile)[:most]
    ]


def _people(dives: Sequence[Dive]) -> list[Draft]:
    return [
        Draft(
            f"meet:{slug(person.name)}", f"Write to and talk with: {introduce(person)}", "meet",
            middle(MEETING), "Publishes near you in an area of yours",
            estimate=str(MEETING.basis),
        )
        for person in near_people(dives[:2])[:_PEOPLE]
    ]  # fmt: skip


def _portfolio(
    judged: JudgedPath, dives: Sequence[Dive], guide: Guide, profile: Profile
) -> list[Project]:
    first = dives[0] if dives else None
    return projects(guide, judged.path.id, first, profile, math.inf)[:_PROJECTS]


def _role(judged: JudgedPath) -> Draft:
    return Draft(
        f"meet:{judged.path.id}", f"Write to and talk with: {judged.path.whom_to_ask}", "meet",
        middle(MEETING), f"Knows what {judged.path.name} is like near you",
        estimate=str(MEETING.basis),
    )  # fmt: skip


def _projects(
    paths: Sequence[JudgedPath], dives: Sequence[Dive], guide: Guide, profile: Profile
) -> list[Draft]:
    return [
        Draft(
            f"project:{project.id}", f"Project: {project.title}", "do", middle(project.hours),
            f"Work to show for {judged.path.name}: {project.question} "
            f"Data: {project.data} Terms: {project.terms} ({expected(project.hours)})",
            url=project.data_url, estimate=str(project.hours.basis),
        )
        for judged in paths
        for project in _portfolio(judged, dives, guide, profile)
    ]  # fmt: skip
