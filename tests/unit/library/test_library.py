"""Papers kept and found again, as a user of the library meets it."""

import sqlite3

import pytest
from msgspec.structs import replace

from fingerpost.errors import LibraryError, QueryError, UsageError
from fingerpost.library import Library
from fingerpost.records import Author, Link, LinkKind, MeshHeading, Paper

PAPERS = [
    Paper("Sepsis alerts on the ward", "A deep learning model warned of sepsis.", pmid="11",
          year=2019, journal="Ward Letters", publication_types=("Journal Article",),
          authors=(Author(family="Hopper", given="Grace Murray", affiliations=("Leeds",)),),
          mesh=(MeshHeading("Sepsis", ("diagnosis",), major=True),), languages=("eng",)),
    Paper("Reading X-rays", "Neural networks read chest films.", pmid="9", year=2020,
          journal="Ward Letters", publication_types=("Journal Article", "Review"),
          authors=(Author(collective="The X-ray Group"), Author(family="Hoppe", given="G"))),
    Paper("Ein Modell", doi="10.1000/s01(19)30-4", year=2020, languages=("ger",),
          vernacular_title="Vorhersage der Sepsis"),
    Paper("Undated notes", "On deep wells and learning to swim.", arxiv="2001.01234"),
]  # fmt: skip


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.put(PAPERS)
        yield library


def test_the_stamp_is_another_after_a_write_and_the_same_after_reading(library):
    before = library.stamp()
    library.search("sepsis")
    assert library.stamp() == before
    library.put([Paper("One more made-up paper", pmid="77")])
    assert library.stamp() != before


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("*", ["arxiv:2001.01234", "doi:10.1000/s01(19)30-4", "pmid:11", "pmid:9"]),
        ("learning", ["arxiv:2001.01234", "pmid:11"]),
        ("network", ["pmid:9"]),
        ('"network"', []),
        ('"deep learning"', ["pmid:11"]),
        ("deep learning", ["arxiv:2001.01234", "pmid:11"]),
        ("net*", ["pmid:9"]),
        ('"chest fil*"', ["pmid:9"]),
        ("Hopper GM[au]", ["pmid:11"]),
        ("Hopper G[au]", ["pmid:11"]),
        ("Hopper M[au]", []),
        ("author:hopper", ["pmid:11"]),
        ('author:"Grace Hopper"', ["pmid:11"]),
        ("hopp*[au]", ["pmid:11", "pmid:9"]),
        ("Hoppe G[1au]", []),
        ("Hoppe G[lastau]", ["pmid:9"]),
        ("Sepsis[ti]", ["doi:10.1000/s01(19)30-4", "pmid:11"]),
        ("sepsis/diagnosis[mesh]", ["pmid:11"]),
        ("sepsis[majr]", ["pmid:11"]),
        ("ward letters[ta] NOT review[pt]", ["pmid:11"]),
        ("leeds", []),
        ("leeds[ad]", ["pmid:11"]),
        ("german[la]", ["doi:10.1000/s01(19)30-4"]),
        ("year:2020", ["doi:10.1000/s01(19)30-4", "pmid:9"]),
        ("2019:2020[dp] AND sepsis", ["doi:10.1000/s01(19)30-4", "pmid:11"]),
        ("NOT 1000:3000[dp]", ["arxiv:2001.01234"]),
        ("10.1000/S01(19)30-4", ["doi:10.1000/s01(19)30-4"]),
        ("11[pmid] OR arxiv:2001.01234", ["arxiv:2001.01234", "pmid:11"]),
        ("x-ray", ["pmid:9"]),
        ("the", ["pmid:11", "pmid:9"]),
    ],
)
def test_match(library, query, found):
    assert [paper.id for paper in library.match(query)] == found


def test_search_gives_the_best_first_with_counts_by_year(library):
    result = library.search("sepsis OR networks OR learning", limit=2)
    assert result.understood == "all:sepsis OR all:networks OR all:learning"
    assert result.total == 4
    assert result.by_year == {2019: 1, 2020: 2}
    assert result.hits[0].paper == PAPERS[0]
    assert result.hits[0].score > result.hits[1].score > 0


def test_a_word_in_the_title_counts_more_than_in_the_abstract(tmp_path):
    one = Paper("On asthma", "Some children wheeze.", pmid="2")
    other = Paper("On children", "Some asthma here.", pmid="1")
    with Library.open(tmp_path) as library:
        library.put([other, one])
        assert [hit.paper.id for hit in library.search("asthma").hits] == ["pmid:2", "pmid:1"]


