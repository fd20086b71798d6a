"""Lines put together as paragraphs and headings, with words divided at line ends joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from fingerpost.sources.full_text.headings import kind_of, without_number
from fingerpost.sources.full_text.model import PartKind
from fingerpost.sources.full_text.pdf.letters import HYPHEN
from fingerpost.sources.full_text.pdf.model import Block, Line

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_ENDS = (".", ":", "?", "!", ".”", '."', ")")
_KEPT = {
    "self", "non", "well", "high", "low", "long", "short", "cross", "semi", "multi", "state",
    "end", "two", "three", "four", "one", "first", "second", "large", "small", "real", "data",
    "deep", "machine", "time", "case", "test", "age", "sex", "follow", "post", "pre", "meta",
}  # fmt: skip
"""First parts of compounds that are mostly written with a hyphen."""
_WIDER = 1.45


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Return the paragraphs and headings of a paper's lines, which stand in reading order."""
    if not lines:
        return []
    leading = _leading(lines)
    words = _words(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(group, words) for group in groups]


def body_size(lines: Iterable[Line]) -> float:
    """Return the size in which most of the paper is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two baselines, in sizes of the letters."""
    gaps = Counter(
        round((before.y - line.y) / before.size, 1)
        for before, line in pairwise(lines)
        if before.column == line.column and before.page == line.page and before.y > line.y
    )
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1.2


def _goes_on(before: Line, line: Line, leading: float) -> bool:
    """Whether a line belongs to the paragraph of the one before it."""
    if _is_set_apart(before, line):
        return False
    left, right = line.column
    indented = 0.5 * line.size < line.left - left < 0.4 * (right - left)
    was_indented = before.left - before.column[0] > 0.5 * before.size
    short = before.right < before.column[1] - 0.12 * (before.column[1] - before.column[0])
    ended = before.text.endswith(_ENDS)
    if before.page == line.page and before.column == line.column and before.y > line.y:
        if (before.y - line.y) / line.size > _WIDER * leading:
            return False
        if indented and not was_indented and (ended or not short):
            return False
        return not (short and ended)
    return not indented and not (short and ended) and line.full_width == before.full_width


def _is_set_apart(before: Line, line: Line) -> bool:
    """Whether style or words make one of the two lines a heading, or both different things."""
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
        return True
    if before.is_bold != line.is_bold:
        return True
    if before.full_width != line.full_width and before.page == line.page:
        return True
    if before.is_bold and not _is_known(before) and _is_heading(f"{before.text} {line.text}"):
        return False
    ended = before.text.endswith(_ENDS) or before.is_bold
    return _is_known(before) or (_is_known(line) and ended)


def _is_known(line: Line) -> bool:
    """Whether a line is a heading by its words alone, ending well before its column does."""
    left, right = line.column
    return line.right < right - 0.12 * (right - left) and _is_heading(line.text)


def _is_heading(text: str) -> bool:
    if (
        len(text) > 60
        or len(text.split()) > 7
        or text[-1] in ",;)"
        or not without_number(text)[:1].isupper()
    ):
        return False
    return kind_of(text) is not PartKind.OTHER


def _words(lines: Iterable[Line]) -> Counter[str]:
    """The words that stand whole within lines, with which divided ones are compared."""
    found: Counter[str] = Counter()
    for line in lines:
        found.update(word.casefold().replace("‐", "-") for word in _WORD.findall(line.text))
    return found


def _block(lines: list[Line], words: Counter[str]) -> Block:
    text = ""
    pages: list[tuple[int, int]] = []
    for line in lines:
        joined = _joined(text, line.text, words)
        if not pages or pages[-1][1] != line.page:
            pages.append((max(0, len(joined) - len(line.text)), line.page))
        text = joined
    first = lines[0]
    return Block(
        text.replace(HYPHEN, "-"), first.size, first.is_bold and all(x.is_bold for x in lines),
        tuple(pages), _lead(lines), len(lines), first.full_width,
    )  # fmt: skip


def _joined(text: str, line: str, words: Counter[str]) -> str:
    if not text:
        return line
    if not text.endswith((HYPHEN, "-")) or not text[-2:-1].isalnum() or not line[:1].isalnum():
        return f"{text} {line}"
    last = _WORD.search(text[text.rfind(" ") + 1 : -1])
    first = _WORD.match(line)
    if not last or not first or not line[0].islower():
        return f"{text[:-1]}-{line}"
    head, tail = last[0].casefold(), first[0].casefold()
    together, apart = words[head + tail], words[f"{head}-{tail}"]
    compound = apart > together or (apart == together and head in _KEPT)
    return f"{text[:-1]}-{line}" if compound else text[:-1] + line


def _lead(lines: list[Line]) -> str:
    """The bold words at the beginning, where not all is bold."""
    words = [word for line in lines for word in line.words]
    lead: list[str] = []
    for word in words:
        if not word.bold:
            return " ".join(lead)
        lead.append(word.text)
    return ""
