"""Answers in JSON: read once they are whole, and what they say of a query that was not taken."""

from __future__ import annotations

import msgspec

from fingerpost.errors import SourceError
from fingerpost.sources.json_fields import Json
from fingerpost.sources.live.port import Answer
from fingerpost.text import plain

_LONGEST = 300


def json_check(answer: Answer) -> str:
    """Return why an answer should be asked for again, or ''; refusals are left to the reader."""
    if answer.status >= 400:
        return ""
    return "its answer was cut off" if decoded(answer.body) is None else ""


def json_object(answer: Answer, title: str, *error_fields: str) -> Json:
    """Return the object of an answer; SourceError for a refusal, or for an error that it states."""
    stated = decoded(answer.body)
    found = stated if isinstance(stated, dict) else {}
    said = next((str(found[name]) for name in error_fields if found.get(name)), "")
    if said or answer.status >= 400:
        reason = plain(said)[:_LONGEST] or f"status {answer.status}"
        raise SourceError(f"{title} did not take the query: {reason}")
    if not found:
        raise SourceError(f"{title}'s answer is not what it should be: no JSON object.")
    return found


def number(stated: Json, key: str, title: str) -> int:
    """Return the count under a key; SourceError where there is none."""
    value = stated.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise SourceError(f"{title} did not say how many papers there are.")


def decoded(body: bytes) -> object:
    """Return what a body states, or None where it is no JSON."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
