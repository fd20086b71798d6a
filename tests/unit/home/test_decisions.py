"""What was decided about an area's papers: the last word holds, other areas do not matter."""

from __future__ import annotations

from pathlib import Path

from fingerpost.home import Area, Home
from fingerpost.home.decisions import EXCLUDED, INCLUDED, decide


def test_the_last_decision_holds_and_other_areas_do_not_matter(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    for name in ("sepsis", "stroke"):
        home.add_area(Area(name, name, name))
    decide(home.journal, "sepsis", ["pmid:1", "pmid:2"], EXCLUDED, "animals")
    decide(home.journal, "stroke", ["pmid:3"], EXCLUDED)
    decide(home.journal, "sepsis", ["pmid:2"], INCLUDED)
    assert {area.name: area.excluded for area in home.areas()} == {
        "sepsis": frozenset({"pmid:1"}),
        "stroke": frozenset({"pmid:3"}),
    }
    entries, problems = home.journal.read()
    assert problems == []
    assert (entries[0].why, entries[0].details) == ("animals", {"area": "sepsis"})
