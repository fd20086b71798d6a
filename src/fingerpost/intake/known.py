"""Did I find them? Papers that the user knows, held against a search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise

from fingerpost.errors import QueryError
from fingerpost.home import Area
from fingerpost.library import Library, Query, parse_query
from fingerpost.library.query.model import And, Node, Not, Or, any_of
from fingerpost.records import Paper
from fingerpost.text import find_arxiv_id, find_doi, fold

MOST_WORDS = 5
_MOST_TRIED = 30
_TITLE_HITS = 10
_PMID = re.compile(
    r"(?:pmid:?\s*|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/)?(\d{1,8})/?", re.IGNORECASE
)
_PMCID = re.compile(
    r"(?:pmcid:?\s*|(?:https?://)?pmc\.ncbi\.nlm\.nih\.gov/articles/)?(PMC\d{1,9})/?", re.IGNORECASE
)
_ARXIV_DOI = "10.48550/"
_WORD = re.compile(r"[^\W\d_][\w-]*\w")
_GRAMMAR = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on",
        "or", "the", "to", "using", "use", "via", "with", "without",
    )
)  # fmt: skip
_KINDS = ("pmid", "arxiv", "doi", "pmcid")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that would let a part of the query match, and the papers the query would then find."""

    words: str
    total: int


