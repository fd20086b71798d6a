"""The plan: choose what to do, lay it into the weeks, say what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fingerpost.plan.choices import chosen_paths, ordered_dives
from fingerpost.plan.drafts import Draft
from fingerpost.plan.fit import fit
from fingerpost.plan.four_weeks import choose, first_week, four_week_test, lead_steps, room
from fingerpost.plan.later import later_steps
from fingerpost.plan.model import Plan, Session, Step
from fingerpost.plan.sentences import nothing_to_plan, overview, why_impossible
from fingerpost.plan.weeks import weeks_from

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.focus.model import Comparison
    from fingerpost.guide.model import Guide
    from fingerpost.home.profile import Profile
    from fingerpost.paths.model import PathJudgement


def make_plan(
    profile: Profile,
    judgement: PathJudgement,
    comparison: Comparison | None,
    dives: Mapping[str, Dive],
    guide: Guide,
    today: date,
    landmarks: Mapping[str, str] | None = None,
) -> Plan:
    """Return dated steps under the person's weekly hours, led by the four-week test.

    `landmarks` are plain-English summaries by paper id. Weeks run from Monday to Sunday; the
    plan begins with the first whole free week and reaches at most two years. It is not feasible
    when not even the four-week test has room; then `sentence` names the smallest change.
    """
    weeks = weeks_from(today, profile.hours_per_week, profile.lost_weeks)
    begin = first_week(weeks)
    if begin is None:
        return _empty(profile, why_impossible(profile, weeks))
    weeks = weeks[begin:]
    summaries, available = landmarks or {}, room(weeks)
    lead = choose(profile, judgement, comparison, dives, guide, summaries, available)
    paths, looked = chosen_paths(judgement), ordered_dives(comparison, dives)
    drafts = _each_once(
        (*(lead_steps(lead, available) if lead else ()),
         *later_steps(profile, paths, looked, guide, summaries))
    )  # fmt: skip
    if not drafts:
        return _empty(profile, nothing_to_plan())
    monday = weeks[0].monday
    sessions, left_out = fit(drafts, weeks, monday + timedelta(days=27))
    steps = _dated(drafts, sessions)
    return Plan(
        test=four_week_test(lead, monday, available) if lead else None,
        steps=steps,
        feasible=bool(steps),
        sentence=overview(steps, left_out, profile.hours_per_week, weeks),
        hours_per_week=profile.hours_per_week,
    )


def _each_once(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    first: dict[str, Draft] = {}
    for draft in drafts:
        first.setdefault(draft.id, draft)
    return tuple(first.values())


def _dated(
    drafts: Sequence[Draft], sessions: Mapping[str, tuple[Session, ...]]
) -> tuple[Step, ...]:
    steps = [_step(draft, sessions[draft.id]) for draft in drafts if draft.id in sessions]
    return tuple(sorted(steps, key=lambda step: step.start))


def _step(draft: Draft, held: tuple[Session, ...]) -> Step:
    return Step(
        id=draft.id,
        title=draft.title,
        kind=draft.kind,
        hours=draft.halves / 2,
        start=held[0].day,
        end=held[-1].day,
        because=draft.because,
        after=draft.after,
        sessions=held,
        url=draft.url,
        estimate=draft.estimate,
    )


def _empty(profile: Profile, sentence: str) -> Plan:
    return Plan(None, (), False, sentence, profile.hours_per_week)
