"""The index on disk: opened, checked, written and asked."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fingerpost.errors import LibraryError
from fingerpost.library.index import files
from fingerpost.library.index.questions import is_ranked, on_day, question, ranking, spelt_like
from fingerpost.library.index.relevance import nearness
from fingerpost.library.index.schema import (
    EVERY,
    MARKER,
    VERSION,
    Entry,
    document,
    schema,
)
from fingerpost.library.index.words import analyzer, at_blanks
from fingerpost.library.model import Sort
from fingerpost.library.query import Node

if TYPE_CHECKING:
    import tantivy

HEAP_BYTES = 128_000_000
THREADS = 2
NO_YEAR = 0
_MOST_VALUES = 60_000
_WIDEN = 16
MOST_TIES = 1_000
"""Up to so many papers of one score are told apart by the store, which knows their ids."""
LAST_DAY = 1e9
"""Beyond every day as a number."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The last change of the store that a commit of the index has seen."""

    change: int
    stamp: str
    last_row: int
    """No paper with a higher row has ever been in the index."""


@dataclass(frozen=True, slots=True)
class Found:
    """What matches: rows with scores, best first; ties at the end are all included, or only those
    that are the first by their ids."""

    total: int
    rows: tuple[tuple[int, float], ...]
    by_year: dict[int, int]


