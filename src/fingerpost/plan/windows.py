"""What the calendar dictates: application windows, exams and events, and waits after them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fingerpost.guide.model import Basis, Hours, OpportunityKind
from fingerpost.guide.windows import Window, next_window
from fingerpost.home.professions import is_one_of
from fingerpost.plan.drafts import (
    ATTEND,
    CHECK,
    WAIT,
    Draft,
    at_least,
    expected,
    halves,
    middle,
    route_step,
    span,
)
from fingerpost.plan.weeks import Week
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.guide.model import CareerPath, Guide, Opportunity, Route, Wait
    from fingerpost.home.profile import Profile
    from fingerpost.paths.model import JudgedPath

SOON = timedelta(weeks=8)
"""A window that opens or closes within so many weeks leads the plan."""
_TOLD_IN_DAYS = 21
PREPARING = Hours(4, 12, Basis.OURS)
_MOST = 3
"""Windows that are planned for; what else is open soon is named only."""
Ways = Mapping[tuple[str, str], "tuple[CareerPath, Route]"]
"""Routes and their paths by (path id, route id)."""
_APPLIED = (OpportunityKind.WINDOW, OpportunityKind.DEADLINE)


@dataclass(frozen=True, slots=True)
class Had:
    """What a step had in the plan before, in half hours."""

    halves: int
    held: int
    """Of these, what lies behind in weeks that were not lost."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Steps that have days of their own, and what is to be told of them first."""

    steps: tuple[Draft, ...]
    leading: tuple[str, ...]
    """A sentence for each window that opens or closes within eight weeks."""


def calendar_steps(
    profile: Profile,
    paths: Sequence[JudgedPath],
    guide: Guide,
    today: date,
    weeks: Sequence[Week] = (),
    before: Mapping[str, Had] | None = None,
) -> Calendar:
    """Return the steps for what is open to the person on the chosen paths, soonest close first.

    What leads into a path that is wanted but not chosen is told alone. Where `weeks` hold too
    little before a window closes, its steps take the least of their hours; else those that stood in
    the plan `before` keep the hours that they had, and one that is begun keeps them in any case.
    """
    chosen, ways = [judged.path.id for judged in paths], _ways(guide, paths)
    found = sorted(
        (
            (window.closes, opportunity.id, window, opportunity)
            for opportunity in guide.opportunities
            if (window := next_window(opportunity, today))
            and concerns(opportunity, guide, (*chosen, *profile.wants), profile)
            and window.closes <= today + timedelta(days=365)
        ),
        key=lambda entry: entry[:2],
    )
    steps: list[Draft] = []
    leading: list[str] = []
    planned = 0
    for _, _, window, opportunity in found:
        if _is_soon(window, today):
            leading.append(_told(opportunity, window, today))
        is_chosen = concerns(opportunity, guide, chosen, profile)
        planned += is_chosen
        if is_chosen and planned <= _MOST and not _needs_work(opportunity):
            whole = _steps(opportunity, window, today, ways)
            steps += _in_the_time(whole, _least(opportunity, ways), window, weeks, before or {})
    return Calendar(tuple(steps), tuple(leading))


def with_waits(
    steps: Sequence[Draft], paths: Sequence[JudgedPath], guide: Guide
) -> tuple[Draft, ...]:
    """Return the steps with the waits that follow a path's first letter.

    What the path lists as something to do after its meetings comes after the wait.
    """
    found = list(steps)
    for judged in paths:
        key = judged.path.id
        waits = [
            _waiting(f"wait:{o.id}:{key}:{n}", o, wait, f"meet:{key}")
            for o in guide.opportunities
            if o.kind is OpportunityKind.WAIT and key in o.paths
            for n, wait in enumerate(o.waits, 1)
        ]
        letters = [
            step for step in found
            if step.kind == "meet"
            and (step.id == f"meet:{key}" or step.id.startswith(f"route:{key}:"))
        ]  # fmt: skip
        if not waits or not letters:
            continue
        waits = [replace(wait, after=(letters[0].id,)) for wait in waits]
        later = {f"route:{key}:{name}" for name in _after_meeting(judged)}
        keys = tuple(wait.id for wait in waits)
        found = [
            replace(step, after=(*step.after, *keys)) if step.id in later else
            replace(step, calendar=True) if step is letters[0] else step
            for step in found
        ]  # fmt: skip
        found.extend(waits)
    return tuple(found)


