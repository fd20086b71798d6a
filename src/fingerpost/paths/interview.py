"""What a person is asked about themselves, in which order, and what an answer does to me.toml.

What matters most comes first; then the facts that any verdict needs; then skills, those that tell
most first, worked out anew after every answer; then what only fills the picture.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from fingerpost.guide.model import Axis, CareerPath, Condition, Guide
from fingerpost.home.profile import Profile
from fingerpost.home.profile_edit import with_skill, with_value, without_skill
from fingerpost.home.profile_values import NUMBERED_MATTERS, is_not_sure, level_of, typed
from fingerpost.paths.asking import most_telling
from fingerpost.paths.conditions import waits_for_others
from fingerpost.paths.judging import measure
from fingerpost.paths.model import Verdict

SKILLS_FIRST = 6
"""Skills that are asked about before the rest of what somebody wants."""
MATTERS_WORDS = {
    "wanted": "what I want",
    "reachable": "how soon I could be ready",
    "odds": "the odds of getting in",
    "cost": "what it costs",
    "beside_clinical_work": "that it can be had beside clinical work",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question about the person."""

    key: str
    """The key of me.toml that the answer goes to; 'place' is town and country."""
    ask: str
    hint: str = ""
    """What an answer may look like."""
    why: str = ""
    """What the answer is used for, in a sentence."""

    @property
    def prompt(self) -> str:
        """The question on one line, with its hint."""
        return f"{self.ask} ({self.hint})" if self.hint else self.ask


