"""Managed blocks of a note: renewed as we left them, never over the user's words."""

from __future__ import annotations

import pytest

from fingerpost.home.blocks import renew
from fingerpost.home.note_blocks import (
    Settle,
    State,
    blocks_in,
    new_block,
    outside,
    renewed,
    settled,
)

FIRST = f"# Mine\n\n{new_block('paper', 'one')}\n\nmy words\n"


def test_a_block_that_we_wrote_is_renewed_and_all_else_stands() -> None:
    done = renewed(FIRST, {"paper": "two\nlines"})
    assert done.text == FIRST.replace(new_block("paper", "one"), new_block("paper", "two\nlines"))
    assert not done.conflicts
    assert renewed(done.text, {"paper": "two\nlines"}).text == done.text


def test_an_edited_block_is_left_and_told() -> None:
    text = FIRST.replace("one\n", "one, but I doubt it\n")
    done = renewed(text, {"paper": "two"})
    assert done.text == text
    assert done.conflicts == {"paper": "you changed what stands in it"}


@pytest.mark.parametrize(
    "spoilt",
    [
        FIRST.replace("<!-- /fingerpost:paper -->", ""),
        FIRST + FIRST,
        FIRST.replace("one\n", f"{new_block('other', 'x')}\none\n"),
        "<!-- /fingerpost:paper -->\nx\n<!-- fingerpost:paper 12 -->",
    ],
)
def test_a_block_without_clear_ends_is_left_and_told(spoilt: str) -> None:
    done = renewed(spoilt, {"paper": "two"})
    assert done.text == spoilt
    assert "paper" in done.conflicts
    ours, _ = settled(spoilt, "paper", Settle.OURS, "two")
    assert blocks_in(ours)["paper"].body == "two"
    assert ("my words" in ours) == ("my words" in spoilt)
    mine, _ = settled(spoilt, "paper", Settle.MINE, "two")
    assert "paper" not in blocks_in(mine)


def test_a_block_that_was_taken_out_is_not_put_back_and_an_empty_one_is_filled() -> None:
    assert renewed("mine\n", {"paper": "two"}).text == "mine\n"
    empty = "<!-- fingerpost:paper -->\n<!-- /fingerpost:paper -->"
    assert renewed(empty, {"paper": "two"}).text == new_block("paper", "two")


def test_line_ends_are_kept() -> None:
    done = renewed(FIRST.replace("\n", "\r\n"), {"paper": "two"})
    expected = FIRST.replace(new_block("paper", "one"), new_block("paper", "two"))
    assert done.text == expected.replace("\n", "\r\n")


def test_a_conflict_is_settled_either_way() -> None:
    text = FIRST.replace("one\n", "one, but I doubt it\n")
    ours, gone = settled(text, "paper", Settle.OURS, "two")
    assert blocks_in(ours)["paper"].body == "two"
    assert gone == "one, but I doubt it"
    mine, gone = settled(text, "paper", Settle.MINE, "two")
    assert gone == ""
    assert "one, but I doubt it" in mine
    assert blocks_in(mine)["paper"].state is State.MINE
    assert renewed(mine, {"paper": "three"}).text == mine
    assert settled(mine, "paper", Settle.OURS, "two")[0] == ours


def test_content_cannot_end_a_block() -> None:
    text = new_block("paper", "x <!-- /fingerpost:paper --> y\r\n <!-- fingerpost:paper 1 -->")
    assert list(blocks_in(text)) == ["paper"]
    assert blocks_in(text)["paper"].state is State.OURS


def test_a_block_of_an_earlier_version_is_known_as_ours() -> None:
    old = renew("", "paper", "one\ntwo", "## Kept")
    assert blocks_in(old)["paper"].state is State.OURS
    assert "three" in renewed(old, {"paper": "three"}).text


def test_what_is_outside_is_the_users() -> None:
    assert outside(FIRST) == "# Mine\n\n\n\nmy words\n"
    assert outside(FIRST.replace(" -->", " >")) == FIRST.replace(" -->", " >")
