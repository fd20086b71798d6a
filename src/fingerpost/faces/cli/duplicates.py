"""`fingerpost duplicates`: what was merged, what belongs together, what may be one paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, heading, say, wrapped
from fingerpost.home import find_home
from fingerpost.intake.duplicates import join as join_papers
from fingerpost.intake.duplicates import keep_apart, take_up_decisions
from fingerpost.intake.duplicates import split as split_paper
from fingerpost.intake.duplicates import undo as take_back
from fingerpost.intake.known import papers_named
from fingerpost.library import Decided, Likeness, Merge, field_origins
from fingerpost.records import Paper
from fingerpost.text import plural

SHOWN = 20
LONGEST_VALUE = 300
_OF_THE_FILE = ("source", "other_ids")
"""Fields in which records of two suppliers always differ; they say nothing of the paper."""


@click.group(
    name="duplicates",
    invoke_without_command=True,
    epilog="""\b
Examples:
  fingerpost duplicates --possible
  fingerpost duplicates show pmid:31978085""",
)
@click.option("--possible", is_flag=True, help="Only the pairs that may be one paper.")
@click.option("--limit", type=click.IntRange(1), help="How many of each kind to list.")
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    help="The home to work on; else FINGERPOST_HOME, else the nearest one upwards.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, possible: bool, limit: int | None, home: Path | None, as_json: bool
) -> None:
    """List the papers that came more than once, and how each merge was decided.

    Nothing is lost by a merge: every record is kept as it came. A merge can be taken apart with
    split, papers can be merged by hand with join, and two papers kept apart for good with apart.
    Each of these decisions can be taken back with undo. A paper is named by any of its ids (a PMID
    alone will do), by its DOI's address, or by its title in quotation marks.
    """
    if ctx.invoked_subcommand is not None:
        if possible or limit or home or as_json:
            raise UsageError(
                "Put the options after the verb:"
                f"  fingerpost duplicates {ctx.invoked_subcommand} --help"
            )
        return
    with open_desk(find_home(home, Path.cwd())) as desk:
        _take_up(desk)
        if as_json:
            emit_json(_listing(desk, possible, limit))
            return
        if not possible:
            _show_merges(desk, limit or SHOWN)
            _show_linked(desk, limit or SHOWN)
        _show_possible(desk, limit or SHOWN)


@command.command("show", epilog="Example: fingerpost duplicates show pmid:31978085")
@click.argument("paper_id", metavar="ID")
@home_option
@json_option
def show(paper_id: str, folder: Path, as_json: bool) -> None:
    """Show the records that the paper ID is made of, and which field is from which of them."""
    with open_desk(folder) as desk:
        merge = _known(desk, _id_of(desk, paper_id))
    if as_json:
        emit_json(_merge_json(merge, whole=True))
        return
    wrapped(f"{merge.paper.title}", "  ", "")
    click.echo(f"{merge.paper.id}, made of {plural(len(merge.records), 'record')}")
    for number, record in enumerate(merge.records, start=1):
        wrapped(f"{number}. {record.told_origin}", "   ", "")
        if record.because:
            wrapped(f"taken for the same paper: {', '.join(record.because)}", "   ")
    heading("What each field says, and the records that say it")
    for field in field_origins(merge):
        by = f" [{_numbers(field.said_by)}]" if field.said_by else " [put together]"
        wrapped(f"{_plain(field.name)}: {_cut(field.value)}{by}", "    ", "  ")
        for text, numbers in field.others:
            wrapped(f"record {_numbers(numbers)} has: {_cut(text)}", "      ", "    ")


@command.command("join", epilog="Example: fingerpost duplicates join pmid:31978085 doi:10.1000/x")
@click.argument("paper_ids", metavar="ID...", nargs=-1, required=True)
@home_option
@json_option
def join(paper_ids: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Make one paper of the papers with these IDs, whatever the records say."""
    with open_desk(folder) as desk:
        _take_up(desk)
        decided = join_papers(desk.library, desk.home.journal, _ids_of(desk, paper_ids))
    _tell(decided, as_json, f"These are one paper now: {', '.join(decided.ids)}")


