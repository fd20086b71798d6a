"""The errors: one tree that its docstring draws, sentences, exit codes."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from unicodedata import combining, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost import errors
from fingerpost.errors import (
    ChangedError,
    FailureError,
    FingerpostError,
    GuideError,
    HomeError,
    ProfileError,
    QueryError,
    UsageError,
)
from fingerpost.library import parse_query

SOURCE = Path(inspect.getfile(errors)).parent
CLASSES = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, FingerpostError)
]


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    wide = sum(east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(combining(c) > 0 for c in text)


def drawn_tree() -> dict[str, str | None]:
    """Each class that the docstring names, and the class that it hangs from."""
    tree: dict[str, str | None] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^([│├└─ ]*)(\w+Error)\b", line)
        if found:
            depth = len(found.group(1))
            above = [entry for entry in above if entry[0] < depth]
            tree[found.group(2)] = above[-1][1] if above else None
            above.append((depth, found.group(2)))
    return tree


def test_the_docstring_draws_every_class_there_is_and_no_other() -> None:
    true = {
        found.__name__: None if found is FingerpostError else found.__bases__[0].__name__
        for found in CLASSES
    }
    assert drawn_tree() == true


def test_no_other_module_makes_errors_of_its_own_in_the_tree() -> None:
    names = {found.__name__ for found in CLASSES}
    strays = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and path.name != "errors.py":
                bases = {ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases}
                strays += [f"{path.name}: {node.name}"] if bases & names else []
    assert strays == []


@pytest.mark.parametrize("found", CLASSES)
def test_wrong_use_ends_with_two_and_everything_else_with_one(found: type[FingerpostError]) -> None:
    assert found.exit_code == (2 if issubclass(found, UsageError) else 1)
    assert issubclass(found, UsageError | FailureError) or found is FingerpostError
    assert (found.__doc__ or "").split("\n")[0].endswith(".")


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("sepsis AND (", 11),
        ("(", 0),
        ("", 0),
        ("end", 3),
        ("tab\there (", 9),
        ("line\nbreak (", 11),
        ("windows\r\nline (", 14),
        ("café naïve (", 11),
        ("cafe\u0301 decomposed (", 17),
        ("敗血症 (", 4),
    ],
)
def test_the_caret_stands_under_the_character(query: str, position: int) -> None:
    error = QueryError("A bracket is not closed", query, position)
    said = str(error).splitlines()
    assert len(said) == 3, "a sentence, the query on one line, the caret"
    sentence, shown, caret = said
    assert sentence == f"A bracket is not closed, at character {position + 1}:"
    assert caret.strip() == "^"
    assert columns(caret[:-1]) == columns(shown[: position + 2])
    assert (error.reason, error.query, error.position) == (
        "A bracket is not closed", query, position
    )  # fmt: skip


@given(query=st.text('ab (")[]:*', max_size=20))
def test_the_parser_points_inside_the_query(query: str) -> None:
    found: QueryError | None = None
    try:
        parse_query(query)
    except QueryError as error:
        found = error
    if found is not None:
        assert found.query == query
        assert 0 <= found.position <= len(query)
        assert found.reason.strip()


@pytest.mark.parametrize("kind", [ProfileError, GuideError])
def test_a_place_is_told_where_it_is_known(kind: type[ProfileError | GuideError]) -> None:
    assert str(kind(Path("me.toml"), 3, "no such skill")) == "me.toml, line 3: no such skill"
    unknown = kind("me.toml", None, "no such skill")
    assert str(unknown) == "me.toml: no such skill"
    assert (unknown.path, unknown.line, unknown.reason) == ("me.toml", None, "no such skill")


def test_a_changed_file_says_that_it_was_left_and_what_to_do() -> None:
    said = str(ChangedError(Path("plan.md")))
    assert said.startswith("plan.md was changed since it was read")
    assert said.endswith("Run the command again.")
    assert issubclass(ChangedError, HomeError)
