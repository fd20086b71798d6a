"""The plan: what it holds, in which order, and what it says when something does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from tests.made_up import (
    TODAY,
    area,
    dive,
    guide,
    judged,
    judgement,
    needs,
    papers,
    person,
    profile,
    project,
    route,
)

from fingerpost.focus import compare
from fingerpost.guide.model import Basis, Hours, Need, Resource
from fingerpost.paths.model import Verdict
from fingerpost.plan import Plan, make_plan
from fingerpost.plan.kinds_of_data import kinds_of_data
from fingerpost.plan.model import FourWeekTest

ROUTES = (
    *(route(f"meet{n}", "meet", 1) for n in range(6)),
    *(route(f"do{n}", "do") for n in range(6)),
)
PATH = judged(requirements=[needs("python", 2, 1), needs("statistics", 2, 0)], routes=ROUTES)


def planned(
    person_=None, paths=(PATH,), dives=None, today=TODAY, landmarks=None, book=None
) -> Plan:
    who, found, known = person_ or profile(), dives if dives is not None else {}, book or guide()
    comparison = compare([area(name) for name in found], found, known, who)
    return make_plan(who, judgement(*paths), comparison, found, known, today, landmarks)


def step(plan: Plan, start: str):
    return next(s for s in plan.steps if s.id.startswith(start))


def test_the_first_page_is_one_test_of_four_weeks_from_the_next_monday():
    test = planned(dives={"stroke": dive("stroke", near=[person()])}).test
    assert (test.start, test.end) == (date(2026, 11, 30), date(2026, 12, 27))
    assert test.path_name == "Research"
    assert test.paper_title == "Made-up stroke study 99"
    assert test.paper_why == "Central in its words."
    assert test.whom.startswith("Ada Okoro (Made-up Hospital, Leeds), 12 km away, last author of 2")
    assert test.project.startswith("Project ward-audit: Does it work?")
    assert test.project_data == "Open records (https://example.org/data)"
    assert test.changes_my_mind.endswith("It says no if: you were bored throughout.")
    assert 0 < test.hours_low <= test.hours_high <= 16


def test_the_four_week_test_is_done_within_its_four_weeks():
    plan = planned(dives={"stroke": dive("stroke")})
    for start in ("test:", "read:pmid:1099", "meet:research", "project:ward-audit"):
        assert step(plan, start).end <= plan.test.end
    assert plan.steps[0].id == "test:research"


def test_a_plan_made_on_a_monday_begins_that_day():
    assert planned(today=date(2026, 11, 30)).test.start == date(2026, 11, 30)


def test_gaps_are_closed_by_a_course_or_level_by_level_after_what_they_build_on():
    plan = planned()
    course = step(plan, "learn:python:2")
    assert course.title == "Learn Python to level 2: A short course (free)"
    assert (course.hours, course.estimate, course.url) == (
        12,
        "sourced",
        "https://example.org/course",
    )
    assert "Research asks for level 2 (must); you are at level 1" in course.because
    first, second = step(plan, "learn:statistics:1"), step(plan, "learn:statistics:2")
    assert first.title == "Learn Statistics to level 1: can do statistics as far as 1"
    assert set(second.after) == {"learn:python:2", "learn:statistics:1"}
    assert second.start > max(first.end, course.end)


def test_a_free_course_goes_before_a_paid_one_and_a_short_one_before_a_long_one():
    def course(name: str, hours: float, price: str) -> Resource:
        return Resource(
            name, name, "python", 0, 2, Hours(hours, hours, Basis.SOURCED), price, "", ()
        )

    courses = course("a", 5, "paid, 40 pounds"), course("b", 20, "free"), course("c", 9, "free")
    path = judged(requirements=[needs("python", 2, 0)])
    plan = planned(profile(skills=()), [path], book=guide(resources=courses))
    assert step(plan, "learn:python:2").title == "Learn Python to level 2: c (free)"


def test_a_course_that_goes_further_than_needed_is_begun_only():
    path = judged(requirements=[needs("python", 1, 0)])
    course = step(planned(profile(skills=()), [path]), "learn:python:1")
    assert "the first part of A short course (free)" in course.title
    assert course.hours == 10


def test_data_are_of_the_questions_kind_and_left_out_where_the_test_needs_none():
    films = replace(project("films", ("research",)), kinds=("images",))
    tables = replace(project("tables", ("research",)), kinds=("records",))
    book = guide(projects=(films, tables))

    def about(question: str, per_week: float = 4.0, needs_data: bool = True) -> FourWeekTest:
        test = replace(PATH.cheapest_test, needs_data=needs_data)
        who = profile(question=question, hours_per_week=per_week)
        made = planned(who, paths=(replace(PATH, cheapest_test=test),), book=book).test
        assert made is not None
        return made

    assert about("Can GP records show missed heart failure?").project.startswith("Project tables")
    assert about("Can fundus photographs show retinopathy?").project.startswith("Project films")
    assert (
        about("Which ECG shows it?").project_data
        == "The guide names no data of this kind; ask the person above."
    )
    assert about("Which ECG shows it?", needs_data=False).project_data == ""
    assert about("Can records show it?", 1.0).project_data.startswith("For example Open records")


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Can we find patients with missed heart failure in GP records?", {"records"}),
        ("Can deep learning on retinal fundus photographs find retinopathy?", {"images"}),
        ("Welche Patienten brauchen eine Dosisanpassung von Vancomycin?", {"records"}),
        ("Can free text notes in the record identify patients?", {"records", "text"}),
        ("Does photoplethysmography find atrial fibrillation in patients?", {"signals"}),
        ("Which variants matter?", {"genes"}),
        ("How should we teach it?", set()),
    ],
)  # fmt: skip
def test_a_question_names_the_kind_of_its_data(question, kinds):
    assert kinds_of_data(question) == kinds


def test_what_is_met_nice_or_not_said_is_not_learned():
    path = judged(
        requirements=[needs("python", 1, 1), needs("statistics", 3, 0, Need.NICE),
                      needs("ethics", 2, None)]
    )  # fmt: skip
    plan = planned(paths=[path])
    assert not [s for s in plan.steps if s.kind == "learn"]
    assert "how far you are with Ethics" in step(plan, "say:first").title


@pytest.mark.parametrize("hours", [4, 5, 6, 8, 12])
def test_every_fortnight_has_every_kind_while_there_are_steps_of_it(hours):
    plan = planned(profile(hours_per_week=hours), dives={"stroke": dive("stroke")})
    last = {kind: max(s.end for s in plan.steps if s.kind == kind)
            for kind in ("learn", "read", "do", "meet")}  # fmt: skip
    begin = plan.test.start
    until = begin + timedelta(days=13)
    while until <= min(last.values()):
        held = {s.kind for s in plan.steps for x in s.sessions if begin <= x.day <= until}
        assert held == set(last)
        begin, until = begin + timedelta(days=14), until + timedelta(days=14)
    assert begin > plan.test.start


def test_papers_of_the_first_areas_are_read_and_never_a_retracted_one():
    plan = planned(dives={"stroke": dive("stroke", retracted="9")})
    read = [s for s in plan.steps if s.kind == "read"]
    assert len(read) == 3
    assert "read:pmid:9" not in {s.id for s in read}


def test_a_landmark_with_the_persons_words_is_read_first():
    found = {"stroke": dive("stroke", papers(40))}
    told = {"pmid:1005": "It showed something.", "pmid:1006": "It showed more.", "pmid:7": "Absent"}
    asked = profile(question="Which imaging study helps?")
    test = planned(asked, dives=found, landmarks=told).test
    assert test.paper_id == "pmid:1005"
    assert (
        "A landmark paper with a summary in plain words; its title has your word" in test.paper_why
    )
    assert test.question == "Which imaging study helps?"


def test_without_a_question_that_of_the_first_area_is_asked():
    assert planned(dives={"sepsis": dive("sepsis")}).test.question == "Who worsens first?"


def test_what_fits_into_one_sitting_is_not_torn_apart():
    plan = planned(dives={"stroke": dive("stroke")})
    short = [s for s in plan.steps if s.hours <= 2]
    assert len(short) > 8
    assert all(len(s.sessions) == 1 for s in short)


def test_a_named_author_is_met_and_asked_what_nobody_states():
    unknown = replace(needs("python", 1, 1, Need.UNKNOWN), text="Whether a degree is needed.")
    path = judged(requirements=[unknown])
    plan = planned(paths=[path], dives={"stroke": dive("stroke", near=[person()])})
    first, second = (s for s in plan.steps if s.kind == "meet")
    assert (first.id, second.id) == ("meet:ada-okoro", "meet:research")
    assert first.because == (
        "Publishes in “Stroke” near you. Ask what nobody states: Whether a degree is needed."
    )


def test_a_project_that_fits_goes_before_a_longer_one():
    long = replace(project("a", ("research",)), hours=Hours(20, 30, Basis.OURS))
    book = guide(projects=(long, project("b", ())))
    assert planned(book=book).test.project.startswith("Project b")
    only = planned(book=guide(projects=(long,))).test
    assert "Stop after 5 h, finished or not." in only.project


def test_without_known_affiliations_the_role_is_asked():
    test = planned(dives={"a": dive("a", near=[person()], enough=False)}).test
    assert test.whom == "somebody who works in research"


def test_a_project_for_the_area_goes_before_one_for_anything():
    book = guide(
        projects=(project("a", ()), project("b", (), ("stroke",)), project("c", ("other",)))
    )
    plan = planned(dives={"stroke": dive("stroke")}, book=book)
    assert plan.test.project.startswith("Project b")
    assert not [s for s in plan.steps if s.id == "project:c"]


def test_a_ruled_out_path_is_tested_only_when_all_are_and_it_is_wanted():
    out = judged("founding", verdict=Verdict.RULED_OUT, wanted=1)
    kept = judged("research", verdict=Verdict.FAR, wanted=2)
    assert planned(paths=[out, kept]).test.path_id == "research"
    less = judged("advising", verdict=Verdict.RULED_OUT, wanted=3)
    assert planned(paths=[less, out]).test.path_id == "founding"


def test_a_second_path_gets_its_own_small_test():
    plan = planned(
        paths=[PATH, judged("advising", [needs("python", 3, 1)], [route("board", "meet")])]
    )
    assert {"test:advising", "learn:python:3", "route:advising:board"} <= {s.id for s in plan.steps}


def test_lost_weeks_are_skipped():
    lost = date(2026, 12, 9)
    plan = planned(profile(lost_weeks=(lost, date(2026, 12, 2))))
    days = [x.day for s in plan.steps for x in s.sessions]
    assert plan.test.start == date(2026, 12, 14)
    assert min(days) >= date(2026, 12, 14)


def test_what_does_not_fit_into_two_years_is_named_with_the_hours_that_would_do():
    path = judged(routes=[route("doctorate", "learn", 3000), route("course", "learn", 20)])
    plan = planned(paths=[path])
    assert plan.feasible
    assert "route:research:course" in {s.id for s in plan.steps}
    assert "1 step (3000 h) does not fit into two years: Route doctorate. At about" in plan.sentence


def test_too_few_hours_name_the_smallest_change():
    plan = planned(profile(hours_per_week=0.5))
    assert (plan.feasible, plan.steps, plan.test) == (False, (), None)
    assert "hours_per_week = 1 in me.toml" in plan.sentence
    assert planned(profile(hours_per_week=1.0)).feasible


def test_when_every_week_is_lost_the_smallest_change_is_named():
    lost = tuple(TODAY + timedelta(weeks=n) for n in range(110))
    plan = planned(profile(lost_weeks=lost))
    assert not plan.feasible
    assert "take 1 week within the same four out of lost_weeks" in plan.sentence
    assert planned(profile(lost_weeks=lost[:50] + lost[51:])).feasible


def test_neither_path_nor_area_is_no_plan_but_a_sentence():
    plan = planned(paths=[])
    assert not plan.feasible
    assert "nothing to plan yet" in plan.sentence


def test_areas_alone_give_a_reading_plan_without_a_test():
    plan = planned(paths=[], dives={"stroke": dive("stroke")})
    assert plan.test is None
    assert {s.kind for s in plan.steps} == {"read"}


def test_a_long_small_test_is_begun_and_says_so():
    plan = planned(profile(hours_per_week=1.0))
    assert plan.test.hours_high == 4
    assert plan.test.project.startswith("Try research for an evening")


def test_ids_do_not_depend_on_what_else_is_planned():
    alone = {s.id for s in planned().steps}
    more = planned(dives={"stroke": dive("stroke")}, paths=[PATH, judged("advising")])
    assert alone <= {s.id for s in more.steps}


def test_steps_stand_in_the_order_of_their_dates():
    plan = planned(dives={"stroke": dive("stroke")})
    assert all(a.start <= b.start for a, b in pairwise(plan.steps))
