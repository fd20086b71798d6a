"""What an entry of BibTeX takes over from others: crossref, xdata."""

from __future__ import annotations

from collections.abc import Mapping

_NEVER = {
    "abstract", "addendum", "crossref", "doi", "eprint", "entryset", "file", "ids", "keywords",
    "label", "note", "pages", "pmid", "pmcid", "shorttitle", "sorttitle", "url", "xdata", "xref",
}  # fmt: skip
_PARTS = {
    "inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings",
    "conference", "inreference",
}  # fmt: skip
_DEEPEST = 5

Fields = Mapping[str, str]


def with_parents(
    kind: str, key: str, fields: Fields, by_key: Mapping[str, Fields]
) -> dict[str, str]:
    """Return the fields of an entry with those that it takes over from entries by their keys.

    An entry takes from its crossref what it lacks: a part of a book its title as `booktitle`, an
    article the periodical's as `journaltitle`; from xdata everything that it lacks. What belongs
    to the parent alone (DOI, abstract, pages …) stays with it.
    """
    return _resolved(kind, fields, by_key, (key,))


def _resolved(
    kind: str, stated: Fields, by_key: Mapping[str, Fields], seen: tuple[str, ...]
) -> dict[str, str]:
    fields = {name: value for name, value in stated.items() if value}
    for name in ("xdata", "crossref"):
        for parent in (one.strip().lower() for one in stated.get(name, "").split(",")):
            if parent in seen or parent not in by_key or len(seen) > _DEEPEST:
                continue
            inherited = _resolved("", by_key[parent], by_key, (*seen, parent))
            if name == "crossref":
                inherited = _taken_over(kind, "title" in fields, inherited)
            fields = {**inherited, **fields}
    return fields


def _taken_over(kind: str, titled: bool, parent: Fields) -> dict[str, str]:
    taken = {name: value for name, value in parent.items() if name not in _NEVER}
    place = "book" if kind in _PARTS else "journal" if kind == "article" else ""
    if place or titled:
        for name in ("title", "subtitle", "titleaddon"):
            stated = taken.pop(name, "")
            if place and stated:
                taken[f"{place}{name}"] = stated
    if kind in _PARTS:
        # Who edited the book has not written the chapter.
        taken.pop("editor", "")
    return taken