def test_equal_scores_stand_in_the_order_of_the_ids(tmp_path):
    twins = [
        Paper("Just the same title", pmid=str(number), year=2020) for number in range(30, 9, -1)
    ]
    with Library.open(tmp_path) as library:
        for paper in twins:
            library.put([paper])
        for query in ("title", "titl*", "year:2020", "*"):
            shown = [hit.paper.id for hit in library.search(query, limit=3).hits]
            assert shown == ["pmid:10", "pmid:11", "pmid:12"], query


def test_a_limit_of_none_still_counts(library):
    result = library.search("sepsis", limit=0)
    assert (result.total, result.hits) == (2, ())


def test_an_empty_library_finds_nothing(tmp_path):
    with Library.open(tmp_path / "new") as library:
        assert (library.count(), library.match("*"), library.match("x")) == (0, [], [])
        result = library.search("x OR NOT y")
        assert (result.total, result.hits, result.by_year) == (0, (), {})


def test_a_bad_query_is_an_error_and_no_empty_answer(library):
    for ask in (library.search, library.match):
        with pytest.raises(QueryError):
            ask("(sepsis")


def test_facets(library):
    assert library.facets("*", "year") == {2019: 1, 2020: 2}
    assert list(library.facets("*", "journal").items()) == [("Ward Letters", 2)]
    assert list(library.facets("*", "type").items()) == [("Journal Article", 2), ("Review", 1)]
    assert library.facets("networks", "type") == {"Journal Article": 1, "Review": 1}
    assert library.not_stated("*", "journal") == len(PAPERS) - 2
    assert library.not_stated("zebra", "journal") == 0
    for ask in (library.facets, library.not_stated):
        with pytest.raises(UsageError, match="not by 'colour'"):
            ask("*", "colour")


def test_get_by_any_id(library):
    assert library.get("pmid:11") == library.get(" PMID:11 ") == PAPERS[0]
    assert library.get("doi:10.1000/S01(19)30-4") == PAPERS[2]
    assert library.get("pmid:404") is None
    assert library.get("nonsense") is None


def test_a_change_is_found_and_the_old_text_is_not(library):
    result = library.put([replace(PAPERS[1], abstract="Transformers read chest films.")])
    assert result.updated == 1
    assert [paper.id for paper in library.match("transformers")] == ["pmid:9"]
    assert library.match('"neural networks"') == []
    assert library.search("*").total == 4


def test_delete(library):
    library.annotate("vector", "1", {PAPERS[0].text_hash: b"a", PAPERS[1].text_hash: b"b"})
    assert library.delete(["pmid:11", "pmid:404", "PMID:11"]) == 1
    assert library.get("pmid:11") is None
    assert library.match('"deep learning"') == []
    assert library.count() == library.search("*").total == 3
    assert library.annotations("vector", "1") == {PAPERS[1].text_hash: b"b"}
    assert library.put([PAPERS[0]]).imported == 1
    assert [paper.id for paper in library.match('"deep learning"')] == ["pmid:11"]


def test_annotations_belong_to_a_maker_and_its_version(library):
    library.annotate("vector", "1", {"h2": b"\x00\xff", "h1": b"old"})
    library.annotate("vector", "1", {"h1": b"new"})
    library.annotate("vector", "2", {"h1": b"other"})
    assert library.annotations("vector", "1") == {"h1": b"new", "h2": b"\x00\xff"}
    assert library.annotations("vector", "2") == {"h1": b"other"}
    assert library.annotations("topic", "1") == {}


def test_everything_is_there_when_opened_again(tmp_path, library):
    with Library.open(tmp_path / "library") as other:
        assert other.match("*") == library.match("*")
        assert [paper.id for paper in other.scan()] == sorted(paper.id for paper in PAPERS)


def test_text_that_is_no_text_is_mended(library):
    result = library.put([Paper("A broken \ud83d sign", pmid="7")])
    assert result.imported == 1
    assert library.get("pmid:7").title == "A broken \ufffd sign"
    assert [paper.id for paper in library.match("broken")] == ["pmid:7"]
    assert library.put([Paper("A broken \ud83d sign", pmid="7")]).unchanged == 1


