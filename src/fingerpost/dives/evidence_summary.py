"""What the studies of an area report, by task and kind of data: medians, shares and ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Final

from fingerpost.dives.gaps import STUDIES
from fingerpost.dives.plain import plain_words
from fingerpost.reading.model import NOT_STATED, Appraisal

FEWEST_IN_ROW: Final = 5
FEWEST_SIZES: Final = 5
MOST_ROWS: Final = 14
ALL: Final = "all"
CHANCE: Final = 0.5
PEOPLE: Final = frozenset(
    {
        "", "patients", "subjects", "participants", "individuals", "people", "persons",
        "volunteers", "adults", "children", "women", "men", "infants", "newborns", "neonates",
        "users", "speakers", "respondents", "residents", "inpatients", "outpatients",
    }
)  # fmt: skip
"""Units of a sample that are people; a correction may give none."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One task with one kind of data; every figure with how many papers state it."""

    task: str
    data: str
    studies: int
    """Papers that develop, validate or try a model: what the shares are of."""
    people_stated: int
    people_median: int | None
    """None where fewer than five state a number of people."""
    external: int
    prospective: int
    auroc_stated: int
    auroc_low: float | None
    auroc_high: float | None

    def silent(self, stated: int) -> float:
        """Return the share of the studies that do not state something, from 0 to 1."""
        return 1 - stated / self.studies


def evidence_by_task(appraisals: Sequence[Appraisal]) -> tuple[EvidenceRow, ...]:
    """Return a row for all studies, then for each task with each kind of data, most studies first.

    A study with two kinds of data stands in two rows; rows of fewer than five studies are left out.
    The range of the AUROC is of the highest value that each paper states.
    """
    studies = [each for each in appraisals if each.kind.value in STUDIES]
    if len(studies) < FEWEST_IN_ROW:
        return ()
    groups: dict[tuple[str, str], list[Appraisal]] = {}
    for each in studies:
        for data in sorted({finding.value for finding in each.modalities} - {NOT_STATED}):
            if each.task.value != NOT_STATED:
                groups.setdefault((each.task.value, data), []).append(each)
    kept = [item for item in groups.items() if len(item[1]) >= FEWEST_IN_ROW]
    kept.sort(key=lambda item: (-len(item[1]), item[0]))
    rows = (_row(plain_words(task), plain_words(data), group)
            for (task, data), group in kept[:MOST_ROWS])  # fmt: skip
    return (_row(ALL, ALL, studies), *rows)


def _row(task: str, data: str, studies: Sequence[Appraisal]) -> EvidenceRow:
    people = [size for each in studies if (size := people_in(each)) is not None]
    best = [value for each in studies if (value := best_auroc(each)) is not None]
    return EvidenceRow(
        task=task,
        data=data,
        studies=len(studies),
        people_stated=len(people),
        people_median=median_low(people) if len(people) >= FEWEST_SIZES else None,
        external=sum(each.external_validation.value == "yes" for each in studies),
        prospective=sum(each.timing.value in ("prospective", "both") for each in studies),
        auroc_stated=len(best),
        auroc_low=min(best, default=None),
        auroc_high=max(best, default=None),
    )


def people_in(appraisal: Appraisal) -> int | None:
    """Return how many people a study says it had; images, scans and records are no people."""
    size = appraisal.participants
    return size.value if size.unit in PEOPLE else None


def best_auroc(appraisal: Appraisal) -> float | None:
    """Return the highest AUROC that a paper states, or None; one below 0.5 is no such value."""
    values = [metric.value for metric in appraisal.metrics if metric.name == "auroc"]
    return max((value for value in values if value >= CHANCE), default=None)
