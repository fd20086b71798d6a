"""`fingerpost appraise --fulltext FILE [PAPER]`: a whole paper, each value with where it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from fingerpost import reading
from fingerpost.desk import open_desk
from fingerpost.errors import SourceError
from fingerpost.faces.cli.output import emit_json, emit_json_line, say, tell_problems, wrapped
from fingerpost.home import find_home
from fingerpost.home.appraisal_words import AppraisalWords
from fingerpost.notes.appraisals import with_words, words_near
from fingerpost.reading.corrections import BY_YOU
from fingerpost.reading.found import stated
from fingerpost.reading.full_text import FullTextAppraisal
from fingerpost.records import Paper, Problem
from fingerpost.sources.full_text import FullText, read_full_text
from fingerpost.text import fold, plural, visible

_LIKE = 85.0
"""How alike two titles must be, of 100, to be those of one paper."""
_LONGEST_QUOTE = 160


def run(file: Path, query: str | None, home: Path | None, *, lines: bool, as_json: bool) -> bool:
    """Appraise the text in a file and print it; False where nothing could be read.

    With a query, which must find one paper of the library, title and abstract are the library's.
    """
    records = list(read_full_text(file))
    problems = [one for one in records if isinstance(one, Problem)]
    texts = [one for one in records if isinstance(one, FullText)]
    if query is not None and texts:
        texts = [_as_known(texts[0], _paper(query, home))]
    words = words_near(home, Path.cwd())
    appraised = [
        (text, _corrected(reading.appraise_full_text(text), text, words)) for text in texts
    ]
    if lines:
        for text, found in appraised:
            plain = as_plain(text, found, with_text=False)
            emit_json_line(plain)
    elif as_json:
        emit_json({"appraisals": [as_plain(*one, with_text=True) for one in appraised]})
    else:
        for text, found in appraised:
            _show(text, found)
    for text in texts:
        for remark in text.remarks:
            say(f"  {text.file}: {remark}")
    tell_problems(problems, None)
    return bool(texts)


def _corrected(
    found: FullTextAppraisal, text: FullText, words: AppraisalWords
) -> FullTextAppraisal:
    """The appraisal with the reader's values over it: their word holds here too."""
    appraisal = with_words(words, text.paper, found.appraisal, found.whole.text)
    return dataclasses.replace(found, appraisal=appraisal)


def _paper(query: str, home: Path | None) -> Paper:
    with open_desk(find_home(home, Path.cwd())) as desk:
        papers = list(desk.library.match(query))
    if len(papers) != 1:
        raise SourceError(
            f"'{query}' finds {plural(len(papers), 'paper')} of the library, not one. Name one by"
            " its number, as in pmid:123."
        )
    return papers[0]


def _as_known(text: FullText, paper: Paper) -> FullText:
    """The full text as that of a paper of the library; SourceError where the titles differ."""
    from rapidfuzz import fuzz

    beginning = fold(" ".join([text.paper.title, text.paper.abstract, *_first_words(text)]))
    title = fold(paper.title)
    if title not in beginning and fuzz.ratio(title, fold(text.paper.title)) < _LIKE:
        raise SourceError(
            f"{text.file} seems to be another paper: its title is '{text.paper.title}', that of"
            f" {paper.id} is '{paper.title}'. Nothing was appraised."
        )
    if not paper.abstract:
        return replace(text, paper=replace(paper, abstract=text.paper.abstract))
    if fold(paper.abstract) == fold(text.paper.abstract):
        return replace(text, paper=paper)
    return replace(text, paper=paper, abstract_page=None, front_from="the library")


def _first_words(text: FullText) -> Iterator[str]:
    for part in text.parts[:2]:
        yield part.heading
        yield part.text[:1000]


def as_plain(text: FullText, found: FullTextAppraisal, *, with_text: bool) -> dict[str, Any]:
    """Return the appraisal of a whole paper for scripts.

    Spans count within `text`; `findings` say in their `source` where each value stands.
    """
    plain = reading.as_gold(found.appraisal)
    plain["file"] = text.file
    plain["pages"] = text.pages or None
    plain["remarks"] = list(text.remarks)
    plain["sections"] = [
        {
            "kind": stretch.part.kind.value,
            "heading": stretch.part.heading,
            "start": stretch.start,
            "end": stretch.end,
            "page": stretch.part.page_at(0),
        }
        for stretch in found.whole.stretches
    ]
    if with_text:
        plain["text"] = found.whole.text
    return plain


def _show(text: FullText, found: FullTextAppraisal) -> None:
    click.secho(visible(f"{text.paper.id}  {text.paper.title or text.file}"), bold=True)
    if not found.appraisal.about_learning:
        wrapped("Title and abstract show no machine learning.", "      ", "  ")
    for each in stated(found.appraisal):
        name, value = (words.replace("_", " ") for words in (each.field, each.value))
        by = f" ({each.source})" if each.source.startswith(BY_YOU) else ""
        wrapped(f"{name}: {value}{by}", "      ", "  ")
        for span in each.evidence[:1]:
            quote = " ".join(span.quote.split())
            short = f"{quote[:_LONGEST_QUOTE]}…" if len(quote) > _LONGEST_QUOTE else quote
            wrapped(f"“{short}” ({found.whole.source(span.start)})", "      ", "      ")
