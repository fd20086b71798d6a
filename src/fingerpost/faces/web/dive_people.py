"""Who works on an area: groups by distance, authors, countries; and who is who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.people import by_distance
from fingerpost.dives.tables import people_rows
from fingerpost.dives.who import Namesake, join_namesakes, namesakes, split
from fingerpost.errors import UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Table, see_other
from fingerpost.faces.web.looked import Looked, looking, show_part
from fingerpost.home.person_words import undo_last
from fingerpost.landscape.model import Group, Person
from fingerpost.records import Paper

MOST_NAMESAKES: Final = 100
_NOTICES: Final = {
    "joined": "They are one person from the next look on.",
    "split": "They are two people from the next look on.",
    "back": "Taken back.",
}


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What the page People of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    near: tuple[Group, ...]
    """Groups near the person, the nearest first."""
    others: tuple[Group, ...]
    """Groups further away, most papers first."""

    def table(self) -> Table:
        """One row an author."""
        head, rows = people_rows(self.looked.dive)
        return Table(tuple(head), rows)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What the page of one person of a dive shows."""

    title: str
    """Their name."""
    looked: Looked
    """The dive."""
    person: Person
    """The person."""
    papers: tuple[Paper, ...]
    """Their papers, the newest first."""
    others: tuple[Namesake, ...]
    """Authors of the same name on other papers, who may be the same person."""

    def table(self) -> Table:
        """One row a paper: theirs, then those by others of the name."""
        papers = self.looked.papers
        theirs = [("theirs", p.id, p.title, p.year, self.person.name) for p in self.papers]
        more = [
            ("by another of the name", other.ref.paper, papers[other.ref.paper].title,
             papers[other.ref.paper].year, other.name)
            for other in self.others
        ]  # fmt: skip
        return Table(("whose", "id", "title", "year", "name"), [*theirs, *more])


def people_page(looked: Looked) -> PeoplePage:
    """Return who works on an area."""
    near, others = by_distance(looked.dive.landscape.people.groups)
    return PeoplePage(f"People: {looked.area.title}", looked, tuple(near), tuple(others))


def person_page(looked: Looked, key: str) -> PersonPage:
    """Return one person of a dive; HTTPException where it shows none of that key."""
    person = _person(looked, key)
    theirs = tuple(looked.papers[paper] for paper in person.papers)
    return PersonPage(person.name, looked, person, theirs, tuple(_others(looked, person)))


def _person(looked: Looked, key: str) -> Person:
    people = looked.dive.landscape.people
    shown = (*people.authors, *people.near, *(group.lead for group in people.groups))
    for person in shown:
        if person.key == key:
            return person
    raise HTTPException(404, "This dive shows no such person. All of them are under People.")


def _others(looked: Looked, person: Person) -> list[Namesake]:
    return namesakes(looked.dive.papers, person)[:MOST_NAMESAKES]


def _all(request: Request) -> Response:
    given = request.query_params
    key, what = given.get("person", "")[:200], given.get("said", "")
    undo = (("to", f"/dives/{request.path_params['area']}/undo-people"),)
    notice = _NOTICES.get(what, "")
    return show_part(
        request,
        "dive_person.html" if key else "dive_people.html",
        lambda _, looked: person_page(looked, key) if key else people_page(looked),
        notice,
        undo if what in ("joined", "split") else (),
    )


async def _join(request: Request) -> Response:
    form = await read_form(request)
    key, ticked = said(form, "person"), _ticked(form.getlist("other"))

    def change(desk: Desk, looked: Looked) -> str:
        person = _person(looked, key)
        others = [other for other in _others(looked, person) if other.ref.shown in ticked]
        join_namesakes(desk.home.journal, person, others)
        return "joined"

    return await run_in_threadpool(_change, request, change, key)


async def _split(request: Request) -> Response:
    form = await read_form(request)
    key, ticked = said(form, "person"), _ticked(form.getlist("paper"))

    def change(desk: Desk, looked: Looked) -> str:
        if not ticked:
            raise UsageError("Tick the papers that are by somebody else.")
        split(desk.library, desk.home.journal, _person(looked, key), sorted(ticked))
        return "split"

    return await run_in_threadpool(_change, request, change, key)


async def _undo(request: Request) -> Response:
    await read_form(request)

    def change(desk: Desk, _: Looked) -> str:
        undo_last(desk.home.journal)
        return "back"

    return await run_in_threadpool(_change, request, change, "")


def _ticked(given: Sequence[object]) -> frozenset[str]:
    return frozenset(each[:500] for each in given if isinstance(each, str))


def _change(request: Request, change: Callable[[Desk, Looked], str], key: str) -> Response:
    """Write down who is who, and show it again."""
    with looking(request) as (desk, area, looked):
        if looked is None:
            raise UsageError("This area was not looked into yet, so it shows nobody.")
        what = change(desk, looked)
    more = {"person": key} if key else {}
    return see_other(f"/dives/{area.name}/people", **more, said=what)


ROUTES = [
    Route("/dives/{area}/people", _all),
    Route("/dives/{area}/join-people", _join, methods=["POST"]),
    Route("/dives/{area}/split-person", _split, methods=["POST"]),
    Route("/dives/{area}/undo-people", _undo, methods=["POST"]),
]
