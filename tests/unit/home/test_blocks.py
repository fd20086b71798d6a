"""Managed blocks: whatever the user wrote is still there after a renewal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.home.blocks import renew

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
