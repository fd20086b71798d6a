"""Verdicts of a file: looked at first, taken up in one go, and taken back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.screening import Screening
from fingerpost.dives.screening.verdicts_in import look_at, take_up
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.home.decisions import Verdict, brought_by_files, take_back_file
from fingerpost.records import Paper, Retraction

DAY = date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis"))
    with open_desk(home.folder, today=DAY) as desk:
        desk.library.put(
            [Paper(f"Alerts for sepsis in ward {n}", pmid=str(n)) for n in range(1, 6)]
            + [Paper("A letter on ladders", pmid="9"), Paper("Bad sepsis", pmid="8",
               retraction=Retraction.RETRACTED)]
        )  # fmt: skip
        yield desk


def screening_of(desk: Desk) -> Screening:
    return Screening(desk.library, desk.home.journal, desk.home.area("sepsis"), DAY)


def table(folder: Path, *rows: str) -> Path:
    file = folder / "theirs.csv"
    file.write_text("\n".join(["pmid,title,verdict,reason", *rows]) + "\n", "utf-8")
    return file


def verdicts(desk: Desk) -> dict[str, tuple[str, str]]:
    return {at: (str(m.verdict), m.why) for at, m in screening_of(desk).marks.items()}


ROWS = (
    "1,Alerts for sepsis in ward 1,relevant,good",
    "2,Alerts for sepsis in ward 2,not,animals",
    "3,Alerts for sepsis in ward 3,relevant,",
    "9,A letter on ladders,maybe,",
    "8,Bad sepsis,relevant,",
    "77,A paper of nobody,relevant,",
    "4,Alerts for sepsis in ward 4,perhaps,",
)


def test_a_look_tells_everything_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    screening = screening_of(desk)
    screening.mark(screening.papers["pmid:2"], Verdict.NOT)
    screening.mark(screening.papers["pmid:3"], Verdict.MAYBE, "my own reading")
    before = desk.home.journal.path.read_bytes()
    counted: list[int] = []
    stated = look_at(screening, desk.library, table(tmp_path, *ROWS), counted.append)
    assert desk.home.journal.path.read_bytes() == before
    assert counted == list(range(1, 8))
    assert (stated.file, stated.read) == ("theirs.csv", 6)
    assert [each.paper for each in stated.fresh] == ["pmid:1", "pmid:9"]
    assert [each.paper for each in stated.agreeing] == ["pmid:2"]
    (differing,) = stated.differing
    assert (differing.mine, differing.my_reason) == ("maybe", "my own reading")
    assert (differing.verdict, differing.title) == ("relevant", "Alerts for sepsis in ward 3")
    assert stated.not_in_library == ("A paper of nobody",)
    told = {problem.record: problem.reason for problem in stated.problems}
    assert "was retracted" in told[5]
    assert "cannot be understood" in told[7]


@pytest.mark.parametrize(("overrule", "third"), [(False, "maybe"), (True, "relevant")])
def test_the_readers_choice_holds_in_conflicts(
    desk: Desk, tmp_path: Path, overrule: bool, third: str
) -> None:
    screening = screening_of(desk)
    screening.mark(screening.papers["pmid:3"], Verdict.MAYBE)
    stated = look_at(screening, desk.library, table(tmp_path, *ROWS))
    came = take_up(screening, desk.library, stated, overrule=overrule)
    assert came.taken == 3 + overrule
    assert came.differ == (() if overrule else ("pmid:3",))
    assert verdicts(desk)["pmid:3"][0] == third
    assert verdicts(desk)["pmid:2"] == ("not", "animals")
    assert {at: (str(m.verdict), m.why) for at, m in screening.marks.items()} == verdicts(desk)
    again = take_up(screening, desk.library, stated, overrule=overrule)
    assert (again.id, again.taken, again.known) == ("", 0, 3 + overrule)


def test_what_was_decided_after_the_look_is_never_overruled(desk: Desk, tmp_path: Path) -> None:
    screening = screening_of(desk)
    screening.mark(screening.papers["pmid:3"], Verdict.MAYBE)
    stated = look_at(screening, desk.library, table(tmp_path, *ROWS))
    screening.mark(screening.papers["pmid:1"], Verdict.NOT, "since")
    screening.mark(screening.papers["pmid:3"], Verdict.NOT, "since")
    desk.library.delete(["pmid:9"])
    came = take_up(screening_of(desk), desk.library, stated, overrule=True)
    assert (came.taken, came.differ, came.gone) == (1, ("pmid:1", "pmid:3"), ("pmid:9",))
    assert verdicts(desk)["pmid:1"] == verdicts(desk)["pmid:3"] == ("not", "since")


def test_exactly_what_a_file_brought_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    screening = screening_of(desk)
    screening.mark(screening.papers["pmid:3"], Verdict.MAYBE, "mine")
    screening.mark(screening.papers["pmid:5"], Verdict.RELEVANT)
    before = verdicts(desk)
    stated = look_at(screening, desk.library, table(tmp_path, *ROWS))
    came = take_up(screening, desk.library, stated, overrule=True)
    screening.mark(screening.papers["pmid:1"], Verdict.NOT, "I looked myself")
    (brought,) = brought_by_files(desk.home.journal.read()[0], "sepsis")
    assert (brought.id, brought.file, brought.day) == (came.id, "theirs.csv", "2026-11-23")
    assert len(brought.verdicts) == came.taken == 4
    assert brought_by_files(desk.home.journal.read()[0], "another") == ()
    gone = take_back_file(desk.home.journal, "sepsis", came.id)
    assert sorted(gone) == ["pmid:1", "pmid:2", "pmid:3", "pmid:9"]
    assert verdicts(desk) == {**before, "pmid:1": ("not", "I looked myself")}
    assert take_back_file(desk.home.journal, "sepsis", came.id) == ()
    assert take_back_file(desk.home.journal, "sepsis", "made up") == ()
    screening.undo(screening.papers["pmid:1"])
    assert verdicts(desk) == before, "nor does it come back behind what was said since"
    assert brought_by_files(desk.home.journal.read()[0], "sepsis") == ()
