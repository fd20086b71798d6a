"""Sentences that name a command or a key of a file, and dates, said for those who have pages."""

from __future__ import annotations

import re
from datetime import date

from fingerpost.dives.pages import day

_WORDS = (
    (r"hours_per_week = ([\d.]+) in me\.toml", r"\1 hours a week, to be said under Me"),
    (r" out of lost_weeks in me\.toml", " out of the weeks that are lost"),
    (r" in me\.toml", " under Me"),
    (r" If it is done:  fingerpost plan done \S+", " If it is done, mark it as done."),
    (r"\barea's query\b", "area's search"),
    (r" with  fingerpost area add NAME --query QUERY", " under Areas"),
    (r" with:  fingerpost area add NAME --query QUERY", " under Areas"),
    (r" \(fingerpost area (?:score|keep) [^)]*\)", ""),
    (r" Keep it with:  fingerpost area advice [^.]*\.", " Note the answer beside the score."),
    (r" with  fingerpost dive \S+ --yardstick", ""),
    (r" fingerpost dive \S+ --yardstick asks PubMed", " PubMed's yearly totals say"),
    (r" and run the dive again", " and look into it again"),
    (r", then fingerpost import FILE\.?", ", then bring the file in under Library."),
    (r" \(this uses the network\):  fingerpost dive \S+ --yardstick", ""),
    (r":  fingerpost dive \S+ --fetch --most \d+", ""),
    (r" \(fingerpost fetch\)", ""),
    (r" If that is done already:  fingerpost plan done \S+", " If that is done, mark it as done."),
    (r", at character \d+:", ", where the mark stands:"),
    (r" For time that you will not have:  fingerpost plan lost .*", ""),
    (r" Add it with:  fingerpost area add .*", " Add it under Areas."),
    (r" If it is right:  fingerpost add (\S+)", r" If it is right, add it by its name \1."),
    (
        r"FINGERPOST_OFFLINE is set, so (.+) was not asked\. Unset it to go online\.",
        r"Fingerpost was told to stay offline, so \1 was not asked.",
    ),
    (r"in FINGERPOST_OPENALEX_KEY, gives all", "kept under Settings, gives all"),
    (r", or ask anew:  fingerpost dive \S+ --yardstick", ", or ask anew on the page Trends."),
    (r" with  fingerpost fetch pubmed 'WORDS\[ti\]'", " under Fetch papers."),
    (r" Run the command again\.", " Reload the page and try again."),
)
_RULES = tuple((re.compile(pattern), said) for pattern, said in _WORDS)


def plainly(sentence: str) -> str:
    """Return a sentence without commands and keys: what a page can do itself, in its words."""
    for pattern, said in _RULES:
        sentence = pattern.sub(said, sentence)
    return sentence


def when(text: str) -> str:
    """Return a day in ISO form as every page says it, 'Mon 30 Nov 2026'; other text as it is."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
