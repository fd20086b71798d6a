"""From paragraphs and headings to the parts of a paper: title, abstract, sections, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fingerpost.sources.full_text.headings import (
    depth_of_number,
    is_weak,
    kind_of,
    without_number,
)
from fingerpost.sources.full_text.model import Part, PartKind
from fingerpost.sources.full_text.pdf.model import Block

_LONGEST = 110
_MOST_WORDS = 14
_MOST_PLAIN_WORDS = 6
"""Words of a heading that looks like the text around it."""
_MUCH_LARGER = 1.2
_LONGEST_ABSTRACT = 600
"""Words; Cochrane's are the longest."""
_SHORTEST_ABSTRACT = 60
_CAPTION = re.compile(
    r"(?:(?:supplementary |extended data |online )?(?:fig(?:ure)?s?\.?|tables?|box|scheme|plate|"
    r"algorithm|listing) ?(?:S|e)?(?:\d{1,3}|[IVX]{1,5})\b\s*[.:|–—(]?)|source:|note[s.:]",
    re.IGNORECASE,
)
_HAS_WORD = re.compile(r"[^\W\d_]{3}")
_FORMULA = re.compile(r"[=∑∫≤≥∈∀√]|\w\(\w\)")
_LEADERS = re.compile(r"(?:\. ?){5}")
"""Dots that lead to a page's number in a table of contents."""
_CITES = re.compile(
    r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]|\bet al\.?,? \(?(?:19|20)\d\d|"
    r"\([A-Z][\w-]+(?: and [A-Z][\w-]+| et al\.?)?,? (?:19|20)\d\d[a-z]?[;,)]"
)
"""Marks of references, which abstracts do not have and introductions do."""
_RUN_IN = re.compile(r"(?P<heading>[A-Z][\w '’&,/-]{2,48}?)\s?(?:[:.]|\s?[—–-])\s?(?=[^\s\d]|\d)")
_IN_ABSTRACT = {
    PartKind.INTRODUCTION, PartKind.METHODS, PartKind.RESULTS, PartKind.CONCLUSION,
    PartKind.DISCUSSION, PartKind.REGISTRATION, PartKind.FUNDING, PartKind.LIMITATIONS,
}  # fmt: skip
_LATE = {
    PartKind.FUNDING, PartKind.CONFLICTS, PartKind.AVAILABILITY, PartKind.REGISTRATION,
    PartKind.ETHICS, PartKind.ACKNOWLEDGEMENTS, PartKind.AUTHORS, PartKind.KEYWORDS,
    PartKind.ABSTRACT,
}  # fmt: skip
"""Parts whose heading often runs on into their text."""

_GOES_ON = (PartKind.METHODS, PartKind.RESULTS, PartKind.DISCUSSION)
"""Parts whose sections often look as they do themselves."""
_ENDS_AT_ANY = (PartKind.OTHER, PartKind.ABSTRACT, PartKind.KEYWORDS, PartKind.REFERENCES)
_AFTER_REFERENCES = {
    PartKind.FUNDING, PartKind.CONFLICTS, PartKind.AVAILABILITY, PartKind.ETHICS,
    PartKind.ACKNOWLEDGEMENTS, PartKind.AUTHORS, PartKind.APPENDIX, PartKind.METHODS,
}  # fmt: skip
"""What some journals print behind the references."""


@dataclass(slots=True)
class _Open:
    """A part that is being read."""

    kind: PartKind
    way: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)

    def part(self) -> Part:
        text = ""
        pages: list[tuple[int, int]] = []
        for block in self.blocks:
            begins = len(text) + 1 if text else 0
            text = f"{text}\n{block.text}" if text else block.text
            for place, page in block.pages:
                if not pages or pages[-1][1] != page:
                    pages.append((begins + place, page))
        return Part(self.kind, " > ".join(self.way), text, tuple(pages))


@dataclass(frozen=True, slots=True)
class Sections:
    """A paper's title and its parts in order, the abstract among them."""

    title: str
    parts: tuple[Part, ...]
    front: str
    """What stands before the abstract: authors, affiliations, the journal's own words."""


def sections_of(blocks: Sequence[Block], size: float) -> Sections:
    """Return the title and the parts; `size` is that of most of the text.

    Captions of figures and tables, and the labels within figures, belong to no part.
    """
    title, rest = _title(blocks, size)
    items = _split_run_in([block for block in rest if not _is_aside(block, size)], size)
    parts = _parts(items)
    first = next((i for i, part in enumerate(parts) if part.heading), len(parts))
    abstract = next((i for i, part in enumerate(parts) if part.kind is PartKind.ABSTRACT), None)
    if abstract is None:
        front, parts = _abstract_without_heading(parts, first)
    else:
        front, parts = "\n".join(one.text for one in parts[:abstract]), parts[abstract:]
    return Sections(title, tuple(part for part in parts if part.text), front)


