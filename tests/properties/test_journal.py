"""Whatever copies of the journal there are, wherever a line is torn: each entry is read once."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.home.journal import REPAIRED, TAKEN_IN, Journal

PLACES = st.sampled_from(["journal.jsonl", "journal 2.jsonl", "journal (conflicted copy).jsonl"])
WHAT = st.sampled_from(["write", "write", "tear", "fork"])
WRITTEN = st.lists(st.tuples(PLACES, WHAT), max_size=14)


def line(number: int) -> bytes:
    entry = {
        "id": f"e{number}", "schema": 1, "time": f"2026-01-01T00:00:{number:02}+00:00",
        "verb": "did", "object": str(number), "why": "wéil",
    }  # fmt: skip
    return json.dumps(entry, ensure_ascii=False).encode() + b"\n"


@settings(max_examples=400)
@given(WRITTEN, st.integers(1, 60))
def test_every_whole_entry_is_read_once_and_in_order(
    written: list[tuple[str, str]], cut: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal.jsonl")
        whole = []
        for number, (name, what) in enumerate(written):
            path = Path(folder) / name
            if what == "fork" and journal.path.exists() and not path.exists():
                path.write_bytes(journal.path.read_bytes())
            elif what == "tear":
                with path.open("ab") as file:
                    file.write(line(number)[:cut])
            else:
                started = path.read_bytes() if path.exists() else b""
                with path.open("ab") as file:
                    file.write(b"\n" * (not started.endswith(b"\n")) + line(number))
                whole.append(str(number))
        said = [entry.object for entry in journal.read()[0]]
        assert said == whole
        journal.append("did", "last")
        journal.take_in()
        for copy in journal.copies():
            copy.unlink()
        kept = [e.object for e in journal.read()[0] if e.verb not in (REPAIRED, TAKEN_IN)]
        assert kept == [*whole, "last"]
