"""What the user's language model proposes for one paper: shown what is sent, then asked, apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.field_words import field_label
from fingerpost.errors import FailureError, SourceError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.jobs import Say, write_found
from fingerpost.faces.web.read import paper_of
from fingerpost.faces.web.sending import TOLD_TO_STAY_OFFLINE
from fingerpost.notes import appraiser
from fingerpost.reading.proposals import INSTRUCTIONS, as_corrections, fields_to_ask, question
from fingerpost.reading.proposals.one import ask_about
from fingerpost.records import Paper
from fingerpost.sources.language_model import ModelSettings, open_model, read_settings
from fingerpost.sources.language_model.settings import settings_file
from fingerpost.sources.live.model import told_to_stay_offline
from fingerpost.text import plural

PAGE = "/library/propose"
NOTHING_LEFT = "Nothing is left to propose: every field is stated."


@dataclass(frozen=True, slots=True)
class ProposePage:
    """What the page shows on which a language model is asked about one paper."""

    title: str
    """The page's heading."""
    paper: Paper
    """The paper."""
    model: ModelSettings | None
    """The model that is set up; None for none."""
    fields: tuple[str, ...]
    """What the paper was not found to state, in words."""
    would_send: tuple[str, str]
    """What the model would be told, and what it would be asked."""
    cannot_ask: str
    """Why it cannot be asked; empty where it can."""
    said: str
    """What came of asking, in a sentence; empty where none is shown."""
    proposals: tuple[Mapping[str, str], ...]
    """What it proposes: field, label, value, quote and why."""

    def table(self) -> Table:
        """One row a proposal."""
        rows = [(self.paper.id, p["field"], p["value"], p["quote"]) for p in self.proposals]
        return Table(("id", "field", "proposed", "words of the paper"), rows)


def propose_page(place: Place, wanted: str, job_id: str) -> ProposePage:
    """Return what would be sent about a paper, and what a job found for it."""
    with place.desk() as desk:
        paper = paper_of(desk.library, wanted)
        fields = fields_to_ask(appraiser(desk.home)(paper))
    found = place.jobs.found(job_id) if job_id else {}
    mine = found if found.get("paper") == paper.id else {}
    model, why = _model()
    if not fields:
        why = NOTHING_LEFT
    return ProposePage(
        title="What a language model proposes",
        paper=paper,
        model=model,
        fields=tuple(map(field_label, fields)),
        would_send=(INSTRUCTIONS, question(paper, fields)),
        cannot_ask=why,
        said=mine.get("said", ""),
        proposals=tuple(mine.get("proposals", ())),
    )


def _model() -> tuple[ModelSettings | None, str]:
    """Return the model that is set up, and why it cannot be asked; '' where it can."""
    if not settings_file().exists():
        return None, "No language model is set up, and everything works without one."
    try:
        model = read_settings()
    except SourceError as error:
        return None, str(error)
    return model, TOLD_TO_STAY_OFFLINE if told_to_stay_offline() else ""


def propose_work(desk: Desk, order: Mapping[str, Any], folder: Path, say: Say) -> dict[str, Any]:
    """Do the work of a job: ask the model about one paper, as `appraise --propose` does."""
    paper = desk.library.get(order["paper"])
    if paper is None:
        raise FailureError("The library does not have this paper any more.")
    fields, settings = fields_to_ask(appraiser(desk.home)(paper)), read_settings()
    if not fields:
        raise FailureError(NOTHING_LEFT)
    say(at_once=True, said=f"Asking {settings.model} at {settings.host}")
    with open_model(settings) as model:
        checked = ask_about(model.ask, paper, fields, settings.model)
    if checked.problem:
        raise FailureError(f"{settings.model}: {checked.problem}")
    taken, refused = checked.proposals, len(checked.refused)
    sentence = (
        f"{plural(len(taken), 'proposal')} borne out by the words of the paper; {refused:,}"
        " refused, since their words or numbers do not stand there."
    )
    rows = [
        {"field": each.field, "label": field_label(each.field), "value": each.value,
         "quote": each.quote, "why": each.why}
        for each in as_corrections(taken, order["today"])
    ]  # fmt: skip
    write_found(folder, {"paper": paper.id, "said": sentence, "proposals": rows})
    return {"said": sentence, "link": order["link"] + folder.name}


def _page(request: Request) -> Response:
    given = request.query_params
    page = propose_page(place_of(request), given.get("id", ""), given.get("job", ""))
    return show(request, "propose.html", page, "/library")


async def _begin(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_start, place_of(request), said(form, "id", 500))


def _start(place: Place, wanted: str) -> Response:
    page = propose_page(place, wanted, "")
    if page.cannot_ask:
        raise FailureError(page.cannot_ask)
    link = f"{PAGE}?{urlencode({'id': page.paper.id})}&job="
    order = {"paper": page.paper.id, "link": link, "today": place.today().isoformat()}
    job = place.jobs.begin("propose", f"Proposals: {page.paper.title[:80]}", order)
    return see_other(f"/jobs/{job.id}")


ROUTES = [
    Route(PAGE, _page),
    Route(f"{PAGE}/begin", _begin, methods=["POST"]),
]
