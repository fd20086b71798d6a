"""The plan: choose what to do, lay it into the weeks, say what does not fit and what moved."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.plan.came_and_went import came, told, went
from fingerpost.plan.choices import chosen_paths, ordered_dives
from fingerpost.plan.dates import dated_steps
from fingerpost.plan.drafts import WAIT, Draft, at_least, loosened, needed, without
from fingerpost.plan.four_weeks import (
    as_before,
    choose,
    four_week_test,
    lead_steps,
    rest_of_test,
)
from fingerpost.plan.horizon import Frame, frame_of
from fingerpost.plan.later import later_steps
from fingerpost.plan.model import FourWeekTest, Plan, Step
from fingerpost.plan.moves import lapsed, moves
from fingerpost.plan.person import rests_on
from fingerpost.plan.place import Outcome, afresh, again
from fingerpost.plan.running import Rest, with_rest
from fingerpost.plan.saying import say_wanted
from fingerpost.plan.sentences import (
    dated,
    nothing_to_plan,
    overview,
    shortened,
)
from fingerpost.plan.smallest import Wish, smallest_changes
from fingerpost.plan.so_far import NOTHING_YET, Before, SoFar
from fingerpost.plan.tasks import History, as_tasks, history, wanted_weeks, within_test
from fingerpost.plan.weeks import LEAST_HALVES, Week, monday_of
from fingerpost.plan.why_gone import Now
from fingerpost.plan.windows import Had, calendar_steps, with_waits

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.focus.model import Comparison
    from fingerpost.guide.model import Guide
    from fingerpost.home.profile import Profile
    from fingerpost.paths.model import JudgedPath, PathJudgement
    from fingerpost.plan.four_weeks import Lead

_ROUNDS = 3
"""How often a plan is laid again until nothing in it moves."""
_SAME = 0.5
"""Share of the steps that the plan before must have had for it to be changed and not replaced."""


def make_plan(
    profile: Profile,
    judgement: PathJudgement,
    comparison: Comparison | None,
    dives: Mapping[str, Dive],
    guide: Guide,
    today: date,
    landmarks: Mapping[str, str] | None = None,
    so_far: SoFar = NOTHING_YET,
) -> Plan:
    """Return dated steps under the person's weekly hours, led by the four-week test.

    `landmarks` are plain-English summaries by paper id; `so_far` is what was done and missed, and
    the plan before, of which as much stays as can. Weeks run from Monday to Sunday; the plan
    begins with the first whole free week and reaches at most two years. It is not feasible when
    not even the four-week test has room, or when a deadline of the person's cannot be kept;
    `sentence` and `changes` name the smallest change. UsageError for a day that has no two years
    after it.
    """
    frame = frame_of(profile, so_far, today)
    if isinstance(frame, str):
        return _empty(profile, frame, so_far)

    def lay(so_far: SoFar, frame: Frame) -> _Laid:
        return _laid(
            profile, judgement, comparison, dives, guide, landmarks or {}, so_far, frame, today
        )

    first = lay(so_far, frame)
    if first.placed is None:
        return _empty(profile, nothing_to_plan(), so_far)
    laid, placed = _settled(first, first.placed, lay, so_far, profile, today)
    paths, looked = chosen_paths(judgement), ordered_dives(comparison, dives)
    return replace(
        _plan(placed, first.placed, profile, so_far, _other_paths(judgement, paths), looked),
        made=today,
        test=laid.test(so_far),
        lost=tuple(sorted(laid.frame.lost)),
        leading=laid.leading,
        changes=smallest_changes(placed.wish(profile, laid.frame), placed.late, placed.shut),
    )


def _settled(
    laid: _Laid,
    placed: _Placed,
    lay: Callable[[SoFar, Frame], _Laid],
    so_far: SoFar,
    profile: Profile,
    today: date,
) -> tuple[_Laid, _Placed]:
    """Return the plan that planning again on the same day leaves as it is.

    What found no place at first may find one beside what has moved by then; a plan made afresh
    with a place for all is left as it is at once.
    """
    if placed.before is None and not placed.outcome.left_out:
        return laid, placed
    earlier = so_far.before.steps if so_far.before else ()
    for _ in range(_ROUNDS):
        if {step.id: step for step in earlier} == {step.id: step for step in placed.steps}:
            break
        earlier = placed.steps
        known = replace(so_far, before=laid.as_before(profile, today))
        frame = frame_of(profile, known, today)
        more = lay(known, frame) if isinstance(frame, Frame) else laid
        if more.placed is None:
            break
        laid, placed = more, more.placed
    return laid, placed


@dataclass(frozen=True, slots=True)
class _Laid:
    """A plan as it was laid once, with the four-week test that leads it."""

    frame: Frame
    lead: Lead | None
    own: tuple[Draft, ...]
    """The test's own steps."""
    placed: _Placed | None
    leading: tuple[str, ...]

    def test(self, so_far: SoFar) -> FourWeekTest | None:
        """Return page one; None without a path."""
        if self.lead is None or self.placed is None:
            return None
        steps = self.placed.steps
        return four_week_test(self.lead, self.frame.test_start, self.own, steps, so_far.done)

    def as_before(self, profile: Profile, today: date) -> Before:
        """Return it as the plan before of one that is made on the same day."""
        return Before(
            made=today,
            hours_per_week=profile.hours_per_week,
            steps=self.placed.steps if self.placed else (),
            test_path=self.lead.path.path.id if self.lead else "",
            test_start=self.frame.test_start if self.lead else None,
            person=rests_on(profile),
        )


