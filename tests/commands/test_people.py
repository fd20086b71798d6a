"""`fingerpost people`: who writes, and the reader's word on who is who."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import Small, write_lines


@pytest.fixture
def signed(small: Small) -> Small:
    """Three papers by people called Marsh; nothing ties them but the name."""
    records: list[dict[str, object]] = [
        {"title": f"Rarity number {n}", "year": 2020 + n, "doi": f"10.5555/marsh.{n}",
         "authors": [f"{given} Marsh", f"Bystander{n} Berg"]}
        for n, given in enumerate(("Ida", "I", "I"))
    ]  # fmt: skip
    small.run("import", write_lines(small.cwd / "marsh.jsonl", records))
    small.run("area", "add", "rare", "--query", "rarity")
    return small


def marshes(small: Small) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = small.json("people", "list", "rare", "--name", "marsh")["people"]
    return found


def test_authors_are_listed_with_keys_and_how_sure(signed: Small) -> None:
    assert [len(one["papers"]) for one in marshes(signed)] == [1, 1, 1]
    shown = signed.run("people", "list", "rare", "--name", "ida marsh").stdout
    assert "Ida Marsh  [doi:10.5555/marsh.0#1]" in shown
    assert "One paper under this name" in shown
    listed = signed.json("people", "list", "rare", "--limit", "2")
    assert (listed["total"], len(listed["people"])) == (6, 2)
    assert "Nobody" in signed.run("people", "list", "rare", "--name", "nobody here").stdout


def test_two_that_are_one_stay_one_in_later_dives(signed: Small) -> None:
    joined = signed.json("people", "join", "rare", "doi:10.5555/marsh.0#1", "doi:10.5555/marsh.2#1")
    assert joined["people"][0]["because"] == "you said so"
    assert sorted(len(one["papers"]) for one in marshes(signed)) == [1, 2]
    signed.run("dive", "rare")
    table = next(Path(signed.home).glob("dives/rare/*/people.csv")).read_text("utf-8")
    assert table.splitlines()[0].startswith("key,name,papers")
    assert signed.json("people", "undo")["decision"] == "joined"
    assert len(marshes(signed)) == 3


def test_one_that_is_two_is_split_and_the_split_can_be_taken_back(signed: Small) -> None:
    keys = [f"doi:10.5555/marsh.{n}#1" for n in range(3)]
    signed.run("people", "join", "rare", *keys)
    assert len(marshes(signed)) == 1
    split = signed.json("people", "split", "rare", keys[1], "10.5555/marsh.2")
    assert sorted(len(one["papers"]) for one in split["people"]) == [1, 2]
    assert len(marshes(signed)) == 2
    signed.run("people", "undo")
    assert len(marshes(signed)) == 1


def test_a_paper_that_has_both_as_authors_forbids_joining(signed: Small) -> None:
    told = signed.run("people", "join", "rare", "Ida Marsh", "Bystander0 Berg")
    assert told.exit_code == 2
    assert "cannot be one person" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("join", "rare", "Ida Marsh", "Nobody Atall"), "Nobody in this area's papers"),
        (("join", "rare", "I Marsh", "Ida Marsh"), "2 people here are called 'I Marsh'"),
        (("join", "rare", "Ida Marsh"), "two or more different people"),
        (("split", "rare", "Ida Marsh", "pmid:99"), "is no paper of Ida Marsh"),
        (("split", "rare", "Ida Marsh", "10.5555/marsh.0"), "all the papers of Ida Marsh"),
        (("undo",), "nothing to take back"),
    ],
)
def test_what_cannot_be_done_is_told(
    signed: Small, arguments: tuple[str, ...], sentence: str
) -> None:
    told = signed.run("people", *arguments)
    assert told.exit_code == 2
    assert sentence in " ".join(told.stderr.split())
