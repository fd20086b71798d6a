"""A sheet of questions as it is shown and as it comes back: only what was changed is written."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from fingerpost.errors import ProfileError, UsageError
from fingerpost.home.profile import Profile
from fingerpost.home.profile_edit import Value
from fingerpost.home.profile_values import (
    is_not_sure,
    kind_of,
    left_open,
    typed,
    value_of,
    with_answer,
)
from fingerpost.paths.interview import skill_answered

Check = Callable[[str], Profile]
"""Gives the person whom a text of me.toml describes; ProfileError when it cannot be taken."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a field held when it was sent, or what it is to show."""

    key: str
    """A key of me.toml."""
    typed: tuple[str, ...]
    """What stands in it: one text, or the entries of a list; no empty ones."""
    is_unsure: bool = False
    """True where 'not sure' was chosen."""


@dataclass(frozen=True, slots=True)
class SkillAnswer:
    """What was chosen for one skill, or what is to be shown."""

    key: str
    """The id of the skill."""
    level: str
    """'0' to '4', '?' for not sure, empty for nothing said."""
    evidence: str = ""
    """What shows it, in the person's words."""


def answer_now(text: str, key: str) -> Answer:
    """Return what me.toml says for a key; the text must be one that can be taken."""
    data = tomllib.loads(text)
    value, is_unsure = data.get(key), key in data.get("not_sure", ())
    if isinstance(value, bool):
        return Answer(key, ("yes" if value else "no",), is_unsure)
    if isinstance(value, list):
        return Answer(key, tuple(str(each) for each in value), is_unsure)
    shown = f"{value:g}" if isinstance(value, int | float) else value or ""
    return Answer(key, (shown,) if shown else (), is_unsure)


def skill_now(text: str, skill: str) -> SkillAnswer:
    """Return what me.toml says of a skill; the text must be one that can be taken."""
    data = tomllib.loads(text)
    claim = data.get("skills", {}).get(skill)
    if claim is None:
        return SkillAnswer(skill, "?" if skill in data.get("not_sure", ()) else "")
    return SkillAnswer(skill, str(claim["level"]), claim.get("evidence", ""))


def with_answers(
    text: str, answers: Iterable[Answer | SkillAnswer], check: Check
) -> tuple[str, dict[str, str]]:
    """Return me.toml with the answers that differ from it, and a sentence for each it cannot take.

    What is not changed stays byte for byte. ProfileError where me.toml itself cannot be taken.
    """
    person, wrong = check(text), {}
    for answer in answers:
        try:
            new = _with(text, answer, person.not_sure)
            if new != text:
                person = check(new)
        except ProfileError as error:
            wrong[answer.key] = error.reason
        except UsageError as error:
            wrong[answer.key] = str(error)
        else:
            text = new
    return text, wrong


def _with(text: str, answer: Answer | SkillAnswer, not_sure: tuple[str, ...]) -> str:
    if isinstance(answer, SkillAnswer):
        return _with_skill(text, answer, not_sure)
    now = answer_now(text, answer.key)
    had = tuple(typed(each) for each in now.typed)
    words = tuple(shown for each in answer.typed if (shown := typed(each)))
    is_unsure = answer.is_unsure or (len(words) == 1 and is_not_sure(words[0]))
    if is_unsure and words == had and words:
        words = ()  # ticked beside an answer that was there: the answer goes
    if is_unsure and words and not is_not_sure(words[0]):
        raise UsageError("Either an answer or 'not sure', please: take one of them away.")
    if is_unsure:
        return text if now.is_unsure else left_open(text, answer.key, not_sure)
    if words == had and not now.is_unsure:
        return text
    return with_answer(text, answer.key, _value(answer.key, words), not_sure)


def _with_skill(text: str, answer: SkillAnswer, not_sure: tuple[str, ...]) -> str:
    now, evidence = skill_now(text, answer.key), typed(answer.evidence)
    if (answer.level, evidence) == (now.level, typed(now.evidence)):
        return text
    if evidence and answer.level in ("", "?"):
        raise UsageError("Choose the level that this shows, or take away what shows it.")
    return skill_answered(text, answer.key, answer.level, evidence, not_sure)


def _value(key: str, words: tuple[str, ...]) -> Value | None:
    if not words:
        return None
    kind = kind_of(key)
    if kind == "lost_weeks":
        return sorted({_day(word) for word in words})
    if kind in ("list", "matters"):
        _refuse_twice(words)
        return list(words)
    return value_of(key, words[0])


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise UsageError(f"'{word}' is no day; write it as 2026-12-24.") from None


def _refuse_twice(words: tuple[str, ...]) -> None:
    for number, word in enumerate(words):
        if word in words[:number]:
            raise UsageError(f"'{word.replace('_', ' ')}' is chosen twice; choose it once.")
