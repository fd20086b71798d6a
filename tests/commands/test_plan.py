"""`fingerpost plan`: dated steps; what the user ticked and wrote stays."""

from __future__ import annotations

import json
from datetime import date

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
