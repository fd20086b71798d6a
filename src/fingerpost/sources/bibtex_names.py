"""Names in BibTeX's author and editor fields."""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from fingerpost.records import Author
from fingerpost.sources.latex import latex_to_text
from fingerpost.sources.names import parse_name

_WHOLE = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|I{2,3}|IV", re.IGNORECASE)


def bibtex_authors(field: str) -> tuple[Author, ...]:
    """Return the authors of a field; a name in braces is a body, 'and others' nobody."""
    names = (_author(name) for name in split_multiple_persons_names(field))
    return tuple(name for name in names if name)


def _author(name: str) -> Author | None:
    bare = name.strip()
    if bare.lower() in ("", "others"):
        return None
    if _WHOLE.fullmatch(bare):
        text = latex_to_text(bare)
        return Author(collective=text) if text else None
    if "=" in bare and "family" in bare:
        return _extended(bare)
    try:
        parts = parse_single_name_into_parts(bare, strict=False)
    except InvalidNameError:
        return parse_name(latex_to_text(bare))
    family = _join([*parts.von, *parts.last])
    given, suffix = _join(parts.first), _join(parts.jr)
    if _SUFFIX.fullmatch(given) and suffix:
        given, suffix = suffix, given
    if not given:
        return parse_name(family)
    return Author(family=family, given=given, suffix=suffix) if family else parse_name(given)


def _extended(name: str) -> Author | None:
    """A name in BibLaTeX's extended form: 'family=Berg, given=Jan, prefix=van den'."""
    pairs = (part.partition("=") for part in re.split(r",\s*", name))
    stated = {key.strip().strip('"'): latex_to_text(value.strip('" ')) for key, _, value in pairs}
    family = " ".join(filter(None, (stated.get("prefix"), stated.get("family"))))
    given = stated.get("given", "")
    return Author(family=family, given=given, suffix=stated.get("suffix", "")) if family else None


def _join(words: list[str]) -> str:
    return latex_to_text(" ".join(words))
