"""One paper understood: what its title and abstract say, each value with its quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.reading.full_text import FullTextAppraisal
    from fingerpost.reading.model import Appraisal
    from fingerpost.reading.outlining import ToldSentence
    from fingerpost.records import Paper
    from fingerpost.sources.full_text import FullText

__all__ = ["appraise", "appraise_full_text", "appraise_many", "as_gold", "as_row", "outline"]


def appraise(paper: Paper) -> Appraisal:
    """Return what a paper's title and abstract say, each value with its verbatim quote."""
    from fingerpost.reading.appraisal import appraise as read

    return read(paper)


def appraise_many(papers: Iterable[Paper]) -> Iterator[Appraisal]:
    """Yield the appraisal of each paper in order, as `appraise` gives it, in less time."""
    from fingerpost.reading.appraisal import appraise_many as read

    return read(papers)


def appraise_full_text(full: FullText) -> FullTextAppraisal:
    """Return what a whole paper says, each value with its quote and where that stands."""
    from fingerpost.reading.full_text import appraise_full_text as read

    return read(full)


def as_gold(appraisal: Appraisal) -> dict[str, Any]:
    """Return an appraisal in the form in which it is scored against annotated abstracts."""
    from fingerpost.reading.export import as_gold as export

    return export(appraisal)


def as_row(appraisal: Appraisal) -> dict[str, str | int | float]:
    """Return an appraisal as one flat row of a table; what is not stated is empty."""
    from fingerpost.reading.export import as_row as export

    return export(appraisal)


def outline(paper: Paper) -> tuple[ToldSentence, ...]:
    """Return the sentences of title and abstract with their roles, and how sure these are."""
    from fingerpost.reading.outlining import outline as read

    return read(paper)
