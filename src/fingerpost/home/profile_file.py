"""The profile as a file: reading me.toml into a `Profile`.

The guide's ids of skills and paths are parameters, because a home knows no guide.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NoReturn

from fingerpost.errors import ProfileError
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.text import toml_error_line, toml_line

MATTERS = ("beside_clinical_work", "cost", "odds", "reachable", "wanted")
"""What a person may say matters most; the order of the paths follows it."""

LEVELS = "0 none, 1 aware, 2 can follow, 3 can do alone, 4 can lead or teach"

TEXTS = (
    "name", "profession", "specialty", "grade", "rota", "city", "country", "question",
    "money_needed",
)  # fmt: skip
NUMBERS = ("years_clinical", "hours_per_week")
YES_OR_NO = ("registered", "keep_clinical")
LISTS = (
    "exams", "would_move_to", "data", "not_give_up", "matters", "wants", "refuses", "approvals",
    "not_sure",
)  # fmt: skip
KEYS = (*TEXTS, *NUMBERS, *YES_OR_NO, *LISTS, "lost_weeks", "example", "skills")
"""What me.toml may say, by the kind of its value."""


def read_profile(
    text: str, path: str, known_skills: Iterable[str], known_paths: Iterable[str]
) -> Profile:
    """Return the person whom me.toml describes.

    ProfileError names the line, what is allowed, and the nearest spelling of a word that is not.
    """
    return _Reader(text, path, tuple(known_skills), tuple(known_paths)).profile()


class _Reader:
    def __init__(self, text: str, path: str, skills: tuple[str, ...], paths: tuple[str, ...]):
        self._text, self._path = text, path
        self._skills, self._paths = skills, paths
        try:
            self._data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ProfileError(
                path,
                toml_error_line(error, text),
                f'this is no valid TOML ({error}). A line looks like  city = "Leeds"',
            ) from None

    def profile(self) -> Profile:
        for key in self._data:
            self._known((key,), key, KEYS, "key")
        hours = self._number("hours_per_week", 80, "hours above 0")
        if hours == 0:
            self._fail(("hours_per_week",), "hours_per_week is 0; it must be above 0, up to 80.")
        wants, refuses = self._ids("wants"), self._ids("refuses")
        for path in wants:
            if path in refuses:
                self._fail(("refuses",), f"'{path}' is both wanted and refused; take it out once.")
        return Profile(
            **{key: self._string((key,)) for key in TEXTS},
            years_clinical=self._number("years_clinical", 80, "years from 0"),
            hours_per_week=Profile().hours_per_week if hours is None else hours,
            keep_clinical=self._yes_or_no("keep_clinical"),
            matters=self._words("matters", MATTERS, "thing that matters"),
            wants=wants,
            refuses=refuses,
            registered=self._yes_or_no("registered"),
            exams=self._texts("exams"),
            would_move_to=self._texts("would_move_to"),
            approvals=self._ids("approvals"),
            data=self._texts("data"),
            not_give_up=self._texts("not_give_up"),
            not_sure=self._words("not_sure", (*KEYS, *self._skills), "key or skill"),
            skills=self._claims(),
            lost_weeks=self._dates("lost_weeks"),
            is_example=self._yes_or_no("example") is True,
        )

    def _fail(self, keys: tuple[str, ...], reason: str) -> NoReturn:
        raise ProfileError(self._path, toml_line(self._text, keys), reason)

    def _known(self, keys: tuple[str, ...], word: str, allowed: Iterable[str], kind: str) -> None:
        words = sorted(allowed)
        if word not in words:
            near = difflib.get_close_matches(word, words, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            self._fail(keys, f"'{word}' is no known {kind}.{hint} Allowed: {', '.join(words)}.")

    def _string(self, keys: tuple[str, ...]) -> str:
        value: Any = self._data
        for key in keys:
            value = value.get(key, "")
        if not isinstance(value, str):
            self._fail(keys, f"{keys[-1]} is {value!r}; it must be text between quotes.")
        return value

    def _number(self, key: str, most: int, unit: str) -> float | None:
        value = self._data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            self._fail((key,), f"{key} is {value!r}; it must be a number of {unit}, up to {most}.")
        return float(value)

    def _yes_or_no(self, key: str) -> bool | None:
        value = self._data.get(key)
        if value is not None and not isinstance(value, bool):
            self._fail((key,), f"{key} is {value!r}; it must be true or false, or left out.")
        return value

    def _list(self, key: str) -> list[Any]:
        value = self._data.get(key, [])
        if not isinstance(value, list):
            self._fail((key,), f"{key} is {value!r}; it must be a list in square brackets.")
        return value

    def _words(self, key: str, allowed: Iterable[str], kind: str) -> tuple[str, ...]:
        words = self._list(key)
        for number, word in enumerate(words):
            self._known((key,), str(word), allowed, kind)
            if word in words[:number]:
                self._fail((key,), f"'{word}' stands twice in {key}.")
        return tuple(words)

    def _texts(self, key: str) -> tuple[str, ...]:
        texts = self._list(key)
        for text in texts:
            if not isinstance(text, str):
                self._fail((key,), f"{text!r} in {key} must be text between quotes.")
        return tuple(texts)

    def _ids(self, key: str) -> tuple[str, ...]:
        return self._words(key, self._paths, "path")

    def _dates(self, key: str) -> tuple[date, ...]:
        days = self._list(key)
        for day in days:
            if not isinstance(day, date) or isinstance(day, datetime):
                self._fail((key,), f"{day!r} in {key} is no date; write 2026-12-24, no quotes.")
        return tuple(days)

    def _claims(self) -> tuple[SkillClaim, ...]:
        skills = self._data.get("skills", {})
        if not isinstance(skills, dict):
            self._fail(("skills",), "skills must be tables such as [skills.programming].")
        return tuple(self._claim(skill, claim) for skill, claim in skills.items())

    def _claim(self, skill: str, claim: Any) -> SkillClaim:
        keys = ("skills", skill)
        self._known(keys, skill, self._skills, "skill")
        if not isinstance(claim, dict):
            self._fail(keys, f"write [skills.{skill}] and below it  level = 2")
        for key in claim:
            self._known((*keys, key), key, ("evidence", "level"), "key of a skill")
        level = claim.get("level")
        if level is None:
            self._fail(keys, f"[skills.{skill}] has no level; add  level = 2  ({LEVELS}).")
        if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= 4:
            self._fail(
                (*keys, "level"),
                f"the level of {skill} is {level!r}; it must be a whole number: {LEVELS}.",
            )
        return SkillClaim(skill, level, self._string((*keys, "evidence")))
