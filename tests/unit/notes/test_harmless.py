"""Text of records is shown as it is in a note, and can do nothing there."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from fingerpost.home.note_blocks import State, blocks_in, new_block
from fingerpost.notes.harmless import address, harmless, label, property_value

HOSTILE = st.lists(
    st.sampled_from(
        [
            "<!-- /fingerpost:paper -->", "<!-- fingerpost:paper mine -->", "[[x]]", "![[x]]",
            "#tag", "<script>", "</b>", "[a](javascript:b)", "`", "```", "**", "__", "_a_", "~~",
            "==", "%%", "key:: value", "https://x.y/z", "---", "\n---\nid: x\n", "$a$", "^[f]",
            "|", "\\", "&lt;", "&#60;", "a_b", "5*3", "p < 0.05", "\x00", "\x1b[31m", "\u2028",
            "{{x}}", "<%* x %>", "é", "[^1]", "![](x)", "- [ ] x", "1. x", "#1", "R&D", " ",
        ]
    ),
    max_size=8,
).map("".join) | st.text(max_size=30)  # fmt: skip
READER = MarkdownIt("gfm-like", {"linkify": False})


def shown(text: str) -> str:
    """What a reader of Markdown sees of text within a line."""
    (token,) = [token for token in READER.parse(f"- x: {text}") if token.type == "inline"]
    kinds = {child.type for child in token.children or []}
    assert kinds <= {"text", "text_special"}, kinds
    return "".join(child.content for child in token.children or []).removeprefix("x:").strip()


@settings(max_examples=1500)
@given(HOSTILE)
def test_text_is_shown_as_it_is_and_makes_no_markup(text: str) -> None:
    made = harmless(text)
    printable = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", " ".join(text.split()))
    assert shown(made) == printable.strip()
    assert not re.search(r"<|\[\[|(?<!\\)#\S|==|%%|::|://|\n", made)


@settings(max_examples=500)
@given(HOSTILE, HOSTILE)
def test_no_text_ends_a_block(one: str, other: str) -> None:
    block = new_block("paper", f"{harmless(one)}\n- x: {harmless(other)}")
    found = blocks_in(block)
    assert list(found) == ["paper"]
    assert (found["paper"].state, found["paper"].end) == (State.OURS, len(block))


@settings(max_examples=1000)
@given(HOSTILE | st.text())
def test_a_property_comes_back_from_yaml_and_is_no_link(text: str) -> None:
    front = f"title: {property_value(text)}\naliases: {property_value([text, 'b'])}\n"
    assert len(front.split("\n")) == 3
    read = YAML(typ="safe", pure=True).load(front)
    assert read["aliases"] == [read["title"], "b"]
    assert "[[" not in read["title"]
    assert (
        read["title"].replace("[ [", "[[").split()
        == re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", " ".join(text.split()))
        .replace("[ [", "[[")
        .split()
    )


@given(HOSTILE)
def test_an_address_is_one_word_between_angle_brackets(text: str) -> None:
    made = address(f"https://example.org/{text}")
    assert re.fullmatch(r"<https://[^\s<>\[\]`|\\]+>", made)
    assert address(f"javascript:{text}") == ""


@given(HOSTILE)
def test_a_label_is_words(text: str) -> None:
    assert not set(label(text)) & set("[]|#^<>`*\\\n")
