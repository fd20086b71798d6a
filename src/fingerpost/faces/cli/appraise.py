"""`fingerpost appraise`: what papers say, each value with its quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from fingerpost import reading
from fingerpost.desk import open_desk
from fingerpost.errors import FailureError, UsageError
from fingerpost.faces.cli.appraise_showing import show_checklists, show_explained, show_papers
from fingerpost.faces.cli.appraise_verbs import answer, correct, undo
from fingerpost.faces.cli.options import INPUT_FILE, QueryArgument, QueryOrVerb, json_option
from fingerpost.faces.cli.output import emit_json, emit_json_line, say, tell_problems
from fingerpost.home import find_home, write_output
from fingerpost.home.appraisal_words import AppraisalWords, words_on_appraisals
from fingerpost.intake.known import papers_named
from fingerpost.library import Library
from fingerpost.notes.appraisals import appraise_with, unreadable_words, words_near
from fingerpost.reading.checklist import NAMES
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper, Problem
from fingerpost.text import fold, plural

Pair = tuple[Paper, Appraisal]


_ENDINGS = {"csv": (".csv",), "markdown": (".md", ".markdown"), "parquet": (".parquet",)}


@dataclass(slots=True)
class _Source:
    """Where the papers come from, and what the reader said of their appraisals."""

    papers: list[Paper]
    words: AppraisalWords
    problems: list[Problem] = field(default_factory=list)

    def pairs(self) -> Iterator[Pair]:
        for paper in self.papers:
            self.problems += unreadable_words(self.words, paper, "journal.jsonl")
            yield paper, appraise_with(self.words, paper)


@click.group(
    cls=QueryOrVerb,
    name="appraise",
    invoke_without_command=True,
    epilog="""\b
