"""RIS and Web of Science text cut into records, each read by rispy on its own.

One odd record then costs itself at most, every record keeps its line, and a record without its
end tag is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_uppercase, digits

from rispy.parser import RisParser, WokParser

from fingerpost.sources.cut_ends import Shape

_TAGS = {a + b: a + b for a in ascii_uppercase for b in ascii_uppercase + digits}
_NEWLINE = re.compile(r"\r\n|\n|\r")
_LOOSE_TAG = re.compile(r"\s{0,3}([A-Z][A-Z0-9])(?: {1,3}|\t) ?-(?:\s+(.*)|$)", re.DOTALL)
# Some programs leave out a space before the dash of single tags; only of tags that begin no
# sentence is a line with one space taken for a tag.
_EXACT_TAG = re.compile(
    r"([A-Z][A-Z0-9](?=  |\t)|(?:AU|DO|JA|JF|JO|KW|PY|T[I12]|UR|Y1)(?= ))\s{1,2}-(?: (.*)|\s*$)",
    re.DOTALL,
)
_WOS_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)", re.DOTALL)


@dataclass(slots=True)
class Tagged:
    """A record's values by tag, in their order; `line` is that of its first tag, from 1.

    `kind` is the reference type that opens the record, '' where the opening line is missing.
    """

    line: int
    kind: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    begins: dict[str, list[int]] = field(default_factory=dict)
    """Where in its values each line with the tag itself begins; the others go on with it."""
    last: str = ""
    """The tag that stands last."""
    ended: bool = False
    """True where the format's end mark stands behind the record."""

    @property
    def shape(self) -> Shape:
        """How the record ends."""
        return Shape(frozenset(self.values), self.last, self.ended)

    def all(self, *tags: str) -> list[str]:
        """Return the values of the tags that hold something."""
        return [value for tag in tags for value in self.values.get(tag, ()) if value]

    def first(self, *tags: str) -> str:
        """Return the first value of the first tag that has one, or ''."""
        return next(iter(self.all(*tags)), "")

    def joined(self, *tags: str, by: str = " ") -> str:
        """Return the values of the first tag that has any, as one text."""
        for tag in tags:
            if found := self.all(tag):
                return by.join(found)
        return ""

    def blocks(self, tag: str) -> list[list[str]]:
        """Return the lines of each time that the tag is given, with those that go on with it."""
        values, starts = self.values.get(tag, []), self.begins.get(tag, [0])
        ends = [*starts[1:], len(values)]
        blocks = (values[start:end] for start, end in zip(starts, ends, strict=True))
        return [lines for block in blocks if (lines := [line for line in block if line])]


def ris_records(text: str) -> Iterator[Tagged]:
    """Yield the records of RIS text; text between records, as Ovid and Cochrane put it, is none."""
    lines = _NEWLINE.split(text)
    starts = (line for line in lines if re.match(r"\s{0,3}TY\s", line))
    tag = _EXACT_TAG if all(map(_EXACT_TAG.match, starts)) else _LOOSE_TAG
    for line, chunk, ended in _chunks(lines, tag, "TY"):
        typed = chunk[0][:2] == "TY"
        record = _read(RisParser, tag, chunk if typed else ["TY  - ", *chunk], "ER  - ", line)
        # Ovid puts single tagged lines between records; they are no record of their own.
        if typed or record.all("TI", "T1"):
            record.ended = ended
            yield record


def web_of_science_records(text: str) -> Iterator[Tagged]:
    """Yield the records of Web of Science's tagged text (PT … ER)."""
    for line, chunk, ended in _chunks(_NEWLINE.split(text), _WOS_TAG, "PT"):
        if chunk[0][:2] == "PT":
            record = _read(WokParser, _WOS_TAG, chunk, "ER", line)
            record.ended = ended or "EF" in record.values
            yield record


def _chunks(
    lines: list[str], pattern: re.Pattern[str], start: str
) -> Iterator[tuple[int, list[str], bool]]:
    """Yield (line, lines, ended) from a start tag to before the end tag or the next start tag."""
    chunk: list[str] = []
    begun = 0
    for number, line in enumerate(lines, 1):
        found = pattern.match(line)
        tag = found[1] if found else ""
        if tag in (start, "ER") and chunk:
            yield begun, chunk, tag == "ER"
            chunk = []
        if tag != "ER" and (chunk or tag):
            begun = begun if chunk else number
            chunk.append(line.lstrip() if tag == start else line)
    if chunk:
        yield begun, chunk, False


def _read(
    kind: type[RisParser], tag: re.Pattern[str], chunk: list[str], end: str, line: int
) -> Tagged:
    def parse_line(text: str) -> tuple[str, str] | tuple[None, str]:
        found = tag.match(text)
        return (found[1], (found[2] or "").strip()) if found else (None, text.strip())

    # With every tag a list rispy never raises for a field that is repeated or goes on.
    parser = kind(mapping=_TAGS, list_tags=_TAGS, delimiter_tags_mapping={}, ignore=[])
    parser.parse_line = parse_line
    # Text before the first tag after the opening has no field to belong to.
    tagged = (i for i, text in enumerate(chunk[1:], 1) if parse_line(text)[0])
    body = chunk[next(tagged, len(chunk)) :]
    parsed = parser.parse_lines(iter([chunk[0], *body, end]))[0]
    opening = parsed.pop(parser.START_TAG)
    last = next((name for text in reversed(body) if (name := parse_line(text)[0])), "")
    return Tagged(line, opening.upper(), parsed, _begins(tag, body), last)


def _begins(tag: re.Pattern[str], lines: list[str]) -> dict[str, list[int]]:
    begins: dict[str, list[int]] = {}
    sizes: dict[str, int] = {}
    last = ""
    for text in lines:
        if found := tag.match(text):
            last = found[1]
            begins.setdefault(last, []).append(sizes.get(last, 0))
        sizes[last] = sizes.get(last, 0) + 1
    return begins
