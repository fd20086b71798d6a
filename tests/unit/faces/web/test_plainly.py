"""No page tells a doctor to type a command, or to change a key of a file."""

from __future__ import annotations

import pytest

from fingerpost.faces.web.plainly import plainly

SAID = {
    "3 h a week more (hours_per_week = 8 in me.toml)":
        "3 h a week more (8 hours a week, to be said under Me)",
    "take 2 weeks within the same four out of lost_weeks in me.toml.":
        "take 2 weeks within the same four out of the weeks that are lost.",
    "name a path that you want in me.toml, or add an area with  fingerpost area add NAME --query "
    "QUERY": "name a path that you want under Me, or add an area under Areas",
    "It is not ticked. If it is done:  fingerpost plan done learn:x:1":
        "It is not ticked. If it is done, mark it as done.",
    "is over in a week before it. If that is done already:  fingerpost plan done check:x":
        "is over in a week before it. If that is done, mark it as done.",
    "a word is missing, at character 7:\n  sepsis\n        ^":
        "a word is missing, where the mark stands:\n  sepsis\n        ^",
    "or score it yourself (fingerpost area score sepsis CRITERION SCORE).":
        "or score it yourself.",
    "look at it again (fingerpost area keep sepsis).": "look at it again.",
    "ask someone. Keep it with:  fingerpost area advice sepsis scale SCORE.":
        "ask someone. Note the answer beside the score.",
    "Save as PubMed, then fingerpost import FILE": "Save as PubMed, then bring the file in under "
        "Library.",
    "FINGERPOST_OFFLINE is set, so Europe PMC was not asked. Unset it to go online.":
        "Fingerpost was told to stay offline, so Europe PMC was not asked.",
    "nothing was taken. If it is right:  fingerpost add doi:10.5555/x":
        "nothing was taken. If it is right, add it by its name doi:10.5555/x.",
    "x.json is damaged. Delete it, or ask anew:  fingerpost dive AREA --yardstick":
        "x.json is damaged. Delete it, or ask anew on the page Trends.",
    "a free one, in FINGERPOST_OPENALEX_KEY, gives all":
        "a free one, kept under Settings, gives all",
    "Nothing of this kind in it.": "Nothing of this kind in it.",
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "plain"), SAID.items())
def test_a_sentence_without_commands(sentence: str, plain: str) -> None:
    assert plainly(sentence) == plain