Examples:
  fingerpost appraise --file pubmed-sepsis.nbib --csv table.csv
  fingerpost appraise --explain pmid:31978085
  fingerpost appraise correct pmid:31978085 timing retrospective""",
)
@click.argument("query", required=False, cls=QueryArgument)
@click.option("--file", "file", type=INPUT_FILE, help="Read this file; store nothing.")
@click.option(
    "--fulltext",
    type=INPUT_FILE,
    metavar="FILE",
    help="Read the whole paper in this PDF or JATS XML; QUERY, if given, names it in the library.",
)
@click.option(
    "--propose",
    is_flag=True,
    help="Let your own language model propose what is not stated; you are asked first.",
)
@click.option("--yes", is_flag=True, help="With --propose: agree to what would be sent.")
@click.option("--home", type=click.Path(path_type=Path), help="The home whose library is read.")
@click.option(
    "--explain", metavar="PAPER", help="Show title and abstract with the words marked that count."
)
@click.option(
    "--checklist",
    type=click.Choice(NAMES),
    help="Show a checklist for the paper QUERY: five parts, PROBAST+AI or TRIPOD+AI.",
)
@click.option("--csv", type=click.Path(path_type=Path), help="Write a table for a spreadsheet.")
@click.option("--markdown", type=click.Path(path_type=Path), help="Write a table in Markdown.")
@click.option("--parquet", type=click.Path(path_type=Path), help="Write a table in Parquet.")
@click.option("--jsonl", is_flag=True, help="Print one critical appraisal a line, as JSON.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    query: str | None,
    file: Path | None,
    fulltext: Path | None,
    propose: bool,
    yes: bool,
    home: Path | None,
    explain: str | None,
    checklist: str | None,
    csv: Path | None,
    markdown: Path | None,
    parquet: Path | None,
    jsonl: bool,
    as_json: bool,
) -> None:
    """Say what papers state: problem, study kind, size, figures and more, each with its words.

    The papers are those of the library that answer QUERY, or those of a FILE in any format. With
    --checklist, QUERY names one paper by any of its ids or its title, as PAPER does.

    This is critical appraisal of papers, by rules over title and abstract. What is wrong can be put
    right with 'correct'; questions of a checklist are answered with 'answer'. Both hold for good.
    """
    tables = {"csv": csv, "markdown": markdown, "parquet": parquet}
    wanted = {kind: path for kind, path in tables.items() if path is not None}
    by_paper = explain is not None or checklist is not None
    if jsonl and (as_json or propose or by_paper):
        raise UsageError("--jsonl goes neither with --json nor with --propose or a single paper.")
    if propose and (by_paper or wanted):
        raise UsageError("--propose goes with --json, not with a table or a checklist.")
    if fulltext is not None:
        if file is not None or propose or by_paper or wanted:
            raise UsageError("--fulltext goes with a query, --json or --jsonl, and nothing else.")
        from fingerpost.faces.cli.appraise_full_text import run

        ctx.exit(0 if run(fulltext, query, home, lines=jsonl, as_json=as_json) else 1)
    _check_named(query, file, explain)
    _check_targets(wanted, file)
    source = _source(query, file, home, explain, one_paper=checklist is not None)
    if explain is not None:
        show_explained(list(source.pairs()), as_json)
    elif checklist is not None:
        show_checklists(list(source.pairs()), checklist, as_json)
    elif propose:
        if not _propose(list(source.pairs()), agreed=yes, as_json=as_json):
            ctx.exit(1)
    else:
        _print(source, wanted, jsonl, as_json)
    tell_problems(source.problems, None)
    if file and source.problems and not source.papers:
        ctx.exit(1)


def _check_named(query: str | None, file: Path | None, explain: str | None) -> None:
    """Raise UsageError where not one thing is named to read from."""
    if explain is None and (query is None) == (file is None):
        raise UsageError("Name either a query, --file FILE or --fulltext FILE.")
    if explain is not None and query is not None:
        raise UsageError("Name the paper once: --explain PAPER needs no query.")


def _check_targets(wanted: dict[str, Path], read: Path | None) -> None:
    """Raise UsageError for a table that would take the place of the file read, or of another kind.

    The ending keeps a slip of the keyboard from writing over a profile or a note.
    """
    for kind, path in wanted.items():
        if path.suffix.lower() not in _ENDINGS[kind]:
            raise UsageError(f"'{path.name}' must end in {_ENDINGS[kind][0]} for --{kind}.")
        if read is not None and path.resolve() == read.resolve():
            raise UsageError(f"'{path.name}' is the file that is read; name another for --{kind}.")


def _propose(pairs: list[Pair], *, agreed: bool, as_json: bool) -> bool:
    """Print what papers state, and apart from it what the user's language model proposes.

    False where the model could not be asked: the sentence why is on standard error, and with
    `as_json` in the object too, beside the appraisals.
    """
    from fingerpost.faces.cli import appraise_proposals as proposing

    papers = [paper for paper, _ in pairs]
    appraisals = [appraisal for _, appraisal in pairs]
    plain = {"appraisals": [reading.as_gold(appraisal) for appraisal in appraisals]}
    try:
        proposals = proposing.propose(papers, appraisals, agreed=agreed)
    except FailureError as error:
        say(f"{error}")
        if as_json:
            emit_json({**plain, "proposals": [], "error": str(error)})
        return False
    if as_json:
        emit_json({**plain, "proposals": proposing.as_plain(proposals)})
    else:
        show_papers(iter(pairs))
        proposing.show(proposals)
    return True


for verb in (answer, correct, undo):
    command.add_command(verb)


def _source(
    query: str | None, file: Path | None, home: Path | None, explain: str | None, *, one_paper: bool
) -> _Source:
    if file is not None:
        return _from_file(file, home, explain)
    with open_desk(find_home(home, Path.cwd())) as desk:
        words = words_on_appraisals(desk.home.journal.read()[0])
        if explain is None and not one_paper:
            return _Source(_answering(desk.library, query or ""), words)
        named = explain if explain is not None else query or ""
        papers = papers_named(desk.library, named)
    if not papers:
        raise UsageError(
            f"The library has no paper '{named}'. Name it by an id, or by its whole title in"
            " quotation marks; or look for it with:  fingerpost search"
        )
    return _Source(papers, words)


def _answering(library: Library, query: str) -> list[Paper]:
    found = list(library.match(query))
    if not found:
        say(f"No paper of the library answers '{query}'. Look with:  fingerpost search")
    return found


def _from_file(file: Path, home: Path | None, explain: str | None) -> _Source:
    from fingerpost.sources import read_file

    words = words_near(home, Path.cwd())
    records = list(read_file(file))
    papers = [item for item in records if isinstance(item, Paper)]
    problems = [item for item in records if isinstance(item, Problem)]
    if explain is not None:
        papers = [paper for paper in papers if _is_named(paper, explain)]
        if not papers:
            raise UsageError(f"{file} has no paper '{explain}'. Name it by its id or whole title.")
    return _Source(papers, words, problems)


def _is_named(paper: Paper, named: str) -> bool:
    ids = {paper.id, paper.pmid, paper.doi, paper.arxiv} - {""}
    return named.strip().lower() in {each.lower() for each in ids} or (
        bool(fold(named)) and fold(named) == fold(paper.title)
    )


def _print(source: _Source, wanted: dict[str, Path], jsonl: bool, as_json: bool) -> None:
    pairs = source.pairs()
    if wanted:
        kept = list(pairs)
        _write(kept, wanted)
        pairs = iter(kept)
    if jsonl:
        for _, appraisal in pairs:
            emit_json_line(reading.as_gold(appraisal))
    elif as_json:
        emit_json({"appraisals": [reading.as_gold(appraisal) for _, appraisal in pairs]})
    elif not wanted:
        show_papers(pairs)


def _write(pairs: list[Pair], files: dict[str, Path]) -> None:
    """Write the tables that were asked for, and say so on standard error."""
    from fingerpost.dives.tables import to_csv
    from fingerpost.reading.tables import header, table_rows, to_markdown, to_parquet

    rows = table_rows(pairs)
    columns = header(rows)
    for kind, path in files.items():
        if kind == "csv":
            content: str | bytes = to_csv(
                columns, [[row[name] for name in columns] for row in rows]
            )
        else:
            content = to_markdown(rows) if kind == "markdown" else to_parquet(rows)
        write_output(path, content)
        say(f"{plural(len(rows), 'paper')} in {path}")
