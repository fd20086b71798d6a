"""A language model asked about one paper: shown, agreed to, held against the text, taken or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.language_models import chat, proposals, set_up
from tests.loopback import Loopback, serving
from tests.unit.faces.web.asked import SILENT, Telling
from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import open_desk
from fingerpost.errors import FailureError, OfflineError
from fingerpost.faces.web.jobs import Job, Jobs, write_state
from fingerpost.faces.web.propose import propose_work
from fingerpost.records import Paper

GOOD = ("task", "operations", "ward rounds")
BAD = ("participants", "900 patients", "900 patients")
ADDRESS = "/library/propose?id=pmid:7001"


@pytest.fixture
def home(owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Owner:
    monkeypatch.setenv("FINGERPOST_CONFIG", str(tmp_path / "settings"))
    monkeypatch.delenv("FINGERPOST_OFFLINE", raising=False)
    with open_desk(owner.home.folder) as desk:
        desk.library.put([SILENT])
    return owner


@pytest.fixture
def model(home: Owner, tmp_path: Path) -> Iterator[Loopback]:
    with serving(Loopback(lambda _: proposals(GOOD, BAD))) as running:
        set_up(tmp_path / "settings", f"{running.address}/v1")
        yield running


def asked(home: Owner) -> tuple[dict[str, Any], str]:
    """Do the work of a job, and return what came of it with the page that shows it."""
    jobs = Jobs(home.home.library_folder / "work", home.home.folder)
    job = Job("b" * 32, "propose", "made up", state="done")
    order = {"paper": "pmid:7001", "link": f"{ADDRESS}&job=", "today": "2026-11-23"}
    with open_desk(home.home.folder) as desk:
        ended = propose_work(desk, order, jobs.folder / job.id, Telling())
    write_state(jobs.folder / job.id, job)
    return ended, home.get(ended["link"]).text


def test_without_a_model_the_page_leads_to_the_settings(home: Owner) -> None:
    text = home.get(ADDRESS).text
    assert "No language model is set up" in text
    assert 'href="/settings#model"' in text
    assert "/library/propose/begin" not in text
    assert home.send("/library/propose/begin", id="pmid:7001").status_code == 409


def test_what_would_be_sent_is_shown_and_nothing_is(home: Owner, model: Loopback) -> None:
    assert "/library/propose?id=pmid%3A7001" in home.get("/library/paper?id=pmid:7001").text
    text = home.get(ADDRESS).text
    assert "made-up-7b, at 127.0.0.1" in text
    assert "There were ward rounds" in text
    assert "Send it and ask" in text
    assert model.asked == []


def test_what_was_shown_is_what_is_sent(home: Owner, model: Loopback) -> None:
    from html import unescape

    shown = unescape(home.get(ADDRESS).text)
    asked(home)
    [request] = model.asked
    for message in json.loads(request.body)["messages"]:
        assert message["content"] in shown


def test_a_proposal_stands_apart_and_is_taken_as_the_readers_word(
    home: Owner, model: Loopback
) -> None:
    ended, text = asked(home)
    assert ended["said"].startswith("1 proposal borne out by the words of the paper; 1 refused")
    assert "operations?" in text
    assert "proposed by made-up-7b, not checked by anybody" in text
    assert "900 patients" not in text
    before = home.get("/library/paper?id=pmid:7001").text
    assert "by you on" not in before, "nothing is taken by asking"
    why = "proposed by made-up-7b, accepted by the reader"
    home.send(
        "/library/paper/correct", id="pmid:7001", field="task", value="operations",
        quote="ward rounds", why=why,
    )  # fmt: skip
    after = home.get("/library/paper?id=pmid:7001").text
    assert why in after
    other = home.get(ended["link"].replace("7001", "7002"))
    assert other.status_code == 404


def test_proposals_of_one_paper_are_not_shown_for_another(home: Owner, model: Loopback) -> None:
    with open_desk(home.home.folder) as desk:
        desk.library.put([Paper("Another score", "Nothing is told here.", pmid="7002")])
    ended, _ = asked(home)
    assert "operations?" not in home.get(ended["link"].replace("7001", "7002")).text


def test_an_answer_that_is_none_is_a_sentence(home: Owner, model: Loopback) -> None:
    model.answering = lambda _: chat("I would rather tell a story.")
    with pytest.raises(FailureError, match="made-up-7b"):
        asked(home)


def test_offline_is_a_sentence_before_and_after(
    home: Owner, model: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    text = home.get(ADDRESS).text
    assert "told to stay offline" in text
    assert "/library/propose/begin" not in text
    with pytest.raises(OfflineError):
        asked(home)
    assert model.asked == []
