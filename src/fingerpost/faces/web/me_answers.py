"""The interview as sheets: questions in groups, each answer with its own sentence when wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from fingerpost.guide import Guide, Skill
from fingerpost.home.files import read_text
from fingerpost.home.folder import PROFILE
from fingerpost.home.profile_values import kind_of
from fingerpost.paths.answers import Answer, SkillAnswer, answer_now, skill_now, with_answers
from fingerpost.paths.asking import most_telling
from fingerpost.paths.interview import GROUPS, MATTERS_WORDS, QUESTIONS, Group, Question

MOST_FIELDS = 300
SPARE = 4
"""So many empty lines a list of choices or days ends with."""
OPENED = 4
"""So many open skills stand unfolded, the most telling."""
OF_PATHS = ("wants", "refuses", "approvals")
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
    hash: str
    """Of me.toml when it was read: it is written only if it is still that."""
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
    read_hash: str = "",
) -> AnswersPage:
    """Return a sheet; with `sent`, answers that could not be kept, for a `problem`.

    Where the file is no longer the one of `read_hash`, what it says now is told beside each field.
    ProfileError where me.toml cannot be understood.
    """
    file = read_text(desk.home.folder / PROFILE)
    desk.person(file.text)
    given = {each.key: each for each in sent}
    errors = dict(wrong or {})
    is_other = bool(sent) and read_hash != file.hash
    fields = tuple(_field(key, file.text, given, errors, desk.guide) for key in group.keys)
    skills = tuple(_skills(desk, group, file.text, given, errors))
    if not is_other:
        fields = tuple(replace(field, now="") for field in fields)
        skills = tuple(replace(skill, now="") for skill in skills)
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
        hash=file.hash,
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
        found.append(SkillField(skill, answer, _state(desk, skill, now), is_open, error, told))
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
        sent = _sent(form, group, desk.guide)
        file = read_text(desk.home.folder / PROFILE)
        text, wrong = with_answers(file.text, sent, desk.person)
        problem = "Nothing was kept yet: please look at what is marked." if wrong else ""
        if not wrong and file.hash != said(form, "hash"):
            problem = (
                "The file me.toml was changed elsewhere since this sheet was opened, so nothing was"
                " kept. Where the file now says something else than you, it is told; keep again to"
                " have your answers."
            )
        if not problem and text != file.text:
            try:
                keep(desk, file, text)
            except ChangedError as error:
                problem = str(error)
        if problem:
            page = answers_page(desk, group, sent, wrong, problem, said(form, "hash"))
            return show(request, "me_answers.html", page, "/me")
    told = "kept" if text != file.text else "same"
    return see_other(_onward(group, said(form, "then")), said=told)


def _onward(group: Group, then: str) -> str:
    after = GROUPS.index(group) + 1
    if then == "next" and after < len(GROUPS):
        return f"/me/answers/{GROUPS[after].id}"
    return "/me"


def _sent(form: FormData, group: Group, guide: Guide) -> list[Answer | SkillAnswer]:
    """Return what a sheet was sent with; a question that it does not carry is left as it is."""
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
    return answers


def _typed(form: FormData, key: str) -> tuple[str, ...]:
    values = [each[:5000] for each in form.getlist(f"answer-{key}") if isinstance(each, str)]
    if kind_of(key) == "list" and key not in OF_PATHS:
        values = [line for each in values for line in each.splitlines()]
    return tuple(each.strip() for each in values if each.strip())


ROUTES = [
    Route("/me/answers/{group}", _sheet),
    Route("/me/answers/{group}/keep", _keep, methods=["POST"]),
]
