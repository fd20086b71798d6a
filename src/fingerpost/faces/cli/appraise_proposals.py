"""`fingerpost appraise QUERY --propose`: values that the user's language model proposes."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import Any

import click

from fingerpost.errors import SourceError, UsageError
from fingerpost.faces.cli.output import Steps, say, wrapped
from fingerpost.reading.model import Appraisal
from fingerpost.reading.proposals import Checked, Proposal, as_corrections, fields_to_ask
from fingerpost.reading.proposals.one import ask_about
from fingerpost.records import Paper
from fingerpost.sources.language_model import ModelSettings, open_model, read_settings
from fingerpost.text import plural, visible

MOST_PAPERS = 200

Asked = tuple[Paper, tuple[str, ...]]


def propose(
    papers: Sequence[Paper], appraisals: Sequence[Appraisal], *, agreed: bool
) -> tuple[Proposal, ...]:
    """Ask the user's language model about what the papers do not state, if the user agrees.

    Raises SourceError where no model is set up, UsageError where nobody can be asked for consent;
    before either nothing is sent. A model that fails on the way ends the asking with a sentence.
    """
    settings = read_settings()
    pairs = zip(papers, appraisals, strict=True)
    asked = [(paper, fields) for paper, found in pairs if (fields := fields_to_ask(found))]
    if not asked:
        say("Nothing is left to propose: every field is stated.")
        return ()
    if len(asked) > MOST_PAPERS:
        raise UsageError(
            f"That is {plural(len(asked), 'paper')}; at most {MOST_PAPERS} are asked about at once."
            " Narrow the query."
        )
    if not _agrees(asked, settings, agreed=agreed):
        say("Nothing was sent.")
        return ()
    return tuple(_ask(asked, settings))


def _agrees(asked: Sequence[Asked], settings: ModelSettings, *, agreed: bool) -> bool:
    """Show what would be sent and to whom, and ask."""
    length = sum(len(paper.text) for paper, _ in asked)
    say(
        f"Titles and abstracts of {plural(len(asked), 'paper')} ({length:,} characters) would be"
        f" sent to {settings.host}, for the model '{settings.model}'. Nothing else is sent: no"
        " profile, no notes."
    )
    if agreed:
        return True
    if not _is_terminal():
        raise UsageError("Nothing was sent. To agree in a script, add --yes.")
    return click.confirm("Send them?", default=False, err=True)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(asked: Sequence[Asked], settings: ModelSettings) -> list[Proposal]:
    steps, taken, refused = Steps(), list[Proposal](), 0
    with open_model(settings) as model:
        for number, (paper, fields) in enumerate(asked, 1):
            steps(f"asking {settings.model}", f"{number} of {plural(len(asked), 'paper')}")
            try:
                checked = ask_about(model.ask, paper, fields, settings.model)
            except SourceError as error:
                steps.done()
                if number == 1:
                    raise
                say(f"{error} {plural(number - 1, 'paper')} had been asked about by then.")
                break
            taken += checked.proposals
            refused += len(checked.refused)
            _tell(paper, checked)
    steps.done()
    say(
        f"{plural(len(taken), 'proposal')} borne out by the words of the papers; {refused:,}"
        " refused, since their words or numbers do not stand there."
    )
    return taken


def _tell(paper: Paper, checked: Checked) -> None:
    if checked.problem:
        say(f"  {paper.id}: {checked.problem}")


def as_plain(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """Return proposals for scripts: never among the appraisals, which are the paper's own words."""
    return [
        {
            "id": one.paper_id,
            "field": one.field,
            "value": one.value,
            "quote": one.span.quote,
            "start": one.span.start,
            "end": one.span.end,
            "confidence": one.confidence,
            "source": one.source,
        }
        for one in proposals
    ]


def show(proposals: Sequence[Proposal]) -> None:
    """Print proposals by paper, plainly apart from what the rules found."""
    last = ""
    for one in proposals:
        if one.paper_id != last:
            click.secho(visible(f"{one.paper_id}  {one.source}, not checked by anybody"), bold=True)
            last = one.paper_id
        wrapped(
            f"{one.field} {one.value}? “{' '.join(one.span.quote.split())}”".replace("_", " "),
            "      ",
            "  ",
        )
    if proposals:
        example = as_corrections([proposals[0]], "")[0]
        click.echo("To take one, read its words, then for example:")
        click.echo(
            f"  fingerpost appraise correct {shlex.quote(proposals[0].paper_id)} {example.field}"
            f" {shlex.quote(example.value)} --why {shlex.quote(proposals[0].source)}"
        )
