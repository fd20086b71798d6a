"""Tables of databases and tools, cell by cell beside a plain reading with Python's csv."""

from __future__ import annotations

import csv
import gzip
import io
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.exports.side_by_side import Score, Told, of_paper, pages, plain, prose

from fingerpost.records import Paper, Problem, Retraction
from fingerpost.sources import read_file

csv.field_size_limit(1 << 24)

Row = dict[str, str]
Reasons = dict[tuple[str, str, str], str]

COLUMNS = {
    # The column of each supplier that holds a field, the better one first.
    "title": ("Title", "Document Title", "Item Title", "title", "title "),
    "abstract": ("Abstract", "Abstract Note", "abstract", "abstract "),
    "journal": (
        "Journal/Book", "Source title", "Publication Title", "Journal", "journal",
        "JournalorConference", "PublicationName",
    ),
    "date": ("Publication Year", "Year", "publication_year", "year", "Publication Year "),
    "volume": ("Volume", "Journal Volume", "volume"),
    "issue": ("Issue", "Journal Issue", "number", "Number", "issue"),
    "doi": ("DOI", "Item DOI", "doi", "OriginalPaperDOI"),
    "pmid": ("PMID", "PubMed ID", "pmid"),
    "authors": ("Authors", "Author", "Author Names", "authors", "first_authors", "author"),
    "pages": ("Pages", "pages"),
    "url": ("Url", "Link", "URL", "url"),
}  # fmt: skip
_EMPTY = {"", "na", "n/a", "nan", "none", "null"}
_TAGS = re.compile(
    r"</?(?:jats:|mml:)?(?:i|b|em|sub|sup|inf|p|span|title|sec|italic|inline-formula|tex-math)\b[^<>]*>"
)

TABLES = {
    # file: (rows, cells compared)
    "medai_lit/horizondl/pubmed.csv.gz": (10000, 59920),
    "medai_lit/virology_dl/pubmed_all_records_raw_dataset.csv.gz": (1814, 12672),
    "refs/colrev/pubmed-chatbot.csv": (6, 36),
    "refs/colrev/csv_data.csv": (2, 14),
    "refs/litstudy/scopus.csv.gz": (58, 533),
    "refs/litstudy/ieee.csv": (10, 76),
    "refs/litstudy/ieee_1.csv": (100, 720),
    "refs/litstudy/ieee_2.csv": (100, 716),
    "refs/litstudy/ieee_3.csv": (100, 722),
    "refs/litstudy/ieee_4.csv": (100, 720),
    "refs/litstudy/ieee_5.csv": (41, 299),
    "refs/litstudy/springer.csv": (1000, 6944),
    "refs/litstudy/tests__resources__springer.csv": (18, 96),
    "refs/litstudy/retraction_watch.csv": (1, 3),
    "refs/asysd/zotero_export.csv.gz": (1233, 10653),
    "refs/asysd/labelled_test_set.csv.gz": (1845, 13469),
    "refs/asysd/test_export.csv": (3, 15),
    "refs/asreview/embase.csv": (6, 12),
    "refs/asreview/embase_newpage.csv": (6, 12),
    "refs/asreview/generic.csv": (2, 12),
    "refs/asreview/generic_bad_record_id.csv": (6, 36),
    "refs/asreview/generic_column_names_with_spaces.csv": (2, 12),
    "refs/asreview/generic_labels.csv": (6, 36),
    "refs/asreview/generic_labels_no_abs.csv": (6, 30),
    "refs/asreview/generic_partial_labels.csv": (6, 36),
    "refs/asreview/generic_semicolon.csv": (2, 12),
    "refs/asreview/generic_tab.csv": (2, 12),
    "refs/asreview/generic_tab.tsv": (2, 12),
    "refs/asreview/duplicate_records.csv": (14, 23),
    "refs/asreview/missing_values.csv": (4, 2),
    "refs/asreview/record_id.csv": (10, 20),
    "screening/Bannach-Brown_2019.csv.gz": (1993, 5585),
    "screening/Cohen_2006_ACEInhibitors.csv.gz": (2544, 9768),
    "screening/Cohen_2006_Antihistamines.csv.gz": (310, 1207),
    "screening/Cohen_2006_BetaBlockers.csv.gz": (2072, 8029),
    "screening/Cohen_2006_Estrogens.csv.gz": (368, 1439),
    "screening/Cohen_2006_NSAIDS.csv.gz": (393, 1525),
    "screening/Cohen_2006_Opiods.csv.gz": (1915, 7457),
    "screening/Cohen_2006_SkeletalMuscleRelaxants.csv.gz": (1643, 6241),
    "screening/ml_phenotyping_2022.csv.gz": (850, 4236),
    "screening/wallace_2010_proton_beam.csv.gz": (4751, 8859),
    "extraction/ml_phenotyping_gold.csv.gz": (100, 500),
}
EXCEPTIONS: Reasons = {
    ("ieee_5.csv", "31", "abstract"): "two formulas in TeX, which we write as signs",
    ("labelled_test_set.csv.gz", "1470", "issue"): "'no pagination' is no issue",
}


