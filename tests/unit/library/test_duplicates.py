"""One paper once: merged on import, shown with its records, and undone for good."""

import sqlite3

import pytest
from msgspec.structs import replace

from fingerpost.errors import UsageError
from fingerpost.library import Library, field_origins
from fingerpost.library import library as rooms
from fingerpost.records import Author, Link, LinkKind, Paper

AUTHORS = (Author("Okoro", "Ada"), Author("Lindqvist", "Bo"))
PUBMED = Paper(
    "Early warning of sepsis from vital signs on general wards",
    abstract="Ten wards.", authors=AUTHORS, journal="Journal of Made Up Medicine",
    journal_abbreviation="J Made Up Med", volume="12", pages="221-8", year=2019, pmid="1",
    source="pubmed-xml",
)  # fmt: skip
ENDNOTE = replace(
    PUBMED, title="EARLY WARNING OF SEPSIS FROM VITAL SIGNS ON GENERAL WARDS.", abstract="",
    journal="J. Made Up Med.", journal_abbreviation="", pages="221-228", pmid="",
    doi="10.1000/ward", keywords=("sepsis",), source="ris",
)  # fmt: skip
PREPRINT = Paper(PUBMED.title, authors=AUTHORS, year=2018, arxiv="1801.00001", source="arxiv-atom")
OTHER = Paper("Reading chest films with networks of nerves", authors=AUTHORS, year=2019, pmid="2")


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


def ids(library):
    return [paper.id for paper in library.match("*")]


def test_records_without_a_common_id_become_one_paper(library):
    library.put([PUBMED, OTHER], "pubmed.xml")
    result = library.put([ENDNOTE], "endnote.ris")
    assert (result.imported, result.updated, result.ids) == (0, 1, ("pmid:1",))
    assert ids(library) == ["pmid:1", "pmid:2"]
    paper = library.get("doi:10.1000/ward")
    assert (paper.pmid, paper.doi, paper.keywords) == ("1", "10.1000/ward", ("sepsis",))
    assert [p.id for p in library.match("10.1000/ward")] == ["pmid:1"]


def test_a_merged_paper_shows_its_records_and_where_each_field_is_from(library):
    library.put([PUBMED, OTHER], "pubmed.xml")
    library.put([ENDNOTE], "endnote.ris")
    (merge,) = library.merges()
    assert merge == library.records_of("doi:10.1000/ward")
    assert [record.paper for record in merge.records] == [PUBMED, ENDNOTE]
    assert [record.origin for record in merge.records] == ["pubmed.xml", "endnote.ris"]
    assert merge.records[0].change < merge.records[1].change
    assert merge.records[0].because == ()
    assert merge.records[1].because == (
        "same title", "same authors", "same pages", "same volume", "same journal", "same year",
    )  # fmt: skip
    origins = {field.name: field for field in field_origins(merge)}
    assert origins["doi"].said_by == (2,)
    assert origins["pmid"].said_by == (1,)
    assert origins["pages"].value == "221-8"
    assert origins["pages"].others == (("221-228", (2,)),)
    assert {field.name for field in merge.differing} == {"title", "journal", "pages", "source"}


def test_a_paper_of_one_record_is_not_a_merge(library):
    library.put([PUBMED], "pubmed.xml")
    assert list(library.merges()) == []
    merge = library.records_of("pmid:1")
    assert [(r.paper, r.origin) for r in merge.records] == [(PUBMED, "pubmed.xml")]
    assert library.records_of("pmid:404") is None


def test_a_merge_is_undone_for_good(library):
    library.put([PUBMED, OTHER, ENDNOTE])
    decided = library.split("pmid:1")
    assert (decided.verb, sorted(decided.ids)) == ("split", ["doi:10.1000/ward", "pmid:1"])
    assert library.get("pmid:1") == PUBMED
    assert library.get("doi:10.1000/ward") == ENDNOTE
    assert list(library.merges()) == list(library.possible_duplicates()) == []
    again = library.put([PUBMED, OTHER, ENDNOTE])
    assert (again.unchanged, again.ids) == (3, ("pmid:1", "pmid:2", "doi:10.1000/ward"))
    newer = library.put([replace(ENDNOTE, keywords=("sepsis", "wards"))])
    assert newer.ids == ("doi:10.1000/ward",)
    assert ids(library) == ["doi:10.1000/ward", "pmid:1", "pmid:2"]
    assert len(library.match("wards")) == 2


