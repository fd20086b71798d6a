"""The one record of what a person can do: their own claims, and what was shown by doing it.

Claims stand in me.toml, which is theirs. What was shown (a finished lab, a lesson, a paper, a step
of the plan) stands in the journal, by the verbs below. Reading joins the two: the higher level
holds, with its evidence. So what is done once counts for paths, plan and learning alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fingerpost.home.journal import Entry, Journal
from fingerpost.home.profile import Profile, SkillClaim

SHOWN, TAKEN_BACK, UNSAID = "skill shown", "skill taken back", "skill unsaid"


@dataclass(frozen=True, slots=True)
class Shown:
    """A level of a skill that was shown, and by what."""

    entry: str
    """The id of the journal's entry that says so."""
    skill: str
    level: int
    evidence: str
    where: str
    """'lab first-model', 'pmid:123', 'step read:2' …"""
    time: str


def show(journal: Journal, skill: str, level: int, evidence: str, where: str) -> Entry:
    """Write down that a level was shown; ValueError for a level that there is not."""
    if not 0 <= level <= 4:
        raise ValueError(f"{level} is no level; there are 0 to 4")
    return journal.append(SHOWN, skill, evidence, level=level, where=where)


def take_back(journal: Journal, shown: Shown) -> Entry:
    """Write down that something does not count as shown; what was shown before it holds again."""
    return journal.append(TAKEN_BACK, shown.skill, undoes=shown.entry)


def unsay(journal: Journal, claim: SkillClaim) -> Entry:
    """Write down that a claim of me.toml does not stand any more, and what it said."""
    return journal.append(UNSAID, claim.skill, level=claim.level, evidence=claim.evidence)


def shown_skills(entries: Iterable[Entry]) -> tuple[Shown, ...]:
    """Return what was shown and not taken back, in its order, without unreadable lines."""
    mine = [entry for entry in entries if entry.verb in (SHOWN, TAKEN_BACK)]
    gone = {str(entry.details.get("undoes")) for entry in mine if entry.verb == TAKEN_BACK}
    found = (_shown(entry) for entry in mine if entry.verb == SHOWN and entry.id not in gone)
    return tuple(shown for shown in found if shown)


def _shown(entry: Entry) -> Shown | None:
    level = entry.details.get("level")
    if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= 4:
        return None
    where = str(entry.details.get("where") or "")
    return Shown(entry.id, entry.object, level, entry.why, where, entry.time)


def with_shown(profile: Profile, shown: Iterable[Shown], known: Iterable[str]) -> Profile:
    """Return the person with what they have shown: for each skill the higher level holds.

    At the same level what was shown stands in for a claim without evidence. Skills that are not
    `known` to the guide are left out, as the guide cannot say what they mean.
    """
    claims = dict(profile.claims)
    skills = frozenset(known)
    for each in shown:
        mine = claims.get(each.skill)
        bare = mine is not None and mine.level == each.level and not mine.evidence
        if each.skill in skills and (mine is None or each.level > mine.level or bare):
            claims[each.skill] = SkillClaim(each.skill, each.level, each.evidence, each.where)
    return replace(profile, skills=tuple(claims.values()))
