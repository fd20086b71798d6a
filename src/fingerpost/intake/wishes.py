"""Papers that a person wants in the library, by whatever names them; what must wait is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fingerpost.home import Home
from fingerpost.home.inbox import Inbox, Wish
from fingerpost.intake.adding import OnAsking, look_up, questions
from fingerpost.intake.importing import ImportResult, import_records
from fingerpost.intake.watching import Watch
from fingerpost.library import Library
from fingerpost.records import Problem
from fingerpost.sources import read_file
from fingerpost.sources.live import SUPPLIERS, Settings
from fingerpost.sources.named_pdf import NamedPdf, is_pdf, named_pdf
from fingerpost.sources.naming import PaperName, paper_name


@dataclass(frozen=True, slots=True)
class Came:
    """A paper that is in the library now: as it was named, its id, title, and whose record it is.

    A file is named without its folder, which is nobody's business. `supplier` is empty for one
    that was there already.
    """

    named: str
    paper: str
    title: str
    supplier: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of everything that was wished for."""

    came: list[tuple[Wish, Came]] = field(default_factory=list)
    waiting: list[Wish] = field(default_factory=list)
    """What could not be looked up now and stands in the inbox."""
    offline: str = ""
    """Why nobody can be asked at all: there is no network, or the user wants none."""
    problems: list[Problem] = field(default_factory=list)
    not_names: list[str] = field(default_factory=list)
    """What is neither an identifier nor a file."""
    read: ImportResult = field(default_factory=ImportResult)
    """What came in from files of records and from suppliers, in all."""

    @property
    def new(self) -> list[Came]:
        """What came now."""
        return [came for _, came in self.came if came.supplier]

    @property
    def known(self) -> list[Came]:
        """What was in the library already."""
        return [came for _, came in self.came if not came.supplier]

    @property
    def nothing_came(self) -> bool:
        """True when not one paper is in the library that was wished for."""
        return not self.came


@dataclass(frozen=True, slots=True)
class Asked:
    """What would be asked of whom for one thing that a person named."""

    named: str
    already: str
    """The id of the paper, if the library has it."""
    asks: tuple[tuple[str, str], ...]
    """(supplier's title, question), in turn until one has it."""


def fulfil(
    home: Home,
    library: Library,
    wishes: Iterable[Wish],
    settings: Settings,
    on_asking: OnAsking | None = None,
) -> Outcome:
    """Bring in what is wished for; nothing is asked for what the library has.

    A supplier that cannot be asked makes a wish wait in the inbox, where it is ticked once the
    paper has come. A PDF is looked up by the identifier on its first pages; other files are
    imported.
    """
    outcome, inbox = Outcome(), Inbox.of(home.folder)
    for wish in wishes:
        path, name = Path(wish.what), paper_name(wish.what)
        if path.is_file() and not is_pdf(path):
            _from_file(library, wish, path, outcome)
        elif path.is_file():
            pdf = named_pdf(path)
            if isinstance(pdf, Problem):
                outcome.problems.append(pdf)
            else:
                _one(library, inbox, wish, pdf.name, settings, on_asking, outcome, pdf)
        elif name is not None:
            _one(library, inbox, wish, name, settings, on_asking, outcome)
        else:
            outcome.not_names.append(wish.what)
    return outcome


def would_ask(library: Library, named: Iterable[str]) -> Iterator[Asked]:
    """Give for each what would be asked of whom; asks nobody."""
    for each in named:
        path = Path(each)
        pdf = named_pdf(path) if path.is_file() and is_pdf(path) else None
        name = pdf.name if isinstance(pdf, NamedPdf) else paper_name(each)
        paper = library.get(str(name)) if name else None
        asks = questions(name) if name and not paper and not (path.is_file() and not pdf) else ()
        told = tuple((SUPPLIERS[supplier].title, query) for supplier, query in asks)
        yield Asked(each, paper.id if paper else "", told)


def _from_file(library: Library, wish: Wish, path: Path, outcome: Outcome) -> None:
    watch = Watch(library)
    result = import_records(watch, read_file(path), path.name)
    outcome.read += result
    outcome.problems.extend(result.problems)
    for shown, before in watch.came.items():
        paper = library.get(shown)
        title = paper.title if paper else ""
        supplier = path.name if before is None else ""
        outcome.came.append((wish, Came(path.name, shown, title, supplier)))


def _one(
    library: Library,
    inbox: Inbox,
    wish: Wish,
    name: PaperName,
    settings: Settings,
    on_asking: OnAsking | None,
    outcome: Outcome,
    pdf: NamedPdf | None = None,
) -> None:
    named = pdf.file if pdf else wish.what
    if known := library.get(str(name)):
        outcome.came.append((wish, Came(named, known.id, known.title)))
        inbox.tick(wish, known.id)
        return
    wanted = Wish(str(name), wish.area, wish.note) if pdf else wish
    if outcome.offline:
        inbox.keep(wanted)
        outcome.waiting.append(wanted)
        return
    found = look_up(library, name, settings, on_asking, pdf.fits if pdf else None)
    if found.is_offline:
        outcome.offline = " ".join(problem.reason for problem in found.problems)
    else:
        outcome.problems.extend(found.problems)
    if found.waits:
        inbox.keep(wanted)
        outcome.waiting.append(wanted)
    elif found.paper:
        came = Came(named, found.paper, found.title, found.supplier)
        outcome.came.append((wish, came))
        outcome.read += ImportResult(read=1, imported=1)
        inbox.tick(wish, found.paper)
