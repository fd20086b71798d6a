"""Papers under their citation keys, in the forms that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fingerpost.errors import UsageError
from fingerpost.records import Paper

FORMS: Final = ("bibtex", "biblatex", "ris", "csl")


def written(papers: Sequence[tuple[str, Paper]], form: str) -> str:
    """Return papers, each with its citation key, as one of `FORMS`; UsageError for another."""
    from fingerpost.sources.bibtex_writing import to_bibtex
    from fingerpost.sources.csl_writing import to_csl_json
    from fingerpost.sources.ris_writing import to_ris

    if form not in FORMS:
        raise UsageError(f"A citation can be had as {', '.join(FORMS)}.")
    if form == "ris":
        return to_ris((paper, [f"Citation Key: {key}"]) for key, paper in papers)
    if form == "csl":
        return to_csl_json(papers)
    return to_bibtex(papers, biblatex=form == "biblatex")
