"""How a query was understood, as a tree on the screen and as JSON."""

from __future__ import annotations

import click

from fingerpost.faces.cli.output import heading, wrapped
from fingerpost.library.explanation import Explanation, Part
from fingerpost.text import plural

_SHOWN_HEADINGS = 5


def show_explained(explanation: Explanation) -> None:
    """Print a query's parts, each with its papers, and what PubMed would be asked."""
    heading("How this was understood")
    _show_part(explanation.tree, 0)
    heading("For PubMed")
    click.echo(f"  {explanation.pubmed}")
    for remark in explanation.pubmed_remarks:
        wrapped(remark, "  ", "· ")


def show_suggestions(explanation: Explanation) -> None:
    """Print the words that no paper has, with words spelt nearly so."""
    for suggestion in explanation.suggestions:
        wrapped(f'No paper has "{suggestion.word}"; near it: {", ".join(suggestion.near)}')


def explained_json(explanation: Explanation) -> dict[str, object]:
    """Return what `search --explain --json` has under `explain`."""
    return {
        "understood": explanation.understood,
        "tree": _part_json(explanation.tree),
        "notes": list(explanation.notes),
        "suggestions": {each.word: list(each.near) for each in explanation.suggestions},
        "pubmed": explanation.pubmed,
        "pubmed_remarks": list(explanation.pubmed_remarks),
    }


def _show_part(part: Part, depth: int) -> None:
    lead = f"{part.papers:>9,}  {'  ' * depth}"
    click.echo(f"{lead}{part.operator or part.text}{_detail(part)}")
    for each in part.parts:
        _show_part(each, depth + 1)


def _detail(part: Part) -> str:
    if part.headings:
        shown = ", ".join(part.headings[:_SHOWN_HEADINGS])
        more = len(part.headings) - _SHOWN_HEADINGS
        rest = f" and {plural(more, 'more heading')}" if more > 0 else ""
        return f"  ({shown}{rest})"
    if part.words:
        return f"  ({' '.join(part.words)} in {', '.join(part.fields)})"
    return ""


def _part_json(part: Part) -> dict[str, object]:
    return {
        "text": part.text,
        "papers": part.papers,
        "operator": part.operator or None,
        "words": list(part.words),
        "fields": list(part.fields),
        "headings": list(part.headings),
        "parts": [_part_json(each) for each in part.parts],
    }
