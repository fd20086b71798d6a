"""The four-week test that leads the plan: its parts, its hours and what would change one's mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fingerpost.guide.model import Basis, Hours, Need
from fingerpost.plan.choices import (
    Pick,
    chosen_paths,
    introduce,
    near_people,
    one_paper,
    open_data,
    ordered_dives,
    projects,
    question,
)
from fingerpost.plan.drafts import Draft, expected, halves, middle
from fingerpost.plan.model import FourWeekTest
from fingerpost.plan.saying import HALVES, say_first
from fingerpost.plan.weeks import Week
from fingerpost.text import slug

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.focus.model import Comparison
    from fingerpost.guide.model import Guide, Project
    from fingerpost.home.profile import Profile
    from fingerpost.landscape.model import Person
    from fingerpost.paths.model import JudgedPath, PathJudgement

READING = Hours(1, 2, Basis.OURS)
MEETING = Hours(0.5, 1.5, Basis.OURS)
LEAST_HALVES = 6
"""Half hours that four weeks need at least: a paper, a conversation, an hour of trying."""
_OTHER_HALVES = 18
"""Half hours of four weeks left for learning, reading and meeting beside the test's own work."""
_LEAST_PROJECT = 4
"""Half hours below which a project is not worth beginning."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What the four-week test is about."""

    path: JudgedPath
    area: str
    question: str
    pick: Pick | None
    whom: str
    near: Person | None
    """An author near home, where one is known."""
    project: Project | None
    project_halves: int
    """How long the project may take in these weeks."""
    open_data: Project | None = None
    """A project whose data the small test can be done on; None where it needs none."""


def first_week(weeks: Sequence[Week]) -> int | None:
    """Return which week begins the plan: the first free one whose four weeks hold enough."""
    for number, week in enumerate(weeks):
        if week.halves and room(weeks[number:]) >= LEAST_HALVES:
            return number
    return None


def room(weeks: Sequence[Week]) -> int:
    """Return the half hours in the first four weeks."""
    return sum(week.halves for week in weeks[:4])


def choose(
    profile: Profile,
    judgement: PathJudgement,
    comparison: Comparison | None,
    dives: Mapping[str, Dive],
    guide: Guide,
    landmarks: Mapping[str, str],
    available: int,
    had: frozenset[str] = frozenset(),
) -> Lead | None:
    """Return what to test with the half hours of four weeks; None when there is no path.

    `had` are ids of steps that were done before: a path that was tested gives way to the next, a
    paper that was read, a person met and a project done to others.
    """
    paths = chosen_paths(judgement)
    if not paths:
        return None
    untested = [judged for judged in paths if f"test:{judged.path.id}" not in had]
    path, looked = (untested or paths)[0], ordered_dives(comparison, dives)
    near = [p for p in near_people(looked[:1]) if f"meet:{slug(p.name)}" not in had]
    role = path.path.whom_to_ask
    time = _project_time(path, available)
    first = looked[0] if looked else None
    found = [
        project
        for project in projects(guide, path.path.id, first, profile, time / 2)
        if f"project:{project.id}" not in had
    ]
    return Lead(
        path=path,
        area=first.title if first else "",
        question=question(profile, comparison, guide),
        pick=one_paper(looked, landmarks, profile, had),
        whom=f"{introduce(near[0])}. If there is no answer: {role}" if near else role,
        near=near[0] if near else None,
        project=found[0] if found and time >= _LEAST_PROJECT else None,
        project_halves=time,
        open_data=open_data(guide, path.path.id, first, profile)
        if path.cheapest_test.needs_data
        else None,
    )


def lead_steps(lead: Lead, available: int) -> tuple[Draft, ...]:
    """Return the steps of the four-week test, the cheapest test first.

    They take the middle of their ranges, or the low end where four weeks hold no more.
    """
    steps = _lead_steps(lead)
    if sum(step.halves for step in steps) > available:
        least = {f"test:{lead.path.path.id}": lead.path.cheapest_test.hours.low}
        least |= {step.id: READING.low for step in steps if step.kind == "read"}
        least |= {step.id: MEETING.low for step in steps if step.kind == "meet"}
        steps = [
            replace(step, halves=halves(least[step.id])) if step.id in least else step
            for step in steps
        ]
    return tuple(replace(step, leads=True) for step in steps)


