"""arXiv's Atom feeds: every field, errors, broken feeds."""

from __future__ import annotations

import io

import pytest

from fingerpost.records import Author, Link, LinkKind, Paper, Problem, Retraction
from fingerpost.sources import arxiv_atom

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:arxiv="http://arxiv.org/schemas/atom">\n<id>https://arxiv.org/api/x</id>\n'
)
WHOLE = """<entry>
  <id>http://arxiv.org/abs/2101.00001v3</id>
  <updated>2021-05-01T00:00:00Z</updated><published>2021-01-02T03:04:05Z</published>
  <title>Counting  cells
    with $n &lt; 5$</title>
  <summary>  We count
    cells.  </summary>
  <author><name>Ada M. Lovelace</name><arxiv:affiliation>Ward 1</arxiv:affiliation>
    <arxiv:affiliation>Ward 2</arxiv:affiliation></author>
  <author><name>Jan van der Berg</name></author>
  <author><name>The Counting Collaboration</name></author>
  <arxiv:doi>10.1000/Published.1</arxiv:doi>
  <arxiv:comment>9 pages</arxiv:comment>
  <arxiv:journal_ref>Made Up 7 (2021) 1</arxiv:journal_ref>
  <arxiv:primary_category term="cs.CV"/>
  <category term="cs.CV"/><category term="q-bio.QM"/><category term="cs.CV"/>
</entry>
"""


def feed(*entries: str) -> str:
    return f"{HEAD}{''.join(entries)}</feed>\n"


def entry(number: int, more: str = "<title>A title</title>") -> str:
    return f"<entry><id>http://arxiv.org/abs/2101.0000{number}v1</id>{more}</entry>\n"


def read(text: str) -> list[Paper | Problem]:
    return list(arxiv_atom.read(io.BytesIO(text.encode()), "feed.xml"))


def split(text: str) -> tuple[list[str], list[str]]:
    found = read(text)
    return (
        [record.arxiv for record in found if isinstance(record, Paper)],
        [record.sentence() for record in found if isinstance(record, Problem)],
    )


def test_every_field_is_read() -> None:
    assert read(feed(WHOLE)) == [
        Paper(
            title="Counting cells with $n < 5$",
            abstract="We count cells.",
            authors=(
                Author(family="Lovelace", given="Ada M.", affiliations=("Ward 1", "Ward 2")),
                Author(family="van der Berg", given="Jan"),
                Author(collective="The Counting Collaboration"),
            ),
            year=2021,
            date="2021-01-02",
            keywords=("cs.CV", "q-bio.QM"),
            arxiv="2101.00001",
            url="http://arxiv.org/abs/2101.00001v3",
            links=(Link(LinkKind.PUBLISHED_AS, "doi:10.1000/published.1"),),
            source="arxiv-atom",
        )
    ]


def test_the_doi_of_the_published_version_is_not_the_preprints_own() -> None:
    [paper] = read(feed(WHOLE))
    assert isinstance(paper, Paper)
    assert (paper.doi, paper.journal, paper.id) == ("", "", "arxiv:2101.00001")


def test_a_journal_stands_in_for_a_missing_doi() -> None:
    more = "<title>T</title><arxiv:journal_ref>Made Up 7 (2021) 1</arxiv:journal_ref>"
    [paper] = read(feed(entry(1, more)))
    assert isinstance(paper, Paper)
    assert paper.links == (Link(LinkKind.PUBLISHED_AS, "Made Up 7 (2021) 1"),)


def test_old_identifiers_are_read() -> None:
    more = "<entry><id>http://arxiv.org/abs/astro-ph/0601001v2</id><title>T</title></entry>"
    assert split(feed(more)) == (["astro-ph/0601001"], [])


def test_a_withdrawn_preprint_says_so() -> None:
    withdrawn = "<title>T</title><arxiv:comment>This paper has been withdrawn.</arxiv:comment>"
    told, plain = read(feed(entry(1, withdrawn), entry(2)))
    assert isinstance(told, Paper)
    assert isinstance(plain, Paper)
    assert (told.retraction, plain.retraction) == (Retraction.RETRACTED, Retraction.UNKNOWN)


def test_an_error_entry_is_a_problem() -> None:
    error = (
        "<entry><id>https://arxiv.org/api/errors#bad</id><title>Error</title>"
        "<summary>incorrect id format</summary></entry>"
    )
    assert split(feed(error, entry(2))) == (
        ["2101.00002"],
        ["feed.xml, record 1, line 4: arXiv answered with an error: incorrect id format"],
    )


def test_an_entry_without_title_is_a_problem() -> None:
    found, [problem] = split(feed(entry(1, ""), entry(2)))
    assert found == ["2101.00002"]
    assert "record 1" in problem
    assert "no title" in problem


def test_an_impossible_year_is_told_and_the_paper_kept() -> None:
    more = "<title>T</title><published>20222-01-02T00:00:00Z</published>"
    problem, paper = read(feed(entry(1, more)))
    assert isinstance(problem, Problem)
    assert problem.reason == "year 20222 is not a year; the paper was imported without it"
    assert isinstance(paper, Paper)
    assert (paper.year, paper.date) == (None, "")


def test_pages_in_one_file_are_all_read() -> None:
    found, problems = split(feed(entry(1), entry(2)) + feed(entry(3)))
    assert (found, problems) == (["2101.00001", "2101.00002", "2101.00003"], [])


@pytest.mark.parametrize("broken", ["<title>A <b></title>", "<title>A &x; B</title>"])
def test_a_broken_entry_costs_itself_only(broken: str) -> None:
    found, [problem] = split(feed(entry(1), entry(2, broken), entry(3)))
    assert found == ["2101.00001", "2101.00003"]
    assert problem.startswith("feed.xml, record 2, line 5: the record ")


def test_a_cut_off_feed_keeps_what_came_before() -> None:
    found, [problem] = split(feed(entry(1), entry(2))[:-40])
    assert found == ["2101.00001"]
    assert "incomplete" in problem


def test_entities_are_never_expanded() -> None:
    doctype = '<!DOCTYPE feed [<!ENTITY x "swordfish">]>\n'
    text = feed(entry(1, "<title>A &x; B</title>"), entry(2)).replace("<feed", f"{doctype}<feed")
    found, problems = split(text)
    assert found == ["2101.00002"]
    assert "never expanded" in problems[0]
    assert "swordfish" not in repr(read(text))


def test_a_feed_with_prefixes_is_read() -> None:
    text = feed(entry(1)).replace("<", "<atom:").replace("<atom:/", "</atom:")
    text = text.replace("<atom:?", "<?").replace("xmlns=", "xmlns:atom=")
    assert split(text) == (["2101.00001"], [])


def test_an_empty_feed_is_no_problem() -> None:
    assert read(feed()) == []
