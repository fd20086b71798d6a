"""`fingerpost note`: the note on a paper, made once and found wherever it is."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Small, write_lines

PAPER = "10.5555/sepsis.1"


def make(small: Small, *words: str) -> Path:
    return Path(small.json("note", PAPER, *words)["file"])


def test_a_note_is_made_once_and_found_wherever_it_is(small: Small) -> None:
    made = small.json("note", PAPER)
    path = Path(made["file"])
    assert made["made"]
    assert path.parent == small.home / "papers"
    text = path.read_text(encoding="utf-8")
    assert "status:" in text
    assert "201" in text, "the appraisal's participants"
    moved = small.home / "papers" / "read" / "My one.md"
    moved.parent.mkdir()
    path.rename(moved)
    assert small.json("note", PAPER) == {**made, "file": str(moved), "made": False}
    assert small.run("note", made["key"]).stdout.strip() == str(moved)


def test_a_deleted_note_stays_deleted_until_it_is_asked_for(small: Small) -> None:
    make(small).unlink()
    done = small.run("note", PAPER)
    assert done.exit_code == 1
    assert "--again" in done.stderr
    assert make(small, "--again").exists()


def test_an_unknown_paper_is_wrong_use(small: Small) -> None:
    done = small.run("note", "pmid:999")
    assert (done.exit_code, done.stdout) == (2, "")


def test_tables_for_obsidian_are_written_once(small: Small) -> None:
    path = make(small)
    base = small.home / "notes.base"
    base.unlink()
    path.unlink()
    make(small, "--again")
    assert not base.exists(), "it was deleted"


def test_a_note_follows_its_paper_when_the_paper_gets_an_id(small: Small) -> None:
    path = make(small)
    record = {
        "id": "later", "pmid": "4711", "doi": PAPER,
        "title": "Deep learning for sepsis in hospital 1",
        "year": 2019, "authors": ["Ada Okoro", "Łucja Żak"], "journal": "Journal of Examples",
    }  # fmt: skip
    small.run("import", write_lines(small.cwd / "later.jsonl", [record]))
    found = small.json("note", "pmid:4711")
    assert (found["file"], found["made"]) == (str(path), False)
    assert small.json("notes", "sync")["renewed"] == [f"papers/{path.name}"]
    text = path.read_text(encoding="utf-8")
    assert "pmid:4711" in text
    assert f'id: "doi:{PAPER}"' in text, "front matter is the user's"


def test_a_file_where_the_folder_should_be_is_told(small: Small) -> None:
    (small.home / "papers").write_text("mine")
    done = small.run("note", PAPER)
    assert (done.exit_code, "papers" in done.stderr) == (1, True)


def test_a_folder_that_is_a_link_gets_no_note(small: Small, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (small.home / "papers").symlink_to(elsewhere)
    done = small.run("note", PAPER)
    assert done.exit_code == 1
    assert not list(elsewhere.iterdir())
