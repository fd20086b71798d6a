"""A value that a language model proposes, and one that was refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fingerpost.records import Correction, Span

CONFIDENCE = 0.3
"""Below everything that the rules find: the words are there, but nobody has checked the reading."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a field that the paper was not found to state; it counts for nothing by itself.

    `value` is written as a correction is: 'retrospective', '1204 patients', 'auroc 0.91'.
    """

    paper_id: str
    field: str
    value: str
    span: Span
    model: str
    confidence: float = CONFIDENCE

    @property
    def source(self) -> str:
        """Who says so."""
        return f"proposed by {self.model}"


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that was not taken, with the reason."""

    paper_id: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of one answer."""

    proposals: tuple[Proposal, ...] = ()
    refused: tuple[Refused, ...] = ()
    problem: str = ""
    """Why the answer could not be read at all, as a sentence; else empty."""


def as_corrections(proposals: Iterable[Proposal], date: str) -> list[Correction]:
    """Return the corrections by which a reader accepts proposals on one paper, one a field.

    `date` is ISO 8601. Several values of a field have ';' between them, as corrections have.
    """
    by_field: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        by_field.setdefault(proposal.field, []).append(proposal)
    return [
        Correction(
            field=field,
            value="; ".join(one.value for one in those),
            date=date,
            why=f"{those[0].source}, accepted by the reader",
            quote=those[0].span.quote,
        )
        for field, those in by_field.items()
    ]