def test_one_record_is_taken_out_of_three(library):
    third = replace(ENDNOTE, doi="", url="https://example.org/3", source="csv")
    library.put([PUBMED, ENDNOTE, third])
    records = library.records_of("pmid:1").records
    assert len(records) == 3
    library.split("pmid:1", [records[2].fingerprint])
    assert [record.paper for record in library.records_of("pmid:1").records] == [PUBMED, ENDNOTE]
    (alone,) = [paper for paper in library.match("*") if paper.id.startswith("hash:")]
    assert alone == third


def test_records_with_one_pmid_stay_together_when_a_paper_is_split(library):
    newer = replace(PUBMED, abstract="Twelve wards.")
    library.put([PUBMED, newer, ENDNOTE])
    library.split("pmid:1")
    assert library.get("pmid:1").abstract == "Twelve wards."
    assert len(library.records_of("pmid:1").records) == 2


def test_two_records_with_one_id_can_be_told_apart(library):
    wrong = replace(OTHER, pmid="1")
    library.put([PUBMED, wrong])
    assert library.count() == 1
    decided = library.split("pmid:1")
    assert len(set(decided.ids)) == library.count() == 2
    assert library.get("pmid:1").title == PUBMED.title
    (other,) = [paper for paper in library.match("*") if paper.id != "pmid:1"]
    assert (other.title, other.pmid) == (wrong.title, "1")
    assert library.get(other.id) == other
    library.put([PUBMED, wrong])
    assert library.count() == 2


def test_papers_are_joined_for_good_whatever_the_matcher_says(library):
    library.put([PUBMED, OTHER])
    decided = library.join(["pmid:1", "pmid:2"])
    assert (decided.verb, decided.ids) == ("merged", ("pmid:1",))
    assert ids(library) == ["pmid:1"]
    assert library.get("pmid:2") == library.get("pmid:1")
    library.put([replace(OTHER, keywords=("new",)), replace(PUBMED, keywords=("more",))])
    assert ids(library) == ["pmid:1"]
    assert set(library.get("pmid:1").keywords) == {"new", "more"}
    (merge,) = library.merges()
    assert merge.records[1].because == ("you said that these are one paper",)


def test_an_id_that_is_shown_no_more_leads_to_the_paper_that_had_it(library):
    bare = replace(PREPRINT, arxiv="", year=None, authors=())
    library.put([replace(bare, arxiv="1801.00001"), bare, replace(bare, pmid="1", source="x")])
    (shown,) = [each for each in ids(library) if each.startswith("hash:")]
    library.join([shown, "pmid:1"])
    assert ids(library) == ["arxiv:1801.00001", "pmid:1"]
    assert library.get(shown).id == "pmid:1"


def test_the_last_word_counts(library):
    library.put([PUBMED, ENDNOTE])
    library.split("pmid:1")
    joined = library.join(["pmid:1", "doi:10.1000/ward"])
    assert joined.undone
    assert ids(library) == ["pmid:1"]
    library.split("pmid:1")
    assert ids(library) == ["doi:10.1000/ward", "pmid:1"]


def test_papers_that_may_be_one_are_told_and_decided(library):
    elsewhere = replace(
        PUBMED, pmid="", doi="10.1000/meeting", journal="Acta Nova", journal_abbreviation="",
        volume="3", pages="S14",
    )  # fmt: skip
    library.put([PUBMED, elsewhere])
    (pair,) = library.possible_duplicates()
    assert {pair.one.id, pair.other.id} == {"pmid:1", "doi:10.1000/meeting"}
    assert "same title" in pair.reasons
    decided = library.keep_apart(["pmid:1", "doi:10.1000/meeting"])
    assert decided.verb == "kept apart"
    assert list(library.possible_duplicates()) == []
    assert ids(library) == ["doi:10.1000/meeting", "pmid:1"]
    library.join(["pmid:1", "doi:10.1000/meeting"])
    assert ids(library) == ["pmid:1"]


def test_a_correction_is_not_asked_about_though_one_of_its_records_does_not_tell(library):
    elsewhere = {"pmid": "3", "volume": "15", "pages": "44", "doi": ""}
    untold = replace(PUBMED, **elsewhere)
    told = replace(untold, publication_types=("Published Erratum",))
    library.put([ENDNOTE, untold])
    assert len(list(library.possible_duplicates())) == 1
    library.put([told])
    assert ids(library) == ["doi:10.1000/ward", "pmid:3"]
    assert list(library.possible_duplicates()) == []


