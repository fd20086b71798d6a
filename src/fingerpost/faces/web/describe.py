"""A description of the whole app for machines (OpenAPI 3.1), made from its routes.

A new page is described by being written: what it asks is read from its code. It is served nowhere;
`tools/fuzz.py` tries the app with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.routing import Route

from fingerpost.faces.web.asks import Asked, asked_by

_PART = re.compile(r"\{(\w+)(?::\w+)?\}")


def description(
    routes: Iterable[object], known: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Any]:
    """Return the OpenAPI description of some routes.

    `known` gives by name the values that the app has (papers, areas, steps); where it gives none, a
    name may have any text.
    """
    paths: dict[str, Any] = {}
    for route in (each for each in routes if isinstance(each, Route)):
        path = _PART.sub(r"{\1}", route.path)
        asked = asked_by(route)
        for method in sorted((route.methods or {"GET"}) - {"HEAD"}):
            paths.setdefault(path, {})[method.lower()] = _operation(
                route, asked, method, known or {}
            )
    about = {"title": "Fingerpost", "version": "1"}
    return {"openapi": "3.1.0", "info": about, "paths": paths}


def _operation(
    route: Route, asked: Asked, method: str, known: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    parts = [_parameter(name, "path", asked, known) for name in _PART.findall(route.path)]
    queries = [_parameter(name, "query", asked, known) for name in sorted(asked.queries)]
    told: dict[str, Any] = {
        "operationId": f"{method.lower()} {route.path}",
        "parameters": [*parts, *queries],
        "responses": {"default": {"description": "A page, or a sentence that says why not."}},
    }
    if asked.has_form and method == "POST":
        kind = "multipart/form-data" if asked.has_files else "application/x-www-form-urlencoded"
        told["requestBody"] = {"required": True, "content": {kind: {"schema": _form(asked, known)}}}
    return told


def _form(asked: Asked, known: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the form; every form carries the key of its session."""
    names = asked.fields | (set(known) if "*" in asked.fields else set())
    patterns = {
        f"^{re.escape(name[:-1])}": _values(name, asked, known)
        for name in sorted(names)
        if name[-1:] == "*" and name != "*"
    }
    fields = {name: _values(name, asked, known) for name in sorted(names) if name[-1:] != "*"}
    if asked.has_files:
        fields["files"] = {"type": "array", "items": {"type": "string", "format": "binary"}}
    schema: dict[str, Any] = {"type": "object", "properties": fields, "required": ["key"]}
    return {**schema, "patternProperties": patterns} if patterns else schema


def _parameter(
    name: str, where: str, asked: Asked, known: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    values = _values(name, asked, known)
    return {"name": name, "in": where, "required": where == "path", "schema": values}


def _values(name: str, asked: Asked, known: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what a name may have: any text, or one that the app has, once or several times."""
    one = {"enum": list(known[name])} if known.get(name) else {"type": "string"}
    return {"type": "array", "items": one} if name in asked.several else one
