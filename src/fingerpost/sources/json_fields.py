"""Fields of JSON objects whose shape cannot be trusted."""

from __future__ import annotations

from collections.abc import Mapping

from fingerpost.sources.column_people import text_of

Json = Mapping[str, object]


def text(stated: Json, *keys: str) -> str:
    """Return the first of the fields that holds text or a number, as text; of a list its first."""
    for key in keys:
        for value in listed(stated.get(key)):
            if found := text_of(value).strip():
                return found
    return ""


def texts(value: object) -> list[str]:
    """Return the texts of a list, or of one value; none empty, none twice."""
    found = (text_of(one).strip() for one in listed(value))
    return list(dict.fromkeys(one for one in found if one))


def listed(value: object) -> list[object]:
    """Return a list as it is, nothing as an empty list, any other value as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def inner(stated: Json, *path: str) -> Json:
    """Return the object to which the keys lead, or an empty one."""
    for key in path:
        value = stated.get(key)
        stated = value if isinstance(value, dict) else {}
    return stated


def objects(value: object) -> list[Json]:
    """Return the objects of a list, or the one object that stands in its place."""
    return [one for one in listed(value) if isinstance(one, dict)]
