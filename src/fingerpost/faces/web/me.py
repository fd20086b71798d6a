"""Me: what the person said of themselves, the sheets to say more, and the file it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk, check_profile
from fingerpost.errors import ChangedError, HomeError, ProfileError, UsageError
from fingerpost.faces.web.example_areas import kept_examples
from fingerpost.faces.web.example_areas import notice_of as example_notice
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.focus.own_question import question_without_area
from fingerpost.guide import Guide
from fingerpost.home import Area, Profile, write_output
from fingerpost.home.files import ReadFile, read_text, write_text
from fingerpost.home.folder import PROFILE
from fingerpost.home.profile_text import profile_template
from fingerpost.home.profile_words import LABELS, profile_row, words
from fingerpost.landscape.places import find_country
from fingerpost.paths.conditions import places
from fingerpost.paths.interview import (
    GROUPS,
    MATTERS_WORDS,
    QUESTIONS,
    Group,
    group_of,
    is_said,
    unanswered,
)
from fingerpost.paths.skill_rows import skill_rows
from fingerpost.paths.where import doubts

OPEN = 5
"""So many open questions are offered at once."""
LONGEST = 200_000
BEFORE = "me.before.toml"
"""Beside the library: the profile as it was before it was last changed here."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of questions and how far it is answered."""

    group: Group
    answered: int
    questions: int


@dataclass(frozen=True, slots=True)
class MePage:
    """What the page Me shows."""

    title: str
    """The page's heading."""
    is_example: bool
    """True while me.toml is the invented example's."""
    facts: tuple[tuple[str, str], ...]
    """What was said, as its name and its words; empty where the file cannot be understood."""
    sheets: tuple[Sheet, ...]
    """The sheets of questions; empty where the file cannot be understood."""
    open: tuple[tuple[str, str], ...]
    """The questions that tell most and are open: their words and addresses."""
    doubts: tuple[str, ...]
    """Countries that nobody knows, a sentence each, with what may have been meant."""
    skills: tuple[Mapping[str, Any], ...]
    """What is known of skills first, then the skills of which nothing was said."""
    problem: str
    """Why me.toml cannot be understood, with its line; empty when it can."""
    question: str = ""
    """The question of which no area is yet; empty where there is none such."""
    examples: tuple[Area, ...] = ()
    """The areas of the list that are examples of ours, once the person is not."""

    def table(self) -> Table:
        """One row a skill."""
        head = ("skill", "name", "level", "sure", "evidence")
        return Table(head, [tuple(each[key] for key in head) for each in self.skills])


@dataclass(frozen=True, slots=True)
class FilePage:
    """What the page of me.toml as a file shows."""

    title: str
    """The page's heading."""
    text: str
    """The file me.toml, or what was sent and could not be taken."""
    hash: str
    """Of the file when it was read: it is written only if it is still that."""
    problem: str
    """Why the text cannot be taken, with its line; empty when it can."""

    def table(self) -> Table:
        """One row a line of the file."""
        lines = enumerate(self.text.splitlines(), 1)
        return Table(("line", "text"), list(lines))


def me_page(desk: Desk) -> MePage:
    """Return the person; where me.toml cannot be understood, why."""
    try:
        profile, text = desk.profile, desk.home.profile_text()
    except ProfileError as error:
        return MePage("Me", False, (), (), (), (), (), str(error))
    still, areas = unanswered(text, profile, desk.guide), _areas(desk)
    return MePage(
        title="Me",
        is_example=profile.is_example,
        facts=tuple(_facts(text, profile, desk.guide)),
        sheets=tuple(_sheet(group, text, profile, desk.guide) for group in GROUPS),
        open=tuple(_open(key, desk.guide) for key in still[:OPEN]),
        doubts=tuple(doubts(profile).values()),
        skills=tuple(
            sorted(skill_rows(profile, desk.guide), key=lambda s: (s["level"] is None, s["name"]))
        ),
        problem="",
        question=question_without_area(profile, areas) if areas is not None else "",
        examples=kept_examples(desk) if areas is not None else (),
    )


def _areas(desk: Desk) -> tuple[Area, ...] | None:
    """Return the areas; None where a file is at fault: the page Areas says which."""
    try:
        return desk.home.areas()
    except HomeError:
        return None


def _facts(text: str, profile: Profile, guide: Guide) -> Iterator[tuple[str, str]]:
    names = {path.id: path.name for path in guide.paths} | MATTERS_WORDS
    row = profile_row(profile)
    for key, label in LABELS.items():
        value = row[key]
        if isinstance(value, list):
            told = "; ".join(str(names.get(each, each)) for each in value)
        else:
            told = words(value)
        if told and key == "hours_per_week" and not is_said(text, key):
            told += " (you have not said; it is reckoned with until you do)"
        if told:
            yield label, told


def _sheet(group: Group, text: str, profile: Profile, guide: Guide) -> Sheet:
    if group.axis is None:
        return Sheet(group, sum(is_said(text, key) for key in group.keys), len(group.keys))
    skills = [skill.id for skill in guide.skills if skill.axis == group.axis]
    said = sum(skill in profile.claims or skill in profile.not_sure for skill in skills)
    return Sheet(group, said, len(skills))


