"""A guide that somebody wrote as an article in Markdown: its paths, as its headings order them.

A path is a heading with a section 'Requirements' or 'Routes in' below it. Nothing is rendered:
HTML is left out and told, and so are links that lead to no page of the web.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from fingerpost.errors import GuideError
from fingerpost.guide.folder import read_text
from fingerpost.guide.model import Axis
from fingerpost.text import fold, squeeze, visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_REQUIREMENTS, _ROUTES = ("requirement",), ("routes in", "ways in", "next steps")
_AXES = {
    Axis.MACHINE_LEARNING: {"machine", "ml", "ai", "data", "technical", "programming", "computer"},
    Axis.MEDICINE: {"medicine", "medical", "clinical", "healthcare", "nursing"},
}
MOST_PATHS = 100
_LEFT = ("mailto", "")
"""Schemes of links that are kept as words: an address of mail, and a place on the same site."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the article has it."""

    text: str
    target: str

    def address(self, base: str) -> str:
        """Return the address of the web that it leads to from `base`; empty where none is known."""
        whole = urljoin(base, self.target) if base else self.target
        return whole if urlsplit(whole).scheme in ("http", "https") else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or the item of a list, in the article's words."""

    text: str
    links: tuple[Link, ...] = ()
    label: str = ""
    """The words before its colon, if they are set in bold type."""

    @property
    def axis(self) -> Axis:
        """The axis of a requirement: its label's, else 'other'."""
        words = set(fold(self.label).split())
        return next((axis for axis, known in _AXES.items() if words & known), Axis.OTHER)

    @property
    def asked(self) -> str:
        """The text of a requirement without a label that only names its axis."""
        named = self.axis is not Axis.OTHER or fold(self.label) == "other"
        return self.text.partition(":")[2].strip() or self.text if named else self.text


@dataclass(frozen=True, slots=True)
class ArticlePath:
    """A path as an article tells of it."""

    name: str
    prose: tuple[Passage, ...]
    requirements: tuple[Passage, ...]
    routes: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article that was read; `about` is what stands outside of its paths."""

    file: str
    title: str
    dated: str
    """The date in its head, in ISO form; empty where there is none."""
    paths: tuple[ArticlePath, ...]
    about: tuple[Passage, ...]
    problems: tuple[str, ...]
    """What was left out, with its line."""


def read_article(file: Path) -> Article:
    """Return what an article in Markdown says of paths.

    GuideError when it cannot be read, is larger than 256 KB, or has no path that could be told.
    """
    text = read_text(file, str(file), longest=0)
    if text is None:
        raise GuideError(file, None, "there is no such file.")
    head, body, first = _without_head(text)
    reading = _Reading()
    blocks = list(_blocks(body, first, reading))
    paths, about = _sorted_out(blocks)
    if not paths:
        raise GuideError(
            file,
            None,
            "no path was found: a path is a heading (such as '## Consulting') with a heading"
            " 'Requirements' or 'Routes in' below it.",
        )
    if len(paths) > MOST_PATHS:
        raise GuideError(file, None, f"it has more than {MOST_PATHS} paths; split it.")
    return Article(
        file.name,
        head.get("title") or _first_title(blocks) or file.stem,
        _date(head),
        paths,
        about,
        tuple(reading.problems),
    )


@dataclass
class _Reading:
    problems: list[str] = field(default_factory=list)

    def left_out(self, line: int, what: str) -> None:
        self.problems.append(f"line {line}: {what}")


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading (level 1 to 6), a passage (0) or a rule across the page (-1)."""

    level: int
    passage: Passage = field(default_factory=lambda: Passage(""))


@dataclass
class _Place:
    """A heading that is no section, with what stands below it."""

    name: str
    level: int
    above: _Place | None
    prose: list[Passage] = field(default_factory=list)
    requirements: list[Passage] = field(default_factory=list)
    routes: list[Passage] = field(default_factory=list)

    @property
    def is_path(self) -> bool:
        """Whether it has a section; what stands above the first heading is no path."""
        return self.above is not None and bool(self.requirements or self.routes)

    def path(self) -> ArticlePath:
        """Return it as a path."""
        return ArticlePath(
            self.name, tuple(self.prose), tuple(self.requirements), tuple(self.routes)
        )


