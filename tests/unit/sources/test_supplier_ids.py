"""Ids of suppliers where their exports put them."""

from __future__ import annotations

import pytest

from fingerpost.sources.supplier_ids import named_pmid, supplier_ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("https://www.scopus.com/inward/record.uri?eid=2-s2.0-85000000001&doi=10.1000%2fx",
         ("eid:2-s2.0-85000000001",)),
        ("WOS:000200148800007", ("wos:000200148800007",)),
        ("ISI:A1991FA00100007", ("wos:A1991FA00100007",)),
        ("<Go to ISI>://WOS:000200148800007", ("wos:000200148800007",)),
        ("MEDLINE:16842170", ()),
        ("L39097156", ("embase:L39097156",)),
        ("https://www.embase.com/search/results?subaction=viewrecord&id=L39097156&from=export",
         ("embase:L39097156",)),
        ("PUBMED 123,EMBASE 36231497", ("embase:L36231497",)),
        ("CN-01234567", ("central:CN-01234567",)),
        ("https://lens.org/001-955-724-285-100", ("lens:001-955-724-285-100",)),
        ("EJ1131633", ("eric:EJ1131633",)),
        ("2236127104; 52024", ()),
        ("Cell L1234567", ()),
    ],
)  # fmt: skip
def test_an_id_is_named_by_its_supplier(text: str, ids: tuple[str, ...]) -> None:
    assert supplier_ids([text, text]) == ids


def test_the_pmid_that_cochrane_names() -> None:
    assert named_pmid(["EMBASE 5", "PUBMED 00123,EMBASE 456"]) == "123"
    assert named_pmid(["PUBMED"]) == ""
