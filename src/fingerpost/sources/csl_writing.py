"""Papers as CSL-JSON, which citation processors and most reference managers take."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from fingerpost.records import Author, Paper


def csl_item(key: str, paper: Paper) -> dict[str, Any]:
    """Return a paper as an item of CSL-JSON (citation style language 1.0.2) with this id."""
    preprint = bool(paper.arxiv) and not paper.journal
    stated: dict[str, Any] = {
        "id": key,
        "type": "article" if preprint else "article-journal",
        "title": _line(paper.title),
        "author": [_person(author) for author in paper.authors],
        "container-title": _line(paper.journal or paper.journal_abbreviation),
        "container-title-short": _line(paper.journal_abbreviation),
        "publisher": "arXiv" if preprint else "",
        "number": f"arXiv:{paper.arxiv}" if preprint else "",
        "issued": _issued(paper),
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "DOI": paper.doi,
        "PMID": paper.pmid,
        "PMCID": paper.pmcid,
        "URL": paper.address,
        "abstract": paper.abstract,
        "keyword": ", ".join(paper.keywords),
        "language": paper.languages[0] if paper.languages else "",
        "note": f"arXiv: {paper.arxiv}" if paper.arxiv and not preprint else "",
    }
    return {name: value for name, value in stated.items() if value}


def to_csl_json(papers: Iterable[tuple[str, Paper]]) -> str:
    """Return papers, each under its citation key, as a CSL-JSON document."""
    items = [csl_item(key, paper) for key, paper in papers]
    return json.dumps(items, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _person(author: Author) -> dict[str, str]:
    if author.collective:
        return {"literal": _line(author.collective)}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: _line(part) for name, part in parts.items() if part}


def _issued(paper: Paper) -> dict[str, list[list[int]]]:
    stated = paper.date or (str(paper.year) if paper.year else "")
    parts = [int(part) for part in stated.split("-") if part.isdigit()]
    return {"date-parts": [parts]} if parts else {}


def _line(text: str) -> str:
    return " ".join(text.split())
