"""A preprint and its published version: two papers that name each other."""

from __future__ import annotations

from msgspec.structs import replace

from fingerpost.library.duplicates import Sketch
from fingerpost.library.shelf import Shelf, Stored
from fingerpost.records import Link, LinkKind, Paper


def preprint_of(one: Sketch, other: Sketch) -> bool:
    """True when the first of two linked records is the preprint of the second."""
    if one.published_as & other.ids or other.preprints & one.ids:
        return True
    if other.published_as & one.ids or one.preprints & other.ids:
        return False
    return one.is_preprint


def with_links(paper: Paper, stored: Stored, shelf: Shelf) -> Paper:
    """Return a paper with a link to each of its preprints and published versions on the shelf.

    One that a record names already under any of its ids is not named twice.
    """
    made: list[Link] = []
    for row, is_preprint in sorted(stored.linked.items()):
        other = shelf.stored.get(shelf.now(row))
        if other is None or other.row == stored.row:
            continue
        kind = LinkKind.HAS_PREPRINT if is_preprint else LinkKind.PUBLISHED_AS
        named = {link.target.lower() for link in paper.links if link.kind is kind}
        if not named & {alias.lower() for alias in other.aliases}:
            made.append(Link(kind, other.paper.id))
    made.sort(key=lambda link: (link.kind, link.target))
    return replace(paper, links=tuple(dict.fromkeys((*paper.links, *made)))) if made else paper
