"""Abstracts as texts to learn roles from: headings cut off, the roles they name kept aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fingerpost.reading.roles.names import TOLD, Role
from fingerpost.reading.sentences import pieces
from fingerpost.records import Paper, Section
from fingerpost.sources import read_file
from fingerpost.sources.abstracts import labelled
from fingerpost.text import digest, fold, squeeze

GROUPS = {
    "learning": (
        "medai_lit/virology_dl/pubmed_all_records_raw_dataset.csv.gz",
        "screening/ml_phenotyping_2022.csv.gz",
        "medai_lit/deep_review/manual-references-2020-01-29.json.gz",
    ),
    "arXiv": ("arxiv/arxiv_med_ml.jsonl.gz",),
    "radiotherapy": ("screening/wallace_2010_proton_beam.csv.gz",),
    "trials": ("pubmed/robotreviewer_medline/pubmed_test.txt.gz",),
    "other": (
        "refs/asysd/mendeley_export.xml.gz",
        "refs/asysd/labelled_test_set.csv.gz",
        "refs/asysd/ris_export.txt",
        "screening/Bannach-Brown_2019.csv.gz",
        "refs/dedupe_sweep/copper.xml.gz",
        "refs/dedupe_sweep/tafenoquine.xml.gz",
        "pubmed/revtools/restoration_pubmed.nbib.gz",
        "refs/revtools/restoration_scopus.ris.gz",
        "refs/revtools/restoration_WoS.ciw.gz",
        "pubmed/netsynergy/pubmed21n1000.xml.gz",
        "pubmed/netsynergy/pubmed21n1001.xml.gz",
        "pubmed/netsynergy/pubmed21n1002.xml.gz",
        "pubmed/netsynergy/pubmed21n1003.xml.gz",
        "scholarly_apis/europepmc/search_cancer_core.json",
        "refs/asreview/_baseline.ris",
        "refs/asreview/pubmed_zotero.ris",
    ),
}
"""The files by where their papers come from; a paper that comes again counts for the first."""

_WORDS = {
    Role.BACKGROUND: "background introduction context importance rationale motivation premise",
    Role.OBJECTIVE: "objective objectives aim aims purpose purposes goal goals hypothesis"
    " hypotheses object question questions",
    Role.METHODS: "methods method materials material design setting settings participants"
    " participant patients patient animals subjects subject intervention interventions procedure"
    " procedures measures measure measurements exposure exposures methodology approach selection"
    " search experimental population",
    Role.RESULTS: "results result findings",
    Role.CONCLUSION: "conclusion conclusions interpretation discussion discussions significance"
    " relevance summary implications implication limitations limitation",
}
_ROLE_OF = {word: role for role, words in _WORDS.items() for word in words.split()}
_SILENT = frozenset(
    {
        "and", "of", "the", "study", "studied", "main", "s", "clinical", "research", "key", "or",
        "in", "recent", "data", "sources", "criteria", "collection", "analysis", "outcome",
        "outcomes", "authors", "reviewer", "reviewers", "primary", "secondary", "principal",
        "for", "translational",
    }
)  # fmt: skip
_ENTIRE = {
    "purpose of review": (Role.OBJECTIVE,),
    "summary of background data": (Role.BACKGROUND,),
    "summary background data": (Role.BACKGROUND,),
    "background data": (Role.BACKGROUND,),
    "data": (Role.METHODS,),
    "data sources": (Role.METHODS,),
    "data extraction": (Role.METHODS,),
    "data synthesis": (Role.METHODS, Role.RESULTS),
    "evidence acquisition": (Role.METHODS,),
    "evidence synthesis": (Role.RESULTS,),
    "measurements and main results": (Role.METHODS, Role.RESULTS),
    "clinical findings": (Role.RESULTS,),
    "key points": (Role.CONCLUSION,),
    "clinical importance": (Role.CONCLUSION,),
    "conclusions and clinical importance": (Role.CONCLUSION,),
    "conclusion and clinical importance": (Role.CONCLUSION,),
    "statement of problem": (Role.BACKGROUND,),
}
_APART = re.compile(
    r"funding|registration|level of evidence|availability|keywords|disclosure|identifier|irrid|"
    r"supplementary"
)
_FEWEST, _MOST = 3, 40
_OWN = re.compile(
    r"\bwe\b(?! (?:still|do|know|lack|currently|often|need|live|are|must|should))|\bherein\b|"
    r"\b(?:this|the present|the current|our) (?:\w+ )?(?:paper|work|study|article|letter|"
    r"manuscript|report|review)\b|\b(?:aim|goal|purpose|objective) (?:is|was|of)\b"
)
_OFFERED = re.compile(r"\bwe (?:propose|present|introduce|develop|describe|design)\b")
_FOUND = re.compile(
    r"\b(?:results|experiments|evaluations?) (?:\w+ ){0,6}(?:show|demonstrate|indicate|suggest|"
    r"reveal)|\bwe (?:found|find|observed?)\b|\bwe (?:show|demonstrate)d? that\b|outperform|"
    r"\b(?:auc|auroc|accuracy|dice|sensitivity|f1)\b[^.]*\d"
)
_PAST = re.compile(r"\b(?:was|were)\b|%")
_CLOSING = re.compile(r"\b(?:in conclusion|we conclude|in summary)\b")
_ALL = frozenset(range(len(TOLD)))
_EARLY, _LATE = 0.6, 3
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Told:
    """An abstract without its headings; spans are its sentences.

    `stated` are the numbers of the roles that a sentence's heading names; `possible` adds the
    background where only an aim is named and the aim where only a background is: authors put
    both under either heading. `taught` are those left when the sentence has words that tell.
    """

    group: str
    title: str
    text: str
    spans: tuple[tuple[int, int], ...]
    stated: tuple[frozenset[int], ...]
    possible: tuple[frozenset[int], ...]
    taught: tuple[frozenset[int], ...]


def read_plain(data: Path, without: Iterable[str] = ()) -> Iterator[Told]:
    """Yield the abstracts of machine learning that have no headings; only their words tell."""
    seen = set(without)
    for file in GROUPS["learning"] + GROUPS["arXiv"]:
        for paper in read_file(data / file):
            if not isinstance(paper, Paper) or paper.sections or labelled(paper.abstract)[1]:
                continue
            told = _joined(PLAIN, paper.title, [(_ALL, squeeze(paper.abstract))])
            if fold(paper.title) not in seen and _FEWEST <= len(told.spans) <= _MOST:
                seen.add(fold(paper.title))
                yield told


def read_texts(data: Path, without: Iterable[str] = ()) -> Iterator[Told]:
    """Yield every abstract with headings once, in the order of the files.

    Those with a title in `without`, folded, are left out, and those with a heading not known.
    """
    seen = set(without)
    for group, files in GROUPS.items():
        for file in files:
            for paper in read_file(data / file):
                if not isinstance(paper, Paper) or not paper.abstract:
                    continue
                told = _told(group, paper)
                marks = () if told is None else (fold(paper.title), digest(fold(told.text)))
                if told is None or not seen.isdisjoint(marks):
                    continue
                seen.update(marks)
                yield told


def _told(group: str, paper: Paper) -> Told | None:
    parts: list[tuple[frozenset[int], str]] = []
    for section in paper.sections or labelled(paper.abstract)[1]:
        if _APART.search(fold(section.label)):
            continue
        roles = _roles(section)
        if roles is None:
            return None
        parts.append((roles, squeeze(section.text)))
    if len({roles for roles, _ in parts}) < 2:
        return None
    told = _joined(group, paper.title, parts)
    return told if _FEWEST <= len(told.spans) <= _MOST else None


def _roles(section: Section) -> frozenset[int] | None:
    """Return the roles that a heading names, None where it names none that is known."""
    label = fold(section.label)
    if label in _ENTIRE:
        return frozenset(TOLD.index(role) for role in _ENTIRE[label])
    words = label.split()
    if any(word not in _ROLE_OF and word not in _SILENT for word in words):
        return None
    found = {_ROLE_OF[word] for word in words if word in _ROLE_OF}
    if {"outcome", "outcomes"} & set(words) and "results" not in words:
        found &= {Role.METHODS}
    return frozenset(map(TOLD.index, found)) or None


def _joined(group: str, title: str, parts: list[tuple[frozenset[int], str]]) -> Told:
    background, aim = TOLD.index(Role.BACKGROUND), TOLD.index(Role.OBJECTIVE)
    named = frozenset().union(*(roles for roles, _ in parts if len(roles) == 1))
    text, spans, stated, possible = "", [], [], []
    for roles, part in parts:
        cut = pieces(part, 0, len(part))
        either = (roles == {background} and aim not in named) or (
            roles == {aim} and background not in named and len(cut) > 1
        )
        for start, end in cut:
            spans.append((len(text) + start, len(text) + end))
            stated.append(roles)
            possible.append(frozenset({background, aim}) if either else roles)
        text += f"{part} "
    words = [text[start:end].lower() for start, end in spans]
    taught = (
        _taught_plain(words)
        if group == PLAIN
        else [_taught(*own) for own in zip(words, possible, strict=True)]
    )
    return Told(
        group, title, text.strip(), tuple(spans), tuple(stated), tuple(possible), tuple(taught)
    )


def _taught(sentence: str, roles: frozenset[int]) -> frozenset[int]:
    """Return an aim for a sentence of its own study where that or the background is possible."""
    aim = frozenset({TOLD.index(Role.OBJECTIVE)})
    return aim if len(roles) > 1 and aim < roles and _OWN.search(sentence) else roles


def _taught_plain(sentences: list[str]) -> list[frozenset[int]]:
    """Return the roles left by words that tell, in an abstract without headings.

    What stands before the first 'we' or 'this study' is background, nothing after it is; results
    and conclusions have their words, and a conclusion stands near the end.
    """
    background, aim, methods, results, conclusion = ({number} for number in range(len(TOLD)))
    own = [bool(_OWN.search(sentence)) for sentence in sentences]
    first = own.index(True) if True in own else -1
    found = []
    for number, sentence in enumerate(sentences):
        left = set(_ALL)
        if number < first <= _EARLY * len(sentences) and not _PAST.search(sentence):
            left = background
        elif 0 <= first <= number:
            left -= background
        if number < len(sentences) - _LATE:
            left -= conclusion
        if _FOUND.search(sentence) and number >= first:
            left &= results | conclusion
        elif _OFFERED.search(sentence):
            left &= aim | methods
        if _CLOSING.search(sentence):
            left = conclusion
        found.append(frozenset(left) or _ALL)
    return found
