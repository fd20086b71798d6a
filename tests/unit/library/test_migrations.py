"""A library of an older form comes to the present one whole, or stays as it was."""

import sqlite3
import zlib
from pathlib import Path

import pytest

from fingerpost.errors import LibraryError
from fingerpost.library import Library
from fingerpost.library import database as rooms
from fingerpost.library.codec import fingerprint
from fingerpost.records import Author, MeshHeading, Paper

SCHEMA_1 = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1179667522;
PRAGMA user_version = 1;
CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE changes (number INTEGER PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE papers (
    row INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
    text_hash TEXT NOT NULL, change INTEGER NOT NULL REFERENCES changes, paper BLOB NOT NULL
);
CREATE TABLE aliases (
    alias TEXT NOT NULL, row INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
    PRIMARY KEY (alias, row)
) WITHOUT ROWID;
CREATE TABLE arrivals (
    fingerprint TEXT PRIMARY KEY, row INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE removals (row INTEGER PRIMARY KEY, change INTEGER NOT NULL REFERENCES changes);
CREATE TABLE annotations (
    maker TEXT NOT NULL, version TEXT NOT NULL, text_hash TEXT NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (maker, version, text_hash)
) WITHOUT ROWID;
CREATE INDEX papers_change ON papers (change);
CREATE INDEX papers_text_hash ON papers (text_hash);
CREATE INDEX aliases_row ON aliases (row);
CREATE INDEX arrivals_row ON arrivals (row);
CREATE INDEX removals_change ON removals (change);
INSERT INTO migrations VALUES (1, 'first_tables');
INSERT INTO changes VALUES (0, ''), (1, 'one'), (2, 'two');
INSERT INTO removals VALUES (9, 2);
"""

FULL = (
    b'{"title":"Sepsis on the ward","abstract":"Early signs.","sections":[],"other_abstracts":[],'
    b'"vernacular_title":"","authors":[{"family":"Okoro","given":"Ada","suffix":"","collective":"",'
    b'"orcid":"","email":"","affiliations":["Made-up Hospital, Leeds"]}],"journal":"J Made Up",'
    b'"journal_abbreviation":"","volume":"1","issue":"","pages":"","year":2021,"date":"2021-03",'
    b'"publication_types":[],"mesh":[{"descriptor":"Sepsis","qualifiers":["diagnosis"],"major":true,'
    b'"ui":""}],"keywords":[],"languages":["eng"],"pmid":"11","pmcid":"","doi":"10.5555/a",'
    b'"arxiv":"","url":"","references":[],"links":[],"retraction":"none","source":"pubmed-xml"}'
)
BARE = b'{"title":"Zo\xc3\xab on falls","retraction":"unknown"}'
BROKEN = b'{"title":"Cut off in the mi'
PAPER = Paper(
    "Sepsis on the ward",
    "Early signs.",
    authors=(Author("Okoro", "Ada", affiliations=("Made-up Hospital, Leeds",)),),
    journal="J Made Up",
    volume="1",
    year=2021,
    date="2021-03",
    mesh=(MeshHeading("Sepsis", ("diagnosis",), major=True),),
    languages=("eng",),
    pmid="11",
    doi="10.5555/a",
    retraction="none",  # type: ignore[arg-type]
    source="pubmed-xml",
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    connection = sqlite3.connect(tmp_path / "papers.sqlite")
    connection.executescript(SCHEMA_1)
    connection.executemany(
        "INSERT INTO papers VALUES (?, ?, ?, ?, ?, ?)",
        [
            (1, "doi:10.5555/a", "pmid:11", PAPER.text_hash, 2, FULL),
            (2, "hash:b", "hash:b", Paper("Zoë on falls").text_hash, 1, BARE),
        ],
    )
    connection.executemany(
        "INSERT INTO aliases VALUES (?, ?)",
        [("doi:10.5555/a", 1), ("pmid:11", 1), ("hash:b", 2), ("doi:10.5555/extra", 1)],
    )
    connection.executemany(
        "INSERT INTO arrivals VALUES (?, ?)",
        [(fingerprint(FULL), 1), ("of a record that was merged", 1), (fingerprint(BARE), 2)],
    )
    connection.execute("INSERT INTO annotations VALUES ('m', '1', ?, x'00ff')", (PAPER.text_hash,))
    connection.commit()
    connection.close()
    return tmp_path


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "papers.sqlite")
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_a_library_of_form_1_comes_whole_to_the_present_form(old):
    before = {t: rows(old, f"SELECT * FROM {t}") for t in ("aliases", "removals", "annotations")}
    columns = "SELECT row, key, id, text_hash, change FROM papers"
    papers = rows(old, columns)
    with Library.open(old) as library:
        assert library.get("doi:10.5555/extra") == library.get("pmid:11") == PAPER
        assert [paper.title for paper in library.scan()] == [PAPER.title, "Zoë on falls"]
        assert library.annotations("m", "1") == {PAPER.text_hash: b"\x00\xff"}
        assert library.search("sepsis").total == 1
        assert library.search("affiliation:leeds OR falls").total >= 1
    assert {table: rows(old, f"SELECT * FROM {table}") for table in before} == before
    assert rows(old, columns) == papers
    assert rows(old, "PRAGMA user_version") == [(len(rooms.MIGRATIONS),)]
    assert len(rows(old, "SELECT * FROM migrations")) == len(rooms.MIGRATIONS)


def test_records_that_came_before_a_migration_are_still_known(old):
    with Library.open(old) as library:
        done = library.put([PAPER, Paper("Zoë on falls")])
        assert (done.unchanged, done.ids) == (2, ("pmid:11", "hash:b"))
    marks = {mark for (mark,) in rows(old, "SELECT fingerprint FROM arrivals")}
    assert "of a record that was merged" in marks
    assert len(marks) == 3


def test_a_paper_that_cannot_be_read_does_not_stop_a_migration(old):
    connection = sqlite3.connect(old / "papers.sqlite")
    connection.execute("INSERT INTO papers VALUES (3, 'k', 'pmid:3', 't', 2, ?)", (BROKEN,))
    connection.commit()
    connection.close()
    with Library.open(old) as library:
        assert library.get("pmid:11") == PAPER
        assert any("pmid:3" in fault for fault in library.health().faults)
    assert rows(old, "SELECT paper FROM papers WHERE row = 3") == [(BROKEN,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(old, monkeypatch):
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE papers SET paper = x'00'")
        connection.execute("CREATE TABLE half_made (x)")
        connection.execute("INSERT INTO no_such_table VALUES (1)")

    monkeypatch.setattr(rooms, "MIGRATIONS", [*rooms.MIGRATIONS, half])
    tables = ("papers", "aliases", "arrivals", "annotations", "migrations", "sqlite_master")
    before = [rows(old, f"SELECT * FROM {table}") for table in tables]
    with pytest.raises(LibraryError, match="no such table"):
        Library.open(old)
    assert [rows(old, f"SELECT * FROM {table}") for table in tables] == before
    assert rows(old, "PRAGMA user_version") == [(1,)]
    monkeypatch.undo()
    with Library.open(old) as library:
        assert library.get("pmid:11") == PAPER


def test_a_library_of_a_newer_form_is_refused_and_not_touched(old):
    connection = sqlite3.connect(old / "papers.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (old / "papers.sqlite").read_bytes()
    with pytest.raises(LibraryError, match="written by a newer Fingerpost"):
        Library.open(old)
    assert (old / "papers.sqlite").read_bytes() == before


SCHEMA_2 = """
ALTER TABLE arrivals ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE arrivals ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE arrivals ADD COLUMN origin TEXT NOT NULL DEFAULT '';
CREATE TABLE records (
    fingerprint TEXT PRIMARY KEY REFERENCES arrivals ON DELETE CASCADE, record BLOB NOT NULL
);
CREATE TABLE blocks (
    block INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (block, row)
) WITHOUT ROWID;
CREATE TABLE likenesses (
    one INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
    verdict TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE decisions (
    one TEXT NOT NULL, other TEXT NOT NULL, verb TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX likenesses_other ON likenesses (other);
INSERT INTO migrations VALUES (2, 'records_and_decisions');
INSERT INTO blocks VALUES (5, 1);
INSERT INTO likenesses VALUES (1, 2, 'possible');
PRAGMA user_version = 2;
"""


def test_a_library_of_form_2_keeps_its_records_and_decisions(old):
    first, second = FULL, FULL.replace(b'"volume":"1"', b'"volume":""')
    marks = [fingerprint(first), fingerprint(second)]
    connection = sqlite3.connect(old / "papers.sqlite")
    connection.executescript(SCHEMA_2)
    connection.execute("INSERT INTO arrivals VALUES (?, 1, 2, 4, 'b.nbib')", (marks[1],))
    connection.executemany(
        "INSERT INTO records VALUES (?, ?)",
        [(marks[0], zlib.compress(first, 6)), (marks[1], zlib.compress(second, 6))],
    )
    connection.executemany(
        "INSERT INTO decisions VALUES (?, ?, 'apart')",
        [("pmid:11", "pmid:12"), ("hash:b", f"record:{marks[1]}")],
    )
    connection.commit()
    connection.close()
    with Library.open(old) as library:
        merge = library.records_of("pmid:11")
        assert merge is not None
        assert [record.paper.volume for record in merge.records] == ["1", ""]
        assert merge.records[1].origin == "b.nbib"
        new = [record.fingerprint for record in merge.records]
        assert set(library.decisions()) == {
            ("apart", "pmid:11", "pmid:12"),
            ("apart", "hash:b", f"record:{new[1]}"),
        }
        assert library.put([record.paper for record in merge.records]).unchanged == 2
        assert not library.health().faults
    assert rows(old, "SELECT * FROM blocks WHERE block = 5") == [(5, 1)]
    assert rows(old, "SELECT * FROM likenesses") == [(1, 2, "possible")]
