"""The inbox keeps every line that a user may write, whatever is wished for and ticked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.home.inbox import FILE, Inbox, Wish

LINES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.sampled_from(
        ["- 10.5555/a", "- [ ] 10.5555/a #note", "* pmid:12345 for Ada", "12345", "# A"]
    ),
)
ENDS = st.sampled_from(["\n", "\r\n", ""])
TEXTS = st.lists(st.tuples(LINES, ENDS), max_size=8).map(
    lambda lines: "".join(line + end for line, end in lines)
)
WISHES = st.builds(Wish, st.sampled_from(["10.5555/a", "10.5555/b", "12345"]), note=st.booleans())


@settings(max_examples=150, deadline=None)
@given(TEXTS, WISHES)
def test_keeping_adds_a_line_and_ticking_closes_it_and_no_other_line_changes(
    text: str, wish: Wish
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.write_bytes(text.encode())
        inbox = Inbox.of(Path(folder))
        before = inbox.open_wishes()
        assert inbox.keep(wish) is (wish not in before)
        assert path.read_bytes().startswith(text.encode())
        assert inbox.open_wishes() == tuple(dict.fromkeys((*before, wish)))
        kept = path.read_bytes().decode().splitlines(keepends=True)
        inbox.tick(wish, "pmid:7")
        ticked = path.read_bytes().decode().splitlines(keepends=True)
        assert inbox.open_wishes() == tuple(each for each in before if each != wish)
        assert len(ticked) == len(kept)
        for old, new in zip(kept, ticked, strict=True):
            assert old == new or ("[x]" in new and wish.what in old and "pmid:7" in new)
