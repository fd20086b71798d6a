"""A query made ready for the index: headings with those below them, near words made certain."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.library.index.index import Index
from fingerpost.library.index.nearness import is_near, near_parts, near_words, several_texts
from fingerpost.library.index.schema import texts_of
from fingerpost.library.mesh import MeshTable
from fingerpost.library.query import (
    And,
    Fact,
    Identifier,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    PreprintOf,
    Rows,
    Term,
)
from fingerpost.library.query.model import all_of, any_of, none_of
from fingerpost.library.store import Store

_PAGE = 500
_EXACT = {
    "mesh": "mesh_only",
    "majr": "majr_only",
    "type": "type_only",
    "mesh_only": "mesh_only",
    "majr_only": "majr_only",
    "type_only": "type_only",
}


class Settling:
    """Turns what a query states into what the index and the store can answer for certain."""

    def __init__(self, index: Index, store: Store, mesh: MeshTable | None) -> None:
        self._index, self._store, self._mesh = index, store, mesh
        self._known: dict[Leaf, Node] = {}
        self._preprints: dict[str, None] = {}

    def settled(self, node: Node) -> Node:
        """Return the tree with its leaves made ready."""
        match node:
            case And(parts):
                return all_of(map(self.settled, parts))
            case Or(parts):
                return any_of(map(self.settled, parts))
            case Not(part):
                return none_of(self.settled(part))
        if node not in self._known:
            self._known[node] = self._leaf(node)
        return self._known[node]

    def _leaf(self, leaf: Leaf) -> Node:
        if isinstance(leaf, Near):
            return self._near(leaf)
        if isinstance(leaf, Identifier):
            return self._identified(leaf)
        if self._mesh and isinstance(leaf, Term) and leaf.field in _EXACT and not leaf.prefix:
            return with_narrower(leaf.field, leaf.text, self._mesh, leaf)
        if self._mesh and isinstance(leaf, Fact) and leaf.kind in _EXACT and not leaf.prefix:
            return with_narrower(leaf.kind, leaf.value, self._mesh, leaf)
        return leaf

    @property
    def notes(self) -> tuple[str, ...]:
        """Say of which identifiers the library has but a preprint, a sentence each."""
        return tuple(
            f"The library does not have {each} itself; shown is the preprint; published as {each}"
            for each in self._preprints
        )

    def _identified(self, leaf: Identifier) -> Node:
        """Return the paper with an id, or where there is none, the preprint that names it."""
        preprint = PreprintOf(f"{leaf.kind}:{leaf.value}")
        if not self._index.may_name_published(preprint.paper_id) or self._index.count(leaf):
            return leaf
        if not self._index.count(preprint):
            return leaf
        self._preprints[preprint.paper_id] = None
        return preprint

    def _near(self, near: Near) -> Node:
        """Read the papers of which the index alone cannot be sure."""
        if len(near_words(near)) > 2:
            return all_of((near, Rows(tuple(self._checked(near, near)))))
        parts = [Near(part, near.text, near.gap) for part in near_parts(near)]
        sure = any_of(all_of((part, none_of(several_texts(part)))) for part in parts)
        doubtful = any_of(all_of((part, several_texts(part))) for part in parts)
        checked = Rows(tuple(self._checked(near, all_of((doubtful, none_of(sure))))))
        return any_of((sure, all_of((near, checked))))

    def _checked(self, near: Near, doubtful: Node) -> Iterator[int]:
        rows = self._index.rows(doubtful)
        for start in range(0, len(rows), _PAGE):
            papers = self._store.papers(rows[start : start + _PAGE])
            for row in sorted(papers):
                fields = texts_of(papers[row])
                if is_near(near, (text for part in near_parts(near) for text in fields[part])):
                    yield row


def with_narrower(field: str, text: str, mesh: MeshTable, otherwise: Node) -> Node:
    """Return a heading with those below it, under its own name even when asked by another.

    A name that MeSH does not know stays as it was: its words are sought in the headings.
    """
    name, slash, qualifier = text.partition("/")
    heading = mesh.heading_of(name)
    if heading is None:
        return otherwise
    below = [heading] if field.endswith("_only") else mesh.with_narrower(heading)
    return any_of(Fact(_EXACT[field], f"{each}{slash}{qualifier}") for each in below)
