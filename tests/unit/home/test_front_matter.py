"""Front matter is read as YAML says, quickly where Fingerpost or Obsidian wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from fingerpost.home import front_matter as module
from fingerpost.home.front_matter import front_matter

VALUE = st.sampled_from(
    [
        "", "read", "to read", "4", "04", "4.5", "true", "yes", "null", "~", '"a: b # c"', "'x'",
        "[a, b]", '["a", "b"]', '["a", 1]', "[]", '[["a"]]', "2021-03-04", "a: b", "a # b", "a #b",
        "- a", "*x", "&x y", "|", "a-b (c)", "[[x]]", '"[[x]]"', '"\\u00e9"', '"\\/"', '"a\\tb"',
        "Öl, x", "a ", "{a: b}", "0x1F", "1_000", "1e3", "12:30", ".inf", "Read.", "é", "a,b",
        '"a" "b"', "[1.50]", "[true, null]",
    ]
)  # fmt: skip
LINE = st.one_of(
    st.tuples(st.sampled_from(["id", "status", "rating", "topics", "a-b"]), VALUE).map(
        lambda pair: f"{pair[0]}: {pair[1]}".rstrip(" ") if not pair[1] else f"{pair[0]}: {pair[1]}"
    ),
    VALUE.map(lambda value: f"  - {value}"),
    st.sampled_from(["# comment", "", "  b: c", "topics:"]),
)


def by_yaml(text: str) -> Any:
    try:
        data = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        return "unreadable"
    return data if isinstance(data, dict | None) else "unreadable"


@settings(max_examples=2000)
@given(st.lists(LINE, max_size=6))
def test_what_is_read_quickly_is_what_yaml_says(lines: list[str]) -> None:
    quick = module._quick(lines)
    if quick is not None:
        assert quick == (by_yaml("\n".join(lines)) or {})


@settings(max_examples=300)
@given(st.lists(LINE, max_size=6), st.text(max_size=20))
def test_anything_is_read_or_told_with_a_line(lines: list[str], after: str) -> None:
    front = front_matter("\n".join(["---", *lines, "---", after]))
    if front.problem:
        assert front.problem.startswith("line ")
        assert set(front.values) <= {"id"}
    for key in ("id", "status", "topics"):
        assert isinstance(front.text(key), str)
        assert all(isinstance(each, str) for each in front.texts(key))


def test_most_notes_need_no_yaml_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_reader(*_: object) -> None:
        raise AssertionError("read by YAML")

    monkeypatch.setattr(module, "_by_yaml", no_reader)
    text = (
        '---\r\ntitle: "A: b"\r\nauthors: ["A", "B"]\r\nyear: 2021\r\nid: "pmid:1"\r\nrating:\r\n'
        "topics:\r\n  - Sepsis alerts\r\n  - falls\r\nstatus: to read\r\n---\r\nBody"
    )
    front = front_matter(text)
    assert front.texts("topics") == ("Sepsis alerts", "falls")
    assert (front.text("id"), front.text("status"), front.text("rating")) == (
        "pmid:1",
        "to read",
        "",
    )
    assert text[front.body :] == "Body"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nid: pmid:1\nx: [\n---\n", "line 3"),
        ("---\nid: pmid:1\n", "line 1"),
        ("---\n- a\n---\n", "line 2"),
        ("---\nid: pmid:1\n" + "a: " + "[" * 5000 + "\n---\n", "line"),
        ("---\nx: " + "y" * 100_001 + "'\nid: pmid:1\n---\n", "line 1"),
        ('---\nid: "pmid:1"\n<<<<<<< HEAD\n---\n', "line"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_id_is_still_known(text: str, said: str) -> None:
    front = front_matter(text)
    assert front.problem.startswith(said)
    assert front.text("id") in ("pmid:1", "")


def test_aliases_of_yaml_swell_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
    )
    front = front_matter(f"---\n{bomb}topics: [*q, y]\n---\n")
    assert front.texts("topics") == ("y",)
