"""A screening that is kept from page to page says what one that is begun anew says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.screening import Screening, flow_of
from fingerpost.errors import UsageError
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.home.decisions import EXCLUDED, INCLUDED, Verdict, decide
from fingerpost.records import Paper

DAY = date(2026, 11, 23)
WORDS = ("sepsis", "ward", "alert", "score", "child", "ladder", "zebra", "model", "trial", "rat")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis", take_in=("alert on a ward",)))
    home.add_area(Area("other", "Other", "sepsis"))
    draw = random.Random(3)
    with open_desk(home.folder, today=DAY) as desk:
        desk.library.put(
            Paper(f"Sepsis {' '.join(draw.choices(WORDS, k=4))} {n}", pmid=str(n))
            for n in range(1, 31)
        )
        desk.library.put([Paper("A letter on ladders", pmid=str(n)) for n in (91, 92)])
        yield desk


def begun(desk: Desk, area: str = "sepsis") -> Screening:
    return Screening(desk.library, desk.home.journal, desk.home.area(area), DAY)


def said(screening: Screening) -> tuple[object, ...]:
    return (
        list(screening.marks.items()), list(screening.decisions.items()), screening.progress(),
        flow_of(screening), screening.last(), screening.reasons(), screening.missing,
        screening.problems, screening.papers.keys(), screening.order(),
        screening.order("uncertain"), screening.order("random check"),
    )  # fmt: skip


def something(desk: Desk, kept: Screening, draw: random.Random) -> None:
    """Let the reader, here or in another window, say something."""
    paper = draw.choice(["pmid:91", "pmid:777", *(f"pmid:{n}" for n in range(1, 31))])
    what = draw.randrange(9)
    if what < 4 and paper in kept.papers:
        shown = draw.choice(["likely", "uncertain", "random check", ""])
        kept.mark(kept.papers[paper], draw.choice(list(Verdict)), draw.choice("abc"), shown)
    elif what == 4:
        decide(desk.home.journal, "sepsis", [paper], EXCLUDED, "out")
    elif what == 5:
        decide(desk.home.journal, "sepsis", [paper], INCLUDED)
        decide(desk.home.journal, "sepsis", [paper], draw.choice([EXCLUDED, INCLUDED]))
    elif what == 6:
        other = begun(desk, "other")
        other.mark(other.papers["pmid:3"], Verdict.NOT)
    elif what == 7:
        added = begun(desk)
        added.mark_from_file(
            [(p, Verdict.MAYBE, "theirs") for p in desk.library.match("ladders OR zebra", DAY)],
            "f",
        )
    else:
        try:
            kept.undo(kept.papers.get(paper) if draw.random() < 0.5 else None)
        except UsageError:
            return


@pytest.mark.parametrize("seed", range(4))
def test_it_says_the_same_after_whatever_was_said(desk: Desk, seed: int) -> None:
    kept, draw = begun(desk), random.Random(seed)
    for _ in range(30):
        for _ in range(draw.randrange(1, 4)):
            something(desk, kept, draw)
        kept.catch_up(desk.library)
        assert said(kept) == said(begun(desk))


def test_the_order_is_that_of_the_scores(desk: Desk) -> None:
    screening = begun(desk)
    for number, paper in enumerate(screening.next()[:9]):
        screening.mark(paper, Verdict.RELEVANT if number % 3 == 0 else Verdict.NOT, shown="likely")
        screener, decisions = screening._screener, screening.decisions
        score = dict(zip(screener.ids, screener.scores(decisions).tolist(), strict=True))
        unread = [each for each in screener.ids if each not in decisions]
        assert screening.order() == sorted(unread, key=lambda each: -score[each])
        assert screening.order("uncertain") == sorted(unread, key=lambda each: abs(score[each]))
        assert np.isfinite(list(score.values())).all()


def test_what_was_handed_out_does_not_change(desk: Desk) -> None:
    screening = begun(desk)
    marks, decisions = screening.marks, screening.decisions
    screening.mark(screening.next()[0], Verdict.RELEVANT)
    assert (marks, decisions) == ({}, {})
    assert len(screening.marks) == len(screening.decisions) == 1
