"""Real exports counted and read a second time by a few lines that know nothing of our readers.

Every author, keyword, address and identifier that a tag states must stand in the paper. What a
paper has beyond, or states in another form on purpose, is told where it is allowed.
"""

from __future__ import annotations

import gzip
import html
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from fingerpost.records import Paper
from fingerpost.sources import read_file
from fingerpost.text import fold

Values = dict[str, list[str]]

MEDLINE = (
    "pubmed/biopython_medline/pubmed_result1.txt",
    "pubmed/biopython_medline/pubmed_result2.txt",
    "pubmed/biopython_medline/pubmed_result3.txt",
    "pubmed/revtools/restoration_pubmed.nbib.gz",
    "pubmed/robotreviewer_medline/pubmed_test.txt.gz",
)
WEB_OF_SCIENCE = (
    "refs/revtools/restoration_WoS.ciw.gz",
    "refs/jabref/IsiImporterTestWOS.isi",
    "refs/jabref/IsiImporterTestMedline.isi",
)
ENDNOTE_XML = (
    "refs/asysd/mendeley_export.xml.gz",
    "refs/asysd/zotero_export.xml.gz",
    "refs/dedupe_sweep/copper.xml.gz",
    "refs/dedupe_sweep/tafenoquine.xml.gz",
)
RIS_FOLDERS = ("asreview", "asysd", "colrev", "jabref", "litstudy", "revtools", "rispy")


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def papers_of(path: Path) -> list[Paper]:
    return [record for record in read_file(path) if isinstance(record, Paper)]


def tagged(text: str, start: str, tag: str) -> list[Values]:
    """The records of tagged text: values by tag, lines that go on joined to the value before."""
    records: list[Values] = []
    last: list[str] = []
    for line in text.split("\n"):
        found = re.match(tag, line)
        if found:
            if found[1] == start:
                records.append({})
            if records:
                last = records[-1].setdefault(found[1], [])
                last.append((found[2] or "").strip())
        elif line.strip() and last:
            last[-1] += f" {line.strip()}"
    return records


def folded(texts: list[str]) -> Counter[str]:
    return Counter(fold(text) for text in texts if fold(text))


@pytest.mark.parametrize("name", MEDLINE)
def test_every_value_of_medline_text_stands_in_the_paper(shared_data: Path, name: str) -> None:
    path = shared_data / name
    records = tagged(text_of(path), "PMID", r"([A-Z]{2,4}) *- (.*)")
    papers = papers_of(path)
    assert len(papers) == len(records)
    for paper, values in zip(papers, records, strict=True):
        got: dict[str, list[str]] = {
            "PMID": [paper.pmid],
            "TI": [paper.title],
            "TT": [paper.vernacular_title],
            "AB": [paper.abstract],  # without the label that PubMed gives to a part without one
            "OAB": [text for _, text in paper.other_abstracts],
            "FAU": [f"{a.family} {a.given} {a.suffix}" for a in paper.authors if a.family],
            "CN": [a.collective for a in paper.authors],
            "JT": [paper.journal],
            "TA": [paper.journal_abbreviation],
            "VI": [paper.volume],
            "IP": [paper.issue],
            "PG": [paper.pages],
            "PMC": [paper.pmcid],
            "PT": list(paper.publication_types),
            "LA": list(paper.languages),
        }
        for tag, found in got.items():
            stated = [text.replace("UNLABELLED: ", "") for text in values.get(tag, [])]
            assert folded(found) == folded(stated), (paper.pmid, tag)
        assert {fold(word) for word in paper.keywords} == {
            fold(word) for word in values.get("OT", [])
        }
        headings = ["/".join([mesh.descriptor, *mesh.qualifiers]) for mesh in paper.mesh]
        assert folded(headings) == folded(values.get("MH", []))
        addresses = [fold(text) for text in values.get("AD", [])]
        assert {fold(x) for a in paper.authors for x in a.affiliations} == set(addresses)
        assert sum(bool(author.orcid) for author in paper.authors) == len(values.get("AUID", []))
        assert paper.year == int(values["DP"][0][:4])
        dois = [text[:-6] for text in values.get("AID", []) if text.endswith("[doi]")]
        assert paper.doi == (dois[0].lower() if dois else "")


