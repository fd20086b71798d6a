"""The line of a value in TOML is the line on which its statement starts."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.text import toml_line, toml_value

STATEMENTS = st.lists(
    st.sampled_from(
        [
            'text = """one\ntwo\n\nthree"""',
            "numbers = [\n  1,\n  2, # two\n]",
            "# a comment",
            "",
            "inline = { a = 1, b = { c = 2 } }",
            "dotted.key = true",
            "'quoted key' = 'x'",
        ]
    ),
    max_size=4,
)
TABLES = st.lists(st.tuples(st.sampled_from(["[[row]]", "[[row]]\nname = 1"]), STATEMENTS))


def _plainly(text: str, keys: Sequence[str | int]) -> int | None:
    """The same by trying every beginning in turn."""
    lines = text.split("\n")
    before = 0
    for end in range(1, len(lines) + 1):
        try:
            found: object = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        try:
            for key in keys:
                found = found[key]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            before = end
        else:
            return before + 1
    return None


@given(st.data(), STATEMENTS, TABLES)
def test_halving_finds_what_trying_every_line_finds(
    data: st.DataObject, top: list[str], tables: list[tuple[str, list[str]]]
) -> None:
    blocks = [*dict.fromkeys(top)]
    for heading, statements in tables:
        blocks += [heading, *dict.fromkeys(statements)]
    text = "\n".join(blocks)
    keys: tuple[str | int, ...] = data.draw(
        st.sampled_from(
            [
                ("text",),
                ("numbers", 1),
                ("inline", "b", "c"),
                ("dotted", "key"),
                ("none",),
                ("row",),
            ]
        )
        | st.tuples(st.just("row"), st.integers(0, 4), st.sampled_from(["name", "text", "dotted"]))
    )
    assert toml_line(text, keys) == _plainly(text, keys)


@given(
    st.recursive(
        st.text()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner, max_size=3),
    ).filter(lambda value: "\ud800" not in str(value))
)
def test_a_value_written_as_toml_reads_as_the_same(value: object) -> None:
    assert tomllib.loads(f"value = {toml_value(value)}")["value"] == value
