"""The interview at a terminal: one question after another, each may be skipped or be the last."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import click

from fingerpost.errors import ProfileError, UsageError
from fingerpost.faces.cli.output import wrapped
from fingerpost.guide import Guide, Skill
from fingerpost.home import Profile
from fingerpost.home.profile_values import answered, is_not_sure, level_of, typed
from fingerpost.paths.asking import most_telling
from fingerpost.paths.interview import (
    FIRST,
    LATER,
    SKILLS_FIRST,
    START,
    between,
    is_said,
    one_line,
    skill_answered,
    unanswered,
)
from fingerpost.paths.where import doubts, with_country

IF_NOT = "; if it is not:  fingerpost me set country COUNTRY"
SITTING = 15
"""Questions of one sitting, about five minutes."""
START_SKILLS = 2
"""The first conversation has at most ten questions: these, and the two most telling skills."""

_SKILL = "skill "
Check = Callable[[str], Profile]
"""Gives the person whom a text of me.toml describes; ProfileError when it cannot be taken."""


class _EndedError(Exception):
    """The person typed q."""


@dataclass
class Interview:
    """A text of me.toml that answers are put into, one by one."""

    text: str
    check: Check
    guide: Guide
    save: Callable[[str, str], object] = lambda _before, _after: None
    """Called after every answer with the text before it and the text with it."""
    given: int = 0
    """How many questions were answered."""
    _asked: set[str] = field(default_factory=set)
    _ended: bool = False

    def run(self, keys: Iterator[str]) -> bool:
        """Ask the questions of these keys; False when the person stopped."""
        try:
            for key in keys:
                self._ask(key)
                if self._ended:
                    return False
        except _EndedError:
            return False
        return True

    def start_keys(self) -> Iterator[str]:
        """Yield the questions of the first conversation."""
        yield from START
        yield from self._skills(START_SKILLS)

    def open_keys(self) -> Iterator[str]:
        """Yield what was not answered yet, the most telling first, as much as one sitting takes."""
        return islice(self._open_keys(), SITTING)

    def _open_keys(self) -> Iterator[str]:
        yield from (key for key in FIRST if not self._said(key))
        yield from self._skills(SKILLS_FIRST)
        now = between(self.check(self.text), self.guide)
        yield from (key for key in now if not self._said(key))
        yield from self._skills(len(self.guide.skills))
        yield from (key for key in LATER if not self._said(key))

    def unanswered(self) -> tuple[str, ...]:
        """Return the keys of all open questions, without asking one."""
        return unanswered(self.text, self.check(self.text), self.guide)

    def _skills(self, most: int) -> Iterator[str]:
        for _ in range(most):
            open_skills = most_telling(self.check(self.text), self.guide)
            left = [skill for skill in open_skills if skill not in self._asked]
            if not left:
                return
            self._asked.add(left[0])
            yield _SKILL + left[0]

    def _said(self, key: str) -> bool:
        return is_said(self.text, key)

    def _ask(self, key: str) -> None:
        if key.startswith(_SKILL):
            self._take(lambda: self._skill(self.guide.skill(key.removeprefix(_SKILL))))
        elif key == "place":
            self._take(self._place)
        else:
            self._take(lambda: self._fact(key))

    def _take(self, ask: Callable[[], str | None]) -> None:
        """Ask until the answer can be taken; keep what me.toml then says."""
        while True:
            try:
                text = ask()
                if text is None:
                    return
                self.check(text)
            except UsageError as error:
                click.echo(f"  {error}")
            except ProfileError as error:
                click.echo(f"  {error.reason}")
            else:
                self.save(self.text, text)
                self.text = text
                self.given += 1
                return

    def _fact(self, key: str) -> str | None:
        answer = prompt(one_line(key, self.guide))
        return answered(self.text, key, answer, self._unsure()) if answer else None

    def _place(self) -> str | None:
        answer = prompt(one_line("place", self.guide))
        if not answer:
            return None
        if is_not_sure(answer):
            return answered(self.text, "country", answer, self._unsure())
        city, _, country = answer.partition(",")
        text = answered(self.text, "city", city, self._unsure())
        if not country.strip():
            text, said = with_country(text)
            if said:
                wrapped(f"{said}{IF_NOT}", "  ")
            elif not tomllib.loads(text).get("country") and city.strip():
                country = self._or_end(f"In which country is {city.strip()}?")
        if country.strip():
            text = answered(text, "country", country, self._unsure())
            for doubt in filter(None, [doubts(self.check(text)).get("country")]):
                wrapped(f"{doubt} Say it again:  fingerpost me set country COUNTRY", "  ")
        return text

    def _skill(self, skill: Skill) -> str | None:
        show_levels(skill)
        answer = prompt("Which fits you? (0 to 4)")
        if not answer:
            return None
        level = 0 if is_not_sure(answer) else level_of(answer)
        shows = skill.evidence[level] if level and skill.evidence else ""
        evidence = self._evidence(shows) if shows else ""
        return skill_answered(self.text, skill.id, answer, evidence, self._unsure())

    def _evidence(self, shows: str) -> str:
        return self._or_end(f"What shows it, in your words? (such as: {shows.rstrip('.')})")

    def _or_end(self, question: str) -> str:
        """Ask what belongs to an answer; whoever ends here keeps the answer."""
        try:
            return prompt(question)
        except _EndedError:
            self._ended = True
            return ""

    def _unsure(self) -> tuple[str, ...]:
        return self.check(self.text).not_sure


def show_levels(skill: Skill) -> None:
    """Print a skill and what a person can do at each of its levels."""
    click.echo()
    wrapped(f"{skill.name} ({str(skill.axis).replace('_', ' ')}): {skill.gloss}", bold=True)
    for level, sentence in enumerate(skill.levels):
        wrapped(sentence, "     ", f"  {level}  ")


def prompt(question: str) -> str:
    """Ask one question; an empty answer skips it, q ends the interview."""
    answer = typed(str(click.prompt(question, default="", show_default=False)))
    if answer.casefold() in ("q", "quit"):
        raise _EndedError
    return answer
