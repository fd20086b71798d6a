"""The plan before the last one: brought back whole, and never over what was written since."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fingerpost.errors import UsageError
from fingerpost.home import Home
from fingerpost.plan.model import Plan, Step
from fingerpost.report.plan_back import bring_back, can_come_back, keep_before, plan_as_it_is
from fingerpost.report.plan_files import write_plan

MONDAY = date(2026, 11, 23)


def plan(later: int) -> Plan:
    day = MONDAY + timedelta(days=later)
    step = Step("do:one", "Do one now", "do", 2.0, day, day, "one asks for it")
    return Plan(None, (step,), True, "Some steps.", 4.0, MONDAY)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", "")
    write_plan(home, plan(0))
    return home


def again(home: Home) -> None:
    before = plan_as_it_is(home)
    write_plan(home, plan(7))
    keep_before(home, before)


def files(home: Home) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in home.folder.glob("plan.*")}


def test_the_plan_before_comes_back_with_all_its_files_once(home: Home) -> None:
    first = files(home)
    again(home)
    assert files(home) != first
    assert can_come_back(home)
    bring_back(home)
    assert files(home) == first
    with pytest.raises(UsageError, match="left as it is"):
        bring_back(home)


def test_what_was_ticked_or_written_since_stays(home: Home) -> None:
    again(home)
    path = home.folder / "plan.md"
    path.write_text(path.read_text().replace("- [ ]", "- [x]"))
    written = files(home)
    assert not can_come_back(home)
    with pytest.raises(UsageError, match="changed since"):
        bring_back(home)
    assert files(home) == written


def test_a_first_plan_has_none_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", "")
    again(home)
    assert not can_come_back(home)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"after": {}, "before": {}}'])
def test_a_damaged_memory_brings_nothing_back(home: Home, damage: str) -> None:
    again(home)
    (home.library_folder / "plan.before.json").write_text(damage)
    assert not can_come_back(home)
