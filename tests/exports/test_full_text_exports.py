"""Real OAI-PMH answers and full-text articles beside an independent reading of them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from fingerpost.records import LinkKind, Paper, Problem
from fingerpost.sources.opening import read_file

ERRORS = {
    "badArgument", "badResumptionToken", "cannotDisseminateFormat", "idDoesNotExist",
    "noRecordsMatch", "noSetHierarchy", "undefinedError",
}  # fmt: skip
WITHOUT_RECORDS = {
    "Identify", "ListIdentifiers", "ListIdentifiers2", "ListMetadataFormats", "ListSets",
}  # fmt: skip


def words(element: ET.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def expected_of(folder: Path) -> dict[str, dict[str, Any]]:
    """What another harvester made of the records, by arXiv id."""
    stated = [
        *json.loads((folder / "arxiv_expected.json").read_text()),
        *json.loads((folder / "arxiv_expected_single.json").read_text()),
    ]
    return {one["arxiv_eprints"][0]["value"]: one for one in stated}


def test_arxiv_records_agree_with_another_harvester(shared_data: Path) -> None:
    folder = shared_data / "arxiv" / "hepcrawl_oai"
    expected = expected_of(folder)
    papers = [one for file in sorted(folder.glob("*.xml")) for one in read_file(file)]
    assert len(papers) == 7
    compared = 0
    for paper in papers:
        assert isinstance(paper, Paper)
        if (stated := expected.get(paper.arxiv)) is None:
            continue
        compared += 1
        assert paper.title == stated["titles"][0]["title"]
        assert paper.abstract == stated["abstracts"][0]["value"]
        assert paper.date == stated["preprint_date"]
        assert sorted(paper.keywords) == sorted(stated["arxiv_eprints"][0]["categories"])
        people = stated.get("authors", []) + stated.get("corporate_author", [])
        assert len(paper.authors) >= len(stated.get("authors", []))
        names = {re.sub(r"[. ]", "", str(one.get("full_name", one))) for one in people}
        for author in paper.authors:
            name = ",".join(filter(None, (author.family, author.given, author.suffix)))
            assert author.collective or re.sub(r"[. ]", "", name) in names
        dois = [f"doi:{one['value'].lower()}" for one in stated.get("dois", [])]
        links = [one.target for one in paper.links if one.target.startswith("doi:")]
        assert links == dois
    assert compared == len(expected) == 7


def test_every_answer_of_a_repository_gives_its_records_or_says_why(shared_data: Path) -> None:
    folder = shared_data / "arxiv" / "sickle_oai"
    papers, seen = 0, set()
    for file in sorted(folder.glob("*.xml")):
        found = list(read_file(file))
        reasons = [one.reason for one in found if isinstance(one, Problem)]
        papers += sum(isinstance(one, Paper) for one in found)
        if file.stem in ERRORS:
            assert len(found) == 1
            assert re.match(rf"the supplier answered with an error: {file.stem}\b", reasons[0])
            seen.add(file.stem)
        elif file.stem in WITHOUT_RECORDS:
            verb = file.stem.rstrip("2")
            assert [one.split(",")[0] for one in reasons] == [f"this is an answer to {verb}"]
            seen.add(file.stem)
        elif file.stem == "ListRecordsBroken":
            assert len(reasons) == 1
        elif file.stem.startswith("ListRecords"):
            assert len(reasons) == 1
            assert reasons[0].startswith("1 record marked as deleted by the supplier")
        else:
            assert reasons == []
    assert seen == ERRORS | WITHOUT_RECORDS
    assert papers == 6


@pytest.fixture(scope="module")
def articles(shared_data: Path) -> list[tuple[Paper, ET.Element]]:
    """Each full-text article as read, and as ElementTree reads it."""
    files = sorted((shared_data / "pubmed" / "pmc_nxml").glob("*.nxml"))
    found = []
    for file in [*files, shared_data / "pubmed" / "biopython_entrez" / "efetch_pmc.xml"]:
        [paper] = read_file(file)
        assert isinstance(paper, Paper)
        root = ET.fromstring(file.read_bytes())
        article = root if root.tag == "article" else root.find("article")
        assert article is not None
        found.append((paper, article))
    assert len(found) == 9
    return found


def test_articles_have_the_fields_that_elementtree_sees(
    articles: list[tuple[Paper, ET.Element]],
) -> None:
    for paper, article in articles:
        meta = article.find("front/article-meta")
        assert meta is not None
        ids = {one.get("pub-id-type"): words(one) for one in meta.findall("article-id")}
        assert (paper.pmid, paper.pmcid) == (ids["pmid"], f"PMC{ids['pmc']}")
        assert paper.doi == ids["doi"].lower()
        assert paper.title == words(meta.find("title-group/article-title"))
        assert paper.journal == words(article.find("front/journal-meta//journal-title"))
        assert paper.volume == words(meta.find("volume"))
        assert paper.issue == words(meta.find("issue"))
        years = {words(one.find("year")) for one in meta.findall("pub-date")}
        assert str(paper.year) in years
        assert list(paper.keywords) == [words(one) for one in meta.findall("kwd-group/kwd")]
        assert len(paper.references) == len(article.findall("back//ref"))
        stated = {words(one) for one in article.findall("back//pub-id[@pub-id-type='pmid']")}
        assert stated == {one.pmid for one in paper.references if one.pmid}


def test_articles_keep_every_word_and_label_of_the_abstract(
    articles: list[tuple[Paper, ET.Element]],
) -> None:
    labelled = 0
    for paper, article in articles:
        abstract = article.find("front/article-meta/abstract")
        stated = [words(one) for one in abstract.iter("p")] if abstract is not None else []
        assert [one for one in stated if one not in paper.abstract] == []
        titles = (
            [words(one) for one in abstract.findall("sec/title")] if abstract is not None else []
        )
        assert [section.label for section in paper.sections] == [one.rstrip(":") for one in titles]
        labelled += bool(titles)
    assert labelled == 6


def test_articles_give_every_author_the_affiliations_pointed_to(
    articles: list[tuple[Paper, ET.Element]],
) -> None:
    compared = 0
    for paper, article in articles:
        people = article.findall("front/article-meta/contrib-group/contrib[@contrib-type='author']")
        assert [(a.family, a.given) for a in paper.authors] == [
            (words(one.find("name/surname")), words(one.find("name/given-names"))) for one in people
        ]
        places = {one.get("id"): one for one in article.iter("aff")}
        for author, one in zip(paper.authors, people, strict=True):
            pointed = [places[x.get("rid")] for x in one.findall("xref[@ref-type='aff']")]
            assert len(author.affiliations) == len(pointed)
            for text, place in zip(author.affiliations, pointed, strict=True):
                label = words(place.find("label"))
                bare = re.sub(r"\W", "", words(place).removeprefix(label))
                assert re.sub(r"\W", "", text) == bare
                compared += 1
            assert author.email == words(one.find("email")) or one.find("email") is None
    assert compared > 90


def test_a_correction_names_the_article_that_it_corrects(
    articles: list[tuple[Paper, ET.Element]],
) -> None:
    links = [link for paper, _ in articles for link in paper.links]
    assert [(one.kind, one.target) for one in links] == [
        (LinkKind.CORRECTS, "doi:10.1183/23120541.00193-2021")
    ]
