"""The four-week test that leads the plan: its parts, its hours and what would change one's mind."""

from __future__ import annotations

import math
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
from fingerpost.plan.drafts import Draft, expected, halves, middle, span
from fingerpost.plan.model import Done, FourWeekTest, Step
from fingerpost.plan.saying import say_first
from fingerpost.plan.sentences import dated, shortened
from fingerpost.plan.weeks import LEAST_HALVES, Week
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
_OTHER_HALVES = 18
"""Half hours of four weeks left for learning, reading and meeting beside the test's own work."""
FINISH = "finish:"
"""How the ids of steps begin that go on with a test that is only begun."""
_STOP = " (stop after "
_HALF_DAYS = ("half-day", "half a day")
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
    kept: frozenset[str] = frozenset(),
) -> Lead | None:
    """Return what to test with the half hours of four weeks; None when there is no path.

    `had` are ids of steps that were done before: a path that was tested gives way to the next, a
    paper that was read, a person met and a project done to others. `kept` are the ids of a test
    that runs already: it goes on with its path, its paper, its person and its project.
    """
    paths = chosen_paths(judgement)
    if not paths:
        return None
    untested = [judged for judged in paths if f"test:{judged.path.id}" not in had]
    running = [judged for judged in paths if f"test:{judged.path.id}" in kept]
    path, looked = (running or untested or paths)[0], ordered_dives(comparison, dives)
    near = [p for p in near_people(looked[:1]) if f"meet:{slug(p.name)}" not in had]
    if running:
        near = [person for person in near if f"meet:{slug(person.name)}" in kept]
    role = path.path.whom_to_ask
    time = _project_time(path, available)
    first = looked[0] if looked else None
    found = [
        project
        for project in projects(
            guide, path.path.id, first, profile, math.inf if running else time / 2
        )
        if f"project:{project.id}" not in had and (not running or f"project:{project.id}" in kept)
    ]
    return Lead(
        path=path,
        area=first.title if first else "",
        question=question(profile, comparison, guide),
        pick=_kept_pick(looked, landmarks, profile, kept)
        or one_paper(looked, landmarks, profile, had),
        whom=f"{introduce(near[0])}. If there is no answer: {role}" if near else role,
        near=near[0] if near else None,
        project=found[0] if found and (running or time >= _LEAST_PROJECT) else None,
        project_halves=max(time, _LEAST_PROJECT) if running else time,
        open_data=open_data(guide, path.path.id, first, profile)
        if path.cheapest_test.needs_data
        else None,
    )


def _kept_pick(
    dives: Sequence[Dive], landmarks: Mapping[str, str], profile: Profile, kept: frozenset[str]
) -> Pick | None:
    """Return the paper of a running test; None where it has none, or it is not to be read now."""
    others = frozenset(f"read:{paper.id}" for dive in dives for paper in dive.papers) - kept
    if not any(key.startswith("read:") for key in kept):
        return None
    pick = one_paper(dives, landmarks, profile, others)
    return pick if pick and f"read:{pick.paper.id}" in kept else None