def _title(blocks: Sequence[Block], size: float) -> tuple[str, list[Block]]:
    """The largest words on the first page that are a sentence; the file's own order counts not."""
    early = [b for b in blocks[:40] if b.page == blocks[0].page and _says_something(b)]
    largest = max((b.size for b in early), default=0.0)
    if largest < 1.1 * size:
        early = [b for b in early if b.bold][:1]
        largest = early[0].size if early else 0.0
    chosen = [b for b in early if abs(b.size - largest) < 0.05 * largest]
    if not chosen:
        return "", list(blocks)
    begin = blocks.index(chosen[0])
    end = begin
    while (
        end < len(blocks)
        and abs(blocks[end].size - largest) < 0.05 * largest
        and kind_of(blocks[end].text) not in (PartKind.ABSTRACT, PartKind.INTRODUCTION)
    ):
        end += 1
    text = " ".join(block.text for block in blocks[begin:end])
    return text, [*blocks[:begin], *blocks[end:]]


def _says_something(block: Block) -> bool:
    return len(block.text.split()) > 2 and kind_of(block.text) is PartKind.OTHER


def _is_aside(block: Block, size: float) -> bool:
    """Whether a block is a caption, or words within a figure or table."""
    small = block.size < 0.97 * size
    if _CAPTION.match(block.text) and (small or block.lead or block.text[:5].isupper()):
        return True
    if _LEADERS.search(block.text):
        return True
    if kind_of(block.text) is not PartKind.OTHER:
        return False
    letters = sum(c.isalpha() for c in block.text)
    return letters < 0.4 * len(block.text) or (small and len(block.text.split()) < 4)


def _split_run_in(blocks: Sequence[Block], size: float) -> list[tuple[Block, str]]:
    """Each block with its heading if it is one, or begins with one: (block, heading or '')."""
    found: list[tuple[Block, str]] = []
    for block in blocks:
        if _is_heading(block, size):
            found.append((block, block.text))
            continue
        match = _RUN_IN.match(block.text)
        kind = kind_of(match["heading"]) if match else PartKind.OTHER
        bold = bool(match) and block.lead.strip(" .:—–-").startswith(
            match["heading"] if match else ""
        )
        if match and kind is not PartKind.OTHER and (kind in _LATE or bold):
            rest = _rest(block, match.end())
            found += [(block, match["heading"]), (rest, "")]
        else:
            found.append((block, ""))
    return found


def _rest(block: Block, begin: int) -> Block:
    pages = tuple((max(0, place - begin), page) for place, page in block.pages)
    return Block(block.text[begin:], block.size, False, pages, "", block.lines, block.full_width)


def _is_heading(block: Block, size: float) -> bool:
    text = block.text
    words = text.split()
    if len(text) > _LONGEST or len(words) > _MOST_WORDS or block.lines > 3:
        return False
    bare = without_number(text)
    if not bare:
        return False
    if kind_of(text) is not PartKind.OTHER and text[-1] not in ",;)":
        styled = block.bold or block.size > 1.06 * size
        return styled or (bare[0].isupper() and len(words) <= _MOST_PLAIN_WORDS)
    if _CAPTION.match(text) or text.endswith((",", ";", ".")) or not _HAS_WORD.search(bare):
        return False
    plain = bare[0].isupper() or bare[0].isdigit() or (block.bold and block.lines == 1)
    if _FORMULA.search(text) or not plain:
        return False
    larger = block.size > 1.06 * size
    numbered = depth_of_number(text) is not None
    return block.bold or larger or (numbered and len(words) < 10 and words[-1][-1].isalpha())


