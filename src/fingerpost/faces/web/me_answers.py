"""The interview as sheets: questions in groups, each answer with its own sentence when wrong."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import ChangedError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Table, place_of, see_other, show
from fingerpost.faces.web.me import keep, notice_of
from fingerpost.faces.web.me_sent import OF_PATHS, carried, elsewhere, touched
from fingerpost.guide import Guide, Skill
from fingerpost.home.files import ReadFile, read_text
from fingerpost.home.folder import PROFILE
from fingerpost.home.profile_values import kind_of
from fingerpost.landscape.places import find_country
from fingerpost.paths.answers import Answer, SkillAnswer, answer_now, skill_now, with_answers
from fingerpost.paths.asking import most_telling
from fingerpost.paths.interview import GROUPS, MATTERS_WORDS, QUESTIONS, Group, Question
from fingerpost.paths.where import doubts, with_country

MOST_FIELDS = 300
SPARE = 4
"""So many empty lines a list of choices or days ends with."""
OPENED = 4
"""So many open skills stand unfolded, the most telling."""
NEVER_UNSURE = ("name", "lost_weeks", "refuses", "approvals")


@dataclass(frozen=True, slots=True)
class Field:
    """One question with what stands in its field."""

    question: Question
    kind: str
    """'text', 'number', 'yes or no', 'list', 'days', 'ranking' or 'choices'."""
    answer: Answer
    error: str = ""
    """Why the answer cannot be taken."""
    now: str = ""
    """What the file says, where it was changed meanwhile and says something else."""
    choices: tuple[tuple[str, str], ...] = ()
    """Values and names, of a ranking or choices."""
    can_be_unsure: bool = True
    doubt: str = ""
    """Why what the file says is not understood, though it was kept."""
    was: str = ""
    """What the file says, for the form to carry: only what is another then was touched."""

    @property
    def value(self) -> str:
        """The answer as one text."""
        return self.answer.typed[0] if self.answer.typed else ""

    @property
    def entries(self) -> tuple[str, ...]:
        """The answers of a list, with empty ones to be filled."""
        return (*self.answer.typed, *("" for _ in range(SPARE)))


@dataclass(frozen=True, slots=True)
class SkillField:
    """One skill with what stands in its fields."""

    skill: Skill
    answer: SkillAnswer
    state: str
    """What is known, in a few words."""
    is_open: bool
    error: str = ""
    now: str = ""
    was: str = ""
    """As `Field.was`."""


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """What the page of one sheet shows."""

    title: str
    """The sheet's heading."""
    group: Group
    """The sheet."""
    number: int
    """Its place among the sheets, from 1."""
    groups: tuple[Group, ...]
    """All sheets."""
    fields: tuple[Field, ...]
    """Its questions; empty for a sheet of skills."""
    skills: tuple[SkillField, ...]
    """Its skills, the most telling open ones first; empty for other sheets."""
    problem: str
    """Why nothing was kept; empty when nothing was sent."""
    wrong: tuple[tuple[str, str], ...]
    """The fields that cannot be taken: their anchors and their questions."""

    def table(self) -> Table:
        """One row a question."""
        rows: list[tuple[str, str]] = [
            (field.question.ask, "; ".join(field.answer.typed)) for field in self.fields
        ]
        rows += [(each.skill.name, each.answer.level) for each in self.skills]
        return Table(("question", "answer"), rows)


def answers_page(
    desk: Desk,
    group: Group,
    sent: Sequence[Answer | SkillAnswer] = (),
    wrong: Mapping[str, str] | None = None,
    problem: str = "",
    others: Container[str] = (),
) -> AnswersPage:
    """Return a sheet; with `sent`, answers that could not be kept, for a `problem`.

    Beside those of `others`, changed elsewhere meanwhile, it is told what the file says now.
    ProfileError where me.toml cannot be understood.
    """
    text = read_text(desk.home.folder / PROFILE).text
    given = {each.key: each for each in sent}
    errors, open_ = dict(wrong or {}), doubts(desk.person(text))
    fields = tuple(
        replace(_field(key, text, given, errors, desk.guide), doubt=open_.get(key, ""))
        for key in group.keys
    )
    skills = tuple(_skills(desk, group, text, given, errors))
    fields = tuple(f if f.question.key in others else replace(f, now="") for f in fields)
    skills = tuple(s if s.skill.id in others else replace(s, now="") for s in skills)
    names = {f.question.key: f.question.ask for f in fields} | {
        s.skill.id: s.skill.name for s in skills
    }
    return AnswersPage(
        title=group.title,
        group=group,
        number=GROUPS.index(group) + 1,
        groups=GROUPS,
        fields=fields,
        skills=skills,
        problem=problem,
        wrong=tuple((key, name) for key, name in names.items() if key in errors),
    )


