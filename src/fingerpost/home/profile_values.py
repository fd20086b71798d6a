"""What a person types for a key of me.toml, as the value that belongs there."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable
from datetime import date

from fingerpost.errors import UsageError
from fingerpost.home.profile_edit import Value, with_value, without_value
from fingerpost.home.profile_file import KEYS, LEVELS, MATTERS, NUMBERS, TEXTS, YES_OR_NO
from fingerpost.text import squeeze, visible

SETTABLE = tuple(key for key in KEYS if key not in ("skills", "example", "not_sure"))
NOT_SURE = ("?", "not sure", "unsure", "don't know")
_YES, _NO = ("y", "yes", "true"), ("n", "no", "false")
NUMBERED_MATTERS = {
    str(number): matter
    for number, matter in enumerate(
        ("wanted", "reachable", "odds", "cost", "beside_clinical_work"), 1
    )
}
"""The numbers by which what may matter is offered."""


def typed(text: str) -> str:
    """Return what somebody typed on one line, without what no file or terminal can take."""
    return squeeze(visible(text.encode("utf-8", "replace").decode()))


def is_not_sure(answer: str) -> bool:
    """Tell whether an answer says that the person is not sure."""
    return answer.strip().casefold() in NOT_SURE


def value_of(key: str, answer: str) -> Value:
    """Return what an answer means for a key; UsageError says what would be understood."""
    return _KINDS[kind_of(key)](key, answer.strip())


def answered(text: str, key: str, answer: str, not_sure: tuple[str, ...]) -> str:
    """Return me.toml with an answer: a value, 'not sure' or, for an empty one, nothing."""
    answer = typed(answer)
    if is_not_sure(answer):
        return left_open(text, key, not_sure)
    value = value_of(key, answer) if answer.strip() else None
    return with_answer(text, key, value, not_sure)


def with_answer(text: str, key: str, value: Value | None, not_sure: tuple[str, ...]) -> str:
    """Return me.toml with a value, or with nothing said for None; it is not 'not sure' any more."""
    left = [each for each in not_sure if each != key]
    if len(left) < len(not_sure):
        text = with_value(text, "not_sure", left)
    return _emptied(text, key) if value is None else with_value(text, key, value)


def left_open(text: str, key: str, not_sure: tuple[str, ...]) -> str:
    """Return me.toml with 'not sure' said for a key."""
    return with_value(_emptied(text, key), "not_sure", sorted({*not_sure, key}))


def level_of(answer: str) -> int:
    """Return a level from 0 to 4; UsageError for anything else."""
    if answer.strip() not in ("0", "1", "2", "3", "4"):
        raise UsageError(f"'{answer}' is no level: {LEVELS}.")
    return int(answer)


def _emptied(text: str, key: str) -> str:
    """Return me.toml with nothing said for a key; a line that can stay empty stays."""
    kind = kind_of(key)
    if key not in tomllib.loads(text):
        return text
    if kind in ("number", "yes or no"):
        return without_value(text, key)
    return with_value(text, key, "" if kind == "text" else [])


def kind_of(key: str) -> str:
    """Return what a key takes: 'text', 'number', 'yes or no', 'list', 'matters', 'lost_weeks'."""
    if key not in SETTABLE:
        known = ", ".join(sorted(SETTABLE))
        hint = " Skills are set with  fingerpost me skill SKILL LEVEL." if key == "skills" else ""
        raise UsageError(f"me.toml has no key '{key}' to set.{hint} There are: {known}.")
    if key in TEXTS:
        return "text"
    if key in NUMBERS:
        return "number"
    if key in YES_OR_NO:
        return "yes or no"
    return key if key in ("matters", "lost_weeks") else "list"


def _number(key: str, answer: str) -> float:
    try:
        number = float(answer.replace(",", "."))
    except ValueError:
        number = math.nan
    least = "above 0" if key == "hours_per_week" else "from 0"
    if not 0 <= number <= 80 or (key == "hours_per_week" and number == 0):
        name = "hours a week" if key == "hours_per_week" else "years"
        raise UsageError(
            f"'{answer}' cannot be taken: a number of {name} {least} and up to 80, please, "
            "such as 4 or 2.5."
        )
    return number


def _yes_or_no(_key: str, answer: str) -> bool:
    word = answer.casefold()
    if word not in (*_YES, *_NO):
        raise UsageError(f"'{answer}' cannot be taken: yes or no, please.")
    return word in _YES


def _list(_key: str, answer: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in answer.split(",") if part.strip()))


def _matters(_key: str, answer: str) -> list[str]:
    words = [part.strip() for part in re.split(r"[,;]|\s+(?=\d\b)", answer) if part.strip()]
    found = []
    for word in words:
        matter = NUMBERED_MATTERS.get(word, word.casefold().replace(" ", "_"))
        if matter not in MATTERS:
            raise UsageError(
                f"'{word}' cannot be taken: {', '.join(NUMBERED_MATTERS.values())}, please, or"
                " their numbers (2, 1), first things first."
            )
        found.append(matter)
    return list(dict.fromkeys(found))


def _days(_key: str, answer: str) -> list[date]:
    try:
        return [date.fromisoformat(part) for part in _list("", answer)]
    except ValueError:
        raise UsageError(
            f"'{answer}' cannot be taken: days such as 2026-12-24, 2027-01-12, please."
        ) from None


_KINDS: dict[str, Callable[[str, str], Value]] = {
    "text": lambda _key, answer: answer,
    "number": _number,
    "yes or no": _yes_or_no,
    "list": _list,
    "matters": _matters,
    "lost_weeks": _days,
}
