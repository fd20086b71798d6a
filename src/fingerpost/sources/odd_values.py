"""Values of JSON that are not what their names promise, told instead of passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fingerpost.sources.column_names import field_of
from fingerpost.sources.column_people import text_of

_TEXTS = {"title", "abstract", "vernacular", "journal", "abbreviation", "url"}
_NUMBERS_TOO = {
    "volume",
    "issue",
    "pages",
    "first_page",
    "last_page",
    "year",
    "pmid",
    "doi",
    "pmcid",
}
_LISTS = {"authors"}
_CSL = {"container-title": "journal", "page": "pages", "PMID": "pmid", "DOI": "doi", "URL": "url"}
_OBJECTS_TOO = {"date", "issued", "published"}
_SEPARATED = re.compile(r"[;\n|\[]")

Json = Mapping[str, object]


def odd_values(stated: Json) -> Iterator[str]:
    """Yield a sentence for each value of a wrong kind: an object for text, a number for a title.

    A list of authors that stands in one text is told where commas alone separate the names.
    """
    for key, value in stated.items():
        name = str(key)
        field = _CSL.get(name) or field_of(name)
        if field in _TEXTS | _NUMBERS_TOO and name not in _OBJECTS_TOO:
            yield from _of_text(name, value, field in _NUMBERS_TOO)
        elif field in _LISTS or name in ("author", "authors"):
            yield from _of_authors(name, value)


def _of_text(name: str, value: object, may_be_number: bool) -> Iterator[str]:
    if isinstance(value, dict | bool) or _holds_objects(value):
        kind = "true or false" if isinstance(value, bool) else "an object"
        yield f"the '{name}' is {kind}, not text, so it was passed over"
    elif isinstance(value, int | float) and not may_be_number:
        yield f"the '{name}' is a number ({text_of(value)[:40]}), not text; it was taken as text"


def _holds_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _of_authors(name: str, value: object) -> Iterator[str]:
    if isinstance(value, bool | int | float):
        yield f"the '{name}' is no list of names ({text_of(value)[:40]}), so it was passed over"
    elif isinstance(value, str) and not _SEPARATED.search(value) and re.search(r",| and ", value):
        yield f"the '{name}' stand in one text ('{_short(value)}'); give a list to be sure of names"


def _short(text: str) -> str:
    return f"{text[:60]}…" if len(text) > 60 else text
