"""A note as a file says it: what it is about, its links, and which words in it are the user's."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from fingerpost.home.front_matter import front_matter
from fingerpost.home.note_blocks import outside
from fingerpost.text import digest, fold

_LINK: Final = re.compile(r"\[\[([^\[\]|#^\n]{1,250})[^\[\]\n]{0,250}\]\]")
_HEADING: Final = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_COMMENT: Final = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)
_WORD: Final = re.compile(r"\w[\w’'-]*")


class NoteFacts(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a note says of itself."""

    id: str = ""
    """As in the front matter: 'pmid:1', or 'topic:sepsis'."""
    title: str = ""
    status: str = ""
    rating: str = ""
    topics: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    query: str = ""
    area: str = ""
    links: tuple[str, ...] = ()
    """Names that the user's own words link to, without folder and ending."""
    own: str = ""
    """A digest of all that is outside of managed blocks."""
    words: int = 0
    """How many words of the user's it has, headings and properties left out."""
    problem: str = ""
    """Why its front matter cannot be read."""


def note_facts(text: str) -> NoteFacts:
    """Return what a note's text says."""
    front, own = front_matter(text), outside(text)
    below = front_matter(own).body
    said = _COMMENT.sub(" ", _HEADING.sub(" ", own[below:].replace("\r\n", "\n")))
    return NoteFacts(
        id=front.text("id"),
        title=front.text("title"),
        status=front.text("status"),
        rating=front.text("rating"),
        topics=front.texts("topics"),
        aliases=front.texts("aliases"),
        tags=front.texts("tags"),
        papers=front.texts("papers"),
        query=front.text("query"),
        area=front.text("area"),
        links=tuple(dict.fromkeys(link_target(found) for found in _LINK.findall(said))),
        own=digest(own.replace("\r\n", "\n")),
        words=len(_WORD.findall(said)),
        problem=front.problem,
    )


def link_target(link: str) -> str:
    """Return the name that a wikilink leads to, without folder and ending."""
    name = link.strip().strip("\\").rsplit("/", 1)[-1]
    return name.removesuffix(".md").strip()


def names_of(file: str, facts: NoteFacts) -> frozenset[str]:
    """Return the names under which a note is linked, folded: its file's, title and aliases."""
    stem = PurePosixPath(file).stem
    return frozenset(filter(None, map(fold, (stem, facts.title, *facts.aliases))))