@pytest.mark.parametrize("name", MEDLINE)
def test_short_names_are_pubmeds_own(shared_data: Path, name: str) -> None:
    """MEDLINE states every author twice, in full and short: the short one is ours to make."""
    compared = equal = 0
    path = shared_data / name
    records = tagged(text_of(path), "PMID", r"([A-Z]{2,4}) *- (.*)")
    for paper, values in zip(papers_of(path), records, strict=True):
        persons = [author for author in paper.authors if author.family]
        for author, short in zip(persons, values.get("AU", []), strict=True):
            compared += 1
            suffix = f" {author.suffix}" if author.suffix else ""
            equal += f"{author.short_name}{suffix}" == short
    # Until 2006 PubMed kept two initials at the most.
    assert equal >= compared - (3 if name.endswith("result2.txt") else 1)
    assert compared


@pytest.mark.parametrize("name", WEB_OF_SCIENCE)
def test_every_value_of_web_of_sciences_text_stands_in_the_paper(
    shared_data: Path, name: str
) -> None:
    path = shared_data / name
    papers = papers_of(path)
    records = of_web_of_science(text_of(path))
    assert len(papers) == len(records)
    owned = stated_orcids = 0
    for paper, values in zip(papers, records, strict=True):
        names = [one for text in values.get("AF") or values["AU"] for one in text.split(";")]
        groups = values.get("CA", [])
        found_names = [f"{a.collective} {a.family} {a.given} {a.suffix}" for a in paper.authors]
        assert list(map(in_any_order, found_names)) == list(map(in_any_order, [*names, *groups]))
        for tag, found in {
            "TI": paper.title, "SO": paper.journal, "AB": paper.abstract, "VL": paper.volume,
            "IS": paper.issue, "DI": paper.doi, "PM": paper.pmid,
        }.items():  # fmt: skip
            assert fold(found) == fold(" ".join(values.get(tag, []))) or tag == "PM", tag
        words = " ".join([*values.get("DE", []), ";", *values.get("ID", [])])
        assert {fold(word) for word in paper.keywords} == {
            fold(word) for word in words.split(";") if fold(word)
        }
        assert paper.year == (int(values["PY"][0]) if "PY" in values else paper.year)
        number = values["UT"][0].partition(":")[2]
        assert paper.other_ids == (f"wos:{number}",) or paper.pmid == number
        assert len(paper.references) == len(values.get("CR", []))
        stated_orcids += len(re.findall(r"/\d{4}-", " ".join(values.get("OI", []))))
        owned += sum(bool(author.orcid) for author in paper.authors)
    # Some names in OI are nobody's among the authors, or lack the family name.
    assert owned >= 0.8 * stated_orcids


def in_any_order(name: str) -> list[str]:
    return sorted(fold(name).split())


def of_web_of_science(text: str) -> list[Values]:
    records: list[Values] = []
    for block in re.findall(r"(?ms)^PT [A-Z]\n(.*?)^ER", text):
        values: Values = {}
        last = ""
        for line in block.split("\n"):
            if re.match(r"[A-Z][A-Z0-9] ", line):
                last = line[:2]
                values[last] = [line[3:].strip()]
            elif line.strip():
                values[last].append(line.strip())
        records.append(values)
    return records


