"""The plan's files in the home: plan.md for the person, plan.json, plan.ics and plan.svg."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fingerpost.home import Home, write_output
from fingerpost.home.files import read_text, write_text
from fingerpost.home.journal import Entry
from fingerpost.plan import (
    Done,
    Plan,
    SoFar,
    Step,
    plan_before,
    plan_ics,
    plan_in,
    plan_markdown,
    plan_svg,
    plan_text,
)
from fingerpost.plan.markdown import ticked, with_tick
from fingerpost.plan.so_far import Before
from fingerpost.plan.words import DONE, say_done, so_far, take_back

MARKDOWN, DATA = "plan.md", "plan.json"
_KEPT = "## Kept from the plan as you had edited it"


def plan_so_far(home: Home, today: date, *, keep: bool = True) -> SoFar:
    """Return what was done and missed, and the plan before, unless that is not to be kept.

    Boxes that were ticked by hand in plan.md since are written into the journal first.
    """
    before = stored_plan(home)
    known = so_far(home.journal.read()[0], before)
    done = {step.id for step in known.done}
    hours = {step.id: step for step in (before.steps if before else ())}
    new = [key for key in ticks(home) if key not in done]
    for key in new:
        step = hours.get(key)
        title = step.title if step else ticks(home)[key]
        said = Done(key, title, today, step.hours if step else 0.0)
        say_done(home.journal, said, "ticked in plan.md")
    return so_far(home.journal.read()[0], before if keep else None)


def read_plan(home: Home) -> Plan | None:
    """Return the plan as it was made last, whole; None as for `stored_plan`."""
    path = home.folder / DATA
    return plan_in(read_text(path).text) if path.exists() else None


def stored_plan(home: Home) -> Before | None:
    """Return the plan as the home has it; None where there is none that can be read."""
    path = home.folder / DATA
    return plan_before(read_text(path).text) if path.exists() else None


def ticks(home: Home) -> dict[str, str]:
    """Return the titles of the steps that are ticked in plan.md, by id."""
    path = home.folder / MARKDOWN
    return ticked(read_text(path).text) if path.exists() else {}


def say_step_done(home: Home, step: Step, today: date, why: str = "") -> Entry | None:
    """Write down that a step is done and tick its box; None where it was done already."""
    known = so_far(home.journal.read()[0], None).done
    entry = None
    if all(each.id != step.id for each in known):
        entry = say_done(home.journal, Done(step.id, step.title, today, step.hours), why)
    set_tick(home, step.id, "x")
    return entry


def take_word_back(home: Home, today: date, step: str = "", word: str = "") -> Entry:
    """Take a word on the plan back as `take_back` does; the box of a step done opens again."""
    entry = take_back(home.journal, today, step, word)
    if entry.verb == DONE:
        set_tick(home, entry.object, " ")
    return entry


def set_tick(home: Home, step: str, mark: str) -> None:
    """Tick the box of a step in plan.md ('x'), or open it (' '); nothing else changes."""
    path = home.folder / MARKDOWN
    if path.exists():
        read = read_text(path)
        text = with_tick(read.text, step, mark)
        if text != read.text:
            write_text(path, text, read)


def write_plan(home: Home, plan: Plan) -> Path:
    """Renew the plan in plan.md; ticks stay, and what the user changed in it is kept below.

    A plan that knows its day is written as data, for calendars and as a picture too.
    """
    path = home.renew_block(MARKDOWN, "plan", plan_markdown(plan), _KEPT)
    if plan.made is not None:
        write_output(home.folder / DATA, plan_text(plan))
        write_output(home.folder / "plan.ics", plan_ics(plan, plan.made))
        write_output(home.folder / "plan.svg", plan_svg(plan))
    return path
