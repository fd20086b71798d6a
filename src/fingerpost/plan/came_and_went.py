"""Which steps came into the plan and which left it since the plan before."""

from __future__ import annotations

from collections.abc import Sequence

from fingerpost.plan.drafts import WAIT
from fingerpost.plan.model import Change, Done, Step
from fingerpost.plan.sentences import dated, shortened
from fingerpost.plan.so_far import Before
from fingerpost.plan.why_gone import SHUT, Now
from fingerpost.text import plural

_TOLD = 12
"""Steps named one by one; of the others only the number is told."""


def came(steps: Sequence[Step], before: Before) -> tuple[Change, ...]:
    """Return the steps that the plan before had not, by day; waits are not told."""
    known = {step.id for step in before.steps}
    return tuple(
        Change(step.id, step.title, f"{step.hours:g} h, from {dated(step.start)}")
        for step in steps
        if step.id not in known and step.kind != WAIT
    )


def went(
    steps: Sequence[Step], before: Before, done: Sequence[Done], now: Now
) -> tuple[Change, ...]:
    """Return the steps that are planned no more and are not done, with why where it is known."""
    here = {step.id for step in steps} | {step.id for step in done}
    return tuple(
        Change(step.id, step.title, now.why(step))
        for step in before.steps
        if step.id not in here and step.kind != WAIT
    )


def told(new: Sequence[Change], gone: Sequence[Change]) -> tuple[str, ...]:
    """Return a sentence for each step that came or went; what was given up is told elsewhere."""
    return (
        *_some([f"New in the plan: “{shortened(c.title)}” ({c.why})." for c in new], "new"),
        *_some(
            [
                f"No longer in the plan: “{shortened(c.title)}”{f': {c.why}' if c.why else ''}."
                for c in gone
                if c.why != SHUT
            ],
            "no longer in the plan",
        ),
    )


def _some(sentences: Sequence[str], what: str) -> list[str]:
    found, more = list(sentences[:_TOLD]), len(sentences) - _TOLD
    if more > 0:
        found.append(f"{plural(more, 'more step')} {'is' if more == 1 else 'are'} {what}.")
    return found
