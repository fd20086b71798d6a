"""The person: who they are, what they can do and what they want, as `me.toml` says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class SkillClaim:
    """One skill as the person states it; a claim without evidence stays a claim."""

    skill: str
    """The guide's id of the skill."""
    level: int
    """0 none, 1 aware, 2 can follow, 3 can do alone, 4 can lead or teach."""
    evidence: str = ""
    """What shows it, in the person's words; empty for a bare claim."""
    where: str = ""
    """Where it was shown ('lab first-model', 'pmid:123'); empty for the person's own words."""


@dataclass(frozen=True)
class Profile:
    """The person; empty strings, None and empty tuples mean 'not said'."""

    name: str = ""
    profession: str = ""
    """'doctor', 'nurse', 'pharmacist', 'physiotherapist', 'medical student' or their own word."""
    specialty: str = ""
    grade: str = ""
    """Training grade or stage in their words: 'ST3', 'band 6', 'final year'."""
    years_clinical: float | None = None
    """Years of clinical experience, 0 or more."""
    hours_per_week: float = 4.0
    """Hours a week for this, more than 0 and at most 80."""
    city: str = ""
    country: str = ""
    question: str = ""
    """The one clinical question or problem that they care about."""
    keep_clinical: bool | None = None
    """Whether they want to stay in clinical work."""
    matters: tuple[str, ...] = ()
    """What matters most first: 'wanted', 'reachable', 'odds', 'cost', 'beside_clinical_work'."""
    wants: tuple[str, ...] = ()
    """Ids of paths that they want, the most wanted first."""
    refuses: tuple[str, ...] = ()
    """Ids of paths that they rule out."""
    registered: bool | None = None
    """Whether they are registered in a health profession."""
    exams: tuple[str, ...] = ()
    """Examinations and degrees that they have, in their words."""
    rota: str = ""
    """What their rota leaves, in their words."""
    would_move_to: tuple[str, ...] = ()
    """Countries in which they would work too."""
    approvals: tuple[str, ...] = ()
    """Ids of paths for which whoever decides has agreed in principle."""
    data: tuple[str, ...] = ()
    """Data that they may lawfully use, in their words."""
    money_needed: str = ""
    """What they need to earn, in their words."""
    not_give_up: tuple[str, ...] = ()
    """What they refuse to give up, in their words; 'pay' is compared with what sources say."""
    not_sure: tuple[str, ...] = ()
    """Keys and ids of skills to which they answered 'not sure'."""
    skills: tuple[SkillClaim, ...] = ()
    lost_weeks: tuple[date, ...] = ()
    """A day of each week in which nothing can be done (on call, holiday, exam)."""
    is_example: bool = False
    """True for the packaged example person."""

    def level(self, skill: str) -> int | None:
        """Return the level claimed for a skill, or None if the person said nothing about it."""
        claim = self.claims.get(skill)
        return claim.level if claim else None

    def evidence(self, skill: str) -> str:
        """Return the evidence given for a skill, or an empty string."""
        claim = self.claims.get(skill)
        return claim.evidence if claim else ""

    @cached_property
    def claims(self) -> Mapping[str, SkillClaim]:
        """What is claimed, by skill."""
        found: dict[str, SkillClaim] = {}
        for claim in self.skills:
            found.setdefault(claim.skill, claim)
        return found