def _field(
    key: str,
    text: str,
    given: Mapping[str, Answer | SkillAnswer],
    errors: Mapping[str, str],
    guide: Guide,
) -> Field:
    now = answer_now(text, key)
    sent = given.get(key)
    answer = sent if isinstance(sent, Answer) else now
    kind = kind_of(key)
    choices: tuple[tuple[str, str], ...] = ()
    if key in OF_PATHS:
        choices = tuple((path.id, path.name) for path in guide.paths)
        kind = "ranking" if key == "wants" else "choices"
    elif kind == "matters":
        kind, choices = "ranking", tuple(MATTERS_WORDS.items())
    elif kind == "lost_weeks":
        kind = "days"
    return Field(
        QUESTIONS[key],
        kind,
        answer,
        errors.get(key, ""),
        _now_said(answer, now) if sent else "",
        choices,
        key not in NEVER_UNSURE,
        was=carried(now),
    )


def _now_said(answer: Answer, now: Answer) -> str:
    if answer == now:
        return ""
    return "not sure" if now.is_unsure else "; ".join(now.typed) or "nothing"


def _skills(
    desk: Desk,
    group: Group,
    text: str,
    given: Mapping[str, Answer | SkillAnswer],
    errors: Mapping[str, str],
) -> list[SkillField]:
    if group.axis is None:
        return []
    order = most_telling(desk.profile, desk.guide)
    skills = [skill for skill in desk.guide.skills if skill.axis == group.axis]
    skills.sort(key=lambda s: (order.index(s.id) if s.id in order else len(order), s.name))
    found = []
    for number, skill in enumerate(skills):
        now, sent = skill_now(text, skill.id), given.get(skill.id)
        answer = sent if isinstance(sent, SkillAnswer) else now
        error = errors.get(skill.id, "")
        other = sent is not None and answer != now
        told = _level_words(now) if other else ""
        is_open = bool(error) or other or (skill.id in order and number < OPENED)
        state = _state(desk, skill, now)
        found.append(SkillField(skill, answer, state, is_open, error, told, carried(now)))
    return found


def _level_words(answer: SkillAnswer) -> str:
    if answer.level == "?":
        return "not sure"
    if not answer.level:
        return "nothing"
    return f"level {answer.level}" + (f", {answer.evidence}" if answer.evidence else "")


def _state(desk: Desk, skill: Skill, now: SkillAnswer) -> str:
    claim = desk.profile.claims.get(skill.id)
    if claim and claim.where:
        return f"level {claim.level}, shown by {claim.where}"
    if now.level in ("", "?"):
        return "not sure" if now.level else "not said"
    return f"level {now.level}, " + ("with what shows it" if now.evidence else "your claim")


def _group(request: Request) -> Group:
    for group in GROUPS:
        if group.id == request.path_params["group"]:
            return group
    raise HTTPException(404, "There is no such sheet. All of them stand under Me.")


def _sheet(request: Request) -> Response:
    group = _group(request)
    with place_of(request).desk() as desk:
        page = answers_page(desk, group)
    notice, undo = notice_of(request)
    return show(request, "me_answers.html", page, "/me", notice=notice, undo=undo)


async def _keep(request: Request) -> Response:
    form = await read_form(request, most_fields=MOST_FIELDS)
    return await run_in_threadpool(_take, request, _group(request), form)


def _take(request: Request, group: Group, form: FormData) -> Response:
    with place_of(request).desk() as desk:
        sent = touched(form, group, desk.guide)
        file = read_text(desk.home.folder / PROFILE)
        text, wrong = with_answers(file.text, sent, desk.person)
        others = elsewhere(form, file.text, sent)
        problem = "Nothing was kept yet: please look at what is marked." if wrong else ""
        if others and not wrong:
            problem = (
                "What you changed here was changed elsewhere too since this sheet was opened, so"
                " nothing was kept. What stands there now is told beside your answer; keep again to"
                " have yours."
            )
        told: dict[str, str] = {"said": "same"}
        if not problem and text != file.text:
            try:
                told = _write(desk, file, text, {each.key for each in sent})
            except ChangedError as error:
                problem = str(error)
        if problem:
            page = answers_page(desk, group, sent, wrong, problem, others)
            return show(request, "me_answers.html", page, "/me")
    to = _onward(group, said(form, "then"))
    return see_other(f"/me/answers/{group.id}" if told["said"] == "doubt" else to, **told)


def _write(desk: Desk, file: ReadFile, text: str, keys: Container[str]) -> dict[str, str]:
    """Keep me.toml with the country that a new town means; return what is to be told of it."""
    is_placed = False
    if "city" in keys:
        text, derived = with_country(text)
        is_placed = bool(derived)
    keep(desk, file, text)
    person = desk.person(text)
    if any(key in keys for key in doubts(person)):
        return {"said": "doubt"}
    return {"said": "placed", "in": find_country(person.country)} if is_placed else {"said": "kept"}


def _onward(group: Group, then: str) -> str:
    after = GROUPS.index(group) + 1
    if then == "next" and after < len(GROUPS):
        return f"/me/answers/{GROUPS[after].id}"
    return "/me"


ROUTES = [
    Route("/me/answers/{group}", _sheet),
    Route("/me/answers/{group}/keep", _keep, methods=["POST"]),
]
