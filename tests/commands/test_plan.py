"""`fingerpost plan`: dated steps; what the user ticked and wrote stays."""

from __future__ import annotations

import json
from datetime import date

import pytest
from icalendar import Calendar
from tests.commands.conftest import Cli, Small
from tests.conftest import TODAY


def test_the_real_command_makes_a_dated_plan(small: Small) -> None:
    done = small.process("plan", "--today", TODAY, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["feasible"] is True
    assert found["steps"]
    for step in found["steps"]:
        assert {"id", "title", "kind", "start", "end", "hours", "because"} <= set(step)
        assert date.fromisoformat(TODAY) <= date.fromisoformat(step["start"])
        assert step["start"] <= step["end"]
        assert step["hours"] > 0
    text = (small.home / "plan.md").read_text(encoding="utf-8")
    assert all(step["title"] in text for step in found["steps"])
    assert (small.home / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_ticks_and_notes_in_the_plan_are_kept(small: Small) -> None:
    small.run("plan")
    file = small.home / "plan.md"
    text = file.read_text(encoding="utf-8")
    box = next(line for line in text.splitlines() if line.startswith("- [ ] "))
    ticked = box.replace("[ ]", "[x]")
    above, below = "My own words above.\n\n", "\nAsked Dr Okoro; she answers on Friday.\n"
    file.write_text(above + text.replace(box, ticked) + below, encoding="utf-8")
    small.run("plan", "--today", "2026-12-07")
    kept = file.read_text(encoding="utf-8")
    assert ticked in kept
    assert box not in kept
    assert kept.startswith(above)
    assert kept.endswith(below)
    assert "7 Dec 2026" in kept, "the plan moved on"


def test_words_inside_the_plan_are_kept_below_it(small: Small) -> None:
    small.run("plan")
    file = small.home / "plan.md"
    text = file.read_text(encoding="utf-8")
    box = next(line for line in text.splitlines() if line.startswith("- [ ] "))
    file.write_text(text.replace(box, f"{box}\n  A note of my own."), encoding="utf-8")
    for _ in range(2):
        small.run("plan", "--today", "2026-12-07")
    assert file.read_text(encoding="utf-8").count("A note of my own.") == 1


def test_planning_again_on_the_same_day_changes_nothing(small: Small) -> None:
    small.run("plan")
    before = [(small.home / name).read_bytes() for name in ("plan.md", "plan.ics")]
    small.run("plan")
    assert [(small.home / name).read_bytes() for name in ("plan.md", "plan.ics")] == before


def test_people_read_the_next_steps(small: Small) -> None:
    done = small.run("plan")
    assert done.exit_code == 0
    assert "Nov 2026" in done.stdout
    assert "plan.md" in done.stdout


def test_a_date_that_is_none_is_wrong_use(small: Small) -> None:
    assert small.run("plan", "--today", "tomorrow").exit_code == 2


def test_no_home_is_wrong_use(cli: Cli) -> None:
    assert cli("plan").exit_code == 2


def test_what_is_done_is_ticked_planned_no_more_and_can_be_undone(small: Small) -> None:
    step = small.json("plan")["steps"][0]
    said = small.run("plan", "done", step["id"])
    assert said.exit_code == 0
    assert "Now:  fingerpost plan replan" in said.stdout
    box = next(line for line in plan_lines(small) if f"`{step['id']}`" in line)
    assert box.startswith("- [x] ")
    again = small.json("plan", "replan")
    assert step["id"] not in {each["id"] for each in again["steps"]}
    assert [each["id"] for each in again["done"]] == [step["id"]]
    assert box in plan_lines(small)
    assert small.run("plan", "undo", step["id"]).exit_code == 0
    assert step["id"] in {each["id"] for each in small.json("plan")["steps"]}
    assert box not in plan_lines(small)


def test_a_box_ticked_by_hand_counts_as_done_and_stands_in_the_journal(small: Small) -> None:
    step = small.json("plan")["steps"][0]
    file = small.home / "plan.md"
    text = file.read_text(encoding="utf-8").replace("- [ ] ", "- [x] ", 1)
    file.write_text(text, encoding="utf-8")
    again = small.json("plan")
    assert step["id"] not in {each["id"] for each in again["steps"]}
    assert "ticked in plan.md" in (small.home / "journal.jsonl").read_text(encoding="utf-8")


def test_showing_counts_the_steps_as_planning_does(small: Small) -> None:
    planned = small.run("plan", "--today", TODAY).stdout.splitlines()[-1]
    assert small.run("plan", "show", "--today", TODAY).stdout.splitlines()[-1] == planned
    assert planned.split()[0] == str(len(small.json("plan", "show", "--today", TODAY)["steps"]))
    told = small.run("plan", "show", "--today", "2026-12-28").stdout.splitlines()[-1]
    assert told.startswith(planned)
    assert "of them from today on" in told


def test_after_a_missed_week_one_is_told_what_moved_and_why(small: Small) -> None:
    small.run("plan")
    assert small.run("plan", "missed", "2026-12-09", "--today", "2026-12-12").exit_code == 0
    told = small.run("plan", "replan")
    assert "What moved" in told.stdout
    assert "the week of Mon 7 Dec 2026 was missed" in " ".join(told.stdout.split())
    held = [s["day"] for step in small.json("plan")["steps"] for s in step["sessions"]]
    assert not [day for day in held if "2026-12-07" <= day <= "2026-12-13"]


def test_a_holiday_and_a_deadline_are_kept(small: Small) -> None:
    last = small.json("plan")["steps"][-1]
    assert small.run("plan", "lost", "2026-12-21", "2027-01-03", "--why", "away").exit_code == 0
    assert small.run("plan", "by", last["id"], "2027-03-31").exit_code == 0
    found = small.json("plan")
    held = [s["day"] for step in found["steps"] for s in step["sessions"]]
    assert not [day for day in held if "2026-12-21" <= day <= "2027-01-03"]
    late = next(step for step in found["steps"] if step["id"] == last["id"])
    assert late["closes"] == "2027-03-31"
    assert found["feasible"] is not late["late"]
    assert bool(found["changes"]) is late["late"]


def test_the_plan_is_shown_and_written_for_a_calendar_without_planning(small: Small) -> None:
    steps = small.json("plan")["steps"]
    shown = small.json("plan", "show")["steps"]
    assert {step["id"] for step in steps} <= {step["id"] for step in shown}
    to = small.cwd / "mine.ics"
    assert small.run("plan", "ics", "--to", to).exit_code == 0
    events = Calendar.from_ical(to.read_bytes()).walk("VEVENT")
    assert len(events) == sum(len(step["sessions"]) for step in steps)


def test_a_plan_that_is_older_than_me_says_so_when_it_is_shown(small: Small) -> None:
    small.run("plan")
    assert "older than what you say" not in small.run("plan", "show").stderr
    small.run("me", "set", "hours_per_week", "11")
    shown = small.run("plan", "show")
    assert "you changed your hours a week since. Take it in:  fingerpost plan" in shown.stderr
    small.run("plan")
    assert "older than what you say" not in small.run("plan", "show").stderr


def test_the_picture_stands_in_the_home(small: Small) -> None:
    small.run("plan")
    assert (small.home / "plan.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("done", "no such step"), "There is no step 'no such step'"),
        (("done", ":"), "steps; give one of these ids"),
        (("undo",), "nothing to take back"),
        (("missed", "soon"), "is no date"),
        (("missed", "2026-12-09", "--today", "2026-12-06"), "plan lost 2026-12-09"),
        (("lost", "2027-01-03", "2026-12-21"), "turn them round"),
        (("lost", "1900-01-01", "1900-01-14"), "is before this week"),
        (("lost", "2026-12-21", "9999-12-31"), "more than two years away"),
        (("by", "test:clinical-input", "2020-01-01"), "2020-01-01 is past"),
        (("replan", "--today", "9999-12-31"), "No plan can be made for 9999-12-31"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(small: Small, words: tuple[str, ...], said: str) -> None:
    small.run("plan")
    done = small.run("plan", *words)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("verb", [("show",), ("ics",), ("done", "x")])
def test_without_a_plan_one_is_told_to_make_one(small: Small, verb: tuple[str, ...]) -> None:
    done = small.run("plan", *verb)
    assert done.exit_code == 2
    assert "Make one with:  fingerpost plan" in done.stderr


def plan_lines(small: Small) -> list[str]:
    return (small.home / "plan.md").read_text(encoding="utf-8").splitlines()
