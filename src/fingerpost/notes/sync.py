"""Every note brought up to date: managed blocks renewed, conflicts told, all else left alone."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Final

from msgspec.structs import replace

from fingerpost.errors import ChangedError, HomeError
from fingerpost.home import Area, Home
from fingerpost.home.appraisal_words import ANSWERED, CORRECTED, TAKEN_BACK, words_on_appraisals
from fingerpost.home.files import ReadFile, read_text, write_text
from fingerpost.home.journal import Entry
from fingerpost.home.note_blocks import renewed
from fingerpost.library import Library
from fingerpost.notes.appraisals import Appraiser
from fingerpost.notes.gathering import Gathering, link_to
from fingerpost.notes.index import NoteIndex, Seen, read_index, save_index
from fingerpost.notes.kept_appraisals import rules_version
from fingerpost.notes.keys import GIVEN, CitationKeys
from fingerpost.notes.paper_note import TOPICS, paper_blocks, topics_block
from fingerpost.notes.topic_note import topic_blocks
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper, Problem
from fingerpost.text import digest, plural

_FORM: Final = "1"
"""Of what stands in blocks; another one when that is worded anew."""
_TELLING: Final = frozenset((GIVEN, CORRECTED, ANSWERED, TAKEN_BACK))
_NOTICED: Final = 20

Record = Callable[[str, bytes, bytes], None]
"""Takes a note's place and its bytes before and after, before they are written."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A block that was not renewed, since that could have cost words of the user's."""

    file: str
    block: str
    why: str


@dataclass(frozen=True)
class SyncResult:
    """What a sync did, or with a dry run would do."""

    notes: int
    renewed: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    not_in_library: tuple[str, ...]
    """Notes whose paper the library does not have; they are left as they are."""
    index: NoteIndex
    diff: str = ""
    """What would change, as a unified diff; only for a dry run."""


@dataclass
class Sync:
    """One run over the notes of a home; `contents_of` is what it would write into one."""

    home: Home
    library: Library
    today: date
    index: NoteIndex = field(init=False)
    entries: Sequence[Entry] = field(init=False)
    gathering: Gathering = field(init=False)

    def __post_init__(self) -> None:
        self.index = read_index(self.home)
        self.entries = self.home.journal.read()[0]
        self.gathering = Gathering(self.home, self.library, self.index, self.entries, self.today)
        self._keys = CitationKeys(self.home.journal)
        self._appraiser = Appraiser(words_on_appraisals(self.entries))
        self._appraisals: dict[str, Appraisal] = {}
        self._papers = {t.file: self.gathering.papers_of(t) for t in self.index.topics}
        self._topics_of: dict[str, list[Seen]] = {}
        for topic in self.index.topics:
            for paper in self._papers[topic.file]:
                self._topics_of.setdefault(paper.id, []).append(topic)
        self._notes_of: dict[str, Seen] = {}
        said = (entry.id for entry in self.entries if entry.verb in _TELLING)
        rules = (_FORM, version("fingerpost"), rules_version())
        self._made_of = digest(*rules, self.library.stamp(), *said)

    def run(
        self, *, dry_run: bool = False, area: Area | None = None, record: Record | None = None
    ) -> SyncResult:
        """Renew the blocks of all notes, or of those on an area's papers and the area's topics.

        `record` is told of each note before it is written.
        """
        stale, papers, missing = self._stale()
        if area is not None:
            wanted = {p.id for p in self.library.match(area.query, self.today)} - area.excluded
            stale = [
                note for note in stale
                if (papers[note.file].id in wanted if note.file in papers
                    else note.facts.area == area.name)
            ]  # fmt: skip
        problems = [*self.index.problems, *self.gathering.problems]
        written, diffs = [], []
        for note, contents in self._contents(stale, papers):
            try:
                diff = self._renew(note, contents, papers.get(note.file), record, dry_run=dry_run)
            except HomeError as error:
                problems.append(Problem(note.file, _reason(error, self.home, note)))
                continue
            if diff is not None:
                written.append(note.file)
                diffs.append(diff)
        if not dry_run:
            self._keep_word()
            save_index(self.home, self.index)
        conflicts = [
            Conflict(note.file, block, why)
            for note in self.index.notes.values() for block, why in note.conflicts
        ]  # fmt: skip
        return SyncResult(len(self.index.notes), tuple(written), tuple(conflicts),
                          tuple(problems), tuple(missing), self.index, "".join(diffs))  # fmt: skip

    def contents_of(self, note: Seen) -> dict[str, str]:
        """Return what the managed blocks of a note hold today; nothing without its paper."""
        self._stale()
        paper = None if note.is_topic else self.library.get(note.facts.id)
        papers = {} if paper is None else {note.file: paper}
        known = [note] if note.is_topic or papers else []
        return next((contents for _, contents in self._contents(known, papers)), {})

    def _stale(self) -> tuple[list[Seen], dict[str, Paper], list[str]]:
        """Return the notes whose blocks may be old, their papers, and notes without a paper."""
        stale, papers, missing = [], dict[str, Paper](), []
        for note in self.index.papers:
            if note.paper and note.stamp == self._stamp_of(note.paper):
                self._notes_of.setdefault(note.paper, note)
                continue
            paper = self.gathering.get(note.facts.id)
            if paper is None:
                missing.append(note.file)
                continue
            papers[note.file] = paper
            self._notes_of.setdefault(paper.id, note)
            stale.append(note)
        return [*stale, *self.index.topics], papers, missing

    def _stamp_of(self, paper_id: str) -> str:
        """Return what stands for all that the blocks on a paper are made of."""
        return digest(self._made_of, *(each.file for each in self._topics_of.get(paper_id, ())))

    def _contents(
        self, notes: Sequence[Seen], papers: Mapping[str, Paper]
    ) -> Iterator[tuple[Seen, dict[str, str]]]:
        on_papers = [note for note in notes if note.file in papers]
        listed = [papers[note.file] for note in on_papers]
        for note, paper, appraisal in zip(on_papers, listed, self._appraised(listed), strict=True):
            links = [link_to(topic, self.index) for topic in self._topics_of.get(paper.id, ())]
            blocks = paper_blocks(paper, appraisal, self._keys.of(paper))
            yield note, {**blocks, TOPICS: topics_block(links)}
        for note in notes:
            if note.is_topic:
                gathered = self._papers[note.file]
                yield note, topic_blocks(gathered, self._appraised(gathered), self._link)

    def _appraised(self, papers: Sequence[Paper]) -> list[Appraisal]:
        new = [paper for paper in papers if paper.id not in self._appraisals]
        for paper, found in zip(new, self._appraiser.all_of(self.library, new), strict=True):
            self._appraisals[paper.id] = found
        return [self._appraisals[paper.id] for paper in papers]

    def _link(self, paper: Paper, shown: str) -> str:
        note = self._notes_of.get(paper.id)
        return link_to(note, self.index, shown) if note else f"{shown} ({paper.id})"

    def _renew(
        self,
        note: Seen,
        contents: dict[str, str],
        paper: Paper | None,
        record: Record | None,
        *,
        dry_run: bool,
    ) -> str | None:
        """Renew a note; return the difference (empty unless it is a dry run), or None for none."""
        path = self.home.folder / note.file
        read = read_text(path)
        if read.hash != note.hash:
            raise ChangedError(path)
        done = renewed(read.text, contents)
        changed = done.text != read.text
        seen = replace(note, conflicts=tuple(sorted(done.conflicts.items())))
        if paper is not None:
            seen = replace(seen, paper=paper.id, stamp=self._stamp_of(paper.id))
        if changed and not dry_run:
            if record is not None:
                record(note.file, read.bytes_with(read.text), read.bytes_with(done.text))
            now, status = write_text(path, done.text, read), path.stat()
            seen = replace(seen, size=status.st_size, modified_ns=status.st_mtime_ns, hash=now.hash)
        self.index.notes[note.file] = seen
        return (_diff(note.file, read, done.text) if dry_run else "") if changed else None

    def _keep_word(self) -> None:
        """Write into the journal what was noticed of edits by hand."""
        index = self.index
        for before, now in index.renamed:
            self.home.journal.append("note renamed", now, was=before)
        for file in index.deleted:
            self.home.journal.append("note deleted", file)
        if index.edited:
            files = list(index.edited[:_NOTICED])
            self.home.journal.append("notes edited", plural(len(index.edited), "note"), files=files)


def _diff(file: str, read: ReadFile, after: str) -> str:
    lines = difflib.unified_diff(
        read.text.splitlines(), after.splitlines(), f"{file} (now)", f"{file} (then)", "", "",
        1, "",
    )  # fmt: skip
    return "".join(f"{line}\n" for line in lines)


def _reason(error: HomeError, home: Home, note: Seen) -> str:
    return str(error).removeprefix(str(home.folder / note.file)).lstrip(" :,")
