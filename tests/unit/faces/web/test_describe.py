"""The description of the app for machines: whole, and read from what each page's code asks."""

from __future__ import annotations

import pytest
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.faces.web.app import ROUTES
from fingerpost.faces.web.asks import asked_by
from fingerpost.faces.web.describe import description
from fingerpost.faces.web.forms import read_form, said

PAGES = [route for route in ROUTES if isinstance(route, Route)]


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.path)
def test_every_page_tells_what_it_asks(route: Route) -> None:
    asked = asked_by(route)
    assert asked.untold == [], "ask by a name that stands in the code, as said(form, 'why')"
    if "POST" in (route.methods or ()):
        assert asked.has_form, "what changes something reads a form, which checks its key"
        assert "key" in asked.fields


def test_every_route_is_described_by_its_methods() -> None:
    described = {
        (path, method.upper()) for path, ways in description(ROUTES)["paths"].items()
        for method in ways
    }  # fmt: skip
    wanted = {(route.path, m) for route in PAGES for m in (route.methods or ()) if m != "HEAD"}
    assert described == wanted


def test_what_known_pages_ask_is_described() -> None:
    paths = description(ROUTES, {"id": ["pmid:1"]})["paths"]
    search = {each["name"]: each for each in paths["/library"]["get"]["parameters"]}
    assert {"q", "from", "to", "type", "journal", "sort", "start", "as"} <= set(search)
    assert search["journal"]["schema"]["type"] == "array"
    (paper,) = (p for p in paths["/library/paper"]["get"]["parameters"] if p["name"] == "id")
    assert paper["schema"] == {"enum": ["pmid:1"]}
    (form,) = paths["/library/import/take"]["post"]["requestBody"]["content"].items()
    assert form[0] == "multipart/form-data"
    assert form[1]["schema"]["properties"]["files"]["items"]["format"] == "binary"
    assert form[1]["schema"]["required"] == ["key"]


CRITERIA = {"scale": "How many?", "reach": "How near?"}
ORDER = "order"


def made_up(request: Request) -> Response:
    given, again = request.query_params, request.query_params.getlist("again")
    has = "flag" in given
    return Response(f"{given['must']}{given.get(ORDER)}{again}{has}")


async def made_up_form(request: Request) -> Response:
    form = await read_form(request)
    scores = [said(form, name) for name in CRITERIA] + _rest(form)
    scores += [said(form, name) for name in ("why", "how")]
    return Response("".join(scores))


def _rest(form: FormData) -> list[str]:
    return [said(form, f"note-{number}") for number in range(3)]


async def made_up_sheet(request: Request) -> Response:
    form = await read_form(request)
    return Response("".join(said(form, name) for name in form if name != "key"))


def secret(request: Request) -> Response:
    name = request.headers["x-name"]
    return Response(request.query_params.get(name))


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions of this file are read as if they were pages."""
    monkeypatch.setattr("fingerpost.faces.web.asks.OURS", ("fingerpost.faces.web.", __name__))


@pytest.mark.usefixtures("ours")
def test_names_are_read_however_they_are_asked() -> None:
    asked = asked_by(Route("/made-up", made_up))
    assert asked.queries == {"must", "order", "again", "flag"}
    assert asked.several == {"again"}
    assert not asked.has_form
    asked = asked_by(Route("/made-up", made_up_form, methods=["POST"]))
    assert asked.fields == {"scale", "reach", "why", "how", "note-*", "key"}
    (form,) = description([Route("/made-up", made_up_form, methods=["POST"])])["paths"]["/made-up"][
        "post"
    ]["requestBody"]["content"].values()
    assert set(form["schema"]["properties"]) == {"scale", "reach", "why", "how", "key"}
    assert set(form["schema"]["patternProperties"]) == {"^note\\-"}


@pytest.mark.usefixtures("ours")
def test_a_form_whose_names_are_known_when_it_runs_has_those_of_the_app() -> None:
    route = Route("/made-up", made_up_sheet, methods=["POST"])
    assert asked_by(route).fields == {"*", "key"}
    paths = description([route], {"key": ["k"], "level-sql": ["3"]})["paths"]
    (form,) = paths["/made-up"]["post"]["requestBody"]["content"].values()
    assert "patternProperties" not in form["schema"]
    assert form["schema"]["properties"] == {"key": {"enum": ["k"]}, "level-sql": {"enum": ["3"]}}


@pytest.mark.usefixtures("ours")
def test_a_name_that_the_code_does_not_tell_is_found() -> None:
    (place,) = asked_by(Route("/made-up", secret)).untold
    assert place.endswith("secret: name")
