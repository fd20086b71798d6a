"""The inbox: papers that are wished for, one a line of `inbox.md`, ticked when they have come.

The file is the user's: they may write lines of their own, and no word of it is ever taken away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fingerpost.home.files import read_text, write_text

FILE: Final = "inbox.md"
_HEAD: Final = """\
# Inbox

Papers to be looked up: one a line, by DOI, PMID, arXiv id or address. `fingerpost add` and
`fingerpost update` try the open ones again and tick those that came.

"""
_LINE: Final = re.compile(
    r"(?P<before>\s*(?:[-*+]\s+)?)(?:\[(?P<tick>[ xX])\]\s+)?"
    r"(?P<what>(?:pmid|pmcid|doi|arxiv):\s*\S+|\S+)(?P<after>.*)",
    re.IGNORECASE,
)
_AREA: Final = re.compile(r"(?:^|\s)#area/([\w-]+)")
_NOTE: Final = re.compile(r"(?:^|\s)#note(?!\S)")
_TAG: Final = re.compile(r"#\S+")
_NAMED: Final = re.compile(r"https?://|www\.|10\.\d{4,9}/|(?:pmid|pmcid|doi|arxiv):", re.IGNORECASE)
_ALONE: Final = re.compile(r"\d{4,8}|PMC\d{3,9}|\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
"""Named only where nothing else stands in the line: '12 papers on sepsis' is no PMID."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper that is wished for: as it was named, for which area, and whether with a note."""

    what: str
    area: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Inbox:
    """The file of a home; there once something is wished for."""

    path: Path

    @classmethod
    def of(cls, home: Path) -> Inbox:
        """Return the inbox of a home's folder."""
        return cls(home / FILE)

    def open_wishes(self) -> tuple[Wish, ...]:
        """Return what has not come yet, each once, in the order of the file."""
        if not self.path.exists():
            return ()
        lines = read_text(self.path).text.splitlines()
        return tuple(dict.fromkeys(wish for line in lines if (wish := _wish(line))))

    def came(self) -> tuple[str, ...]:
        """Return the names of what has come: as it was wished for, and as which paper it came."""
        if not self.path.exists():
            return ()
        names: list[str] = []
        for line in read_text(self.path).text.splitlines():
            found = _LINE.fullmatch(line)
            if found and found["tick"] in ("x", "X"):
                names += [found["what"], *found["after"].partition("→")[2].split()[:1]]
        return tuple(dict.fromkeys(names))

    def keep(self, wish: Wish) -> bool:
        """Write a wish down; False where it stands there already. ChangedError as elsewhere."""
        if wish in self.open_wishes():
            return False
        read = read_text(self.path) if self.path.exists() else None
        text = read.text if read else _HEAD
        ends = "\r\n" if "\r\n" in text else "\n"
        gap = "" if not text or text.endswith("\n") else ends
        write_text(self.path, f"{text}{gap}{_written(wish)}{ends}", read)
        return True

    def tick(self, wish: Wish, came_as: str) -> None:
        """Tick the lines that wish for this and say as which paper it came."""
        if not self.path.exists():
            return
        read = read_text(self.path)
        lines = read.text.splitlines(keepends=True)
        text = "".join(_ticked(line, came_as) if _wish(line) == wish else line for line in lines)
        if text != read.text:
            write_text(self.path, text, read)


def _wish(line: str) -> Wish | None:
    """Return what an open line wishes for; None for headings, prose and ticked lines."""
    found = _LINE.fullmatch(line.rstrip("\r\n"))
    if not found or found["tick"] in ("x", "X"):
        return None
    is_item, stands_alone = bool(found["before"].strip()), not _TAG.sub("", found["after"]).strip()
    is_named = bool(_NAMED.match(found["what"])) and (is_item or stands_alone)
    if not is_named and not (stands_alone and _ALONE.fullmatch(found["what"])):
        return None
    area = _AREA.search(found["after"])
    noted = bool(_NOTE.search(found["after"]))
    return Wish(found["what"], area[1] if area else "", noted)


def _written(wish: Wish) -> str:
    area = f" #area/{wish.area}" if wish.area else ""
    return f"- [ ] {wish.what}{area}{' #note' if wish.note else ''}"


def _ticked(line: str, came_as: str) -> str:
    bare = line.rstrip("\r\n")
    found = _LINE.fullmatch(bare)
    if not found:
        return line
    before = found["before"] if found["before"].strip() else f"{found['before']}- "
    came = "" if came_as == found["what"] else f" → {came_as}"
    after = found["after"].rstrip()
    rest = found["after"][len(after) :] + line[len(bare) :]
    return f"{before}[x] {found['what']}{after}{came}{rest}"
