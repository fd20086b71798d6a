"""A query as a tree, and how it is written out with every bracket and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Everything:
    """Every paper: the query `*`."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words sought in one field.

    A single word is sought in all its forms (trials finds trial) unless `exact`; several words
    are always exact and side by side. With `prefix` the last word may go on; a star within the
    text says the same of the word before it.
    """

    field: str
    text: str
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two or more words in any order, with at most `gap` other words between first and last.

    `field` is title, tiab or affiliation; the words are taken as they are written, in one text.
    """

    field: str
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class Fact:
    """The whole of something a record says: a volume, a heading without those below it.

    `kind` is the field's name; for `has`, the value names what must be there. With `prefix` the
    value is only its beginning.
    """

    kind: str
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """One paper by an identifier of its own; `kind` is pmid, pmcid, doi or arxiv."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class PreprintOf:
    """Preprints that name a paper as their published version: what an identifier became.

    No query states it.
    """

    paper_id: str


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
class Rows:
    """Papers by their rows in the store: what a part became once their texts were read.

    No query states it.
    """

    rows: tuple[int, ...]


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


Leaf: TypeAlias = Everything | Term | Near | Fact | Identifier | PreprintOf | Years | Dates | Rows
Node: TypeAlias = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood; `notes` say what was taken otherwise than PubMed would."""

    root: Node
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def understood(self) -> str:
        """The query with every bracket and field written out; it parses to the same query."""
        return written(self.root)


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


def written(node: Node) -> str:
    """Return a part of a query with every bracket and field written out."""
    return _written(node, top=True)


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Give the leaves of a tree from left to right."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves_of(part)
    elif isinstance(node, Not):
        yield from leaves_of(node.part)
    else:
        yield node


def _written(node: Node, *, top: bool = False) -> str:
    if isinstance(node, And | Or):
        operator = " AND " if isinstance(node, And) else " OR "
        inner = operator.join(_written(part) for part in node.parts)
        return inner if top else f"({inner})"
    if isinstance(node, Not):
        return f"NOT {_written(node.part)}"
    return _leaf(node)


def _leaf(node: Leaf) -> str:
    match node:
        case Everything():
            return "*"
        case Term(field_name, text, exact, prefix):
            shown = f"{text}*" if prefix else text
            return f'{field_name}:"{shown}"' if exact else f"{field_name}:{shown}"
        case Near(field_name, text, gap):
            return f'"{text}"[{field_name}:~{gap}]'
        case Fact(kind, value, prefix):
            return f'{kind}:"{value}*"' if prefix else f'{kind}:"{value}"'
        case Identifier(kind, value):
            return f'{kind}:"{value}"'
        case PreprintOf(paper_id):
            return f'preprint of:"{paper_id}"'
        case Rows(rows):
            return f"rows:{len(rows)}"
        case Years(first, last):
            return f"year:{_span(str(first or ''), str(last or ''))}"
        case Dates(first_date, last_date):
            return f"date:{_span(first_date, last_date)}"


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"
