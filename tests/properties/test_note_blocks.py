"""Whatever is edited, every word of the user's survives every renewal and settling of blocks."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.home.note_blocks import Settle, State, blocks_in, new_block, renewed, settled

NAMES = ("paper", "appraisal")
CONTENT = st.lists(
    st.sampled_from(
        ["- Ids: pmid:1", "| a | b |", "", "> [!question]- x?", "**Beware**", "- é 敗"]
    ),
    max_size=5,
).map("\n".join)
WORDS = st.sampled_from(
    [
        "note", "", "- Ids: pmid:1", "  indented", "---", "<<<<<<< HEAD", "=======",
        ">>>>>>> theirs", "<!-- mine", "-->", "<!-- fingerpost:paper -->", "# Head",
        "<!-- /fingerpost:paper -->", "<!-- fingerpost:paper mine -->", "é \U0001f9e0",
        "<!-- fingerpost:appraisal 00 --> and more",
    ]
)  # fmt: skip
PLACE = st.integers(0, 40)
EDIT = st.one_of(
    st.tuples(st.just("insert"), PLACE, WORDS),
    st.tuples(st.just("append to line"), PLACE, WORDS),
    st.tuples(st.just("delete"), PLACE, st.just("")),
    st.tuples(st.just("copy"), PLACE, st.just("")),
    st.tuples(st.just("crlf"), st.just(0), st.just("")),
    st.tuples(st.just("lf"), st.just(0), st.just("")),
    st.tuples(st.just("renew"), st.just(0), CONTENT),
    st.tuples(st.just("mine"), st.integers(0, 1), st.just("")),
    st.tuples(st.just("ours"), st.integers(0, 1), CONTENT),
)
MARKER = re.compile(r"<!-- /?fingerpost:[a-z]+[ 0-9a-z]* -->")
TOKEN = re.compile(r"\(mine \d+\)")


class Writer:
    """Somebody who edits a note; each word of theirs has a number, so that it is known."""

    def __init__(self) -> None:
        self.text = "\n\n".join(["# Note", *(new_block(name, "first") for name in NAMES), ""])
        self.mine: Counter[str] = Counter()
        self.lines: Counter[str] = Counter()
        self.count = 0

    def token(self) -> str:
        self.count += 1
        return f"(mine {self.count})"

    def act(self, kind: str, at: int, words: str) -> None:
        lines = self.text.split("\n")
        where = min(at, len(lines) - 1)
        if kind == "insert":
            lines.insert(min(at, len(lines)), f"{words} {self.token()}")
        elif kind == "append to line":
            ended = lines[where].removesuffix("\r")
            lines[where] = f"{ended} {words} {self.token()}" + "\r" * lines[where].endswith("\r")
        elif kind == "delete":
            del lines[where]
        elif kind == "copy":
            lines[where:where] = lines[where : where + 4]
        elif kind in ("crlf", "lf"):
            lines = [line.rstrip("\r") + ("\r" if kind == "crlf" else "") for line in lines]
        else:
            self.renew(kind, at, words)
            return
        self.text = "\n".join(lines)
        self.mine = Counter(TOKEN.findall(self.text))
        self.lines = self.said()

    def renew(self, kind: str, at: int, content: str) -> None:
        blocks = blocks_in(self.text)
        if kind == "renew":
            self.text = renewed(self.text, dict.fromkeys(NAMES, content)).text
        elif NAMES[at] in blocks and blocks[NAMES[at]].state in (State.EDITED, State.BROKEN):
            self.text, gone = settled(self.text, NAMES[at], Settle(kind), content)
            self.mine -= Counter(TOKEN.findall(gone))  # it is told, and the journal keeps it
            self.lines = self.said()

    def said(self) -> Counter[str]:
        """The lines with a word of the user's on them, without markers of blocks."""
        lines = MARKER.sub("", self.text).replace("\r", "").split("\n")
        return Counter(line.strip() for line in lines if TOKEN.search(line))


@settings(max_examples=2000)
@given(edits=st.lists(EDIT, max_size=16), last=CONTENT)
def test_every_word_of_the_users_survives(edits: list[tuple[str, int, str]], last: str) -> None:
    writer = Writer()
    for edit in [*edits, ("renew", 0, last)]:
        writer.act(*edit)
        there = Counter(TOKEN.findall(writer.text))
        assert not writer.mine - there, f"gone after {edit}"
        if edit[0] == "renew":
            assert not writer.lines - writer.said(), "a line of the user's was changed"


@settings(max_examples=500)
@given(edits=st.lists(EDIT, max_size=12), content=CONTENT)
def test_renewing_twice_is_renewing_once(edits: list[tuple[str, int, str]], content: str) -> None:
    writer = Writer()
    for edit in edits:
        writer.act(*edit)
    once = renewed(writer.text, dict.fromkeys(NAMES, content))
    twice = renewed(once.text, dict.fromkeys(NAMES, content))
    assert twice == once
    for name, block in blocks_in(once.text).items():
        assert (name in once.conflicts) == (block.state in (State.EDITED, State.BROKEN))
