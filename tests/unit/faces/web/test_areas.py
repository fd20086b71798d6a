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
