"""Settings: suppliers and their keys, the language model, the home's folder, a backup."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import FingerpostError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.intake.own_settings import (
    keep_email,
    keep_model,
    switch_model_off,
    switch_model_on,
)
from fingerpost.library import Library
from fingerpost.reading.proposals import INSTRUCTIONS, question
from fingerpost.reading.proposals.asking import FIELDS
from fingerpost.records import Paper
from fingerpost.sources.language_model import ModelSettings, read_settings
from fingerpost.sources.language_model.settings import settings_file
from fingerpost.sources.live.credentials import EMAIL, stated_email
from fingerpost.sources.live.keys import VARIABLES, forget_key, keep_key, key_place, keyring_fault
from fingerpost.sources.live.model import told_to_stay_offline
from fingerpost.sources.live.told import TELLINGS, Telling

MADE_UP = Paper(
    "Early warning on a made-up ward",
    abstract="A made-up abstract stands here: 120 patients of one hospital were looked at.",
)
"""Stands in for a paper of the library where the page shows what would be sent."""


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """One supplier with where its key stands."""

    telling: Telling
    key: str
    """'environment', 'keyring', or '' for nowhere."""


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What the page Settings shows."""

    title: str
    """The page's heading."""
    suppliers: tuple[SupplierRow, ...]
    """Whom papers can be fetched from."""
    keyring_fault: str
    """Why no key can be kept on this machine; empty where one can."""
    email: str
    """The address that suppliers are given; empty for none."""
    email_fixed: bool
    """True where the environment states it, so that it cannot be changed here."""
    email_problem: str
    """Why the file with the address cannot be read; empty when it can."""
    offline: bool
    """True where nothing is asked of anybody."""
    model: ModelSettings | None
    """The language model that is set up; None for none."""
    model_key: str
    """Where its key stands."""
    model_problem: str
    """Why its file cannot be taken; empty when it can or there is none."""
    typed: tuple[str, str, str]
    """Address, model and seconds as they stand in the form."""
    would_send: tuple[str, str]
    """What is told to a model, and what is sent for a paper, here a made-up one."""
    home: str
    """The folder of the home."""
    library: str
    """The folder of its papers."""
    settings: str
    """The folder of these settings."""
    papers: int | None
    """How many papers the library has; None where it cannot be opened."""

    def table(self) -> Table:
        """One row a supplier; no key is ever in it."""
        rows = [
            (r.telling.name, r.telling.title, r.telling.told, r.key or "none")
            for r in self.suppliers
        ]
        return Table(("supplier", "title", "is_told", "key_from"), rows)


def settings_page(
    desk: Desk, typed: tuple[str, str, str] | None = None, problem: str = ""
) -> SettingsPage:
    """Return what is set; with `typed`, a model that could not be taken, for its `problem`."""
    model, fault = _model()
    try:
        email, email_problem = stated_email(), ""
    except FingerpostError as error:
        email, email_problem = "", str(error)
    return SettingsPage(
        title="Settings",
        suppliers=tuple(
            SupplierRow(each, key_place(each.key) if each.key else "") for each in TELLINGS
        ),
        keyring_fault=keyring_fault(),
        email=email,
        email_fixed=EMAIL in os.environ,
        email_problem=email_problem,
        offline=told_to_stay_offline(),
        model=model,
        model_key=key_place("language-model"),
        model_problem=problem or fault,
        typed=typed or _shown(model),
        would_send=(INSTRUCTIONS, question(MADE_UP, FIELDS)),
        home=str(desk.home.folder),
        library=str(desk.home.library_folder),
        settings=str(settings_file().parent),
        papers=desk.library.count() if Library.is_in(desk.home.library_folder) else None,
    )


def _model() -> tuple[ModelSettings | None, str]:
    if not settings_file().exists():
        return None, ""
    try:
        return read_settings(), ""
    except FingerpostError as error:
        return None, str(error)


def _shown(model: ModelSettings | None) -> tuple[str, str, str]:
    return (model.address, model.model, f"{model.seconds:g}") if model else ("", "", "120")


_NOTICES = {
    "email": "Kept. It is given to PubMed and Crossref alone.",
    "no-email": "No address is given to anybody now.",
    "key": "Kept in the system's key store. It is never shown again.",
    "other-key": "Kept in the key store; one that stood there before is gone.",
    "no-key": "The key is gone from the system's key store.",
    "model": "Set up. Nothing was sent; you are asked and shown each time before anything is.",
    "no-model": "No language model is set up now.",
}


