"""What an explanation of a query says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query and how many papers it finds by itself.

    `operator` is AND, OR or NOT over `parts`, or empty for a leaf. `words` are what a leaf is
    looked up by, as the index has it (stems, beginnings with a star); `fields` where.
    """

    text: str
    papers: int
    operator: str = ""
    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """The MeSH headings that a leaf stands for, itself and those below it, where MeSH is known."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that no paper has, and words that papers have and that are spelt nearly so."""

    word: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was understood, part by part."""

    query: str
    understood: str
    tree: Part
    notes: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    pubmed: str
    """The query as PubMed should be asked it."""
    pubmed_remarks: tuple[str, ...]
