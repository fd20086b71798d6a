"""A batch of records on its way into the store: which are new, which change a paper."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import combinations

from fingerpost.library.duplicates import Comparison, Verdict
from fingerpost.library.identity import aliases_of
from fingerpost.library.links import preprint_of, with_links
from fingerpost.library.merging import merge, told_apart
from fingerpost.library.model import PutResult
from fingerpost.library.shelf import Kept, Shelf, Stored, arriving
from fingerpost.library.sorting import clashing, sorted_anew
from fingerpost.records import Paper

LAST_ROW = """
    SELECT coalesce(max(row), 0)
    FROM (SELECT max(row) AS row FROM papers UNION ALL SELECT max(row) FROM removals)
"""

Like = tuple[str, int, int]
"""Verdict and the rows of two papers; of linked ones the preprint stands first."""


class Batch:
    """Works on copies of the papers that the records touch; `writing` keeps what has changed."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        file: str,
        change: int,
        origin: str = "",
        bringing: int = 0,
    ) -> None:
        """Take the number that this write will have, and the name of where the records are from.

        `bringing` is the number of the import that brings them; 0 for one that has none.
        """
        self._connection, self._change, self.origin = connection, change, origin
        self.bringing = bringing
        self._counts: Counter[str] = Counter()
        self._taken: list[tuple[str, int]] = []
        """Each record's fingerprint, and the row that it had before; 0 for a new one."""
        self.shelf = Shelf(connection, file)
        self.new: set[str] = set()
        """Marks of the records that were not here before."""
        self._relink: set[int] = set()
        self.alike: set[Like] = set()
        self.left: set[tuple[int, int]] = set()
        """Keys and rows that belong together no more."""
        self.unlinked: set[tuple[int, int]] = set()
        """Rows of papers that are linked no more, if `alike` does not say so again."""
        self._last_row = int(connection.execute(LAST_ROW).fetchone()[0])

    def take(self, papers: Sequence[Paper]) -> None:
        """Take records in, one after the other."""
        records = [
            arriving(paper, (self._change, place), self.origin)
            for place, paper in enumerate(papers)
        ]
        known = dict(
            self.shelf.pairs(
                "SELECT fingerprint, row FROM arrivals"
                " WHERE fingerprint IN (SELECT value FROM json_each(?))",
                (record.mark for record in records),
            )
        )
        self.shelf.prepare(record for record in records if record.mark not in known)
        for record in records:
            self._take(record, known)
        self._renew_links()

    def take_again(self, records: Iterable[Kept], partners: Iterable[int]) -> None:
        """Take records in that were here before, as they came then.

        `partners` are rows of papers that were linked with one that is no more.
        """
        rows = sorted(partners)
        self.shelf.load(rows)
        self._relink.update(row for row in rows if row in self.shelf.stored)
        waiting = sorted(records, key=lambda record: record.order)
        self.shelf.prepare(waiting)
        for record in waiting:
            self._take(record, {})
        self._renew_links()

    def known_marks(self) -> list[str]:
        """Return the marks of the records that were here before."""
        return [mark for mark, before in self._taken if before]

    def sort_again(self, rows: Iterable[int]) -> None:
        """Sort the records of papers into papers anew, as after a decision of the user's."""
        self.shelf.load(rows)
        for row in rows:
            if stored := self.shelf.stored.get(row):
                self._sort(stored.records[0], [stored])
        for row in rows:
            if stored := self.shelf.stored.get(row):
                self._unlink(stored)
                self._look_around(stored)
        self._renew_links()

    def result(self) -> PutResult:
        """Return what became of the records."""
        by_alias = self.shelf.by_alias
        rows = [
            self.shelf.now(next(iter(by_alias.get(f"record:{mark}", {})), before))
            for mark, before in self._taken
        ]
        shown = {row: stored.paper.id for row, stored in self.shelf.stored.items()}
        unloaded = sorted({row for row in rows if row not in shown})
        shown |= dict(
            self.shelf.pairs(
                "SELECT row, id FROM papers WHERE row IN (SELECT value FROM json_each(?))",
                unloaded,
            )
        )
        return PutResult(
            self._counts["imported"],
            self._counts["updated"],
            self._counts["unchanged"],
            tuple(shown[row] for row in rows),
        )

    def _take(self, record: Kept, known: dict[str, int]) -> None:
        self._taken.append((record.mark, known.get(record.mark, 0)))
        if record.mark in known or record.mark in self.new:
            self._counts["unchanged"] += 1
            return
        self.new.add(record.mark)
        same, like = self._weigh(record)
        if not same:
            stored = self._add(record)
        elif self._agree(record, same):
            stored = self._update(record, same)
        else:
            stored = self._sort(record, same)
        self._note(record, stored, like)

    def _weigh(self, record: Kept) -> tuple[list[Stored], list[tuple[Stored, Kept, Comparison]]]:
        """Return the papers that a record is, the surest first, and those that it resembles."""
        same: list[tuple[float, int, Stored]] = []
        like: list[tuple[Stored, Kept, Comparison]] = []
        for stored in self.shelf.near(record):
            found = [(self.shelf.relation(record, each), each) for each in stored.records]
            sure = [c.score for c, _ in found if c.verdict is Verdict.SAME]
            if sure:
                same.append((-max(sure), stored.row, stored))
                continue
            open_pairs = [(c, each) for c, each in found if c.verdict is not Verdict.DIFFERENT]
            if open_pairs:
                best = max(open_pairs, key=lambda pair: pair[0].score)
                like.append((stored, best[1], best[0]))
        return [stored for _, _, stored in sorted(same, key=lambda s: s[:2])], like

    def _agree(self, record: Kept, same: list[Stored]) -> bool:
        """True when nothing speaks against a record and the papers that it is being one."""
        if any(clashing(self.shelf, [record], stored.records) for stored in same):
            return False
        return not any(
            clashing(self.shelf, one.records, other.records) for one, other in combinations(same, 2)
        )

    def _add(self, record: Kept) -> Stored:
        self._last_row += 1
        stored = Stored(self._last_row, "", Paper(""), set(), [record], is_new=True)
        stored.has_new_records = True
        self.shelf.stored[stored.row] = stored
        self.shelf.know_record(stored, record)
        self._rebuild(stored)
        stored.key = stored.paper.id
        self._counts["imported"] += 1
        return stored

    def _update(self, record: Kept, same: list[Stored]) -> Stored:
        kept, *others = same
        before = len(kept.aliases)
        for other in others:
            self._absorb(kept, other)
        kept.records = sorted((*kept.records, record), key=lambda each: each.order)
        kept.has_new_records = True
        self.shelf.know_record(kept, record)
        changed = self._rebuild(kept) or bool(others) or len(kept.aliases) > before
        kept.is_changed |= changed
        self._counts["updated" if changed else "unchanged"] += 1
        return kept

    def _absorb(self, kept: Stored, other: Stored) -> None:
        """Give a paper everything that another one has, which is no more."""
        self._remove(other, kept.row)
        self.shelf.know(kept, other.aliases)
        for record in other.records:
            self.shelf.know_record(kept, record)
        kept.records.extend(other.records)
        for row, is_preprint in other.linked.items():
            kept.linked.setdefault(row, is_preprint)
            self._relink.add(row)

    def _remove(self, stored: Stored, heir: int) -> None:
        self.shelf.forget(stored)
        self.left.update((key, stored.row) for each in stored.records for key in each.blocks)
        self.shelf.removed[stored.row] = heir
        del self.shelf.stored[stored.row]

    def _sort(self, record: Kept, same: list[Stored]) -> Stored:
        """Sort a record and all that hangs together with it into papers anew."""
        papers, groups = sorted_anew(self.shelf, record, same)
        free = {stored.row: stored for stored in papers}
        before = {stored.row: {each.mark for each in stored.records} for stored in papers}
        placed: list[tuple[Stored, list[Kept]]] = []
        past = [(stored.records[0], _past_ids(stored)) for stored in papers]
        for stored in papers:
            self.shelf.forget(stored)
        for group in sorted(groups, key=lambda group: min(each.order for each in group)):
            marks = {each.mark for each in group}
            stays = [row for row in sorted(free) if before[row] & marks]
            placed.append((free.pop(stays[0]) if stays else self._new_row(), group))
        for stored, group in placed:
            self._fill(stored, group, before.get(stored.row, set()))
            for first, names in past:
                if first in group:
                    self.shelf.know(stored, names)
        home = next(stored for stored, group in placed if record in group)
        for row in sorted(free):
            self._remove(free[row], home.row)
        for stored, _ in placed:
            self._settle(stored)
        self._counts["updated" if home.row in before else "imported"] += 1
        return home

    def _new_row(self) -> Stored:
        self._last_row += 1
        stored = Stored(self._last_row, "", Paper(""), set(), [], is_new=True)
        self.shelf.stored[stored.row] = stored
        return stored

    def _fill(self, stored: Stored, group: list[Kept], before: set[str]) -> None:
        """Make a paper of just these records."""
        marks = {each.mark for each in group}
        if not before <= marks:
            gone = [each for each in stored.records if each.mark not in marks]
            self.left.update((key, stored.row) for each in gone for key in each.blocks)
            self._unlink(stored)
            stored.aliases = set()
            stored.is_rebuilt = True
        if marks != before:
            stored.has_new_records = True
            stored.paper = Paper("")
        stored.records = sorted(group, key=lambda each: each.order)
        self.shelf.know(stored, tuple(stored.aliases))
        for each in stored.records:
            self.shelf.know_record(stored, each)

    def _unlink(self, stored: Stored) -> None:
        self.shelf.load({self.shelf.now(row) for row in stored.linked})
        for row in stored.linked:
            if other := self.shelf.stored.get(self.shelf.now(row)):
                other.linked.pop(stored.row, None)
                self._relink |= {stored.row, other.row}
                self.unlinked |= {(stored.row, other.row), (other.row, stored.row)}
        stored.linked = {}

    def _settle(self, stored: Stored) -> None:
        """Bring a paper that was filled anew up to date, and look again what resembles it."""
        if not stored.has_new_records:
            return
        self._rebuild(stored)
        stored.key = stored.key or stored.paper.id
        self._look_around(stored)

    def _look_around(self, stored: Stored) -> None:
        for each in stored.records:
            self._note(each, stored, self._weigh(each)[1])

    def _note(
        self, record: Kept, stored: Stored, like: list[tuple[Stored, Kept, Comparison]]
    ) -> None:
        """Keep in mind that a paper resembles others, or is another's preprint."""
        for other, theirs, comparison in like:
            if other.row == stored.row or other.row not in self.shelf.stored:
                continue
            if comparison.verdict is Verdict.POSSIBLE:
                one, two = sorted((stored.row, other.row))
                self.alike.add((comparison.verdict.value, one, two))
            elif preprint_of(record.sketch, theirs.sketch):
                self._link(stored, other)
            else:
                self._link(other, stored)

    def _link(self, preprint: Stored, published: Stored) -> None:
        self.alike.add((Verdict.LINKED.value, preprint.row, published.row))
        self._relink |= {preprint.row, published.row}
        preprint.linked[published.row] = False
        published.linked[preprint.row] = True

    def _rebuild(self, stored: Stored) -> bool:
        """Make a paper from its records; True when it is another than it was."""
        merged = reduce(merge, (each.paper for each in stored.records))
        others = [row for row in self.shelf.rows_shown_by(merged.id) if row != stored.row]
        if others:
            merged = told_apart(merged, stored.records[0].mark)
        merged = with_links(merged, stored, self.shelf)
        changed = merged != stored.paper
        if merged.id != stored.paper.id:
            self._relink.update(stored.linked)
        stored.paper = merged
        stored.is_changed |= changed or stored.is_new
        if merged is stored.records[0].paper:
            self.shelf.know(stored, (merged.id,))
        else:
            self.shelf.know(stored, (*aliases_of(merged), merged.id))
        return changed

    def _renew_links(self) -> None:
        """Let linked papers name each other by the ids that they are shown by now."""
        rows = {self.shelf.now(row) for row in self._relink}
        self.shelf.load(rows)
        partners = (self.shelf.stored[row].linked for row in rows if row in self.shelf.stored)
        self.shelf.load({self.shelf.now(row) for linked in partners for row in linked})
        for row in sorted(rows):
            if stored := self.shelf.stored.get(row):
                self._rebuild(stored)


def _past_ids(stored: Stored) -> set[str]:
    """Return ids under which a paper was known that none of its records states."""
    return stored.aliases - {alias for record in stored.records for alias in record.aliases}
