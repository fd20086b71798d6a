"""Managed blocks: whatever the user wrote is still there after a renewal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.home.blocks import own_lines, renew, with_own_lines

KEPT = "## As you had edited it"
LINES = st.lists(
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=20).filter(
        lambda line: "fingerpost:" not in line
    ),
    max_size=6,
).map("\n".join)


def test_a_block_is_added_below_what_is_there() -> None:
    text = renew("My own words.\n", "plan", "- [ ] read", KEPT)
    assert text.startswith("My own words.\n\n<!-- fingerpost:plan ")
    assert "- [ ] read" in text


def test_ticks_are_carried_over_and_are_no_edit() -> None:
    text = renew("", "plan", "- [ ] read\n- [ ] meet", KEPT).replace("- [ ] read", "- [x] read")
    text = renew(text, "plan", "- [ ] read\n- [ ] write", KEPT)
    assert "- [x] read" in text
    assert "- [ ] write" in text
    assert KEPT not in text


def test_an_edited_block_is_kept_below_the_new_one() -> None:
    text = renew("", "plan", "- [ ] read", KEPT).replace("read", "read, but only the abstract")
    text = renew(text, "plan", "- [ ] read", KEPT)
    assert KEPT in text
    assert "- [ ] read, but only the abstract" in text


@given(before=LINES, after=LINES, first=LINES, second=LINES)
def test_words_around_a_block_survive(before: str, after: str, first: str, second: str) -> None:
    text = f"{before}\n{renew('', 'plan', first, KEPT)}{after}"
    renewed = renew(text, "plan", second, KEPT)
    assert renewed.startswith(before)
    assert renewed.endswith(after)
    assert renewed.count("<!-- fingerpost:plan ") == 1
    assert renew(renewed, "plan", second, KEPT) == renewed


ITEMS = "- [ ] read `one`\n  Because of that.\n\n- [ ] meet `two`\n  Because of this.\n\n## Done"


def test_a_word_below_an_item_stays_below_it_when_the_rest_moves() -> None:
    text = renew("", "plan", ITEMS, KEPT)
    text = text.replace("  Because of that.", "  Because of that.\n  My own word.")
    moved = "- [ ] meet `two`\n  Another reason.\n\n- [ ] read `one`\n  Because of that, now."
    for _ in range(2):
        text = renew(text, "plan", moved, KEPT)
        assert "  Because of that, now.\n  My own word.\n<!-- /fingerpost:plan -->" in text
        assert KEPT not in text
    assert text == renew(text, "plan", moved, KEPT)


def test_a_word_below_an_item_that_is_gone_is_kept_with_the_items_name() -> None:
    text = renew("", "plan", ITEMS, KEPT)
    text = text.replace("  Because of this.", "  Because of this.\n  My own word.")
    text = renew(text, "plan", "- [ ] read `one`", KEPT)
    assert f"{KEPT}\n\n- [ ] meet `two`\n  My own word." in text


def test_own_words_are_told_from_ours_and_can_be_replaced() -> None:
    text = renew("Above.\n", "plan", ITEMS, KEPT) + "Below.\n"
    assert own_lines(text, "plan") == {}
    noted = with_own_lines(text, "plan", lambda item: item.endswith("`two`"), "  > Mine.\n  > Too.")
    assert own_lines(noted, "plan") == {"meet `two`": ["  > Mine.", "  > Too."]}
    assert with_own_lines(noted, "plan", lambda item: item.endswith("`two`"), "") == text
    assert with_own_lines(text, "plan", lambda _item: False, "  > Mine.") == text
    assert with_own_lines(text, "other", lambda _item: True, "  > Mine.") == text


@given(words=LINES, above=LINES)
def test_a_note_leaves_all_else_as_it_was(words: str, above: str) -> None:
    text = renew(f"{above}\n", "plan", ITEMS, KEPT)
    lines = [f"  > {line}" for line in words.split("\n") if line.strip()]
    noted = with_own_lines(text, "plan", lambda item: item.endswith("`one`"), "\n".join(lines))
    assert own_lines(noted, "plan").get("read `one`", []) == lines
    assert with_own_lines(noted, "plan", lambda item: item.endswith("`one`"), "") == text
