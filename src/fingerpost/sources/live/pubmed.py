"""PubMed through NCBI's E-utilities; what one search cannot give is asked for by days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fingerpost.records import Problem
from fingerpost.sources.live import pubmed_search, pubmed_windows
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Asker, Page
from fingerpost.sources.live.pubmed_search import Question

_TITLE = "PubMed"


class PubMed:
    """PubMed, by NCBI's E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25501/)."""

    name = "pubmed"
    title = _TITLE
    official: Mapping[str, str] = {"pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"}
    batch = 200

    def count(self, client: Asker, query: str) -> int:
        """Return how many papers PubMed has for the query."""
        return pubmed_search.search(client, Question(query), 0).count

    def page(self, client: Asker, query: str, place: Place, size: int) -> Page:
        """Return the next papers: of one search, or of one for some days of many papers."""
        if pubmed_windows.is_of(place):
            return pubmed_windows.page(client, query, place, size)
        if place:
            return pubmed_search.page(client, Question(query), place, size)
        found = pubmed_search.search(client, Question(query), size)
        if found.count > pubmed_search.MOST:
            begun = pubmed_windows.begin(found.count)
            page = pubmed_windows.page(client, query, begun, size)
        else:
            page = pubmed_search.page(client, Question(query), place, size, found)
        told = tuple(map(_unknown, found.unknown))
        return replace(page, records=(*told, *page.records))


def _unknown(phrase: str) -> Problem:
    return Problem(_TITLE, f"PubMed does not know '{phrase}', a part of the query; it was ignored")
