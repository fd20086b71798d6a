"""Notes brought up to date can be put back as they were, from the page of that work."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.faces.web.conftest import Owner
from tests.unit.faces.web.test_import_back import work

from fingerpost.desk import open_desk
from fingerpost.faces.web import jobs as module
from fingerpost.home.note_blocks import blocks_in, new_block
from fingerpost.notes import keep_paper_note
from fingerpost.records import Author, Paper


@pytest.fixture
def stale(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two notes whose blocks are old."""
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    paths = []
    with open_desk(owner.home.folder) as desk:
        for n in (1, 2):
            paper = Paper(f"Falls {n}", authors=(Author("Okoro", "A"),), year=2020 + n, pmid=str(n))
            desk.library.put([paper])
            path = keep_paper_note(desk.home, paper)
            assert path is not None
            text = path.read_text()
            block = blocks_in(text)["paper"]
            path.write_text(text[: block.start] + new_block("paper", "old") + text[block.end :])
            paths.append(path)
    return paths


def test_undo_puts_notes_back_and_leaves_what_changed_since(
    owner: Owner, stale: list[Path]
) -> None:
    kept, edited = stale
    before = kept.read_bytes()
    begun = owner.send("/notes/sync/begin", what="write").headers["location"]
    work(owner, begun)
    job = begun.rpartition("/")[2]
    assert kept.read_bytes() != before
    assert "<button>Undo</button>" in owner.get(begun).text
    assert "<button>Undo</button>" in owner.get(f"/notes/sync?job={job}").text
    edited.write_text(edited.read_text() + "A word of mine.\n")
    words = edited.read_bytes()
    undone = owner.send("/notes/sync/undo", sync=job).headers["location"]
    work(owner, undone)
    assert kept.read_bytes() == before
    assert edited.read_bytes() == words
    page = owner.get(undone).text
    assert "1 note is again as before the sync." in page
    assert f"papers/{edited.name}" in page
    assert "it was changed since" in page
    for address in (begun, f"/notes/sync?job={job}"):
        page = owner.get(address).text
        assert "Taken back on 2026-11-23" in page
        assert "<button>Undo</button>" not in page
    assert owner.send("/notes/sync/undo", sync=job).status_code == 400


def test_a_look_has_nothing_to_undo(owner: Owner, stale: list[Path]) -> None:
    begun = owner.send("/notes/sync/begin", what="look").headers["location"]
    work(owner, begun)
    assert "<button>Undo</button>" not in owner.get(begun).text
    job = begun.rpartition("/")[2]
    assert owner.send("/notes/sync/undo", sync=job).status_code == 400
    assert owner.send("/notes/sync/undo", sync="f" * 32).status_code == 400
