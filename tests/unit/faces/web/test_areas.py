"""Areas: what a search asks for is said, and one press asks without machine learning."""

from __future__ import annotations

from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import open_desk
from fingerpost.records import Paper


def test_one_press_takes_machine_learning_out_of_a_search_and_undo_brings_it_back(
    owner: Owner,
) -> None:
    with open_desk(owner.home.folder) as desk:
        desk.library.put(
            [Paper("Sepsis bundles", pmid="1"), Paper("Sepsis and deep learning", pmid="2")]
        )
    owner.send("/areas/add", came="/areas", title="Early warning of sepsis")
    [before] = owner.home.areas()
    text = owner.get("/areas").text
    assert "Only papers that name machine learning are sought" in text
    assert "without that there would be 2 papers" in text
    answer = owner.send("/areas/widen", came="/areas", area=before.name)
    assert owner.home.area(before.name).query == "sepsis"
    text = owner.get(answer.headers["location"]).text
    assert "Only papers that name" not in text
    assert 'action="/areas/narrow"' in text
    owner.send("/areas/narrow", came="/areas", area=before.name)
    assert owner.home.area(before.name).query == before.query
    again = owner.send("/areas/narrow", came="/areas", area=before.name)
    assert "changed since" in again.text


QUESTION = "Does delirium screening on the ward miss patients?"


def asks(owner: Owner) -> None:
    owner.home.change_profile(lambda _text: f'question = "{QUESTION}"\n')


def test_the_question_of_me_stands_in_the_form_until_an_area_is_about_it(owner: Owner) -> None:
    assert "which no area is about yet" not in owner.get("/areas").text  # the example's question
    asks(owner)
    assert f'value="{QUESTION}"' in owner.get("/areas").text
    assert "Make it an area" in owner.get("/me").text
    owner.send("/areas/add", came="/areas", title=QUESTION)
    assert "which no area is about yet" not in owner.get("/areas").text
    assert "Make it an area" not in owner.get("/me").text
    assert owner.home.areas()[0].question == ""


def test_its_words_may_be_changed_and_the_area_keeps_the_question(owner: Owner) -> None:
    asks(owner)
    owner.send("/areas/add", came="/areas", title="Sepsis in children")
    assert owner.home.areas()[0].question == ""
    assert "which no area is about yet" in owner.get("/areas").text
    owner.send("/areas/add", came="/areas", title="Delirium that is missed")
    assert owner.home.area("Delirium that is missed").question == QUESTION
    assert "which no area is about yet" not in owner.get("/areas").text


def test_an_area_is_added_where_the_profile_cannot_be_read(owner: Owner) -> None:
    (owner.home.folder / "me.toml").write_text("question = ", encoding="utf-8")
    owner.send("/areas/add", came="/areas", title="Sepsis in children")
    assert [area.title for area in owner.home.areas()] == ["Sepsis in children"]
    assert owner.get("/areas").status_code == 200