def _open(key: str, guide: Guide) -> tuple[str, str]:
    group, known = group_of(key, guide), QUESTIONS.get(key)
    anchor = "city" if key == "place" else key
    return known.ask if known else guide.skill(key).name, f"/me/answers/{group.id}#{anchor}"


def file_page(desk: Desk, sent: str = "", read_hash: str = "", problem: str = "") -> FilePage:
    """Return the file; with `sent`, a text that could not be taken, for its `problem`."""
    file = read_text(desk.home.folder / PROFILE)
    if not problem:
        try:
            desk.person(file.text)
        except ProfileError as error:
            problem = str(error)
    return FilePage("Me as a file", sent or file.text, read_hash or file.hash, problem)


NOTICES = {
    "kept": "Kept. Paths and plans follow it from now on.",
    "same": "Nothing was changed.",
    "back": "As it was before.",
    "placed": "Kept. Your town is taken to be in {}; if it is not, change the country under “You"
    " and your work”.",
    "doubt": "Kept as you wrote it. A country is not known here: please look at what is marked.",
    "begun": "The example is gone. Answer what you like, in any order.",
}
UNDOABLE = ("kept", "begun", "placed", "doubt")
UNDO = (("to", "/me/undo"),)


def notice_of(request: Request) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what the click before a page did to me.toml, and how it is taken back."""
    what = request.query_params.get("said", "")
    country = places([find_country(request.query_params.get("in", ""))])
    notice = NOTICES.get(what, "").format(country or "its country")
    return notice, UNDO if what in UNDOABLE else ()


def _me(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = me_page(desk)
    notice, undo = notice_of(request)
    if not notice:
        notice, undo = example_notice(request, "/me")
    return show(request, "me.html", page, "/me", notice=notice, undo=undo)


def _file(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = file_page(desk)
    notice, undo = notice_of(request)
    return show(request, "me_file.html", page, "/me", notice=notice, undo=undo)


async def _begin(request: Request) -> Response:
    await read_form(request)
    return await run_in_threadpool(_begin_anew, place_of(request))


def _begin_anew(place: Place) -> Response:
    with place.desk() as desk:
        if not desk.profile.is_example:
            raise UsageError("This is no example any more; change your answers one by one.")
        file = read_text(desk.home.folder / PROFILE)
        skills = {skill.id: skill.name for skill in desk.guide.skills}
        paths = {path.id: path.name for path in desk.guide.paths}
        keep(desk, file, profile_template(skills, paths))
    return see_other("/me", said="begun")


def keep(desk: Desk, read: ReadFile, text: str) -> None:
    """Write me.toml, keep what it was for Undo, and say so in the journal; ChangedError."""
    write_text(read.path, text, read)
    _remember(desk, read.text)
    desk.home.journal.append("profile changed", PROFILE)


async def _keep(request: Request) -> Response:
    form = await read_form(request)
    text, read_hash = said(form, "text", LONGEST + 1), said(form, "hash")
    return await run_in_threadpool(_write, request, place_of(request), text, read_hash)


def _write(request: Request, place: Place, text: str, read_hash: str) -> Response:
    if len(text) > LONGEST:
        raise UsageError("This is longer than a profile can be.")
    with place.desk() as desk:
        before = read_text(desk.home.folder / PROFILE)
        text = _lines_as(before.text, text)
        try:
            check_profile(text, PROFILE, desk.guide)
            keep(desk, replace(before, hash=read_hash), text)
        except (ProfileError, ChangedError) as error:
            page = file_page(desk, text, read_hash, str(error))
            return show(request, "me_file.html", page, "/me")
    return see_other("/me/file", said="kept")


async def _undo(request: Request) -> Response:
    await read_form(request)
    return await run_in_threadpool(_bring_back, place_of(request))


def _bring_back(place: Place) -> Response:
    with place.desk() as desk:
        path, kept = desk.home.folder / PROFILE, _kept(desk)
        if not kept.exists():
            raise UsageError("There is nothing to take back.")
        now = read_text(path)
        write_text(path, read_text(kept).text, now)
        _remember(desk, now.text)
        desk.home.journal.append("profile changed", PROFILE, "taken back")
    return see_other("/me", said="back")


def _kept(desk: Desk) -> Path:
    return desk.home.library_folder / BEFORE


def _remember(desk: Desk, text: str) -> None:
    write_output(_kept(desk), text)


def _lines_as(before: str, text: str) -> str:
    """Return a text from a form, whose lines end as forms end them, with the file's line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain if plain.endswith("\n") else f"{plain}\n"
    return plain.replace("\n", "\r\n") if "\r\n" in before else plain


ROUTES: Sequence[Route] = [
    Route("/me", _me),
    Route("/me/begin", _begin, methods=["POST"]),
    Route("/me/file", _file),
    Route("/me/keep", _keep, methods=["POST"]),
    Route("/me/undo", _undo, methods=["POST"]),
]
