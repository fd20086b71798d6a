"""What a full text is: a paper's front matter, and its parts in their order."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from fingerpost.records import Paper


class PartKind(StrEnum):
    """What a part of a paper is for, as its heading says."""

    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    INTRODUCTION = "introduction"
    RELATED_WORK = "related work"
    METHODS = "methods"
    RESULTS = "results"
    DISCUSSION = "discussion"
    LIMITATIONS = "limitations"
    CONCLUSION = "conclusion"
    FUNDING = "funding"
    CONFLICTS = "conflicts of interest"
    AVAILABILITY = "data and code availability"
    REGISTRATION = "registration"
    ETHICS = "ethics"
    ACKNOWLEDGEMENTS = "acknowledgements"
    AUTHORS = "authors"
    APPENDIX = "appendix"
    REFERENCES = "references"
    FOOTNOTES = "footnotes"
    OTHER = "other"
    """A heading that tells nothing, or text without one."""


class Part(Struct, frozen=True, gc=False, omit_defaults=True):
    """A part of a paper; `heading` is the way to it ('Methods > Participants'), or empty.

    Paragraphs are lines of `text`. `pages` are (place in the text, page from 1) for every page
    that begins within the part, the first at 0; empty where there are no pages.
    """

    kind: PartKind
    heading: str
    text: str
    pages: tuple[tuple[int, int], ...] = ()

    def page_at(self, place: int) -> int | None:
        """Return the page on which a place of the text stands."""
        return next((page for start, page in reversed(self.pages) if start <= place), None)


class FullText(Struct, frozen=True, gc=False, omit_defaults=True):
    """A paper with its text: title and abstract in `paper`, all that follows in `parts`."""

    paper: Paper
    parts: tuple[Part, ...] = ()
    file: str = ""
    pages: int = 0
    """How many pages the document has; 0 where it has none."""
    abstract_page: int | None = None
    """Where the abstract begins; None where there are no pages or it is not of this file."""
    remarks: tuple[str, ...] = ()
    """What the reader should know of the reading, as sentences."""
    front_from: str = ""
    """Where title and abstract were taken from, if not from this file: 'the library'."""


class Limits(Struct, frozen=True, gc=False):
    """How far the reading of one PDF may go; beyond any of these it is ended."""

    seconds: float = 60.0
    """Of the clock, from the start of the process that reads to its answer."""
    memory: int = 1 << 30
    """Bytes of address space, where the system can limit it."""
    file_size: int = 200 << 20
    pages: int = 400
    characters: int = 4_000_000
