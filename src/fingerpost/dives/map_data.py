"""What the map's script reads: papers as columns of numbers and words, safe inside a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from fingerpost.dives.branches import branches
from fingerpost.dives.model import Dive
from fingerpost.dives.plain import plain_words
from fingerpost.dives.topic_looks import anchors, look_of, thickest
from fingerpost.landscape.model import Place, Topic
from fingerpost.records import Paper
from fingerpost.sources.tex_text import without_tex
from fingerpost.text import visible

MOST_PAPERS: Final = 30_000
"""As many as a browser moves and searches well, and a page carries; see docs/dive.md."""
MOST_AUTHORS: Final = 12
"""Of one paper: the first ones and the last."""
FINE: Final = 9_999
"""Places are whole numbers from 0 to this."""
_FUNDING: Final = ("research support", "funded")
_SAME_TYPE: Final = {
    "research article": "journal article", "article": "journal article",
    "article journal": "journal article", "original article": "journal article",
    "jour": "journal article", "review article": "review", "posted content": "preprint",
    "conference paper": "conference paper", "proceedings article": "conference paper",
    "inproceedings": "conference paper", "paper conference": "conference paper",
}  # fmt: skip
"""Suppliers' names for one kind of publication."""
_ESCAPED: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028",
                   "\u2029": "\\u2029"}  # fmt: skip


