"""`fingerpost appraise correct`, `answer` and `undo`: the reader's words hold over the rules'."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, say, wrapped
from fingerpost.home import appraisal_words
from fingerpost.intake.known import papers_named
from fingerpost.reading.checklist import question_named
from fingerpost.reading.corrections import check_value, field_named, mark
from fingerpost.records import Answer, Correction, Paper
from fingerpost.text import visible

_WHY = click.option("--why", default="", metavar="TEXT", help="Why, in your own words.")


@click.command(
    epilog="""\b
Examples:
  fingerpost appraise correct pmid:31978085 participants '1204 patients'
  fingerpost appraise correct pmid:31978085 metrics 'auroc 0.91 (0.88 to 0.94)'"""
)
@click.argument("named", metavar="PAPER")
@click.argument("field")
@click.argument("value")
@_WHY
@click.option("--quote", default="", metavar="TEXT", help="The words of the paper that say so.")
@home_option
@today_option
@json_option
def correct(
    named: str,
    field: str,
    value: str,
    why: str,
    quote: str,
    folder: Path,
    today: date,
    as_json: bool,
) -> None:
    """Put a FIELD of the critical appraisal of PAPER right: VALUE holds from now on.

    VALUE is one of the field's words (a wrong one lists them), a number with its unit, figures such
    as 'auroc 0.91 (0.88 to 0.94)', or 'not stated'; put ';' between several.
    """
    wanted = field_named(field)
    with open_desk(folder) as desk:
        paper = _paper(desk, named)
        said = Correction(wanted, check_value(wanted, value), today.isoformat(), why, quote)
        appraisal_words.correct(desk.home.journal, paper, said)
    if quote and quote not in paper.text:
        say("The quote is not in title and abstract as the library has them; it is kept as yours.")
    if as_json:
        emit_json({"paper": paper.id, "field": wanted, "value": said.value, "date": said.date})
        return
    wrapped(visible(f"{paper.id}, {wanted}: {_spaced(said.value)} ({mark(said)})"))
    click.echo(f"To take this back:  fingerpost appraise undo {paper.id} {wanted}")


@click.command(epilog="Example: fingerpost appraise answer pmid:31978085 probast:E4.5 no")
@click.argument("named", metavar="PAPER")
@click.argument("question")
@click.argument("said", metavar="ANSWER", type=click.Choice(appraisal_words.ANSWERS))
@_WHY
@home_option
@today_option
@json_option
def answer(
    named: str, question: str, said: str, why: str, folder: Path, today: date, as_json: bool
) -> None:
    """Answer a QUESTION of a checklist about PAPER with yes, no or unclear.

    The checklists show the questions with their names:  fingerpost appraise PAPER --checklist five
    """
    asked = question_named(question)
    with open_desk(folder) as desk:
        paper = _paper(desk, named)
        given = Answer(asked.id, said, today.isoformat(), why)
        appraisal_words.answer(desk.home.journal, paper, given)
    if as_json:
        emit_json({"paper": paper.id, "question": asked.id, "answer": said, "date": given.date})
        return
    wrapped(f"{paper.id}, {asked.id}: {asked.text}")
    click.echo(f"Your answer: {said}")
    click.echo(f"To take this back:  fingerpost appraise undo {paper.id} {asked.id}")


@click.command(epilog="Example: fingerpost appraise undo pmid:31978085 timing")
@click.argument("named", metavar="PAPER")
@click.argument("about", metavar="FIELD_OR_QUESTION")
@home_option
@json_option
def undo(named: str, about: str, folder: Path, as_json: bool) -> None:
    """Take back your last word on a field or question of PAPER; what was before holds again."""
    wanted = question_named(about).id if ":" in about else field_named(about)
    with open_desk(folder) as desk:
        paper = _paper(desk, named)
        word = appraisal_words.take_back(desk.home.journal, paper, wanted)
    told = word.said.value if isinstance(word.said, Correction) else word.said.answer
    if as_json:
        emit_json({"paper": paper.id, "about": wanted, "taken_back": told})
        return
    wrapped(visible(f"Taken back: {paper.id}, {wanted}: {_spaced(told)} of {word.said.date}."))


def _spaced(value: str) -> str:
    return value.replace("_", " ")


def _paper(desk: Desk, named: str) -> Paper:
    papers = papers_named(desk.library, named)
    if not papers:
        raise UsageError(
            f"The library has no paper '{named}'. Name it by an id, or by its whole title in"
            " quotation marks; or look for it with:  fingerpost search"
        )
    if len(papers) > 1:
        ids = ", ".join(paper.id for paper in papers)
        raise UsageError(f"Several papers have the title '{named}': name one by its id ({ids}).")
    return papers[0]