def _laid(
    profile: Profile,
    judgement: PathJudgement,
    comparison: Comparison | None,
    dives: Mapping[str, Dive],
    guide: Guide,
    landmarks: Mapping[str, str],
    so_far: SoFar,
    frame: Frame,
    today: date,
) -> _Laid:
    """Choose what to do, and lay it into the weeks once."""
    paths, looked = chosen_paths(judgement), ordered_dives(comparison, dives)
    had = frozenset(done.id for done in so_far.done if done.day < frame.test_start)
    calendar = calendar_steps(
        profile, paths, guide, today, frame.weeks, _had(so_far, profile, frame, today)
    )
    wanting, asked = say_wanted(judgement, paths)
    asking = (replace(wanting, leads=True),) if wanting else ()
    frame = frame.less(sum(step.halves for step in asking))
    later = later_steps(profile, paths, looked, guide, landmarks, asked)

    def attempt(frame: Frame, shut: tuple[Draft, ...] = ()) -> _Laid:
        lead = choose(
            profile, judgement, comparison, dives, guide, landmarks, frame.available, had,
            _kept(so_far, frame),
        )  # fmt: skip
        test = _own(lead, frame, so_far.before, profile, today)
        own = (*asking, *test) if lead else ()
        rest = rest_of_test(paths, test, so_far.done)
        found = _each_once((*own, *calendar.steps, *rest, *later))
        placed = None
        if found:
            drafts = _to_do(with_waits(found, paths, guide), so_far)
            left = without(loosened(drafts), {d.id for d in shut}) if shut else drafts
            placed = _place(left, frame, so_far, profile, today)
            if shut:
                placed = replace(placed, all=drafts, shut=(*shut, *placed.shut))
        return _Laid(frame, lead, own, placed, calendar.leading)

    laid = attempt(frame.without(calendar.steps))
    shut = laid.placed.shut if laid.placed and laid.placed.before is None else ()
    if shut:  # the hours of a window that is given up are free again
        over = {draft.window for draft in shut}
        kept = [step for step in calendar.steps if step.window not in over]
        laid = attempt(frame.without(kept), shut)
    while narrower := _narrower(laid.placed, laid.frame):
        laid = attempt(narrower, shut)
    return laid


def _narrower(placed: _Placed | None, frame: Frame) -> Frame | None:
    """Return the frame with less room for a new test that its weeks do not hold; else None."""
    if placed is None or placed.before is not None or frame.available <= LEAST_HALVES:
        return None
    over = placed.beyond_test(frame)
    return replace(frame, available=max(LEAST_HALVES, frame.available - over)) if over else None


