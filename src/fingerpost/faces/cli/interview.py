"""The interview: one question after another, each may be skipped, left open, or the last.

What matters most comes first; then the facts that any verdict needs; then skills, those that tell
most first, worked out anew after every answer; then what only fills the picture.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import click

from fingerpost.errors import ProfileError, UsageError
from fingerpost.faces.cli.output import wrapped
from fingerpost.faces.cli.profile_values import answered, is_not_sure, typed
from fingerpost.guide import Guide, Skill
from fingerpost.home import Profile
from fingerpost.home.profile_edit import with_skill, with_value
from fingerpost.paths.asking import most_telling

FIRST = {
    "matters": "What matters most to you, first things first?\n"
    "  1  what I want\n  2  how soon I could be ready\n  3  the odds of getting in\n"
    "  4  what it costs\n  5  that it can be had beside clinical work\n"
    "Your order (such as 5, 2)",
    "profession": "Your profession (doctor, nurse, pharmacist, medical student …)",
    "years_clinical": "How many years of clinical work have you done? (0 for none)",
    "place": "The town you live near, and the country (Leeds, UK)",
    "registered": "Are you registered in a health profession? (yes or no)",
    "hours_per_week": "Hours a week you could give to this (such as 4)",
    "keep_clinical": "Do you want to stay in clinical work? (yes or no)",
}
BETWEEN = {
    "wants": "Paths that you want, the most wanted first ({paths})",
    "not_give_up": "What would you not give up for it? (pay, a day at home …)",
}
LATER = {
    "specialty": "Your specialty or field",
    "question": "One clinical question or problem that you care about",
    "grade": "Your training grade or stage (foundation year 2, band 6, final year …)",
    "exams": "Examinations and degrees that you have, with commas between them",
    "data": "Data that you may lawfully use, with commas between them",
    "would_move_to": "Countries in which you would work too",
    "rota": "What your rota leaves you, in a few words",
    "money_needed": "What you need to earn, in a few words",
}
START = ("matters", "profession", "years_clinical", "place", "hours_per_week", "keep_clinical",
         "specialty", "question")  # fmt: skip
FACTS = FIRST | BETWEEN | LATER
SITTING = 15
"""Questions of one sitting, about five minutes."""
SKILLS_FIRST = 6
"""Skills that are asked about before the rest of what somebody wants."""
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
        yield from (key for key in BETWEEN if not self._said(key))
        yield from self._skills(len(self.guide.skills))
        yield from (key for key in LATER if not self._said(key))

    def unanswered(self) -> tuple[str, ...]:
        """Return the keys of all open questions, without asking one."""
        skills = most_telling(self.check(self.text), self.guide)
        return (
            *(key for key in FIRST if not self._said(key)),
            *skills[:SKILLS_FIRST],
            *(key for key in BETWEEN if not self._said(key)),
            *skills[SKILLS_FIRST:],
            *(key for key in LATER if not self._said(key)),
        )

    def _skills(self, most: int) -> Iterator[str]:
        for _ in range(most):
            open_skills = most_telling(self.check(self.text), self.guide)
            left = [skill for skill in open_skills if skill not in self._asked]
            if not left:
                return
            self._asked.add(left[0])
            yield _SKILL + left[0]

    def _said(self, key: str) -> bool:
        keys = ("city", "country") if key == "place" else (key,)
        data = tomllib.loads(self.text)
        unsure = data.get("not_sure", [])
        return any(data.get(k) not in (None, "", []) or k in unsure for k in keys)

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
        paths = ", ".join(path.id for path in self.guide.paths)
        answer = prompt(FACTS[key].format(paths=paths))
        return answered(self.text, key, answer, self._unsure()) if answer else None

    def _place(self) -> str | None:
        answer = prompt(FIRST["place"])
        if not answer:
            return None
        if is_not_sure(answer):
            return answered(self.text, "country", answer, self._unsure())
        city, _, country = answer.partition(",")
        text = answered(self.text, "city", city, self._unsure())
        return answered(text, "country", country, self._unsure()) if country.strip() else text

    def _skill(self, skill: Skill) -> str | None:
        show_levels(skill)
        answer = prompt("Which fits you? (0 to 4)")
        if not answer:
            return None
        unsure = self._unsure()
        if is_not_sure(answer):
            return with_value(self.text, "not_sure", sorted({*unsure, skill.id}))
        level = level_of(answer)
        shows = skill.evidence[level] if level and skill.evidence else ""
        evidence = self._evidence(shows) if shows else ""
        text = with_skill(self.text, skill.id, level, "" if is_not_sure(evidence) else evidence)
        if skill.id in unsure:
            text = with_value(text, "not_sure", [each for each in unsure if each != skill.id])
        return text

    def _evidence(self, shows: str) -> str:
        """Ask what shows a level; whoever ends here keeps the level."""
        try:
            return prompt(f"What shows it, in your words? (such as: {shows.rstrip('.')})")
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


def level_of(answer: str) -> int:
    """Return a level from 0 to 4; UsageError for anything else."""
    if answer.strip() not in ("0", "1", "2", "3", "4"):
        raise UsageError(
            f"'{answer}' is no level: 0 none, 1 aware, 2 can follow, 3 can do alone, "
            "4 can lead or teach."
        )
    return int(answer)


def prompt(question: str) -> str:
    """Ask one question; an empty answer skips it, q ends the interview."""
    answer = typed(str(click.prompt(question, default="", show_default=False)))
    if answer.casefold() in ("q", "quit"):
        raise _EndedError
    return answer
