"""What `fingerpost appraise` shows people: papers, a marked abstract, a checklist."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from fingerpost.faces.cli.output import emit_json, heading, wrapped
from fingerpost.reading import as_gold
from fingerpost.reading.checklist import Offer, checklist, offers
from fingerpost.reading.corrections import mark
from fingerpost.reading.found import FIELDS, Found, stated
from fingerpost.reading.marks import stretches
from fingerpost.reading.model import Appraisal
from fingerpost.records import Correction, Paper
from fingerpost.text import visible

Pair = tuple[Paper, Appraisal]
_COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "red")
_LONGEST_QUOTE = 100
_OWN_WORDS = ("problem", "registrations", "limitations")
_NONE_SHOWN = "Title and abstract show no machine learning."


def show_papers(pairs: Iterable[Pair]) -> None:
    """Print each paper's title and what it states, field by field."""
    for paper, appraisal in pairs:
        click.secho(visible(appraisal.paper_id), bold=True, nl=False)
        wrapped(paper.title, "  ", "  ")
        if not appraisal.about_learning:
            wrapped(_NONE_SHOWN, "      ", "  ")
        for field, words in _by_field(paper, appraisal):
            wrapped(f"{field.replace('_', ' ')}: {words}", "      ", "  ")
        for answer in appraisal.answers:
            why = f" ({answer.why})" if answer.why else ""
            wrapped(f"your answer to {answer.question}: {answer.answer}{why}", "      ", "  ")


def _by_field(paper: Paper, appraisal: Appraisal) -> Iterator[tuple[str, str]]:
    """Give each field that is stated or corrected, with its values in words."""
    found: dict[str, list[Found]] = {}
    for each in stated(appraisal):
        found.setdefault(each.field, []).append(each)
    yours = {each.field: each for each in appraisal.corrections}
    for field in FIELDS:
        if field in yours:
            values = "; ".join(_spaced(each) for each in found.get(field, ())) or "not stated"
            yield field, f"{values}{_marked(paper, yours[field])}"
        elif field in found:
            yield field, "; ".join(_told(each) for each in found[field])


def _told(found: Found) -> str:
    """Return a value with its first quote, unless it is nearly the quote itself."""
    source = f" ({found.source})" if found.source else ""
    if not found.evidence or found.field in _OWN_WORDS[:2]:
        return f"{_spaced(found)}{source}"
    return f"{_spaced(found)} “{_cut(found.evidence[0].quote)}”{source}"


def _spaced(found: Found) -> str:
    return found.value if found.field in _OWN_WORDS else found.value.replace("_", " ")


def _marked(paper: Paper, correction: Correction) -> str:
    """Return the mark of a correction; only words of the paper stand in quotation marks."""
    quote = ""
    if correction.quote:
        held = correction.quote in paper.text
        cut = _cut(correction.quote)
        quote = f", “{cut}”" if held else f", with words that are not in title and abstract: {cut}"
    why = f": {correction.why}" if correction.why else ""
    return f" ({mark(correction)}{quote}{why})"


def _cut(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()} …"


def show_explained(pairs: Sequence[Pair], as_json: bool) -> None:
    """Print title and abstract with the words marked that an appraisal rests on."""
    if as_json:
        emit_json({"papers": [_explained(paper, appraisal) for paper, appraisal in pairs]})
        return
    colour = sys.stdout.isatty()
    for paper, appraisal in pairs:
        click.secho(visible(paper.id), bold=True)
        click.echo("".join(_marks(paper.text, appraisal, colour=colour)).rstrip())
        heading("What the marks say")
        if not appraisal.about_learning:
            wrapped(_NONE_SHOWN, "      ", "  ")
        for field, words in _by_field(paper, appraisal):
            wrapped(f"{field.replace('_', ' ')}: {words}", "      ", "  ")
        click.echo()


def _marks(text: str, appraisal: Appraisal, *, colour: bool) -> Iterator[str]:
    for stretch in stretches(text, appraisal):
        words = visible(text[stretch.start : stretch.end])
        if not stretch.fields:
            yield words
            continue
        label = ", ".join(field.replace("_", " ") for field in stretch.fields)
        if colour:
            shade = _COLOURS[FIELDS.index(stretch.fields[0]) % len(_COLOURS)]
            yield click.style(words, fg=shade, bold=True) + click.style(f" ‹{label}›", dim=True)
        else:
            yield f"[{words}]‹{label}›"


def _explained(paper: Paper, appraisal: Appraisal) -> dict[str, Any]:
    marked = [
        {"start": each.start, "end": each.end, "fields": list(each.fields),
         "quote": paper.text[each.start : each.end]}
        for each in stretches(paper.text, appraisal)
        if each.fields
    ]  # fmt: skip
    return {"id": paper.id, "text": paper.text, "marks": marked, "appraisal": as_gold(appraisal)}


def show_checklists(pairs: Sequence[Pair], name: str, as_json: bool) -> None:
    """Print a checklist for each paper: questions, what the abstract offers, your answers."""
    chosen = checklist(name)
    if as_json:
        found = [_checklist_json(paper, appraisal, name) for paper, appraisal in pairs]
        emit_json({"checklist": name, "reference": chosen.reference, "papers": found})
        return
    for paper, appraisal in pairs:
        click.secho(f"{paper.id}  {visible(paper.title)}", bold=True)
        wrapped(f"{chosen.title}. {chosen.reference}.".replace("..", "."))
        for part, offered in offers(chosen, appraisal):
            heading(part)
            for offer in offered:
                _show_offer(paper, offer)
        click.echo()
        wrapped(
            "Questions and quotes only: the judgement is yours. Answer with:  fingerpost appraise"
            f" answer {paper.id} {offered[-1].question.id} yes"
        )


def _show_offer(paper: Paper, offer: Offer) -> None:
    wrapped(f"{offer.question.number}  {offer.question.text}", "      ", "  ")
    for found in offer.found:
        words = f"{found.field.replace('_', ' ')}: {_told(found)}"
        wrapped(words, "          ", "      - ")
    told = {each.field for each in offer.found}
    for correction in offer.corrections:
        if correction.field not in told:
            words = f"{correction.field.replace('_', ' ')}: not stated{_marked(paper, correction)}"
            wrapped(words, "          ", "      - ")
    if offer.silence:
        wrapped(f"{offer.silence}", "          ", "      - ")
    if offer.answer:
        why = f" ({offer.answer.why})" if offer.answer.why else ""
        wrapped(f"your answer: {offer.answer.answer}{why}", "          ", "      > ")


def _checklist_json(paper: Paper, appraisal: Appraisal, name: str) -> dict[str, Any]:
    return {
        "id": paper.id,
        "title": paper.title,
        "parts": [
            {"part": part, "questions": [_offer_json(offer) for offer in offered]}
            for part, offered in offers(checklist(name), appraisal)
        ],
    }


def _offer_json(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.question.id,
        "question": offer.question.text,
        "found": [
            {
                "field": found.field,
                "value": found.value,
                "quotes": [span.quote for span in found.evidence],
                "source": found.source or "title and abstract",
            }
            for found in offer.found
        ],
        "look_in": offer.question.look,
        "answer": offer.answer.answer if offer.answer else None,
        "why": offer.answer.why if offer.answer else None,
    }
