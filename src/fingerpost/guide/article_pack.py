"""An article as a pack: its paths in the files of a guide, in its own words and marked so.

No level is guessed: what an article asks stays 'depends', and an axis on which it says nothing is
'unknown'. What a path needs and an article seldom tells stands in words of ours that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from fingerpost.errors import UsageError
from fingerpost.guide.article import Article, ArticlePath, Link, Passage
from fingerpost.guide.model import Axis
from fingerpost.guide.pack_file import ABOUT, About
from fingerpost.text import fold, slug, toml_value

_SEE = "Not read out of the article; its own words stand in the summary."
_HOURS = "The article gives no hours; ours are for a first look only."
_KINDS = {
    "read": {"read", "monitor", "watch", "follow"},
    "meet": {"networking", "network", "contact", "join", "ask", "meet", "talk", "write"},
    "learn": {"degree", "course", "learn", "study", "train"},
}


def article_files(article: Article, name: str, today: date, address: str = "") -> dict[str, str]:
    """Return the files of a pack of this name; `address` is where the article stands in the web.

    Links to places on the same site become whole addresses if `address` is given; else they are
    kept as words.
    """
    about = About(
        article.title, about="Read from an article; in its words.", imported_from=article.file
    )
    files = {ABOUT: about.toml(), "sources.toml": "".join(_sources(article, address))}
    for path_id, path in path_ids(article, name):
        text = "".join(_path(path, path_id, today, address))
        files[f"paths/{path_id}.toml"] = text
    return files


def path_ids(article: Article, name: str) -> tuple[tuple[str, ArticlePath], ...]:
    """Return each path with its id, which begins with the pack's name and is there once."""
    found: dict[str, ArticlePath] = {}
    for path in article.paths:
        wanted = f"{name[:30].rstrip('-')}-{slug(path.name, 40)}"
        number = 1
        while wanted in found:
            number += 1
            wanted = f"{wanted.removesuffix(f'-{number - 1}')}-{number}"
        found[wanted] = path
    return tuple(found.items())


def check_address(address: str) -> str:
    """Return the address of an article; UsageError when it is no page of the web."""
    if address and not Link("", address).address(""):
        raise UsageError(f"'{address}' is no address: it must begin with https:// or http://.")
    return address


def write_files(files: dict[str, str], folder: Path) -> None:
    """Write the files of a pack into a folder that is there."""
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _sources(article: Article, address: str) -> Iterator[str]:
    yield "# What the article is, and what it links to outside of its paths.\n"
    whole = {"id": "article", "text": f"{article.title} (the article {article.file})"}
    yield _table("source", {**whole, "url": address, "dated": article.dated})
    links = [link for passage in article.about for link in passage.links]
    for number, link in enumerate(links, 1):
        url = link.address(address)
        text = f"Linked from the article: {_named(link, url)}"
        yield _table("source", {"id": f"linked-{number}", "text": text, "url": url})


def _path(path: ArticlePath, path_id: str, today: date, address: str) -> Iterator[str]:
    summary = " ".join(passage.text for passage in path.prose)
    linked = [link for passage in path.prose for link in passage.links]
    texts = {
        "id": path_id,
        "name": path.name,
        "summary": summary or "The article describes it by requirements and routes only.",
        "days": _SEE,
        "beside_note": _SEE,
        "odds": _SEE,
        "cost": _SEE,
        "advantage": _SEE,
        "whom_to_ask": "somebody who works in this role",
    }
    yield _keys(texts)
    yield f"sources = {_source_list(linked, address)}\nchecked = {today.isoformat()}\n"
    yield from (_requirement(passage, address) for passage in path.requirements)
    for axis in Axis:
        if axis not in {passage.axis for passage in path.requirements}:
            yield _silent(axis)
    for number, passage in enumerate(path.routes, 1):
        yield _route(passage, number, address)
    yield (
        "\n[cheapest_test]\n"
        + _keys({"title": "Ask somebody who works in this role what last week looked like"})
        + f"hours = {_guess(1, 3)}\n"
        + _keys({"tells_no": "You would not have wanted that week. (Our words.)"})
    )


def _requirement(passage: Passage, address: str) -> str:
    keys = {"axis": passage.axis.value, "need": "depends", "text": passage.asked}
    sources = _source_list(passage.links, address)
    return f"\n[[requirement]]\n{_keys(keys)}sources = {sources}\n"


def _silent(axis: Axis) -> str:
    said = {"axis": axis.value, "need": "unknown", "text": "The article says nothing of this."}
    return f'\n[[requirement]]\n{_keys(said)}sources = ["article"]\n'


def _route(passage: Passage, number: int, address: str) -> str:
    urls = [(link, link.address(address)) for link in passage.links]
    first = next((url for _, url in urls if url), "")
    others = [f"{_named(link, url)} {url}".rstrip() for link, url in urls if url != first]
    detail = f"Links: {'; '.join(others)}. {_HOURS}" if others else _HOURS
    keys = {
        "id": f"route-{number}",
        "title": passage.text,
        "kind": _kind(passage.text),
        "detail": detail,
        "url": first,
    }
    return f"\n[[route]]\n{_keys(keys)}hours = {_guess(1, 4)}\n"


def _kind(text: str) -> str:
    words = fold(text).split()
    return next((kind for word in words for kind, known in _KINDS.items() if word in known), "do")


def _source_list(links: Sequence[Link], address: str) -> str:
    rows = ['"article"']
    for link in links:
        url = link.address(address)
        place = f", url = {toml_value(url)}" if url else ""
        rows.append(f"{{ text = {toml_value(_named(link, url))}{place} }}")
    return f"[{', '.join(rows)}]"


def _named(link: Link, url: str) -> str:
    """Return a link's words, with its target where that is no address of its own."""
    return link.text if url else f"{link.text} (the article links to {link.target})"


def _guess(low: int, high: int) -> str:
    return f'[{low}, {high}, "our guess"]'


def _table(heading: str, keys: dict[str, str]) -> str:
    return f"\n[[{heading}]]\n{_keys(keys)}"


def _keys(keys: dict[str, str]) -> str:
    return "".join(_lines(keys.items()))


def _lines(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for key, value in pairs:
        if value:
            yield f"{key} = {toml_value(value)}\n"
