"""Yearly totals of a supplier: asked for in its own words, dated, kept, and never half."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.loopback import Asked, Loopback, Reply, serving
from tests.suppliers import json_reply

from fingerpost.errors import LibraryError, SourceError, UsageError
from fingerpost.intake.yardstick import kept_yardstick, take_yardstick
from fingerpost.sources.live import Settings

TODAY = date(2026, 11, 23)
YEAR = re.compile(r"20\d\d")


def pubmed(asked: Asked) -> Reply:
    """A PubMed with 1,000 papers a year, and on any query as many as the last digits say."""
    term = asked.params["term"]
    found = YEAR.search(term)
    assert found is not None
    count = int(found.group()) - 2010 if "sepsis" in term else 1_000
    return Reply(
        f"<eSearchResult><Count>{count}</Count><QueryKey>1</QueryKey><WebEnv>e</WebEnv>"
        "<IdList></IdList></eSearchResult>".encode()
    )


def europe_pmc(asked: Asked) -> Reply:
    return json_reply({"hitCount": 7 if "sepsis" in asked.params["query"] else 70})


def settings(folder: Path, server: Loopback) -> Settings:
    urls = {"pubmed": server.address, "europepmc": server.address}
    return Settings(urls=urls, spacing=0.0, folder=folder / "cache", tries=1, offline=False)


def test_both_numbers_are_the_suppliers_and_are_kept(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with serving(Loopback(pubmed)) as server:
        taken = take_yardstick(
            tmp_path, "sepsis OR shock", "pubmed", settings(tmp_path, server), TODAY,
            lambda done, of: told.append((done, of)),
        )  # fmt: skip
        terms = [asked.params["term"] for asked in server.asked]
    assert [(each.year, each.found, each.total) for each in taken.years] == [
        (year, year - 2010, 1_000) for year in range(2016, 2027)
    ]
    assert [each.year for each in taken.complete] == list(range(2016, 2026))
    assert "hasabstract AND 2016[dp] AND (sepsis OR shock)" in terms
    assert "hasabstract AND 2016[dp]" in terms
    assert told[-1] == (11, 11)
    assert kept_yardstick(tmp_path, "sepsis OR shock") == taken
    assert kept_yardstick(tmp_path, "stroke") is None
    assert taken.asked_on == "2026-11-23"


def test_europe_pmc_is_asked_in_its_own_words(tmp_path: Path) -> None:
    with serving(Loopback(europe_pmc)) as server:
        taken = take_yardstick(tmp_path, "sepsis", "europepmc", settings(tmp_path, server), TODAY)
        asked = server.asked[0].params["query"]
    assert {(each.found, each.total) for each in taken.years} == {(7, 70)}
    assert asked == "HAS_ABSTRACT:Y AND PUB_YEAR:2016 AND (sepsis)"
    assert taken.title == "Europe PMC"


def test_a_supplier_that_fails_leaves_what_was_kept(tmp_path: Path) -> None:
    with serving(Loopback(pubmed)) as server:
        taken = take_yardstick(tmp_path, "sepsis", "pubmed", settings(tmp_path, server), TODAY)
    with serving(Loopback(lambda _: Reply(b"down", 500))) as server, pytest.raises(SourceError):
        take_yardstick(tmp_path, "sepsis", "pubmed", settings(tmp_path, server), TODAY)
    assert kept_yardstick(tmp_path, "sepsis") == taken


@pytest.mark.parametrize(("query", "supplier"), [("*", "pubmed"), ("sepsis", "crossref")])
def test_what_cannot_be_counted_is_told(query: str, supplier: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        take_yardstick(tmp_path, query, supplier, Settings(), TODAY)


@pytest.mark.parametrize("content", ["", "{}", '{"years": [{"year": "x"}]}', "[1]", "\x00"])
def test_a_damaged_file_is_told_with_its_place(content: str, tmp_path: Path) -> None:
    with serving(Loopback(pubmed)) as server:
        take_yardstick(tmp_path, "sepsis", "pubmed", settings(tmp_path, server), TODAY)
    (path,) = (tmp_path / "yardsticks").iterdir()
    path.write_text(content)
    with pytest.raises(LibraryError, match=re.escape(str(path))):
        kept_yardstick(tmp_path, "sepsis")
