"""A query as a tree, and how it is written out with every bracket and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Everything:
    """Every paper: the query `*`."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words sought in one field.

    A single word is sought in all its forms (trials finds trial) unless `exact`; several words
    are always exact and side by side. With `prefix` the last word may go on.
    """

    field: str
    text: str
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """One paper by an identifier of its own; `kind` is pmid, pmcid, doi or arxiv."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Years:
    """Papers of these years, both ends included; None is an open end."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Dates:
    """Papers whose date may lie between two dates (2018, 2018-03 or 2018-03-01); '' is open."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Not:
    """Papers that the part does not match."""

    part: Node
    depth: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", depth_of(self.part) + 1)


@dataclass(frozen=True, slots=True)
class And:
    """Papers that every part matches; never has an And as a part."""

    parts: tuple[Node, ...]
    depth: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", max(map(depth_of, self.parts)) + 1)


@dataclass(frozen=True, slots=True)
class Or:
    """Papers that at least one part matches; never has an Or as a part."""

    parts: tuple[Node, ...]
    depth: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", max(map(depth_of, self.parts)) + 1)


Node: TypeAlias = Everything | Term | Identifier | Years | Dates | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood."""

    root: Node

    @property
    def understood(self) -> str:
        """The query with every bracket and field written out; it parses to the same query."""
        return _written(self.root, top=True)


def depth_of(node: Node) -> int:
    """Return how many operators stand above the deepest leaf."""
    return node.depth if isinstance(node, Not | And | Or) else 0


def all_of(parts: Iterable[Node]) -> Node:
    """Join parts with AND."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Node]) -> Node:
    """Join parts with OR."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def none_of(part: Node) -> Node:
    """Negate a part; two negations cancel out."""
    return part.part if isinstance(part, Not) else Not(part)


def _written(node: Node, *, top: bool = False) -> str:
    if isinstance(node, And | Or):
        operator = " AND " if isinstance(node, And) else " OR "
        inner = operator.join(_written(part) for part in node.parts)
        return inner if top else f"({inner})"
    if isinstance(node, Not):
        return f"NOT {_written(node.part)}"
    return _leaf(node)


def _leaf(node: Everything | Term | Identifier | Years | Dates) -> str:
    match node:
        case Everything():
            return "*"
        case Term(field_name, text, exact, prefix):
            shown = f"{text}*" if prefix else text
            return f'{field_name}:"{shown}"' if exact else f"{field_name}:{shown}"
        case Identifier(kind, value):
            return f'{kind}:"{value}"'
        case Years(first, last) if first == last:
            return f"year:{first}"
        case Years(first, last):
            return f"year:{'' if first is None else first}..{'' if last is None else last}"
        case Dates(first_date, last_date) if first_date == last_date:
            return f"date:{first_date}"
        case Dates(first_date, last_date):
            return f"date:{first_date}..{last_date}"
