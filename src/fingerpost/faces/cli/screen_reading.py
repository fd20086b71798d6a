"""`fingerpost screen AREA`: one paper after the other, a key for each verdict."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fingerpost.desk import open_desk
from fingerpost.dives.screening import BECAUSE, ORDERS, Screening
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, say, tell_problems, wrapped
from fingerpost.faces.cli.screen_showing import (
    progress_json,
    recall_option,
    show_criteria,
    show_progress,
)
from fingerpost.home.decisions import Verdict
from fingerpost.records import Paper
from fingerpost.text import plural, visible

if TYPE_CHECKING:
    from fingerpost.reading.screening import Order

_VERDICTS = {"r": Verdict.RELEVANT, "n": Verdict.NOT, "m": Verdict.MAYBE}
_KEYS = """\
  r  relevant            n  not relevant       m  maybe
  R, N, M  the same with a reason              u  take the last verdict back
  l  later, in this sitting not again          o  another order
  i  how far am I?       c  the criteria       ?  these keys       q  stop here"""
TOLD_EVERY = 10
_LONG = 900
"""An abstract of so many letters may push its title off the screen."""


@click.command("read", epilog="Example: fingerpost screen sepsis")
@click.argument("name", metavar="AREA")
@click.option("--by", type=click.Choice(list(ORDERS)), default="likely", show_default=True,
              help="Which paper comes next: the most likely, the one the order is least sure of,"
              " or one drawn at random as a check.")  # fmt: skip
@recall_option
@home_option
@json_option
@today_option
def read(name: str, by: str, recall: float, folder: Path, as_json: bool, today: date) -> None:
    """Read the papers of AREA one after the other, the one most likely to matter first.

    A key says what each is: r relevant, n not, m maybe; ? shows all keys. Every verdict is in the
    journal at once, so you may stop at any time. With --json nothing is asked: it prints how far
    you are and the papers to read next.
    """
    with open_desk(folder) as desk:
        steps = Steps()
        steps("finding the papers of the area")
        area = desk.home.area(name)
        screening = Screening(desk.library, desk.home.journal, area, today, recall)
        steps.done()
        if lost := screening.lost():
            say(lost)
        tell_problems(screening.problems, None)
        order = ORDERS[by]
        if as_json:
            emit_json(_json(screening, order))
        elif not screening.papers:
            say(f"The library has no paper for this area; its query is: {screening.area.query}")
        else:
            Sitting(screening, order).run()


@dataclass
class Sitting:
    """One sitting at the terminal: papers are shown until the reader stops or all are read."""

    screening: Screening
    order: Order
    postponed: set[str] = field(default_factory=set)
    read: int = 0

    def run(self) -> None:
        """Show papers and take keys."""
        show_criteria(self.screening.area)
        click.echo(_KEYS)
        while paper := self._next():
            self._show(paper)
            if not self._decide(paper):
                break
        else:
            self._nothing_left()
        self._told()

    def _next(self) -> Paper | None:
        unread = self.screening.next(self.order)
        return next((paper for paper in unread if paper.id not in self.postponed), None)

    def _show(self, paper: Paper) -> None:
        verdicts = [mark.verdict for mark in self.screening.marks.values()]
        click.echo(f"\n{'─' * 40}")
        click.secho(
            f"{len(verdicts):,} of {len(self.screening.papers):,} read,"
            f" {verdicts.count(Verdict.RELEVANT):,} relevant. This one: {BECAUSE[self.order]}.",
            dim=True,
        )
        wrapped(visible(paper.title), bold=True)
        click.echo(visible(f"{paper.cite()}  {paper.id}"))
        for line in (paper.abstract or "The library has no abstract of it.").splitlines():
            wrapped(visible(line), "  ")
        if len(paper.abstract) > _LONG:
            wrapped(visible(f"{paper.title} (end of the abstract)"), bold=True)
        click.secho("r relevant · n not · m maybe · u undo · q stop · ? all keys", dim=True)

    def _decide(self, paper: Paper) -> bool:
        """Take keys until the paper is dealt with; False when the reader stops."""
        while True:
            key, rest = _key()
            if key in ("q", ""):
                return False
            if key.lower() in _VERDICTS:
                try:
                    why = self._reason(key, rest)
                except click.Abort:
                    say("No verdict was given.")
                    continue
                self.screening.mark(paper, _VERDICTS[key.lower()], why, self.order)
                self._count()
                return True
            if key == "u":
                return self._undo()
            if key == "l":
                self.postponed.add(paper.id)
                return True
            if key == "o":
                self._other_order()
                return True
            self._answer(key)

    def _reason(self, key: str, rest: str) -> str:
        """Ask for a reason after a capital; a number stands for one that was given before."""
        if rest or not key.isupper() or not sys.stdin.isatty():
            return rest
        given = self.screening.reasons()[:9]
        for number, why in enumerate(given, 1):
            click.echo(f"    {number}  {why}")
        said = str(click.prompt("  Reason (words, or a number)", default="", show_default=False))
        known = said.isdigit() and 0 < int(said) <= len(given)
        return given[int(said) - 1] if known else said.strip()

    def _undo(self) -> bool:
        try:
            mark = self.screening.undo()
        except UsageError as error:
            say(str(error))
        else:
            self.postponed.discard(mark.paper)
            say(f"Taken back: {mark.verdict}, {mark.paper}")
        return True

    def _other_order(self) -> None:
        orders = list(ORDERS.values())
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        say(f"From now on: {BECAUSE[self.order]}.")

    def _answer(self, key: str) -> None:
        if key == "i":
            show_progress(self.screening.progress())
        elif key == "c":
            show_criteria(self.screening.area)
        else:
            click.echo(_KEYS)

    def _count(self) -> None:
        self.read += 1
        if self.read % TOLD_EVERY == 0:
            show_progress(self.screening.progress())

    def _nothing_left(self) -> None:
        left = len(self.postponed)
        later = f" {plural(left, 'paper')} put off for later." if left else ""
        say(f"Nothing else is unread.{later}")

    def _told(self) -> None:
        click.echo()
        show_progress(self.screening.progress())
        say(f"Go on with:  fingerpost screen {self.screening.area.name}")


def _key() -> tuple[str, str]:
    """Return a key, and what stands behind it on the line; '' at the end of what is typed.

    At a terminal one key is enough; from a file or a pipe each line is a key with its reason.
    """
    if sys.stdin.isatty():
        try:
            return click.getchar(), ""
        except (KeyboardInterrupt, EOFError):
            return "q", ""
    line = sys.stdin.readline()
    key, _, rest = line.strip().partition(" ")
    if not line or len(key) == 1:
        return key, rest.strip()
    say(f"'{line.strip()}' begins with no key; ? shows the keys.")
    return "?", ""


def _json(screening: Screening, order: Order) -> dict[str, Any]:
    return {
        "area": screening.area.name,
        "progress": progress_json(screening.progress()),
        "next": [
            {"id": paper.id, "title": paper.title, "because": order}
            for paper in screening.next(order)[:20]
        ],
    }