def test_what_is_kept_apart_is_not_merged_by_a_later_record(library):
    library.put([PUBMED, replace(OTHER, pmid="", doi="10.1000/other")])
    library.keep_apart(["pmid:1", "doi:10.1000/other"])
    library.put([replace(PUBMED, doi="10.1000/other")])
    assert library.count() == 2


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("separately", [False, True])
def test_a_preprint_and_its_published_version_name_each_other(library, order, separately):
    records = [PREPRINT, PUBMED, OTHER][::order]
    for batch in [[each] for each in records] if separately else [records]:
        library.put(batch)
    assert ids(library) == ["arxiv:1801.00001", "pmid:1", "pmid:2"]
    assert library.get("pmid:1").links == (Link(LinkKind.HAS_PREPRINT, "arxiv:1801.00001"),)
    assert library.get("arxiv:1801.00001").links == (Link(LinkKind.PUBLISHED_AS, "pmid:1"),)
    (pair,) = library.linked()
    assert (pair.one.id, pair.other.id) == ("arxiv:1801.00001", "pmid:1")
    assert list(library.merges()) == []
    assert library.put(records).unchanged == 3


@pytest.mark.parametrize("order", [1, -1])
def test_a_link_by_doi_is_answered_and_not_doubled(library, order):
    link = Link(LinkKind.PUBLISHED_AS, "doi:10.1000/ward")
    preprint = replace(PREPRINT, title="A first draft under another name", links=(link,))
    for record in [preprint, ENDNOTE][::order]:
        library.put([record])
    assert library.get("arxiv:1801.00001").links == (link,)
    assert library.get("doi:10.1000/ward").links == (
        Link(LinkKind.HAS_PREPRINT, "arxiv:1801.00001"),
    )


def test_links_follow_when_a_paper_gets_its_pmid(library):
    library.put([PREPRINT, ENDNOTE])
    assert library.get("arxiv:1801.00001").links[0].target == "doi:10.1000/ward"
    library.put([PUBMED])
    assert library.get("arxiv:1801.00001").links[0].target == "pmid:1"


def test_a_link_goes_when_the_two_are_kept_apart(library):
    library.put([PREPRINT, PUBMED])
    library.keep_apart(["arxiv:1801.00001", "pmid:1"])
    assert library.get("pmid:1") == PUBMED
    assert library.get("arxiv:1801.00001") == PREPRINT
    assert list(library.linked()) == []


def test_two_notes_that_would_be_shown_alike_are_both_kept(library):
    one = Paper("Editorial", year=2019, journal="Acta Nova", volume="3", pages="1")
    other = replace(one, volume="9", pages="77")
    result = library.put([one, other])
    assert len(set(result.ids)) == library.count() == 2
    assert library.put([other, one]).ids == result.ids[::-1]
    assert {library.get(each).volume for each in result.ids} == {"3", "9"}


def test_abstracts_of_one_meeting_with_one_doi_are_all_kept(library):
    first = replace(ENDNOTE, title="Sepsis on the wards of the north, a first look", pages="S1")
    second = replace(first, title="Chest films read by machines at night", pages="S2",
                     authors=(Author("Tanaka", "Yu"),))  # fmt: skip
    result = library.put([first, second])
    assert len(set(result.ids)) == 2
    assert {library.get(each).title for each in result.ids} == {first.title, second.title}


