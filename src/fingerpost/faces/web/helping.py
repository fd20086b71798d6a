"""Help: what each page is for, keys, words, where files are, how to keep, print and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.faces.web.forms import read_form
from fingerpost.faces.web.frame import SECTIONS, Table, place_of, show
from fingerpost.faces.web.looks import render
from fingerpost.guide.glossary import Word, glossary
from fingerpost.sources.live.credentials import settings_folder

FOR = {
    "/": "What to do next, what waits for your decision, and the newest papers of your areas.",
    "/me": "Who you are and what you can do: six sheets of questions, answered in any order.",
    "/paths": "Every way of combining machine learning with medicine, judged for you: what it"
    " asks, what you have, what is missing and how long that takes.",
    "/areas": "What you might focus on; each area is a question and a search of your library.",
    "/focus": "Your areas compared by what matters to you: which comes first, how sure that is, and"
    " what would settle it.",
    "/plan": "A small test of four weeks, then every step with its day and its reason; ticked,"
    " missed, and planned again.",
    "/library": "Your papers: searched as in PubMed, narrowed, one page for each.",
    "/screen": "Papers of an area taken in or left out one by one, and when you may stop.",
    "/notes": "Notes on papers and topics: your words around what Fingerpost knows.",
    "/reports": "Every report as it was written, to be read, printed or sent on.",
    "/guide": "What Fingerpost knows of skills, resources, programmes and dates, and from where.",
    "/settings": "Suppliers and keys, a language model, backups, and whether all is well.",
    "/help": "This page.",
}
MORE = (
    ("/dives", "Dives", "What the papers of an area show together: topics, map, evidence, people."),
    ("/library/import", "Bring papers in", "Files from PubMed, Zotero, EndNote and others."),
    (
        "/library/fetch",
        "Fetch papers",
        "A supplier such as PubMed is asked; you see first what is sent.",
    ),
    ("/library/add", "Add one paper", "By its DOI, PMID, arXiv id, address or PDF."),
    ("/areas/update", "Bring up to date", "Saved searches of areas asked again: what is new."),
    ("/library/duplicates", "Duplicates", "Papers that may be one and the same."),
    ("/library/problems", "Problems", "What could not be taken, where it stands, and why."),
    ("/settings/check", "Is all well?", "Checks your home and its papers, and mends."),
)
KEYS = (
    ("Tab, Shift and Tab", "to the next link, field or button, and back"),
    ("Enter", "follows a link, presses a button, sends a form"),
    ("Space", "ticks a box, opens a list, folds a part in or out"),
    ("Arrow keys", "choose among answers that belong together; scroll a wide table"),
    ("Ctrl and F (⌘ and F)", "finds words on the page you see, this one too"),
    ("Ctrl and P (⌘ and P)", "prints the page, or keeps it as PDF"),
    ("Alt and ← (⌘ and [)", "goes back to the page before"),
    ("? while screening", "shows the keys that take papers in and leave them out; they can be off"),
)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What the page Help shows."""

    title: str
    """The page's heading."""
    pages: tuple[tuple[str, str, str], ...]
    """What each page is for: its address, its name, a sentence."""
    keys: tuple[tuple[str, str], ...]
    """Keys and what they do."""
    words: tuple[Word, ...]
    """The glossary, by the alphabet."""
    home: str
    """The folder of the home."""
    library: str
    """The folder of its papers."""
    settings: str
    """The folder of the user's settings."""

    def table(self) -> Table:
        """One row a word of the glossary."""
        rows = [(each.word, each.plain, each.technical) for each in self.words]
        return Table(("word", "plain", "technical"), rows)


def help_page(desk: Desk) -> HelpPage:
    """Return the help for a home."""
    pages = tuple((address, name, FOR[address]) for address, name in SECTIONS)
    return HelpPage(
        title="Help",
        pages=(*pages, *MORE),
        keys=KEYS,
        words=glossary(),
        home=str(desk.home.folder),
        library=str(desk.home.library_folder),
        settings=str(settings_folder()),
    )


def _page(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = help_page(desk)
    return show(request, "help.html", page, "/help")


async def _end(request: Request) -> Response:
    await read_form(request)
    text = render("ended.html", {"title": "Fingerpost has ended"})
    return HTMLResponse(text, background=BackgroundTask(place_of(request).end))


ROUTES: Sequence[Route] = [
    Route("/help", _page),
    Route("/help/end", _end, methods=["POST"]),
]