@dataclass(frozen=True, slots=True)
class _Placed:
    """Steps in their weeks."""

    drafts: tuple[Draft, ...]
    plain: History
    """What lies behind without the rest of this week."""
    known: History
    outcome: Outcome
    steps: tuple[Step, ...]
    fresh: str
    """Why the plan before is not kept; empty where it is, or where there is none."""
    weeks: tuple[Week, ...]
    before: Before | None
    """The plan that this one changes; None where it is made afresh."""
    today: date
    all: tuple[Draft, ...]
    """The steps with those whose window cannot be kept."""
    shut: tuple[Draft, ...] = ()
    """Steps whose window cannot be kept."""

    @property
    def late(self) -> tuple[Step, ...]:
        """Steps that end too late."""
        return tuple(step for step in self.steps if step.is_late)

    def notes(self, steps: Sequence[Step]) -> tuple[str, ...]:
        """Return why it was made afresh, and what is not ticked and stands among `steps` again."""
        return (*((self.fresh,) if self.fresh else ()), *_overdue(self.known, steps))

    def missing(self) -> set[str]:
        """Return what has a last day and is not on its days, or not in the plan."""
        off = {step.id for step in self.late}
        off |= {
            step.id
            for step in self.steps
            if step.opens and any(self.today <= s.day < step.opens for s in step.sessions)
        }
        return off | {d.id for d in self.drafts if d.closes and d.id in self.outcome.left_out}

    def beyond_test(self, frame: Frame) -> int:
        """Return the half hours of the four-week test that lie behind its end, or nowhere."""
        laid = {step.id: step for step in self.steps}
        return sum(
            draft.halves
            - round(
                sum(
                    2 * session.hours
                    for session in (laid[draft.id].sessions if draft.id in laid else ())
                    if session.day <= frame.test_end
                )
            )
            for draft in self.drafts
            if draft.leads
        )

    def wish(self, profile: Profile, frame: Frame) -> Wish:
        """Return what was asked, to be tried with small changes."""
        rest = Rest(self.today, frame.lost)
        return Wish(self.all, self.plain, self.weeks, rest, profile.hours_per_week)


def _place(
    drafts: tuple[Draft, ...], frame: Frame, so_far: SoFar, profile: Profile, today: date
) -> _Placed:
    """Place the steps; a window that cannot be kept is given up, with what hangs on it.

    What would miss its last day gets the rest of this week; then no small step holds it up; then
    its window's steps take the least of their hours.
    """
    best, placed = drafts, _attempt(drafts, frame, so_far, profile, today)
    urgent = {key for missed in placed.missing() for key in needed(drafts, missed)}
    loose = loosened(drafts)
    for tried in (drafts, loose, at_least(loose, placed.missing())) if urgent else ():
        other = _attempt(tried, frame, so_far, profile, today, urgent)
        if len(other.missing()) < len(placed.missing()):
            best, placed = tried, other
    gone = set[str]()
    closing = {draft.id for draft in drafts if draft.closes and draft.id not in so_far.due}
    # What is laid anew without one window may miss another.
    while more := closing & placed.missing():
        gone |= more
        placed = _attempt(without(loosened(best), gone), frame, so_far, profile, today, urgent)
    shut = tuple(draft for draft in best if draft.id in gone)
    return replace(placed, all=best, shut=shut)


def _attempt(
    drafts: tuple[Draft, ...],
    frame: Frame,
    so_far: SoFar,
    profile: Profile,
    today: date,
    urgent: Container[str] = (),
) -> _Placed:
    """Place the steps; those that are urgent may stand in what is left of this week."""
    plain = history(so_far.before, drafts, frame.weeks, frame.lost, today)
    rest, wanted_now = Rest(today, frame.lost), {d.id for d in drafts if d.id in urgent}
    known = with_rest(plain, drafts, wanted_now, rest, profile.hours_per_week)
    tasks = as_tasks(drafts, frame.weeks, known)
    hours = tuple(week.halves for week in frame.weeks)
    fresh = _afresh(so_far.before, tasks, known, profile)
    if fresh or so_far.before is None:
        outcome, before = afresh(tasks, hours, frame.lead_weeks), None
    else:
        before = so_far.before
        wanted = wanted_weeks(tasks, frame.weeks, known)
        outcome = again(within_test(tasks, wanted, frame.lead_weeks), hours, wanted)
    steps = dated_steps(drafts, outcome, known, frame.weeks)
    return _Placed(
        drafts, plain, known, outcome, steps, fresh, frame.weeks, before, today, drafts
    )  # fmt: skip


def _afresh(before: Before | None, tasks: Sequence[object], known: History, me: Profile) -> str:
    """Return why the plan before is not kept; empty where it is."""
    if before is None:
        return ""
    if before.hours_per_week != me.hours_per_week:
        return (
            f"Planned afresh: you have {me.hours_per_week:g} h a week now, not "
            f"{before.hours_per_week:g}."
        )
    if len(known.earlier.keys() & known.past.keys()) < _SAME * len(tasks):
        return "Planned afresh: most of the steps are new."
    return ""


