"""Papers kept and found again: the store and its index as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from fingerpost.errors import LibraryError, UsageError
from fingerpost.library.health import Health
from fingerpost.library.lock import WriteLock
from fingerpost.library.mesh import MeshTable
from fingerpost.library.model import Decided, Hit, Likeness, Merge, PutResult, SearchResult, Sort
from fingerpost.library.ror import RorTable
from fingerpost.library.store import FILE, Change, Store
from fingerpost.records import Paper

if TYPE_CHECKING:
    from fingerpost.library.decisions import Decision
    from fingerpost.library.explanation import Explanation
    from fingerpost.library.index.index import Found, Index
    from fingerpost.library.meaning.vectors import Meanings
    from fingerpost.library.paper_writer import PaperWriter
    from fingerpost.library.query import Node, Query
    from fingerpost.library.taking_out import TakenOut

BATCH = 2_000
FACETS = {"year": "year", "journal": "journal_name", "type": "type_name"}
WAIT_SECONDS = 60.0
NO_MESH = (
    "There is no MeSH beside the library yet. Download NLM's descriptor file (desc2026.xml or"
    " d2026.bin) and give it once with  fingerpost mesh use FILE"
)
INDEXING = "making the search index"

Changed = TypeVar("Changed")


class Library:
    """A folder of papers: `papers.sqlite`, the truth, and `cache/`, which is safe to delete.

    What only searching or writing needs is loaded when that is first done: opening is quick.
    """

    def __init__(self, store: Store, cache: Path, lock: WriteLock, mesh: MeshTable) -> None:
        self._store, self._cache, self._lock = store, cache, lock
        self.mesh = mesh
        self.ror = RorTable(cache.parent)
        self._vectors: tuple[str, Meanings] | None = None
        self._bringing = ""

    @classmethod
    def open(cls, folder: Path, wait_seconds: float = WAIT_SECONDS) -> Self:
        """Open the library in a folder, made when it is not there.

        `wait_seconds` is how long to wait for another process that is writing. LibraryError if
        the files cannot be used.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"{folder}: the library's folder cannot be made ({error.strerror})."
                " Choose another place or make this one writable."
            ) from error
        store = Store(folder, wait_seconds)
        lock = WriteLock(folder, wait_seconds)
        return cls(store, folder / "cache", lock, MeshTable(folder))

    @property
    def folder(self) -> Path:
        """Where the library lives; what belongs to it may be kept beside it."""
        return self._cache.parent

    @staticmethod
    def is_in(folder: Path) -> bool:
        """True when there is a library in the folder, with papers or without."""
        return (folder / FILE).exists()

    def stamp(self) -> str:
        """Return a text that is another one after every change of any paper."""
        change = self._store.last_change()
        return f"{change.number} {change.stamp}"

    def is_untouched(self) -> bool:
        """True when nothing was ever written; a damaged file counts as one that had papers."""
        with suppress(LibraryError):
            return self._store.last_change().number == 0
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        if "_index" in vars(self):
            self._index.close()
        self._store.close()

    @cached_property
    def _index(self) -> Index:
        from fingerpost.library.index.index import Index

        return Index(self._cache)

    def put(self, papers: Iterable[Paper], origin: str = "") -> PutResult:
        """Take papers in: each batch is on disk when the next begins, all can be found at the end.

        A record of a paper that is here already is merged with it, so nothing that either says is
        lost, and both are kept as they came; a record that has come before changes nothing.
        `origin` names the file or supplier, for telling later where a record is from.
        """
        waiting = iter(papers)
        parts: list[PutResult] = []
        with self.writing() as writer:
            while batch := list(islice(waiting, BATCH)):
                parts.append(writer.put(batch, origin))
        return PutResult(
            sum(part.imported for part in parts),
            sum(part.updated for part in parts),
            sum(part.unchanged for part in parts),
            tuple(shown for part in parts for shown in part.ids),
        )

    @contextmanager
    def bringing(self, name: str) -> Iterator[None]:
        """Give all that is put within the block this name, for `take_out`.

        What comes without a name stays.
        """
        before, self._bringing = self._bringing, name
        try:
            yield
        finally:
            self._bringing = before

    @contextmanager
    def writing(self) -> Iterator[PaperWriter]:
        """Give what takes batches of papers in, each on the disk when its `put` returns.

        All can be found when the block ends, and most of them before. No other process can write
        meanwhile; every one can read.
        """
        from fingerpost.library.paper_writer import PaperWriter

        with self._lock.held("bringing papers in"):
            self._catch_up()
            with PaperWriter(self._store, self._index, self._bringing) as writer:
                yield writer

    def get(self, paper_id: str) -> Paper | None:
        """Return a paper by any of its ids ('pmid:1', 'doi:10.1000/x', 'pmcid:PMC1' …), or None."""
        return self._store.get(paper_id)

    def count(self) -> int:
        """Return how many papers there are."""
        return self._store.count()

    def search(
        self,
        query: str,
        limit: int = 20,
        *,
        start: int = 0,
        sort: Sort = "best",
        today: date | None = None,
        map_words: bool = False,
    ) -> SearchResult:
        """Return the papers that fit a query best, and counts over all that match.

        `start` leaves out as many of the first papers; `sort` is best, newest or oldest. `today`
        is where 'last 5 years' ends. With `map_words`, words without a field are sought as MeSH
        headings too, where the library has MeSH. QueryError for a query that cannot be understood.
        """
        from fingerpost.library.explaining import notes_on

        parsed, node, added = self._asked(query, today, map_words=map_words)
        start, limit = max(0, start), max(0, limit)
        found = self._index.find(node, start + limit, sort)
        hits = self._hits(found, limit, start, sort)
        notes = (*notes_on(parsed, self._mesh()), *added)
        return SearchResult(query, parsed.understood, found.total, hits, found.by_year, notes)

    def rank(
        self,
        text: str,
        limit: int = 20,
        *,
        meaning: bool = False,
        tell: Callable[[str], None] = lambda _: None,
    ) -> SearchResult:
        """Return the papers nearest to a text, none of whose words a paper must have.

        The text is plain: a title, a question, an abstract; it has no operators or fields. With
        `meaning`, papers that say the same in other words are found too; what that needs is made
        from the papers when it is not there, and `tell` takes sentences on how far that has come.
        """
        from fingerpost.library.ranking import Ranking

        self._be_ready()
        vectors = self._meanings(tell) if meaning else None
        return Ranking(self._index, self._store).rank(text, limit, vectors)

    def match(self, query: str, today: date | None = None) -> list[Paper]:
        """Return every paper that matches, in the order of the ids; `*` matches all."""
        from fingerpost.library.query import Everything, parse_query

        if isinstance(parse_query(query, today).root, Everything):
            found = list(self._store.scan())
        else:
            _, node, _ = self._asked(query, today)
            found = list(self._store.papers(self._index.rows(node)).values())
        return sorted(found, key=lambda paper: paper.id)

    def notes_on(self, query: str, today: date | None = None) -> tuple[str, ...]:
        """Return what is sought otherwise than the query says, a sentence each."""
        from fingerpost.library.explaining import notes_on

        parsed, _, added = self._asked(query, today)
        return (*notes_on(parsed, self._mesh()), *added)

    def explain(
        self, query: str, today: date | None = None, *, map_words: bool = False
    ) -> Explanation:
        """Return how a query is understood, part by part, each with the papers it finds."""
        from fingerpost.library.explaining import Explaining

        parsed = self._parsed(query, today, map_words=map_words)
        return Explaining(self._index, self._store, self._mesh()).explanation(query, parsed)

    def scan(self) -> Iterator[Paper]:
        """Give every paper in the order of the keys, the ids under which they first came."""
        return self._store.scan()

    def facets(
        self, query: str, field: str, today: date | None = None, *, map_words: bool = False
    ) -> dict[str | int, int]:
        """Return how many matching papers each year, journal or publication type has.

        Years are in their order, the others by falling count, then name. A paper may have several
        types, and may state none of these: see `not_stated`.
        """
        counted = _counted(field)
        _, node, _ = self._asked(query, today, map_words=map_words)
        counts = self._index.counts(node, counted)
        if field == "year":
            return {int(year): counts[year] for year in sorted(counts)}
        return dict(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))

    def not_stated(
        self, query: str, field: str, today: date | None = None, *, map_words: bool = False
    ) -> int:
        """Return how many matching papers state no year, journal or publication type."""
        counted = _counted(field)
        _, node, _ = self._asked(query, today, map_words=map_words)
        return self._index.count_without(node, counted)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete papers by any of their ids and return how many there were."""
        with self._lock.held("deleting papers"):
            deleted = self._store.delete(ids)
            self._catch_up()
        return deleted

    def take_out(
        self,
        bringing: str,
        held: Mapping[str, str],
        on_progress: Callable[[int], None] = lambda _: None,
    ) -> TakenOut:
        """Take out what an import brought, and what it joined onto papers that were here.

        What something else brought as well stays. `held` says by id why a paper must stay: it
        keeps all its records. So does one on which the user has decided with which others it is
        one. Cut off, it can be done again; `on_progress` is told how many papers are gone.
        """
        with self._lock.held("taking an import back"):
            try:
                return self._store.take_out(bringing, held, on_progress)
            finally:
                self._catch_up()

    def records_of(self, paper_id: str) -> Merge | None:
        """Return the paper of any of its ids with the records that it is made of, or None.

        A paper that was merged by a Fingerpost that kept no records has one: the paper as it was.
        """
        return self._store.records_of(paper_id)

    def merges(self) -> Iterator[Merge]:
        """Give every paper that is made of several records, in the order in which papers came."""
        return self._store.merges()

    def linked(self) -> Iterator[Likeness]:
        """Give every preprint with its published version."""
        from fingerpost.library.duplicates import Verdict

        return self._store.likenesses(Verdict.LINKED)

    def possible_duplicates(self) -> Iterator[Likeness]:
        """Give the pairs of papers that may be one, on which the user has not decided."""
        from fingerpost.library.duplicates import Verdict

        return self._store.likenesses(Verdict.POSSIBLE)

    def join(self, paper_ids: Sequence[str]) -> Decided:
        """Make one paper of several, for good; UsageError if there are not two of them."""
        return self._after(lambda: self._store.join(paper_ids))

    def keep_apart(self, paper_ids: Sequence[str]) -> Decided:
        """Keep papers from being merged, for good; UsageError if there are not two of them."""
        return self._after(lambda: self._store.keep_apart(paper_ids))

    def split(self, paper_id: str, records: Sequence[str] = ()) -> Decided:
        """Take the records with these fingerprints out of a paper, for good.

        With none, the papers that the user joined come apart again; where none were, records with
        one PMID or arXiv id stay together and all others come apart. UsageError when there is
        nothing to split.
        """
        return self._after(lambda: self._store.split(paper_id, records))

    def decisions(self) -> list[Decision]:
        """Return every decision on duplicates: verb ('joined' or 'apart') and two names."""
        return self._store.decisions()

    def decide_again(self, made: Sequence[Decision], undone: Sequence[Decision] = ()) -> None:
        """Take decisions over, as from a journal, whether their records are here yet or not."""
        self._after(lambda: self._store.decide_again(made, undone))

    def names_of(self, paper_id: str) -> frozenset[str]:
        """Return the names under which decisions know a paper; none where it is not here."""
        return self._store.names_of(paper_id)

    def papers_named(self, names: Iterable[str]) -> list[Paper]:
        """Return the papers that decisions know under these names, in the order they came."""
        return self._store.papers_named(names)

    def _after(self, change: Callable[[], Changed]) -> Changed:
        with self._lock.held("deciding on duplicates"):
            changed = change()
            self._catch_up()
        return changed

    def annotate(self, maker: str, version: str, values: Mapping[str, bytes]) -> None:
        """Keep what a maker found, as bytes of its own form, by the text hash of each paper."""
        self._store.annotate(maker, version, values)

    def forget_other_versions(self, maker: str, version: str) -> None:
        """Forget what every other version of a maker found."""
        self._store.forget_other_versions(maker, version)

    def annotations(
        self, maker: str, version: str, of: Iterable[str] | None = None
    ) -> dict[str, bytes]:
        """Return what this version of a maker has found, by text hash; `of` these or of all."""
        return self._store.annotations(maker, version, of)

    def copy_to(self, file: Path) -> int:
        """Write all papers and findings of one moment into a new file; return how many papers.

        Others may read and write meanwhile. LibraryError if the file cannot be written.
        """
        return self._store.copy_to(file)

    def health(self) -> Health:
        """Return what is wrong with the file and the index, after bringing the index in step.

        An index that holds another number of papers than the store is made anew.
        """
        faults = self._store.faults()
        if faults:
            return Health(self._store.count(), self._store.count_annotations(), None, tuple(faults))
        self._be_ready()
        with self._lock.held_if_free(INDEXING) as held:
            if held and self._index.papers() != self._store.count():
                self._index.remove()
                self._catch_up()
        return Health(self._store.count(), self._store.count_annotations(), self._index.papers())

    def _mesh(self) -> MeshTable | None:
        return self.mesh if self.mesh.is_there else None

    def _asked(
        self, query: str, today: date | None, *, map_words: bool = False
    ) -> tuple[Query, Node, tuple[str, ...]]:
        """Return a query as understood, as the index can answer it, and what that added to it."""
        from fingerpost.library.abbreviating import Abbreviating
        from fingerpost.library.settling import Settling

        parsed = self._parsed(query, today, map_words=map_words)
        abbreviating = Abbreviating(self._index)
        wider = abbreviating.widened(parsed.root)
        settling = Settling(self._index, self._store, self._mesh())
        settled = settling.settled(wider)
        return parsed, settled, (*abbreviating.notes, *settling.notes)

    def _parsed(self, query: str, today: date | None, *, map_words: bool) -> Query:
        """Return a query as it was understood, with the index brought up to the store."""
        from fingerpost.library.query import parse_query

        mesh = self._mesh()
        if map_words and mesh is None:
            raise UsageError(NO_MESH)
        parsed = parse_query(query, today, mesh.heading_of if mesh and map_words else None)
        self._be_ready()
        return parsed

    def _hits(
        self, found: Found, limit: int, start: int = 0, sort: Sort = "best"
    ) -> tuple[Hit, ...]:
        """Return the best hits; equal scores, or dates, in the order of the ids."""
        ids = self._store.ids(row for row, _ in found.rows)
        known = [(row, rank) for row, rank in found.rows if row in ids]
        best = sorted(known, key=lambda hit: (-hit[1], ids[hit[0]]))[start : start + limit]
        papers = self._store.papers(row for row, _ in best)
        scored = sort == "best"
        return tuple(
            Hit(papers[row], rank if scored else 0.0) for row, rank in best if row in papers
        )

    def _meanings(self, tell: Callable[[str], None]) -> Meanings:
        """Return the papers' vectors as the store stands now."""
        from fingerpost.library.meaning.vectors import Papers, meanings

        stamp = self.stamp()
        if self._vectors is None or self._vectors[0] != stamp:
            papers = Papers(self._store.count(), lambda: self._store.entries_since(0))
            self._vectors = stamp, meanings(self._index.cache, stamp, papers, tell)
        return self._vectors[1]

    def _be_ready(self) -> None:
        """Bring the index up to the store, or leave that to the process that is writing."""
        last = self._store.last_change()
        marker = self._index.marker()
        if marker and Change(marker.change, marker.stamp) == last:
            return
        with self._lock.held_if_free(INDEXING) as held:
            if held:
                self._catch_up()
                return
        if self._index.marker() is None:
            with self._lock.held(INDEXING):
                self._catch_up()

    def _catch_up(self) -> None:
        """Write into the index what it has not seen; everything, if it is of another history."""
        from fingerpost.library.index.index import Marker

        last = self._store.last_change()
        marker = self._index.marker()
        if marker and not self._store.has_had(Change(marker.change, marker.stamp)):
            self._index.remove()
            marker = None
        if marker and marker.change == last.number:
            return
        since, last_row = (marker.change, marker.last_row) if marker else (0, 0)
        with self._index.writing() as writing:
            if marker:
                writing.remove(self._store.removed_since(since))
            writing.put(self._store.entries_since(since), last_row)
            writing.commit(Marker(last.number, last.stamp, self._store.last_row()))


def _counted(field: str) -> str:
    """Return the index's name of what counts are kept by; UsageError for anything else."""
    if field not in FACETS:
        raise UsageError(f"Counts are kept by {', '.join(sorted(FACETS))}, not by '{field}'.")
    return FACETS[field]