def test_a_vague_record_goes_to_one_of_two_papers_in_any_order(tmp_path):
    second = replace(PUBMED, pmid="3", volume="15", pages="44-51", journal="Acta Nova",
                     journal_abbreviation="")  # fmt: skip
    vague = Paper(PUBMED.title, authors=AUTHORS, year=2019, source="csv")
    records = [PUBMED, second, vague]
    sorted_papers = []
    for at, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)]):
        with Library.open(tmp_path / str(at)) as library:
            for number in order:
                library.put([records[number]])
            assert ids(library) == ["pmid:1", "pmid:3"]
            sorted_papers.append({
                paper.id: {r.paper.source for r in library.records_of(paper.id).records}
                for paper in library.match("*")
            })  # fmt: skip
    assert all(each == sorted_papers[0] for each in sorted_papers)


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.join(["pmid:1"]),
        lambda library: library.join(["pmid:1", "doi:10.1000/ward"]),
        lambda library: library.join(["pmid:1", "pmid:404"]),
        lambda library: library.keep_apart(["pmid:1", "pmid:1"]),
        lambda library: library.split("pmid:2"),
        lambda library: library.split("pmid:404"),
        lambda library: library.split("pmid:1", ["nonsense"]),
        lambda library: library.split(
            "pmid:1", [r.fingerprint for r in library.records_of("pmid:1").records]
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(library, ask):
    library.put([PUBMED, ENDNOTE, OTHER])
    before = list(library.scan())
    with pytest.raises(UsageError):
        ask(library)
    assert list(library.scan()) == before
    assert library.decisions() == []


def test_decisions_can_be_taken_over_before_the_records_come(library, tmp_path):
    library.put([PUBMED, ENDNOTE, OTHER])
    library.split("pmid:1")
    library.join(["pmid:1", "pmid:2"])
    with Library.open(tmp_path / "new") as new:
        new.decide_again(library.decisions())
        new.put([OTHER, ENDNOTE, PUBMED])
        assert new.count() == library.count() == 2
        assert new.get("pmid:1") == new.get("pmid:2")
    with Library.open(tmp_path / "late") as late:
        late.put([ENDNOTE, PUBMED, OTHER])
        late.decide_again(library.decisions())
        assert late.count() == 2
        late.decide_again([], library.decisions())
        assert ids(late) == ["pmid:1", "pmid:2"]


def test_a_decision_outlives_a_change_in_how_a_file_is_read(library):
    twin = replace(PUBMED, pmid="1", title=OTHER.title, url="https://example.org/twin")
    library.put([PUBMED, twin])
    library.split("pmid:1")
    library.put([replace(twin, abstract="Read otherwise.", url="")])
    assert library.count() == 2
    assert library.get("pmid:1") == PUBMED
    shown = [paper.id for paper in library.match("*") if paper.id != "pmid:1"]
    library.join(["pmid:1", *shown])
    library.put([replace(twin, abstract="Read once more.", url="")])
    assert library.count() == 1


def test_deleting_a_merged_paper_takes_its_records(library):
    library.put([PUBMED, ENDNOTE, PREPRINT])
    assert library.delete(["pmid:1"]) == 1
    assert ids(library) == ["arxiv:1801.00001"]
    assert list(library.merges()) == list(library.linked()) == []
    assert library.put([ENDNOTE]).imported == 1


def test_a_library_from_before_is_brought_up_to_date(tmp_path, monkeypatch):
    from fingerpost.library import database

    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:1])
        database.Database(make(tmp_path / "old") / "papers.sqlite", 1.0).close()
    from fingerpost.library.codec import encode, fingerprint

    connection = sqlite3.connect(tmp_path / "old" / "papers.sqlite")
    blob = encode(PUBMED)
    connection.execute("INSERT INTO changes VALUES (1, 'a')")
    connection.execute(
        "INSERT INTO papers VALUES (1, 'pmid:1', 'pmid:1', ?, 1, ?)", (PUBMED.text_hash, blob)
    )
    connection.execute("INSERT INTO aliases VALUES ('pmid:1', 1)")
    for mark in (fingerprint(blob), "of a record that was not kept"):
        connection.execute("INSERT INTO arrivals VALUES (?, 1)", (mark,))
    connection.commit()
    connection.close()
    with Library.open(tmp_path / "old") as library:
        assert library.get("pmid:1") == PUBMED
        assert library.put([PUBMED]).unchanged == 1
        assert library.put([ENDNOTE]).ids == ("pmid:1",)
        assert [r.paper for r in library.records_of("pmid:1").records] == [PUBMED, ENDNOTE]
        library.split("pmid:1")
        assert ids(library) == ["doi:10.1000/ward", "pmid:1"]


def make(folder):
    folder.mkdir()
    return folder


def test_batches_do_not_matter(tmp_path, monkeypatch):
    records = [PUBMED, PREPRINT, OTHER, ENDNOTE, replace(PREPRINT, keywords=("x",))]
    found = []
    for size in (1, 2, 5):
        monkeypatch.setattr(rooms, "BATCH", size)
        with Library.open(tmp_path / str(size)) as library:
            library.put(records)
            found.append(list(library.scan()))
    assert found[0] == found[1] == found[2]
