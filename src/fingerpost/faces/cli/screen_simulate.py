"""`fingerpost screen --simulate FILE`: how screening would have gone on papers already screened."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fingerpost.faces.cli.options import INPUT_FILE
from fingerpost.faces.cli.output import emit_json, say, tell_problems, wrapped
from fingerpost.faces.cli.screen_showing import recall_option
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.reading.screening import Simulation
    from fingerpost.sources.labelled import LabelledFile

Command = TypeVar("Command", bound=Callable[..., Any])


def simulate_options(command: Command) -> Command:
    """Add --simulate and the options that only it takes."""
    for add in reversed(
        (
            click.option(
                "--simulate",
                type=INPUT_FILE,
                metavar="FILE",
                help="Replay the screening of this labelled file.",
            ),
            click.option(
                "--label", default="", metavar="COLUMN", help="The column that holds the labels."
            ),
            click.option(
                "--seed",
                default=0,
                show_default=True,
                help="Draws the two papers known at the start.",
            ),
            click.option(
                "--criteria",
                default="",
                metavar="TEXT",
                help="What was looked for; it helps the order while little is found.",
            ),
            recall_option,
        )
    ):
        command = add(command)
    return command


def replay(
    file: Path, label: str, seed: int, criteria: str, recall: float, *, as_json: bool
) -> None:
    """Replay a labelled file and print what came of it."""
    from fingerpost.reading.screening import Entry, Screener, simulate
    from fingerpost.sources.labelled import read_labelled

    labelled = read_labelled(file, label)
    _tell(labelled)
    began = time.process_time()
    keys = [f"{paper.record:08}" for paper in labelled.papers]
    entries = [
        Entry(key, paper.title, paper.abstract, paper.keywords)
        for key, paper in zip(keys, labelled.papers, strict=True)
    ]
    labels = {key: paper.relevant for key, paper in zip(keys, labelled.papers, strict=True)}
    result = simulate(Screener(entries, criteria, target=recall), labels, seed)
    seconds = round(time.process_time() - began, 3)
    if as_json:
        emit_json(_as_json(result, labelled, recall, seconds))
    else:
        _show(result, recall, seconds)


def _tell(labelled: LabelledFile) -> None:
    say(f"The labels stand in '{labelled.column}'.")
    if labelled.unlabelled:
        say(f"{plural(labelled.unlabelled, 'record')} without a label left out.")
    empty = sum(not paper.title and not paper.abstract for paper in labelled.papers)
    if empty:
        say(f"{plural(empty, 'record')} without title and abstract: their order says nothing.")
    tell_problems(labelled.problems, None)


def _as_json(
    result: Simulation, labelled: LabelledFile, recall: float, seconds: float
) -> dict[str, Any]:
    return {
        "records": result.records,
        "relevant": result.relevant,
        "wss95": _rounded(result.wss95),
        "loss": _rounded(result.loss),
        "seconds": seconds,
        "stopped_at": result.stopped_at,
        "recall_at_stop": _rounded(result.recall_at_stop),
        "found_at": list(result.found_at),
        "label": labelled.column,
        "recall_promised": recall,
        "seed": result.seed,
        "unlabelled": labelled.unlabelled,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _show(result: Simulation, recall: float, seconds: float) -> None:
    wrapped(
        f"{plural(result.records, 'paper')}, {result.relevant:,} of them relevant. One of each kind"
        f" was known at the start; the others were shown one by one, the likeliest first"
        f" ({seconds:.1f} s)."
    )
    if result.wss95 is not None and result.loss is not None:
        nearly = -(-len(result.found_at) * 95 // 100)
        wrapped(
            f"95% of the relevant papers were found after {result.found_at[nearly - 1]:,} papers,"
            f" all of them after {result.found_at[-1]:,}. Work saved over sampling (WSS@95):"
            f" {result.wss95:.1%}. Loss (0 the best order, 1 the worst): {result.loss:.3f}."
        )
    saved = 1 - result.stopped_at / result.records
    wrapped(
        f"Aiming at {recall:.0%} of the relevant papers at 95% confidence, Fingerpost would have"
        f" said to stop after {plural(result.stopped_at, 'paper')} ({saved:.0%} of the reading"
        f" saved), with {result.recall_at_stop:.1%} of them found."
    )
