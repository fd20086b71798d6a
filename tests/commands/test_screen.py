"""Screening from the command line: verdicts, reasons, undo, counts, and going to other tools."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from tests.commands.conftest import Small

from fingerpost.desk import open_desk
from fingerpost.dives.screening import Screening
from fingerpost.home.decisions import Verdict


def _sit(small: Small, typed: str, *options: str) -> str:
    done = small.run("screen", "sepsis", *options, input=typed)
    assert done.exit_code == 0, done.stderr
    return done.output


def _prisma(small: Small) -> dict[str, object]:
    found = small.json("screen", "status", "sepsis")["prisma"]
    assert isinstance(found, dict)
    return found


def test_an_area_is_read_paper_by_paper(small: Small) -> None:
    told = _sit(small, "r\nn animals only\nm\nq\n")
    assert "0 of 6 read" in told
    assert "3 of 6 papers read: 1 relevant, 1 maybe." in told
    assert _prisma(small) == {
        "found": 6, "added": 0, "retracted": 0, "screened": 3, "relevant": 1, "maybe": 1,
        "excluded": 1, "unread": 3, "reasons": [{"reason": "animals only", "papers": 1}],
    }  # fmt: skip


def test_the_next_sitting_goes_on_with_what_is_unread(small: Small) -> None:
    first = small.json("screen", "sepsis")["next"]
    _sit(small, "r\nr\n")
    second = small.json("screen", "sepsis")["next"]
    assert len(first) == 6
    assert len(second) == 4
    assert {paper["id"] for paper in second} < {paper["id"] for paper in first}
    assert small.json("screen", "sepsis") == small.json("screen", "sepsis")


def test_a_verdict_is_taken_back_and_changed(small: Small) -> None:
    told = _sit(small, "n\nu\nr\nq\n")
    assert "Taken back: not" in told
    assert _prisma(small)["relevant"] == 1
    assert _prisma(small)["excluded"] == 0
    assert small.json("screen", "undo", "sepsis")["verdict"] == "relevant"
    assert _prisma(small)["screened"] == 0
    done = small.run("screen", "undo", "sepsis")
    assert done.exit_code == 2
    assert "no verdict to take back" in done.stderr


def test_every_paper_read_ends_the_sitting(small: Small) -> None:
    told = _sit(small, "n\n" * 5 + "r\n")
    assert "Nothing else is unread." in told
    assert "Every paper is read." in told


def test_later_puts_a_paper_off_for_this_sitting_alone(small: Small) -> None:
    told = _sit(small, "l\n" * 6)
    assert "6 papers put off for later" in told
    assert len(small.json("screen", "sepsis")["next"]) == 6


def test_keys_criteria_and_order_are_told(small: Small) -> None:
    small.json("screen", "criteria", "sepsis", "--take-in", "adults", "--leave-out", "animals only")
    again = small.json("screen", "criteria", "sepsis", "--leave-out", "animals only")
    assert again == {"area": "sepsis", "take_in": ["adults"], "leave_out": ["animals only"]}
    told = _sit(small, "?\nc\no\no\ni\nq\n")
    assert told.count("Leave out: animals only") == 2
    assert "drawn at random, as a check" in told
    assert "Nothing can be said" in told


def test_known_papers_are_added_at_any_time(small: Small) -> None:
    (outside, *_) = small.json("search", "stroke")["papers"]
    small.json("screen", "mark", "sepsis", "relevant", outside["id"], "--because", "I wrote it")
    assert (_prisma(small)["added"], _prisma(small)["relevant"]) == (1, 1)
    unknown = small.run("screen", "mark", "sepsis", "relevant", "pmid:999999")
    assert unknown.exit_code == 2
    assert "Nothing was decided" in unknown.stderr


@pytest.mark.parametrize("ending", ["ris", "csv"])
def test_verdicts_go_out_and_come_in_again(small: Small, ending: str, tmp_path: Path) -> None:
    _sit(small, "r\nn animals, only\nm\nq\n")
    file = tmp_path / f"screened.{ending}"
    out = small.json("screen", "export", "sepsis", file, "--unread")
    assert out["prisma"]["screened"] == 3
    small.json("area", "add", "again", "--query", "sepsis")
    came = small.json("screen", "import", "again", file)
    assert (came["read"], came["taken"], came["problems"]) == (3, 3, [])
    assert small.json("screen", "status", "again")["prisma"] == out["prisma"]
    repeated = small.json("screen", "import", "again", file)
    assert (repeated["taken"], repeated["known"]) == (0, 3)


def test_the_table_has_reasons_and_labels_that_other_tools_read(
    small: Small, tmp_path: Path
) -> None:
    _sit(small, "r\nn =cmd|'/c calc'\nq\n")
    small.json("screen", "export", "sepsis", tmp_path / "out.csv")
    table = (tmp_path / "out.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert [(row["verdict"], row["included"]) for row in rows] == [("relevant", "1"), ("not", "0")]
    assert rows[1]["reason"].startswith("'=")
    small.json("screen", "export", "sepsis", tmp_path / "out.ris")
    text = (tmp_path / "out.ris").read_text("utf-8")
    assert "N1  - ASReview_relevant" in text
    assert "N1  - Fingerpost: not; reason: =cmd|'/c calc'" in text


def test_a_file_that_contradicts_itself_is_shown_and_not_guessed(
    small: Small, tmp_path: Path
) -> None:
    first, second, *_ = small.json("search", "sepsis")["papers"]
    file = tmp_path / "labels.csv"
    lines = [(first, 1), (first, 0), (second, 1), ({"title": "Not in the library"}, 1)]
    rows = [f'"{paper["title"]}",{label}' for paper, label in lines]
    file.write_text("\n".join(["title,included", *rows, '"Odd one",perhaps']), "utf-8")
    came = small.json("screen", "import", "sepsis", file)
    assert (came["taken"], came["not_in_library"]) == (1, ["Not in the library"])
    told = [problem["reason"] for problem in came["problems"]]
    assert any("record 1 says relevant, record 2 says not" in reason for reason in told)
    assert any("'perhaps' cannot be understood" in reason for reason in told)


def test_a_file_does_not_overrule_the_reader_unasked(small: Small, tmp_path: Path) -> None:
    first, *_ = small.json("search", "sepsis")["papers"]
    small.json("screen", "mark", "sepsis", "relevant", first["id"], "--because", "my own reading")
    file = tmp_path / "labels.csv"
    file.write_text(f'title,included\n"{first["title"]}",0\n', "utf-8")
    came = small.json("screen", "import", "sepsis", file)
    assert (came["taken"], came["differ"]) == (0, [first["id"]])
    assert _prisma(small)["relevant"] == 1
    came = small.json("screen", "import", "sepsis", file, "--overrule")
    assert (came["taken"], _prisma(small)["excluded"]) == (1, 1)


def test_a_row_that_says_two_things_is_not_taken(small: Small, tmp_path: Path) -> None:
    _sit(small, "r\nq\n")
    file = tmp_path / "out.csv"
    small.json("screen", "export", "sepsis", file)
    changed = file.read_text("utf-8").rstrip("\n").removesuffix("1") + "0\n"
    file.write_text(changed, "utf-8")
    small.json("area", "add", "again", "--query", "sepsis")
    done = small.run("screen", "import", "again", file, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["taken"] == 0
    assert "'relevant' and '0' cannot be understood" in done.stderr


def test_a_sentence_in_a_pipe_is_no_verdict(small: Small) -> None:
    told = _sit(small, "not in adults\nmaybe later\nq\n")
    assert "'not in adults' begins with no key" in told
    assert _prisma(small)["screened"] == 0


def test_a_verdict_that_was_spoilt_is_told(small: Small) -> None:
    _sit(small, "n\nq\n")
    journal = small.home / "journal.jsonl"
    journal.write_text(journal.read_text("utf-8").replace('"not"', '"nto"'), "utf-8")
    done = small.run("screen", "status", "sepsis")
    assert "cannot be understood; it does not count" in done.stderr


def test_two_sittings_see_each_other(small: Small) -> None:
    with open_desk(small.home) as desk:
        area = desk.home.area("sepsis")
        one, other = (
            Screening(desk.library, desk.home.journal, area, date(2026, 11, 23)) for _ in range(2)
        )
        first = one.next()[0]
        one.mark(first, Verdict.RELEVANT, shown="likely")
        assert first.id not in {paper.id for paper in other.next()}
        assert other.marks[first.id].verdict is Verdict.RELEVANT


def test_a_sitting_that_is_kept_says_what_a_fresh_one_says(small: Small) -> None:
    day = date(2026, 11, 23)
    small.json("area", "add", "one", "--query", "sepsis AND machine")
    with open_desk(small.home) as desk:
        area, library, journal = desk.home.area("one"), desk.library, desk.home.journal
        kept = Screening(library, journal, area, day)
        outside = [p for p in library.match("*", day) if p.id not in kept.papers]
        other = Screening(library, journal, area, day)
        for turn in range(4):
            if turn == 0:
                other.mark(outside[0], Verdict.MAYBE, "known to me")
            elif turn == 1:
                other.mark(other.next()[0], Verdict.NOT, "animals", "likely")
            elif turn == 2:
                other.undo()
            else:
                small.run("screen", "mark", "one", "relevant", "pmid:999999")
            kept.catch_up(library)
            fresh = Screening(library, journal, area, day)
            assert kept.marks == fresh.marks
            assert list(kept.marks) == list(fresh.marks)
            assert kept.papers.keys() == fresh.papers.keys()
            assert kept.order() == fresh.order()
            assert kept.progress(0.8) == Screening(library, journal, area, day, 0.8).progress()


def test_what_is_not_relevant_stays_out_of_dives(small: Small) -> None:
    _sit(small, "n\nq\n")
    dive = small.json("dive", "sepsis")
    assert dive["papers"] == 5


def test_the_journal_has_every_decision(small: Small) -> None:
    _sit(small, "n animals\nu\nr\nq\n")
    lines = (small.home / "journal.jsonl").read_text("utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    verbs = [e["verb"] for e in entries if e.get("area") == "sepsis"]
    assert verbs == ["screened", "screening undone", "screened"]


def test_an_area_without_papers_is_told(small: Small) -> None:
    small.json("area", "add", "nothing", "--query", "xylophone")
    done = small.run("screen", "nothing")
    assert done.exit_code == 0
    assert "no paper for this area" in done.stderr


def test_the_share_to_be_found_is_the_readers_choice(small: Small) -> None:
    _sit(small, "r\nq\n")
    statuses = [small.json("screen", "status", "sepsis", "--recall", r) for r in ("0.95", "0.5")]
    assert [status["progress"]["target"] for status in statuses] == [0.95, 0.5]
    assert statuses[0]["progress"]["more"] >= statuses[1]["progress"]["more"]
