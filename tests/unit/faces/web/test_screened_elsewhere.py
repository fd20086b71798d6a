"""Verdicts of a file on their page: seen before they count, taken up once, taken back exactly."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import open_desk
from fingerpost.faces.web import jobs as module
from fingerpost.faces.web.work import run
from fingerpost.home import Area
from fingerpost.home.decisions import Verdict, marks_on, screen
from fingerpost.records import Paper

AT = "/screen/sepsis/verdicts"


@pytest.fixture
def theirs(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> Owner:
    """An area of five papers; the first is not for its reader, the third maybe."""
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    owner.home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis"))
    with open_desk(owner.home.folder, begin=lambda _: None) as desk:
        desk.library.put([Paper(f"Sepsis alerts {n}", pmid=str(n)) for n in range(1, 6)])
        desk.library.put([Paper("A letter on ladders", pmid="9")])
        screen(desk.home.journal, "sepsis", "pmid:1", Verdict.NOT, "children <b>only</b>")
        screen(desk.home.journal, "sepsis", "pmid:3", Verdict.MAYBE)
    return owner


def looked(owner: Owner, text: str | bytes, name: str = "theirs.csv") -> str:
    """Send a file, do its work here and now, and return where it ends."""
    content = text.encode() if isinstance(text, str) else text
    answer = owner.send(f"{AT}/look", files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    folder = owner.home.library_folder / "work" / answer.headers["location"].rpartition("/")[2]
    run(folder, owner.home.folder)
    assert not (folder / "files").exists()
    state = json.loads((folder / "state.json").read_text())
    return str(state["link"] if state["state"] == "done" else f"/jobs/{folder.name}")


def standing(owner: Owner) -> dict[str, str]:
    marks = marks_on(owner.home.journal.read()[0], "sepsis")
    return {paper: str(mark.verdict) for paper, mark in sorted(marks.items())}


FILE = (
    "pmid,title,included,reason\n1,Sepsis alerts 1,1,=1+1\n2,Sepsis alerts 2,0,\n"
    "3,Sepsis alerts 3,maybe,\n9,A letter on ladders,1,\n77,<script>Nobody</script>,1,\n"
    "4,Sepsis alerts 4,perhaps,\n"
)
MINE = {"pmid:1": "not", "pmid:3": "maybe"}


def test_a_look_shows_what_would_be_done_and_does_nothing(theirs: Owner) -> None:
    link = looked(theirs, FILE, "../../the=irs.csv")
    assert standing(theirs) == MINE
    page = theirs.get(link).text
    assert "What the_irs.csv says" in page
    for words in (
        "<dt>Verdicts read</dt><dd>5</dd>", "yet</dt><dd>2</dd>", "as yours</dt><dd>1</dd>",
        "than yours</dt><dd>1</dd>", "library</dt><dd>1</dd>", "taken</dt><dd>1</dd>",
        "<strong>not relevant</strong>: children &lt;b&gt;only&lt;/b&gt;",
        "<strong>relevant</strong>: =1+1", "&lt;script&gt;Nobody", "cannot be understood",
        "my verdict stays", "Nothing was taken yet.",
    ):  # fmt: skip
        assert words in page, words
    rows = list(csv.DictReader(io.StringIO(theirs.get(f"{link}&as=csv").text)))
    assert rows[0]["its reason"] == "'=1+1"
    assert (rows[0]["file says"], rows[0]["you said"]) == ("relevant", "not")
    assert rows[-1]["id"] == "not in the library"


@pytest.mark.parametrize(("choice", "first"), [("mine", "not"), ("file", "relevant")])
def test_the_second_press_takes_it_up_and_undo_takes_exactly_that_back(
    theirs: Owner, choice: str, first: str
) -> None:
    job = looked(theirs, FILE).partition("job=")[2]
    answer = theirs.send(f"{AT}/take", job=job, differing=choice)
    assert answer.headers["location"].endswith(f"job={job}&said=taken")
    assert standing(theirs) == {
        "pmid:1": first, "pmid:2": "not", "pmid:3": "maybe", "pmid:9": "relevant"
    }  # fmt: skip
    page = theirs.get(answer.headers["location"]).text
    assert f"{2 + (choice == 'file')} verdicts taken. 1 stood already." in page
    assert ("1 of yours kept" in page) is (choice == "mine")
    again = theirs.send(f"{AT}/take", job=job, differing=choice)
    assert again.headers["location"].endswith("said=none"), "a second press writes nothing"
    (came,) = {
        each.details["import"] for each in theirs.home.journal.read()[0]
        if "import" in each.details
    }  # fmt: skip
    assert f'name="import" value="{came}"' in page
    shown = theirs.get("/screen/sepsis").text
    assert "4 of 6" in shown.replace("<strong>", "").replace("</strong>", ""), "with the ladders"
    back = theirs.send(f"{AT}/undo", **{"import": came, "job": job})
    assert "said=back" in back.headers["location"]
    assert standing(theirs) == MINE
    assert "Take them up" in theirs.get(back.headers["location"]).text, "it may be taken anew"
    twice = theirs.send(f"{AT}/undo", **{"import": came})
    assert twice.status_code == 400
    assert "do not stand any more" in twice.text


def test_what_the_app_forgot_can_still_be_taken_back(theirs: Owner) -> None:
    job = looked(theirs, FILE).partition("job=")[2]
    theirs.send(f"{AT}/take", job=job)
    for file in (theirs.home.library_folder / "work" / job).iterdir():
        file.unlink()
    page = theirs.get(f"{AT}?job={job}").text
    assert "Brought in before" in page
    assert "2 verdicts" in page
    gone = theirs.send(f"{AT}/take", job=job)
    assert gone.status_code == 400
    assert "Send it again" in gone.text


def test_a_file_of_another_area_is_not_taken_here(theirs: Owner) -> None:
    theirs.home.add_area(Area("falls", "Falls", "falls"))
    job = looked(theirs, FILE).partition("job=")[2]
    assert "What theirs.csv says" not in theirs.get(f"/screen/falls/verdicts?job={job}").text
    assert theirs.send("/screen/falls/verdicts/take", job=job).status_code == 400
    assert theirs.get("/screen/nowhere/verdicts").status_code == 404
    sent = theirs.send("/screen/nowhere/verdicts/look", files={"file": ("a", b"b")})
    assert sent.status_code == 404
    work = list((theirs.home.library_folder / "work").glob("*/order.json"))
    assert len(work) == 1, "nothing is begun for an area that there is not"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"title,year\nSepsis alerts 1,2020\n", "no column verdicts"),
        (b"%PDF-1.4 made up", "neither RIS nor a table"),
        (b"TY  - JOUR\nTI  - Sepsis alerts 1\nER  - \n", "no record of it has a verdict"),
    ],
)
def test_a_file_without_verdicts_is_told_in_a_sentence(
    theirs: Owner, content: bytes, told: str
) -> None:
    page = theirs.get(looked(theirs, content)).text
    assert "It did not work" in page
    assert told in page
    assert standing(theirs) == MINE


def test_a_form_without_a_file_is_told(theirs: Owner) -> None:
    answer = theirs.send(f"{AT}/look", came=AT, files={"file": ("", b"")})
    assert answer.status_code == 400
    assert "No file was chosen" in answer.text


def test_a_ris_file_of_rayyan_is_understood(theirs: Owner, tmp_path: Path) -> None:
    text = (
        "TY  - JOUR\nTI  - Sepsis alerts 5\n"
        'N1  - RAYYAN-INCLUSION: {"Ada"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: animals\nER  - \n'
    )
    page = theirs.get(looked(theirs, text, "rayyan.ris")).text
    assert "<strong>not relevant</strong>: animals" in page
    assert "my verdict stays" not in page, "nothing to choose"
