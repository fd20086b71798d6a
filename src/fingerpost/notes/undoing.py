"""A sync of notes that can be undone: run with what it writes kept, and taken back again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from fingerpost.errors import ChangedError, HomeError, UsageError
from fingerpost.home import Area, Home
from fingerpost.home.files import hash_of, put_back
from fingerpost.home.journal import Entry
from fingerpost.library import Library
from fingerpost.notes.base_file import BASE_TAKEN_AWAY, NAME, TEXT, keep_base
from fingerpost.notes.index import FOLDERS
from fingerpost.notes.kept_syncs import Wrote, read_record, record_of, recording
from fingerpost.notes.sync import Sync, SyncResult
from fingerpost.records import Problem
from fingerpost.text import plural

UNDONE: Final = "notes sync undone"
CHANGED: Final = "it was changed since"
GONE: Final = "it is not there any more"
_NAMED: Final = 20
"""So many notes are named in the journal."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of the files that a sync had written."""

    put_back: tuple[str, ...]
    """Notes that are again what they were before it, byte for byte."""
    taken_away: tuple[str, ...]
    """Files that it had made and that are gone."""
    left: tuple[tuple[str, str], ...]
    """Notes that are no longer what it had left, and why: they stay as they are."""
    problems: tuple[Problem, ...]
    """Notes that could not be written; undoing it once more tries them again."""

    def sentence(self) -> str:
        """Return what was undone, in words."""
        back = len(self.put_back)
        parts = [f"{plural(back, 'note')} {'is' if back == 1 else 'are'} again as before the sync."]
        parts += [f"{file} was taken away." for file in self.taken_away]
        if self.left:
            was = "was" if len(self.left) == 1 else "were"
            parts.append(f"{plural(len(self.left), 'note')} changed since {was} left alone.")
        if self.problems:
            parts.append(f"{plural(len(self.problems), 'note')} could not be written.")
        return " ".join(parts)


def sync_and_keep(
    home: Home,
    library: Library,
    today: date,
    sync_id: str,
    *,
    dry_run: bool = False,
    area: Area | None = None,
) -> SyncResult:
    """Bring notes up to date as `Sync` does, with the tables of Obsidian, so that it can be undone.

    `sync_id` names the sync for `undo_sync`, in letters and digits.
    """
    sync = Sync(home, library, today)
    if dry_run:
        return sync.run(dry_run=True, area=area)
    with recording(home.library_folder, sync_id) as record:
        done = sync.run(area=area, record=record.take)
        if done.notes and keep_base(home):
            with suppress(HomeError):  # then they stay, and can be deleted
                record.take(NAME, None, TEXT.encode("utf-8"))
    return done


def undo_sync(home: Home, sync_id: str) -> Undone:
    """Put every note that a sync wrote back to the bytes before, and take away what it made.

    Only where a note is still exactly what the sync left. Cut off, it can be done again. UsageError
    where the sync is not known, or was undone already.
    """
    path = record_of(home.library_folder, sync_id)
    if path is None:
        raise UsageError(
            "This cannot be undone: it wrote nothing, was undone already, or is too long ago."
        )
    wrote: dict[str, list[Wrote]] = {}
    for each in read_record(path):
        wrote.setdefault(each.file, []).append(each)
    done = _undone(home, wrote)
    _tell(home, sync_id, done)
    if not done.problems:
        path.unlink(missing_ok=True)
    return done


def undone_on(entries: Iterable[Entry], sync_id: str) -> str:
    """Return the day on which a sync was undone; empty where it was not."""
    return next(
        (e.day for e in entries if e.verb == UNDONE and e.details.get("sync") == sync_id), ""
    )


def _undone(home: Home, wrote: dict[str, list[Wrote]]) -> Undone:
    back, away, problems = [], [], []
    left: list[tuple[str, str]] = []
    for file, steps in sorted(wrote.items()):
        try:
            why = _undo(home, file, steps)
        except ChangedError:
            why = CHANGED
        except HomeError as error:
            reason = str(error).removeprefix(str(home.folder / file)).lstrip(" :,")
            problems.append(Problem(file, reason))
            continue
        if why:
            left.append((file, why))
        elif steps[0].packed is None:
            away.append(file)
        else:
            back.append(file)
    return Undone(tuple(back), tuple(away), tuple(left), tuple(problems))


def _undo(home: Home, file: str, steps: Sequence[Wrote]) -> str:
    """Undo what a sync did to a file, its last step first; return why it is left, if it is."""
    path = home.folder / file
    if not _is_ours(home, file):
        return "it does not lie in the home's notes"
    now = _hash_now(path)
    if not now:
        return "" if steps[0].packed is None else GONE
    wanted, reached = _before(steps, now)
    if not reached:
        before = [each.before for each in steps]
        return "" if now in {hash_of(each) for each in before if each is not None} else CHANGED
    if wanted is None and file == NAME:
        home.journal.append(BASE_TAKEN_AWAY, NAME)
    put_back(path, wanted, now)
    return ""


def _before(steps: Iterable[Wrote], now: str) -> tuple[bytes | None, bool]:
    """Return the bytes to which the steps lead back from a hash, and whether any does."""
    wanted: bytes | None = None
    reached = False
    for each in reversed([*steps]):
        if each.after == now:
            wanted, reached = each.before, True
            now = hash_of(wanted) if wanted is not None else ""
    return wanted, reached


def _is_ours(home: Home, file: str) -> bool:
    path = Path(file)
    is_note = path.parts[:1] in [(name,) for name in FOLDERS] or file == NAME
    return is_note and (home.folder / path).parent.resolve().is_relative_to(home.folder.resolve())


def _hash_now(path: Path) -> str:
    """Return the hash of a file; empty where there is none."""
    try:
        return hash_of(path.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise HomeError(f"{path} cannot be read: {error.strerror}.") from None


def _tell(home: Home, sync_id: str, done: Undone) -> None:
    """Write into the journal what was undone, once."""
    count = len(done.put_back) + len(done.taken_away)
    for entry in home.journal.read()[0]:
        if entry.verb == UNDONE and entry.details.get("sync") == sync_id:
            told = entry.details.get("undone")
            count -= told if isinstance(told, int) else 0
    if count > 0:
        home.journal.append(
            UNDONE, plural(count, "note"), sync=sync_id, undone=count,
            files=[*done.put_back, *done.taken_away][:_NAMED],
            left=[file for file, _ in done.left][:_NAMED],
        )  # fmt: skip
