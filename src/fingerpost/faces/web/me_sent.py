"""What a sheet was sent with: the answers that were touched, and what was changed elsewhere."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.datastructures import FormData

from fingerpost.faces.web.forms import said
from fingerpost.guide import Guide
from fingerpost.home.profile_values import is_not_sure, kind_of, typed
from fingerpost.paths.answers import Answer, SkillAnswer, answer_now, skill_now
from fingerpost.paths.interview import Group

OF_PATHS = ("wants", "refuses", "approvals")
LONGEST = 20_000
"""Signs of an answer as a form carries it."""


def touched(form: FormData, group: Group, guide: Guide) -> list[Answer | SkillAnswer]:
    """Return the answers of a sheet that are others than those that it was opened with.

    A question that it does not carry is left as it is.
    """
    unsure = form.getlist("unsure")
    answers: list[Answer | SkillAnswer] = [
        Answer(key, _typed(form, key), key in unsure)
        for key in group.keys
        if f"asked-{key}" in form
    ]
    if group.axis is not None:
        answers += [
            SkillAnswer(s.id, said(form, f"level-{s.id}"), said(form, f"evidence-{s.id}", 2000))
            for s in guide.skills
            if s.axis == group.axis and f"asked-{s.id}" in form
        ]
    return [each for each in answers if carried(each) != said(form, f"asked-{each.key}", LONGEST)]


def elsewhere(form: FormData, text: str, sent: Sequence[Answer | SkillAnswer]) -> frozenset[str]:
    """Return the keys of answers of which me.toml says neither what it did nor what they do."""
    found = []
    for each in sent:
        is_skill = isinstance(each, SkillAnswer)
        now = carried(skill_now(text, each.key) if is_skill else answer_now(text, each.key))
        if now not in (said(form, f"asked-{each.key}", LONGEST), carried(each)):
            found.append(each.key)
    return frozenset(found)


def carried(answer: Answer | SkillAnswer) -> str:
    """Return an answer as a form carries it, the same however it was typed."""
    if isinstance(answer, SkillAnswer):
        return json.dumps([answer.level, typed(answer.evidence)])
    words = [shown for each in answer.typed if (shown := typed(each))]
    is_unsure = answer.is_unsure or (len(words) == 1 and is_not_sure(words[0]))
    return json.dumps([[] if words and is_not_sure(words[0]) else words, is_unsure])


def _typed(form: FormData, key: str) -> tuple[str, ...]:
    values = [each[:5000] for each in form.getlist(f"answer-{key}") if isinstance(each, str)]
    if kind_of(key) == "list" and key not in OF_PATHS:
        values = [line for each in values for line in each.splitlines()]
    return tuple(each.strip() for each in values if each.strip())
