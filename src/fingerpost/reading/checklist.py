"""Questions that a careful reader asks of a paper, with what its abstract offers for each."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fingerpost.errors import UsageError
from fingerpost.reading.found import Found, stated
from fingerpost.reading.model import Appraisal
from fingerpost.records import Answer, Correction

_DATA = Path(__file__).parent / "data" / "checklists"
NAMES = ("five", "probast", "tripod")


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `fields` are those of an appraisal that may offer something for it."""

    id: str
    """As it is answered: 'probast:E4.7'."""
    text: str
    fields: tuple[str, ...]
    look: str
    """Where in the paper the answer stands."""

    @property
    def number(self) -> str:
        """The number of the item in its checklist: 'E4.7'."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A named list of questions in parts, with the work it follows."""

    name: str
    title: str
    reference: str
    parts: tuple[tuple[str, tuple[Question, ...]], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A question with what an appraisal offers for it and what the reader answered."""

    question: Question
    found: tuple[Found, ...]
    corrections: tuple[Correction, ...]
    """The reader's corrections of the question's fields."""
    answer: Answer | None

    @property
    def silence(self) -> str:
        """What is said where the abstract offers nothing; else empty."""
        if self.found or self.corrections:
            return ""
        return f"our rules found nothing in the abstract; look in: {self.question.look}"


@cache
def checklist(name: str) -> Checklist:
    """Return a packaged checklist: 'five', 'probast' or 'tripod'."""
    data: dict[str, Any] = tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
    parts = tuple(
        (
            part["name"],
            tuple(
                Question(f"{name}:{row['id']}", row["text"], tuple(row["fields"]), row["look"])
                for row in part["question"]
            ),
        )
        for part in data["part"]
    )
    return Checklist(name, data["title"], data["reference"], parts)


def question_named(named: str) -> Question:
    """Return the question that a reader names by its id; UsageError where there is none."""
    known = {
        question.id.lower(): question
        for name in NAMES
        for _, questions in checklist(name).parts
        for question in questions
    }
    found = known.get(named.strip().lower())
    if found is None:
        near = difflib.get_close_matches(named.strip().lower(), known, 1)
        hint = f" Did you mean '{known[near[0]].id}'?" if near else ""
        raise UsageError(
            f"'{named}' is no question.{hint} See them with:  fingerpost appraise PAPER"
            f" --checklist {NAMES[0]} (or {', '.join(NAMES[1:])})"
        )
    return found


def offers(chosen: Checklist, appraisal: Appraisal) -> list[tuple[str, list[Offer]]]:
    """Return part by part what an appraisal offers for each question, and the reader's answers."""
    by_field: dict[str, list[Found]] = {}
    for found in stated(appraisal):
        by_field.setdefault(found.field, []).append(found)
    answers = {answer.question: answer for answer in appraisal.answers}
    return [
        (
            part,
            [
                Offer(
                    question,
                    tuple(each for field in question.fields for each in by_field.get(field, ())),
                    tuple(c for c in appraisal.corrections if c.field in question.fields),
                    answers.get(question.id),
                )
                for question in questions
            ],
        )
        for part, questions in chosen.parts
    ]
