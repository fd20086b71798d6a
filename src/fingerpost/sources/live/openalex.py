"""OpenAlex: works of every field, by its search or its filters."""

from __future__ import annotations

from collections.abc import Mapping

from fingerpost.records import Problem
from fingerpost.sources import openalex
from fingerpost.sources.json_fields import Json, inner, listed, text
from fingerpost.sources.live.json_answers import json_check, json_object, number
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Asker, Page, Params

MOST_WITHOUT_KEY = 10_000
"""Records of one query that are given by page number; cursors, which go on, need a key."""

_TITLE = "OpenAlex"
_FILTER = "filter:"


class OpenAlex:
    """OpenAlex (https://developers.openalex.org/)."""

    name = "openalex"
    title = _TITLE
    official: Mapping[str, str] = {"openalex": "https://api.openalex.org"}
    batch = 100

    def count(self, client: Asker, query: str) -> int:
        """Return how many works OpenAlex has for the query."""
        return _total(_ask(client, query, {"per_page": 1}))

    def page(self, client: Asker, query: str, place: Place, size: int) -> Page:
        """Return the next works: by cursor for one who has a key, else by page number."""
        if "cursor" in place or (not place and client.settings.openalex_key):
            return self._by_cursor(client, query, place, size)
        return self._by_number(client, query, place, size)

    def _by_cursor(self, client: Asker, query: str, place: Place, size: int) -> Page:
        asked = {"per_page": size, "cursor": place.get("cursor", "*")}
        stated = _ask(client, query, asked)
        works, cursor = listed(stated.get("results")), text(inner(stated, "meta"), "next_cursor")
        records = tuple(openalex.read_objects(works, _TITLE))
        following = {"cursor": cursor} if cursor and works else None
        return Page(records, len(works), _total(stated), following)

    def _by_number(self, client: Asker, query: str, place: Place, size: int) -> Page:
        # A page number counts pages of one size, so that is kept, and what was read is skipped.
        start, each = int(place.get("start", 0)), int(place.get("each", size))
        turn, skip = divmod(start, each)
        stated = _ask(client, query, {"per_page": each, "page": turn + 1})
        works = listed(stated.get("results"))[skip : skip + size]
        total, end = _total(stated), start + len(works)
        told = (_too_many(total),) if not place and total > MOST_WITHOUT_KEY else ()
        total = min(total, MOST_WITHOUT_KEY)
        following = {"start": end, "each": each} if works and end < total else None
        records = tuple(openalex.read_objects(works, _TITLE))
        return Page((*told, *records), len(works), total, following)


def _ask(client: Asker, query: str, asked: Params) -> Json:
    is_filter = query.startswith(_FILTER)
    what = {"filter": query.removeprefix(_FILTER).strip()} if is_filter else {"search": query}
    answer = client.ask(
        client.address("openalex", "/works"),
        {**what, **asked},
        json_check,
        who={"api_key": client.settings.openalex_key},
        keep=True,
    )
    return json_object(answer, _TITLE, "message", "error")


def _total(stated: Json) -> int:
    return number(inner(stated, "meta"), "count", _TITLE)


def _too_many(total: int) -> Problem:
    return Problem(
        _TITLE,
        f"OpenAlex has {total:,} works for this query and gives {MOST_WITHOUT_KEY:,} without a"
        " key; a free one, in FINGERPOST_OPENALEX_KEY, gives all",
    )
