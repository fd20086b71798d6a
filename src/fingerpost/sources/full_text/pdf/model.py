"""Words, lines and blocks of a page, in points from its lower left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """A word where it stands; `y` is its baseline, `size` the height of its letters."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: list[Word]
    page: int
    column: tuple[float, float] = (0.0, 0.0)
    """From where to where the lines of its column reach."""
    full_width: bool = False

    @property
    def text(self) -> str:
        """The words, one space between."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.words[-1].right

    @property
    def y(self) -> float:
        """The baseline."""
        return self.words[0].y

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            size = round(word.size, 1)
            sizes[size] = sizes.get(size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are bold."""
        return all(word.bold for word in self.words if word.text[0].isalnum())


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size, the pieces of lines in the order of the file, and what stands upright."""

    number: int
    width: float
    height: float
    pieces: tuple[Line, ...]
    turned: str = ""
    """Text at an angle, such as the mark that arXiv prints along the margin."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading: its text, the style of its first line, the pages it stands on."""

    text: str
    size: float
    bold: bool
    pages: tuple[tuple[int, int], ...]
    """(place in the text, page) for each page on which the block goes on."""
    lead: str = ""
    """The bold words that it begins with, where the rest is not bold."""
    lines: int = 1
    full_width: bool = False

    @property
    def page(self) -> int:
        """The page on which the block begins."""
        return self.pages[0][1]
