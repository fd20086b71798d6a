"""A home with an area to look into: enough made-up abstracts for every page of a dive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fingerpost.desk import Desk, open_desk
from fingerpost.dives import look_and_keep
from fingerpost.faces.web.looked import Looked, look_back
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.records import Author, Paper

DAY = date(2026, 11, 23)
AREA = "early-warning"
METHODS = ("random forest", "convolutional neural network", "logistic regression")
PROBLEMS = ("sepsis", "breast cancer")


def papers(how_many: int = 72) -> list[Paper]:
    """Papers that name a method and a problem each, in turn; every fourth is tested elsewhere."""
    return [_paper(number) for number in range(how_many)]


def _paper(number: int) -> Paper:
    method, problem = METHODS[number % 3], PROBLEMS[number // 3 % 2]
    tested = " External validation was done at another hospital." if number % 4 == 0 else ""
    auroc = 0.7 + number % 20 / 100
    return Paper(
        f"A {method} for {problem}, study {number}",
        f"We developed a {method} to predict {problem} in {100 + number} patients. The area under"
        f" the receiver operating characteristic curve was {auroc:.2f}.{tested}",
        pmid=str(1000 + number),
        year=2015 + number % 10,
        journal="Acta Nova",
        authors=(
            Author("Lindqvist", f"Bo{number}"),
            Author("Okoro", "Ada", affiliations=("Ward Seven, University of Leeds, Leeds, UK",)),
        ),
    )


def begin(folder: Path) -> Home:
    """A home with the area and its papers, not looked into yet."""
    home = Home.create(folder, example_profile_text())
    home.add_area(Area(AREA, "Early warning", "predict", "Who gets worse tonight?"))
    with open_desk(home.folder) as desk:
        desk.library.put(papers())
    return home


def look(desk: Desk, day: date = DAY, area: str = AREA) -> None:
    """Look into the area, as a job does."""
    look_and_keep(desk.home, desk.library, desk.home.area(area), desk.profile, day)


def looked(desk: Desk, day: date = DAY, area: str = AREA) -> Looked:
    """What the pages are made from, as it is now."""
    found = look_back(desk, desk.home.area(area), day)
    assert found is not None
    return found