def test_odd_years_and_dates_are_kept_but_not_searched(library):
    odd = [Paper("Odd", pmid="71", year=10**30), Paper("Odd", pmid="72", year=-5, date="soon")]
    library.put(odd)
    assert library.match("odd[ti]") == odd
    assert library.match("odd[ti] AND 1000:3000[dp]") == []


def test_a_store_from_a_newer_version_is_not_touched(tmp_path):
    Library.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "papers.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="newer Fingerpost"):
        Library.open(tmp_path)


def test_migrations_are_recorded(tmp_path):
    Library.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "papers.sqlite")
    rows = connection.execute("SELECT version, name FROM migrations").fetchall()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    names = ["first_tables", "records_and_decisions", "papers_packed", "what_each_import_brought"]
    assert rows == list(enumerate(names, 1))
    assert version == 4


def test_a_file_that_is_no_library(tmp_path):
    (tmp_path / "papers.sqlite").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(LibraryError, match="damaged or is no library"):
        Library.open(tmp_path)


def test_a_file_of_another_program(tmp_path):
    connection = sqlite3.connect(tmp_path / "papers.sqlite")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(LibraryError, match="another program"):
        Library.open(tmp_path)


def test_a_damaged_page_is_a_sentence(tmp_path):
    with Library.open(tmp_path) as library:
        library.put(Paper(f"Paper {n}", "word " * 300, pmid=str(n)) for n in range(1, 200))
    file = tmp_path / "papers.sqlite"
    content = bytearray(file.read_bytes())
    for page in range(8, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    file.write_bytes(content)
    with Library.open(tmp_path) as library, pytest.raises(LibraryError, match="backup"):
        list(library.scan())


def test_a_folder_that_cannot_be(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(tmp_path / "file" / "library")


def test_a_paper_from_a_newer_version_is_a_sentence(tmp_path, library):
    connection = sqlite3.connect(tmp_path / "library" / "papers.sqlite")
    connection.execute("""UPDATE papers SET paper = '{"title": "x", "retraction": "lost"}'""")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match="cannot be read"):
        library.get("pmid:11")


def test_a_given_name_of_blanks_is_no_obstacle(tmp_path):
    with Library.open(tmp_path) as library:
        library.put([Paper("Blank", pmid="1", authors=(Author("Okoro", " \r"),))])
        assert library.search("okoro[au]").total == 1


def test_a_published_id_finds_the_preprint_that_names_it_until_the_paper_comes(tmp_path):
    link = Link(LinkKind.PUBLISHED_AS, "doi:10.1000/FINAL")
    preprint = Paper("Alarms at night", arxiv="2001.00009", year=2020, links=(link,))
    with Library.open(tmp_path / "own") as library:
        library.put([preprint, Paper("Alarms by day", doi="10.1000/day")])
        for query in ("10.1000/final", "doi:10.1000/Final", "10.1000/final[doi] AND alarms"):
            found = library.search(query)
            assert [hit.paper.id for hit in found.hits] == ["arxiv:2001.00009"]
            (note,) = found.notes
            assert "shown is the preprint; published as doi:10.1000/final" in note
            assert note in library.explain(query).notes
        assert [paper.id for paper in library.match("10.1000/final")] == ["arxiv:2001.00009"]
        assert library.get("doi:10.1000/final") is None
        assert library.search("NOT doi:10.1000/final").total == 1
        assert library.search("doi:10.1000/day").notes == ()
        library.put([Paper("Warnings at night", doi="10.1000/final")])
        found = library.search("10.1000/final")
        assert [hit.paper.title for hit in found.hits] == ["Warnings at night"]
        assert found.notes == ()
        library.delete(["doi:10.1000/final"])
        assert library.search("10.1000/final").total == 1
        library.delete(["arxiv:2001.00009"])
        nothing = library.search("10.1000/final")
        assert (nothing.total, nothing.notes) == (0, ())


def test_findings_are_given_of_some_papers_and_those_of_other_versions_forgotten(library):
    library.annotate("vector", "1", {"h1": b"a", "h2": b"b"})
    library.annotate("vector", "2", {"h1": b"c"})
    library.annotate("topic", "1", {"h1": b"d"})
    assert library.annotations("vector", "1", ["h2", "h3"]) == {"h2": b"b"}
    assert library.annotations("vector", "1", []) == {}
    library.forget_other_versions("vector", "2")
    assert library.annotations("vector", "1") == {}
    assert library.annotations("vector", "2") == {"h1": b"c"}
    assert library.annotations("topic", "1") == {"h1": b"d"}