def on_map(dive: Dive, most: int = MOST_PAPERS) -> list[Place]:
    """Return the papers that the map shows, newest first, then by title.

    From more than `most`, every topic keeps its share, evenly from its typical to its odd papers.
    """
    papers = {paper.id: paper for paper in dive.papers}
    places: Sequence[Place] = dive.landscape.places
    if len(places) > most:
        by_fit = sorted(places, key=lambda place: (place.topic, -place.fit, place.paper))
        kept = [by_fit[number * len(by_fit) // most] for number in range(most)]
        places = _with_key_papers(kept, places, dive)
    return sorted(places, key=lambda place: _newest_first(papers[place.paper]))


def cap_sentence(dive: Dive, most: int = MOST_PAPERS) -> str:
    """Say that not all papers are on the map; empty when they are."""
    count = len(dive.landscape.places)
    if count <= most:
        return ""
    return (
        f"The map shows {most:,} of {count:,} papers, so that it moves well in a browser: an even"
        " share of every topic, and the key papers. Counts beside the map are of those shown;"
        " papers.csv has them all."
    )


def map_json(dive: Dive, most: int = MOST_PAPERS) -> str:
    """Return the map's data as JSON that may stand inside a script element of a page."""
    text = json.dumps(map_data(dive, most), ensure_ascii=False, sort_keys=True,
                      separators=(",", ":"))  # fmt: skip
    for sign, escaped in _ESCAPED.items():
        text = text.replace(sign, escaped)
    return text


def map_data(dive: Dive, most: int = MOST_PAPERS) -> dict[str, Any]:
    """Return the map's data: a column a field, words that recur kept once and pointed at."""
    places = on_map(dive, most)
    by_id = {paper.id: paper for paper in dive.papers}
    papers = [by_id[place.paper] for place in places]
    topics = dive.landscape.topics
    standing = {topic.id: number for number, topic in enumerate(topics)}
    rows = {appraisal.paper_id: row for row, appraisal in enumerate(dive.appraisals)}
    kinds = {each.paper_id: plain_words(each.kind.value) for each in dive.appraisals}
    keys = {key.paper for key in dive.landscape.key_papers.papers}
    return {
        "papers": len(dive.landscape.places),
        "x": [round(place.x * FINE) for place in places],
        "y": [round((1 - place.y) * FINE) for place in places],
        "topic": [standing[place.topic] for place in places],
        "year": [paper.year for paper in papers],
        "title": [visible(without_tex(paper.title)) for paper in papers],
        "authors": [visible(_authors(paper)) for paper in papers],
        "id": [visible(paper.id) for paper in papers],
        "row": [rows.get(paper.id, -1) for paper in papers],
        "key": [number for number, paper in enumerate(papers) if paper.id in keys],
        "link": _links(papers),
        "journal": _pointed([[p.journal_abbreviation or p.journal] for p in papers]),
        "kind": _pointed([[kinds.get(paper.id, "")] for paper in papers]),
        "type": _pointed([type_words(paper.publication_types) for paper in papers]),
        "topics": _topics(topics, dive.landscape.places),
        "subtopics": _subtopics(dive, standing),
    }


def _with_key_papers(kept: list[Place], places: Iterable[Place], dive: Dive) -> list[Place]:
    """The same number of papers, the key papers among them in place of the least typical."""
    keys = {key.paper for key in dive.landscape.key_papers.papers}
    have = {place.paper for place in kept}
    missing = [place for place in places if place.paper in keys - have]
    spare = sorted((p for p in kept if p.paper not in keys), key=lambda p: (p.fit, p.paper))
    gone = {place.paper for place in spare[: len(missing)]}
    return [place for place in kept if place.paper not in gone] + missing


def _newest_first(paper: Paper) -> tuple[int, str, str]:
    return (-(paper.year or 0), paper.title.casefold(), paper.id)


def _authors(paper: Paper) -> str:
    names = [author.short_name for author in paper.authors]
    if len(names) > MOST_AUTHORS:
        names = [*names[: MOST_AUTHORS - 1], "…", names[-1]]
    return ", ".join(names)


def address_of(shown_id: str) -> str:
    """Return the address that the page's script makes of an id, or an empty string."""
    supplier, _, name = shown_id.partition(":")
    forms: Mapping[str, Callable[[], str]] = {
        "pmid": lambda: f"https://pubmed.ncbi.nlm.nih.gov/{name}/",
        "arxiv": lambda: f"https://arxiv.org/abs/{name}",
        "doi": lambda: f"https://doi.org/{name}",
    }
    return forms[supplier]() if supplier in forms else ""


def type_words(types: Sequence[str]) -> tuple[str, ...]:
    """Return publication types in one spelling ('Journal article'), those of funding left out."""
    words = (" ".join(name.replace("-", " ").replace("_", " ").split()) for name in types)
    known = (_SAME_TYPE.get(word.casefold(), word.lower()) for word in words if word)
    kept = (word for word in known if not word.startswith(_FUNDING))
    return tuple(dict.fromkeys(f"{word[0].upper()}{word[1:]}" for word in kept))


def _links(papers: Sequence[Paper]) -> dict[str, str]:
    """Addresses that do not follow from the id, by number; only secure ones become links."""
    return {
        str(number): visible(paper.address) if paper.address.startswith("https://") else ""
        for number, paper in enumerate(papers)
        if paper.address != address_of(paper.id)
    }


def _pointed(lists: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Each paper's words as numbers into one list of words, the commonest first."""
    counts: dict[str, int] = {}
    for words in lists:
        for word in dict.fromkeys(words):
            if word:
                counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    number = {word: place for place, word in enumerate(ranked)}
    return {
        "words": [visible(word) for word in ranked],
        "of": [[number[word] for word in dict.fromkeys(words) if word] for words in lists],
    }


def _topics(topics: Sequence[Topic], places: Sequence[Place]) -> list[dict[str, Any]]:
    standing = anchors(topics, places)
    return [
        {
            "number": look_of(topic).number,
            "label": visible(look_of(topic).label),
            "colour": look_of(topic).colour,
            "shape": look_of(topic).shape,
            "at": _fine(standing.get(topic.id)),
        }
        for topic in topics
    ]


def _subtopics(dive: Dive, standing: Mapping[int, int]) -> list[dict[str, Any]]:
    """Labels that appear from nearer, with the numbers that the page gives them."""
    places = {place.paper: place for place in dive.landscape.places}
    return [
        {
            "label": visible(f"{part.number} {part.topic.label}"),
            "topic": standing[branch.topic.id],
            "at": _fine(thickest(places[paper] for paper in part.topic.papers)),
        }
        for branch in branches(dive.landscape)
        for part in branch.below
        if part.topic.papers
    ]


def _fine(at: tuple[float, float] | None) -> list[int] | None:
    return None if at is None else [round(at[0] * FINE), round((1 - at[1]) * FINE)]
