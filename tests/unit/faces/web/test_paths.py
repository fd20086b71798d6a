"""The pages of paths: their tables hold the same figures as the pages."""

from __future__ import annotations

from datetime import date

from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.web.judged import judgement_of
from fingerpost.faces.web.paths import path_page


def test_the_table_of_a_path_adds_up_to_what_its_page_says(owner: Owner) -> None:
    with open_desk(owner.home.folder) as desk:
        told = _counted(desk)
    assert told
    for key, (low, high) in told.items():
        lines = owner.get(f"/paths/{key}?as=csv").text.splitlines()
        assert "hours_low" in lines[0]
        text = owner.get(f"/paths/{key}").text
        assert "Together" in text
        assert f"{high:,g} hours" in text, (key, low, high)


def _counted(desk: Desk) -> dict[str, tuple[float, float]]:
    found = {}
    judgement = judgement_of(desk)
    for judged in judgement.paths:
        if judged.hours_low is None or judged.hours_high is None:
            continue
        table = path_page(judgement, judged.path.id, date(2026, 11, 23)).table()
        places = [table.head.index(name) for name in ("hours_low", "hours_high")]
        low, high = (sum(float(row[n] or 0) for row in table.rows) for n in places)
        assert (low, high) == (judged.hours_low, judged.hours_high)
        found[judged.path.id] = (low, high)
    return found