@dataclass(frozen=True, slots=True)
class MissingPart:
    """A part of the query that a known paper does not fit, as it is understood.

    `is_exclusion` tells that the paper was kept out by a NOT; then no words can help.
    """

    part: str
    is_exclusion: bool
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A paper as the user named it; `paper` is None where the library does not have it."""

    named: str
    paper: Paper | None
    found: bool = False
    missing: tuple[MissingPart, ...] = ()


def hold_against(library: Library, query: str, named: Iterable[str]) -> tuple[KnownPaper, ...]:
    """Return for each named paper whether the query finds it in the library, and else why not.

    A paper is named by any id ('pmid:1', a bare PMID, a DOI or its address, 'arXiv:2001.01234') or
    by its title. Words are suggested from its title, headings and keywords, those that let in the
    fewest other papers first. QueryError for a query that cannot be understood.
    """
    root = parse_query(query).root
    return tuple(_hold(library, root, name) for name in named)


def _hold(library: Library, root: Node, named: str) -> KnownPaper:
    paper = find_paper(library, named)
    if paper is None:
        return KnownPaper(named, None)
    if _fits(library, root, paper):
        return KnownPaper(named, paper, found=True)
    parts = root.parts if isinstance(root, And) else (root,)
    failing = [part for part in parts if not _fits(library, part, paper)]
    missing = tuple(_missing(library, parts, part, paper) for part in failing)
    return KnownPaper(named, paper, missing=missing)


def find_paper(library: Library, named: str) -> Paper | None:
    """Return the paper of the library that a user names by an id or its title, or None.

    For the id of a paper that the library has only as a preprint, it is the preprint.
    """
    found = papers_named(library, named) or _preprints(library, named)
    return found[0] if found else None


def ids_now(library: Library, ids: Iterable[str]) -> dict[str, str]:
    """Return each id with the one that its paper is shown by today; itself where it has no paper.

    A paper that was decided on as a preprint or by its DOI may have a PMID by now.
    """
    return {each: paper.id if (paper := library.get(each)) else each for each in ids}


def with_ids_now(library: Library, area: Area) -> Area:
    """Return the area with the papers it decides on under the ids that they are shown by today."""
    decided = {ref.paper for group in area.people.all_groups for ref in group}
    return replace(
        area,
        excluded=frozenset(ids_now(library, area.excluded).values()),
        people=area.people.renamed(ids_now(library, decided)),
    )


def papers_named(library: Library, named: str) -> list[Paper]:
    """Return the one paper that has an id or address, or all that have this whole title."""
    for each in _ids_in(named.strip()):
        if paper := library.get(each):
            return [paper]
    return _by_title(library, named)


def _ids_in(stated: str) -> Iterator[str]:
    """Give the ids that a user may have meant; a number within a DOI is never an arXiv id."""
    yield stated
    if number := _PMID.fullmatch(stated):
        yield f"pmid:{number.group(1)}"
    if number := _PMCID.fullmatch(stated):
        yield f"pmcid:{number.group(1)}"
    doi = find_doi(stated)
    if doi:
        yield f"doi:{doi}"
    if (not doi or doi.startswith(_ARXIV_DOI)) and (arxiv := find_arxiv_id(stated)):
        yield f"arxiv:{arxiv}"


def _preprints(library: Library, named: str) -> list[Paper]:
    """Return the preprints that name this paper as their published version."""
    for each in _ids_in(named.strip()):
        kind, _, value = each.partition(":")
        if kind in _KINDS and '"' not in value:
            with suppress(QueryError):
                hits = library.search(f'{kind}:"{value}"', limit=_TITLE_HITS).hits
                if hits:
                    return [hit.paper for hit in hits]
    return []


def _by_title(library: Library, title: str) -> list[Paper]:
    words = [word for word in _WORD.findall(title) if word.casefold() not in _GRAMMAR]
    if len(words) < 2:
        return []
    query = " AND ".join(f'title:"{word}"' for word in words)
    hits = library.search(query, limit=_TITLE_HITS).hits
    return [hit.paper for hit in hits if fold(hit.paper.title) == fold(title)]


def is_found(library: Library, query: str, paper: Paper) -> bool:
    """Tell whether a query finds a paper; QueryError for one that cannot be understood."""
    return _fits(library, parse_query(query).root, paper)


def _fits(library: Library, node: Node, paper: Paper) -> bool:
    """True when the node finds the paper."""
    stated = next((kind for kind in _KINDS if getattr(paper, kind)), None)
    written = Query(node).understood
    if stated is None:
        return any(found.id == paper.id for found in library.match(written))
    alone = f'({written}) AND {stated}:"{getattr(paper, stated)}"'
    return library.search(alone, limit=1).total > 0


def _missing(library: Library, parts: Sequence[Node], failing: Node, paper: Paper) -> MissingPart:
    written = Query(failing).understood
    if isinstance(failing, Not):
        return MissingPart(written, True, ())
    tried = [
        Suggestion(words, total)
        for words in _words_of(paper)
        if (total := _total_with(library, parts, failing, words)) is not None
    ]
    best = sorted(tried, key=lambda each: (each.total, -len(each.words), each.words))
    return MissingPart(written, False, tuple(best[:MOST_WORDS]))


def _total_with(library: Library, parts: Sequence[Node], failing: Node, words: str) -> int | None:
    """Return how many papers the query would find with these words as another way in.

    None when they would find nothing, or cannot be asked for: a keyword may hold any sign.
    """
    try:
        added = parse_query(words).root
    except QueryError:
        return None
    wider = any_of([*(failing.parts if isinstance(failing, Or) else [failing]), added])
    whole = [wider if part is failing else part for part in parts]
    written = " AND ".join(f"({Query(part).understood})" for part in whole)
    total = library.search(written, limit=0).total
    return total or None


def _words_of(paper: Paper) -> list[str]:
    """Return what names the paper's subject: headings, keywords, pairs and words of the title."""
    given = [f'mesh:"{heading.descriptor}"' for heading in paper.mesh]
    given += [f'keyword:"{word}"' for word in paper.keywords if _WORD.search(word)]
    given += [f'tiab:"{one} {other}"' for one, other in _pairs(paper.title)]
    given += [f"tiab:{word}" for word in _title_words(paper.title) if len(word) > 4]
    tidy = [words for words in given if words.count('"') in (0, 2)]
    return list(dict.fromkeys(tidy))[:_MOST_TRIED]


def _title_words(title: str) -> list[str]:
    words = [word.casefold() for word in _WORD.findall(title)]
    return [word for word in words if word not in _GRAMMAR]


def _pairs(title: str) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(word.casefold() for word in _WORD.findall(title)):
        if one not in _GRAMMAR and other not in _GRAMMAR:
            yield one, other
