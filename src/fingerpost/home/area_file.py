"""Area files: front matter that says what an area is, and the user's own words below it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fingerpost.errors import HomeError
from fingerpost.home.area import MOST, Advice, Area, OwnScore, SavedSearch
from fingerpost.home.area_scores import advice_in, own_scores, written_advice, written_score


def parse_area(text: str, path: Path) -> Area:
    """Return the area that a file describes; HomeError names the file, the line and the reason."""
    lines = text.replace("\r\n", "\n").split("\n")
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if not lines or lines[0].rstrip() != "---" or closing is None:
        raise HomeError(
            f"{path}, line 1: an area file begins with front matter between two lines of ---."
        )
    data = _load("\n".join(lines[1:closing]), path)
    title = str(data.get("title") or path.stem)
    query = str(data.get("query") or "").strip()
    if not query:
        raise HomeError(f"{path}: the area has no query. Add a line such as  query: sepsis")
    return Area(
        name=path.stem,
        title=title,
        query=query,
        question=str(data.get("question") or ""),
        scores=own_scores(data.get("scores") or {}, path),
        advice=advice_in(data.get("advice") or [], path),
        searches=_searches(data.get("searches") or [], path),
        known=_texts(data, "known", "an id or a title, such as  - pmid:12345678", path),
        take_in=_texts(data, "take_in", "a criterion, such as  - adults on a ward", path),
        leave_out=_texts(data, "leave_out", "a criterion, such as  - animals only", path),
        is_example=data.get("example") is True,
        notes="\n".join(lines[closing + 1 :]).strip(),
    )


def area_text(area: Area) -> str:
    """Return the file for a new area; reading it gives the same area."""
    front: dict[str, Any] = {"title": area.title, "question": area.question, "query": area.query}
    if area.is_example:
        front["example"] = True
    if area.scores:
        front["scores"] = {own.criterion: written_score(own) for own in area.scores}
    if area.advice:
        front["advice"] = [written_advice(each) for each in area.advice]
    if area.searches:
        front["searches"] = [_written(search) for search in area.searches]
    for key in ("known", "take_in", "leave_out"):
        if texts := getattr(area, key):
            front[key] = list(texts)
    stream = io.StringIO()
    _yaml().dump(front, stream)
    notes = f"\n{area.notes}\n" if area.notes else ""
    return f"---\n{stream.getvalue()}---\n{notes}"


def with_items(text: str, key: str, items: list[Any], path: Path) -> str:
    """Return an area file with items added to one of its lists ('searches', 'known' …).

    Everything else stays as it is, the user's order, comments and words; HomeError as for reading.
    """

    def add(front: Any) -> None:
        listed = front.get(key)
        if isinstance(listed, list):
            listed.extend(items)
        else:
            front[key] = items

    return _changed(text, path, add)


def with_query(text: str, query: str, path: Path) -> str:
    """Return an area file with another query; the rest stays as it is; HomeError as for reading."""

    def put(front: Any) -> None:
        front["query"] = query

    return _changed(text, path, put)


def with_score(text: str, own: OwnScore, path: Path) -> str:
    """Return an area file with an own score set, in place of one on the same criterion."""

    def put(front: Any) -> None:
        scores = front.get("scores")
        if isinstance(scores, dict):
            scores[own.criterion] = written_score(own)
        else:
            front["scores"] = {own.criterion: written_score(own)}

    return _changed(text, path, put)


def with_advice(text: str, advice: Advice, path: Path) -> str:
    """Return an area file with one more piece of advice; HomeError as for reading."""
    return with_items(text, "advice", [written_advice(advice)], path)


def without_score(text: str, criterion: str, path: Path) -> str:
    """Return an area file without the own score on a criterion; the rest stays as it is."""

    def take(front: Any) -> None:
        scores = front.get("scores")
        if isinstance(scores, dict):
            scores.pop(criterion, None)
            if not scores:
                del front["scores"]

    return _changed(text, path, take)


def without_advice(text: str, written: Any, path: Path) -> str:
    """Return an area file without the last piece of advice that says just this."""

    def take(front: Any) -> None:
        listed = front.get("advice")
        if isinstance(listed, list):
            same = [i for i, each in enumerate(listed) if each == written]
            if same:
                del listed[same[-1]]
            if not listed:
                del front["advice"]

    return _changed(text, path, take)


def _changed(text: str, path: Path, change: Callable[[Any], None]) -> str:
    parse_area(text, path)
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    closing = next(i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    yaml = _yaml("rt")
    front = yaml.load("\n".join(lines[1:closing]))
    change(front)
    stream = io.StringIO()
    yaml.dump(front, stream)
    whole = [lines[0], stream.getvalue() + lines[closing], *lines[closing + 1 :]]
    return "\n".join(whole).replace("\n", ends)


def with_search(text: str, search: SavedSearch, path: Path) -> str:
    """Return an area file with one more saved search; HomeError as for reading."""
    return with_items(text, "searches", [_written(search)], path)


def without_search(text: str, search: SavedSearch, path: Path) -> str:
    """Return an area file without a saved search; the rest stays as it is."""

    def take(front: Any) -> None:
        kept = front.get("searches") or []
        same = [i for i, each in enumerate(kept, 1) if _search(each, i, path) == search]
        for number in reversed(same):
            del kept[number - 1]
        if not kept:
            front.pop("searches", None)

    return _changed(text, path, take)


def _written(search: SavedSearch) -> dict[str, Any]:
    return {"supplier": search.supplier, "query": search.query, "most": search.most}


def _yaml(kind: str = "safe") -> Any:
    from ruamel.yaml import YAML

    yaml: Any = YAML(typ=kind, pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 4096
    return yaml


def _load(front: str, path: Path) -> dict[str, Any]:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        data = _yaml().load(front)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise HomeError(
            f"{path}, line {line}: {error.problem or 'the front matter cannot be read'}. "
            "Put text with : or # or quotes between single quotes."
        ) from None
    except YAMLError as error:
        raise HomeError(f"{path}: the front matter cannot be read: {error}") from None
    if not isinstance(data, dict):
        raise HomeError(f"{path}, line 2: the front matter needs lines such as  title: Sepsis")
    return data


def _searches(data: Any, path: Path) -> tuple[SavedSearch, ...]:
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise HomeError(
            f"{path}: searches need a list, such as  - {{supplier: pubmed, query: sepsis[tiab]}}"
        )
    return tuple(_search(item, number, path) for number, item in enumerate(data, 1))


def _search(item: dict[str, Any], number: int, path: Path) -> SavedSearch:
    supplier, query = (str(item.get(key) or "").strip() for key in ("supplier", "query"))
    most = item.get("most", MOST)
    if not supplier or not query:
        raise HomeError(f"{path}: search {number} needs a supplier and a query.")
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise HomeError(f"{path}: the most of search {number} is {most!r}; it must be 1 or more.")
    return SavedSearch(supplier, query, most)


def _texts(data: dict[str, Any], key: str, of: str, path: Path) -> tuple[str, ...]:
    listed = data.get(key) or []
    if not isinstance(listed, list):
        raise HomeError(f"{path}: {key} needs a list, each item {of}")
    return tuple(str(item).strip() for item in listed if str(item).strip())