def _parts(items: Sequence[tuple[Block, str]]) -> list[Part]:
    style = _top_style(items)
    labels = _abstract_labels(items)
    opened = [_Open(PartKind.OTHER, ())]
    top: tuple[PartKind, str] = (PartKind.OTHER, "")
    for place, (block, heading) in enumerate(items):
        if not heading:
            if opened[-1].kind is PartKind.ABSTRACT and _leaves(opened[-1], block):
                opened.append(_Open(PartKind.INTRODUCTION, ()))
            opened[-1].blocks.append(block)
            continue
        if place in labels:
            opened[-1].blocks.append(_as_label(block, heading))
            continue
        kind, depth = kind_of(heading), _depth(block, heading, style)
        if top[0] is PartKind.REFERENCES and not _ends_references(block, heading, style):
            opened[-1].blocks.append(block)
            continue
        inherits = kind is PartKind.OTHER or is_weak(heading)
        unnamed = kind is PartKind.OTHER and depth_of_number(heading) is None
        below = depth > 1 or (unnamed and top[0] in _GOES_ON)
        shown = " ".join(heading.split()).strip(" :.")
        if below and top[0] not in _ENDS_AT_ANY:
            opened.append(_Open(top[0] if inherits else kind, (top[1], shown)))
        else:
            top = (kind, shown)
            opened.append(_Open(kind, (shown,)))
    return [one.part() for one in opened if one.blocks or one.way]


def _ends_references(block: Block, heading: str, style: tuple[float, bool, bool] | None) -> bool:
    """Whether a heading behind the references begins a part, and is no entry and no table's."""
    if kind_of(heading) is PartKind.METHODS and _style(block) != style:
        return False
    return kind_of(heading) in _AFTER_REFERENCES and not is_weak(heading)


def _leaves(abstract: _Open, block: Block) -> bool:
    """Whether a paragraph without a heading no longer belongs to the abstract before it."""
    before = [one for one in abstract.blocks if not one.text.endswith(":")]
    if not before:
        return False
    length = sum(len(one.text.split()) for one in before)
    other_style = abs(before[-1].size - block.size) > 0.04 * block.size
    if length + len(block.text.split()) > _LONGEST_ABSTRACT:
        return True
    other = other_style or before[-1].full_width != block.full_width or _CITES.search(block.text)
    return length > _SHORTEST_ABSTRACT and bool(other)


def _as_label(block: Block, heading: str) -> Block:
    return Block(f"{heading.strip(' :.')}:", block.size, block.bold, block.pages)


def _style(block: Block) -> tuple[float, bool, bool]:
    return round(block.size, 1), block.bold, block.text.isupper()


def _top_style(items: Sequence[tuple[Block, str]]) -> tuple[float, bool, bool] | None:
    """The style of most headings that begin a part for certain."""
    certain = (PartKind.INTRODUCTION, PartKind.METHODS, PartKind.RESULTS, PartKind.DISCUSSION,
               PartKind.REFERENCES, PartKind.CONCLUSION)  # fmt: skip
    styles = Counter(
        _style(block)
        for block, heading in items
        if heading == block.text and kind_of(heading) in certain and not is_weak(heading)
    )
    return max(styles, key=lambda style: (styles[style], style)) if styles else None


def _depth(block: Block, heading: str, style: tuple[float, bool, bool] | None) -> int:
    numbered = depth_of_number(heading)
    if numbered is not None:
        return numbered
    if style is None or _style(block) == style:
        return 1
    if kind_of(heading) is not PartKind.OTHER and not is_weak(heading):
        return 1
    # Another style than that of the certain headings is that of headings below them.
    return 1 if block.size > _MUCH_LARGER * style[0] else 2


def _abstract_labels(items: Sequence[tuple[Block, str]]) -> set[int]:
    """The places of headings within a structured abstract: the same ones come again later."""
    headings = [
        (i, kind_of(heading), is_weak(heading)) for i, (_, heading) in enumerate(items) if heading
    ]
    begin = next((n for n, one in enumerate(headings) if one[1] is PartKind.ABSTRACT), None)
    labels: set[int] = set()
    if begin is None:
        return labels
    for n in range(begin + 1, len(headings)):
        place, kind, _ = headings[n]
        again = any(later is kind and not weak for _, later, weak in headings[n + 1 :])
        words = sum(len(block.text.split()) for block, _ in items[headings[begin][0] : place])
        if kind not in _IN_ABSTRACT or not again or words > _LONGEST_ABSTRACT:
            break
        labels.add(place)
    return labels


def _abstract_without_heading(parts: list[Part], first: int) -> tuple[str, list[Part]]:
    """Take the longest paragraph before the first heading for the abstract."""
    before, rest = parts[:first], parts[first:]
    lines = "\n".join(part.text for part in before).split("\n")
    longest = max(lines, key=len, default="")
    if len(longest.split()) < 60 or not rest:
        return "", parts
    pages = before[0].pages[:1]
    front = "\n".join(line for line in lines if line != longest)
    return front, [Part(PartKind.ABSTRACT, "", longest, pages), *rest]
