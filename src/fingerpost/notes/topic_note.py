"""A note on a topic: the evidence of its papers, what to understand, questions to test oneself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from fingerpost.home import Home
from fingerpost.home.files import make_folder, write_text
from fingerpost.home.note_blocks import new_block
from fingerpost.notes.gathering import PREFIX
from fingerpost.notes.harmless import harmless, label, property_value
from fingerpost.reading.found import shown
from fingerpost.reading.model import NOT_STATED, Appraisal, Count
from fingerpost.records import Paper, Retraction
from fingerpost.text import plural, slug, squeeze

TOPIC_MADE: Final = "topic note made"
EVIDENCE: Final = "evidence"
TERMS: Final = "terms"
QUESTIONS: Final = "questions"
MOST_ROWS: Final = 200
_MOST_QUESTIONS: Final = 20
_SILENT: Final = "not stated"
_PLAIN: Final = {
    "deep_learning_unspecified": "deep learning, kind not stated",
    "ml_unspecified": "machine learning, kind not stated",
    "nlp_unspecified": "language processing, kind not stated",
}
_COLUMNS: Final = (
    "Paper", "Study", "Participants", "Sites", "Timing", "External validation", "Figures",
)  # fmt: skip

Link = Callable[[Paper, str], str]
"""Gives how a paper is named: a link to its note with these words shown, or the words alone."""


def make_topic_note(home: Home, title: str) -> Path:
    """Make the note on a topic, whole or not at all, and write that into the journal."""
    folder = home.folder / "topics"
    make_folder(folder)
    path = folder / f"{slug(title)}.md"
    topic = f"{PREFIX}{slug(title)}"
    facts = {"title": squeeze(title), "id": topic, "aliases": [squeeze(title)], "tags": ["topic"]}
    lines = [f"{name}: {property_value(value)}" for name, value in facts.items()]
    blocks = [new_block(name, "…") for name in (EVIDENCE, TERMS, QUESTIONS)]
    parts = [
        "---\n" + "\n".join(lines) + "\n---",
        f"# {harmless(title)}",
        "## Summary in my own words",
        "## Evidence",
        blocks[0],
        "## To understand",
        blocks[1],
        "## Questions to test myself",
        blocks[2],
        "## My notes",
    ]
    write_text(path, "\n\n".join(parts) + "\n\n", None)
    home.journal.append(TOPIC_MADE, topic, file=path.name)
    return path


def topic_blocks(
    papers: Sequence[Paper], appraisals: Sequence[Appraisal], link: Link
) -> dict[str, str]:
    """Return what the managed blocks of a topic note hold; papers stand in the order given."""
    pairs = list(zip(papers, appraisals, strict=True))
    return {
        EVIDENCE: _evidence(pairs, link),
        TERMS: _terms(appraisals),
        QUESTIONS: _questions(pairs, link),
    }


def paper_label(paper: Paper) -> str:
    """Return a paper's first author and year, as a link to it shows them."""
    first = paper.authors[0] if paper.authors else None
    who = (first.family or first.collective) if first else ""
    return label(f"{who or 'Anonymous'} {paper.year or ''}")


def _evidence(pairs: Sequence[tuple[Paper, Appraisal]], link: Link) -> str:
    if not pairs:
        return (
            "No paper yet. Link one here with two brackets, write this topic's name into the"
            " `topics` of its note, or run `fingerpost notes topic` with papers."
        )
    rows = [_row(paper, appraisal, link) for paper, appraisal in pairs[:MOST_ROWS]]
    head = [" | ".join(("", *_COLUMNS, "")).strip(), "|" + " --- |" * len(_COLUMNS)]
    abstracts = sum(bool(paper.abstract) for paper, _ in pairs)
    said = (
        f"{plural(len(pairs), 'paper')}, {abstracts:,} with an abstract; what title and abstract"
        " state, read by rules."
    )
    if len(pairs) > MOST_ROWS:
        said = f"{said} Shown are the newest {MOST_ROWS}."
    retracted = sum(paper.is_retracted for paper, _ in pairs)
    warned = [f"**Beware**: {plural(retracted, 'paper')} marked as retracted."] if retracted else []
    return "\n".join([said, *warned, "", *head, *rows])


def _row(paper: Paper, appraisal: Appraisal, link: Link) -> str:
    name = link(paper, paper_label(paper)).replace("|", "\\|")
    marked = paper.retraction not in (Retraction.UNKNOWN, Retraction.NONE)
    name = f"{name} **{paper.retraction}**" if marked else name
    silent = _SILENT if paper.abstract else "no abstract"
    cells = (
        name,
        _said(appraisal.kind.value),
        _count(appraisal.participants),
        _count(appraisal.sites),
        _said(appraisal.timing.value),
        _said(appraisal.external_validation.value),
        harmless("; ".join(shown(metric) for metric in appraisal.metrics[:3])) or _SILENT,
    )
    return f"| {' | '.join(silent if cell == _SILENT else cell for cell in cells)} |"


def _count(count: Count) -> str:
    return _SILENT if count.value is None else harmless(f"{count.value:,} {count.unit}")


def _said(value: str) -> str:
    if value in ("", NOT_STATED):
        return _SILENT
    return _PLAIN.get(value) or harmless(value.replace("_", " "))


def _terms(appraisals: Sequence[Appraisal]) -> str:
    """Return the terms that the papers use, each with the number of papers, the most used first."""
    kinds = {
        "Methods": [[each.value for each in a.methods] for a in appraisals],
        "Data": [[each.value for each in a.modalities] for a in appraisals],
        "Figures": [[each.name for each in a.metrics] for a in appraisals],
        "Calibration": [[each.value for each in a.calibration] for a in appraisals],
    }
    lines = []
    for name, listed in kinds.items():
        counts = Counter(value for values in listed for value in set(values))
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        told = ", ".join(f"{_said(value)} ({count})" for value, count in ordered)
        lines += [f"- {name}: {told}"] if told else []
    return "\n".join(["Terms in these papers, with how many use them:", "", *lines] if lines else
                     ["No terms yet."])  # fmt: skip


def _questions(pairs: Sequence[tuple[Paper, Appraisal]], link: Link) -> str:
    """Return questions with folded answers, as Obsidian folds a callout that ends in a minus."""
    asked = [each for paper, appraisal in pairs for each in _of_paper(paper, appraisal, link)]
    if not asked:
        return "No questions yet: they are made of what the papers' abstracts state."
    return "\n\n".join(
        f"> [!question]- {question}\n> {answer}" for question, answer in asked[:_MOST_QUESTIONS]
    )


def _of_paper(paper: Paper, appraisal: Appraisal, link: Link) -> list[tuple[str, str]]:
    name = link(paper, paper_label(paper))
    found = []
    if appraisal.participants.value is not None:
        found.append((f"How large was the sample of {name}?", _count(appraisal.participants)))
    if appraisal.metrics:
        metric = appraisal.metrics[0]
        figure = harmless(shown(metric))
        found.append((f"Which {_said(metric.name)} did {name} report?", figure))
    return found
