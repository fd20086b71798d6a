"""The user's words in a note can be edited elsewhere, and nothing else of the note moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.errors import UsageError
from fingerpost.home.note_blocks import State, blocks_in, new_block
from fingerpost.notes.own_words import own_parts, with_own_words, with_status

FRONT = '---\ntitle: "Alarms"\nid: "pmid:1"\nstatus: "to read"\n---\n'
NOTE = (
    f"{FRONT}\n# Alarms\n\n{new_block('paper', 'Facts')}\n\n{new_block('appraisal', 'Values')}"
    "\n\n## My notes\n\n"
)


def test_a_fresh_note_has_one_empty_place_for_words() -> None:
    (part,) = own_parts(NOTE)
    assert part.text == ""
    assert with_own_words(NOTE, {part.number: "Read it on the ward."}) == (
        f"{NOTE}Read it on the ward.\n"
    )


def test_words_between_blocks_can_be_edited_and_headings_alone_are_left_out() -> None:
    text = NOTE.replace(
        new_block("appraisal", "Values"), f"Between us.\n\n{new_block('appraisal', 'Values')}"
    )
    between, last = own_parts(text)
    assert between.text == "Between us."
    made = with_own_words(text, {between.number: "One\r\ntwo", last.number: "Three"})
    assert "One\ntwo\n\n<!-- fingerpost:appraisal" in made
    assert made.endswith("## My notes\n\nThree\n")
    assert [each.text for each in own_parts(made)] == ["One\ntwo", "Three"]


def test_words_that_were_not_changed_stay_byte_by_byte() -> None:
    text = f"{NOTE}  indented  \nsecond\t\n\n\n"
    (part,) = own_parts(text)
    assert with_own_words(text, {part.number: part.text}) == text


def test_the_line_ends_of_the_file_are_kept() -> None:
    text = NOTE.replace("\n", "\r\n") + "mine\r\n"
    (part,) = own_parts(text)
    made = with_own_words(text, {part.number: "yours\nand mine"})
    assert made.endswith("yours\r\nand mine\r\n")
    assert "\n" not in made.replace("\r\n", "")
    assert all(block.state is State.OURS for block in blocks_in(made).values())


def test_a_note_that_ends_at_a_marker_gets_words_on_lines_of_their_own() -> None:
    text = NOTE.removesuffix("\n\n## My notes\n\n")
    (part,) = own_parts(text)
    assert with_own_words(text, {part.number: "Mine."}) == f"{text}\n\nMine.\n"


@pytest.mark.parametrize(
    "words",
    ["<!-- fingerpost:paper -->", "a\n<!-- /fingerpost:appraisal -->", new_block("topics", "x")],
)
def test_words_cannot_hold_a_marker_of_a_block(words: str) -> None:
    with pytest.raises(UsageError, match="marker"):
        with_own_words(NOTE, {own_parts(NOTE)[-1].number: words})


def test_signs_that_a_text_box_would_lose_are_not_edited_there() -> None:
    text = f"{NOTE}bell\x07\n"
    (part,) = own_parts(text)
    assert not part.can_be_edited
    with pytest.raises(UsageError, match="text editor"):
        with_own_words(text, {part.number: "bell"})
    with pytest.raises(UsageError, match="other parts"):
        with_own_words(text, {part.number + 1: "x"})


def test_a_block_that_the_user_took_over_counts_as_their_words() -> None:
    stamp = NOTE.partition("fingerpost:paper ")[2].partition(" ")[0]
    text = NOTE.replace(stamp, "mine", 1)
    assert blocks_in(text)["paper"].state is State.MINE
    parts = own_parts(text)
    made = with_own_words(text, {parts[0].number: parts[0].text.replace("Facts", "My facts")})
    assert blocks_in(made)["paper"].body == "My facts"


def test_the_status_is_one_line_of_the_front_matter() -> None:
    made = with_status(NOTE, "read")
    assert made == NOTE.replace('status: "to read"', 'status: "read"')
    with pytest.raises(UsageError, match="by hand"):
        with_status(NOTE.replace(FRONT, ""), "read")


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cc"]))


@given(WORDS, WORDS, st.booleans())
def test_any_words_come_back_as_they_were_and_the_blocks_stay(
    first: str, second: str, crlf: bool
) -> None:
    text = NOTE.replace("\n", "\r\n") if crlf else NOTE
    number = own_parts(text)[-1].number
    try:
        once = with_own_words(text, {number: first})
        twice = with_own_words(once, {number: second})
    except UsageError:
        return
    expected = "\n".join(second.split("\n")).strip()
    assert own_parts(twice)[-1].text.strip() == expected
    assert {n: b.body for n, b in blocks_in(twice).items()} == {
        n: b.body for n, b in blocks_in(text).items()
    }