def concerns(
    opportunity: Opportunity, guide: Guide, paths: Sequence[str], profile: Profile
) -> bool:
    """Tell whether an opportunity leads into one of the paths and is open to the person.

    What the person did not say (profession, country) shuts nothing. What leads into refused paths
    alone, or asks for steps of one, is not for them.
    """
    programme = guide.programme(opportunity.programme) if opportunity.programme else None
    into = opportunity.paths or (programme.paths if programme else ())
    refused = set(profile.refuses)
    if into and not (set(into) - refused) & set(paths):
        return False
    if refused & {path for path, _ in opportunity.routes}:
        return False
    if programme is None:
        return True
    if programme.professions and is_one_of(profile.profession, programme.professions) is False:
        return False
    if not profile.country:
        return True
    mine = _country(profile.country)
    return mine not in programme.closed_to and mine in (programme.countries or (mine,))


def _country(name: str) -> str:
    from fingerpost.landscape.places import find_country

    return find_country(name) or name.upper()


def _after_meeting(judged: JudgedPath) -> list[str]:
    """Return the routes of doing that the path lists after a meeting."""
    met, later = False, []
    for route in judged.path.routes:
        if route.kind == "meet":
            met = True
        elif met and route.kind == "do":
            later.append(route.id)
    return later


def _needs_work(opportunity: Opportunity) -> bool:
    """Tell whether it is for work that is done already, as a paper to send: told, not planned."""
    return opportunity.kind is OpportunityKind.DEADLINE and not opportunity.programme


def _is_soon(window: Window, today: date) -> bool:
    days = [day for day in (window.opens, window.closes) if day and day >= today]
    return any(day <= today + SOON for day in days)


def _told(opportunity: Opportunity, window: Window, today: date) -> str:
    from fingerpost.dives.pages import day as in_words

    if window.opens and window.opens > today:
        when = f"opens on {in_words(window.opens)} ({_in((window.opens - today).days)})"
        when += f" and closes on {in_words(window.closes)}"
    else:
        when = f"closes on {in_words(window.closes)} ({_in((window.closes - today).days)})"
    said = f"{opportunity.title}: it {when}."
    if not window.confirmed:
        said += (
            f" Check today: no source gives the days of {window.closes.year}, they are a guess "
            "from earlier years."
        )
    return f"{said} {opportunity.url}".rstrip()


def _in(days: int) -> str:
    if days < _TOLD_IN_DAYS:
        return f"in {plural(days, 'day')}" if days else "today"
    return f"in {plural(round(days / 7), 'week')}"


def _ways(guide: Guide, paths: Sequence[JudgedPath]) -> Ways:
    """Return all routes by (path id, route id), with their paths."""
    known = {path.id: path for path in (*guide.paths, *(judged.path for judged in paths))}
    return {(key, route.id): (path, route) for key, path in known.items() for route in path.routes}


def _preparing(opportunity: Opportunity, ways: Ways) -> tuple[str, Hours]:
    """Return what to do to be ready to send it off: what a path lists, else in general."""
    if opportunity.prepare is None or opportunity.prepare not in ways:
        return f"Prepare: {opportunity.title}", PREPARING
    _, route = ways[opportunity.prepare]
    what = f"{route.title[0].lower()}{route.title[1:]}"
    return f"Prepare: {opportunity.title}: {what}", route.hours


