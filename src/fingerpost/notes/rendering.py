"""A note as HTML that is safe to show: Markdown rendered, wikilinks followed, all else cleaned.

What Obsidian adds to Markdown is taken up as far as our own notes use it: wikilinks, callouts that
fold, and comments, which are not shown. Pictures are named, not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from fingerpost.home.front_matter import front_matter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Resolve = Callable[[str], str]
"""Gives the address of the note that a wikilink's name leads to; an empty one for none."""

LONGEST: Final = 500_000
"""So many characters of a note are rendered."""
_WIKILINK: Final = re.compile(r"!?\[\[([^\[\]|\n]{1,250})(?:\\?\|([^\[\]\n]{0,250}))?\]\]")
_CALLOUT: Final = re.compile(r"\[!([\w-]{1,40})\]([+-]?)[ \t]*(.*)")
_COMMENT: Final = re.compile(r"%%.*?%%|<!--.*?(?:-->|\Z)", re.DOTALL)
_TAGS: Final = frozenset(
    ("a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em",
     "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
     "small", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u",
     "ul")
)  # fmt: skip
_LOWEST: Final = 6


def note_html(text: str, resolve: Resolve, title: str = "") -> str:
    """Return a note's text below its front matter as clean HTML, headings from h2 on.

    A first heading that only repeats the title is left out.
    """
    body = text[front_matter(text).body :][:LONGEST].replace("\r\n", "\n")
    return _clean(_markdown().render(_COMMENT.sub("", body), {"resolve": resolve, "title": title}))


def _clean(markup: str) -> str:
    import nh3

    html = nh3.clean(
        markup,
        tags=set(_TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="noreferrer",
    )
    numbers = count(1)
    # Only bare tables are left, and all are closed: a wide one scrolls by itself.
    html = re.sub(
        "<table>",
        lambda _: (
            f'<div class="scroll" tabindex="0" role="region" aria-label="Table {next(numbers)}">'
            "<table>"
        ),
        html,
    )
    return html.replace("</table>", "</table></div>")


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.inline.ruler.before("link", "wikilink", _wikilink)
    markdown.core.ruler.push("headings", _headings)
    markdown.core.ruler.push("callouts", _callouts)
    markdown.add_render_rule("image", _picture)
    return markdown


def _wikilink(state: StateInline, silent: bool) -> bool:
    found = _WIKILINK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        name = found[1].strip().strip("\\")
        shown = (found[2] or found[1]).strip()
        address = state.env["resolve"](re.split(r"[#^]", name, maxsplit=1)[0].strip())
        if address:
            state.push("link_open", "a", 1).attrs = {"href": address}
        state.push("text", "", 0).content = shown
        if address:
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _headings(state: StateCore) -> None:
    """Let headings begin with h2: the page's own is the h1."""
    tokens = state.tokens
    if [token.type for token in tokens[:2]] == ["heading_open", "inline"]:
        plain = "".join(child.content for child in tokens[1].children or ())
        if " ".join(plain.split()) == " ".join(state.env["title"].split()):
            del tokens[:3]
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = 2 - min(levels, default=2)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_LOWEST, int(token.tag[1]) + shift)}"


def _callouts(state: StateCore) -> None:
    """Make a quotation that begins with [!kind] a part that folds, its first line in sight."""
    tokens, opened = state.tokens, []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "blockquote_open":
            is_callout = _is_callout(tokens, at)
            opened.append(is_callout)
            if is_callout:
                token.tag = "details"
                _summarise(tokens, at + 1)
        elif token.type == "blockquote_close" and opened.pop():
            token.tag = "details"
        at += 1


def _is_callout(tokens: Sequence[Token], at: int) -> bool:
    kinds = [token.type for token in tokens[at + 1 : at + 4]]
    if kinds != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    children = tokens[at + 2].children or []
    return bool(children) and bool(_CALLOUT.match(children[0].content))


def _summarise(tokens: list[Token], at: int) -> None:
    """Turn the paragraph at `at` into a summary and, where it has more lines, a paragraph."""
    inline = tokens[at + 1]
    children = inline.children or []
    found = _CALLOUT.match(children[0].content)
    if found is None:
        return
    children[0].content = found[3] or (found[1].capitalize() if len(children) == 1 else "")
    ends = next((i for i, each in enumerate(children) if each.type == "softbreak"), len(children))
    rest = children[ends + 1 :]
    inline.children = children[:ends]
    tokens[at].tag = tokens[at + 2].tag = "summary"
    if rest:
        tokens[at + 3 : at + 3] = [
            tokens[at].copy(tag="p"),
            inline.copy(children=rest),
            tokens[at + 2].copy(tag="p"),
        ]


def _picture(self: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:  # noqa: ARG001
    from markupsafe import escape

    return str(escape(f"(picture: {tokens[at].content or tokens[at].attrGet('src')})"))
