"""The plan on paper, in a calendar and for scripts."""

from __future__ import annotations

import json
from datetime import date, datetime
from itertools import pairwise

import pytest
from icalendar import Calendar
from tests.made_up import TODAY, dive, guide, judged, judgement, needs, profile, route

from fingerpost.plan import (
    Plan,
    make_plan,
    plan_ics,
    plan_in,
    plan_json,
    plan_markdown,
    plan_text,
)

PATH = judged(requirements=[needs("python", 2, 1)], routes=[route("a_b*c", "meet")])


def planned(today=TODAY, **parts) -> Plan:
    found = {"stroke": dive("stroke")}
    return make_plan(profile(**parts), judgement(PATH), None, found, guide(), today)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned()


def test_every_step_has_a_box_to_tick_its_dates_and_its_reason(plan):
    text = plan_markdown(plan)
    boxes = [line for line in text.splitlines() if line.startswith("- [ ] ")]
    assert len(boxes) == len(plan.steps)
    assert "Because: A way into Research" in text
    assert "Mon 30 Nov 2026 to Sun 27 Dec 2026" in text
    assert "- **What would change my mind:**" in text
    assert "## From December 2026" in text


def test_a_box_stays_the_same_line_when_the_dates_move(plan):
    def boxes(of: Plan) -> set[str]:
        return {ln for ln in plan_markdown(of).splitlines() if ln.startswith("- [ ] ")}

    assert boxes(plan) == boxes(planned(today=date(2027, 2, 3)))


def test_words_from_outside_stay_words(plan):
    assert "a\\_b\\*c" in plan_markdown(plan)


def test_the_calendar_reads_back_with_every_session(plan):
    events = Calendar.from_ical(plan_ics(plan, TODAY)).walk("VEVENT")
    held = [(s, session) for s in plan.steps for session in s.sessions]
    assert len(events) == len(held)
    read_back = sorted(
        (e.decoded("dtstart").date(), (e.decoded("dtend") - e.decoded("dtstart")).seconds / 3600,
         str(e["summary"])) for e in events
    )  # fmt: skip
    assert read_back == sorted((x.day, x.hours, s.title) for s, x in held)
    assert len({str(e["uid"]) for e in events}) == len(events)


@pytest.mark.parametrize("hours", [4.0, 40.0, 80.0])
def test_sessions_of_a_day_do_not_overlap_and_end_on_that_day(hours):
    events = Calendar.from_ical(plan_ics(planned(hours_per_week=hours), TODAY)).walk("VEVENT")
    times = sorted((e.decoded("dtstart"), e.decoded("dtend")) for e in events)
    assert all(end <= start for (_, end), (start, _) in pairwise(times))
    assert all(start.date() == end.date() for start, end in times)
    assert all(isinstance(start, datetime) and start.tzinfo is None for start, _ in times)


def test_the_same_plan_is_the_same_bytes_and_a_moved_session_keeps_its_uid(plan):
    assert plan_ics(plan, TODAY) == plan_ics(planned(), TODAY)
    later = planned(today=date(2027, 2, 3))

    def uids(of: Plan) -> set[str]:
        return {str(e["uid"]) for e in Calendar.from_ical(plan_ics(of, TODAY)).walk("VEVENT")}

    assert len(uids(plan) & uids(later)) > len(uids(plan)) / 2


def test_the_json_has_what_scripts_rely_on(plan):
    row = json.loads(json.dumps(plan_json(plan)))
    assert row["feasible"] is True
    assert {"id", "title", "kind", "start", "end", "hours", "because"} <= row["steps"][0].keys()
    assert row["steps"][0]["start"] == plan.steps[0].start.isoformat()
    assert row["test"]["start"] == "2026-11-30"


def test_an_impossible_plan_is_still_a_page_a_calendar_and_an_object():
    none = planned(hours_per_week=0.25)
    assert "smallest change" in plan_markdown(none)
    assert Calendar.from_ical(plan_ics(none, TODAY)).walk("VEVENT") == []
    assert plan_json(none)["test"] is None


def test_a_plan_is_read_back_as_it_was_written(plan):
    assert plan.test is not None
    assert plan_in(plan_text(plan)) == plan


def test_a_plan_of_an_earlier_version_is_read_with_what_it_has(plan):
    row = json.loads(plan_text(plan))
    del row["lost"]
    for step in row["steps"]:
        del step["leads"]
    found = plan_in(json.dumps(row))
    assert found is not None
    assert [step.id for step in found.steps] == [step.id for step in plan.steps]
