"""JSON documents: CSL-JSON, Zotero's JSON and arrays of the plain form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TypeGuard

from fingerpost.records import Paper, Problem
from fingerpost.sources.draft import Place, finish
from fingerpost.sources.json_objects import missing, read_object

_ITEMS = ("items", "message", "records", "papers", "references", "results")
_ITEMS_KEY = re.compile(r'"(?:items|records|papers|references|results)"\s*:\s*(?=\[)')
_FIRST_KEY = re.compile(r'\{\s*"[^"]{1,80}"\s*:')
_SPACE = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of a JSON document: an array, one object, or {"items": […]}.

    Each element of an array is decoded on its own, so a faulty one costs only itself.
    """
    for number, (line, value) in enumerate(_elements(text), 1):
        place = Place(file, number, line)
        if isinstance(value, _Broken):
            yield place.problem(value.reason)
        else:
            yield from read_value(value, place)


def read_value(value: object, place: Place) -> Iterator[Paper | Problem]:
    """Yield the paper of one JSON value, or the problem that it is none."""
    if not _is_object(value):
        yield place.problem("this JSON value is no object with a title, so it was left out")
        return
    draft, source = read_object(value)
    if not draft.title.strip():
        yield place.problem(missing(value))
        return
    yield from finish(draft, source, place)


class _Broken:
    def __init__(self, reason: str) -> None:
        self.reason = reason


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _elements(text: str) -> Iterator[tuple[int | None, object]]:
    start = _after_space(text, 0)
    if text.startswith("[", start):
        yield from _array(text, start)
        return
    found = _ITEMS_KEY.search(text, start, start + 100_000)
    value, _ = _decode(text, start)
    if isinstance(value, _Broken) and found:
        yield from _array(text, found.end())
    elif isinstance(value, _Broken):
        yield 1, value
    else:
        yield from ((None, one) for one in _listed(value))


def _listed(value: object) -> list[object]:
    """The items of a document, or the document itself."""
    if _is_object(value) and "title" not in value:
        for key in _ITEMS:
            inner = value.get(key)
            if isinstance(inner, list):
                return inner
            if _is_object(inner):
                return _listed(inner)
    return [value]


def _array(text: str, start: int) -> Iterator[tuple[int | None, object]]:
    """The elements of an array with the line of each, from 1."""
    at = _after_space(text, start + 1)
    line, counted = 1, 0
    while at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        value, end = _decode(text, at)
        yield line, value
        if end <= at:
            end = _following(text, at)
        at = _after_space(text, end)


def _following(text: str, at: int) -> int:
    """Where the element after a broken one begins: an object with the same first key."""
    key = _FIRST_KEY.match(text, at)
    if not key:
        return len(text)
    opening = re.escape(key.group()).replace(r"\ ", r"\s*")
    found = re.compile(rf"\}}\s*,\s*(?={opening})").search(text, at)
    return found.end() if found else len(text)


def _decode(text: str, start: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        reason = f"this is no valid JSON ({error.msg} on line {error.lineno}), so it was left out"
    except (ValueError, RecursionError):
        reason = "this JSON is nested too deeply or holds a number too long, so it was left out"
    return _Broken(reason), start


def _after_space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start