def lead_steps(lead: Lead, available: int) -> tuple[Draft, ...]:
    """Return the steps of the four-week test, the cheapest test first.

    They take the middle of their ranges, or the low end where four weeks hold no more; where they
    do not even hold that, the small test is only begun.
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
        over = sum(step.halves for step in steps) - available
        if over > 0:
            steps[0] = begun(steps[0], max(1, steps[0].halves - over))
    return tuple(replace(step, leads=True) for step in steps)


def begun(step: Draft, size: int) -> Draft:
    """Return a step of which four weeks hold only so many half hours; its title says so."""
    title = step.title.split(_STOP)[0]
    return replace(step, halves=size, title=f"{title}{_STOP}{size / 2:g} h)")


def rest_of_test(
    paths: Sequence[JudgedPath], own: Sequence[Draft], done: Sequence[Done]
) -> tuple[Draft, ...]:
    """Return a step for each small test that is only begun, planned or done: it goes on with it."""
    sizes = {step.id: round(step.hours * 2) for step in done} | {d.id: d.halves for d in own}
    found = []
    for path, test in ((judged.path, judged.cheapest_test) for judged in paths):
        key = f"test:{path.id}"
        size = sizes.get(key, 0)
        if 0 < size < halves(test.hours.low):
            found.append(
                Draft(f"{FINISH}{path.id}", f"Go on with the small test: {test.title}", "do",
                      middle(test.hours) - size,
                      f"It is only begun in its four weeks, with {size / 2:g} h; the whole takes "
                      f"{span(test.hours.low, test.hours.high)} h. It says no if: {test.tells_no}",
                      (key,), estimate=str(test.hours.basis))
            )  # fmt: skip
    return tuple(found)


def as_before(
    steps: Sequence[Draft], earlier: Mapping[str, Step], today: date
) -> tuple[Draft, ...]:
    """Return the steps of a running test as long as they were, those only to be begun too.

    What was to be over and is planned again takes what it is reckoned to take now.
    """
    found = []
    for step in steps:
        old = earlier.get(step.id)
        shorter = begun(step, round(old.hours * 2)) if old else step
        if old and shorter.title == old.title:
            found.append(shorter)
        elif old and old.end >= today:
            whole = step.title.split(_STOP)[0]
            found.append(replace(step, halves=shorter.halves, title=whole))
        else:
            found.append(step)
    return tuple(found)


def _lead_steps(lead: Lead) -> list[Draft]:
    judged, test = lead.path, lead.path.cheapest_test
    steps = [
        *filter(None, (say_first(judged),)),
        Draft(f"test:{judged.path.id}", f"Small test: {test.title}", "do", middle(test.hours),
              f"The cheapest way to find out whether {judged.path.name} suits you "
              f"({expected(test.hours)}){_visit(test.title)}", estimate=str(test.hours.basis)),
    ]  # fmt: skip
    if lead.pick:
        steps.append(reading_step(lead.pick))
    steps.append(_meeting(lead))
    if lead.project:
        steps.append(_first_project(lead, lead.project))
    return steps


def _visit(title: str) -> str:
    """Return what is to be said of a test that is a visit; empty where it is none."""
    if not any(words in title for words in _HALF_DAYS):
        return ""
    return (
        ". The half-days are to be agreed with the team; the sittings here only keep as many hours "
        "free for them"
    )


def reading_step(pick: Pick) -> Draft:
    """Return the step that reads a paper."""
    return Draft(
        f"read:{pick.paper.id}", f"Read: {pick.paper.title} ({pick.paper.cite()})", "read",
        middle(READING), f"To read first in “{pick.area}”. {pick.why}", url=pick.paper.address,
        estimate=str(READING.basis),
    )  # fmt: skip


def four_week_test(
    lead: Lead, monday: date, drafts: Sequence[Draft], steps: Sequence[Step], done: Sequence[Done]
) -> FourWeekTest:
    """Return page one: what lies in the four weeks, its hours, and what of it finds no room there.

    `drafts` are the test's own steps, `steps` the plan's, `done` what was done already.
    """
    test, paper = lead.path.cheapest_test, lead.pick.paper if lead.pick else None
    end, own = monday + timedelta(days=27), {draft.id for draft in drafts}
    held = sum(
        session.hours
        for step in steps
        if step.id in own
        for session in step.sessions
        if monday <= session.day <= end
    ) + sum(step.hours for step in done if step.id in own and step.day >= monday)
    title, data, terms = _project(lead, drafts)
    title += _goes_on(lead, steps) + _beyond(drafts, steps, done, end)
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
        hours_low=held,
        hours_high=held,
        start=monday,
        end=end,
        changes_my_mind=f"The small test is “{test.title}”. It says no if: {test.tells_no}",
    )


def _goes_on(lead: Lead, steps: Sequence[Step]) -> str:
    """Return when a test that is only begun goes on, as a sentence; empty for a whole one."""
    key = f"{FINISH}{lead.path.path.id}"
    rest = next((step for step in steps if step.id == key), None)
    if rest is None:
        return ""
    return (
        f" The small test goes on from {dated(rest.start)} ({rest.hours:g} h); only then is its "
        "result known."
    )


def _project_time(path: JudgedPath, available: int) -> int:
    """Return half hours for a project: what is left of the weeks beside all the rest."""
    work = max(available - _OTHER_HALVES, available // 2)
    return work - middle(path.cheapest_test.hours)


def _first_project(lead: Lead, project: Project) -> Draft:
    size = min(middle(project.hours), lead.project_halves)
    boxed = size < halves(project.hours.low)
    step = Draft(
        f"project:{project.id}", f"Project: {project.title}", "do", size,
        f"The small project of the four-week test ({expected(project.hours)} for all of it)",
        url=project.data_url, estimate=str(project.hours.basis),
    )  # fmt: skip
    return begun(step, size) if boxed else step


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


def _beyond(drafts: Sequence[Draft], steps: Sequence[Step], done: Sequence[Done], end: date) -> str:
    """Return what of the test does not lie in its four weeks, as sentences."""
    placed, over = {step.id: step for step in steps}, {step.id for step in done}
    said = ""
    for draft in drafts:
        step = placed.get(draft.id)
        if draft.id in over or (step and step.end <= end):
            continue
        until = f" it is planned until {dated(step.end)}" if step else " it is not planned"
        said += f" Not all in these four weeks: “{shortened(draft.title)}”;{until}."
    return said


def _project(lead: Lead, drafts: Sequence[Draft]) -> tuple[str, str, str]:
    """Return the project, its data and their terms; without time for one the small test."""
    sizes = {draft.id: draft.halves for draft in drafts}
    test, project = lead.path.cheapest_test, lead.project
    size = sizes.get(f"test:{lead.path.path.id}", 0)
    begin = ""
    if size < halves(test.hours.low):
        begin = f" At your hours it is only begun in these four weeks: stop after {size / 2:g} h."
    if project is None:
        small = f"{test.title}.{begin}"
        if not test.needs_data:
            return small, "", ""
        if lead.open_data is None:
            return small, "The guide names no data of this kind; ask the person above.", ""
        return small, f"For example {_where(lead.open_data)}", lead.open_data.terms
    stop, most = "", sizes.get(f"project:{project.id}", lead.project_halves)
    if most < halves(project.hours.low):
        stop = f" Stop after {most / 2:g} h, finished or not."
    return f"{project.title}: {project.question}{stop}", _where(project), project.terms


def _where(project: Project) -> str:
    return f"{project.data} ({project.data_url})" if project.data_url else project.data
