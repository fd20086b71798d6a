"""plan.md renewed: what the person ticked and wrote is still there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fingerpost.home import Home
from fingerpost.plan.model import Plan, Step
from fingerpost.report import write_plan

MONDAY = date(2026, 11, 23)
KEPT = "## Kept from the plan as you had edited it"


def step(name: str, later: int = 0) -> Step:
    day = MONDAY + timedelta(days=later)
    return Step(name, f"Do {name} now", "do", 2.0, day, day, f"{name} asks for it")


def plan(*steps: Step) -> Plan:
    return Plan(None, steps, True, "Some steps.", 4.0)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.create(tmp_path, "")


def lines(home: Home) -> list[str]:
    return (home.folder / "plan.md").read_text(encoding="utf-8").splitlines()


def edit(home: Home, old: str, new: str) -> None:
    path = home.folder / "plan.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_tick_stays_when_the_dates_move(home: Home) -> None:
    write_plan(home, plan(step("one"), step("two")))
    edit(home, "- [ ] Do one", "- [x] Do one")
    write_plan(home, plan(step("two"), step("one", later=70)))
    assert "- [x] Do one now `one`" in lines(home)
    assert "- [ ] Do two now `two`" in lines(home)
    assert KEPT not in lines(home)


def test_a_note_inside_the_plan_is_kept_below_with_its_ticks(home: Home) -> None:
    write_plan(home, plan(step("one"), step("two")))
    edit(home, "- [ ] Do one now `one`", "- [x] Do one now `one`\n  Rang Dr Lee, who said yes.")
    write_plan(home, plan(step("two")))
    assert KEPT in lines(home)
    assert "  Rang Dr Lee, who said yes." in lines(home)
    assert "- [x] Do one now `one`" in lines(home)
    assert lines(home).count("- [ ] Do two now `two`") >= 1


def test_what_was_done_is_still_told_when_the_plan_no_longer_has_it(home: Home) -> None:
    write_plan(home, plan(step("one"), step("two")))
    edit(home, "- [ ] Do one", "- [x] Do one")
    write_plan(home, plan(step("two")))
    assert "- [x] Do one now `one`" in lines(home), "a tick of the person's is gone"


def test_words_around_the_plan_stay_where_they_are(home: Home) -> None:
    (home.folder / "plan.md").write_text("# Mine\n\nBefore.\n", encoding="utf-8")
    write_plan(home, plan(step("one")))
    with (home.folder / "plan.md").open("a", encoding="utf-8") as file:
        file.write("\nAfter.\n")
    write_plan(home, replace(plan(step("two")), sentence="Other steps."))
    assert lines(home)[:3] == ["# Mine", "", "Before."]
    assert lines(home)[-1] == "After."
    assert "- [ ] Do two now `two`" in lines(home)
    assert not any("Do one" in line for line in lines(home))


def test_a_plan_that_did_not_change_does_not_touch_the_file(home: Home) -> None:
    path = write_plan(home, plan(step("one")))
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    write_plan(home, plan(step("one")))
    assert path.stat().st_mtime_ns == before


def test_a_title_cannot_end_the_block(home: Home) -> None:
    hostile = replace(step("one"), title="X <!-- /fingerpost:plan --> - [x] Y")
    write_plan(home, plan(hostile))
    before = lines(home)
    write_plan(home, plan(hostile))
    assert lines(home) == before
    assert sum("/fingerpost:plan -->" in line for line in lines(home)) == 1