class Index:
    """The index in a folder; without files, or with damaged ones, its marker is None."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._folder, self._notes = cache / "index", cache / "index.checked"
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None
        self._marker: Marker | None = None
        self._seen: tuple[int, int, int] | None = None

    def marker(self) -> Marker | None:
        """Return how far the last commit reaches, after reading it anew if there is a newer one."""
        state = self._state()
        if state != self._seen or state is None:
            self.close()
            while state is not None and not self._read() and (now := self._state()) != state:
                state = now  # a commit came while it was read, and took files of the one before
            self._seen = state
        return self._marker

    def _read(self) -> bool:
        """Open the last commit if its files are sound, and say whether that was done."""
        self.close()
        if files.are_sound(self._folder, self._notes):
            self._open()
        return self._marker is not None

    def close(self) -> None:
        """Let go of the files."""
        self._index = self._searcher = self._marker = self._seen = None

    def remove(self) -> None:
        """Delete the index."""
        self.close()
        with self.told():
            files.remove(self._folder)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Give a writer, making the index when there is none; what is not committed is dropped."""
        with self.told():
            if self.marker() is None:
                self.remove()
                self._folder.mkdir(parents=True)
            else:
                files.remove_leftovers(self._folder)
            writing = Writing(self._opened().writer(HEAP_BYTES, THREADS))
            try:
                yield writing
            finally:
                writing.end()
        self.marker()

    def find(self, node: Node, limit: int, sort: Sort = "best") -> Found:
        """Return the best rows for a query and counts over all that match.

        For newest and oldest the scores are the last days as numbers, negative for oldest.
        """
        with self.told():
            if sort == "best":
                return self._found(
                    question(node), ranking(node) if is_ranked(node) else None, limit
                )
            return self._dated(question(node), limit, newest=sort == "newest")

    def near(self, weights: Mapping[str, float], limit: int) -> Found:
        """Return the rows that have the most telling stems, and how many have any of them."""
        with self.told():
            asked = nearness(weights)
            return self._found(asked, asked, limit)

    def rarity(self, stems: Iterable[str]) -> dict[str, float]:
        """Return how rare each stem is among the papers: BM25's inverse document frequency."""
        searcher = self.current()
        number = searcher.num_docs
        rare = {}
        for stem in stems:
            have = searcher.doc_freq(f"{EVERY}_stem", stem)
            rare[stem] = math.log(1 + (number - min(have, number) + 0.5) / (have + 0.5))
        return rare

    def rows(self, node: Node) -> list[int]:
        """Return the rows of all papers that match, in their order."""
        from tantivy import Order

        with self.told():
            searcher = self.current()
            hits = searcher.search(
                question(node),
                max(1, searcher.num_docs),
                count=False,
                order_by_field="row",
                order=Order.Asc,
            ).hits
            return [row for row, _ in hits]

    def papers(self) -> int:
        """Return how many papers the last commit holds."""
        return int(self.current().num_docs) - 1  # the marker is a document too

    def counts(self, node: Node, field: str) -> dict[str | int, int]:
        """Return how many matching papers have each value of a fast field."""
        with self.told():
            return _buckets(self.current(), question(node), field)

    def definitions(self, field: str, term: str) -> dict[str, int]:
        """Return how many papers give each definition, among those that define a form.

        `field` is 'short' or 'long', the term a short form in lower case or a long one in stems.
        """
        from tantivy import Query

        searcher = self.current()
        if not searcher.doc_freq(field, term):
            return {}
        asked = Query.term_query(schema(), field, term, index_option="basic")
        with self.told():
            return _buckets(searcher, asked, "definition")

    def may_name_published(self, paper_id: str) -> bool:
        """False when no paper names another, by this id, as its published version."""
        return self.current().doc_freq("published", paper_id) > 0

    def current(self) -> tantivy.Searcher:
        """Return the searcher of the last commit that was read."""
        if self._searcher is None:
            raise LibraryError(f"{self._folder}: there is no search index; open the library again.")
        return self._searcher

    def count(self, node: Node) -> int:
        """Return how many papers match."""
        with self.told():
            return self._number(question(node))

    def count_without(self, node: Node, field: str) -> int:
        """Return how many matching papers have no value of a fast field."""
        import tantivy

        with self.told():
            stated = tantivy.Query.exists_query(field)
            return self._number(question(node).and_must_not_match(stated))

    def rows_spelt_like(self, word: str, distance: int, limit: int) -> list[int]:
        """Return the rows of papers with a word this few letters away in title or abstract."""
        with self.told():
            hits = self.current().search(spelt_like(word, distance), limit, count=False).hits
            values = self.current().fast_field_values("row", [address for _, address in hits])
            return sorted(int(row or 0) for row in values)

    def _number(self, asked: tantivy.Query) -> int:
        counted = {"papers": {"value_count": {"field": "row"}}}
        return int(self.current().aggregate(asked, counted)["papers"]["value"])

    def _dated(self, asked: tantivy.Query, limit: int, *, newest: bool) -> Found:
        total, years = self._years(asked)
        rows = self._by_date(asked, min(limit, total), newest=newest)
        return Found(total, tuple(rows), years)

    def _by_date(
        self, asked: tantivy.Query, limit: int, *, newest: bool
    ) -> list[tuple[int, float]]:
        """Return the rows of the newest or oldest papers, those without a date behind all others.

        Which of two papers of one day tantivy names first depends on segments, so those of the
        last day are the first by their ids.
        """
        from tantivy import Order

        if limit < 1:
            return []
        order = Order.Desc if newest else Order.Asc
        hits = (
            self.current()
            .search(asked, limit, count=False, order_by_field="last_day", order=order)
            .hits
        )
        last = hits[-1][0] if hits else 0
        found = [(day, address) for day, address in hits if day != last]
        tied = self._by_id(on_day(asked, int(last or 0)), limit - len(found)) if hits else []
        found += [(last, address) for address in tied]
        sign = 1 if newest else -1
        rows = self.current().fast_field_values("row", [address for _, address in found])
        days = [float(day) * sign if day else -LAST_DAY for day, _ in found]
        return [(int(row or 0), day) for row, day in zip(rows, days, strict=True)]

    def _found(self, asked: tantivy.Query, ranked: tantivy.Query | None, limit: int) -> Found:
        """Count what matches, and return the best of what is ranked, or the first by their ids."""
        total, years = self._years(asked)
        rows = self._best(asked, ranked, min(limit, total))
        return Found(total, tuple(rows), years)

    def _years(self, asked: tantivy.Query) -> tuple[int, dict[int, int]]:
        """Return how many papers match, and how many of each year, in the order of the years."""
        years = _buckets(self.current(), asked, "year", missing=NO_YEAR)
        total = sum(years.values())
        years.pop(NO_YEAR, None)
        return total, {int(year): years[year] for year in sorted(years)}

    def _best(
        self, asked: tantivy.Query, ranked: tantivy.Query | None, limit: int
    ) -> list[tuple[int, float]]:
        if limit < 1:
            return []
        if ranked is not None:
            scores, addresses = self._with_ties(ranked, limit)
        else:
            addresses = self._by_id(asked, limit)
            scores = [0.0] * len(addresses)
        rows = self.current().fast_field_values("row", addresses)
        return [(int(row or 0), score) for row, score in zip(rows, scores, strict=True)]

    def _with_ties(
        self, asked: tantivy.Query, limit: int
    ) -> tuple[list[float], list[tantivy.DocAddress]]:
        """Return the best hits, and those beyond the limit that tie with the last one.

        Which of two equal hits tantivy names first depends on segments, so the caller chooses;
        where very many tie, those are given that are the first by their ids.
        """
        wide = limit + 1
        while True:
            hits = self.current().search(asked, wide, count=False).hits
            least = hits[limit - 1][0] if len(hits) >= limit else 0.0
            if len(hits) < wide or hits[-1][0] < least:
                kept = [(float(score), address) for score, address in hits if score >= least]
                if len(kept) > MOST_TIES:
                    kept = self._fewer(kept, limit)
                return [score for score, _ in kept], [address for _, address in kept]
            wide = max(wide * _WIDEN, MOST_TIES)

    def _fewer(
        self, hits: list[tuple[float, tantivy.DocAddress]], limit: int
    ) -> list[tuple[float, tantivy.DocAddress]]:
        """Return the best hits; of those that tie with the last, the first by their ids."""
        from tantivy import Query

        least = hits[-1][0]
        over = [hit for hit in hits if hit[0] > least]
        tied = [address for score, address in hits if score == least]
        rows = [int(row or 0) for row in self.current().fast_field_values("row", tied)]
        chosen = self._by_id(Query.term_set_query(schema(), "row", rows), limit - len(over))
        return [*over, *((least, address) for address in chosen)]

    def _by_id(self, asked: tantivy.Query, limit: int) -> list[tantivy.DocAddress]:
        from tantivy import Order

        hits = (
            self.current()
            .search(asked, limit, count=False, order_by_field="id", order=Order.Asc)
            .hits
        )
        return [address for _, address in hits]

    def _state(self) -> tuple[int, int, int] | None:
        try:
            state = (self._folder / "meta.json").stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_size, state.st_ino

    def _open(self) -> None:
        """Open the index and read its marker; an index that cannot be read has none."""
        from tantivy import Query

        try:
            searcher = self._opened().searcher()
            hits = searcher.search(
                Query.term_query(schema(), "kind", MARKER, index_option="basic"), 1
            ).hits
            stated = json.loads(searcher.doc(hits[0][1])["marker"][0])
            version, marker = stated.pop("version"), Marker(**stated)
        except (ValueError, OSError, LookupError, TypeError):
            return
        if version == VERSION:
            self._searcher, self._marker = searcher, marker

    def _opened(self) -> tantivy.Index:
        import tantivy

        if self._index is None:
            self._index = tantivy.Index(schema(), path=str(self._folder))
            self._index.register_tokenizer("words", analyzer(stems=False))
            self._index.register_tokenizer("stems", at_blanks())
            self._index.config_reader("manual", 0)
            self._index.reload()
        return self._index

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn the errors of tantivy and of the file system into sentences."""
        try:
            yield
        except (OSError, ValueError) as error:
            self.close()
            raise LibraryError(f"{self._folder}: {files.sentence(error, self._folder)}") from error


class Writing:
    """A writer of the index; nothing can be found before `commit`."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def put(self, entries: Iterable[Entry], last_row: int) -> None:
        """Add papers, those up to `last_row` in place of what the index has of them."""
        for entry in entries:
            if entry.row <= last_row:
                self._writer.delete_documents_by_term("row", entry.row)
            self._writer.add_document(document(entry))

    def remove(self, rows: Iterable[int]) -> None:
        """Take papers out."""
        for row in rows:
            self._writer.delete_documents_by_term("row", row)

    def commit(self, marker: Marker) -> None:
        """Make everything written findable, with the marker in the same commit."""
        import tantivy

        self._writer.delete_documents_by_term("kind", MARKER)
        made = tantivy.Document()
        made.add_text("kind", MARKER)
        made.add_text("marker", json.dumps({"version": VERSION, **asdict(marker)}))
        self._writer.add_document(made)
        self._writer.commit()

    def end(self) -> None:
        """Wait until the files are in order and let go of them."""
        self._writer.wait_merging_threads()


def _buckets(
    searcher: tantivy.Searcher, asked: tantivy.Query, field: str, **options: int
) -> dict[Any, int]:
    """Return how many of the matching papers have each value of a fast field."""
    terms = {"field": field, "size": _MOST_VALUES, "segment_size": _MOST_VALUES, **options}
    found = searcher.aggregate(asked, {"values": {"terms": terms}})
    return {bucket["key"]: bucket["doc_count"] for bucket in found["values"]["buckets"]}
