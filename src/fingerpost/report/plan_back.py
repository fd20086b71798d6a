"""The plan as it was before it was last made, kept beside the library, to be brought back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from fingerpost.errors import UsageError
from fingerpost.home import Home, write_output
from fingerpost.home.files import read_text, write_text
from fingerpost.home.journal import Entry
from fingerpost.plan import plan_ics, plan_in, plan_svg
from fingerpost.plan.words import BROUGHT_BACK
from fingerpost.report.plan_files import DATA, MARKDOWN

BEFORE: Final = "plan.before.json"


def plan_as_it_is(home: Home) -> dict[str, str]:
    """Return the texts of the plan's files; nothing for a home without a plan."""
    paths = {name: home.folder / name for name in (MARKDOWN, DATA)}
    if not all(path.exists() for path in paths.values()):
        return {}
    return {name: read_text(path).text for name, path in paths.items()}


def keep_before(home: Home, before: dict[str, str]) -> None:
    """Keep the plan before the one that was just written."""
    if before:
        kept = {"before": before, "after": _hashes(plan_as_it_is(home))}
        write_output(_file(home), json.dumps(kept, ensure_ascii=False, sort_keys=True))


def can_come_back(home: Home) -> bool:
    """Tell whether the plan before is kept, and the plan is still as it was written then."""
    return bool(_kept(home))


def bring_back(home: Home) -> Entry:
    """Put the plan before in place of the one that stands; UsageError where that changed since."""
    before = _kept(home)
    if not before:
        raise UsageError("The plan was changed since it was made, so it was left as it is.")
    for name, text in before.items():
        path = home.folder / name
        write_text(path, text, read_text(path))
    plan = plan_in(before[DATA])
    if plan and plan.made:
        write_output(home.folder / "plan.ics", plan_ics(plan, plan.made))
        write_output(home.folder / "plan.svg", plan_svg(plan))
    _file(home).unlink(missing_ok=True)
    return home.journal.append(BROUGHT_BACK, MARKDOWN)


def _kept(home: Home) -> dict[str, str]:
    """Return the plan before, if the plan is still the one that was written after it."""
    try:
        kept = json.loads(_file(home).read_text(encoding="utf-8"))
        is_same = kept["after"] == _hashes(plan_as_it_is(home))
        return {name: str(kept["before"][name]) for name in (MARKDOWN, DATA)} if is_same else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _hashes(texts: dict[str, str]) -> dict[str, str]:
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}


def _file(home: Home) -> Path:
    return home.library_folder / BEFORE
