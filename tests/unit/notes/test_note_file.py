"""What a note says of itself, and which of its words are the user's."""

from __future__ import annotations

from fingerpost.home.note_blocks import new_block
from fingerpost.notes.note_file import NoteFacts, names_of, note_facts

NOTE = f"""---
id: "pmid:1"
aliases: ["Sepsis: early", "x"]
topics: ["[[falls|Falls]]", wards]
rating: 3
---

# A heading is no word

{new_block("paper", "[[not mine]] facts")}

See [[papers/okoro2020deep#Results|Okoro]] and [[Sepsis alerts]]. <!-- [[hidden]] -->
"""


def test_links_topics_and_words_are_the_users() -> None:
    facts = note_facts(NOTE)
    assert facts.links == ("okoro2020deep", "Sepsis alerts")
    assert facts.topics == ("falls", "wards")
    assert (facts.id, facts.rating, facts.words) == ("pmid:1", "3", 8)


def test_only_what_is_outside_of_blocks_counts_as_an_edit() -> None:
    renewed = NOTE.replace(new_block("paper", "[[not mine]] facts"), new_block("paper", "other"))
    assert note_facts(renewed).own == note_facts(NOTE).own
    assert note_facts(NOTE.replace("\n", "\r\n")).own == note_facts(NOTE).own
    assert note_facts(NOTE + "more").own != note_facts(NOTE).own


def test_a_note_is_linked_by_file_title_and_alias() -> None:
    facts = NoteFacts(title="Early Warning", aliases=("EWS",))
    assert names_of("topics/a/early-signs.md", facts) == {"early signs", "early warning", "ews"}


def test_a_text_without_front_matter_is_all_the_users() -> None:
    assert note_facts("just words [[x]]") == NoteFacts(
        links=("x",), own=note_facts("just words [[x]]").own, words=3
    )


def test_a_line_made_to_be_slow_is_read_to_its_end() -> None:
    assert note_facts("[[" + "a" * 200_000).links == ()
    assert note_facts("---\nid: " + " " * 90_000 + '"x\n: [\n---\n').id == "x"