def _lead_steps(lead: Lead) -> list[Draft]:
    judged, test = lead.path, lead.path.cheapest_test
    steps = [
        *filter(None, (say_first(judged),)),
        Draft(f"test:{judged.path.id}", f"Small test: {test.title}", "do", middle(test.hours),
              f"The cheapest way to find out whether {judged.path.name} suits you "
              f"({expected(test.hours)})", estimate=str(test.hours.basis)),
    ]  # fmt: skip
    if lead.pick:
        steps.append(reading_step(lead.pick))
    steps.append(_meeting(lead))
    if lead.project:
        steps.append(_first_project(lead, lead.project))
    return steps


def reading_step(pick: Pick) -> Draft:
    """Return the step that reads a paper."""
    return Draft(
        f"read:{pick.paper.id}", f"Read: {pick.paper.title} ({pick.paper.cite()})", "read",
        middle(READING), f"To read first in “{pick.area}”. {pick.why}", url=pick.paper.address,
        estimate=str(READING.basis),
    )  # fmt: skip


def four_week_test(lead: Lead, monday: date, available: int) -> FourWeekTest:
    """Return page one; its hours never exceed what four weeks hold."""
    test, paper = lead.path.cheapest_test, lead.pick.paper if lead.pick else None
    low, high = _hours(lead)
    most = available / 2
    title, data, terms = _project(lead)
    if low > most:
        title += f" At your hours it is only begun in these four weeks: stop after {most:g} h."
    return FourWeekTest(
        path_id=lead.path.path.id,
        path_name=lead.path.path.name,
        question=lead.question,
        paper_id=paper.id if paper else "",
        paper_title=paper.title if paper else "",
        paper_cite=paper.cite() if paper else "",
        paper_url=paper.address if paper else "",
        paper_why=lead.pick.why if lead.pick else "",
        whom=lead.whom,
        project=title,
        project_data=data,
        project_terms=terms,
        hours_low=min(low, most),
        hours_high=min(high, most),
        start=monday,
        end=monday + timedelta(days=27),
        changes_my_mind=f"The small test is “{test.title}”. It says no if: {test.tells_no}",
    )


def _project_time(path: JudgedPath, available: int) -> int:
    """Return half hours for a project: what is left of the weeks beside all the rest."""
    work = max(available - _OTHER_HALVES, available // 2)
    return work - middle(path.cheapest_test.hours)


def _first_project(lead: Lead, project: Project) -> Draft:
    size = min(middle(project.hours), lead.project_halves)
    boxed = size < halves(project.hours.low)
    stop = f" (stop after {size / 2:g} h)" if boxed else ""
    return Draft(
        f"project:{project.id}", f"Project: {project.title}{stop}", "do", size,
        f"The small project of the four-week test ({expected(project.hours)} for all of it)",
        url=project.data_url, estimate=str(project.hours.basis),
    )  # fmt: skip


def _meeting(lead: Lead) -> Draft:
    path = lead.path.path
    key, who, because = f"meet:{path.id}", lead.whom, f"Knows what {path.name} is like near you."
    if lead.near:
        key, who = f"meet:{slug(lead.near.name)}", introduce(lead.near)
        because = f"Publishes in “{lead.area}” near you."
    open_points = [
        requirement.text.rstrip(".")
        for requirement in lead.path.requirements
        if requirement.need in (Need.DEPENDS, Need.UNKNOWN) and requirement.text
    ][:2]
    if open_points:
        because += f" Ask what nobody states: {'; '.join(open_points)}."
    return Draft(
        key, f"Write to and talk with: {who}", "meet", middle(MEETING), because,
        estimate=str(MEETING.basis),
    )  # fmt: skip


def _hours(lead: Lead) -> tuple[float, float]:
    parts = [lead.path.cheapest_test.hours, MEETING]
    if say_first(lead.path):
        parts.append(Hours(HALVES / 2, HALVES / 2, Basis.OURS))
    if lead.pick:
        parts.append(READING)
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    if lead.project:
        most = lead.project_halves / 2
        low += min(lead.project.hours.low, most)
        high += min(lead.project.hours.high, most)
    return low, high


def _project(lead: Lead) -> tuple[str, str, str]:
    project = lead.project
    if project is None:
        small = f"{lead.path.cheapest_test.title}."
        if not lead.path.cheapest_test.needs_data:
            return small, "", ""
        if lead.open_data is None:
            return small, "The guide names no data of this kind; ask the person above.", ""
        return small, f"For example {_where(lead.open_data)}", lead.open_data.terms
    stop = ""
    if lead.project_halves / 2 < project.hours.low:
        stop = f" Stop after {lead.project_halves / 2:g} h, finished or not."
    return f"{project.title}: {project.question}{stop}", _where(project), project.terms


def _where(project: Project) -> str:
    return f"{project.data} ({project.data_url})" if project.data_url else project.data