def _without_head(text: str) -> tuple[dict[str, str], str, int]:
    """Return the keys of the head between two lines '---', the rest, and the rest's first line."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return {}, text, 1
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        return {}, text, 1
    pairs = (line.partition(":") for line in lines[1:end])
    head = {key.strip(): visible(squeeze(value)).strip("\"'") for key, _, value in pairs}
    return head, "\n".join(lines[end + 1 :]), end + 2


def _date(head: dict[str, str]) -> str:
    from datetime import date

    for key in ("date", "public_date", "published"):
        try:
            return date.fromisoformat(head.get(key, "")[:10]).isoformat()
        except ValueError:
            continue
    return ""


def _first_title(blocks: Sequence[_Block]) -> str:
    return next((block.passage.text for block in blocks if block.level == 1), "")


def _blocks(text: str, first_line: int, reading: _Reading) -> Iterator[_Block]:
    """Yield headings, passages and rules in the order of the text."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark")
    # Every link is taken for one here, so that one which leads nowhere can be told.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
    level = 0
    for token in markdown.parse(text):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "inline":
            passage = _passage(token.children or (), line, reading)
            if passage.text:
                yield _Block(level, passage)
            level = 0
        elif token.type in ("fence", "code_block"):
            yield _Block(0, Passage(_clean(token.content)))
        elif token.type == "hr":
            yield _Block(-1)
        elif token.type == "html_block":
            reading.left_out(line, "HTML was left out, with whatever stands in it.")


def _passage(children: Sequence[Token], line: int, reading: _Reading) -> Passage:
    words: list[str] = []
    links: list[Link] = []
    begun: tuple[int, str] | None = None
    bold_end = 0
    for child in children:
        if child.type == "link_open":
            begun = (len(words), str(child.attrGet("href") or ""))
        elif child.type == "link_close" and begun is not None:
            said = _clean("".join(words[begun[0] :]))
            links += _kept(Link(said or begun[1], begun[1]), line, reading)
            begun = None
        elif child.type == "strong_close" and not bold_end:
            bold_end = len(words)
        elif child.type == "html_inline":
            reading.left_out(line, "HTML was left out.")
        else:
            words.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
    text = _clean("".join(words))
    return Passage(text, tuple(links), _label(text, _clean("".join(words[:bold_end]))))


def _kept(link: Link, line: int, reading: _Reading) -> tuple[Link, ...]:
    try:
        parts = urlsplit(link.target)
    except ValueError:
        parts = None
    web = parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)
    if not web and (parts is None or parts.scheme not in _LEFT):
        reading.left_out(line, f"the link of '{link.text}' leads to no page and was left out.")
        return ()
    return (Link(link.text, _clean(link.target)),)


def _label(text: str, bold: str) -> str:
    """Return the words before the colon, where the text begins with them in bold type."""
    label, colon, _ = text.partition(":")
    return label.strip() if colon and bold.rstrip(": ") and text.startswith(bold) else ""


def _clean(text: str) -> str:
    return visible(squeeze(text))


def _sorted_out(
    blocks: Sequence[_Block],
) -> tuple[tuple[ArticlePath, ...], tuple[Passage, ...]]:
    """Return the paths, and the passages that belong to none."""
    outside: list[Passage] = []
    places = [_Place("", 0, None, outside)]
    open_ = [places[0]]
    into = outside
    for block in blocks:
        if block.level == -1:
            into = outside
        elif block.level == 0:
            into.append(block.passage)
        else:
            into = _under_heading(block, places, open_, outside)
    outside += [*places[0].requirements, *places[0].routes]
    for place in places[1:]:
        if not place.is_path:
            _give_away(place, outside)
    return tuple(place.path() for place in places if place.is_path), tuple(outside)


def _under_heading(
    block: _Block, places: list[_Place], open_: list[_Place], outside: list[Passage]
) -> list[Passage]:
    """Return where the passages below a heading belong; `open_` are the headings it stands in."""
    if block.passage.links:
        outside.append(block.passage)
    words = fold(block.passage.text)
    while open_[-1].level >= block.level:
        open_.pop()
    above = open_[-1]
    if any(word in words for word in _REQUIREMENTS):
        return above.requirements
    if any(word in words for word in _ROUTES):
        return above.routes
    places.append(_Place(block.passage.text, block.level, above))
    open_.append(places[-1])
    return places[-1].prose


def _give_away(place: _Place, outside: list[Passage]) -> None:
    """Give what stands under a heading without sections to the path that it stands in, if any."""
    above = place.above
    while above is not None and not above.is_path:
        above = above.above
    into = outside if above is None else above.prose
    if place.prose:
        into += [Passage(place.name), *place.prose]
