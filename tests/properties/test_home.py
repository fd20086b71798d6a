"""The home keeps every line of the user's, and area files come back as they were written."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fingerpost.home import Area, Home, OwnScore
from fingerpost.home.area_file import area_text, parse_area

KEPT = "## Kept"
ONLY_LF = st.text(
    st.characters(
        exclude_categories=("Cs",),
        exclude_characters="\r\v\f\x1c\x1d\x1e\x85\u2028\u2029",
    ),
    max_size=20,
)
CONTENT = st.lists(
    st.sampled_from(
        ["# Plan", "- [ ] read `r1`", "- [ ] meet `m1`", "  Because: x", "", "## Later"]
    ),
    min_size=1,
    max_size=6,
    unique=True,
).map("\n".join)
WORDS = st.sampled_from(
    [
        "note",
        "- [ ] mine",
        "- [x] mine too",
        "  indented",
        "* star",
        "## Head",
        "---",
        "é 敗 \U0001f9e0",
    ]
)
EDIT = st.one_of(
    st.tuples(st.just("insert"), st.integers(0, 30), WORDS),
    st.tuples(st.just("append"), st.just(0), WORDS),
    st.tuples(st.just("delete"), st.integers(0, 30), st.just("")),
    st.tuples(st.just("tick"), st.integers(0, 30), st.just("")),
    st.tuples(st.just("renew"), st.just(0), CONTENT),
)


def said(line: str) -> str:
    """What a line says, whether ticked or not."""
    return line.strip().replace("- [ ]", "-").replace("- [x]", "-")


class Writer:
    """Somebody who edits plan.md, each line of theirs with a number so that it is theirs alone."""

    def __init__(self, home: Home) -> None:
        self.home, self.path = home, home.folder / "plan.md"
        self.mine: Counter[str] = Counter()
        self.count = 0

    def lines(self) -> list[str]:
        return self.path.read_bytes().decode().split("\n") if self.path.exists() else []

    def act(self, kind: str, at: int, words: str) -> None:
        if kind == "renew":
            self.home.renew_block("plan.md", "plan", words, KEPT)
            return
        lines = self.lines()
        where = min(at, len(lines)) if kind != "append" else len(lines)
        if kind in ("insert", "append"):
            self.count += 1
            line = f"{words} (mine {self.count})"
            lines.insert(where, line)
            self.mine[said(line)] += 1
        elif where < len(lines) and kind == "delete":
            self.mine[said(lines.pop(where))] -= 1
        elif where < len(lines):
            lines[where] = lines[where].replace("- [ ]", "- [x]")
        self.path.write_bytes("\n".join(lines).encode())


@settings(max_examples=150, deadline=None)
@example(edits=[("renew", 0, "# Plan"), ("delete", 3, "")], last="\n# Plan")
@given(edits=st.lists(EDIT, max_size=14), last=CONTENT)
def test_every_line_of_the_users_survives_any_edits_and_renewals(
    edits: list[tuple[str, int, str]], last: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        writer = Writer(Home.create(Path(folder), ""))
        for edit in [*edits, ("renew", 0, last)]:
            writer.act(*edit)
            there = Counter(said(line) for line in writer.lines())
            missing = {line for line, times in writer.mine.items() if times > there[line]}
            assert not missing, f"gone after {edit}"
        shown = [said(line) for line in writer.lines()]
        # Empty lines at the ends of what is written stand for nothing.
        assert all(said(line) in shown for line in last.strip("\n").split("\n"))


@settings(max_examples=60, deadline=None)
@example(first="# Plan\n- [ ] read `r1`", second="# Plan", edits=[("delete", 3, "")])
@given(first=CONTENT, second=CONTENT, edits=st.lists(EDIT, max_size=8))
def test_renewing_twice_is_renewing_once(
    first: str, second: str, edits: list[tuple[str, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        writer = Writer(Home.create(Path(folder), ""))
        for edit in [("renew", 0, first), *edits, ("renew", 0, second)]:
            writer.act(*edit)
        once = writer.path.read_bytes()
        writer.act("renew", 0, second)
        assert writer.path.read_bytes() == once


@given(ticks=st.sets(st.integers(0, 5)), moved=st.permutations(range(6)))
def test_ticks_follow_their_lines(ticks: set[int], moved: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        writer = Writer(Home.create(Path(folder), ""))
        writer.act("renew", 0, "\n".join(f"- [ ] step {n} `s{n}`" for n in range(6)))
        for n in ticks:
            writer.act("tick", n + 1, "")
        writer.act("renew", 0, "\n".join(f"- [ ] step {n} `s{n}`" for n in moved))
        boxes = [line for line in writer.lines() if line.startswith("- [")]
        assert boxes == [f"- [{'x' if n in ticks else ' '}] step {n} `s{n}`" for n in moved]


SCORE = st.builds(
    lambda score, reason: (score, reason),
    st.floats(1, 5, allow_nan=False) | st.integers(1, 5).map(float),
    ONLY_LF,
)
AREAS = st.builds(
    lambda title, query, question, scores, example, notes: Area(
        name="a",
        title=title,
        query=query,
        question=question,
        scores=tuple(OwnScore(name, *value) for name, value in sorted(scores.items())),
        is_example=example,
        notes=notes,
    ),
    ONLY_LF.filter(bool),
    ONLY_LF.map(str.strip).filter(bool),
    ONLY_LF,
    st.dictionaries(ONLY_LF, SCORE, max_size=3),
    st.booleans(),
    ONLY_LF.map(str.strip),
)


@settings(max_examples=200, deadline=None)
@given(area=AREAS)
def test_an_area_comes_back_as_it_was_written(area: Area) -> None:
    assert parse_area(area_text(area), Path("a.md")) == area


@settings(max_examples=25, deadline=None)
@given(
    notes=st.lists(st.sampled_from(["---", "# Head", "title: no", "", "  code", "é"]), max_size=6)
)
def test_notes_may_look_like_front_matter(notes: list[str]) -> None:
    area = Area("a", "A", "sepsis", notes="\n".join(notes).strip())
    with tempfile.TemporaryDirectory() as folder:
        home = Home.create(Path(folder), "")
        home.add_area(area)
        assert home.areas() == (area,)


@pytest.mark.parametrize("end", ["\v", "\f", "\x1c", "\u2028", "\u2029"])
def test_a_line_ends_where_an_editor_ends_it(end: str) -> None:
    area = Area("a", f"Title{end}pasted", "sepsis", notes=f"one{end}---{end}two")
    found = parse_area(area_text(area), Path("a.md"))
    assert (found.title, found.notes) == (area.title, area.notes)
