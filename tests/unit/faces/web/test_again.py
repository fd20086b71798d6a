"""A form that could not be done is shown again with what was typed, and the reason above it."""

from __future__ import annotations

from html import unescape

import pytest
from lxml import html
from tests.unit.faces.web.conftest import BASE, Owner

from fingerpost.faces.web.again import Again
from fingerpost.faces.web.ways import Cannot
from fingerpost.home import Area

FAULTY = 'sepsis AND ("early warning'
PAGE = """<!doctype html><html><body><main>
<div id="typed"><p>What you wrote, to be copied:</p></div>
<form action="/a"><input type="hidden" name="area" value="one"><textarea name="why"></textarea>
<select name="level"><option value="1" selected>one</option><option value="2">two</option></select>
<input type="checkbox" name="pick" value="x" checked><input type="checkbox" name="pick" value="y">
<input type="password" name="secret"><input name="outside" form="other"></form>
<details><summary>more</summary><form action="/a"><input type="hidden" name="area" value="two">
<textarea name="why"></textarea></form></details></main></body></html>"""


def again(**sent: str) -> Again:
    return Again(Cannot("Why not."), "/a", tuple(sent.items()))


def value_of(text: str, name: str) -> str:
    found = html.document_fromstring(text).xpath(f"//input[@name='{name}']/@value")
    return str(found[0]) if found else ""


def test_a_faulty_search_of_a_new_area_is_still_there(owner: Owner) -> None:
    answer = owner.send("/areas/add", came="/areas", title="Sepsis on <wards>", query=FAULTY)
    assert answer.status_code == 400
    assert value_of(answer.text, "title") == "Sepsis on <wards>"
    assert value_of(answer.text, "query") == FAULTY
    assert "<h1>Areas</h1>" in answer.text
    assert 'role="alert"' in answer.text
    assert "<title>That did not work: Areas" in answer.text
    assert 'href="#again"' in answer.text
    assert not owner.home.areas()


@pytest.mark.parametrize(
    ("page", "address", "fields"),
    [
        ("/plan", "/plan/lost", {"start": "never", "end": "2026-12-24", "why": "a course abroad"}),
        ("/settings", "/settings/backup", {"what": "folder", "folder": "/no/such place/of mine"}),
    ],
)
def test_other_forms_hand_back_their_words(
    owner: Owner, page: str, address: str, fields: dict[str, str]
) -> None:
    answer = owner.send(address, came=page, **fields)
    assert answer.status_code in (400, 404, 409)
    longest = max(fields.values(), key=len)
    assert longest in unescape(answer.text)


def test_what_was_said_before_is_not_said_again(owner: Owner) -> None:
    owner.home.add_area(Area("old", "Old", "old"))
    answer = owner.send("/areas/add", came="/areas?said=added&area=old&before=dropped", title="(")
    assert "Added." not in answer.text
    assert value_of(answer.text, "title") == "("


def test_without_a_page_before_what_was_written_is_listed(owner: Owner) -> None:
    answer = owner.send("/areas/add", came="/nowhere", title="Sepsis on wards", query=FAULTY)
    assert answer.status_code == 400
    assert "to be copied" in answer.text
    assert FAULTY in unescape(answer.text)


def test_a_form_of_an_earlier_session_keeps_its_words(owner: Owner) -> None:
    sent = {"key": "of another day", "title": "Sepsis on wards", "query": "sepsis"}
    headers = {"Origin": BASE, "Referer": f"{BASE}/areas"}
    answer = owner.ask("POST", "/areas/add", data=sent, headers=headers)
    assert answer.status_code == 403
    assert value_of(answer.text, "title") == "Sepsis on wards"
    assert "of another day" not in answer.text
    assert not owner.home.areas()


def test_a_script_is_still_told_in_json(owner: Owner) -> None:
    headers = {"Origin": BASE, "Referer": f"{BASE}/areas", "Accept": "application/json"}
    answer = owner.ask("POST", "/areas/add", data={"title": "x"}, headers=headers)
    assert answer.json()["error"]["status"] == 403


def test_the_form_about_the_same_thing_is_filled_and_unfolded() -> None:
    text = again(area="two", why="because\nof <this>").filled(PAGE)
    first, second = text.split("<details", 1)
    assert "because" not in first.split("<form", 1)[1]
    assert second.startswith(' open="">')
    assert "because\nof &lt;this&gt;</textarea>" in second


def test_lists_ticks_and_secrets() -> None:
    text = again(area="one", why="", level="2", pick="y", secret="hush hush", outside="o").filled(
        PAGE
    )
    assert '<option value="2" selected>' in text
    assert '<option value="1">' in text
    assert 'value="y" checked' in text
    assert 'value="x" checked' not in text
    assert "hush" not in text
    assert "still there" not in text, "nothing was typed that is shown"


def test_where_it_is_about_something_else_now_nothing_is_filled_in() -> None:
    text = again(area="three", why="my reasons for it").filled(PAGE)
    assert text == PAGE
    assert again(area="three", why="my reasons for it").words == ("my reasons for it",)