def _overdue(known: History, steps: Sequence[Step]) -> tuple[str, ...]:
    found = {step.id: step for step in steps}

    def now(key: str) -> str:
        step = found.get(key)
        if step is None:
            return "and finds no place any more"
        over = lapsed(known.earlier[key], step)
        again = f"so it is planned again, from {dated(step.start)}"
        return f"{again}: {over}" if over else again

    return tuple(
        f"“{shortened(known.earlier[key].title)}” was to be over by "
        f"{dated(known.earlier[key].end)} and is not ticked, {now(key)}. "
        f"If it is done:  fingerpost plan done {key}"
        for key in known.overdue
    )


def _plan(
    placed: _Placed,
    first: _Placed,
    profile: Profile,
    so_far: SoFar,
    other_paths: Mapping[str, str],
    dives: Sequence[Dive],
) -> Plan:
    old, shut = so_far.before, {draft.id for draft in placed.shut}
    now = Now(placed.today, shut, placed.outcome.left_out, other_paths, profile, dives)
    new = came(placed.steps, old) if old else ()
    gone = went(placed.steps, old, so_far.done, now) if old else ()
    drafts = {draft.id: draft for draft in placed.drafts}
    missing = [drafts[key] for key in placed.outcome.left_out]
    steps = tuple(step for step in placed.steps if step.kind != WAIT)
    asked = {step.id for step in placed.late} & so_far.due.keys()
    return Plan(
        test=None,
        steps=steps,
        waits=tuple(step for step in placed.steps if step.kind == WAIT),
        feasible=bool(steps) and not asked,
        sentence=overview(steps, missing, profile.hours_per_week, placed.weeks),
        hours_per_week=profile.hours_per_week,
        done=so_far.done,
        moves=moves(placed.steps, first.before, first.known, so_far.lost) if first.before else (),
        notes=(*first.notes(placed.steps), *told(new, gone)),
        new=new,
        gone=gone,
        person=rests_on(profile),
    )


def _other_paths(judgement: PathJudgement, mine: Sequence[JudgedPath]) -> dict[str, str]:
    """Return the names of the paths that are not planned for, by id."""
    ids = {judged.path.id for judged in mine}
    return {j.path.id: j.path.name for j in judgement.paths if j.path.id not in ids}


def _own(
    lead: Lead | None, frame: Frame, before: Before | None, profile: Profile, today: date
) -> tuple[Draft, ...]:
    """Return the steps of the four-week test, as they were where it runs already."""
    if lead is None:
        return ()
    steps = lead_steps(lead, frame.available)
    runs = before is not None and before.test_start == frame.test_start
    if before is None or not runs or before.hours_per_week != profile.hours_per_week:
        return steps
    return as_before(steps, {step.id: step for step in before.steps}, today)


def _kept(so_far: SoFar, frame: Frame) -> frozenset[str]:
    """Return the ids of the parts of a test that runs already: they stay; none for a new one."""
    before = so_far.before
    if before is None or before.test_start != frame.test_start:
        return frozenset()
    parts = {step.id for step in before.steps if step.leads}
    return frozenset(parts | {done.id for done in so_far.done if done.day >= frame.test_start})


def _each_once(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    first: dict[str, Draft] = {}
    for draft in drafts:
        first.setdefault(draft.id, draft)
    return tuple(first.values())


def _had(so_far: SoFar, profile: Profile, frame: Frame, today: date) -> dict[str, Had]:
    """Return what the plan before gave its steps; nothing where the week had other hours."""
    before = so_far.before
    if before is None or before.hours_per_week != profile.hours_per_week:
        return {}
    return {
        step.id: Had(
            round(step.hours * 2),
            round(
                sum(
                    2 * session.hours
                    for session in step.sessions
                    if session.day < today and monday_of(session.day) not in frame.lost
                )
            ),
        )
        for step in before.steps
    }


def _to_do(drafts: Sequence[Draft], so_far: SoFar) -> tuple[Draft, ...]:
    """Return what is not done, each with the deadline that the person set."""
    done = {step.id for step in so_far.done}
    return tuple(
        replace(draft, closes=min(filter(None, (draft.closes, so_far.due[draft.id]))))
        if draft.id in so_far.due
        else draft
        for draft in drafts
        if draft.id not in done
    )


def _empty(profile: Profile, sentence: str, so_far: SoFar) -> Plan:
    hours, person = profile.hours_per_week, rests_on(profile)
    return Plan(None, (), False, sentence, hours, done=so_far.done, person=person)
