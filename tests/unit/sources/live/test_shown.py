"""What is shown before anything is sent is what is sent: held against what arrives at a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.loopback import Loopback, serving
from tests.suppliers import Arxiv, Crossref, EuropePmc, OpenAlex, PubMed

from fingerpost.sources.live import SUPPLIERS, Settings, count, fetch
from fingerpost.sources.live.shown import first_request
from fingerpost.sources.live.told import TELLINGS

KEY = "0123456789abcdef0123456789abcdef0123"
SERVERS = {
    "pubmed": PubMed, "arxiv": Arxiv, "openalex": OpenAlex, "europepmc": EuropePmc,
    "crossref": Crossref,
}  # fmt: skip


def settings(folder: Path, server: Loopback, email: str = "", key: str = "") -> Settings:
    urls = dict.fromkeys(SUPPLIERS, server.address)
    return Settings(
        email=email, ncbi_key=key, openalex_key=key, urls=urls, spacing=0.0, folder=folder,
        keep_hours=0, offline=False,
    )  # fmt: skip


@pytest.mark.parametrize("supplier", SUPPLIERS)
@pytest.mark.parametrize(("email", "key"), [("", ""), ("ada@example.org", KEY)])
def test_the_first_request_is_what_arrives(
    tmp_path: Path, supplier: str, email: str, key: str
) -> None:
    with serving(Loopback(SERVERS[supplier]())) as server:
        chosen = settings(tmp_path, server, email, key)
        shown = first_request(supplier, "sepsis ward", chosen)
        assert server.asked == [], "nothing is sent by showing it"
        count(supplier, "sepsis ward", chosen)
        list(fetch(supplier, "sepsis ward", 2, chosen))
        first = server.asked[0]
    own = {"email", "mailto", "api_key", "tool"}
    assert dict(shown.asked) == {k: v for k, v in first.params.items() if k not in own}
    assert shown.address.endswith(first.path)
    assert shown.search in first.params.values()
    told = [asked for asked in server.asked if email and email in asked.params.values()]
    assert bool(shown.email) == bool(told)
    keyed = [asked for asked in server.asked if key and key in asked.params.values()]
    assert shown.has_key == bool(keyed)
    assert KEY not in repr(shown)


def test_what_counts_without_asking_shows_the_question_for_its_record(tmp_path: Path) -> None:
    with serving(Loopback(Crossref())) as server:
        shown = first_request("crossref", "10.5555/w.1", settings(tmp_path, server))
    assert shown.address.endswith("/works/10.5555%2Fw.1")
    assert shown.search == shown.address


def test_suppliers_are_named_by_their_own_hosts() -> None:
    hosts = {name: first_request(name, "sepsis", Settings()).host for name in SUPPLIERS}
    assert hosts == {
        "pubmed": "eutils.ncbi.nlm.nih.gov", "arxiv": "export.arxiv.org",
        "openalex": "api.openalex.org", "europepmc": "www.ebi.ac.uk",
        "crossref": "api.crossref.org",
    }  # fmt: skip


def test_what_is_told_in_words_is_what_is_sent(tmp_path: Path) -> None:
    with serving(Loopback(PubMed())) as server:
        chosen = settings(tmp_path, server, "ada@example.org", KEY)
    for each in TELLINGS:
        shown = first_request(each.name, "sepsis", chosen)
        assert ("e-mail" in each.told) == bool(shown.email), each.name
        assert bool(each.key) == shown.has_key, each.name
