"""What stands behind the four-week test: gaps, routes, reading lists, people and projects."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from fingerpost.paths.model import JudgedPath
from fingerpost.plan.choices import introduce, near_people, papers_to_read, projects
from fingerpost.plan.drafts import Draft, expected, middle, route_step
from fingerpost.plan.four_weeks import MEETING, reading_step
from fingerpost.plan.learning import learning_steps
from fingerpost.plan.repeats import says_the_same
from fingerpost.plan.saying import say_more
from fingerpost.text import fold, slug

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.guide.model import Guide, Project, Route
    from fingerpost.home.profile import Profile

_PAPERS = (6, 3)
"""How many papers to read in the first area and in the second."""
_PEOPLE = 3
_ROUTES_SECOND = 3
"""Routes into the second path; the first path gets all of its own."""
_PROJECTS = 3
"""A portfolio of three."""
_A_LIST = 3
"""Papers on the reading list from which on it stands for a route that says to read papers."""
_PAPERS_NAMED = frozenset({"papers", "area"})
"""Words of such a route's title."""


def later_steps(
    profile: Profile,
    paths: Sequence[JudgedPath],
    dives: Sequence[Dive],
    guide: Guide,
    landmarks: Mapping[str, str],
    asked: frozenset[str] = frozenset(),
) -> tuple[Draft, ...]:
    """Return all steps behind the four-week test, the most pressing first; prerequisites first.

    `asked` are skills that another step asks about.
    """
    reading = _reading(dives, landmarks, profile)
    dated = {key for opportunity in guide.opportunities for key in opportunity.routes}
    routes = [_routes(judged, dated, has_papers=len(reading) >= _A_LIST) for judged in paths]
    learned, more = learning_steps(paths, profile, guide)
    return (
        *filter(None, (say_more(paths, asked),)),
        *(_small_test(judged) for judged in paths[1:]),
        *learned,
        *(step for found in routes[:1] for step in found),
        *reading,
        *_people(dives),
        *(_role(judged) for judged in paths),
        *_projects(paths[:1], dives, guide, profile),
        *more,
        *(step for found in routes[1:] for step in found[:_ROUTES_SECOND]),
    )


def _small_test(judged: JudgedPath) -> Draft:
    test = judged.cheapest_test
    return Draft(
        f"test:{judged.path.id}", f"Small test: {test.title}", "do", middle(test.hours),
        f"The cheapest way to find out whether {judged.path.name} suits you "
        f"({expected(test.hours)}). It says no if: {test.tells_no}",
        estimate=str(test.hours.basis),
    )  # fmt: skip


def _routes(
    judged: JudgedPath, dated: Collection[tuple[str, str]], *, has_papers: bool
) -> list[Draft]:
    """Return a path's routes without those that its test, its role or the reading list repeat.

    A route with a condition ('If you are senior: …') is not planned: nobody said that it holds.
    Nor are those in `dated`, (path id, route id), which go with a window alone.
    """
    path, test = judged.path, judged.cheapest_test

    def is_said(route: Route) -> bool:
        if route.title.startswith("If ") or (path.id, route.id) in dated:
            return True
        if route.kind == "meet" and says_the_same(route.title, path.whom_to_ask):
            return True
        listed = has_papers and route.kind == "read"
        return says_the_same(route.title, test.title) or (
            listed and set(fold(route.title).split()) >= _PAPERS_NAMED
        )

    return [
        route_step(path, route)
        for route in path.routes
        if not is_said(route)
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
    """Return the portfolio, one project after the other."""
    steps: list[Draft] = []
    for judged in paths:
        for number, project in enumerate(_portfolio(judged, dives, guide, profile), 1):
            steps.append(
                Draft(
                    f"project:{project.id}",
                    f"Project: {project.title}",
                    "do",
                    middle(project.hours),
                    f"Number {number} of your portfolio, to show for {judged.path.name}: "
                    f"{project.question} Data: {project.data} Terms: {project.terms} "
                    f"({expected(project.hours)})",
                    tuple(step.id for step in steps[-1:]),
                    project.data_url,
                    str(project.hours.basis),
                )
            )  # fmt: skip
    return steps