def _least(opportunity: Opportunity, ways: Ways) -> dict[str, int]:
    """Return the least half hours of the steps whose hours are a range."""
    first = {route_step(*ways[key]).id: ways[key][1].hours for key in opportunity.first
             if key in ways}  # fmt: skip
    ranges = first | {f"prepare:{opportunity.id}": _preparing(opportunity, ways)[1]}
    return {key: halves(hours.low) for key, hours in ranges.items()}


def _in_the_time(
    steps: Sequence[Draft],
    least: Mapping[str, int],
    window: Window,
    weeks: Sequence[Week],
    before: Mapping[str, Had],
) -> tuple[Draft, ...]:
    """Return a window's steps with their hours, the least of them where the weeks hold no more."""
    had = {step.id: before[step.id] for step in steps if step.id in before and step.id in least}
    sized = tuple(
        replace(
            step,
            halves=had[step.id].halves if step.id in had else step.halves,
            least=0 if step.id in had and had[step.id].held else least.get(step.id, 0),
        )
        for step in steps
    )
    left = sum(step.halves for step in sized) - sum(each.held for each in had.values())
    days = [sitting for week in weeks for sitting in week.sittings if sitting[0] <= window.closes]
    is_short = bool(weeks) and left > sum(size for _, size in days)
    return at_least(sized, {step.id for step in sized}) if is_short else sized


def _steps(opportunity: Opportunity, window: Window, today: date, ways: Ways) -> list[Draft]:
    key, title, steps = opportunity.id, opportunity.title, list[Draft]()
    rests = "as a source states them" if window.confirmed else "a guess from earlier years"
    because = f"Its days are {rests}."
    if opportunity.note:
        because += f" {opportunity.note}"
    if not window.confirmed and _is_soon(window, today):
        steps.append(
            Draft(f"{CHECK}{key}", f"Check today whether the days still hold: {title}", "do", 1,
                  because, url=opportunity.url, estimate=str(Basis.OURS),
                  closes=window.closes, calendar=True)
        )  # fmt: skip
    if opportunity.kind in _APPLIED:
        before = window.closes - timedelta(days=1)
        first = [route_step(*ways[key]) for key in opportunity.first if key in ways]
        steps += [replace(step, closes=before, calendar=True) for step in first]
        after = tuple(step.id for step in steps)
        what, hours = _preparing(opportunity, ways)
        steps.append(
            Draft(f"prepare:{key}", what, "do", middle(hours), f"{because} ({expected(hours)})",
                  after, opportunity.url, str(hours.basis), closes=before, calendar=True)
        )  # fmt: skip
        steps.append(
            Draft(f"apply:{key}", f"Send it off: {title}", "do", 1, because, (steps[-1].id,),
                  opportunity.url, str(Basis.OURS), opens=window.opens, closes=window.closes,
                  calendar=True)
        )  # fmt: skip
    else:
        kind = "meet" if opportunity.kind is OpportunityKind.EVENT else "do"
        after = tuple(step.id for step in steps)
        steps.append(
            Draft(f"{ATTEND}{key}", title, kind, 4, because, after, opportunity.url,
                  str(Basis.OURS), opens=window.opens or window.closes, closes=window.closes,
                  calendar=True)
        )  # fmt: skip
    last = steps[-1].id
    waits = [
        replace(_waiting(f"wait:{key}:{n}", opportunity, wait, last),
                opens=window.closes + timedelta(days=1))
        for n, wait in enumerate(opportunity.waits, 1)
    ]  # fmt: skip
    return [replace(step, window=key) for step in (*steps, *waits)]


def _waiting(key: str, opportunity: Opportunity, wait: Wait, after: str) -> Draft:
    weeks = span(wait.weeks.low, wait.weeks.high)
    return Draft(
        key, f"Wait: {opportunity.title}: {wait.what_for}", WAIT, 0,
        f"{weeks} weeks that more hours cannot shorten; the plan reckons with the longest."
        + (f" {opportunity.note}" if opportunity.note else ""),
        (after,), opportunity.url, str(wait.weeks.basis), wait=max(1, math.ceil(wait.weeks.high)),
        calendar=True,
    )  # fmt: skip
