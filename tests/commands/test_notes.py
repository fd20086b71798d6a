"""`fingerpost notes`: what is ours is renewed, what is the user's never is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.conftest import Small

PAPER = "10.5555/sepsis.1"
OTHER = "10.5555/sepsis.2"


def note(small: Small, paper: str = PAPER) -> Path:
    return Path(small.json("note", paper)["file"])


def edit(path: Path, old: str, new: str) -> str:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    return path.read_bytes().decode()


def make_stale(path: Path) -> None:
    """Leave in the block on the paper what an earlier version may have written."""
    from fingerpost.home.note_blocks import blocks_in, new_block

    text = path.read_text(encoding="utf-8")
    block = blocks_in(text)["paper"]
    path.write_text(
        text[: block.start] + new_block("paper", "as it was") + text[block.end :], encoding="utf-8"
    )


def test_a_dry_run_shows_the_difference_and_changes_nothing(small: Small) -> None:
    path = note(small)
    before = path.read_text(encoding="utf-8")
    make_stale(path)
    stale = path.read_bytes()
    shown = small.json("notes", "sync", "--dry-run")
    assert "-as it was" in shown["diff"]
    assert shown["renewed"] == [f"papers/{path.name}"]
    assert path.read_bytes() == stale
    assert "-as it was" in small.run("notes", "sync", "--dry-run").stdout
    assert small.json("notes", "sync")["renewed"] == [f"papers/{path.name}"]
    assert path.read_text(encoding="utf-8") == before
    assert small.json("notes", "sync")["renewed"] == []


def test_an_edited_block_is_a_conflict_until_it_is_settled(small: Small) -> None:
    path = note(small)
    edited = edit(path, "- Ids:", "- I doubt this.\n- Ids:")
    done = small.run("notes", "sync")
    assert done.exit_code == 1
    assert f"papers/{path.name}, block paper" in done.stderr
    assert path.read_bytes().decode() == edited
    assert "\n-- I doubt this.\n" in small.run("notes", "resolve", path.name, "show").stdout
    assert list(small.json("notes", "resolve", path.name, "show")["differences"]) == ["paper"]
    assert path.read_bytes().decode() == edited
    assert small.run("notes", "resolve", path.name, "mine").exit_code == 0
    assert small.run("notes", "resolve", path.name, "show").exit_code == 2
    assert small.run("notes", "sync").exit_code == 0
    assert "- I doubt this." in path.read_text(encoding="utf-8")
    done = small.run("notes", "resolve", str(path), "ours", "--block", "paper")
    assert done.exit_code == 0, done.output
    assert "I doubt this" not in path.read_text(encoding="utf-8")
    kept = small.json("journal", "--verb", "note settled")["entries"]
    assert "I doubt this" in kept[-1]["details"]["was"], "no word is lost"
    assert small.run("notes", "resolve", path.name, "mine").exit_code == 2


def test_front_matter_is_read_and_never_rewritten(small: Small) -> None:
    path = note(small)
    edit(path, 'status: "to read"', "zeta: 1 # mine\nstatus: read\nmine:\n  - [a, b]")
    text = edit(path, "rating:", "rating: 4")
    text = edit(path, "topics: []", "topics:\n  - Sepsis alerts")
    (row,) = small.json("notes", "list")["notes"]
    assert (row["status"], row["rating"], row["topics"]) == ("read", "4", ["Sepsis alerts"])
    make_stale(path)
    small.json("notes", "sync")
    assert path.read_text(encoding="utf-8") == text
    assert small.json("notes", "list", "--status", "to read")["notes"] == []
    assert "Sepsis alerts" in small.run("notes", "list", "--topic", "sepsis ALERTS").stdout


def test_edits_renames_and_deletions_by_hand_are_noticed(small: Small) -> None:
    one, other = note(small), note(small, OTHER)
    small.json("notes", "sync")
    edit(one, "## My notes\n", "## My notes\n\nSmall, but prospective.\n")
    moved = one.rename(one.with_name("renamed.md"))
    other.unlink()
    listed = small.json("notes", "list")
    assert listed["notes"][0]["edited_since_sync"]
    assert listed["notes"][0]["words"] == 3
    found = small.json("notes", "sync")
    assert found["edited"] == ["papers/renamed.md"]
    assert found["renamed"] == [{"was": f"papers/{one.name}", "now": "papers/renamed.md"}]
    assert found["deleted"] == [f"papers/{other.name}"]
    verbs = [each["verb"] for each in small.json("journal", "--verb", "note")["entries"]]
    assert verbs[-3:] == ["note renamed", "note deleted", "notes edited"]
    assert small.json("notes", "sync")["edited"] == []
    assert not other.exists()
    assert moved.exists()


def test_a_topic_gathers_by_links_either_way_by_name_and_by_query(small: Small) -> None:
    one, other = note(small), note(small, OTHER)
    edit(one, "topics: []", 'topics: ["[[sepsis-alerts]]"]')
    edit(other, "## My notes\n", "## My notes\n\nSee [[Sepsis alerts|the alerts]].\n")
    made = small.json("notes", "topic", "Sepsis alerts", "10.5555/stroke.1")
    assert made["made"]
    assert len(made["papers"]) == 3
    path = Path(made["file"])
    text = path.read_text(encoding="utf-8")
    assert f"[[{one.stem}\\|Okoro 2019]]" in text
    assert "## Summary in my own words" in text
    assert "How large was the sample of" in text
    assert "[[sepsis-alerts]]" in one.read_text(encoding="utf-8").split("fingerpost:topics")[1]
    edit(path, "## My notes\n", "## My notes\n\nMine. [[papers/nowhere]]\n")
    renamed = path.rename(path.with_name("Alerts.md"))
    again = small.json("notes", "topic", "Sepsis alerts", "--area", "stroke")
    assert (again["file"], again["made"]) == (str(renamed), False)
    assert len(again["papers"]) == 8
    assert "Mine. [[papers/nowhere]]" in renamed.read_text(encoding="utf-8")
    assert "[[Alerts]]" in one.read_text(encoding="utf-8")
    renamed.unlink()
    done = small.run("notes", "topic", "Sepsis alerts")
    assert (done.exit_code, "--again" in done.stderr) == (1, True)


def test_a_topic_links_papers_by_what_its_note_says(small: Small) -> None:
    one = note(small)
    topic = Path(small.json("notes", "topic", "falls", "--query", "stroke")["file"])
    edit(topic, "## My notes\n", f"## My notes\n\n[[{one.stem}]] first.\n")
    assert len(small.json("notes", "topic", "falls")["papers"]) == 7


@pytest.mark.parametrize(
    "words",
    [
        ("topic", " "),
        ("topic", "x", "pmid:9"),
        ("topic", "x", "--area", "none"),
        ("resolve", "x", "ours"),
        ("resolve", "x", "both"),
    ],
)
def test_wrong_use_is_told_and_makes_nothing(small: Small, words: tuple[str, ...]) -> None:
    done = small.run("notes", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert not list((small.home).glob("topics/*.md"))


def test_a_link_leads_to_the_note_and_not_to_a_copy_of_it(small: Small) -> None:
    one = note(small)
    copy = one.with_name(f"{one.stem} (conflicted copy).md")
    copy.write_bytes(one.read_bytes() + b"Written elsewhere.\n")
    made = small.json("notes", "topic", "falls", PAPER)
    assert f"[[{one.stem}\\|" in Path(made["file"]).read_text(encoding="utf-8")
    found = small.json("notes", "sync")["several"]
    assert [each["files"] for each in found] == [[f"papers/{one.name}", f"papers/{copy.name}"]]
    assert (
        f"has 2 notes, all kept up to date: papers/{one.name}" in small.run("notes", "sync").stderr
    )
    assert "Written elsewhere." in copy.read_text(encoding="utf-8")
    assert small.json("note", PAPER)["file"] == str(one)


def test_what_cannot_be_read_or_written_is_told_and_the_rest_is_renewed(
    small: Small, tmp_path: Path
) -> None:
    path, other = note(small), note(small, OTHER)
    make_stale(path)
    make_stale(other)
    other.chmod(0o444)
    (small.home / "papers" / "utf16.md").write_bytes("---\nid: x\n---\n".encode("utf-16"))
    outside = tmp_path / "outside.md"
    outside.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (small.home / "papers" / "link.md").symlink_to(outside)
    done = small.run("notes", "sync")
    assert done.exit_code == 1
    assert "as it was" not in path.read_text(encoding="utf-8")
    assert "as it was" in other.read_text(encoding="utf-8")
    assert "as it was" in outside.read_text(encoding="utf-8")
    for told in ("read-only", "no UTF-8 text", "leads out of the home"):
        assert told in done.stderr


def test_broken_front_matter_is_told_with_its_line_and_the_note_is_still_known(
    small: Small,
) -> None:
    path = note(small)
    text = edit(path, "year: 2019", "<<<<<<< HEAD\nyear: 2019")
    done = small.run("notes", "sync")
    assert done.exit_code == 1
    assert f"papers/{path.name}, line" in done.stderr
    assert path.read_text(encoding="utf-8") == text
    assert small.json("note", PAPER)["made"] is False


def test_line_ends_and_the_byte_order_mark_stay(small: Small) -> None:
    path = note(small)
    make_stale(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert small.json("notes", "sync")["renewed"]
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf---\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b"as it was" not in content


def test_only_notes_of_an_area_are_renewed_when_one_is_named(small: Small) -> None:
    one, other = note(small), note(small, "10.5555/stroke.1")
    make_stale(one)
    make_stale(other)
    assert small.json("notes", "sync", "--area", "stroke")["renewed"] == [f"papers/{other.name}"]
    assert small.json("notes", "sync")["renewed"] == [f"papers/{one.name}"]


def test_a_corrected_value_reaches_the_note(small: Small) -> None:
    path = note(small)
    small.json("notes", "sync")
    done = small.run(
        "appraise", "correct", PAPER, "participants", "33 patients", "--why", "table 1"
    )
    assert done.exit_code == 0, done.output
    assert small.json("notes", "sync")["renewed"] == [f"papers/{path.name}"]
    assert "33" in path.read_text(encoding="utf-8")


def test_a_sync_is_undone(small: Small) -> None:
    path = note(small)
    make_stale(path)
    stale = path.read_bytes()
    assert small.run("notes", "sync", "--undo").exit_code == 2
    assert small.json("notes", "sync")["renewed"] == [f"papers/{path.name}"]
    assert small.run("notes", "sync", "--undo", "--dry-run").exit_code == 2
    done = small.json("notes", "sync", "--undo")
    assert done["put_back"] == [f"papers/{path.name}"]
    assert (done["left"], done["problems"]) == ([], [])
    assert path.read_bytes() == stale
    small.run("notes", "sync")
    edit(path, "## My notes", "## My notes\n\nA word.")
    done = small.run("notes", "sync", "--undo")
    assert done.exit_code == 1
    assert f"papers/{path.name}: it was changed since" in done.stderr
    assert "A word." in path.read_text(encoding="utf-8")
    assert "You took back the renewing of 1 note" in small.run("journal").stdout
