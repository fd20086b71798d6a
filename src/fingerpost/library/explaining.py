"""How a query was understood: every part with its count, its words, and what to look out for."""

from __future__ import annotations

from datetime import date
from itertools import islice

from fingerpost.library.abbreviating import Abbreviating
from fingerpost.library.explanation import Explanation, Part, Suggestion
from fingerpost.library.index.index import Index
from fingerpost.library.index.nearness import near_parts, near_words
from fingerpost.library.index.questions import PARTS
from fingerpost.library.index.schema import STEMMED
from fingerpost.library.index.spellings import SPELT_FIELDS, spellings_of
from fingerpost.library.index.words import words_of
from fingerpost.library.mesh import MeshTable
from fingerpost.library.query import (
    And,
    Fact,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Query,
    Term,
    for_pubmed,
    leaves_of,
    written,
)
from fingerpost.library.settling import Settling
from fingerpost.library.spelling import Spelling
from fingerpost.library.store import Store

NO_NARROWER = (
    "Narrower headings are not included, as they would be in PubMed: point Fingerpost at NLM's"
    " descriptor file with  fingerpost mesh use desc2026.xml"
)
_NO_GROUPS = (
    "PubMed also takes in the subheadings grouped below one (therapy: drug therapy …); not here"
)
_MOST_UNKNOWN = 20
"""A strategy of hundreds of words would wait for the spelling of each that no paper has."""
_SPELT = SPELT_FIELDS | {"all", "tw"}
_OTHER = ("keyword", "mesh", "author", "journal", "type")
_NAMES = {"keyword": "keywords", "mesh": "MeSH headings", "majr": "main MeSH headings",
          "author": "authors", "type": "publication type", "group": "groups",
          "affiliation": "affiliations", "first_author": "first author",
          "last_author": "last author"}  # fmt: skip


def notes_on(query: Query, mesh: MeshTable | None) -> tuple[str, ...]:
    """Return what was taken otherwise than PubMed would take it, a sentence each."""
    notes = dict.fromkeys(query.notes)
    for leaf in leaves_of(query.root):
        if isinstance(leaf, Term) and leaf.field in ("mesh", "majr"):
            name, slash, _ = leaf.text.partition("/")
            if slash:
                notes[_NO_GROUPS] = None
            if mesh is None:
                notes[NO_NARROWER] = None
            elif leaf.prefix:
                notes[f"'{leaf.text}*' is cut, so it takes in no narrower headings"] = None
            elif mesh.heading_of(name) is None:
                notes[f"MeSH has no heading or entry term '{name}': it is sought as words of the"
                      " headings"] = None  # fmt: skip
        elif isinstance(leaf, Fact) and leaf.kind == "subheading":
            notes[_NO_GROUPS] = None
    return tuple(notes)


class Explaining:
    """Explains queries from an index, a store and, where it is there, MeSH."""

    def __init__(self, index: Index, store: Store, mesh: MeshTable | None) -> None:
        self._index, self._mesh = index, mesh
        self._settling = Settling(index, store, mesh)
        self._abbreviating = Abbreviating(index)
        self._spelling = Spelling(index, store)

    def explanation(self, text: str, query: Query, today: date | None = None) -> Explanation:
        """Return all there is to say about a query."""
        pubmed = for_pubmed(text, today)
        whole = self._part(query.root)
        return Explanation(
            text,
            query.understood,
            whole,
            (*notes_on(query, self._mesh), *self._abbreviating.notes, *self._settling.notes),
            self._suggestions(query.root),
            pubmed.text,
            pubmed.remarks,
        )

    def _part(self, node: Node) -> Part:
        settled = self._settling.settled(self._abbreviating.widened(node))
        papers = self._index.count(settled)
        match node:
            case And(parts):
                return Part(written(node), papers, "AND", tuple(map(self._part, parts)))
            case Or(parts):
                return Part(written(node), papers, "OR", tuple(map(self._part, parts)))
            case Not(part):
                return Part(written(node), papers, "NOT", (self._part(part),))
        headings = tuple(
            each.value for each in leaves_of(settled) if isinstance(each, Fact) and settled != node
        ) if isinstance(node, Term | Fact) else ()  # fmt: skip
        words, fields = ((), ()) if headings else (_spelt(node), _fields(node))
        return Part(written(node), papers, words=words, fields=fields, headings=headings)

    def _suggestions(self, root: Node) -> tuple[Suggestion, ...]:
        """Return words near those that no paper has, each word once, in the query's order."""
        words = dict.fromkeys(word for leaf in leaves_of(root) for word in _whole_words(leaf))
        unknown = list(islice(filter(self._spelling.is_unknown, words), _MOST_UNKNOWN))
        found = ((word, self._spelling.near(word)) for word in unknown)
        return tuple(Suggestion(word, near) for word, near in found if near)


def _words(leaf: Leaf) -> tuple[str, ...]:
    """Return what a leaf is looked up by."""
    if isinstance(leaf, Near):
        return tuple(near_words(leaf))
    if not isinstance(leaf, Term) or leaf.field == "lang":
        return ()
    pieces = (f"{leaf.text}*" if leaf.prefix else leaf.text).replace("*", "* ").split()
    words = [
        word + "*" * (piece.endswith("*") and word == last)
        for piece in pieces
        for plain in [words_of(piece)]
        for last in plain[-1:]
        for word in plain
    ]
    if len(words) == 1 and not leaf.exact and not words[0].endswith("*"):
        return tuple(words_of(leaf.text, stems=leaf.field in (*STEMMED, "all", "tiab", "tw")))
    return tuple(words)


def _spelt(leaf: Leaf) -> tuple[str, ...]:
    """Return what a leaf is looked up by, with the other spellings of words taken as written."""
    words = _words(leaf)
    stems = isinstance(leaf, Term) and not leaf.exact and len(words) == 1 and "*" not in words[0]
    cut_alone = len(words) == 1 and words[0].endswith("*")
    if stems or cut_alone or not isinstance(leaf, Term | Near) or leaf.field not in _SPELT:
        return words
    return tuple("/".join(_spellings(word)) for word in words)


def _spellings(word: str) -> tuple[str, ...]:
    cut = "*" * word.endswith("*")
    return tuple(each + cut for each in spellings_of(word.removesuffix("*")))


def _fields(leaf: Leaf) -> tuple[str, ...]:
    """Return where a leaf is sought, in words."""
    if isinstance(leaf, Near):
        parts: tuple[str, ...] = near_parts(leaf)
    elif isinstance(leaf, Term):
        parts = PARTS.get(leaf.field, (leaf.field,))
    else:
        return ()
    names = [each for part in parts for each in (_OTHER if part == "other" else (part,))]
    return tuple(_NAMES.get(name, name) for name in names)


def _whole_words(leaf: Leaf) -> list[str]:
    """Return the words of a leaf that stand in the text of papers, but not cut ones."""
    if isinstance(leaf, Near):
        return words_of(leaf.text)
    in_text = isinstance(leaf, Term) and leaf.field in ("all", "title", "abstract", "tiab", "tw")
    if not in_text or not isinstance(leaf, Term) or leaf.prefix or "*" in leaf.text:
        return []
    return words_of(leaf.text)