_ASKED = (
    Question("matters", "What matters most to you, first things first?",
             why="The paths are ordered by it."),
    Question("profession", "Your profession", "doctor, nurse, pharmacist, medical student …",
             "Some paths are open to some professions only."),
    Question("years_clinical", "How many years of clinical work have you done?", "0 for none",
             "Some posts ask for years; years also show clinical skills."),
    Question("place", "The town you live near, and the country", "Leeds, UK",
             "To find people near you and to know which rules hold."),
    Question("registered", "Are you registered in a health profession?", "yes or no",
             "Some posts are for registered professionals only."),
    Question("hours_per_week", "Hours a week you could give to this", "such as 4",
             "Every plan and every 'how long' is worked out with it."),
    Question("keep_clinical", "Do you want to stay in clinical work?", "yes or no",
             "Each path says whether it can be had beside it."),
    Question("wants", "Paths that you want, the most wanted first",
             why="What only you can say of them is asked at the head of the plan. Put “what I "
             "want” among what matters to you, and paths are ordered by it too."),
    Question("not_give_up", "What would you not give up for it?", "pay, a day at home …",
             "A path that is known to cost it says so."),
    Question("specialty", "Your specialty or field"),
    Question("question", "One clinical question or problem that you care about",
             why="It can become your first area of reading."),
    Question("grade", "Your training grade or stage", "foundation year 2, band 6, final year …"),
    Question("exams", "Examinations and degrees that you have, with commas between them",
             why="Some paths ask for one."),
    Question("data", "Data that you may lawfully use, with commas between them",
             why="Small tests are chosen by it."),
    Question("would_move_to", "Countries in which you would work too",
             why="Posts that are in one country only are judged by it."),
    Question("rota", "What your rota leaves you, in a few words"),
    Question("money_needed", "What you need to earn, in a few words"),
    Question("city", "The town that you live near", "Leeds", "To find people near you."),
    Question("country", "The country that you work in", "UK", "To know which rules hold."),
    Question("name", "How you like to be called"),
    Question("lost_weeks", "Weeks in which nothing can be done",
             "on call, nights, holiday, examination",
             "Name any day of the week; the plan leaves that week empty."),
    Question("refuses", "Paths that you rule out", why="They are not planned."),
    Question("approvals", "Paths for which whoever decides on your training or employment in the "
             "year of the post has agreed in principle",
             why="Some paths need the word of a training programme director or a manager who "
             "decides on the whole of that year, also where your present post ends before."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together on one sheet."""

    id: str
    title: str
    lead: str
    """What they are for, in a sentence."""
    keys: tuple[str, ...] = ()
    axis: Axis | None = None
    """The axis whose skills are asked about, for a sheet of skills."""


GROUPS = (
    Group("matters", "What matters to you", "Paths are ordered by this before anything else.",
          ("matters", "wants", "refuses", "keep_clinical", "not_give_up", "question")),
    Group("you", "You and your work", "What some paths ask for, and where you are.",
          ("name", "profession", "years_clinical", "registered", "specialty", "grade", "exams",
           "city", "country", "would_move_to")),
    Group("time", "Time and means", "What a plan has to fit into.",
          ("hours_per_week", "lost_weeks", "rota", "money_needed", "data", "approvals")),
    Group("medicine", "Skills: medicine", "What you can do as a clinician.",
          axis=Axis.MEDICINE),
    Group("machine-learning", "Skills: machine learning",
          "Nothing here is expected of you; level 0 is an answer that helps.",
          axis=Axis.MACHINE_LEARNING),
    Group("other", "Skills: everything else",
          "Much of this you may have from audits, teaching, committees or life.",
          axis=Axis.OTHER),
)  # fmt: skip
QUESTIONS = {question.key: question for question in _ASKED}
FIRST = ("matters", "profession", "years_clinical", "place", "registered", "hours_per_week",
         "keep_clinical")  # fmt: skip
BETWEEN = ("wants", "not_give_up")
LATER = ("specialty", "question", "grade", "exams", "data", "would_move_to", "rota",
         "money_needed")  # fmt: skip
START = ("matters", "profession", "years_clinical", "place", "hours_per_week", "keep_clinical",
         "specialty", "question")  # fmt: skip


def one_line(key: str, guide: Guide) -> str:
    """Return a question as it is asked where only text can be typed."""
    question = QUESTIONS[key]
    if key == "matters":
        listed = (f"  {n}  {MATTERS_WORDS[each]}" for n, each in NUMBERED_MATTERS.items())
        return "\n".join((question.ask, *listed, "Your order (such as 5, 2)"))
    if key in ("wants", "approvals"):
        return f"{question.ask} ({', '.join(_choices(key, guide))})"
    return question.prompt


def _choices(key: str, guide: Guide) -> list[str]:
    """Return the paths that may be named: those that need an approval, or all."""
    needing = [
        path.id
        for path in guide.paths
        if any(item.condition is Condition.APPROVAL for item in path.requirements)
    ]
    return needing if key == "approvals" else [path.id for path in guide.paths]


def between(person: Profile, guide: Guide) -> tuple[str, ...]:
    """Return what is asked after the first skills, an approval only where one is waited for."""
    waits = any(_waits_for_approval(path, person, guide) for path in guide.paths)
    return (*BETWEEN, "approvals") if waits else BETWEEN


def _waits_for_approval(path: CareerPath, person: Profile, guide: Guide) -> bool:
    """Tell whether a path is within reach but for an approval that was not given yet."""
    if not any(item.condition is Condition.APPROVAL for item in path.requirements):
        return False
    judged = measure(path, person, guide)
    asked = (item for item in judged.requirements if item.condition is Condition.APPROVAL)
    return judged.verdict is Verdict.WITHIN and any(waits_for_others(item) for item in asked)


def is_said(text: str, key: str) -> bool:
    """Tell whether this text of me.toml answers a question, be it with 'not sure'."""
    key = "country" if key == "place" else key
    data = tomllib.loads(text)
    return data.get(key) not in (None, "", []) or key in data.get("not_sure", [])


def unanswered(text: str, person: Profile, guide: Guide) -> tuple[str, ...]:
    """Return the open questions, the most telling first: keys of me.toml and ids of skills."""
    skills = most_telling(person, guide)
    return (
        *(key for key in FIRST if not is_said(text, key)),
        *skills[:SKILLS_FIRST],
        *(key for key in between(person, guide) if not is_said(text, key)),
        *skills[SKILLS_FIRST:],
        *(key for key in LATER if not is_said(text, key)),
    )


def group_of(key: str, guide: Guide) -> Group:
    """Return the sheet on which a key of me.toml or a skill is asked."""
    key = "city" if key == "place" else key
    axes = {skill.id: skill.axis for skill in guide.skills}
    return next(
        group
        for group in GROUPS
        if key in group.keys or (group.axis and axes.get(key) == group.axis)
    )


def skill_answered(
    text: str, skill: str, answer: str, evidence: str, not_sure: Iterable[str]
) -> str:
    """Return me.toml with an answer on a skill: a level, 'not sure' or, for an empty one, nothing.

    UsageError for a level that there is not.
    """
    unsure = set(not_sure)
    if is_not_sure(answer):
        return with_value(without_skill(text, skill), "not_sure", sorted({*unsure, skill}))
    if skill in unsure:
        text = with_value(text, "not_sure", [each for each in not_sure if each != skill])
    if not answer.strip():
        return without_skill(text, skill)
    shows = "" if is_not_sure(evidence) else typed(evidence)
    return with_skill(text, skill, level_of(answer), shows)