def _page(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = settings_page(desk)
    given = request.query_params
    what = given.get("said", "")
    undo: tuple[tuple[str, str], ...] = ()
    if what in ("email", "no-email"):
        undo = (("to", "/settings/email"), ("email", given.get("before", "")))
    elif what == "key":
        undo = (
            ("to", "/settings/key"), ("name", given.get("name", "")), ("what", "forget"),
            ("sure", "yes"),
        )  # fmt: skip
    elif what == "no-model":
        undo = (("to", "/settings/model"), ("what", "on"))
    notice = _NOTICES.get(what, "")
    return show(request, "settings.html", page, "/settings", notice=notice, undo=undo)


async def _email(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_keep_email, said(form, "email").strip())


def _keep_email(email: str) -> Response:
    try:
        before = stated_email()
    except FingerpostError:
        before = ""
    keep_email(email)
    return see_other("/settings", said="email" if email else "no-email", before=before)


async def _key(request: Request) -> Response:
    form = await read_form(request)
    name, key, what = said(form, "name"), said(form, "secret", 1000), said(form, "what")
    if name not in VARIABLES:
        raise UsageError("There is no such key.")
    if what == "forget":
        if said(form, "sure") != "yes":
            raise UsageError("Tick that you are sure: a key cannot be brought back from here.")
        await run_in_threadpool(forget_key, name)
        return see_other("/settings", said="no-key")
    had_one = await run_in_threadpool(key_place, name) != ""
    await run_in_threadpool(keep_key, name, key)
    return see_other("/settings", said="other-key" if had_one else "key", name=name)


async def _model_form(request: Request) -> Response:
    form = await read_form(request)
    typed = (said(form, "address", 1000), said(form, "model"), said(form, "seconds", 20))
    return await run_in_threadpool(_set_model, request, typed, said(form, "what"))


def _set_model(request: Request, typed: tuple[str, str, str], what: str) -> Response:
    if what in ("off", "on"):
        (switch_model_off if what == "off" else switch_model_on)()
        return see_other("/settings", said="no-model" if what == "off" else "model")
    try:
        keep_model(typed[0], typed[1], _seconds(typed[2]))
    except FingerpostError as error:
        with place_of(request).desk() as desk:
            page = settings_page(desk, typed, str(error))
        return show(request, "settings.html", page, "/settings")
    return see_other("/settings", said="model")


def _seconds(typed: str) -> float:
    try:
        return float(typed.strip() or "120")
    except ValueError:
        raise UsageError(f"'{typed}' is no number of seconds.") from None


async def _backup(request: Request) -> Response:
    form = await read_form(request)
    folder = said(form, "folder", 2000).strip() if said(form, "what") == "folder" else ""
    return await run_in_threadpool(_begin_backup, place_of(request), folder, said(form, "what"))


def _begin_backup(place: Place, folder: str, what: str) -> Response:
    if what == "folder":
        path = _folder(folder)
        if path is None:
            raise UsageError(
                f"'{folder}' is no folder of this machine. Write its whole path, such as the one of"
                " a disk for backups."
            )
        folder = str(path)
    order = {"today": place.today().isoformat(), "folder": folder}
    job = place.jobs.begin("backup", "A backup of your home and its papers", order)
    return see_other(f"/jobs/{job.id}")


def _folder(named: str) -> Path | None:
    """Return a folder of this machine by its whole path, or None where there is none."""
    try:
        path = Path(named).expanduser()
        return path if path.is_absolute() and path.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # no such user, or no name that a disk can hold
        return None


def _download(request: Request) -> Response:
    place = place_of(request)
    job = place.jobs.get(request.path_params["job"])
    file = place.jobs.folder / job.id / "backup.zip" if job else None
    if job is None or job.kind != "backup" or file is None or not file.is_file():
        raise HTTPException(404, "This backup is not here any more. Make a new one.")
    return FileResponse(file, media_type="application/zip", filename=request.path_params["name"])


ROUTES: Sequence[Route] = [
    Route("/settings", _page),
    Route("/settings/email", _email, methods=["POST"]),
    Route("/settings/key", _key, methods=["POST"]),
    Route("/settings/model", _model_form, methods=["POST"]),
    Route("/settings/backup", _backup, methods=["POST"]),
    Route("/settings/backup/{job}/{name}", _download),
]