@pytest.mark.parametrize("name", ENDNOTE_XML)
def test_every_value_of_endnote_xml_stands_in_the_paper(shared_data: Path, name: str) -> None:
    path = shared_data / name
    records = list(ET.fromstring(text_of(path)).iter("record"))
    papers = papers_of(path)
    assert len(papers) == len(records)
    for paper, record in zip(papers, records, strict=True):

        def stated(path: str, record: ET.Element = record) -> list[str]:
            return ["".join(found.itertext()) for found in record.findall(path)]

        names = [one for one in stated("contributors/authors/author") if "et al" not in one]
        families = [one.split(",")[0].removesuffix(" Jr") for one in names]
        found = [one.family or one.collective for one in paper.authors]
        assert list(map(fold, found)) == list(map(fold, families))
        for got, where in (
            (paper.title, "titles/title"), (paper.abstract, "abstract"), (paper.volume, "volume"),
        ):  # fmt: skip
            text = re.sub("</?su[bp]>", "", " ".join(stated(where))).replace("(no pagination)", "")
            text = html.unescape(text.removeprefix("UNLABELLED: "))
            assert fold(got) == fold(text), where
        dois = [fold(text) for text in stated("electronic-resource-num")]
        assert fold(paper.doi) in [*dois, ""] or not dois
        assert paper.doi or not any("10." in text for text in stated("electronic-resource-num"))
        assert paper.year == int(stated("dates/year")[0])
        words = [word for text in stated("keywords/keyword") for word in text.split("\r")]
        assert {fold(word) for word in paper.keywords} == {fold(w) for w in words if fold(w)}
        holders = ("titles/secondary-title", "titles/alt-title", ".//full-title")
        journals = [name for holder in holders for name in stated(holder)]
        assert fold(paper.journal) in map(fold, journals) if journals else not paper.journal


def test_every_author_and_keyword_of_ris_stands_in_the_paper(shared_data: Path) -> None:
    files = records = values = 0
    for folder in RIS_FOLDERS:
        for path in sorted((shared_data / "refs" / folder).iterdir()):
            if path.suffix not in (".ris", ".txt") and ".ris" not in path.name:
                continue
            text = text_of(path) if path.stat().st_size else ""
            if not re.search(r"(?m)^TY  - ", text):
                continue
            stated = tagged(re.sub(r"(?m)^(?=ER  -|\d+\.$)", "ZZ  - \n", text), "TY", RIS_TAG)
            titled = [one for one in stated if any(map(one.get, ("TI", "T1", "CT")))]
            papers = papers_of(path)
            if any("TY" not in one for one in stated) or len(titled) != len(papers):
                continue
            files, records = files + 1, records + len(papers)
            for paper, one in zip(papers, titled, strict=True):
                values += same_in_ris(paper, one, path.name)
    assert (files, records) == (56, 1813)
    assert values > 30_000


RIS_TAG = r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|$|(?=\s))"


def same_in_ris(paper: Paper, stated: Values, name: str) -> int:
    """Compare one record; return how many values were looked for."""
    people = [one for one in stated.get("AU") or stated.get("A1") or [] if fold(one)]
    found = [fold(f"{a.family} {a.given} {a.suffix} {a.collective}") for a in paper.authors]
    for person in people if ";" not in "".join(people) else ():
        # PubMed's notes give the whole of a name that stands with initials elsewhere.
        words = {word for word in fold(person).split() if len(word) > 2}
        words -= {"null", "anonymous"}
        assert not words or any(words <= set(one.split()) for one in found), (name, person)
    words = {word for text in stated.get("KW", []) for word in fold(text).split()}
    kept = {word for text in paper.keywords for word in fold(text).split()}
    assert words == kept, (name, paper.title)
    for tag, value in (("VL", paper.volume), ("IS", paper.issue), ("DO", paper.doi)):
        wanted = fold(stated.get(tag, [""])[0])
        assert fold(value) in wanted or fold(value) in fold(" ".join(stated.get("VL", []))), tag
        assert not wanted or value or wanted == "nan" or (tag == "DO" and wanted[:3] != "10 "), (
            name,
            tag,
        )
    return len(people) + len(words) + 3
