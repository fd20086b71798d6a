"""Europe PMC: PubMed, preprints, patents and more, by its own search syntax."""

from __future__ import annotations

from collections.abc import Mapping

from fingerpost.sources import europe_pmc
from fingerpost.sources.json_fields import Json, inner, listed, text
from fingerpost.sources.live.json_answers import json_check, json_object, number
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Asker, Page, Params

_TITLE = "Europe PMC"


class EuropePmc:
    """Europe PMC's articles service (https://europepmc.org/RestfulWebService)."""

    name = "europepmc"
    title = _TITLE
    official: Mapping[str, str] = {"europepmc": "https://www.ebi.ac.uk/europepmc/webservices/rest"}
    batch = 200

    def count(self, client: Asker, query: str) -> int:
        """Return how many records Europe PMC has for the query."""
        return number(
            _ask(client, query, {"pageSize": 1, "resultType": "idlist"}), "hitCount", _TITLE
        )

    def page(self, client: Asker, query: str, place: Place, size: int) -> Page:
        """Return the next records."""
        cursor = place.get("cursor", "*")
        asked: Params = {"pageSize": size, "resultType": "core", "cursorMark": cursor}
        stated = _ask(client, query, asked)
        results = listed(inner(stated, "resultList").get("result"))
        following = text(stated, "nextCursorMark")
        goes_on = bool(results) and following not in ("", cursor)
        return Page(
            tuple(europe_pmc.read_objects(results, _TITLE)),
            len(results),
            number(stated, "hitCount", _TITLE),
            {"cursor": following} if goes_on else None,
        )


def _ask(client: Asker, query: str, asked: Params) -> Json:
    address = client.address("europepmc", "/search")
    answer = client.ask(address, {"query": query, "format": "json", **asked}, json_check, keep=True)
    return json_object(answer, _TITLE, "errMsg", "error")
