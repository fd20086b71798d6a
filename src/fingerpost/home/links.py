"""Wikilinks between notes, as Obsidian resolves them: by a name anywhere, or by a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fingerpost.errors import HomeError
from fingerpost.home.files import read_text

_LINK: Final = re.compile(r"!?\[\[([^\[\]|#^\n]+)(?:[#^][^\[\]|\n]*)?(?:\\?\|[^\[\]\n]*)?\]\]")
_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
_CODE: Final = re.compile(r"(`+)(?:(?!\1).)+\1")


def dangling_links(home: Path, notes: Iterable[Path]) -> Iterator[tuple[Path, int, str]]:
    """Give (note, line from 1, target) for each wikilink that leads to no file of the home.

    Links in code are none; a note that cannot be read has none here.
    """
    names = _names(home)
    for path in notes:
        try:
            text = read_text(path).text
        except HomeError:
            continue
        for line, target in _links(text):
            if target.casefold() not in names:
                yield path, line, target


def _links(text: str) -> Iterator[tuple[int, str]]:
    in_code = False
    for number, line in enumerate(text.splitlines(), 1):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            for found in _LINK.finditer(_CODE.sub("", line)):
                if target := found[1].strip().removeprefix("./"):
                    yield number, target


def _names(home: Path) -> set[str]:
    """Every name and path under which a file of the home may be linked, folded."""
    names = set()
    for path in home.rglob("*"):
        where = path.relative_to(home)
        if path.is_file() and not any(part.startswith(".") for part in where.parts):
            for name in (path.name, where.as_posix()):
                names.add(name.casefold())
                if path.suffix == ".md":
                    names.add(name.removesuffix(".md").casefold())
    return names
