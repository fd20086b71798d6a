"""Me: what the person said of themselves, and the file it stands in, to be changed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk, check_profile
from fingerpost.errors import ChangedError, ProfileError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.home import Profile, write_output
from fingerpost.home.files import ReadFile, read_text, write_text
from fingerpost.home.folder import PROFILE

LONGEST = 200_000
BEFORE = "me.before.toml"
"""Beside the library: the profile as it was before it was last changed here."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill of the guide beside what the person says of it."""

    id: str
    name: str
    level: int | None
    """0 to 4; None where nothing was said."""
    evidence: str


@dataclass(frozen=True, slots=True)
class MePage:
    """What the page Me shows."""

    title: str
    """The page's heading."""
    profile: Profile | None
    """What was said; None where the file cannot be understood as it stands."""
    wants: tuple[str, ...]
    """The names of the paths that are wanted, the most wanted first."""
    skills: tuple[Skill, ...]
    """What was said of skills first, then the skills of which nothing was."""
    text: str
    """The file me.toml, or what was sent and could not be taken."""
    hash: str
    """Of the file when it was read: it is written only if it is still that."""
    problem: str
    """Why the text cannot be taken, with its line; empty when it can."""

    def table(self) -> Table:
        """One row a skill."""
        rows = [(each.id, each.name, each.level, each.evidence) for each in self.skills]
        return Table(("skill", "name", "level", "evidence"), rows)


def me_page(desk: Desk, sent: str = "", read_hash: str = "", problem: str = "") -> MePage:
    """Return the person; with `sent`, a text that could not be taken, for its `problem`."""
    file = read_text(desk.home.folder / PROFILE)
    guide = desk.guide
    profile: Profile | None = None
    try:
        profile = desk.profile
    except ProfileError as error:
        problem = problem or str(error)
    known = {claim.skill: claim for claim in profile.skills} if profile else {}
    skills = [
        Skill(skill.id, skill.name, claim.level if claim else None, claim.evidence if claim else "")
        for skill in guide.skills
        for claim in (known.get(skill.id),)
    ]
    names = {path.id: path.name for path in guide.paths}
    return MePage(
        title="Me",
        profile=profile,
        wants=tuple(names.get(each, each) for each in profile.wants) if profile else (),
        skills=tuple(sorted(skills, key=lambda skill: (skill.level is None, skill.name))),
        text=sent or file.text,
        hash=read_hash or file.hash,
        problem=problem,
    )


_NOTICES = {"kept": "Kept. Paths and plans follow it from now on.", "back": "As it was before."}


def _me(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = me_page(desk)
    what = request.query_params.get("said", "")
    undo = (("to", "/me/undo"),) if what == "kept" else ()
    return show(request, "me.html", page, "/me", notice=_NOTICES.get(what, ""), undo=undo)


async def _keep(request: Request) -> Response:
    form = await read_form(request)
    text, read_hash = said(form, "text", LONGEST + 1), said(form, "hash")
    return await run_in_threadpool(_write, request, place_of(request), text, read_hash)


def _write(request: Request, place: Place, text: str, read_hash: str) -> Response:
    if len(text) > LONGEST:
        raise UsageError("This is longer than a profile can be.")
    with place.desk() as desk:
        path = desk.home.folder / PROFILE
        before = read_text(path)
        text = _lines_as(before.text, text)
        try:
            check_profile(text, PROFILE, desk.guide)
            write_text(path, text, ReadFile(path, "", read_hash))
        except (ProfileError, ChangedError) as error:
            page = me_page(desk, text, read_hash, str(error))
            return show(request, "me.html", page, "/me")
        _remember(desk, before.text)
        desk.home.journal.append("profile changed", PROFILE)
    return see_other("/me", said="kept")


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
    Route("/me/keep", _keep, methods=["POST"]),
    Route("/me/undo", _undo, methods=["POST"]),
]