def rows_of(path: Path) -> list[Row]:
    """The rows that hold anything, as Python's csv reads them."""
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    delimiter = max(",;\t", key=text.splitlines()[0].count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(table)
    whole = [row for row in table if any(cell.strip() for cell in row)]
    return [dict(zip(header, aligned(row, header), strict=False)) for row in whole]


def aligned(row: list[str], header: list[str]) -> list[str]:
    """A row of Scopus without the cells of 'Funding Text 2' and on, which have no column."""
    extra = len(row) - len(header)
    if extra > 0 and header[-1] == "EID":
        at = header.index("Funding Text 1") + 1
        return row[:at] + row[at + extra :]
    return row


def cell(row: Row, *names: str) -> str:
    """The first cell of these columns that holds anything."""
    cells = (row.get(one, "").strip() for one in names)
    return next((one for one in cells if one.lower() not in _EMPTY), "")


def expected_of(row: Row) -> Told:
    """The fields that a row states and that can be told without a reader's knowledge."""
    stated = {key: cell(row, *columns) for key, columns in COLUMNS.items()}
    told: Told = {
        "title": plain(_TAGS.sub("", stated["title"])),
        "abstract": prose(_TAGS.sub("", stated["abstract"])),
        "journal": plain(stated["journal"]),
        "date": re.sub(r"\D.*", "", stated["date"]),
        "volume": re.sub(r"\.0$", "", stated["volume"]),
        "issue": re.sub(r"\.0$", "", stated["issue"]),
        "doi": re.sub(r"^https?://(?:dx\.)?doi\.org/", "", unquote(stated["doi"].lower())),
        "pmid": re.sub(r"\.0$", "", stated["pmid"]),
        "pages": pages(stated["pages"] or "-".join(filter(None, ends(row)))),
        "authors": len(people_of(row, stated["authors"])),
        "url": stated["url"] if stated["url"].startswith("http") else "",
    }
    return {key: value for key, value in told.items() if value}


def ends(row: Row) -> list[str]:
    first, last = cell(row, "Start Page", "Page start"), cell(row, "End Page", "Page end")
    return [first] if first == last else [first, last]


def people_of(row: Row, stated: str) -> list[str]:
    """The names in a cell whose supplier separates them in one way; none elsewhere."""
    if "Journal/Book" in row:
        # Semicolons stand round groups, whose names may hold commas.
        parts = stated.rstrip(".").split("; ")
        split = (
            [part] if len(parts) > 1 and is_group(part) else part.split(", ") for part in parts
        )
        return [one for names in split for one in names if one.strip() not in ("", "et al")]
    if "Authors with affiliations" in row:
        return [one for one in stated.split(", ") if one not in ("", "[No author name available]")]
    if "Document Title" in row or "Item Type" in row:
        return [one for one in stated.split("; ") if one.strip()]
    return []


def is_group(part: str) -> bool:
    return not re.search(r" [A-ZÀ-Þ]{1,6}(?: Jr| Sr| 2nd| 3rd)?$", part.split(", ", maxsplit=1)[0])


def damaged(key: str, expected: str, found: str) -> bool:
    """What a spreadsheet or a tool has spoilt: pages that are dates, and DOIs that are none."""
    if key == "pages":
        return not found and bool(re.fullmatch(r"\d\d-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d\d", expected))
    whole = re.search(r"10\.\d{4,9}/\S+", expected)
    return key == "doi" and found == (whole.group() if whole else "")


def left_out(record: Paper | Problem) -> bool:
    return isinstance(record, Problem) and "left out" in record.reason


@pytest.mark.parametrize("table", TABLES)
def test_each_cell_stands_in_its_paper(shared_data: Path, table: str) -> None:
    path, score = shared_data / table, Score()
    rows = rows_of(path)
    records = [one for one in read_file(path) if isinstance(one, Paper) or left_out(one)]
    assert len(rows) == len(records)
    for number, (row, record) in enumerate(zip(rows, records, strict=True), 1):
        if isinstance(record, Problem):
            assert not cell(row, *COLUMNS["title"])
            continue
        expected = expected_of(row)
        told = of_paper(record)
        found = {**told, "authors": len(told["authors"]), "date": told["date"][:4]}
        found = {key: found[key] for key in expected}
        score.compare((path.name, str(number)), expected, found, EXCEPTIONS, damaged)
    assert score.unexplained == [], score.sentence
    assert (len(rows), sum(score.compared.values())) == TABLES[table], score.sentence


def test_embases_source_line_is_taken_apart(shared_data: Path) -> None:
    path = shared_data / "refs" / "asreview" / "embase.csv"
    for row, paper in zip(rows_of(path), read_file(path), strict=True):
        assert isinstance(paper, Paper)
        journal, year = re.findall(r"^(.*?) \((\d{4})\)", row["Source"])[0]
        assert (paper.journal, paper.year) == (journal, int(year))
        assert all(part in row["Source"] for part in (paper.volume, paper.issue, paper.pages))
        assert len(paper.authors) == len(row["Author Names"].split(", "))
        mail = re.findall(r"[Ee]mail: (\S+)", row["Correspondence Address"])
        known = [author.email for author in paper.authors if author.email]
        assert known == mail[:1]


def test_scopus_says_whose_the_addresses_are_and_its_own_ids(shared_data: Path) -> None:
    path = shared_data / "refs" / "litstudy" / "scopus.csv.gz"
    placed = of_all = 0
    for row, paper in zip(rows_of(path), read_file(path), strict=True):
        assert isinstance(paper, Paper)
        assert paper.other_ids == (f"eid:{row['EID']}",)
        assert paper.journal_abbreviation == row["Abbreviated Source Title"]
        assert paper.publication_types == (row["Document Type"],)
        keywords = [
            one.strip()
            for key in ("Author Keywords", "Index Keywords")
            for one in row[key].split(";")
            if one.strip()
        ]
        assert paper.keywords == tuple(dict.fromkeys(keywords))
        assert len(paper.references) == len([r for r in row["References"].split("; ") if r.strip()])
        of_all += len(paper.authors)
        placed += sum(bool(author.affiliations) for author in paper.authors)
    assert placed >= 0.95 * of_all, (placed, of_all)


def test_ieee_gives_each_author_an_address_keywords_and_its_number(shared_data: Path) -> None:
    for path in sorted((shared_data / "refs" / "litstudy").glob("ieee*.csv")):
        for row, paper in zip(rows_of(path), read_file(path), strict=True):
            assert isinstance(paper, Paper)
            stated = [one for one in row["Author Affiliations"].split("; ") if one.strip()]
            if len(stated) == len(paper.authors) and "@" not in row["Author Affiliations"]:
                found = [author.affiliations for author in paper.authors]
                assert found == [() if place == "NA" else (place.strip(),) for place in stated]
            number = re.findall(r"arnumber=(\d+)", row["PDF Link"])
            assert paper.other_ids == tuple(f"ieee:{one}" for one in number)
            cell_of_words = row["Author Keywords"]
            separator = ";" if ";" in cell_of_words else ","
            words = [one.strip() for one in cell_of_words.split(separator) if one.strip()]
            assert set(words) <= set(paper.keywords)


def test_zoteros_extra_lines_hold_pmids_and_pmcids(shared_data: Path) -> None:
    path = shared_data / "refs" / "asysd" / "zotero_export.csv.gz"
    for row, paper in zip(rows_of(path), read_file(path), strict=True):
        assert isinstance(paper, Paper)
        stated = re.findall(r"PMID: (\d+)", row["Extra"])
        assert paper.pmid == (stated or [""])[0]
        stated = re.findall(r"PMCID: (PMC\d+)", row["Extra"])
        assert paper.pmcid == (stated or [""])[0]
        assert paper.journal_abbreviation == row["Journal Abbreviation"]
        tags = [one.strip().lstrip("*") for one in row["Manual Tags"].split(";") if one.strip()]
        assert len(paper.keywords) >= len({tag.replace("/*", "/") for tag in tags})


def test_retraction_watch_says_what_was_retracted(shared_data: Path) -> None:
    path = shared_data / "refs" / "litstudy" / "retraction_watch.csv"
    (row,), (paper,) = rows_of(path), read_file(path)
    assert isinstance(paper, Paper)
    assert (paper.doi, paper.date) == (row["OriginalPaperDOI"], "2024-07-31")
    assert paper.retraction is Retraction.RETRACTED
    assert [link.target for link in paper.links] == [f"doi:{row['RetractionDOI']}"]
