"""A whole paper as one text: title and abstract first, then its parts with their headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fingerpost.reading.document import Document, document_from, prepare
from fingerpost.reading.sentences import Role, Sentence
from fingerpost.reading.words import lower
from fingerpost.records import Paper
from fingerpost.sources.full_text import FullText, Part, PartKind


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the text of a part stands in the whole: text[start:end]."""

    start: int
    end: int
    part: Part

    def source(self, place: int) -> str:
        """Return where a place of the whole stands, in words: 'Methods > Patients, page 3'."""
        heading = self.part.heading or "text without a heading"
        page = self.part.page_at(place - self.start)
        return f"{heading}, page {page}" if page else heading


@dataclass(frozen=True, slots=True)
class Whole:
    """The text that quotes of a full text refer to; it begins with `Paper.text`."""

    paper: Paper
    text: str
    stretches: tuple[Stretch, ...]
    abstract_page: int | None = None
    front_from: str = ""

    def stretch_at(self, place: int) -> Stretch | None:
        """Return the part in which a place stands; None for title, abstract and headings."""
        number = bisect_right(self.stretches, place, key=_start) - 1
        found = self.stretches[number] if number >= 0 else None
        return found if found and place < found.end else None

    def source(self, place: int) -> str:
        """Return where a place stands, in words, with its page where that is known.

        No page is given for a title, which may stand on another page than its abstract.
        """
        found = self.stretch_at(place)
        if found:
            return found.source(place)
        name = "title" if place < len(self.paper.title) else "abstract"
        if self.front_from:
            return f"{name} in {self.front_from}"
        paged = self.abstract_page is not None and name == "abstract"
        return f"{name}, page {self.abstract_page}" if paged else name

    def of(self, kinds: Iterable[PartKind]) -> tuple[Stretch, ...]:
        """Return the stretches of some kinds of parts, in the order of the paper."""
        wanted = frozenset(kinds)
        return tuple(stretch for stretch in self.stretches if stretch.part.kind in wanted)


def _start(stretch: Stretch) -> int:
    return stretch.start


def assemble(full: FullText) -> Whole:
    """Return a full text as one text: each part after an empty line, below its heading."""
    pieces = [full.paper.text]
    length = len(pieces[0])
    stretches = []
    for part in full.parts:
        before = f"\n\n{part.heading}\n"
        start = length + len(before)
        stretches.append(Stretch(start, start + len(part.text), part))
        pieces += [before, part.text]
        length = start + len(part.text)
    return Whole(full.paper, "".join(pieces), tuple(stretches), full.abstract_page, full.front_from)


def document_of(
    whole: Whole, roles: Mapping[PartKind, Role | None], *, with_front: bool
) -> Document:
    """Return the parts of some kinds as a document; all else of the text is blank.

    Every place is a place of the whole text, so quotes need no moving. A kind's role is given to
    all its sentences; None leaves each sentence the role that its own words show.
    """
    kept = [" "] * len(whole.text)
    sentences: list[Sentence] = []
    if with_front:
        kept[: len(whole.paper.text)] = whole.paper.text
        sentences += prepare(whole.paper.text).sentences
    for stretch in whole.of(roles):
        kept[stretch.start : stretch.end] = stretch.part.text
        sentences += sentences_of(stretch, roles[stretch.part.kind])
    text = "".join(kept)
    return document_from(text, lower(text), tuple(sentences))


def sentences_of(stretch: Stretch, role: Role | None = None) -> list[Sentence]:
    """Return the sentences of a part in places of the whole; no paragraph runs into the next."""
    found: list[Sentence] = []
    start = stretch.start
    for paragraph in stretch.part.text.split("\n"):
        # The newline stands for the title that a text of its own would have.
        found += [
            Sentence(one.start + start - 1, one.end + start - 1, role or one.role)
            for one in prepare(f"\n{paragraph}").sentences
        ]
        start += len(paragraph) + 1
    return found
