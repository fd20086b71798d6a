"""The examples stay only as long as the person wants them beside their own areas."""

from __future__ import annotations

from tests.unit.faces.web.conftest import Owner

from fingerpost.home import Area

OFFER = "Park the examples"


def begin(owner: Owner) -> None:
    for name in ("molecules", "texts"):
        owner.home.add_area(Area(name, name.capitalize(), name, is_example=True))
    owner.home.add_area(Area("wards", "Wards", "wards"))


def kept(owner: Owner) -> list[str]:
    return [area.name for area in owner.home.areas() if area.is_kept]


def test_who_begins_with_empty_sheets_parks_the_examples_by_one_press_and_undoes_it(
    owner: Owner,
) -> None:
    begin(owner)
    assert OFFER not in owner.get("/me").text
    begun = owner.send("/me/begin", came="/me")
    told = owner.get(begun.headers["location"]).text
    assert OFFER in told
    assert "“Molecules”, “Texts”" in told
    parked = owner.send("/areas/examples/park", came="/me", back="/me")
    assert kept(owner) == ["wards"]
    shown = owner.get(parked.headers["location"]).text
    assert "The examples are parked." in shown
    assert OFFER not in shown
    assert 'action="/areas/examples/keep"' in shown
    back = owner.send("/areas/examples/keep", came="/me", areas="molecules,texts,wards", back="/me")
    assert kept(owner) == ["molecules", "texts", "wards"]
    assert "on your list again" in owner.get(back.headers["location"]).text


def test_the_page_areas_offers_it_too_and_says_when_none_is_left(owner: Owner) -> None:
    begin(owner)
    owner.send("/me/begin", came="/me")
    assert OFFER in owner.get("/areas").text
    parked = owner.send("/areas/examples/park", came="/areas", back="/areas")
    assert parked.headers["location"].startswith("/areas?")
    assert "The examples are parked." in owner.get(parked.headers["location"]).text
    again = owner.send("/areas/examples/park", came="/areas", back="/areas")
    assert "No example is on your list any more." in again.text


def test_an_area_of_ones_own_is_never_kept_again_by_that_undo(owner: Owner) -> None:
    begin(owner)
    owner.send("/areas/stand", came="/areas", area="wards", stand="dropped")
    owner.send("/areas/examples/keep", came="/areas", areas="wards", back="https://example.org")
    assert "wards" not in kept(owner)


def test_a_faulty_area_leaves_the_page_me_readable(owner: Owner) -> None:
    owner.send("/me/begin", came="/me")
    (owner.home.folder / "areas" / "bad.md").write_text("---\nnonsense", encoding="utf-8")
    assert owner.get("/me").status_code == 200
