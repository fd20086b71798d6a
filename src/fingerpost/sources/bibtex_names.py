"""Names in BibTeX's author and editor fields."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from msgspec.structs import replace

from fingerpost.records import Author
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.latex import latex_to_text
from fingerpost.sources.names import parse_name, parse_names, split_names
from fingerpost.sources.pubmed_codes import orcid
from fingerpost.text import fold

_WHOLE = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|I{2,3}|IV", re.IGNORECASE)
_PEOPLE = ("author", "director", "editor")
_ANNOTATION = re.compile(r'(\d+)(?::\w+)?\s*=\s*"?([^";]*)')
_NAMED_ORCID = re.compile(r"([^/\n]+?)/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")
_NO_AND = re.compile(
    r"(?!.*\sand\s)(?:[^{};=]+(?:;[^{};=]+)+;?|[^{},=]+(?:,[^{},=]+){3,})",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(r"\s*\((?:reprint|corresponding) author\)", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")

Fields = Mapping[str, str]


def entry_authors(fields: Fields) -> tuple[Author, ...]:
    """Return who wrote what an entry describes; of a film its director, else the editors.

    ORCID iDs come from BibLaTeX's annotations (`author+an:orcid`) and from Web of Science.
    """
    authors: tuple[Author, ...] = ()
    for name in _PEOPLE:
        if authors := bibtex_authors(fields.get(name, "")):
            break
    authors = _with_orcids(authors, fields)
    stated = latex_to_text(fields.get("affiliation", "") or fields.get("affiliations", ""))
    return with_addresses(authors, _addresses(stated, authors)) if stated else authors


def bibtex_authors(field: str) -> tuple[Author, ...]:
    """Return the authors of a field; a name in braces is a body, 'and others' nobody.

    Lists that some programs write with semicolons, or with commas alone, are taken apart too.
    """
    text = _without_doubled(field)
    if _NO_AND.fullmatch(text):
        return parse_names(split_names(latex_to_text(text)))
    names = (_author(name) for name in split_multiple_persons_names(text))
    return tuple(name for name in names if name)


def _without_doubled(field: str) -> str:
    """A field without braces around the whole of several names ('{{Berg, Jan and Doe, Ann}}')."""
    bare = field.strip()
    inner = bare[1:-1]
    if _WHOLE.fullmatch(bare) and len(re.findall(r"[^{},]+,[^{},]+\sand\s[^{},]+,", inner)) > 0:
        return inner
    return bare


def _author(name: str) -> Author | None:
    bare = name.strip()
    if bare.lower() in ("", "others", "{others}"):
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
    pairs = (part.partition("=") for part in _COMMA.split(name))
    stated = {key.strip().strip('"'): latex_to_text(value.strip('" ')) for key, _, value in pairs}
    family = " ".join(filter(None, (stated.get("prefix"), stated.get("family"))))
    given = stated.get("given", "")
    return Author(family=family, given=given, suffix=stated.get("suffix", "")) if family else None


def _join(words: list[str]) -> str:
    return latex_to_text(" ".join(words))


def _with_orcids(authors: tuple[Author, ...], fields: Fields) -> tuple[Author, ...]:
    by_number = {
        int(number): found
        for number, value in _ANNOTATION.findall(fields.get("author+an:orcid", ""))
        if (found := orcid(value))
    }
    by_name = {
        _key(name): found
        for name, found in _NAMED_ORCID.findall(fields.get("orcid-numbers", "").strip("{}"))
    }
    if not by_number and not by_name:
        return authors
    known = [
        by_number.get(number) or by_name.get(_key(f"{author.family}, {author.given}"), "")
        for number, author in enumerate(authors, 1)
    ]
    return tuple(replace(author, orcid=iD) for author, iD in zip(authors, known, strict=True))


def _key(name: str) -> str:
    family, _, given = latex_to_text(name).partition(",")
    return f"{fold(family)},{fold(given)}"


def _addresses(stated: str, authors: tuple[Author, ...]) -> list[str]:
    """The addresses; Web of Science's with their authors in brackets, Scopus's as they are."""
    families = "|".join(re.escape(author.family) for author in authors if author.family)
    if not families or not re.match(rf"(?:{families}), ", stated):
        return [part for part in re.split(r"\s*;\s*", stated) if part]
    parts = re.split(rf"(?<=\.)\s*(?=(?:{families}), )", stated)
    return [_bracketed(part.rstrip(". ")) for part in parts if part.strip()]


def _bracketed(part: str) -> str:
    """'Lovelace, Ada; Berg, Jan, Institute, City' as '[Lovelace, Ada; Berg, Jan] Institute, City'.

    The place of the last name's end is known, since a name has one comma.
    """
    *names, last = re.split(r"\s*;\s*", _ROLE.sub("", part))
    family, given, place = [*last.split(", ", 2), "", ""][:3]
    return f"[{'; '.join([*names, f'{family}, {given}'])}] {place}"
