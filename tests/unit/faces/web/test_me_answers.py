"""Sheets of answers: only what was touched is written; towns and countries are understood."""

from __future__ import annotations

import html
import re
import tomllib
from typing import Any

from tests.unit.faces.web.conftest import Owner

YOU, TIME = "/me/answers/you", "/me/answers/time"


def opened(owner: Owner, sheet: str) -> dict[str, str]:
    """Return the fields of a sheet of texts as a browser would send them."""
    return fields(owner.get(sheet).text)


def fields(page: str) -> dict[str, str]:
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if told.get("type") in ("hidden", "text", "date") or "checked" in tag:
            found[told["name"]] = html.unescape(told.get("value", ""))
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL
    ):
        found[name] = html.unescape(text)
    return found


def keep(owner: Owner, sheet: str, page: dict[str, str], **typed: str) -> Any:
    sent = page | {f"answer-{key}": value for key, value in typed.items()}
    sent.pop("key")
    return owner.send(f"{sheet}/keep", sheet, **sent)


def me(owner: Owner) -> dict[str, Any]:
    return tomllib.loads((owner.home.folder / "me.toml").read_text(encoding="utf-8"))


def test_two_windows_on_one_sheet_write_only_what_each_touched(owner: Owner) -> None:
    first, second = opened(owner, TIME), opened(owner, TIME)
    assert keep(owner, TIME, first, rota="nights every third week").status_code == 303
    assert keep(owner, TIME, second, hours_per_week="8").status_code == 303
    now = me(owner)
    assert (now["hours_per_week"], now["rota"]) == (8, "nights every third week")


def test_what_both_touched_is_told_and_keeping_again_writes_that_alone(owner: Owner) -> None:
    first, second = opened(owner, TIME), opened(owner, TIME)
    keep(owner, TIME, first, hours_per_week="3", rota="nights")
    told = keep(owner, TIME, second, hours_per_week="8")
    assert told.status_code == 200
    assert "changed elsewhere" in told.text
    assert "It now says: 3" in told.text
    assert me(owner)["hours_per_week"] == 3
    again = fields(told.text)
    assert again["answer-hours_per_week"] == "8"
    assert again["answer-rota"] == "nights", "what was not touched follows the file"
    assert keep(owner, TIME, again).status_code == 303
    now = me(owner)
    assert (now["hours_per_week"], now["rota"]) == (8, "nights")


def test_a_sheet_sent_as_it_was_opened_changes_nothing(owner: Owner) -> None:
    before = (owner.home.folder / "me.toml").read_bytes()
    for sheet in (YOU, TIME, "/me/answers/medicine"):
        answer = keep(owner, sheet, opened(owner, sheet))
        assert "said=same" in answer.headers["location"], sheet
    assert (owner.home.folder / "me.toml").read_bytes() == before


def test_the_country_follows_from_a_town_that_can_mean_but_one(owner: Owner) -> None:
    answer = keep(owner, YOU, opened(owner, YOU), city="Manchester", country="")
    assert me(owner)["city"] == "Manchester"
    assert me(owner)["country"] == "United Kingdom"
    assert "taken to be in the United Kingdom" in owner.get(answer.headers["location"]).text


def test_a_country_that_was_said_stays_and_one_taken_away_stays_away(owner: Owner) -> None:
    keep(owner, YOU, opened(owner, YOU), city="Manchester", country="Ireland")
    assert me(owner)["country"] == "Ireland"
    keep(owner, YOU, opened(owner, YOU), country="")
    assert not me(owner)["country"]


def test_an_unknown_country_is_kept_and_asked_about(owner: Owner) -> None:
    answer = keep(owner, YOU, opened(owner, YOU), country="Untied Kingdom", would_move_to="Germny")
    assert me(owner)["country"] == "Untied Kingdom"
    page = html.unescape(owner.get(answer.headers["location"]).text)
    assert "“Untied Kingdom” is no country that is known here" in page
    assert "Did you mean the United Kingdom?" in page
    assert "Did you mean Germany?" in page
    assert "Did you mean the United Kingdom?" in html.unescape(owner.get("/me").text)
    keep(owner, YOU, opened(owner, YOU), country="United Kingdom", would_move_to="Germany")
    assert "Did you mean" not in owner.get("/me").text
    assert "Did you mean" not in owner.get(YOU).text
