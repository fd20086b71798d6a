"""The plan as Markdown with boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fingerpost.plan.calendar_file import KINDS
from fingerpost.plan.drafts import span
from fingerpost.plan.model import Done, FourWeekTest, Move, Plan, Step
from fingerpost.plan.sentences import dated, shortened
from fingerpost.text import plural

_BOX = re.compile(r"^(\s*[-*] )\[([ xX])\] (.*) `([^`]+)`\s*$", re.MULTILINE)


def plan_markdown(plan: Plan) -> str:
    """Return the plan as Markdown with a box to tick for each step; page one is the test.

    A box's line has no date in it, so that a tick still belongs to its step when dates move.
    """
    parts = ["# Plan"]
    if plan.test:
        parts.append(_test_markdown(plan.test))
    parts += ["## Then: the long plan", _md(plan.sentence)]
    if plan.leading:
        parts.append(_list("### The calendar comes first", plan.leading))
    if plan.changes:
        parts.append(_list("### What cannot be in time", plan.changes))
    told = [*plan.notes, *(moved(move) for move in plan.moves)]
    if told:
        parts.append(_list("### What changed since the last plan", told))
    parts += _months(plan)
    if plan.done:
        parts.append("## Done")
        parts.append("\n".join(_done_markdown(step) for step in plan.done))
    return "\n\n".join(parts) + "\n"


def moved(move: Move) -> str:
    """Return what moved from when to when, and why, as a sentence."""
    when = f"from {dated(move.was)} to {dated(move.now)}"
    return f"“{shortened(move.title)}” moves {when}: {move.why}."


def ticked(text: str) -> dict[str, str]:
    """Return the titles of the boxes that are ticked in a plan.md, by the ids of their steps."""
    return {box[4]: re.sub(r"\\(.)", r"\1", box[3]) for box in _BOX.finditer(text) if box[2] != " "}


def with_tick(text: str, step: str, mark: str) -> str:
    """Return a plan.md with the box of a step ticked ('x') or open (' '); nothing else changes."""
    return _BOX.sub(
        lambda box: f"{box[1]}[{mark}] {box[3]} `{box[4]}`" if box[4] == step else box[0], text
    )


def _list(heading: str, sentences: Sequence[str]) -> str:
    return f"{heading}\n\n" + "\n".join(f"- {_md(sentence)}" for sentence in sentences)


def _months(plan: Plan) -> Iterator[str]:
    month = None
    for step in sorted((*plan.steps, *plan.waits), key=lambda step: step.start):
        if (step.start.year, step.start.month) != month:
            month = step.start.year, step.start.month
            yield f"### From {_MONTHS[step.start.month - 1]} {step.start.year}"
        yield _step_markdown(step)


def _done_markdown(step: Done) -> str:
    hours = f", {step.hours:g} h" if step.hours else ""
    return f"- [x] {_md(step.title)} `{step.id}`\n  Done on {dated(step.day)}{hours}."


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _test_markdown(test: FourWeekTest) -> str:
    paper = "none to recommend yet"
    if test.paper_id:
        paper = f"{test.paper_title} ({test.paper_cite}, {test.paper_id}). {test.paper_why}"
    lines = {
        "One path to try": test.path_name,
        "One question": test.question,
        "One paper to read": paper,
        "Whom to ask": test.whom,
        "One small project": test.project,
        "Data you may use": f"{test.project_data} {test.project_terms}",
        "Hours": f"{span(test.hours_low, test.hours_high)} in four weeks",
        "What would change my mind": test.changes_my_mind,
    }
    listed = "\n".join(f"- **{name}:** {_md(said)}" for name, text in lines.items()
                       if (said := text.strip()))  # fmt: skip
    return f"## First: one four-week test, {dated(test.start)} to {dated(test.end)}\n\n{listed}"


def _step_markdown(step: Step) -> str:
    when = (
        f"{dated(step.start)} to {dated(step.end)}" if step.end > step.start else dated(step.start)
    )
    rests = f" ({step.estimate})" if step.estimate else ""
    link = f"\n  <{step.url}>" if step.url.startswith("https://") else ""
    size = f"{step.hours:g} h{rests} in {plural(len(step.sessions), 'sitting')}"
    if not step.hours:
        size = f"{plural(((step.end - step.start).days + 1) // 7, 'week')}{rests}"
    until = f" Last day: {dated(step.closes)}." if step.closes else ""
    late = " **This is too late.**" if step.is_late else ""
    return (
        f"- [ ] {_md(step.title)} `{step.id}`\n"
        f"  {KINDS.get(step.kind, step.kind)}, {when}, {size}.{until}{late}\n"
        f"  Because: {_md(step.because)}{link}"
    )


def _md(text: str) -> str:
    from fingerpost.dives.pages import markdown

    return markdown(text)