@command.command("split", epilog="Example: fingerpost duplicates split pmid:31978085 2")
@click.argument("paper_id", metavar="ID")
@click.argument("records", metavar="[RECORD]...", nargs=-1)
@home_option
@json_option
def split(paper_id: str, records: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Take the paper ID apart again, for good.

    RECORD is the number of a record to take out, as 'duplicates show ID' lists them. Without one,
    the papers that you joined come apart again; if you joined none, every record comes apart but
    those with one PMID or arXiv id.
    """
    with open_desk(folder) as desk:
        _take_up(desk)
        known = _id_of(desk, paper_id)
        chosen = [_fingerprint(_known(desk, known), record) for record in records]
        decided = split_paper(desk.library, desk.home.journal, known, chosen)
        papers = [paper for each in decided.ids if (paper := desk.library.get(each))]
    if as_json:
        _tell(decided, as_json, "")
        return
    _show_papers(papers)
    click.echo(f"To take this back:  fingerpost duplicates undo {known}")


@command.command("undo", epilog="Example: fingerpost duplicates undo pmid:31978085")
@click.argument("paper_id", metavar="[ID]", default="")
@home_option
@json_option
def undo(paper_id: str, folder: Path, as_json: bool) -> None:
    """Take back your last decision, or with ID your last decision on that paper.

    What was before it is there again: decisions made earlier hold, and where there were none the
    records decide.
    """
    with open_desk(folder) as desk:
        _take_up(desk)
        known = _id_of(desk, paper_id) if paper_id else ""
        taken = take_back(desk.library, desk.home.journal, known)
    if as_json:
        emit_json({"verb": "undone", "decision": taken.decision.verb,
                   "papers": [paper.id for paper in taken.papers]})  # fmt: skip
        return
    made = taken.decision
    click.echo(f"Taken back: '{made.verb}' of {made.day} on {made.object}.")
    _show_papers(taken.papers)


@command.command("apart", epilog="Example: fingerpost duplicates apart pmid:31978085 doi:10.1000/x")
@click.argument("paper_ids", metavar="ID...", nargs=-1, required=True)
@home_option
@json_option
def apart(paper_ids: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Say that the papers with these IDs are not one: they are never merged."""
    with open_desk(folder) as desk:
        _take_up(desk)
        decided = keep_apart(desk.library, desk.home.journal, _ids_of(desk, paper_ids))
    _tell(decided, as_json, f"These stay apart: {', '.join(decided.ids)}")


def _take_up(desk: Desk) -> None:
    for problem in take_up_decisions(desk.library, desk.home.journal):
        say(problem.sentence())


def _known(desk: Desk, paper_id: str) -> Merge:
    merge = desk.library.records_of(paper_id)
    if merge is None:
        raise UsageError(f"The library has no paper '{paper_id}'.")
    return merge


def _id_of(desk: Desk, named: str) -> str:
    """Return the id of a paper that was named by any id, by an address or by its title."""
    papers = papers_named(desk.library, named)
    if not papers:
        raise UsageError(f"The library has no paper '{named}'.")
    if len(papers) > 1:
        ids = ", ".join(paper.id for paper in papers)
        raise UsageError(f"Several papers have the title '{named}': name one by its id ({ids}).")
    return papers[0].id


def _ids_of(desk: Desk, named: Sequence[str]) -> list[str]:
    return [_id_of(desk, each) for each in named]


def _show_papers(papers: Sequence[Paper]) -> None:
    """Print the papers that a decision led to."""
    come = "papers come" if len(papers) != 1 else "paper comes"
    click.echo(f"{len(papers)} {come} of it:")
    for paper in papers:
        wrapped(_named(paper), "    ", "  ")


def _fingerprint(merge: Merge, record: str) -> str:
    """Return the fingerprint of a record that was named by its number or by the fingerprint."""
    if record.isdigit() and 1 <= int(record) <= len(merge.records):
        return merge.records[int(record) - 1].fingerprint
    if any(record == known.fingerprint for known in merge.records):
        return record
    raise UsageError(
        f"{merge.paper.id} has the records 1 to {len(merge.records)}, and none called '{record}'."
    )


def _tell(decided: Decided, as_json: bool, sentence: str) -> None:
    if as_json:
        emit_json({"verb": decided.verb, "papers": list(decided.ids)})
    else:
        click.echo(sentence)


def _listing(desk: Desk, possible: bool, limit: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "possible": [_pair_json(pair) for pair in islice(desk.library.possible_duplicates(), limit)]
    }
    if not possible:
        found["merged"] = [_merge_json(merge) for merge in islice(desk.library.merges(), limit)]
        found["linked"] = [_pair_json(pair) for pair in islice(desk.library.linked(), limit)]
    return found


def _show_merges(desk: Desk, limit: int) -> None:
    count = 0
    for merge in desk.library.merges():
        count += 1
        if count > limit:
            continue
        click.echo()
        wrapped(f"{merge.paper.title} ({merge.paper.id})", "  ")
        for number, record in enumerate(merge.records, start=1):
            because = f": {', '.join(record.because)}" if record.because else ""
            wrapped(f"{number}. {record.told_origin}{because}", "      ", "    ")
        names = [field.name for field in merge.differing if field.name not in _OF_THE_FILE]
        if names:
            wrapped(f"They differ in {', '.join(map(_plain, names))}.", "    ")
    click.echo()
    click.echo(f"{plural(count, 'paper')} came as more than one record.{_rest(count, limit)}")


def _show_linked(desk: Desk, limit: int) -> None:
    pairs = list(desk.library.linked())
    for pair in pairs[:limit]:
        click.echo()
        wrapped(f"{pair.one.title} ({pair.one.id})", "  ")
        wrapped(f"was published as {_named(pair.other)}: {', '.join(pair.reasons)}", "    ")
    if pairs:
        click.echo()
        click.echo(
            f"{plural(len(pairs), 'preprint')} with the published version beside it; both are"
            f" kept.{_rest(len(pairs), limit)}"
        )


def _show_possible(desk: Desk, limit: int) -> None:
    pairs = list(desk.library.possible_duplicates())
    for pair in pairs[:limit]:
        click.echo()
        wrapped(_named(pair.one), "  ")
        wrapped(_named(pair.other), "  ")
        wrapped(", ".join(pair.reasons), "    ")
    click.echo()
    click.echo(f"{plural(len(pairs), 'pair')} may be one paper.{_rest(len(pairs), limit)}")
    if pairs:
        click.echo("If two are one:   fingerpost duplicates join ID1 ID2")
        click.echo("If they are not:  fingerpost duplicates apart ID1 ID2")


def _rest(count: int, limit: int) -> str:
    return f" The first {limit} are shown; --limit shows more." if count > limit else ""


def _named(paper: Paper) -> str:
    return f"{paper.title} {paper.cite()} ({paper.id})"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _plain(name: str) -> str:
    return {"pmid": "PMID", "pmcid": "PMCID", "doi": "DOI", "arxiv": "arXiv id",
            "mesh": "MeSH headings"}.get(name, name.replace("_", " "))  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE].rstrip()} …"


def _pair_json(pair: Likeness) -> dict[str, Any]:
    return {
        "one": {"id": pair.one.id, "title": pair.one.title},
        "other": {"id": pair.other.id, "title": pair.other.title},
        "reasons": list(pair.reasons),
    }


def _merge_json(merge: Merge, *, whole: bool = False) -> dict[str, Any]:
    """Return a paper and its records; `whole` adds what each field says."""
    shown: dict[str, Any] = {
        "id": merge.paper.id,
        "title": merge.paper.title,
        "differ": [field.name for field in merge.differing],
        "records": [
            {
                "record": record.fingerprint,
                "id": record.paper.id,
                "from": record.origin,
                "source": record.paper.source,
                "change": record.change,
                "because": list(record.because),
            }
            for record in merge.records
        ],
    }
    if whole:
        shown["fields"] = {
            field.name: {
                "value": field.value,
                "said_by": list(field.said_by),
                "others": [{"value": v, "said_by": list(by)} for v, by in field.others],
            }
            for field in field_origins(merge)
        }
    return shown
